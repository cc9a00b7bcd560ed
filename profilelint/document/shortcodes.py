"""What shortcodes of Hugo say to people: the caption, the title and the alternative text of a picture."""

from __future__ import annotations

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas, RunBuilder
from profilelint.document.kinds import Kind
from profilelint.document.model import BlockKind

#: One word is a label for machines as often as for people.
_SAID = regex(r'\s(?:alt|caption|title)\s?=\s?"([^"\\\s]+ [^"\\]*)"')


def read_shortcode(canvas: Canvas, span: Span, hidden: bool) -> None:
    """Put down the texts of a shortcode, whose place a parser has seen as one thing."""
    for match in _SAID.finditer(canvas.text, span.start, span.end):
        start, end = match.span(1)
        canvas.paint(start, end, Kind.ATTRIBUTE_VALUE, hidden)
        run = RunBuilder(canvas, BlockKind.ATTRIBUTE, -1, hidden)
        run.add_text(start, end)
        run.finish()
