"""Files of which the generator of the site makes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from posixpath import normpath
from typing import Any

from profilelint.site.addresses import load_mapping, load_toml, strings
from profilelint.site.files import Site
from profilelint.site.generator import Generator
from profilelint.site.tree import Tree
from profilelint.site.view import AnySite, question

_HUGO_CONFIGURATIONS = tuple(
    stem + ending
    for stem in ("hugo", "config", "config/_default/hugo", "config/_default/config")
    for ending in (".toml", ".yaml", ".yml", ".json")
)
_JEKYLL_CONFIGURATIONS = ("_config.yml", "_config.yaml")
#: Where it stands what folder a generator writes, those of Quarto and R Markdown among them: the files, and the way to the value in them.
_OUTPUTS = (
    (_HUGO_CONFIGURATIONS, "publishDir"),
    (_JEKYLL_CONFIGURATIONS, "destination"),
    (("_quarto.yml",), "project", "output-dir"),
    (("_site.yml",), "output_dir"),
)
#: Where a theme keeps a site that shows or tries it.
_SHOW = "exampleSite"
_TRIALS = frozenset((_SHOW, "example", "examples", "demo", "test", "tests", "spec"))
#: Folders that Jekyll and its usual plugins read on every site.
_USUAL = frozenset(("_posts", "_data", "_includes", "_layouts", "_bibliography"))


def excluded(tree: Tree, generator: Generator) -> tuple[str, ...]:
    """What the configuration excludes, and the folder that the site is written to: of Hugo regular expressions, else patterns of paths."""
    if generator is Generator.HUGO:
        ignored = filter(_compiles, _listed(tree, _HUGO_CONFIGURATIONS, "ignoreFiles"))
        return (*ignored, *(f"^/{re.escape(folder)}/" for folder in _outputs(tree)))
    patterns = (pattern.removeprefix("./").lstrip("/") for pattern in _listed(tree, _JEKYLL_CONFIGURATIONS, "exclude"))
    return (*filter(None, patterns), *(f"{folder}/" for folder in _outputs(tree)))


def _outputs(tree: Tree) -> Iterator[str]:
    """The folders of the site that its generator writes."""
    for names, *way in _OUTPUTS:
        for folder in map(normpath, _listed(tree, names, *way)):
            if folder[0] not in "./~":  # neither the root itself nor outside of it
                yield folder


def matches(path: str, patterns: tuple[str, ...], generator: Generator) -> bool:
    """Whether a path from the root is excluded. To Jekyll a `*` goes over slashes as well; a folder ends with a slash."""
    if generator is Generator.HUGO:
        return any(re.search(pattern, f"/{path}") for pattern in patterns)
    return any(fnmatchcase(path.rstrip("/"), pattern) or path.startswith(pattern) for pattern in patterns)


@question
def is_kept_out(site: Site, path: str) -> bool:
    """Whether the site, or one around it, is made without a page, its path from the root, however the page was reached."""
    if _is_kept_out(site, path):
        return True
    outer = site.remember(is_kept_out, lambda: Site.around(site.root) if site.root else None)
    inside = outer and site.root and outer.place(str(site.root / path))
    return bool(outer and inside and _is_kept_out(outer, inside))


def is_sample(site: AnySite, path: str) -> bool:
    """Whether a page is of a site that is there to show a theme: what is a sample on it is right."""
    place = site.place(path)
    if site.root is None or place is None:
        return False
    if _SHOW in (site.root.name, *place.split("/")[:-1]):
        return True
    return (site.settings.generator is Generator.HUGO and _is_theme(site)) or (site.root.name in _TRIALS and _is_in_theme(site))


@question
def _is_theme(site: Site) -> bool:
    """Whether a site of Hugo is the repository of a theme. Starters have its file, too, and the sites made of them: with pages."""
    names = site.tree.entries("")
    return "theme.toml" in names and "content" not in names


@question
def _is_in_theme(site: Site) -> bool:
    outer = Site.around(site.root) if site.root else None
    return outer is not None and any(name == "theme.toml" or name.endswith(".gemspec") for name in outer.tree.entries(""))


def _is_kept_out(site: Site, path: str) -> bool:
    generator, folders = site.settings.generator, path.split("/")[:-1]
    steps = [path, *("/".join(folders[:depth]) + "/" for depth in range(1, len(folders) + 1))]
    patterns = site.remember(excluded, lambda: excluded(site.tree, generator))
    if any(matches(step, patterns, generator) for step in steps):
        return True
    if generator is not Generator.JEKYLL or not folders:
        return False
    read = site.remember(_folders, lambda: _folders(site))
    return ("_drafts" in folders and "_drafts" not in read) or bool(read and folders[0].startswith("_") and folders[0] not in read)


def _folders(site: Site) -> frozenset[str]:
    """The folders with an underscore of which Jekyll makes something; none where nothing lists them."""
    config = load_mapping(site.tree.read("_config.yml"))
    collections = config.get("collections")
    if not isinstance(collections, dict | list) or site.settings.themed:
        return frozenset()
    drafts = ["_drafts"] if config.get("show_drafts") is True else []
    return frozenset((*_USUAL, *drafts, *(f"_{name}" for name in collections), *strings(config.get("include", []))))


def _compiles(pattern: str) -> bool:
    """Go's regular expressions are not quite ours."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _listed(tree: Tree, names: Iterable[str], *way: str) -> list[str]:
    """A list of strings in the first of the files that has it, by the keys that lead there. What does not parse is reported elsewhere,
    as a page."""
    for name in names:
        text = tree.read(name)
        if way[-1].lower() not in text.lower():
            continue
        found: Any = load_toml(text) if name.endswith(".toml") else load_mapping(text)
        for key in way:
            inside = found if isinstance(found, dict) else {}
            found = next((value for name, value in inside.items() if str(name).lower() == key.lower()), None)
        if isinstance(found, list | str):
            return strings(found)
    return []
