"""The file that was probably meant where one is missing."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import basename, dirname, relpath, splitext

from profilelint.site.generator import Generator, SiteSettings
from profilelint.site.tree import Index, Tree, find_other_case

_CLOSE = 0.85
_MANY = 100


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
        as_long = (other for other in index.by_name if abs(len(name) - len(other)) < 4)
        near = get_close_matches(name, [other for other in as_long if _may_be_close(name, other)][:_MANY], n=1, cutoff=_CLOSE)
        same = _shown(index, near[0]) if near else []
    return same[0] if len(same) == 1 and same[0] != page else None


def _may_be_close(name: str, other: str) -> bool:
    """What can be told at once: of one kind, and alike at one end."""
    stem, extension = splitext(other)
    return name.endswith(extension) and (name[:2] == other[:2] or name.endswith(other[len(stem) - 2 :]))


def _shown(index: Index, name: str) -> list[str]:
    return [path for path in index.by_name.get(name, ()) if not path.startswith(("_", "."))]


def written_from(settings: SiteSettings, absolute: bool, page: str, path: str) -> str:
    """How a link on the page is written that leads to a file."""
    path = path.removeprefix("static/") if settings.generator is Generator.HUGO else path
    if absolute or settings.generator is not Generator.PLAIN:
        return f"/{settings.baseurl}/{path}" if settings.baseurl else f"/{path}"
    return relpath(path, dirname(page) or ".")
