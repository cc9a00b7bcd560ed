"""Markdown -> canvas, by the events of pulldown-cmark (pyromark) and their byte ranges."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.flow import Flow
from profilelint.document.html import read_html, read_tag
from profilelint.document.kinds import Kind
from profilelint.document.model import BlockKind, LinkKind
from profilelint.document.offsets import byte_offsets

_BLOCKS = {
    "Paragraph": BlockKind.PARAGRAPH,
    "List": BlockKind.LIST,
    "Item": BlockKind.ITEM,
    "BlockQuote": BlockKind.QUOTE,
    "Table": BlockKind.TABLE,
    "TableHead": BlockKind.ROW,
    "TableRow": BlockKind.ROW,
    "TableCell": BlockKind.CELL,
    "FootnoteDefinition": BlockKind.FOOTNOTE,
    "DefinitionList": BlockKind.LIST,
    "DefinitionListTitle": BlockKind.DEFINITION,
    "DefinitionListDefinition": BlockKind.ITEM,
}
_LINKS = {"Link": LinkKind.INLINE, "Image": LinkKind.IMAGE}
_TARGET = regex(r"\s*(?:<([^<>\n]*)>|([^\s]*))")
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_HEADING_LIST = regex(r"\{[^{}\n]*\}[ \t#]*$")
#: How deep Markdown in HTML in Markdown is followed.
_MAX_DEPTH = 8
#: What Pandoc and Quarto put into the page as it is.
_RAW = "{=html}"
_COMMENTS = regex(r"(?:\s*<!--[-x]*>)+")
_HTML_START = regex(r"\s*</?[A-Za-z!]")


def read_markdown(flow: Flow, filled: str, start: int) -> None:
    """Read `filled`, the source from `start` on with fillers for its masks."""
    import pyromark

    if "]:" in filled:
        from profilelint.document.definitions import read_definitions

        read_definitions(flow, filled, start, pyromark.reference_definitions(filled))
    _Reader(flow, filled, start).read(
        pyromark.events_with_range(
            filled,
            broken_link_callback=lambda link: flow.definitions.get(link["reference"].lower()),
            options=_options(),
        )
    )


@cache
def _options() -> Any:
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_MATH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_DEFINITION_LIST
    )


class _Reader:
    """Turns events into calls of the flow. `link_ends`: where the last thing inside each open link ended."""

    def __init__(self, flow: Flow, filled: str, start: int) -> None:
        self.flow, self.filled, self.start = flow, filled, start
        self.html: list[tuple[int, int]] | None = None
        self.code: tuple[int, int, bool] | None = None
        self.link_ends: list[int] = []
        self.fold: int | None = None

    def read(self, events: Any) -> None:
        flow, filled = self.flow, self.filled
        # Text comes in pieces: a URL or a word must not be cut where an underscore could have been markup.
        text_start = text_end = -1
        for name, value, begin, end in self.placed(events):
            if name == "Text" and self.html is None:
                if self.code is not None:
                    continue
                is_decoded = filled.startswith("&", begin - self.start) and value != self.source(begin, end)
                if begin != text_end or is_decoded:
                    if text_end >= 0:
                        flow.text(text_start, text_end)
                    if self.fold is not None:
                        self.unfold(begin)
                    text_start = begin
                text_end = end
                if is_decoded:
                    flow.decoded(begin, end, value)
                    text_end = -1
                if self.link_ends:
                    self.link_ends[-1] = end
                continue
            if text_end >= 0:
                flow.text(text_start, text_end)
                text_end = -1
            if name == "End":
                self.close(value, begin, end)
            elif name == "Start":
                if self.fold is not None:
                    self.unfold(begin)
                self.open(value, begin, end)
            elif value is None:
                self.signal(name, begin, end)
            elif self.html is not None:
                self.html.append((begin, end))
            elif self.code is None:
                self.content(name, begin, end)
        if text_end >= 0:
            flow.text(text_start, text_end)

    def placed(self, events: Any) -> Iterator[tuple[str, Any, int, int]]:
        """The name, the value and the place of each event; the end of something has the place of all of it."""
        at = byte_offsets(self.filled, self.start)
        opened: list[tuple[int, int]] = []
        end, end_byte = self.start, 0
        for event, places in events:
            name, value = (event, None) if type(event) is str else event.popitem()
            start_byte, last_byte, end_byte = places["start"], end_byte, places["end"]
            if name == "End":
                begin, end = opened.pop()
            else:  # most begin where the last one ended
                begin, end = end if start_byte == last_byte else at(start_byte), at(end_byte)
            yield name, value, begin, end
            if name == "Start":
                opened.append((begin, end))
                end, end_byte = begin, start_byte

    def source(self, begin: int, end: int) -> str:
        return self.filled[begin - self.start : end - self.start]

    def signal(self, event: str, begin: int, end: int) -> None:
        self.unfold(begin)
        if event == "SoftBreak":
            self.fold = begin
        elif event == "HardBreak":
            self.flow.line_break(begin, end)
        elif event == "Rule":
            self.flow.open_block(BlockKind.RULE, begin, end)
            self.flow.close_block(end)

    def unfold(self, begin: int) -> None:
        """The line end before `begin`, with the following indentation and quote marks, reads as one space."""
        if self.fold is not None:
            self.flow.fold(self.fold, max(begin, self.fold))
            self.fold = None

    def content(self, name: str, begin: int, end: int) -> None:
        self.unfold(begin)
        if name == "InlineHtml":
            read_tag(self.flow, self.source(begin, end), begin)
        elif name == "Code":
            self.flow.object(begin, end, Kind.CODE)
        elif name in ("InlineMath", "DisplayMath"):
            self.flow.object(begin, end, Kind.MATH)
        if self.link_ends:
            self.link_ends[-1] = end

    def open(self, value: Any, begin: int, end: int) -> None:
        name: str
        details: Any
        name, details = (value, None) if type(value) is str else value.popitem()
        if name in _BLOCKS:
            self.flow.open_block(_BLOCKS[name], begin, end)
        elif name in _LINKS:
            self.open_link(name, details, begin)
        elif name == "Heading":
            self.flow.open_block(BlockKind.HEADING, begin, end, int(details["level"][1]), identifier=details["id"])
            if details["id"]:
                self.heading_identifier(details["id"], begin, end)
        elif name == "HtmlBlock":
            self.html = []
        elif name == "CodeBlock":
            if type(details) is dict and details.get("Fenced") == _RAW:
                self.html = []
            else:
                self.code = (begin, end, details == "Indented")

    def heading_identifier(self, identifier: str, begin: int, end: int) -> None:
        line = self.source(begin, end).split("\n", 1)[0]
        if match := _HEADING_LIST.search(line):
            self.flow.canvas.paint(begin + match.start(), begin + match.end(), Kind.ATTRIBUTE_LIST, self.flow.hidden)
            at = line.find(identifier, match.start())
            self.flow.add_anchor(identifier, Span(begin + at, begin + at + len(identifier)))

    def close(self, value: Any, begin: int, end: int) -> None:
        name = value if type(value) is str else next(iter(value))
        if name in _BLOCKS or name == "Heading":
            self.fold = None
            self.flow.close_block(end)
        elif name in _LINKS:
            self.close_link(end)
        elif name == "HtmlBlock":
            self.html_block(begin, end)
        elif name == "CodeBlock" and self.html is not None:
            inside = self.html or [(end, end)]
            self.html_block(inside[0][0], inside[-1][1])
        elif name == "CodeBlock":
            self.code_block()
        elif self.link_ends:
            self.link_ends[-1] = end

    # Links: pulldown-cmark gives no range for the target; it is read between the end of the label and the end of the link.

    def open_link(self, name: str, details: dict[str, Any], begin: int) -> None:
        kind = _LINKS[name]
        if kind is LinkKind.INLINE and details["link_type"] in ("Autolink", "Email"):
            kind = LinkKind.AUTOLINK
        elif kind is LinkKind.INLINE and details["link_type"] != "Inline":
            kind = LinkKind.REFERENCE
        label = begin + (2 if name == "Image" else 1)
        self.link_ends.append(label)
        target = self.flow.targets.get(details["id"].lower(), Span(label, label))
        self.flow.start_link(kind, begin, label, details["dest_url"], target, False, details["title"] or None)
        if self.flow.canvas.is_masked(target.start, target.end):
            self.flow.aim_link(self.flow.canvas.text[target.start : target.end], target)

    def close_link(self, end: int) -> None:
        label_end = self.link_ends.pop()
        paint = self.flow.canvas.paint_around
        if self.flow.open_link is LinkKind.AUTOLINK:
            target = Span(self.flow.link_start + 1, end - 1)
            paint(target.start, target.end, Kind.LINK_TARGET, self.flow.hidden)
            self.flow.aim_link(self.flow.canvas.text[target.start : target.end], target)
        at = self.filled.find("](", label_end - self.start, end - self.start)
        if at >= 0:
            inside = Span(self.start + at + 2, end - 1)
            match = _TARGET.match(self.filled, inside.start - self.start, inside.end - self.start)
            if match is not None:
                group = 1 if match[1] is not None else 2
                target = Span(self.start + match.start(group), self.start + match.end(group))
                paint(target.start, target.end, Kind.LINK_TARGET, self.flow.hidden)
                paint(target.end + (group == 1), inside.end, Kind.LINK_TITLE, self.flow.hidden)
                written = self.flow.canvas.text[target.start : target.end]
                self.flow.aim_link(html.unescape(_ESCAPED.sub(r"\1", written) if "\\" in written else written), target)
            label_end = self.start + at
        self.flow.end_link(label_end, end)
        if self.link_ends:
            self.link_ends[-1] = end

    # Raw HTML and code

    def html_block(self, begin: int, end: int) -> None:
        """A block of raw HTML, the marks of lists and quotes around it left out."""
        parts, at = [], begin
        for start, stop in self.html or ():
            if at < start:
                parts.append(re.sub(r"[^\n]", " ", self.source(at, start)))
            parts.append(self.source(start, stop))
            at = stop
        parts.append(re.sub(r"[^\n]", " ", self.source(at, end)))
        self.html = None
        written = "".join(parts)
        if comments := _COMMENTS.match(written):
            # After a comment at the start of the line, kramdown reads Markdown.
            if written[comments.end() :].strip():
                self.read_part(begin + comments.end(), end)
            return
        read_html(self.flow, written, begin, self.read_part)

    def read_part(self, begin: int, end: int) -> None:
        """Read a part of the page as Markdown of its own; too deep in such parts, as HTML."""
        self.flow.depth += 1
        if self.flow.depth > _MAX_DEPTH:
            read_html(self.flow, self.source(begin, end), begin)
        else:
            read_markdown(self.flow, self.source(begin, end), begin)
        self.flow.depth -= 1

    def code_block(self) -> None:
        begin, end, indented = self.code or (0, 0, False)
        self.code = None
        written = self.source(begin, end)
        if indented and (self.flow.in_html or (self.flow.hidden and _HTML_START.match(written))):
            # HTML that is indented for its reader's sake: kramdown reads on to the closing tag. A comment may begin inside it.
            read_html(self.flow, written, begin, self.read_part)
            return
        self.flow.open_block(BlockKind.CODE, begin, end)
        for start, stop, mask in self.flow.canvas.masked(begin, end):
            if mask is None:
                self.flow.canvas.paint_words(start, stop, Kind.CODE, self.flow.hidden)
        self.flow.close_block(end)
