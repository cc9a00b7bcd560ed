"""For reviewdog: a JSON object a line (rdjsonl), columns in bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from profilelint.core.diagnostic import Severity
from profilelint.core.results import Page
from profilelint.core.source import Position, Source, Span
from profilelint.report.about import About
from profilelint.report.json import dumps
from profilelint.report.places import repository_path, utf8_column
from profilelint.report.style import Style

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def lines(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    for page in pages:
        path = repository_path(page.source.path)
        for diagnostic in page.diagnostics:
            record: dict[str, object] = {
                "message": diagnostic.message,
                "location": {"path": path, "range": _range(page.source, diagnostic.span)},
                "severity": _SEVERITIES[diagnostic.severity],
                "source": {"name": "profilelint"},
                "code": {"value": diagnostic.rule} | ({"url": diagnostic.url} if diagnostic.url else {}),
            }
            if diagnostic.fix and len(diagnostic.fix.edits) == 1:  # several suggestions are alternatives
                edit = diagnostic.fix.edits[0]
                record["suggestions"] = [{"range": _range(page.source, edit.span), "text": edit.content}]
            yield dumps(record)


def _range(source: Source, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _place(source, source.position(span.start)), "end": _place(source, source.position(span.end))}


def _place(source: Source, position: Position) -> dict[str, int]:
    return {"line": position.line, "column": utf8_column(source, position)}
