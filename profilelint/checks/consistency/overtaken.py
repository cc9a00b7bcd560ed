""" "To appear", of a work that has appeared by another place of the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from profilelint.checks.consistency.places import with_others
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding, Related
from profilelint.document.model import Document
from profilelint.facts.work import Work, has_preprint_doi, is_same, status_in


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for entry, others in with_others(document, context):
        if not entry.work.status:
            continue
        for other in others:
            if is_same(entry.work, other.work) and _has_appeared(other.work, context):
                field = next(field for field in entry.fields.values() if status_in(str(field.value)) == entry.work.status)
                related = (Related(other.here, "the published version is here"),) if other.here else ()
                yield Finding(field.span, {"status": entry.work.status, "place": other.place, "doi": other.work.doi}, related=related)
                break


def _has_appeared(work: Work, context: Context) -> bool:
    is_record = work.doi and not has_preprint_doi(work.doi) and not work.status and work.published
    return bool(is_record) and work.year is not None and context.is_past(date(work.year, 1, 1))
