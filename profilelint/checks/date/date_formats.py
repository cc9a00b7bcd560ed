"""Months that are written in another way than most of a page's are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from profilelint.checks.context import Context, Options
from profilelint.checks.date.dated import Dated, dated_texts
from profilelint.checks.date.entries import entries
from profilelint.core.diagnostic import Edit, Finding, Related
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.language.dates import Date
from profilelint.language.months import ENGLISH

T = TypeVar("T")

#: So many dates make a style.
_FEWEST = 3
_NAMED = regex(r"([A-Za-z]{3,9})(\.?)(,?[ ]|)([12]\d{3})")
_MARCH_OR_APRIL = regex("March|April", re.IGNORECASE)
_YEAR_FIRST = regex(r"([12]\d{3})([./-])(\d{1,2})")
_MONTH_FIRST = regex(r"(\d{1,2})([./-])([12]\d{3})")


@record
class _Style:
    """How a month and its year are written. None for properties that a date does not show ("May", the tenth month)."""

    order: str  # "name", "year-first", "month-first"
    between: str
    short: bool | None = None  # of a name
    stop: bool | None = None  # after an abbreviation
    padded: bool | None = None  # of a number


@record
class _Written:
    date: Date
    dated: Dated
    text: str
    style: _Style


#: In what they may differ, and how many times more often the usual way must be.
_ASPECTS: tuple[tuple[Callable[[_Style], object], int], ...] = (
    (lambda style: style.order, 2),
    (lambda style: style.between, 2),
    (lambda style: style.padded, 1),
    (lambda style: style.short, 2),
    (lambda style: style.stop, 2),
)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """The first aspect in which some differ from most: all of these are reported, and fixed, at once."""
    if not _are_unlike(document):
        return
    months = list(_months(document))
    for aspect, times in _ASPECTS if len(months) > _FEWEST else ():
        known = [month for month in months if aspect(month.style) is not None]
        counted = Counter(aspect(month.style) for month in known).most_common()
        if len(counted) < 2:
            continue
        usual, others = ([month for month in known if (aspect(month.style) == counted[0][0]) is is_usual] for is_usual in (True, False))
        if len(usual) >= _FEWEST and len(usual) > len(others) and len(usual) >= times * len(others):
            yield _finding(months, usual, others)
        return


def _finding(months: list[_Written], usual: list[_Written], others: list[_Written]) -> Finding:
    spans = [month.dated.span(month.date.start, month.date.end) for month in others]
    write = _writer(usual)
    written = [write(month.date) for month in others]
    is_plain = all(month.dated.is_plain(month.date.start, month.date.end) for month in others)
    # Next to "Aug", some people write "Mar" and some "March", so the short form of March is ambiguous.
    to_be_short = any(month.style.short is False for month in others)
    is_whole = not (to_be_short and any(_MARCH_OR_APRIL.match(month.text) for month in months))
    edits = tuple(Edit(span, text) for span, text in zip(spans, written, strict=True)) if is_plain and is_whole else ()
    related = tuple(Related(span, "So is this") for span in spans[1:])
    commonest = Counter(month.style for month in usual).most_common(1)[0][0]
    example = next(month.text for month in usual if month.style == commonest)
    return Finding(spans[0], {"example": example, "often": str(len(usual))}, edits, suggestions=(written[0],), related=related)


def _are_unlike(document: Document) -> bool:
    """Whether any two months on the page are written in different ways, whatever they date."""
    texts = [dated for dated in document.view(dated_texts) if not dated.hidden and not dated.path]
    styles = {month.style for dated in texts for date in dated.reading.dates if (month := _written(dated, date))}
    return any(len({aspect(style) for style in styles} - {None}) > 1 for aspect, _ in _ASPECTS)


def _months(document: Document) -> Iterator[_Written]:
    for entry in document.view(entries):
        dated = entry.dated
        if dated is None or entry.hidden or not entry.is_own or dated.path:
            continue
        for date in dict.fromkeys((entry.first, entry.last)):
            if date and (month := _written(dated, date)):
                yield month


def _written(dated: Dated, date: Date) -> _Written | None:
    if date.month is None or date.day is not None or not date.exists or date.guessed_year or date.slip:
        return None
    text = dated.text[date.start : date.end]
    style = _style(text)
    return _Written(date, dated, text, style) if style else None


@lru_cache(maxsize=1 << 10)
def _style(text: str) -> _Style | None:
    if match := _NAMED.fullmatch(text):
        name = match[1].capitalize()
        if name not in ENGLISH and name[:3] not in (month[:3] for month in ENGLISH):
            return None
        short = None if len(name) <= 5 and name in ENGLISH else name not in ENGLISH
        return _Style("name", match[3], short, bool(match[2]) if short else None)
    if match := _YEAR_FIRST.fullmatch(text):
        return _Style("year-first", match[2], padded=_padded(match[3]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _Style("month-first", match[2], padded=_padded(match[1]))
    return None


def _padded(month: str) -> bool | None:
    return None if month[0] == "1" and len(month) == 2 else len(month) == 2


def _writer(usual: list[_Written]) -> Callable[[Date], str]:
    """The dominant format of the page's months, as a function that formats a date."""
    style = usual[0].style
    is_padded = _most(month.style.padded for month in usual) is not False
    is_short = _most(month.style.short for month in usual)
    has_stop = _most(month.style.stop for month in usual)
    own: dict[int, str] = {}
    for month in usual:
        if match := _NAMED.fullmatch(month.text):
            own.setdefault(month.date.month or 0, match[1])

    def write(date: Date) -> str:
        number = date.month or 0
        if style.order == "name":
            return f"{name(number)}{style.between}{date.year}"
        month = f"{number:02}" if is_padded else f"{number}"
        return f"{date.year}{style.between}{month}" if style.order == "year-first" else f"{month}{style.between}{date.year}"

    def name(number: int) -> str:
        full = ENGLISH[number - 1]
        if not is_short:
            return full
        short = own.get(number) or (full if len(full) <= 4 else full[:3])
        return f"{short}." if has_stop and short not in ENGLISH else short

    return write


def _most(values: Iterable[T | None]) -> T | None:
    counted = Counter(value for value in values if value is not None).most_common(1)
    return counted[0][0] if counted else None
