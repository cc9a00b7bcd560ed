"""The source lines around a diagnostic, in pieces: a page marks what a terminal draws carets under."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.core.diagnostic import Diagnostic
from profilelint.core.record import record
from profilelint.core.source import Source, Span
from profilelint.report.excerpt import window
from profilelint.report.style import visible

#: Characters of a reported line, and of one next to it; lines of a span before the gap.
_ROOM, _LESS_ROOM, _MOST_LINES = 240, 120, 4


@record
class Line:
    """`marked`: what is reported of the line. `number`: 0 for lines that are left out."""

    number: int
    before: str = ""
    marked: str = ""
    after: str = ""
    is_reported: bool = False


def context(source: Source, diagnostic: Diagnostic, around: int = 1) -> list[Line]:
    """The lines of a diagnostic, of many the first and the last, and up to `around` lines before and after that are not blank."""
    span = diagnostic.span
    first, last = diagnostic.start.line, source.position(max(span.start, span.end - 1)).line
    most = _MOST_LINES if around else 1
    shown = range(first, last + 1) if last - first < most else range(first, first + most - 1)
    lines = [*_near(source, range(first - around, first))]
    lines += [_reported(source, number, span) for number in shown]
    if around and shown.stop <= last:
        lines += [Line(0), _reported(source, last, span)]
    return [*lines, *_near(source, range(last + 1, last + 1 + around))]


def _near(source: Source, numbers: range) -> Iterator[Line]:
    for number in numbers:
        line = source.line_span(number) if 1 <= number <= len(source.line_starts) else Span(0, 0)
        text = source.text[line.start : min(line.end, line.start + _LESS_ROOM)]
        if text.strip():
            yield Line(number, _shown(text) + ("…" if len(text) < len(line) else ""))


def _reported(source: Source, number: int, span: Span) -> Line:
    line = source.line_span(number)
    start, end = min(max(span.start, line.start), line.end), min(max(span.end, line.start), line.end)
    seen = window(line, start, end, _ROOM)
    before, after = ("…" if cut else "" for cut in (seen.start > line.start, seen.end < line.end))
    end = min(end, seen.end)
    pieces = _shown(source.text[seen.start : start]), _shown(source.text[start:end], True), _shown(source.text[end : seen.end])
    return Line(number, before + pieces[0], pieces[1], pieces[2] + after, True)


def _shown(text: str, marked: bool = False) -> str:
    return "".join(visible(character, marked) for character in text)
