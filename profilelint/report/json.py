"""A JSON array in the shape of ruff's, and JSON lines with offsets. Scripts read them: keys are added, never changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator

from profilelint.core.diagnostic import Diagnostic, Fix
from profilelint.core.regex import regex
from profilelint.core.results import Page
from profilelint.core.source import Position, Source, Span
from profilelint.report.about import About
from profilelint.report.groups import group_of
from profilelint.report.places import repository_path
from profilelint.report.style import Style

_NUMBER_SIGN = regex("#(?=#)")


def report(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    record = ""
    yield "["
    for page in pages:
        filename = _absolute(page.source.path)
        for diagnostic in page.diagnostics:
            if record:
                yield record + ","
            record = f"  {dumps(_record(page.source, filename, diagnostic))}"
    if record:
        yield record
    yield "]"


def lines(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    """An object a line, with the version of its shape; offsets count code points from the start of the text, without its mark."""
    for page in pages:
        filename, path = _absolute(page.source.path), repository_path(page.source.path)
        for diagnostic in page.diagnostics:
            record = _record(page.source, filename, diagnostic)
            record |= {"version": 1, "path": path, "span": _offsets(diagnostic.span), "edits": []}
            if diagnostic.fix:
                record["edits"] = [{"span": _offsets(edit.span), "content": edit.content} for edit in diagnostic.fix.edits]
            yield dumps(record)


def _absolute(path: str) -> str:
    return path if path == "-" else os.path.abspath(path)


def _offsets(span: Span) -> list[int]:
    return [span.start, span.end]


def _record(source: Source, filename: str, diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.rule,
        "severity": diagnostic.severity.name.lower(),
        "message": diagnostic.message,
        "filename": filename,
        "location": _place(diagnostic.start),
        "end_location": _place(diagnostic.end),
        "hidden": diagnostic.hidden,
        "fix": _fix(source, diagnostic, diagnostic.fix) if diagnostic.fix else None,
        "suggestions": list(diagnostic.suggestions),
        "url": diagnostic.url or None,
        "group": group_of(diagnostic),
    }


def _fix(source: Source, diagnostic: Diagnostic, fix: Fix) -> dict[str, object]:
    return {
        "applicability": fix.applicability.name.lower().replace("_", "-"),
        "message": _title(fix) or diagnostic.message,
        "edits": [
            {
                "content": edit.content,
                "location": _place(source.position(edit.span.start)),
                "end_location": _place(source.position(edit.span.end)),
            }
            for edit in fix.edits
        ],
    }


def _title(fix: Fix) -> str:
    return f'Write "{fix.edits[0].content}"' if len(fix.edits) == 1 and fix.edits[0].content.strip() else ""


def _place(position: Position) -> dict[str, int]:
    return {"row": position.line, "column": position.column}


def dumps(value: object, indent: int | None = None) -> str:
    """JSON in plain ASCII, which is the same in every encoding of standard output, and without commands of CI runners: those that
    may be anywhere in a line begin with two number signs."""
    return _NUMBER_SIGN.sub(r"\\u0023", json.dumps(clean(value), indent=indent))


def clean(value: object) -> object:
    """No lone surrogate leaves the house: half of JSON's readers refuse one."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not value.isascii() else value
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    return [clean(item) for item in value] if isinstance(value, list) else value
