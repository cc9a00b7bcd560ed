"""People whom one place of a work leaves out, and another names."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.consistency.places import is_shown, with_others
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding, Related
from profilelint.document.model import Document
from profilelint.facts.work import OTHERS, OWNER, Work, title_key

#: The share of the people that may be missing by mistake; with fewer, the page names those of its group only.
_MOST_MISSING = 4


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for entry, others in with_others(document, context):
        for other in others:
            missing = _missing(entry.work, other.work)
            if missing and is_shown(other, context):
                span = entry.fields["author"].span if entry.work.is_bibtex and "author" in entry.fields else entry.head
                related = (Related(other.here, "the same DOI is here"),) if other.here else ()
                yield Finding(span, {"names": " and ".join(missing), "place": other.place}, related=related)
                break


def _missing(work: Work, other: Work) -> list[str]:
    """The names that only the other place of a work has. Both must name all people, in one order, and the last of them: lists are often
    cut at their end."""
    lacking = len(other.names) - len(work.names)
    if not work.doi or work.doi != other.doi or not 0 < lacking <= max(1, len(other.names) // _MOST_MISSING):
        return []
    people, others = work.people, other.people
    if len(people) < 2 or len(others) != len(other.names) or OTHERS in (*people, *others) or not _are_same(people[-1], others[-1]):
        return []
    if title_key(work.title) != title_key(other.title) or not title_key(work.title):
        return []
    missing, at = [], 0
    for name, written in zip(others, other.names, strict=True):
        if at < len(people) and _are_same(people[at], name):
            at += 1
        else:
            missing.append(" ".join(written.split()))
    return missing if at == len(people) and not OWNER.intersection(map(str.lower, missing)) else []


def _are_same(one: str, other: str) -> bool:
    return one == other or one in OWNER or other in OWNER
