"""One DOI under two years."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.consistency.places import Other, is_second, is_shown, other_places, with_others
from profilelint.checks.consistency.references import references
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding, Related, Severity
from profilelint.document.model import Document
from profilelint.facts.reading import YEARS, Entry
from profilelint.facts.work import Work, are_alike, has_preprint_doi, is_preprint


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    yield from _of_entries(document, context)
    yield from _of_references(document, context)


def _of_references(document: Document, context: Context) -> Iterator[Finding]:
    """References in lists of the page, each with its DOI and its only year."""
    for reference in references(document):
        if reference.year is None:
            continue
        for work in other_places(document, context, (f"doi:{reference.doi}",)):
            other = Other(work, None)
            if reference.names(work) and _is_dated(work) and work.year != reference.year and is_shown(other, context):
                values = {"own": str(reference.year), "year": str(work.year), "place": other.place}
                yield Finding(reference.year_span, values)
                break


def _is_dated(work: Work) -> bool:
    """Whether a place gives the year of the publication, and nothing that may be the day on which it was first online."""
    return work.year is not None and work.month is None and not has_preprint_doi(work.doi) and not is_preprint(work)


def _of_entries(document: Document, context: Context) -> Iterator[Finding]:
    for entry, others in with_others(document, context):
        for other in others:
            if is_second(entry.work, other) and _differ(entry.work, other.work) and is_shown(other, context):
                yield _finding(entry, other)
                break


def _finding(entry: Entry, other: Other) -> Finding:
    field = next(entry.fields[name] for name in YEARS if name in entry.fields)
    values = {"own": str(entry.work.year), "year": str(other.work.year), "place": other.place}
    related = (Related(other.here, "the same DOI is here"),) if other.here else ()
    # A page may have the day on which the work was accepted, or was first online.
    is_day = entry.work.month is not None or other.work.month is not None
    return Finding(field.span, values, related=related, severity=Severity.NOTE if is_day else Severity.WARNING)


def _differ(one: Work, other: Work) -> bool:
    if one.year is None or other.year is None or one.year == other.year:
        return False
    if not one.doi or one.doi != other.doi or has_preprint_doi(one.doi) or not are_alike(one.title, other.title):
        return False
    return not is_preprint(one) and not is_preprint(other)
