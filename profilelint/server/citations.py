"""The keys of bibliographies: where a citation leads, and which keys there are to cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import basename

from profilelint.core.endings import WITH_CODE
from profilelint.core.regex import regex
from profilelint.core.source import Source, Span
from profilelint.document.kinds import Kind
from profilelint.document.model import Document
from profilelint.server.open import Open, document_at, is_open
from profilelint.site.files import Site

#: Citations, with the keys in their first group. Pandoc's are those of Markdown with code, and of pages that name a bibliography.
_SCHOLAR = regex(r"\{%-?\s{0,20}(?:no|full)?(?:cite|reference|quote)\w{0,20}\s{1,20}([^%{}]{0,400}+)")
_PANDOC = regex(r"(?<![\w@./])@\{?((?:[\w:.#$&+?<>~/-]{0,200}\w)?)")
_LATEX = regex(r"\\\w{0,20}cite\w{0,20}\*?(?:\[[^\[\]]{0,200}\]){0,2}\{([^{}]{0,400}+)")
_KEY = regex(r"[^\s,]{1,200}+")
#: So far before the cursor a citation may begin.
_LONGEST = 500
#: So many characters before a key in a bibliography are looked at.
_BEFORE = 100

_Entries = tuple[Source, tuple[tuple[Span, str, str], ...]]


def cited(source: Source, document: Document, place: int) -> Span | None:
    """The key at a position of a page, perhaps empty where it is being written; None outside of citations."""
    start = max(place - _LONGEST, 0)
    text = source.text[start : place + _LONGEST]
    for pattern in _patterns(document):
        for citation in pattern.finditer(text):
            first, last = citation.span(1)
            if not first <= place - start <= last:
                continue
            keys = (key.span() for key in _KEY.finditer(text, first, last))
            found = next((span for span in keys if span[0] <= place - start <= span[1]), (place - start, place - start))
            return Span(start + found[0], start + found[1])
    return None


def place_of_key(opened: Open, site: Site, key: str, document: Document) -> tuple[Source, Span] | None:
    """The bibliography that has a key, and where."""
    for path in _bibliographies(site, document):
        source, entries = _entries(opened, site, path)
        if span := next((span for span, name, _ in entries if name == key), None):
            return source, span
    return None


def keys_to_cite(opened: Open, site: Site, document: Document) -> dict[str, str]:
    """The keys of the site's bibliographies, with their titles; of two with one key, the first that a citation leads to."""
    found: dict[str, str] = {}
    for path in _bibliographies(site, document):
        for _, name, title in _entries(opened, site, path)[1]:
            found.setdefault(name, title)
    return found


def _entries(opened: Open, site: Site, path: Path) -> _Entries:
    """The keys of a bibliography with their places and titles; read once, until a file changes, unless it is open."""
    if is_open(opened, path):
        return _read_entries(opened, path)
    return site.remember((_entries, path), lambda: _read_entries(opened, path))


def _read_entries(opened: Open, path: Path) -> _Entries:
    document = document_at(opened, path)
    if document is None:
        return Source("", str(path)), ()
    titles = {field.path[0]: str(field.value) for field in document.fields if field.path[1:] == ("title",)}
    return document.source, tuple((span, name, titles.get(name, "")) for span, name in _keys(document))


def _patterns(document: Document) -> Iterator[re.Pattern[str]]:
    if document.format == "latex":
        yield _LATEX
    elif document.format in ("markdown", "html"):
        yield _SCHOLAR
        if document.source.path.endswith(WITH_CODE) or _named(document):
            yield _PANDOC


def _named(document: Document) -> set[str]:
    """The names of the bibliographies in the front matter."""
    return {basename(str(field.value)) for field in document.fields if field.path[:1] == ("bibliography",)}


def _bibliographies(site: Site, document: Document) -> list[Path]:
    """All of the site; those first that the page names."""
    named = _named(document)
    paths = (path for name, found in site.index.by_name.items() if name.endswith(".bib") for path in found)
    return [site.root / path for path in sorted(paths, key=lambda path: (basename(path) not in named, path))] if site.root else []


def _keys(document: Document) -> Iterator[tuple[Span, str]]:
    """The keys of a bibliography; what opens an entry is before each, which is not so with the names of fields."""
    for segment in document.segments_of(Kind.FIELD_KEY):
        before = document.text[max(segment.span.start - _BEFORE, 0) : segment.span.start].rstrip()
        if before.endswith(("{", "(")):
            yield segment.span, document.source.slice(segment.span)
