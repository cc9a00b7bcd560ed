"""Two different works under one DOI: an entry was copied, and its DOI was left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.consistency.places import is_second, with_others
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding, Related, Severity
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.facts.reading import Entry
from profilelint.facts.work import Work, are_apart, doi_in, folded, has_preprint_doi, title_key

#: Chapters and contributions may share the DOI of their book.
_OF_ONE_WORK = frozenset(("article", "inproceedings", "conference", "page", "data"))
_OF_BOOK = regex(r"10\.\d+/(?:\w+[./])?97[89]")
_OF_LANGUAGE = regex(r"(?:\A|/)[a-z]{2}(?:-[a-z]{2})?/|[_.-][a-z]{2}\.[a-z]+\Z", re.IGNORECASE)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for entry, others in with_others(document, context):
        if not entry.work.doi or not _has_own(entry.work):
            continue
        known_in = {other.work.path for other in others if title_key(other.work.title) == title_key(entry.work.title)}
        for other in others:
            if other.work.path in known_in:
                continue  # the two are in that file, and reported there
            if is_second(entry.work, other) and _are_two(entry.work, other.work):
                related = (Related(other.here, "the same DOI is here"),) if other.here else ()
                values = {"doi": entry.work.doi, "title": _shortened(other.work.title), "place": other.place}
                severity = Severity.NOTE if _are_of_one_volume(entry.work, other.work) else Severity.WARNING
                yield Finding(_span(entry), values, related=related, severity=severity)
                break


def _span(entry: Entry) -> Span:
    field = next((field for field in entry.fields.values() if doi_in(str(field.value), anywhere=field.key.lower() == "doi")), None)
    return field.span if field else entry.head


def _has_own(work: Work) -> bool:
    return work.kind in _OF_ONE_WORK and not has_preprint_doi(work.doi) and not _OF_BOOK.match(work.doi)


def _are_two(one: Work, other: Work) -> bool:
    if one.doi != other.doi or not _has_own(other) or not are_apart(one.title, other.title):
        return False
    return one.path == other.path or not (_OF_LANGUAGE.search(one.path) or _OF_LANGUAGE.search(other.path))


def _are_of_one_volume(one: Work, other: Work) -> bool:
    """Whether the DOI may be that of the proceedings which both are in."""
    return "article" not in (one.kind, other.kind) and one.year == other.year and folded(one.venue) == folded(other.venue)


def _shortened(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:59]}…"
