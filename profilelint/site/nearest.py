"""The file that was probably meant where one is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from posixpath import basename, dirname, relpath, splitext

from profilelint.core.similar import most_similar
from profilelint.site.files import Site
from profilelint.site.generator import Generator, SiteSettings
from profilelint.site.tree import Index, Tree, find_other_case

_CLOSE = 0.85
_MANY = 100  # names that begin or end alike
_SHARED, _APART = 2, 3  # letters at one end, and how much longer one may be


def in_other_case(tree: Tree, paths: Iterable[str]) -> list[str]:
    """The files that differ from one of the paths in letter case alone."""
    return [other for path in paths if (other := find_other_case(tree, path))]


def nearest(site: Site, path: str, page: str) -> str | None:
    """A file of the same name elsewhere, or one of nearly the same name and the same kind; None where several are."""
    name = basename(path).lower()
    if not splitext(name)[1]:
        return None
    same = _shown(site.index, name)
    if not same and (near := most_similar(name, _likely(site, name), _CLOSE)):
        same = _shown(site.index, near)
    return same[0] if len(same) == 1 and same[0] != page else None


def _likely(site: Site, name: str) -> list[str]:
    """Names of files of the same kind that are about as long, and alike at one end."""
    ends: Mapping[tuple[int, str, str, str], tuple[str, ...]] = site.remember(nearest, lambda: _by_ends(site.index))
    lengths = range(len(name) - _APART, len(name) + _APART + 1)
    found = (other for length in lengths for end in _ends(name) for other in ends.get((length, *end), ()))
    return list(islice(dict.fromkeys(found), _MANY))


def _by_ends(index: Index) -> Mapping[tuple[int, str, str, str], tuple[str, ...]]:
    """The first names that have a length, an extension and either end."""
    found: dict[tuple[int, str, str, str], list[str]] = defaultdict(list)
    for name in index.by_name:
        for end in _ends(name):
            if len(names := found[len(name), *end]) < _MANY:
                names.append(name)
    return {key: tuple(names) for key, names in found.items()}


def _ends(name: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    stem, extension = splitext(name)
    return (extension, stem[:_SHARED], ""), (extension, "", stem[-_SHARED:])


def _shown(index: Index, name: str) -> list[str]:
    return [path for path in index.by_name.get(name, ()) if not path.startswith(("_", "."))]


def written_from(settings: SiteSettings, absolute: bool, page: str, path: str) -> str:
    """How a link on the page is written that leads to a file."""
    path = path.removeprefix("static/") if settings.generator is Generator.HUGO else path
    if absolute or settings.generator is not Generator.PLAIN:
        return f"/{settings.baseurl}/{path}" if settings.baseurl else f"/{path}"
    return relpath(path, dirname(page) or ".")
