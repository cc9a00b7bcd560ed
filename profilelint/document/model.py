"""What a page is made of: a partition into segments, and the views on it that checks use.

Every span is in code points of `Source.text`. A position is never searched for again: it is mapped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property
from typing import Any, TypeVar, cast

from profilelint.core.record import field, frozen, record, state
from profilelint.core.source import Source, Span
from profilelint.document.kinds import HIDDEN, KINDS, Kind, Segment, stretch
from profilelint.document.tags import Tag

T = TypeVar("T")

#: The placeholder in the text of a run for something that is not text: code, math, Liquid, an image.
OBJECT = "\ufffc"


class Written(Enum):
    """How a piece of a run is written in the source, and so how it is decoded."""

    PLAIN = "plain"  # the run has what the source has
    ENTITY = "entity"  # &amp; -> &
    ESCAPE = "escape"  # a string escape of YAML, TOML or JSON, a LaTeX accent
    FOLD = "fold"  # a line end with the blanks and markers around it -> one blank
    BREAK = "break"  # <br>, a hard break -> "\n"
    OBJECT = "object"  # something that is not text -> U+FFFC


@record
class Piece:
    """A part of a run: `text` is how the source from `start` to `end` reads."""

    start: int
    end: int
    text: str
    written: Written


class BlockKind(Enum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    HTML = "html"  # a block of raw HTML, or a block-level element of it
    RULE = "rule"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    FIELD = "field"  # one value of front matter or data
    ATTRIBUTE = "attribute"  # alt or title text


@state
class Block:
    """A block of the page. `parent` is the index of the block around it in `Document.blocks`, -1 at the top. While the page is read, `end`
    may still move."""

    kind: BlockKind
    start: int
    end: int
    parent: int
    hidden: bool
    level: int = 0  # of a heading: 1 to 6

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@record
class Run:
    """The prose of one block with its markup taken out, and an exact map back.

    `text[offsets[i]:]` begins with `pieces[i].text`. `block` is an index into `Document.blocks`.
    """

    text: str
    pieces: tuple[Piece, ...]
    offsets: tuple[int, ...]
    block: int
    kind: BlockKind
    hidden: bool
    path: tuple[str | int, ...] = ()  # of a field's run: its key path

    def _piece_at(self, offset: int) -> int:
        return bisect_right(self.offsets, offset) - 1

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`; `start < end`."""
        first, last = self._piece_at(start), self._piece_at(end - 1)
        piece = self.pieces[first]
        plain = piece.written is Written.PLAIN
        begin = piece.start + (start - self.offsets[first]) if plain else piece.start
        piece = self.pieces[last]
        plain = piece.written is Written.PLAIN
        return Span(begin, piece.start + (end - self.offsets[last]) if plain else piece.end)

    def is_plain(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` is written in the source literally and in one piece, so that it can be edited there."""
        first = self._piece_at(start)
        return first == self._piece_at(max(end - 1, start)) and self.pieces[first].written is Written.PLAIN


@record
class Heading:
    level: int
    span: Span  # with its markup
    run: Run | None  # None where it has no text
    identifier: str | None  # {#id}, id="…"
    hidden: bool


class LinkKind(Enum):
    INLINE = "inline"  # [text](target)
    REFERENCE = "reference"  # [text][label]; the target's span is in the definition
    AUTOLINK = "autolink"  # <https://…>
    BARE = "bare"  # https://… in prose
    ANCHOR = "anchor"  # <a href>, <area href>
    IMAGE = "image"  # ![alt](target)
    HTML_IMAGE = "html-image"  # <img src>
    RESOURCE = "resource"  # <link href>, <script src>, <iframe src>, <source src>, …
    FIELD = "field"  # a URL or path in front matter or data


@record
class Link:
    """`target` is decoded, `target_span` is what is written for it (empty in `[x]()`), `text` is the label or the alt text."""

    kind: LinkKind
    span: Span
    target: str
    target_span: Span
    text: str
    text_span: Span | None  # None where there is no place for a text: no alt attribute, a bare URL
    computed: bool  # Liquid makes (a part of) the target
    hidden: bool
    title: str | None = None

    @property
    def is_image(self) -> bool:
        return self.kind in (LinkKind.IMAGE, LinkKind.HTML_IMAGE)


@record
class Anchor:
    """Something that `#name` can lead to: an id, a name, a heading's own id."""

    name: str
    span: Span
    hidden: bool


@record
class Comment:
    """`span` with its delimiters, `body` without. `opens`: comments that open inside the body."""

    span: Span
    body: Span
    opens: tuple[Span, ...]
    closed: bool
    markup: str  # "html", "liquid", "data" (# in YAML and TOML, % in BibTeX)
    hidden: bool = False  # inside another comment


@record
class Field:
    """A value of front matter or data. `value` is what the format makes of it (str, int, float, bool, date, None; the source
    text where it is a date); collections are not fields, but an empty one is (value None)."""

    path: tuple[str | int, ...]
    key_span: Span | None  # of the last key; None in a list
    value: object
    span: Span  # of the value as written, quotes included; empty if there is none
    run: Run | None  # where the value is text for people
    hidden: bool = False

    @property
    def key(self) -> str:
        """The last name in the path: `("authors", 0)` is an `authors`."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")


@record
class FrontMatter:
    span: Span  # with its fences
    body: Span  # between them
    format: str  # "yaml", "toml", "json"


@record
class Problem:
    """Something that a reader could not read; the check `problems` reports it under the rule that asks for `kind`."""

    kind: str  # "front-matter", "data", "duplicate-key", "liquid", …
    span: Span
    detail: str


#: The deepest nesting of runs.
_NESTED = 4


@frozen(slots=False)
class Document:
    """One page, read. Views are in the order of the source."""

    source: Source
    format: str  # "markdown", "html", "yaml", "json", "toml", "bibtex", "latex"
    colours: bytes  # one for each character: its kind, and whether it is hidden
    blocks: tuple[Block, ...] = ()
    runs: tuple[Run, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[Tag, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    comments: tuple[Comment, ...] = ()
    fields: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()
    front_matter: FrontMatter | None = None
    _views: dict[Callable[[Document], Any], Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def text(self) -> str:
        return self.source.reading

    @property
    def images(self) -> Iterator[Link]:
        return (link for link in self.links if link.is_image)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The stretches of one colour."""
        return tuple(self.segments_of(*Kind))

    def segments_of(self, *kinds: Kind) -> Iterator[Segment]:
        for match in stretch(kinds).finditer(self.colours):
            colour = match[1][0]
            yield Segment(Span(match.start(), match.end()), KINDS[colour & ~HIDDEN], colour >= HIDDEN)

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.span.start for segment in self.segments]

    def kind_at(self, offset: int) -> Kind:
        return KINDS[self.colours[offset] & ~HIDDEN]

    def is_hidden(self, offset: int) -> bool:
        return self.colours[offset] >= HIDDEN

    def segment_at(self, offset: int) -> Segment:
        return self.segments[bisect_right(self._segment_starts, offset) - 1]

    @cached_property
    def _run_starts(self) -> list[int]:
        return [run.pieces[0].start for run in self.runs]

    def run_at(self, span: Span) -> int | None:
        """The index of the last run that a span touches; of a caption in a paragraph that of the caption."""
        last = bisect_right(self._run_starts, span.end) - 1
        for index in range(last, max(last - _NESTED, -1), -1):
            pieces = self.runs[index].pieces
            if pieces[0].start <= span.end and span.start <= pieces[-1].end:
                return index
        return None

    def field_at(self, *path: str | int) -> Field | None:
        return next((field for field in self.fields if field.path == path), None)

    def item_of(self, run: Run) -> int | None:
        """The list item that a text is, or is a paragraph of."""
        block = run.block
        if block >= 0 and self.blocks[block].kind is BlockKind.PARAGRAPH:
            block = self.blocks[block].parent
        return block if block >= 0 and self.blocks[block].kind is BlockKind.ITEM else None

    def list_of(self, run: Run) -> int | None:
        """The list that a text is in an item of."""
        item = self.item_of(run)
        return None if item is None else self.blocks[item].parent

    def view(self, view: Callable[[Document], T]) -> T:
        """`view(self)`, worked out once however many rules ask for it."""
        if view not in self._views:
            self._views[view] = view(self)
        return cast(T, self._views[view])
