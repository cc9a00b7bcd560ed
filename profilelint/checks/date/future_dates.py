"""Past events with a future date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from profilelint.checks.context import Context, Options
from profilelint.checks.date.dated import dated_texts
from profilelint.checks.date.entries import Entry, entries, pairs
from profilelint.core.diagnostic import Finding
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.language.dates import Date, Precision

_TOLD = regex(
    r"\b(?:received|awarded|won|graduated|completed|finished|defended|obtained|served|presented|published|joined|attended|visited|gave|taught|"
    r"worked|organi[sz]ed|participated|was|were|accepted|started|selected|elected|passed|earned|led|became|moved|released|got|appeared|"
    r"promoted|successfully)\b",
    re.IGNORECASE,
)
_TO_COME = regex(
    r"\b(?:expect\w*|anticipat\w*|incoming|will|upcoming|plan(?:ned)?|to be|to appear|forthcoming|scheduled|deadlines?|due|going to|"
    r"prospective|future|next|tentative\w*|starting|save the date|is coming|in press|until|estimated|ends?|expir\w*|valid|roadmap|"
    r"vision|projected|begins?|starts?|joining|invited|term|budget|funding|grants?)\b|[’']ll\b",
    re.IGNORECASE,
)
#: Something dated only by its year may have been decided in the year before.
_NEXT_YEAR = timedelta(days=366)
_HONOURS = regex(r"\b(?:awards?|honou?rs?|prizes?|medals?)\b", re.IGNORECASE)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    told = [date for dated in document.view(dated_texts) for date in dated.reading.dates]
    told += [pair.first for pair in document.view(pairs) if pair.first]
    days = [date.first_day for date in told if date.exists]
    if not days or context.is_past(max(days) - timedelta(days=1)):
        return
    for entry in document.view(entries):
        start = entry.first
        if start is None or not start.exists or not entry.is_own or start.guessed_year:
            continue
        day = start.first_day - timedelta(days=1)
        if context.is_past(day):
            continue
        if (claim := _claim(entry, start)) and not context.is_past(day - claim.slack) and not _is_to_come(entry):
            yield Finding(entry.span, {"date": str(start), "why": claim.why})


@record
class _Claim:
    """Why an entry cannot lie ahead, and how far it may all the same."""

    why: str
    slack: timedelta = timedelta()


def _claim(entry: Entry, start: Date) -> _Claim | None:
    if entry.goes_on and entry.last is None:
        return _Claim("goes on now")
    if entry.is_range:
        return None
    if _HONOURS.search(" ".join(entry.headings[-2:])):
        return _Claim("this is listed among honours received", _NEXT_YEAR)
    told = _TOLD.search(entry.text)
    # An accepted paper may appear later, and have that date at its end.
    if told and entry.heads:
        return _Claim(f'the text describes it as past ("{told.group()}")', _NEXT_YEAR if start.precision is Precision.YEAR else timedelta())
    return None


def _is_to_come(entry: Entry) -> bool:
    return _TO_COME.search(" ".join((*entry.headings, entry.text))) is not None
