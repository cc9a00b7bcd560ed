"""The texts of a page that have dates: the basis of all date checks."""

from __future__ import annotations

import re
from collections.abc import Callable

from profilelint.checks.needs import runs_with
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Field
from profilelint.language.dates import HAS_YEAR, Reading, read

#: Fields whose values are dates, though no text for people.
_DATE_KEY = regex(r"date|year|time|(?:period|duration|when|start|end|from|to|since|until)s?$|(?:start|end)_?at$", re.IGNORECASE)
#: Fields that hold numbers like dates.
_OTHER_KEY = frozenset((
    "pages", "page", "volume", "number", "issue", "isbn", "issn", "doi", "phone", "tel", "fax", "id", "version", "eprint", "arxiv",
))  # fmt: skip
_LONGEST_RANGE = 40
#: As much of a text is looked at on either side of a date.
_AROUND = 200

Path = tuple[str | int, ...]


@record
class Dated:
    """A text with dates in it, what is read in it, and its map back to the source."""

    text: str
    reading: Reading
    kind: BlockKind
    is_field: bool  # the value of a field that says when something was
    block: int  # that contains it; -1 if it is not text for people
    path: Path  # of a field
    hidden: bool
    span: Callable[[int, int], Span]
    is_plain: Callable[[int, int], bool]

    def before(self, at: int) -> str:
        return self.text[max(at - _AROUND, 0) : at]

    def behind(self, at: int) -> str:
        return self.text[at : at + _AROUND]


def dated_texts(document: Document) -> tuple[Dated, ...]:
    """The texts of a page that have dates, in the order of the source; ask for it by `document.once`."""
    if not HAS_YEAR.search(document.text):
        return ()
    found = []
    for run in (document.runs[index] for index in runs_with(document, HAS_YEAR)):
        key = last_key(run.path)
        reading = read(run.text) if key not in _OTHER_KEY else Reading()
        if reading.dates:
            found.append(Dated(run.text, reading, run.kind, _says_when(key), run.block, run.path, run.hidden, run.span, run.is_plain))
    for field in document.fields:
        is_year = field.run is None and HAS_YEAR.search(document.text, field.span.start, field.span.end)
        is_date = is_year and _DATE_KEY.search(field.key)
        if is_date or (is_year and len(field.span) <= _LONGEST_RANGE and field.key.lower() not in _OTHER_KEY):
            dated = _dated_value(document, field)
            if dated and (is_date or _is_range(dated)):
                found.append(dated)
    return tuple(sorted(found, key=lambda dated: dated.span(0, 1).start))


def last_key(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "").lower()


def value_span(document: Document, field: Field) -> Span:
    """A value without its quotes."""
    text = document.text[field.span.start : field.span.end]
    quoted = len(text) > 2 and text[0] in "\"'" and text[0] == text[-1]
    return Span(field.span.start + 1, field.span.end - 1) if quoted else field.span


def _dated_value(document: Document, field: Field) -> Dated | None:
    inner = value_span(document, field)
    text = document.text[inner.start : inner.end]
    reading = read(text)
    if not reading.dates:
        return None

    def span(start: int, end: int) -> Span:
        return Span(inner.start + start, inner.start + end)

    return Dated(text, reading, BlockKind.FIELD, _says_when(field.key), -1, field.path, field.hidden, span, lambda start, end: True)


def _is_range(dated: Dated) -> bool:
    """Whether a text is a range from a month to a month, and nothing else: that is one under any key."""
    return any(
        range.first
        and range.last
        and range.first.month
        and range.last.month
        and not range.first.guessed_year
        and (range.start, range.end) == (0, len(dated.text))
        for range in dated.reading.ranges
    )


def _says_when(key: str) -> bool:
    """Whether a key names the date of one thing; `years` may head a list."""
    return _DATE_KEY.search(key) is not None and key.lower() != "years"
