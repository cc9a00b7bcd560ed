"""The timeline of a page: its entries and their dates.

An entry is the list item, table row, paragraph or data record that contains a date or a range.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from profilelint.checks.date.dated import Dated, Path, dated_texts, value_span
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import OBJECT, BlockKind, Document, Field, Run
from profilelint.language.dates import Date, Precision, Range, read
from profilelint.language.datetokens import NOW_WORDS

#: Fields of one record that say when something begins, and those that say when it ends. Names without `_`, `-` and capitals.
_ENDS = {
    "startdate": "enddate", "datestart": "dateend", "start": "end", "begin": "end", "from": "to", "startyear": "endyear",
    "yearstart": "yearend", "eventstart": "eventend", "startedat": "endedat", "date": "dateend",
}  # fmt: skip
_STARTS = regex(
    r"\W*(?:start(?:ed|ing)?|from|begin(?:ning|s)?|began|since|von|de|du|desde|dal|开始)(?:\W+(?:date|year|month|时间))?\W*", re.IGNORECASE
)
_STOPS = regex(r"\W*(?:end(?:ed|ing|s)?|to|until|till|finish(?:ed)?|bis|hasta|al|结束)(?:\W+(?:date|year|month|时间))?\W*", re.IGNORECASE)
_NOW = regex(rf"\W*(?:to date|至今|现在|{'|'.join(NOW_WORDS)})\W*", re.IGNORECASE)
#: Fields that give the topic of the records next to or below them.
_TITLES = frozenset(("title", "section", "heading", "name", "header"))
_EDGE = " \t\n\xa0()[]{}<>.:,;*_|/·•–—-～~【】（）：📅🗓🔥🎉\ufffc"
#: Characters that separate a date from the text before it: "in May 2020" is part of its sentence.
_SEPARATORS = frozenset(",;:|/·•–—-～~(（[【{.!?。，；\t\ufffc")
_LONGEST = 600  # of an entry's text, in characters

Key = tuple[str | int, ...]


@record
class Entry:
    """One date, or one range, that a page gives for something."""

    first: Date | None
    last: Date | None  # the same as `first` where it is one date
    goes_on: bool  # in so many words
    is_range: bool
    is_own: bool  # the date of the whole entry, not of something that it mentions
    heads: bool  # before everything that it dates, as in a list of news
    span: Span
    end_span: Span | None  # of the end, if it is in another field or cell
    owner: Key  # the item, row, paragraph or record
    group: Key  # the list, table, section or list of records that this is one of
    headings: tuple[str, ...]  # above it, outermost first
    dated: Dated | None  # the text, where it is in one
    hidden: bool
    page: Document

    @property
    def text(self) -> str:
        """Of the entry, or its beginning."""
        return self.page.view(_texts).get(self.owner, self.dated.text[:_LONGEST] if self.dated else "")


@record
class _Places:
    """Which entry each block of a page belongs to."""

    owners: list[int]
    heading_starts: list[int]
    heading_paths: list[tuple[str, ...]]
    titles: dict[Path, str]


def entries(document: Document) -> tuple[Entry, ...]:
    """The entries of a page, in the order of the source; a view: `document.view(…)`."""
    found = document.view(pairs)
    apart = {span for pair in found for span in (pair.span, pair.end_span)}
    kept = [*found, *(entry for entry in _of_texts(document) if entry.span not in apart)]
    return tuple(sorted(kept, key=_place_in_source))


def pairs(document: Document) -> tuple[Entry, ...]:
    """Entries with the start and the end in a field, or a cell, each; a view: `document.view(…)`."""
    if not document.view(dated_texts):
        return ()
    return tuple(sorted((*_of_fields(document), *_of_cells(document)), key=_place_in_source))


def _place_in_source(entry: Entry) -> tuple[int, int]:
    return entry.span.start, entry.span.end


def _of_texts(document: Document) -> Iterator[Entry]:
    seen: set[Key] = set()
    for dated in document.view(dated_texts):
        in_ranges = {date.start for range in dated.reading.ranges for date in (range.first, range.last) if date}
        whens = [Range(date.start, date.end, date, date) for date in dated.reading.dates if date.start not in in_ranges]
        places = document.view(_places)
        owner, group, headings = _place(dated, document, places)
        for range in sorted((*whens, *dated.reading.ranges), key=attrgetter("start")):
            is_range = range.first is not range.last
            own = owner not in seen and (dated.is_field or stands_out(dated, range) or (is_range and dated.kind is not BlockKind.PARAGRAPH))
            seen |= {owner} if own else set()
            yield Entry(
                range.first, range.last, bool(range.now), is_range, own, own and not _line_before(dated, range).strip(_EDGE),
                dated.span(range.start, range.end), None, owner, group, headings, dated, dated.hidden, document,
            )  # fmt: skip


def stands_out(dated: Dated, range: Range) -> bool:
    """Whether a range is at the beginning or the end of a line, and so dates all of it."""
    before = _line_before(dated, range)
    behind = dated.behind(range.end).partition("\n")[0]
    return not before.strip(_EDGE) or (not behind.strip(_EDGE) and before.rstrip(" \xa0*_")[-1:] in _SEPARATORS)


def _line_before(dated: Dated, range: Range) -> str:
    return dated.before(range.start).rpartition("\n")[2]


def _place(dated: Dated, document: Document, places: _Places) -> tuple[Key, Key, tuple[str, ...]]:
    if dated.path:
        record = _record(dated.path)
        return record, _list_of(record), _headings_of_record(record, places)
    if dated.block < 0:
        return ("text", dated.span(0, 1).start), ("texts",), ()
    owner = places.owners[dated.block]
    at = bisect_right(places.heading_starts, document.blocks[owner].span.start)
    if dated.kind is BlockKind.HEADING:
        return ("block", owner), ("headings", document.blocks[owner].level, *places.heading_paths[at][:-1]), places.heading_paths[at][:-1]
    parent = document.blocks[owner].parent
    # Top-level paragraphs belong to their section.
    group: Key = ("block", parent) if parent >= 0 else ("section", at)
    return ("block", owner), group, places.heading_paths[at]


def _record(path: Path) -> Path:
    """The record that a value is of: that it is named in, or, for an item of a plain list, that the list is named in."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path[:-1]


def _list_of(record: Path) -> Key:
    return record[:-1] if record and isinstance(record[-1], int) else record


def _headings_of_record(record: Path, places: _Places) -> tuple[str, ...]:
    """The keys above a record, and the titles of the records that it is in."""
    found = []
    for length, part in enumerate(record, 1):
        name = part if isinstance(part, str) else places.titles.get(record[:length]) if length < len(record) else None
        if name:
            found.append(name)
    return tuple(found[-4:])


def _places(document: Document) -> _Places:
    owners: list[int] = []
    for index, block in enumerate(document.blocks):
        above = owners[block.parent] if block.parent >= 0 else -1
        around, kind = document.blocks[above].kind if above >= 0 else None, block.kind
        if kind is BlockKind.CELL:
            is_part = around is BlockKind.ROW or around is BlockKind.ITEM
        else:
            # If something fills a cell, the table is used for layout.
            is_part = around is BlockKind.ITEM and kind in (BlockKind.PARAGRAPH, BlockKind.HTML, BlockKind.DEFINITION)
        owners.append(above if is_part else index)
    starts, paths = _headings(document)
    return _Places(owners, starts, paths, _titles(document))


def _headings(document: Document) -> tuple[list[int], list[tuple[str, ...]]]:
    """The starts of the headings, and the headings above each place: `paths[bisect_right(starts, place)]`."""
    starts: list[int] = []
    paths: list[tuple[str, ...]] = [()]
    stack: list[tuple[int, str]] = []
    for heading in document.headings:
        stack = [above for above in stack if above[0] < heading.level]
        stack.append((heading.level, heading.run.text.strip()[:80] if heading.run else ""))
        starts.append(heading.span.start)
        paths.append(tuple(text for _, text in stack))
    return starts, paths


def _texts(document: Document) -> dict[Key, str]:
    """The text of each record, and of each block that is dated, as far as it is looked at."""
    owners = document.view(_places).owners
    dated = {owners[text.block] for text in document.view(dated_texts) if text.block >= 0}
    texts: dict[Key, str] = {}
    for run in document.runs:
        if not run.path and (run.block < 0 or owners[run.block] not in dated):
            continue
        key = _record(run.path) if run.path else ("block", owners[run.block])
        before = texts.get(key, "")
        if len(before) < _LONGEST:
            texts[key] = (f"{before} | " if before else "") + " ".join(run.text[:_LONGEST].replace(OBJECT, " ").split())
    return texts


def _titles(document: Document) -> dict[Path, str]:
    """The names of data records."""
    titles: dict[Path, str] = {}
    for field in document.fields:
        if isinstance(field.value, str) and field.path and field.path[-1] in _TITLES:
            titles.setdefault(field.path[:-1], field.value.strip()[:80])
    return titles


def _of_fields(document: Document) -> Iterator[Entry]:
    """The records of data that have a start and an end."""
    starts: dict[Path, Field] = {}
    ends: dict[Path, Field] = {}
    for field in document.fields:
        name = _plain(str(field.path[-1])) if field.path else ""
        if name in _ENDS:
            starts[(*field.path[:-1], name)] = field
        elif name in _ENDS.values():
            ends[(*field.path[:-1], name)] = field
    for path, field in starts.items():
        end = ends.get((*path[:-1], _ENDS[str(path[-1])]))
        if end is None or (first := _date(document, field)) is None:
            continue
        last, record, places = _date(document, end), path[:-1], document.view(_places)
        ended = document.text[end.span.start : end.span.end].strip("\"' ")
        if last is None and ended and not _NOW.fullmatch(ended):
            continue
        stop = value_span(document, end) if ended else None
        yield Entry(
            first, last, bool(_NOW.fullmatch(ended)), True, True, True, value_span(document, field), stop, record, _list_of(record),
            _headings_of_record(record, places), None, field.hidden, document,
        )  # fmt: skip


def is_end(key: str) -> bool:
    """Whether a field of this name says when something begins or ends, and nothing else."""
    name = _plain(key)
    return name in _ENDS.values() or (name in _ENDS and name != "date")


def _plain(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")


def _date(document: Document, field: Field) -> Date | None:
    """The date that a value is, and nothing else."""
    span = value_span(document, field)
    return only_date(document.text[span.start : span.end])


def only_date(text: str) -> Date | None:
    text = text.strip()
    dates = read(text).dates
    if len(dates) != 1 or dates[0].start or text[dates[0].end : dates[0].end + 1] not in ("", "T", " "):
        return None
    return dates[0] if dates[0].end == len(text) or dates[0].precision is Precision.DAY else None


def _of_cells(document: Document) -> Iterator[Entry]:
    """The rows of tables with a column for the start, followed by one for the end."""
    rows: dict[int, dict[int, list[Run]]] = {}  # of each table, its rows
    for run in document.runs:
        if run.kind is BlockKind.CELL and (row := document.blocks[run.block].parent) >= 0:
            rows.setdefault(document.blocks[row].parent, {}).setdefault(row, []).append(run)
    for table, cells in rows.items():
        (_, head), *body = cells.items()
        columns = [at for at, (one, other) in enumerate(pairwise(head)) if _STARTS.fullmatch(one.text) and _STOPS.fullmatch(other.text)]
        for row, runs in body if len(columns) == 1 else ():
            if len(runs) != len(head):
                continue
            start, stop = runs[columns[0] :][:2]
            first, last = only_date(start.text), only_date(stop.text)
            if first and (last or _NOW.fullmatch(stop.text)):
                places = document.view(_places)
                at = bisect_right(places.heading_starts, document.blocks[row].span.start)
                yield Entry(
                    first, last, last is None, True, True, True, _whole(start), _whole(stop), ("block", row), ("block", table),
                    places.heading_paths[at], None, start.hidden, document,
                )  # fmt: skip


def _whole(run: Run) -> Span:
    text = run.text
    start = len(text) - len(text.lstrip())
    return run.span(start, len(text.rstrip()))
