"""The pages that Quarto and R Markdown build: one next to each source, except for some."""

from __future__ import annotations

from fnmatch import fnmatchcase
from posixpath import splitext
from typing import Any

from profilelint.core.endings import HTML
from profilelint.core.regex import regex
from profilelint.site.addresses import load_mapping, strings
from profilelint.site.files import Site
from profilelint.site.generator import QUARTO_FILES
from profilelint.site.view import question

SETTINGS = regex(r"(?:^|/)_(?:quarto|site)(?:-[\w-]*)?\.ya?ml")


@question
def is_made(site: Site, page: str) -> bool:
    """Whether a page, its path from the root, is one of the site's own: HTML is put out by a program, or not taken in at all; names with an
    underscore are parts of pages and patterns for new ones; R Markdown makes nothing of folders, but of posts."""
    if SETTINGS.fullmatch(page):
        return True
    *folders, name = page.split("/")
    if splitext(name)[1].lower() in HTML or any(part.startswith("_") and part != "_posts" for part in (*folders, name)):
        return False
    if "_quarto.yml" not in site.tree.entries(""):
        return not folders or folders[0] == "_posts"
    return _is_rendered(page, site.remember("render", lambda: _render(site)))


def _render(site: Site) -> list[str]:
    """What `project: render:` lists: patterns, and with an exclamation mark what is left out."""
    text = next((text for name in QUARTO_FILES if (text := site.tree.read(name))), "")
    project: Any = load_mapping(text).get("project") if "render:" in text else None
    return strings(project.get("render") or []) if isinstance(project, dict) else []


def _is_rendered(page: str, patterns: list[str]) -> bool:
    wanted = [pattern for pattern in patterns if not pattern.startswith("!")]
    left_out = any(_covers(pattern[1:], page) for pattern in patterns if pattern.startswith("!"))
    return not left_out and (not wanted or any(_covers(pattern, page) for pattern in wanted))


def _covers(pattern: str, page: str) -> bool:
    """A star goes over slashes, too, and a folder stands for all in it."""
    pattern = pattern.strip("/").removeprefix("./")
    return fnmatchcase(page, pattern) or page.startswith(f"{pattern}/") or fnmatchcase(page, f"*/{pattern}")
