"""The source line of a diagnostic with carets under its span."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.core.diagnostic import Diagnostic
from profilelint.core.source import Source, Span
from profilelint.report.style import Style, visible, width


def excerpt(source: Source, diagnostic: Diagnostic, style: Style, look: str) -> Iterator[str]:
    """The first line of the span and, where it goes over several, the last one; carets under both."""
    first = diagnostic.start.line
    last = source.position(max(diagnostic.span.start, diagnostic.span.end - 1)).line
    digits, blank = len(str(last)), ""
    for line in sorted({first, last}):
        if line > first + 1:
            yield style.paint(f"  {'.' * digits}", "dim")
        shown, marks = _line(source, source.line_span(line), diagnostic.span, style)
        yield f"  {style.paint(f'{line:>{digits}} |', 'dim')} {shown}".rstrip()
        indent = marks[: len(marks) - len(marks.lstrip())]
        yield f"  {style.paint(f'{blank:>{digits}} |', 'dim')} {indent}{style.paint(marks.lstrip(), look)}"


def _line(source: Source, line: Span, span: Span, style: Style) -> tuple[str, str]:
    """A source line as it is shown, and the line of carets below it."""
    start, end = max(span.start, line.start), min(max(span.end, line.start), line.end)
    seen = window(line, start, end, style.columns - 8)
    before, after = (style.ellipsis if cut else "" for cut in (seen.start > line.start, seen.end < line.end))
    shown, marks = [before], [" " * width(before)]
    for offset in range(seen.start, seen.end):
        marked = start <= offset < end
        text = visible(source.text[offset], marked)
        shown.append(text)
        marks.append(text if text == "\t" and not marked else ("^" if marked else " ") * width(text))
    if "^" not in "".join(marks):
        marks = [_caret("".join(marks[: 1 + start - seen.start]), start < end)]
    return "".join(shown) + after, "".join(marks).rstrip()


def _caret(before: str, takes_no_column: bool) -> str:
    """A caret for what has no column of its own: the end of a line, or a mark on the character before."""
    return f"{before[:-1]}^" if takes_no_column and before.endswith(" ") else f"{before}^"


def window(line: Span, start: int, end: int, room: int) -> Span:
    """What of a line is shown: all where there is room, else what lies around the marked part."""
    if len(line) <= room:
        return line
    marked = min(end - start, room)
    begin = max(line.start, start - (room - marked) // 2)
    begin = max(line.start, min(begin, line.end - room))
    return Span(begin, min(line.end, begin + room))
