"""The state of reading flow content, which Markdown and HTML share: open blocks, the run that grows, open links."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

from profilelint.core.record import field, state
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas, RunBuilder
from profilelint.document.kinds import Kind
from profilelint.document.model import OBJECT, Anchor, Block, BlockKind, Heading, Link, LinkKind, Run, Written

ENTITY = regex(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_BARE_URL = regex(r"(?:https?://|www\.(?=[\w-]+\.))[^\s<>\"'`|\\^{}\[\]]+", re.IGNORECASE)
_BLANKS = " \t\n"
_TRAILING = ".,;:!?*_~"
_HEADING, _PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH


@state
class _OpenLink:
    kind: LinkKind
    start: int
    text_start: int
    target: str
    target_span: Span
    computed: bool
    title: str | None
    text: list[str] = field(default_factory=list)


class Flow:
    """Puts prose, objects and blocks down on the canvas in the order in which they come."""

    def __init__(self, canvas: Canvas, hidden: bool) -> None:
        self.canvas, self.hidden = canvas, hidden
        #: The index of the innermost block that is open; those that are, each with its HTML element, "" where Markdown opened it.
        self.block = -1
        self._open: list[tuple[Block, str]] = []
        #: How many elements of each name are open.
        self._names: dict[str, int] = {}
        self._links: list[_OpenLink] = []
        self._outer: list[RunBuilder] = []
        self._heading: tuple[int, int, str | None] | None = None
        self._runs: list[Run] = []
        self._builder: RunBuilder | None = None
        #: Line ends and spaces before it, added when it begins: most are between blocks.
        self._blank: tuple[int, int] | None = None
        #: The open elements whose text is code.
        self.code: list[str] = []
        #: How many parts of Markdown inside HTML are being read.
        self.depth = 0
        #: Link definitions of the page by label in lower case: target and title, and the span of the target.
        self.definitions: dict[str, tuple[str, str]] = {}
        self.targets: dict[str, Span] = {}

    # Blocks

    def is_open(self, name: str) -> bool:
        return self._names.get(name, 0) > 0

    def innermost(self, *names: str) -> str:
        """The name of the innermost open element among `names`; "" where none of them is open."""
        return next((name for _, name in reversed(self._open) if name in names), "")

    @property
    def in_html(self) -> bool:
        """Whether an HTML block element is open around this place."""
        return any(self._names.values())

    def open_block(self, kind: BlockKind, start: int, end: int, level: int = 0, name: str = "", identifier: str | None = None) -> None:
        if self._builder or self._blank:
            self.end_run()
        if name:
            self._names[name] = self._names.get(name, 0) + 1
        blocks = self.canvas.blocks
        block = Block(kind, start, end, self.block, self.hidden, level)
        self.block = len(blocks)
        self._open.append((block, name))
        blocks.append(block)
        if kind is _HEADING:
            self._heading, self._runs = (start, level, identifier), []

    def close_block(self, end: int, name: str = "", tag: int = 0) -> None:
        """Close the innermost open block of that name, and the blocks open inside it, if there is one. `tag`: the length of the
        closing tag, which is not part of the content."""
        if self._builder or self._blank:
            self.end_run()
        if self._open and self._open[-1][1] == name:
            self._end(*self._open.pop(), end)
            return
        if name and not self.is_open(name):
            return
        at = len(self._open) - 1
        while self._open[at][1] != name:
            at -= 1
        if name and not all(element for _, element in self._open[at:]):
            return  # an element does not reach out of the Markdown block around it
        closed = self._open[at:]
        del self._open[at:]
        for opened in closed:
            self._end(*opened, end if opened is closed[0] else end - tag)
        self.block = closed[0][0].parent

    def close_all(self, end: int) -> None:
        self.end_run()
        while self._links:
            self.end_link(end, end)
        for opened in self._open:
            self._end(*opened, end)
        self._open.clear()
        self._names.clear()

    def _end(self, block: Block, name: str, end: int) -> None:
        self.block = block.parent
        block.end = end if end > block.start else block.start
        if name:
            self._names[name] -= 1
        if self._heading and block.kind is _HEADING:
            start, level, identifier = self._heading
            run = self._runs[0] if self._runs else None
            self.canvas.headings.append(Heading(level, Span(start, max(start, end)), run, identifier, self.hidden))
            self._heading = None

    # Prose

    @property
    def has_run(self) -> bool:
        """Whether a text has begun here."""
        return self._builder is not None

    @property
    def run(self) -> RunBuilder:
        if self._builder is None:
            kind = self.canvas.blocks[self.block].kind if self.block >= 0 else _PARAGRAPH
            self._builder = RunBuilder(self.canvas, kind, self.block, self.hidden)
            if self._blank is not None:
                self._builder.add_text(*self._blank)
                self._blank = None
        return self._builder

    def end_run(self) -> None:
        self._blank = None
        if self._builder is not None:
            run = self._builder.finish()
            if run is not None and self._heading is not None:
                self._runs.append(run)
            self._builder = None

    def text(self, start: int, end: int, entities: bool = False) -> None:
        """Text of the source; in HTML it may contain entities. In a code element it is code."""
        if self.code:
            self.object(start, end, Kind.CODE)
            return
        text = self.canvas.text[start:end]
        if self._links:
            self._links[-1].text.append(text)
        if "://" in text or "www." in text or (entities and "&" in text):
            start = self._add_special(start, end, entities)
        elif text[:1] == "\n" and not (self._builder or self._blank or self._outer or text.strip(_BLANKS)):
            self._blank = start, end
            return
        run = self._builder or self.run
        run.add_text(start, end)

    def _add_special(self, start: int, end: int, entities: bool) -> int:
        """Put down entities and bare URLs, with the text before each; gives where the last one ends."""
        for match in _special(self.canvas.text, start, end, entities):
            if match[0][0] == "&":
                decoded, stop = html.unescape(match.group()), match.end()
                if decoded == match.group():
                    continue
                self.run.add_text(start, match.start())
                self.run.add(match.start(), stop, decoded, Written.ENTITY)
            else:
                stop = _url_end(match)
                self.run.add_text(start, match.start())
                self._bare_url(match.start(), stop)
            start = stop
        return start

    def _bare_url(self, start: int, end: int) -> None:
        if self.canvas.has_mask(start, end):
            self.run.add_text(start, end)  # Liquid makes a part of it
            return
        self.canvas.paint(start, end, Kind.LINK_TARGET, self.hidden)
        self.run.add(start, end, OBJECT, Written.OBJECT)
        if not self._links:
            span = Span(start, end)
            self.canvas.links.append(Link(LinkKind.BARE, span, self.canvas.text[start:end], span, "", None, False, self.hidden))

    def decoded(self, start: int, end: int, text: str, written: Written = Written.ENTITY) -> None:
        if self._links:
            self._links[-1].text.append(text)
        self.run.add(start, end, text, written)

    def fold(self, start: int, end: int) -> None:
        self.run.add(start, end, " ", Written.FOLD)

    def line_break(self, start: int, end: int) -> None:
        self.run.add(start, end, "\n", Written.BREAK)

    def object(self, start: int, end: int, kind: Kind | None = None) -> None:
        if kind is not None:
            self.canvas.paint_around(start, end, kind, self.hidden)
            if self._links:
                self._links[-1].text.append(self.canvas.text[start:end])
        self.run.add(start, end, OBJECT, Written.OBJECT)

    # Links

    def start_link(
        self, kind: LinkKind, start: int, text_start: int, target: str, target_span: Span, computed: bool, title: str | None = None
    ) -> None:
        self._links.append(_OpenLink(kind, start, text_start, target, target_span, computed, title))
        if kind is LinkKind.IMAGE:
            self._outer.append(self.run)
            self._builder = RunBuilder(self.canvas, BlockKind.ATTRIBUTE, self.block, self.hidden)

    def aim_link(self, target: str, target_span: Span) -> None:
        """Say where the innermost open link leads, where that is known only at its end."""
        link = self._links[-1]
        link.target, link.target_span = target, target_span
        link.computed = self.canvas.is_masked(target_span.start, target_span.end)

    def end_link(self, text_end: int, end: int) -> None:
        link = self._links.pop()
        if link.kind is LinkKind.IMAGE and self._outer:
            if self._builder is not None:
                self._builder.finish()
            self._builder = self._outer.pop()
            self._builder.add(link.start, end, OBJECT, Written.OBJECT)
        text = " ".join("".join(link.text).split())
        text_end = max(text_end, link.text_start)
        self.canvas.links.append(
            Link(
                link.kind, Span(link.start, max(end, link.start)), link.target, link.target_span, text, Span(link.text_start, text_end),
                link.computed, self.hidden, link.title,
            )
        )  # fmt: skip

    @property
    def link_start(self) -> int:
        return self._links[-1].start

    @property
    def open_link(self) -> LinkKind | None:
        return self._links[-1].kind if self._links else None

    def add_link(self, kind: LinkKind, span: Span, target: str, target_span: Span, text: str = "", text_span: Span | None = None) -> None:
        computed = self.canvas.is_masked(target_span.start, target_span.end)
        self.canvas.links.append(Link(kind, span, target, target_span, text, text_span, computed, self.hidden))

    def add_anchor(self, name: str, span: Span) -> None:
        if name:
            self.canvas.anchors.append(Anchor(name, span, self.hidden))


def _special(text: str, start: int, end: int, entities: bool) -> list[re.Match[str]]:
    """Entities and bare URLs, in order, none inside another."""
    found = list(ENTITY.finditer(text, start, end)) if entities else []
    urls = list(_BARE_URL.finditer(text, start, end))
    if urls:
        starts, ends = [url.start() for url in urls], [_url_end(url) for url in urls]
        found = [match for match in found if not ((at := bisect_right(starts, match.start())) and match.start() < ends[at - 1])] + urls
    return sorted(found, key=lambda match: match.start())


def _url_end(match: re.Match[str]) -> int:
    """Where a URL in prose ends: not with punctuation, nor with a bracket that it did not open."""
    url = match.group()
    stray, end = url.count(")") - url.count("("), len(url)
    while end and (url[end - 1] in _TRAILING or (url[end - 1] == ")" and stray > 0)):
        stray -= url[end - 1] == ")"
        end -= 1
    return match.start() + end
