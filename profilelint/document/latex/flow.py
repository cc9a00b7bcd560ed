"""Where the text of a LaTeX document goes: paragraphs, lines, rows and cells."""

from __future__ import annotations

import re

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas
from profilelint.document.flow import Flow
from profilelint.document.kinds import Kind
from profilelint.document.model import BlockKind, Comment, Written

_AROUND = ("p", "heading", "cell", "item", "argument", "list", "table", "row", "arguments")
#: Of these, the ones that hold text themselves.
_LEAVES = ("p", "heading", "cell", "item", "argument")
#: Where a line ends, or an item: inside of the innermost of these.
HOLDERS = ("heading", "cell", "item", "argument", "list")
_BRACE = regex(r"\\.|%[^\n]*|[{}]", re.DOTALL)
_GERMAN = regex(r"\\(?:usepackage|documentclass)\[[^\]]{0,200}german[^\]]{0,200}\]|\\usepackage\{n?german\}")
_UMLAUTS = dict(zip("aouAOUs", "äöüÄÖÜß", strict=True))


def brace_pairs(text: str) -> dict[int, int]:
    """Of each brace that is closed, where."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for match in _BRACE.finditer(text):
        if match.group() == "{":
            waiting.append(match.start())
        elif match.group() == "}" and waiting:
            pairs[waiting.pop()] = match.start()
    return pairs


def end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where the pattern ends that begins here; here where it does not."""
    found = pattern.match(text, at)
    return found.end() if found else at


class TextFlow:
    """Puts text, objects and comments down. A block is opened when the first text in it comes."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.text, self.flow = canvas, canvas.text, Flow(canvas, False)
        self._is_german = _GERMAN.search(canvas.text) is not None

    def words(self, start: int, end: int) -> None:
        if self.text[start:end].strip():
            self.open_paragraph(start)
            self.flow.text(start, end)
        elif start < end and self.flow.has_run:
            self.flow.text(start, end)

    def open_paragraph(self, start: int) -> None:
        if self.flow.innermost(*_AROUND) not in _LEAVES:
            self.flow.open_block(BlockKind.PARAGRAPH, start, start, name="p")

    def end_paragraph(self, end: int) -> None:
        self.flow.end_run()
        if self.flow.innermost(*_AROUND) == "p":
            self.flow.close_block(end, "p")

    def object(self, start: int, end: int, kind: Kind | None = None) -> None:
        if kind is not None:
            self.open_paragraph(start)
        if self.flow.has_run or kind is not None:
            self.flow.object(start, end, kind)

    def umlaut(self, start: int, end: int) -> None:
        """What a quotation mark makes of a letter where the document is in German."""
        if self._is_german:
            self.open_paragraph(start)
            self.flow.decoded(start, end, _UMLAUTS[self.text[end - 1]], Written.ESCAPE)
        else:
            self.words(start, end)

    def comment(self, start: int, end: int) -> None:
        line = self.text[start:end].split("\n", 1)[0].rstrip()
        body, stop = start + len(line) - len(line.lstrip("%")), start + len(line)
        self.canvas.comments.append(Comment(Span(start, stop), Span(body, stop), (), True, "data"))
        self.canvas.paint(start, body, Kind.COMMENT_DELIMITER, True)
        self.canvas.paint_words(body, stop, Kind.COMMENT, True)

    def next_line(self, start: int, end: int) -> None:
        if self.flow.innermost(*HOLDERS) == "cell":
            self.flow.close_block(start, "row")
            self.flow.open_block(BlockKind.ROW, end, end, name="row")
            self.flow.open_block(BlockKind.CELL, end, end, name="cell")
        elif self.flow.has_run:
            self.flow.line_break(start, end)

    def next_cell(self, start: int, end: int) -> None:
        if self.flow.innermost(*HOLDERS) == "cell":
            self.flow.close_block(start, "cell")
            self.flow.open_block(BlockKind.CELL, end, end, name="cell")
        else:
            self.end_paragraph(start)
