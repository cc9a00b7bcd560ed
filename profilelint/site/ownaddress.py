"""The address of a site, as files other than its settings show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from profilelint.core.regex import regex
from profilelint.site.tree import EntryKind
from profilelint.site.view import question

if TYPE_CHECKING:
    from profilelint.site.files import Site

_RECIPES = ("netlify.toml", "vercel.json", ".gitlab-ci.yml", "Makefile", "package.json", "Dockerfile")
_WITH_RECIPES, _WITH_TEMPLATES = (".github/workflows", "bin", "scripts", ".circleci"), ("_layouts", "_includes", "")
_MOST = 100  # files
#: What gives a generator another address than the settings do: by setting, the words of its command, or of what edits the settings.
_WORDS = {
    "url": regex(r"--config\b"),
    "localhost": regex(r"--config\b|_config|localhost|\bsed\b"),
    "baseurl": regex(r"--config\b|base_?url|hugo\b[^\n]{0,80}\s-b\b", re.IGNORECASE),
}
#: Templates that add a slash after the base path, or put it before a path that has one.
_JOINED = regex(r"site\.baseurl\s{0,9}\}\}/|[\"']/[^\"'\n]{1,80}[\"']\s{0,9}\|\s{0,9}prepend:\s{0,9}site\.baseurl")


@question
def is_set_by_build(site: Site, setting: str) -> bool:
    """Whether what builds the site may give a setting another value: "url", "baseurl", or "localhost" where a url is of this computer."""
    paths = chain(_RECIPES, _files(site, _WITH_RECIPES), (path for path in _files(site, ("",)) if path.endswith(".sh")))
    return any(_WORDS[setting].search(site.tree.read(path)) for path in islice(paths, _MOST))


@question
def adds_slash(site: Site) -> str:
    """A template or page of the site that writes a slash after the base path of Jekyll; "" if none does."""
    paths = (path for path in _files(site, _WITH_TEMPLATES) if path.endswith((".html", ".md", ".liquid", ".xml")))
    return next((path for path in islice(paths, _MOST) if _JOINED.search(site.tree.read(path))), "")


def _files(site: Site, folders: tuple[str, ...]) -> Iterator[str]:
    for folder in folders:
        entries = site.tree.entries(folder).items()
        yield from (f"{folder}/{name}".lstrip("/") for name, kind in sorted(entries) if kind is EntryKind.FILE)
