"""The works of a site, read once, and the question by which checks ask for other places of a page's works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from posixpath import basename

from profilelint.core.regex import regex
from profilelint.core.source import Source
from profilelint.document import format_of, read
from profilelint.document.canvas import Canvas
from profilelint.document.frontmatter import read_front_matter
from profilelint.document.model import Document
from profilelint.facts.reading import FIELDS, entries_of, is_of_works
from profilelint.facts.work import Work, keys_of
from profilelint.site.files import Site
from profilelint.site.unpublished import is_sample, is_unpublished
from profilelint.site.view import question

#: Longer files and more of them are not read.
_MOST_CHARACTERS, _MOST_FILES = 3_000_000, 10_000
_MOST_PLACES = 20
_HOLDING = (".bib", ".md", ".markdown", ".html", ".yml", ".yaml", ".json")
#: Other people's files, and pages of former days.
_ELSEWHERE = regex(
    r"(?:\A|/)(?:\.[^/]+|vendor|themes|exampleSite|archetypes|public|resources|[_\d-]*(?:old|archived?s?|backups?|bak|unused|deprecated)"
    r"|[^/]+[-_.](?:old|bak|backup))(?:/|\.[a-z]+\Z)"
)


@question
def places_of(site: Site, page: str, keys: tuple[str, ...]) -> tuple[Work, ...]:
    """The works on other pages that share one of these keys with a page, by path and position."""
    by_key = site.remember(_by_key, lambda: _by_key(site))
    found = {work.place: work for key in keys for work in by_key.get(key, ()) if work.path != page}
    return tuple(found[place] for place in sorted(found))


def works_of(site: Site) -> tuple[Work, ...]:
    """All works that the site tells of, by path and position."""
    return site.remember(works_of, lambda: tuple(_works(site)))


def _by_key(site: Site) -> Mapping[str, list[Work]]:
    """The first works with each key: if many share one, it tells nothing of them."""
    found: defaultdict[str, list[Work]] = defaultdict(list)
    for work in works_of(site):
        for key in keys_of(work):
            if len(found[key]) < _MOST_PLACES:
                found[key].append(work)
    return found


def _works(site: Site) -> Iterator[Work]:
    for path in paths_of(site)[:_MOST_FILES]:
        text = site.tree.read(path, _MOST_CHARACTERS)
        if len(text) < _MOST_CHARACTERS:
            yield from (entry.work for entry in entries_of(_head(Source(text, path))))


def paths_of(site: Site) -> list[str]:
    """The files that may tell of works, except those of which the site is made without."""
    by_name = site.index.by_name.items()
    paths = (path for name, found in by_name if name.endswith(_HOLDING) for path in found)
    holding = sorted(path for path in paths if path.endswith(".bib") or is_of_works(path))
    return [path for path in holding if not is_elsewhere(path) and not is_unpublished(site, path) and not is_sample(site, path)]


def is_elsewhere(path: str) -> bool:
    return _ELSEWHERE.search(path) is not None


def _head(source: Source) -> Document:
    """A document with the fields that works are read from; of a page, its front matter alone."""
    format = format_of(basename(source.path)) or ""
    canvas = Canvas(source, FIELDS)
    if format == "bibtex":
        from profilelint.document.bibtex import read_bibtex  # most sites have no bibliography

        read_bibtex(canvas)
    elif format in ("markdown", "html"):
        read_front_matter(canvas)
    else:
        return read(source)
    return canvas.document(format)
