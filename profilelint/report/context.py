"""The source lines around a diagnostic, in pieces: a page marks what a terminal draws carets under."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.core.diagnostic import Diagnostic
from profilelint.core.record import record
from profilelint.core.source import Source, Span
from profilelint.report.excerpt import window
from profilelint.report.style import visible

#: Characters of a reported line, and of one next to it; lines of a span that are shown.
_ROOM, _LESS_ROOM, _MOST_LINES = 240, 120, 4


@record
class Line:
    """`marked`: what is reported of the line. `number`: 0 for lines that are left out."""

    number: int
    before: str = ""
    marked: str = ""
    after: str = ""
    is_reported: bool = False


def context(source: Source, diagnostic: Diagnostic) -> list[Line]:
    """The lines of a diagnostic, of many the first ones and the last, and the lines before and after, unless they are blank."""
    first, last = diagnostic.start.line, source.position(max(diagnostic.span.start, diagnostic.span.end - 1)).line
    is_long = last - first >= _MOST_LINES
    reported = [_reported(source, number, diagnostic.span) for number in range(first, first + _MOST_LINES - 1 if is_long else last + 1)]
    if is_long:
        reported += [Line(0), _reported(source, last, diagnostic.span)]
    return [*_near(source, first - 1), *reported, *_near(source, last + 1)]


def first_line(source: Source, diagnostic: Diagnostic) -> list[Line]:
    return [_reported(source, diagnostic.start.line, diagnostic.span)]


def _near(source: Source, number: int) -> Iterator[Line]:
    if 1 <= number <= len(source.line_starts):
        line = source.line_span(number)
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
