""" "To appear", of a work that has appeared by another place of the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from profilelint.checks.consistency.places import Other, other_places, with_others
from profilelint.checks.consistency.references import unfinished
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding, Related
from profilelint.document.model import Document
from profilelint.facts.reading import STATUSES, Entry
from profilelint.facts.work import STATUS, Work, folded, has_preprint_doi, is_preprint, is_same, status_in, title_key

#: Who extends a paper of these submits another work of the same title.
_EXTENDED = frozenset(("inproceedings", "conference", "incollection", "proceedings"))


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    yield from _of_entries(document, context)
    if document.format in ("markdown", "html", "latex"):
        yield from _of_references(document, context)


def _of_references(document: Document, context: Context) -> Iterator[Finding]:
    """References in the texts of the page, each with the title of one work."""
    found = list(unfinished(document))
    titles = sorted({title for reference in found for title in reference.titles})
    works: defaultdict[str, list[Work]] = defaultdict(list)
    for work in other_places(document, context, tuple(f"title:{title}" for title in titles)) if titles else ():
        works[title_key(work.title)].append(work)
    for reference in found:
        titled = [works[title] for title in reference.titles if title in works]
        for work in titled[0] if len(titled) == 1 else ():
            if reference.names(work) and _has_appeared(work, context):
                status = document.source.slice(reference.status)
                yield Finding(reference.status, {"status": " ".join(status.split()), "place": Other(work, None).place})
                break


def _of_entries(document: Document, context: Context) -> Iterator[Finding]:
    for entry, others in with_others(document, context):
        found = (other for other in others if _is_overtaken(entry.work, other.work) and _has_appeared(other.work, context))
        if entry.work.status and (other := next(found, None)):
            yield _finding(entry, other)


def _finding(entry: Entry, other: Other) -> Finding:
    field = next(field for name in STATUSES if (field := entry.fields.get(name)) and _status(field.run.text if field.run else field.value))
    related = (Related(other.here, "the published version is here"),) if other.here else ()
    return Finding(field.span, {"status": _status(entry.work.status), "place": other.place}, related=related)


def _status(text: object) -> str:
    return status_in(text) if isinstance(text, str) else ""


def _is_overtaken(work: Work, other: Work) -> bool:
    """Whether a status is that of the work which the other place has: they are in one venue, or the first names none."""
    if not is_same(work, other):
        return False
    told = folded(STATUS.sub("", work.status))
    venue = folded(STATUS.sub("", work.venue))
    if venue and (venue in folded(other.venue) or folded(other.venue) in venue):
        return True
    return (is_preprint(work) or not venue) and (not told or other.kind not in _EXTENDED)


def _has_appeared(work: Work, context: Context) -> bool:
    """Whether a place has the record of a published work, whose year has begun."""
    is_record = work.doi and not has_preprint_doi(work.doi) and not work.status and work.published
    return bool(is_record) and work.year is not None and context.is_past(date(work.year, 1, 1))
