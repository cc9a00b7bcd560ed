"""Values of front matter and data that are text for people -> runs, and their Markdown or HTML -> views."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from profilelint.core.record import replace
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas, RunBuilder
from profilelint.document.fieldkinds import is_code
from profilelint.document.kinds import Kind
from profilelint.document.model import OBJECT, Block, BlockKind, Piece, Run, Written

Path = tuple[str | int, ...]

#: Every alternative begins with a character of its own, so that the search runs from one such character to the next.
_MARKUP = regex(
    r"</?[A-Za-z!]|\]\(|\*\*|__|:(?=//)(?:(?<=[hH][tT][tT][pP]:)|(?<=[hH][tT][tT][pP][sS]:))|\.(?<=[wW][wW][wW]\.)"
    r"|&#?\w+;|\{[{%]|`|\$[^\s$][^$\n]*\$|\\[(\[]"
)
_FENCE = regex(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
#: Where a value is cut before it is read as Markdown: its indentation is the format's, and must not make code of a paragraph.
_CHUNK = regex(r"\n(?:[ \t]*\n)+[ \t]*|\n[ \t]*(?=(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t])")
#: Markup in a value with escapes, so that no parser can read it in place.
_TAG_OR_URL = regex(
    r"<[/!A-Za-z][^<>]*>|\]\([^()\s]*\)|\*\*|(?:https?://|www\.)[^\s<>\"'()]+|\{\{(?:(?!\{\{|\}\}).)*+\}\}|\{%(?:(?!\{%|%\}).)*+%\}",
    re.IGNORECASE,
)
_TOKEN = regex(r"\S+")


def add_text(canvas: Canvas, path: Path, inner: Span, pieces: list[Piece], hidden: bool) -> Run | None:
    """Read the text in `inner`. The run is None if there are several or none."""
    written = canvas.text[inner.start : inner.end]
    if not _MARKUP.search(written):
        return add_run(canvas, path, inner, pieces, hidden)
    if any(piece.written is Written.ESCAPE for piece in pieces):
        return add_run(canvas, path, inner, _without(pieces, _markup_in(canvas, inner, hidden)), hidden)
    if _FENCE.search(written):
        return None
    return _read_markup(canvas, path, inner, written, hidden)


def add_run(canvas: Canvas, path: Path, inner: Span, pieces: Iterable[Piece], hidden: bool) -> Run | None:
    """One run of the pieces as they are."""
    builder = RunBuilder(canvas, BlockKind.FIELD, len(canvas.blocks), hidden, path)
    canvas.blocks.append(Block(BlockKind.FIELD, inner.start, inner.end, -1, hidden))
    for piece in pieces:
        if piece.written is Written.PLAIN:
            builder.add_text(piece.start, piece.end)
        else:
            builder.add(piece.start, piece.end, piece.text, piece.written)
    return builder.finish()


def add_comment_text(canvas: Canvas, inner: Span) -> None:
    """Hidden prose of a comment, its code and markup taken out."""
    pieces = [Piece(inner.start, inner.end, canvas.text[inner.start : inner.end], Written.PLAIN)]
    objects = list(_markup_in(canvas, inner, hidden=True))
    rest = iter([span for span, _ in objects])  # in order, as the words are
    other = next(rest, None)
    for match in _TOKEN.finditer(canvas.text, inner.start, inner.end):
        span = Span(*match.span())
        while other is not None and other.end <= span.start:
            other = next(rest, None)
        if is_code(match.group()) and not (other is not None and span.overlaps(other)):
            objects.append((span, OBJECT))
    canvas.paint_words(inner.start, inner.end, Kind.FIELD_VALUE, hidden=True)  # runs do not contain comments
    add_run(canvas, (), inner, _without(pieces, sorted(objects)), hidden=True)


def _read_markup(canvas: Canvas, path: Path, inner: Span, written: str, hidden: bool) -> Run | None:
    from profilelint.document.markup import read_markup

    first, first_heading = len(canvas.runs), len(canvas.headings)
    if "<" in written:
        read_markup(canvas, inner.start, inner.end, "html", hidden)
    else:
        at = 0
        for cut in _CHUNK.finditer(written):
            read_markup(canvas, inner.start + at, inner.start + cut.start(), "markdown", hidden)
            at = cut.end()
        read_markup(canvas, inner.start + at, inner.end, "markdown", hidden)
    return _claim(canvas, first, first_heading, path)


def _claim(canvas: Canvas, first: int, first_heading: int, path: Path) -> Run | None:
    """Give the runs and headings from the first on the path of the field that they belong to."""
    claimed: dict[int, Run] = {}
    for index in range(first, len(canvas.runs)):
        run = canvas.runs[index]
        kind = BlockKind.FIELD if run.kind is BlockKind.PARAGRAPH else run.kind
        claimed[id(run)] = canvas.runs[index] = replace(run, path=path, kind=kind)
    canvas.headings[first_heading:] = [replace(h, run=claimed[id(h.run)]) if h.run else h for h in canvas.headings[first_heading:]]
    runs = canvas.runs[first:]
    return runs[0] if len(runs) == 1 and runs[0].kind is BlockKind.FIELD else None


def _markup_in(canvas: Canvas, inner: Span, hidden: bool) -> Iterator[tuple[Span, str]]:
    """Tags and URLs, with their text."""
    for match in _TAG_OR_URL.finditer(canvas.text, inner.start, inner.end):
        span = Span(*match.span())
        is_object = match.group()[0] not in "<]*"
        canvas.paint(span.start, span.end, Kind.LINK_TARGET if is_object else Kind.MARKUP, hidden)
        yield span, OBJECT if is_object else ""


def _without(pieces: Iterable[Piece], holes: Iterable[tuple[Span, str]]) -> Iterator[Piece]:
    """The pieces, with the content of the holes replaced."""
    rest = iter(holes)
    hole = next(rest, None)
    for piece in pieces:
        start, end = piece.start, piece.end
        while hole is not None and hole[0].end <= start:
            hole = next(rest, None)
        while hole is not None and hole[0].start < end:
            if piece.written is Written.PLAIN and start < hole[0].start:
                yield _cut(piece, start, hole[0].start)
            if start <= hole[0].start and hole[1]:
                yield Piece(hole[0].start, hole[0].end, hole[1], Written.OBJECT)
            start = min(max(start, hole[0].end), end)
            if hole[0].end > end:
                break
            hole = next(rest, None)
        if start < end and (piece.written is Written.PLAIN or start == piece.start):
            yield _cut(piece, start, end)


def _cut(piece: Piece, start: int, end: int) -> Piece:
    if piece.written is not Written.PLAIN:
        return piece
    return Piece(start, end, piece.text[start - piece.start : end - piece.start], Written.PLAIN)
