"""Blocks of sample content on a page: fingerprints with next to nothing between them, or all of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from posixpath import basename

from profilelint.checks.shared.cover import cover
from profilelint.core.record import record, replace
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Field, Run
from profilelint.rulepages.packs import Fingerprint, Pack, Sure
from profilelint.templates.copies import file_numbers, samples_of, share
from profilelint.templates.fingerprints import FoldedText, Hit, Texts

#: Leftovers recognised without a phrase: by hashes, by content, by words that only filler text combines.
COPY = Fingerprint((), Sure.HIGH, "text", (), "", (), (), "near-copy of a sample text", "", "write your own, or delete it")
PICTURE = Fingerprint((), Sure.HIGH, "link", (), "", (), (), "a sample file, unchanged", "", "put your own file there")
FILLER = Fingerprint((), Sure.LOW, "text", (), "", (), (), "filler prose", "", "write your own")
_UNCHANGED = Fingerprint((), Sure.HIGH, "text", (), "", (), (), "a sample page", "", "write your own, or delete it")

#: Characters of a text that is long enough to be told to be a copy, and of one that belongs to its block as a whole.
LONG, SHORT = 50, 160
_GAP = 3  # texts of the owner's, or none of anybody's, between two fingerprints of one block
_PAGE = 800  # characters of a page of which so much is no owner's that all of it is the template's
_MOST = 0.7
_SETTINGS = regex(r"(?:^|/)(?:_?config[\w.-]*|hugo|config/[\w.-]+/[\w.-]+)\.(?:ya?ml|toml|json)$")
#: A page that is a folder of its own, with its pictures.
_BUNDLE = regex(r"content/(?:[^/]+/)+index\.\w+")
_DATA = ("yaml", "json", "toml")

Path = tuple[str | int, ...]


@record
class Block:
    """Fingerprints of one report, beginning at the `quoted` one. `sure`: the most certain of them. `covers`: the ranges that are the
    template's. `extent`: "" for a part of the page, otherwise how much of the file is a sample: "most" or "all". `deletes`: the best
    thing to delete: "file", "folder" or ""."""

    quoted: Hit
    sure: Sure
    fingerprints: frozenset[Fingerprint]
    span: Span
    covers: tuple[Span, ...]
    extent: str = ""
    deletes: str = ""


def blocks(document: Document, page: Texts, found: list[Hit], path: str, is_same: bool) -> list[Block]:
    """The blocks of a page, whose fingerprints are in its order. `path`: from the root of the site; `is_same`: the file is as it was."""
    if block := _whole(document, page, found, path, is_same):
        return [block]
    is_page, is_data = document.front_matter is not None, is_sample_data(document)
    numbers = list(accumulate(_weight(place, is_page) for place in page.places))
    hit_places = {hit.place for hit in found}
    rows: list[list[Hit]] = []
    for hit in found:
        before = rows[-1][-1] if rows else None
        is_near = before and numbers[hit.place] - numbers[before.place] <= _GAP + 1 and _belong(document, page, before, hit, hit_places)
        if rows and (is_data or is_near):
            rows[-1].append(hit)
        else:
            rows.append([hit])
    parts = [part(page, row) for row in rows if any(hit.fingerprint is not FILLER for hit in row)]
    return [replace(block, covers=(*block.covers, *_records(document, block.covers))) for block in parts] if is_data else parts


def _records(document: Document, samples: tuple[Span, ...]) -> Iterator[Span]:
    """The records of a file of data that samples are in: what else they say is the template's, too."""
    covered = cover(samples)
    holders = {field.path[:-1] for field in document.fields if (field.span.start + field.span.end) // 2 in covered} - {()}
    lengths, found = {len(holder) for holder in holders}, defaultdict[Path, list[Span]](list)
    for field in document.fields:
        for length in lengths:
            if (holder := field.path[:length]) in holders:
                found[holder].append(field.span)
    for spans in found.values():
        yield Span(min(span.start for span in spans), max(span.end for span in spans))


def part(page: Texts, row: list[Hit]) -> Block:
    """From the words of the first fingerprint to the last; of many the short ones with all of their texts."""
    places = [(page.places[hit.place], hit) for hit in row]
    ends = [(place.whole if len(row) > 1 and len(place.text) <= SHORT else place.span(hit.start, hit.end)).end for place, hit in places]
    start = places[0][0].span(row[0].start, row[0].end).start
    return Block(row[0], _sure(row), _fingerprints(row), Span(start, max(ends)), tuple(place.whole for place, _ in places))


def is_sample_data(document: Document) -> bool:
    """Whether a file is data of one kind: what is left in it comes from one sample. A setting stands for itself."""
    return document.format in _DATA and not _SETTINGS.search(document.source.path)


def is_unchanged(document: Document, pack: Pack) -> bool:
    """Whether a file is the template's as it was."""
    samples = samples_of(pack)
    return bool(samples) and samples.issuperset(file_numbers(document.text))


def of_file(page: Texts, pack: Pack) -> Hit:
    """A hit for the title, or else the first text, of a file that is the template's."""
    at, text = next(((at, text) for at, text, run in page.runs() if not run.hidden), (0, page.places[0].text))
    return Hit(pack, _UNCHANGED, "", at, 0, len(text))


def _whole(document: Document, page: Texts, found: list[Hit], path: str, is_same: bool) -> Block | None:
    """The block that is all of the page, where next to nothing on it is the owner's."""
    visible = [hit for hit in found if not page.places[hit.place].item.hidden]
    extent = ("all" if is_same else _extent(document, page, visible)) if visible else ""
    if not extent:
        return None
    start = page.places[visible[0].place].span(visible[0].start, visible[0].end).start
    end = max(place.whole.end for place in page.places if not place.item.hidden)
    goes = extent == "all" and any(is_disposable(hit.pack, path) for hit in visible)
    deletes = ("folder" if _BUNDLE.fullmatch(path) else "file") if goes else ""
    covers = (Span(0, len(document.text)),)
    return Block(visible[0], _sure(visible), _fingerprints(visible), Span(start, max(start, end)), covers, extent, deletes)


def _extent(document: Document, page: Texts, found: list[Hit]) -> str:
    """How much of the page is the template's: all of its titles and longer texts; most of its longer texts, or of its runs of words."""
    shown = [(at, place) for at, place in enumerate(page.places) if not place.item.hidden]
    packs = {hit.pack for hit in found}
    if document.format in _DATA:
        is_long = is_sample_data(document) and len(page.joined) > _PAGE
        return "most" if is_long and share((page.joined,), packs) > _MOST else ""
    if document.format not in ("markdown", "html"):
        return ""
    hit_places = {hit.place for hit in found}
    runs = [(at, place) for at, place in shown if isinstance(place.item, Run)]
    long = {at for at, place in runs if len(place.text) >= LONG}
    titles = {at for at, place in runs if "title" in place.kinds}
    if long and hit_places >= long | titles and (titles or len(long) > 2):
        return "all"
    if len(hit_places & long) > max(2, len(long) * _MOST):
        return "most"
    copied = {hit.pack for hit in found if hit.fingerprint is COPY}
    is_long = sum(len(place.text) for _, place in runs) > _PAGE
    return "most" if is_long and copied and share((place.text for _, place in runs), copied) > _MOST else ""


def is_disposable(pack: Pack, path: str) -> bool:
    """Whether the site does well without the file: a sample post, but not the front page."""
    return bool(pack.disposable) and not basename(path).startswith("_index.") and re.match(pack.disposable, path) is not None


def _fingerprints(row: list[Hit]) -> frozenset[Fingerprint]:
    return frozenset(hit.fingerprint for hit in row)


def _sure(row: list[Hit]) -> Sure:
    return max(hit.fingerprint.sure for hit in row)


def _weight(place: FoldedText, is_page: bool) -> float:
    """How much a text separates the fingerprints before and after it. Links are inside texts; a page has many small settings."""
    if not isinstance(place.item, Run):
        return 0
    return 0.5 if is_page and place.item.kind is BlockKind.FIELD else 1


def _belong(document: Document, page: Texts, one: Hit, other: Hit, hit_places: set[int]) -> bool:
    first, last = page.places[one.place], page.places[other.place]
    if first.item.hidden != last.item.hidden or _record(document, first) != _record(document, last):
        return False
    between = range(one.place + 1, other.place + 1)
    if one.fingerprint is other.fingerprint is COPY:
        return True  # what is copied word for word brings its headings along
    return not any(_is_heading(page.places[at]) and at not in hit_places for at in between)


def _is_heading(place: FoldedText) -> bool:
    return isinstance(place.item, Run) and place.item.kind is BlockKind.HEADING


def _record(document: Document, place: FoldedText) -> object:
    """What a value is part of: the whole of a page or a data file, or, in a configuration, a list or a setting, each for itself."""
    if document.front_matter or not isinstance(place.item, Run | Field) or not _SETTINGS.search(document.source.path):
        return ()
    path = place.item.path
    return path[: next((at for at, part in enumerate(path) if isinstance(part, int)), len(path))]
