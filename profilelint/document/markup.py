"""Markdown and HTML, comments and all -> canvas."""

from __future__ import annotations

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas, RunBuilder
from profilelint.document.flow import Flow
from profilelint.document.html import read_html
from profilelint.document.kinds import Kind
from profilelint.document.masks import Mask, fill, find_masks
from profilelint.document.model import Anchor, BlockKind, Comment, Problem

#: A comment in a Liquid comment, and no deeper: what can nest in comments is bounded.
_MAX_DEPTH = 3
_OPEN = regex("<!--")
_DIRECTIVE = regex(r"\s*profilelint-")
_LIST_IDENTIFIER = regex(r"#([\w-]+)")
#: What shortcodes of Hugo and includes of Jekyll say to people; one word is a label for machines as often as for people.
_SAYS = regex(r"\{\{[<%]|\{%-?\s{0,4}include(?:_cached)?\s")
_SAID = regex(r'\s(?:alt|caption|title)\s?=\s?"([^"\\\s]+ [^"\\]*)"')


def read_markup(canvas: Canvas, start: int, end: int, format: str, hidden: bool = False) -> None:
    """Read a range as "markdown" or "html"."""
    _read(canvas, start, end, format, hidden, depth=0, commented=False)


def _read(canvas: Canvas, start: int, end: int, format: str, hidden: bool, depth: int, commented: bool) -> None:
    canvas.paint_words(start, end, Kind.MARKUP, hidden)
    liquid = canvas.front_matter is not None and not hidden
    masks = list(find_masks(canvas.text, start, end, format == "markdown", liquid, commented))
    for mask in masks:
        _paint(canvas, mask, hidden)
    filled = fill(canvas.text, start, end, masks, format == "markdown")
    flow = Flow(canvas, hidden)
    if format == "markdown":
        from profilelint.document.markdown import read_markdown

        read_markdown(flow, filled, start)
    else:
        read_html(flow, filled, start)
    flow.close_all(end)
    for mask in masks:
        if mask.kind is Kind.LIQUID and _SAYS.match(canvas.text, mask.span.start):
            _read_said(canvas, mask.span, hidden)
        elif mask.body is not None and mask.kind is Kind.COMMENT:
            _read_comment(canvas, mask, mask.body, format, hidden, depth, commented or mask.markup == "html")


def _paint(canvas: Canvas, mask: Mask, hidden: bool) -> None:
    canvas.paint(mask.span.start, mask.span.end, mask.kind, hidden or mask.kind is Kind.COMMENT)
    if mask.kind is Kind.ATTRIBUTE_LIST:
        for match in _LIST_IDENTIFIER.finditer(canvas.text, mask.span.start, mask.span.end):
            canvas.anchors.append(Anchor(match[1], Span(*match.span(1)), hidden))
    if mask.problem and mask.kind is Kind.LIQUID:
        canvas.problems.append(Problem("liquid", mask.span, mask.problem))


def _read_said(canvas: Canvas, span: Span, hidden: bool) -> None:
    """Put down the texts of a shortcode or an include, whose place a parser has seen as one thing."""
    for match in _SAID.finditer(canvas.text, span.start, span.end):
        start, end = match.span(1)
        canvas.paint(start, end, Kind.ATTRIBUTE_VALUE, hidden)
        run = RunBuilder(canvas, BlockKind.ATTRIBUTE, -1, hidden)
        run.add_text(start, end)
        run.finish()


def _read_comment(canvas: Canvas, mask: Mask, body: Span, format: str, hidden: bool, depth: int, commented: bool) -> None:
    opens = tuple(Span(*match.span()) for match in _OPEN.finditer(canvas.text, body.start, body.end))
    canvas.comments.append(Comment(mask.span, body, opens, not mask.problem, mask.markup, hidden))
    canvas.paint(mask.span.start, body.start, Kind.COMMENT_DELIMITER, True)
    canvas.paint(body.end, mask.span.end, Kind.COMMENT_DELIMITER, True)
    if depth < _MAX_DEPTH and not _DIRECTIVE.match(canvas.text, body.start, body.end):
        _read(canvas, body.start, body.end, format, True, depth + 1, commented)
