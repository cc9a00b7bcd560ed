"""`profilelint dates`: the timeline of pages, and the findings about it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from profilelint.commands import CLEAN, say
from profilelint.commands.arguments import Parser, add_color, add_configuration, add_today, filled, settings_for

if TYPE_CHECKING:
    from profilelint.checks.date.entries import Entry
    from profilelint.core.diagnostic import Diagnostic
    from profilelint.core.results import Page
    from profilelint.report.style import Style

_HEAD = ("Line", "From", "To", "Entry")
_WIDTHS = (5, 10, 10)
_INDENT = sum(_WIDTHS) + 2 * len(_WIDTHS)


def parser() -> Parser:
    parser = Parser("profilelint dates", "Show the timeline of a page: its entries, their dates, and the findings about them.")
    parser.add_argument("files", nargs="+", type=filled, metavar="FILE", help="a page, a data file, or a folder of them")
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="(default: text)")
    add_today(parser)
    add_color(parser)
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    from profilelint.core.record import replace
    from profilelint.core.results import Page
    from profilelint.run.engine import engine_for
    from profilelint.run.runner import lint_paths, patterns_of

    settings = settings_for(arguments)
    engine = engine_for(settings, arguments.today or date.today())
    engine = replace(engine, rules=tuple(rule for rule in engine.rules if rule.family == "date"))
    pages, code = [], CLEAN
    for result in lint_paths(engine, arguments.files, patterns_of(settings), force_exclude=False):
        if isinstance(result, Page):
            pages.append(result)
        else:
            code = say(f"{result.path}: {getattr(result, 'message', 'excluded by the settings')}")
    if arguments.output_format == "json":
        print(_json(pages))
    else:
        _print_tables(pages, arguments.color)
    return code


def _print_tables(pages: Iterable[Page], color: str) -> None:
    import os

    from profilelint.report.style import style_for

    style = style_for(sys.stdout, color, os.environ)
    for page in pages:
        for line in _table(page, style):
            print(line)


def _table(page: Page, style: Style) -> Iterator[str]:
    from profilelint.report.style import escaped

    found, elsewhere = _entries(page)
    yield style.paint(escaped(page.source.path), "bold")
    if found:
        yield style.paint(_row(_HEAD), "dim")
    for entry, said in found:
        line = str(page.source.position(entry.span.start).line)
        text = " › ".join((*entry.headings[-2:], entry.text)) if not entry.hidden else f"(in a comment) {entry.text}"
        text = text if len(text) <= style.columns - _INDENT else f"{text[: style.columns - _INDENT - 1]}{style.ellipsis}"
        yield _row((line, entry.first.iso if entry.first else style.ellipsis, _end(entry, style), escaped(text)))
        for diagnostic in said:
            yield _conclusion(diagnostic, style)
    for diagnostic in elsewhere:
        yield f"line {diagnostic.start.line}: {_conclusion(diagnostic, style).strip()}"
    if not found:
        yield "  No dates."


def _row(cells: tuple[str, ...]) -> str:
    *columns, last = cells
    return "".join(f"{cell:>{width}}  " for cell, width in zip(columns, _WIDTHS, strict=True)) + last


def _end(entry: Entry, style: Style) -> str:
    if not entry.is_range:
        return ""
    return entry.last.iso if entry.last else "now" if entry.goes_on else style.ellipsis


def _conclusion(diagnostic: Diagnostic, style: Style) -> str:
    from profilelint.report.style import escaped

    said = f"{diagnostic.severity.name.lower()}: {escaped(diagnostic.message)}"
    return f"{' ' * _INDENT}{style.paint(said, 'yellow')} {style.paint(f'[{diagnostic.rule}]', 'dim')}"


def _json(pages: Iterable[Page]) -> str:
    import os

    from profilelint.report.json import dumps

    records = [
        {
            "filename": os.path.abspath(page.source.path),
            "location": _place(page, entry.span.start),
            "end_location": _place(page, (entry.end_span or entry.span).end),
            "from": entry.first.iso if entry.first else None,
            "to": entry.last.iso if entry.last else None,
            "ongoing": entry.goes_on,
            "range": entry.is_range,
            "under": list(entry.headings),
            "text": entry.text,
            "hidden": entry.hidden,
            "concluded": [{"code": one.rule, "severity": one.severity.name.lower(), "message": one.message} for one in said],
        }
        for page in pages
        for entry, said in _entries(page)[0]
    ]
    return dumps(records, indent=2)


def _place(page: Page, offset: int) -> dict[str, int]:
    position = page.source.position(offset)
    return {"row": position.line, "column": position.column}


def _entries(page: Page) -> tuple[list[tuple[Entry, list[Diagnostic]]], list[Diagnostic]]:
    """The entries of a page, with the findings about each; and the other findings."""
    from bisect import bisect_right

    from profilelint.checks.date.entries import entries
    from profilelint.document import read

    found: list[tuple[Entry, list[Diagnostic]]] = [(entry, []) for entry in entries(read(page.source))]
    spans = sorted((span, at) for at, (entry, _) in enumerate(found) for span in (entry.span, entry.end_span) if span)
    elsewhere = []
    for diagnostic in page.diagnostics:
        # Spans of entries do not overlap, so that only the last one that begins before this one ends can touch it.
        at = bisect_right(spans, diagnostic.span.end - 1, key=lambda known: known[0].start) - 1
        if at >= 0 and spans[at][0].end > diagnostic.span.start:
            found[spans[at][1]][1].append(diagnostic)
        else:
            elsewhere.append(diagnostic)
    return found, elsewhere
