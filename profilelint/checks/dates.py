"""The dates of a page, and those that cannot be: misspelt months, days that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from profilelint.checks.context import Context, Options
from profilelint.diagnostic import Applicability, Edit, Finding
from profilelint.document.model import BlockKind, Document, Field
from profilelint.language.dates import Date, Precision, Range, Reading, read
from profilelint.language.months import DOUBTFUL, ENGLISH
from profilelint.source import Span

#: Fields whose values are dates, though no text for people.
_DATE_KEY = re.compile(r"date|year|time|(?:period|duration|when|start|end|from|to|since|until)s?$|(?:start|end)_?at$", re.IGNORECASE)
#: Fields that hold numbers like dates.
_OTHER_KEY = frozenset((
    "pages", "page", "volume", "number", "issue", "isbn", "issn", "doi", "phone", "tel", "fax", "id", "version", "eprint", "arxiv",
))  # fmt: skip
#: Text that speaks of such a date.
_ON_PURPOSE = re.compile(
    r"\bthere (?:is|was) no\b|does(?: not|n['’]t) exist|non-?existent|\b(?:invalid|impossible) date|no such da(?:y|te)", re.IGNORECASE
)
#: As much of a text is looked at on either side of a date.
_AROUND = 200
_OPENING, _CLOSING = re.compile(r"(?:^|[(\[,;|:–—•·/‐-])\s*$"), re.compile(r"\s*(?:$|[)\],;|:.–—-])")


@dataclass(frozen=True, slots=True)
class Dated:
    """A text with dates in it, what is read in it, and its map back to the source."""

    text: str
    reading: Reading
    kind: BlockKind
    is_field: bool  # the value of a field that says when something was
    span: Callable[[int, int], Span]
    is_plain: Callable[[int, int], bool]

    def before(self, at: int) -> str:
        return self.text[max(at - _AROUND, 0) : at]

    def behind(self, at: int) -> str:
        return self.text[at : at + _AROUND]


def dated_texts(document: Document) -> tuple[Dated, ...]:
    """The texts of a page that have dates, in the order of the source; ask for it by `document.once`."""
    found = []
    for run in document.runs:
        key = next((part for part in reversed(run.path) if isinstance(part, str)), "").lower()
        reading = read(run.text) if key not in _OTHER_KEY else Reading()
        if reading.dates:
            found.append(Dated(run.text, reading, run.kind, _says_when(key), run.span, run.is_plain))
    for field in document.fields:
        if field.run is None and _DATE_KEY.search(field.key) and (dated := _dated_value(document, field)):
            found.append(dated)
    return tuple(sorted(found, key=lambda dated: dated.span(0, 1)))


def _dated_value(document: Document, field: Field) -> Dated | None:
    inner = value_span(document, field)
    text = document.text[inner.start : inner.end]
    reading = read(text)
    if not reading.dates:
        return None
    return Dated(
        text, reading, BlockKind.FIELD, _says_when(field.key), lambda a, b: Span(inner.start + a, inner.start + b), lambda a, b: True
    )


def _says_when(key: str) -> bool:
    """Whether a key names the date of one thing; `years` may head a list."""
    return _DATE_KEY.search(key) is not None and key.lower() != "years"


def value_span(document: Document, field: Field) -> Span:
    """What a value is without its quotes."""
    text = document.text[field.span.start : field.span.end]
    quoted = len(text) > 2 and text[0] in "\"'" and text[0] == text[-1]
    return Span(field.span.start + 1, field.span.end - 1) if quoted else field.span


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
