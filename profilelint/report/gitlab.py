"""For GitLab: the JSON array of its Code Quality report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from profilelint.core.diagnostic import Severity
from profilelint.core.results import Page
from profilelint.report.about import About
from profilelint.report.json import dumps
from profilelint.report.places import repository_path, with_fingerprints
from profilelint.report.style import Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def report(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    records = [
        {
            # GitLab does not show the name of the check.
            "description": f"{diagnostic.rule}: {diagnostic.message}",
            "check_name": diagnostic.rule,
            "fingerprint": mark,
            "severity": _SEVERITIES[diagnostic.severity],
            "location": {
                "path": repository_path(page.source.path),
                "positions": {
                    "begin": {"line": diagnostic.start.line, "column": diagnostic.start.column},
                    "end": {"line": diagnostic.end.line, "column": diagnostic.end.column},
                },
            },
        }
        for page in pages
        for diagnostic, mark in with_fingerprints(page)
    ]
    yield dumps(records, indent=2)
