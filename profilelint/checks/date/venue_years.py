"""Years in names of meetings that differ from the years around them: the days of the meeting, the start of the entry, a badge."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from profilelint.checks.date.dated import dated_texts
from profilelint.checks.date.entries import Entry, Key, entries
from profilelint.core.diagnostic import Finding
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import BlockKind, Document
from profilelint.language.dates import Date, Precision, Range

#: "NSDI 2023", "NSDI'23", "NeurIPS-23": capitals, and a year.
VENUE = regex(r"([A-Z](?<![\w@/.-].)[A-Za-z]{0,10}[A-Z][A-Za-z]{0,10})(?:[\s\xa0]|[\s-]?['’]|-)?((?:20)?\d\d)(?![\w.%])")
#: Meetings that were put off by a year kept their names.
_PUT_OFF = frozenset((2020, 2021))
_BETWEEN = regex(r"(?:(?!(?:19|20)\d\d)[^.;!?\n]){0,60}")
_PLACE = regex(r"\)?,\s(?:[A-Z][\w.]*(?:[\s-][A-Z][\w.]*){0,3},\s){1,3}")
#: So many entries of a list begin with the year of the meeting that they name before one that does not is a slip.
_FEWEST = 3
#: The text of a badge follows within this many texts, and this many characters.
_NEAR, _REACH = 5, 1500


def full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _names_venues(document: Document) -> bool:
    return VENUE.search(document.text) is not None


def of_venues(document: Document) -> Iterator[Finding]:
    """ "EMNLP 2022, December 7–11, 2023": time and place of a meeting, directly after its name."""
    for dated in document.view(dated_texts):
        dates = [date for date in dated.reading.dates if date.precision is not Precision.YEAR and date.exists]
        if not dates or not VENUE.search(dated.text):
            continue
        days = {
            range.first.start: range for range in dated.reading.ranges if range.first and range.last and range.first.year == range.last.year
        }
        for date in dates:
            when = days.get(date.start) or Range(date.start, date.end, date, date)
            if when.last and when.last.precision is not date.precision:
                continue
            is_range = date.start in days and date.precision is Precision.DAY
            before = dated.before(when.start)
            venues = list(VENUE.finditer(before))
            if not venues or not (_BETWEEN if is_range else _PLACE).fullmatch(before, venues[-1].end()):
                continue
            year = full_year(venues[-1][2])
            if abs(year - date.year) == 1 and {year, date.year} != _PUT_OFF and not _over_new_year(date):
                where = dated.span(when.start, when.end)
                yield Finding(where, {"one": f"The meeting is {venues[-1][1]} {year}", "other": f"its dates are in {date.year}"})


def _over_new_year(first: Date) -> bool:
    """Whether a meeting is so near the turn of the year that its name may have the other one."""
    return first.month in (1, 12) if first.month else True


@record
class _Led:
    """An entry that begins with a year and names one meeting with its year."""

    entry: Entry
    led: int
    venue: re.Match[str]

    @property
    def year(self) -> int:
        return full_year(self.venue[2])


def of_leading_years(document: Document) -> Iterator[Finding]:
    """ "2017: chair, ICPR 2016" in a list whose other entries begin with the year of their meeting."""
    groups: defaultdict[Key, list[_Led]] = defaultdict(list)
    for entry in document.view(entries) if document.view(_names_venues) else ():
        if led := _led(entry):
            groups[entry.group].append(led)
    for group in groups.values():
        odd = [led for led in group if led.led != led.year]
        if len(odd) == 1 and len(group) > _FEWEST and {odd[0].led, odd[0].year} != _PUT_OFF:
            values = {"one": f"The entry begins with {odd[0].led}", "other": f"the meeting is {odd[0].venue[1]} {odd[0].year}"}
            yield Finding(odd[0].entry.span, values)


def _led(entry: Entry) -> _Led | None:
    if not entry.heads or entry.is_range or entry.hidden or entry.first is None or entry.dated is None or entry.dated.path:
        return None
    venues = list(VENUE.finditer(entry.dated.text, entry.first.end))
    if entry.first.precision is not Precision.YEAR or len(venues) != 1:
        return None
    is_other = any(date.year != entry.first.year and date.end != venues[0].end() for date in entry.dated.reading.dates)
    return None if is_other else _Led(entry, entry.first.year, venues[0])


def of_badges(document: Document) -> Iterator[Finding]:
    """A badge that says ROBIO 2025 over a paper of ROBIO 2024."""
    badges = [*_of_code(document), *_of_elements(document)] if document.view(_names_venues) else []
    starts = {index for index, _, _ in badges}
    for index, span, venue in badges:
        name, year = venue[1], full_year(venue[2])
        said = _year_in(_text_behind(document, index, starts), name)
        if said and said != year and {said, year} != _PUT_OFF:
            yield Finding(span, {"one": f"The badge says {name} {year}", "other": f"the text says {name} {said}"})


_Badge = tuple[int, Span, re.Match[str]]


def _of_code(document: Document) -> Iterator[_Badge]:
    for segment in document.segments_of(Kind.CODE):
        venue = VENUE.fullmatch(document.text[segment.span.start : segment.span.end].strip("` "))
        index = document.run_at(segment.span) if venue and not segment.hidden else None
        if venue and index is not None and document.runs[index].kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HTML):
            yield index, segment.span, venue


def _of_elements(document: Document) -> Iterator[_Badge]:
    """Texts of elements that are called so."""
    badges = {tag.span.end for tag in document.tags if (called := tag.attribute("class")) and "badge" in called.value}
    for index, run in enumerate(document.runs if badges else ()):
        text = run.text.strip()
        if run.pieces[0].start in badges and not run.hidden and (venue := VENUE.fullmatch(text)):
            yield index, run.span(0, len(run.text)), venue


def _text_behind(document: Document, index: int, badges: set[int]) -> str:
    """The text after a badge, up to the next one or the next heading."""
    texts: list[str] = []
    for at in range(index, min(index + _NEAR, len(document.runs))):
        run = document.runs[at]
        if at > index and (at in badges or run.kind is BlockKind.HEADING):
            break
        if not run.hidden and (at > index or not VENUE.fullmatch(run.text.strip())):
            texts.append(run.text)
    return "\n".join(texts)[:_REACH]


def _year_in(text: str, name: str) -> int | None:
    """The only year after the name of a meeting."""
    found = re.findall(rf"(?<![\w-]){re.escape(name)}\)?(?:,?[ \xa0]|[ -]?['’]|-)?(20\d\d|(?<=['’-])\d\d)(?!\d)", text)
    years = {full_year(year) for year in found}
    return years.pop() if len(years) == 1 else None
