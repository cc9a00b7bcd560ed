"""Dates that cannot be: misspelt months, days that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.dated import Dated, dated_texts
from profilelint.diagnostic import Applicability, Edit, Finding
from profilelint.document.model import Document
from profilelint.language.dates import Date, Precision, Range
from profilelint.language.months import DOUBTFUL, ENGLISH

#: Text that speaks of such a date.
_ON_PURPOSE = re.compile(
    r"\bthere (?:is|was) no\b|does(?: not|n['’]t) exist|non-?existent|\b(?:invalid|impossible) date|no such da(?:y|te)", re.IGNORECASE
)
_OPENING, _CLOSING = re.compile(r"(?:^|[(\[,;|:–—•·/‐-])\s*$"), re.compile(r"\s*(?:$|[)\],;|:.–—-])")


def check_months(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Words that are no month where a month stands."""
    for dated in document.once(dated_texts):
        ends = {date.start for range in dated.reading.ranges if range.last or range.now for date in (range.first, range.last) if date}
        for date in dated.reading.dates:
            if date.slip is None or date.month_at is None:
                continue
            word = dated.text[slice(*date.month_at)]
            if date.slip.cut and date.start not in ends and (word.lower() in DOUBTFUL or not _stands_apart(dated, date)):
                continue
            span = dated.span(*date.month_at)
            edits = (Edit(span, date.slip.right),) if dated.is_plain(*date.month_at) else ()
            level = Applicability.SAFE if date.slip.certain else Applicability.UNSAFE
            yield Finding(span, {"month": date.slip.right}, edits, level, (date.slip.right,))


def _stands_apart(dated: Dated, date: Date) -> bool:
    """Whether a date is set off from the words around it, and so no part of a sentence or a name."""
    return bool(_OPENING.search(dated.before(date.start)) and _CLOSING.match(dated.text, date.end))


def check_impossible(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Dates that are in no calendar."""
    texts = document.once(dated_texts)
    numeric = (date for dated in texts for date in dated.reading.dates if date.form == "numeric")
    writes_months = any(date.precision is Precision.MONTH and date.exists for date in numeric)
    for dated in texts:
        wrong = [date for date in dated.reading.dates if not date.exists]
        sure = {date.start for range in dated.reading.ranges for date in _ends_of_months(range)} if wrong else set()
        for date in wrong:
            around = dated.before(date.start) + dated.behind(date.end)
            if not _ON_PURPOSE.search(around) and (date.start in sure or _is_certain(dated, date, writes_months)):
                yield Finding(dated.span(date.start, date.end), {"why": _why(date)})


def _is_certain(dated: Dated, date: Date, writes_months: bool) -> bool:
    """Whether this must be meant as a date: 2021.13 may be a measure, 2021.02.30 a version."""
    if date.form != "numeric":
        return True
    written = dated.text[date.start : date.end]
    if date.day is not None:
        parts = written.split(".")
        return len(parts) != 3 or len(parts[2]) == 4 or (len(parts[1]) == 2 and 1 <= (date.month or 0) <= 12)
    before, behind = dated.before(date.start).strip(), dated.behind(date.end).lstrip()
    if dated.is_field:
        return not before and not behind
    return writes_months and before in ("", "(", "[") and (not behind or behind[0] in ",:;)]|–—-")


def _ends_of_months(range: Range) -> Iterator[Date]:
    """The ends of a range of which the other end says that they are months: a month itself, or "now"."""
    for date, other in ((range.first, range.last), (range.last, range.first)):
        if date and (other.exists and other.form == "numeric" if other else range.now):
            yield date


def _why(date: Date) -> str:
    month, day = date.month or 0, date.day or 0
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if month == 2 and day == 29:
        return f"{date.year} is no leap year"
    return f"{ENGLISH[month - 1]} has no {day}{'st' if day == 31 else 'th'}"
