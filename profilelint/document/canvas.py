"""Where a reader puts down what it finds.

The partition of the source into segments is true by construction: a canvas holds one byte for each character, readers paint
ranges of it, and the segments are its stretches of one colour.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from itertools import accumulate
from operator import attrgetter

from profilelint.core.record import field, state
from profilelint.core.regex import regex
from profilelint.core.source import Source
from profilelint.document.kinds import HIDDEN, KINDS, Kind, stretches_of
from profilelint.document.model import (
    OBJECT,
    Anchor,
    Block,
    BlockKind,
    Comment,
    Document,
    Field,
    FrontMatter,
    Heading,
    Link,
    Piece,
    Problem,
    Run,
    Written,
)
from profilelint.document.tags import Tag

_LINE_END = regex(r"\n[ \t]*")

#: Kinds that masks paint, of which parsers see only a filler.
_NOT_TEXT = {Kind.CODE, Kind.MATH, Kind.LIQUID}
_MASKS = (*_NOT_TEXT, Kind.ATTRIBUTE_LIST, Kind.COMMENT, Kind.COMMENT_DELIMITER)
_MASKED = regex(stretches_of(_MASKS))
_IS_MASK = tuple(kind in _MASKS for kind in KINDS)
#: For each colour whether it is that of a mask.
_MARKS = bytes(colour & ~HIDDEN in _MASKS for colour in range(256))
#: How far after a place without masks the next one is searched for.
_AHEAD = 500
#: A piece that is longer does not grow: what is put to it would be copied again and again.
_LONG = 4_000
_LIQUID, _HIDDEN_LIQUID = int(Kind.LIQUID), Kind.LIQUID | HIDDEN
#: Each colour as one byte; what is put into a bytearray is copied first where it is not one, too.
_COLOURS = tuple(bytearray((colour,)) for colour in range(256))


#: Python 3.11 looks a member of an enumeration up by its name each time.
_PLAIN, _FOLD, _PROSE = Written.PLAIN, Written.FOLD, Kind.PROSE
#: Where the only piece of a run begins.
_AT_ONCE: tuple[int, ...] = (0,)


@cache
def _word_colours(kind: Kind, hidden: bool) -> bytes:
    """For each byte of Latin-1 its colour: blank or `kind`."""
    shade = HIDDEN if hidden else 0
    return bytes((Kind.BLANK if chr(code) in " \t\n\r\f\v" else kind) | shade for code in range(256))


_start = attrgetter("span.start")


@state(slots=False)
class Canvas:
    """The page while it is read. `text` is `Source.reading`. `values`: the names of the fields that are wanted, and nothing else; their
    values have a run only where they have markup. None for all of the page."""

    source: Source
    values: Container[str] | None = None
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    front_matter: FrontMatter | None = None

    def __post_init__(self) -> None:
        self.text = self.source.reading
        self.paint_bytes = bytearray(len(self.text))
        #: Where there is no mask: the range that was searched last.
        self._clear_start = self._clear_end = 0

    def paint(self, start: int, end: int, kind: Kind, hidden: bool = False) -> None:
        """Paint over whatever is there."""
        if start < end:
            if _IS_MASK[kind]:
                self._clear_start = max(self._clear_start, end)
            self.paint_bytes[start:end] = _COLOURS[kind + HIDDEN if hidden else kind] * (end - start)

    def paint_words(self, start: int, end: int, kind: Kind, hidden: bool = False) -> None:
        """Paint over all but blanks and line ends, which become BLANK."""
        if _IS_MASK[kind]:
            self._clear_start = max(self._clear_start, end)
        # Latin-1 writes one byte for each code point, "?" for what it does not have.
        self.paint_bytes[start:end] = self.text[start:end].encode("latin-1", "replace").translate(_word_colours(kind, hidden))

    def paint_around(self, start: int, end: int, kind: Kind, hidden: bool = False) -> None:
        """Paint what no mask (code, math, Liquid, comment, attribute list) has painted before."""
        if not self.has_mask(start, end):
            self.paint(start, end, kind, hidden)
            return
        for begin, stop, mask in self.masked(start, end):
            if mask is None:
                self.paint(begin, stop, kind, hidden)

    def has_mask(self, start: int, end: int) -> bool:
        if self._clear_start <= start and end <= self._clear_end:
            return False
        found = self.paint_bytes[start : end + _AHEAD].translate(_MARKS).find(1)
        self._clear_start, self._clear_end = start, start + found if found >= 0 else end + _AHEAD
        return self._clear_end < end

    def masked(self, start: int, end: int) -> list[tuple[int, int, Kind | None]]:
        """The range cut at the masks in it: (start, end, kind of the mask, or None where there is none)."""
        parts: list[tuple[int, int, Kind | None]] = []
        at = start
        for match in _MASKED.finditer(self.paint_bytes, start, end):
            begin, stop = match.span()
            if at < begin:
                parts.append((at, begin, None))
            parts.append((begin, stop, KINDS[self.paint_bytes[begin] & ~HIDDEN]))
            at = stop
        if at < end:
            parts.append((at, end, None))
        return parts

    def is_masked(self, start: int, end: int) -> bool:
        """Whether the range contains something that only the generator can evaluate (Liquid, a shortcode)."""
        return self.paint_bytes.find(_LIQUID, start, end) >= 0 or self.paint_bytes.find(_HIDDEN_LIQUID, start, end) >= 0

    def document(self, format: str) -> Document:
        """The finished page, every view in the order of the source."""
        self._sort_blocks()
        return Document(
            source=self.source,
            format=format,
            colours=bytes(self.paint_bytes),
            blocks=tuple(self.blocks),
            runs=tuple(sorted(self.runs, key=lambda run: run.pieces[0].start)),
            headings=tuple(sorted(self.headings, key=_start)),
            links=tuple(sorted(self.links, key=_start)),
            tags=tuple(sorted(self.tags, key=_start)),
            anchors=tuple(sorted(self.anchors, key=_start)),
            comments=tuple(sorted(self.comments, key=_start)),
            fields=tuple(sorted(self.fields, key=_start)),
            problems=tuple(sorted(self.problems, key=_start)),
            front_matter=self.front_matter,
        )

    def _sort_blocks(self) -> None:
        """Bring blocks into the order of the source, where comments were read after what follows them, and renumber what names them."""
        size = len(self.text) + 1
        places = [block.start * size - block.end for block in self.blocks]  # by start, and the longer ones first
        if places == sorted(places):
            return
        order = sorted(range(len(places)), key=places.__getitem__)
        new = [*order, -1]
        for index, old in enumerate(order):
            new[old] = index
        self.blocks = [self.blocks[index] for index in order]
        for block in self.blocks:
            block.parent = new[block.parent]
        views: list[Run | Tag] = [*self.runs, *self.tags]
        for view in views:
            view.block = new[view.block]  # type: ignore[misc]  # nobody has seen it yet


class RunBuilder:
    """Collects the prose of one block, piece by piece, in the order of the source."""

    __slots__ = ("_block", "_canvas", "_hidden", "_kind", "_path", "_pieces", "_prose")

    def __init__(self, canvas: Canvas, kind: BlockKind, block: int, hidden: bool = False, path: tuple[str | int, ...] = ()) -> None:
        self._canvas = canvas
        self._kind, self._block, self._hidden, self._path = kind, block, hidden, path
        self._pieces: list[Piece] = []
        self._prose = _COLOURS[_PROSE + HIDDEN if hidden else _PROSE]

    def add_text(self, start: int, end: int) -> None:
        """Prose that reads as it is written, except for line ends and masks."""
        canvas = self._canvas
        if canvas.has_mask(start, end):
            for begin, stop, mask in canvas.masked(start, end):
                if mask is None:
                    self._add_lines(begin, stop)
                elif mask in _NOT_TEXT:
                    self.add(begin, stop, OBJECT, Written.OBJECT)
        elif canvas.text.find("\n", start, end) >= 0:
            self._add_lines(start, end)
        elif start < end:
            self._add_plain(start, end)

    def _add_lines(self, start: int, end: int) -> None:
        """Prose without masks in it."""
        text = self._canvas.text
        for line_end in _LINE_END.finditer(text, start, end):
            begin, stop = line_end.span()
            if start < begin:
                begin = start + len(text[start:begin].rstrip(" \t"))
                if start < begin:
                    self._add_plain(start, begin)
            self._pieces.append(Piece(begin, stop, " ", _FOLD))
            start = stop
        if start < end:
            self._add_plain(start, end)

    def _add_plain(self, start: int, end: int) -> None:
        """Prose without line ends and masks in it."""
        canvas, pieces = self._canvas, self._pieces
        canvas.paint_bytes[start:end] = self._prose * (end - start)
        if pieces and pieces[-1].end == start and pieces[-1].written is _PLAIN and end - pieces[-1].start < _LONG:
            start = pieces.pop().start
        pieces.append(Piece(start, end, canvas.text[start:end], _PLAIN))

    def add(self, start: int, end: int, text: str, written: Written) -> None:
        """A piece whose text differs from its source. Only entities and escapes are painted as prose."""
        if text:
            if written is Written.ENTITY or written is Written.ESCAPE:
                self._canvas.paint(start, end, Kind.PROSE, self._hidden)
            self._pieces.append(Piece(start, end, text, written))

    def finish(self) -> Run | None:
        """The run, kept by the canvas; None where there is no word in it. The builder is empty again."""
        pieces, self._pieces = tuple(self._pieces), []
        if len(pieces) == 1:
            text = pieces[0].text
            offsets = _AT_ONCE
        else:
            texts = [piece.text for piece in pieces]
            text = "".join(texts)
            offsets = tuple(accumulate(map(len, texts[:-1]), initial=0))
        if not text.replace(OBJECT, "").strip():
            return None
        run = Run(text, pieces, offsets, self._block, self._kind, self._hidden, self._path)
        self._canvas.runs.append(run)
        return run
