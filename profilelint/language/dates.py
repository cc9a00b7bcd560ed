"""Dates and date ranges in a text: their values, precision and positions.

If day and month are ambiguous (03/04/2021), only the year is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from profilelint.core.record import replace
from profilelint.core.regex import regex
from profilelint.language.dateforms import BEFORE, BEHIND, FULL, NAMED, date_of, is_other_number, named
from profilelint.language.datetokens import Token, rows
from profilelint.language.datevalues import Date, Precision, Range, Reading

__all__ = ["HAS_YEAR", "Date", "Precision", "Range", "Reading", "read", "read_dates", "read_ranges"]

#: A year begins with one of four characters, which is what is looked for.
HAS_YEAR = regex(r"[12'’‘](?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=['’‘])\d\d)")
#: The text before a start date, and before an end date (there followed by a space).
_OPENING = ("since", "from", "seit", "depuis", "desde", "dal", "sinds", "vanaf", "starting", "starting in", "自", "从")
_ENDING = ("until", "till", "through", "bis", "jusqu'à", "jusqu’à", "jusqu'en", "jusqu’en", "hasta", "até", "fino al", "tot")
_TRAILING_DASH = regex(r"[^\S\n]{0,2}[‐-―−~～-]{1,4}(?=\s*(?:$|[)\],;:|\n]))")
_CLOSING = (")", "]", "）")
_LONGEST_KNOWN = 64
#: Ranges are separate: "2024 – 2023 – 2022" is a list.
_ALONE, _TO_THE_END = rf"(?<![nkyoYDm][hdt]){BEFORE}", rf"{BEHIND}(?![hdt][nkyoYDmNC])"


def read_dates(text: str) -> tuple[Date, ...]:
    return read(text).dates


def read_ranges(text: str) -> tuple[Range, ...]:
    return read(text).ranges


def read(text: str) -> Reading:
    if not HAS_YEAR.search(text):
        return Reading()
    dates: list[Date] = []
    ranges: list[Range] = []
    for tokens, shape in rows(text):
        at = 0
        for start, fits in _known_fits(shape) if len(shape) <= _LONGEST_KNOWN else _fits(shape):
            for match, make in fits if start >= at else ():
                found = make(_Match(text, tokens, match))
                if found:
                    dates += found.dates
                    ranges += found.ranges
                    at = match.end() + match.end() % 2
                    break
    return Reading(tuple(dates), tuple(ranges))


@lru_cache(maxsize=1 << 12)
def _known_fits(shape: str) -> tuple[_Fits, ...]:
    """There are few shapes in which people write dates; what is longer than these would be kept for nothing."""
    return tuple(_fits(shape))


def _fits(shape: str) -> Iterator[_Fits]:
    """Where in a shape which forms may be, in the order in which they are tried."""
    for at in range(0, len(shape), 2):
        if fits := [(match, make) for pattern, make in _FORMS if (match := pattern.match(shape, at))]:
            yield at, fits


class _Match:
    """A pattern's match in a shape, and the tokens of its groups."""

    def __init__(self, text: str, tokens: list[Token], match: re.Match[str]) -> None:
        self.text, self._tokens, self._match = text, tokens, match

    def tokens(self, group: str | int = 0) -> list[Token]:
        start, end = self._match.span(group)
        return self._tokens[start // 2 : (end + 1) // 2] if start >= 0 else []

    def shape(self, group: str | int = 0) -> str:
        return self._match[group] or ""

    def date(self, group: str) -> Date | None:
        tokens = self.tokens(group)
        return date_of(tokens, self.shape(group)) if tokens and not is_other_number(self.text, tokens) else None

    def gap(self) -> str:
        """What is written between the two ends."""
        return self.text[self.tokens("first")[-1].end : self.tokens("last")[0].start]

    def closing(self, group: str) -> int:
        """Where the bracket closes that the group fills; 0 where it does not."""
        tokens = self.tokens(group)
        end = tokens[-1].end if tokens else 0
        return end + 1 if end and self.text.startswith(_CLOSING, end) else 0


_Maker = Callable[[_Match], Reading | None]
#: A place in a shape, and what may be there.
_Fits = tuple[int, list[tuple[re.Match[str], _Maker]]]


def _full_range(match: _Match) -> Reading | None:
    """Two dates, and perhaps "(now)"."""
    first, last = match.date("first"), match.date("last")
    shapes = match.shape("first"), match.shape("last")
    if is_other_number(match.text, match.tokens("first") + match.tokens("last")):
        return Reading()
    if first is None or last is None:
        return None
    if match.shape("gap") == "h" and shapes[0] != shapes[1] and any("h" in shape for shape in shapes):
        return None  # 2019-06-2020
    gap = match.gap()
    follows = match.text[last.end : last.end + 2]
    if last.precision < first.precision and gap[:1].isspace() and follows[:1] == " " and follows[1:].isalpha():
        return None  # "May 2023 – 2022 report published"
    if _TRAILING_DASH.match(match.text, last.end):
        return None  # "2019 - 2017 -"
    now = match.tokens("now") if match.closing("now") else []
    end = match.closing("now") or last.end
    return Reading((first, last), (Range(first.start, end, first, last, (now[0].start, now[0].end) if now else None),))


def _lasting(match: _Match) -> Reading | None:
    """A date and "now", perhaps followed by a date in brackets."""
    first, now = match.date("first"), match.tokens("now")
    if first is None:
        return None
    last = match.date("last") if match.closing("last") else None
    end = match.closing("last") if last else now[0].end
    return Reading((first, last) if last else (first,), (Range(first.start, end, first, last, (now[0].start, now[0].end)),))


def _marked_now(match: _Match) -> Reading | None:
    """ "2022.04 (now)"."""
    first, now, end = match.date("first"), match.tokens("now")[0], match.closing("now")
    return Reading((first,), (Range(first.start, end, first, None, (now.start, now.end)),)) if first and end else None


def _shared_year(match: _Match) -> Reading | None:
    """ "28 Sept – 3 Oct 2023": the year is written once, and the start is at most a year before the end."""
    last = match.date("last")
    if last is None:
        return None
    first = named(match.tokens("first"), last.year, guessed=True)
    if (first.month or 0, first.day or 0) > (last.month or 0, last.day or 31):
        first = replace(first, year=last.year - 1)
    return _pair(first, last)


def _shared_month(match: _Match) -> Reading | None:
    """ "10–14 September 2023", "September 10–14, 2023"."""
    last = named(match.tokens("month"), match.tokens("year")[0].value)
    one, two = match.tokens("first")[0], match.tokens("last")[0]
    if one.value - two.value > 15:
        return None  # "September 30–3, 2023" goes over the month's end
    first = replace(last, start=one.start, end=one.end, day=one.value)
    start, end = min(two.start, last.start), match.tokens()[-1].end
    if one.start > last.start:
        first, start = replace(first, start=last.start), two.start
    return _pair(replace(first, month_at=None, slip=None), replace(last, start=start, end=end, day=two.value))


def _short_year(match: _Match) -> Reading | None:
    """ "2019–21", "2023/24"."""
    year, short = match.tokens("first")[0], match.tokens("last")[0]
    last = year.value // 100 * 100 + short.value + (100 if year.value % 100 == 99 and short.value == 0 else 0)
    between = match.gap()
    is_month = between == "-" and short.value in range(1, 13) and not match.shape().startswith("s")
    if short.end - short.start != 2 or last <= year.value or is_month or " " in between or (between == "/" and last != year.value + 1):
        return None
    if is_other_number(match.text, match.tokens()):
        return None
    return _pair(Date(match.tokens()[0].start, year.end, year.value), Date(short.start, short.end, last, form="years"))


def _months_of_a_year(match: _Match) -> Reading | None:
    """ "2021.9-12"."""
    first, last = match.date("first"), match.tokens("last")[0]
    if first is None or first.month is None or first.month >= last.value or " " in match.gap():
        return None
    return _pair(first, Date(last.start, last.end, first.year, last.value, form="numeric"))


def _school_years(match: _Match) -> Reading | None:
    """ "2019/2020"."""
    first, last = match.date("first"), match.date("last")
    if first is None or last is None or last.year != first.year + 1:
        return None
    return _pair(replace(first, start=match.tokens()[0].start), last)


def _single(match: _Match) -> Reading | None:
    date = match.date("first")
    if date is None:
        return None
    if dash := _TRAILING_DASH.match(match.text, date.end):
        return Reading((date,), (Range(date.start, dash.end(), date, None),))
    before = match.text[max(date.start - 16, 0) : date.start].lower()
    said = before.rstrip()
    if said.endswith(_OPENING):
        return Reading((date,), (Range(date.start, date.end, date, None),))
    if said != before and said.endswith(_ENDING):
        return Reading((date,), (Range(date.start, date.end, None, date),))
    return Reading((date,))


def _pair(first: Date, last: Date) -> Reading:
    return Reading((first, last), (Range(min(first.start, last.start), max(first.end, last.end), first, last),))


def _form(pattern: str, make: _Maker, around: tuple[str, str]) -> tuple[re.Pattern[str], _Maker]:
    return regex(around[0] + pattern + around[1]), make


_DAY, _GAP = "[nko]", "(?P<gap>[hdt])"
_RANGE, _DATE = (_ALONE, _TO_THE_END), (BEFORE, BEHIND)
#: Tried in this order at every token.
_FORMS = (
    _form(rf"(?P<first>{FULL}){_GAP}(?P<last>{FULL})(?:\((?P<now>[NC]))?", _full_range, _RANGE),
    _form(rf"(?P<first>{FULL})(?:[hdt](?=[NC])|[0_](?=C))(?P<now>[NC])(?:\((?P<last>{FULL}))?", _lasting, _RANGE),
    _form(rf"(?P<first>{FULL})\((?P<now>[NC])", _marked_now, _DATE),
    _form(rf"(?P<first>m(?:[_.:,]{_DAY})?|{_DAY}[_.:f]m){_GAP}(?P<last>{NAMED})", _shared_year, _RANGE),
    _form(rf"(?P<first>{_DAY})[hdt](?P<last>{_DAY})[_.,:f](?P<month>m)[_,.:f](?P<year>Y)", _shared_month, _RANGE),
    _form(rf"(?P<month>m)[_.:](?P<first>{_DAY})[hdt](?P<last>{_DAY})[_,.:](?P<year>Y)", _shared_month, _RANGE),
    _form(r"(?:s[_,:])?(?P<first>Y)[hd/](?P<last>[nky])", _short_year, _RANGE),
    _form(r"(?P<first>Y[./]n)[hd](?P<last>n)", _months_of_a_year, _RANGE),
    _form(r"(?:s[_,:])?(?P<first>Y)/(?P<last>Y)", _school_years, _RANGE),
    _form(rf"(?P<first>{FULL})", _single, _DATE),
)
