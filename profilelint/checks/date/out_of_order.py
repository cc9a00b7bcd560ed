"""One entry against the order that all the others of its list keep."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence

from profilelint.checks.context import Context, Options
from profilelint.checks.date.dated import dated_texts
from profilelint.checks.date.entries import Entry, Key, entries, pairs
from profilelint.core.diagnostic import Finding, Related
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import BlockKind, Document
from profilelint.language.dates import Date
from profilelint.language.datevalues import Day

#: A list shorter than this has no order that one entry could be against.
_FEWEST = 5
_MONTHS_APART = 2
_MORE = regex(r"\s{0,3}(?:[,/&+;]|and)\s{0,3}['’]?\d\d")
_LISTS = (("block",), ("section",), ("headings",))


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if sum(len(dated.reading.dates) for dated in document.view(dated_texts)) + len(document.view(pairs)) < _FEWEST:
        return
    edges = _edges(document)
    groups: dict[tuple[Key, bool, int], list[Entry]] = {}
    for entry in document.view(entries):
        # Data records may be shown in another order than they are written.
        if entry.is_own and not entry.hidden and entry.group[:1] in _LISTS and (entry.is_range or entry.heads):
            groups.setdefault((entry.group, entry.is_range, bisect(edges, entry.span.start)), []).append(entry)
    for group in groups.values():
        if len(group) >= _FEWEST and not any(map(_has_more, group)) and (odd := _odd_one(group)) is not None:
            at, falls = odd
            entry, beside = group[at], group[at - 1]
            if (date := entry.first or entry.last) and (other := beside.first or beside.last):
                order = "from newest to oldest" if falls else "from oldest to newest"
                values = {"date": str(date), "others": str(len(group) - 1), "order": order, "beside": str(other)}
                yield Finding(entry.span, values, related=(Related(beside.span, "It comes after this entry"),))


def _edges(document: Document) -> list[int]:
    """The places of dividers: another list begins after each."""
    lines = [block.start for block in document.blocks if block.kind is BlockKind.RULE]
    return sorted([*lines, *(tag.span.start for tag in document.tags if tag.name == "hr")])


def _odd_one(group: Sequence[Entry]) -> tuple[int, bool] | None:
    """The index of the only entry that breaks the order (by start or end dates), and whether the order is descending."""
    found = None
    for key in _KEYS if group[0].is_range else _KEYS[:1]:
        dates = [key(entry) for entry in group]
        if any(date is None or not date.exists or date.guessed_year for date in dates):
            return None
        odd = _breaks([_Months(_number(date.earliest), _number(date.latest)) for date in dates if date])
        if odd is None or (found is not None and odd != found):
            return None
        found = odd
    return found


def _has_more(entry: Entry) -> bool:
    """Whether other years follow ("2021, 2022: guide"): the entry has its place by one of them."""
    last = entry.last or entry.first
    return entry.dated is not None and last is not None and _MORE.match(entry.dated.text, last.end) is not None


def _started(entry: Entry) -> Date | None:
    return entry.first or entry.last


def _ended(entry: Entry) -> Date | None:
    return entry.last or _NEVER


_NEVER = Date(0, 0, 9999)
_KEYS: tuple[Callable[[Entry], Date | None], ...] = (_started, _ended)


@record
class _Months:
    """The first month that a date may be in, and the last; a season is a year's."""

    first: int
    last: int


def _number(day: Day) -> int:
    return 12 * day[0] + day[1]


def _breaks(dates: Sequence[_Months]) -> tuple[int, bool] | None:
    rises = [at for at in range(len(dates) - 1) if dates[at].last < dates[at + 1].first]
    falls = [at for at in range(len(dates) - 1) if dates[at].first > dates[at + 1].last]
    wrong, right, falling = (rises, falls, True) if len(rises) <= len(falls) else (falls, rises, False)
    if len(wrong) != 1 or len(right) < _FEWEST - 2:
        return None
    at = wrong[0]
    fits = [odd for odd in (at, at + 1) if _is_in_order(dates, odd, falling)]
    # The first one may be pinned; where either of two could be the odd one, neither is.
    if len(fits) != 1 or fits[0] == 0 or abs(dates[at].first - dates[at + 1].first) < _MONTHS_APART:
        return None
    return fits[0], falling


def _is_in_order(dates: Sequence[_Months], without: int, falling: bool) -> bool:
    """Whether the neighbours of the omitted entry are in order."""
    if without in (0, len(dates) - 1):
        return True
    before, behind = dates[without - 1], dates[without + 1]
    return before.last >= behind.first if falling else before.first <= behind.last
