"""One work twice in a bibliography, under two keys."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.consistency.places import Other, is_second, with_others
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding, Related, Severity
from profilelint.document.model import Document
from profilelint.facts.work import Work, do_agree, folded, is_preprint, title_key

#: Types of talks, too, which people give more than once in a year.
_MAY_RECUR = frozenset(("misc", "unpublished", "online", "presentation"))


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format != "bibtex":
        return
    for entry, others in with_others(document, context):
        first = next((other for other in others if other.here and is_second(entry.work, other) and _is_again(entry.work, other)), None)
        if first and first.here:
            # Papers of a conference may be in a journal, and are listed as both.
            severity = Severity.WARNING if entry.work.kind == first.work.kind else Severity.NOTE
            values = {"other": first.work.key, "place": first.place}
            yield Finding(entry.head, values, related=(Related(first.here, "first here"),), severity=severity)


def _is_again(work: Work, other: Other) -> bool:
    """Whether an entry has the same title, people, year and kind of venue as one before it; and no DOI of its own."""
    first = other.work
    if work.key == first.key or not title_key(work.title) or title_key(work.title) != title_key(first.title):
        return False
    if not do_agree(work, first) or work.year != first.year or is_preprint(work) != is_preprint(first):
        return False
    if work.doi and first.doi:
        return work.doi == first.doi
    venues = {folded(work.venue), folded(first.venue)}
    return work.kind == first.kind and work.kind not in _MAY_RECUR and (len(venues) == 1 or "" in venues)
