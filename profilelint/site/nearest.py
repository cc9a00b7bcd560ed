"""The file that was probably meant where one is missing."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import basename, dirname, relpath, splitext

from profilelint.site.generator import Generator, Settings
from profilelint.site.tree import Index, Tree, find_other_case

_CLOSE = 0.85
_MANY = 2_000


def in_other_case(tree: Tree, paths: Iterable[str]) -> list[str]:
    """The files that differ from one of the paths in letter case alone."""
    return [other for path in paths if (other := find_other_case(tree, path))]


def nearest(index: Index, path: str, page: str) -> str | None:
    """A file of the same name elsewhere, or one of nearly the same name and the same kind; None where several are."""
    from difflib import get_close_matches

    name = basename(path).lower()
    extension = splitext(name)[1]
    if not extension:
        return None
    same = _shown(index, name)
    if not same:
        alike = [other for other in index.by_name if splitext(other)[1] == extension]
        near = get_close_matches(name, alike, n=1, cutoff=_CLOSE) if len(alike) < _MANY else []
        same = _shown(index, near[0]) if near else []
    return same[0] if len(same) == 1 and same[0] != page else None


def _shown(index: Index, name: str) -> list[str]:
    return [path for path in index.by_name.get(name, ()) if not path.startswith(("_", "."))]


def written_from(settings: Settings, absolute: bool, page: str, path: str) -> str:
    """How a link on the page is written that leads to a file."""
    path = path.removeprefix("static/") if settings.generator is Generator.HUGO else path
    if absolute or settings.generator is not Generator.PLAIN:
        return f"/{settings.baseurl}/{path}" if settings.baseurl else f"/{path}"
    return relpath(path, dirname(page) or ".")
