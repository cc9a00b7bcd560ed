"""The file that was probably meant where one is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from posixpath import basename, dirname, relpath, splitext

from profilelint.core.regex import regex
from profilelint.core.similar import most_similar
from profilelint.site.files import Site
from profilelint.site.generator import IN_PLACE, Generator, SiteSettings
from profilelint.site.tree import Index, Tree, find_other_case

_CLOSE = 0.85
_MANY = 100  # names that begin or end alike
_SHARED, _APART = 2, 3  # letters at one end, and how much longer one may be
#: What a name is made of: words and numbers.
_PART = regex(r"[^\W\d_]+|\d+")
_LONG = 4


def in_other_case(tree: Tree, paths: Iterable[str]) -> list[str]:
    """The files that differ from one of the paths only in case."""
    return [other for path in paths if (other := find_other_case(tree, path))]


def nearest(site: Site, path: str, page: str) -> str | None:
    """A file of the same name elsewhere, or one of nearly the same name and the same kind; None if there are several. Files in the
    output folder of the generator are copies."""
    name = basename(path).lower()
    if not splitext(name)[1]:
        return None
    same = _shown(site, name)
    if not same and (near := most_similar(name, _likely(site, name), _CLOSE)) and _may_be_misspelt(name, near):
        same = _shown(site, near)
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


def _may_be_misspelt(name: str, other: str) -> bool:
    """Whether only the spelling of longer words differs: `talk-8` is another talk than `talk-18`, `cv-ab` another person's than `cv-ac`."""
    parts, others = _PART.findall(name), _PART.findall(other)
    if "".join(parts) == "".join(others):
        return True
    changed = [(part, another) for part, another in zip(parts, others, strict=False) if part != another]
    return len(parts) == len(others) and all(min(map(len, pair)) >= _LONG and not pair[0].isdigit() for pair in changed)


def _shown(site: Site, name: str) -> list[str]:
    elsewhere = ("_", ".", f"{site.settings.output}/") if site.settings.output else ("_", ".")
    return [path for path in site.index.by_name.get(name, ()) if not path.startswith(elsewhere)]


def written_from(settings: SiteSettings, absolute: bool, page: str, path: str) -> str:
    """How a link on the page is written that leads to a file."""
    path = path.removeprefix("static/") if settings.generator is Generator.HUGO else path
    if absolute or settings.generator not in IN_PLACE:
        return f"/{settings.baseurl}/{path}" if settings.baseurl else f"/{path}"
    return relpath(path, dirname(page) or ".")
