"""For GitHub: annotations, as its runners read them from the log, and a summary in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.results import Page
from profilelint.report.about import About
from profilelint.report.groups import groups_of
from profilelint.report.places import by_severity, repository_path, severity_name
from profilelint.report.style import Style, escaped

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
#: GitHub keeps 1 MiB of a summary.
_MAX_ROWS = 1000


def report(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    """A line for each, the worst first: GitHub shows ten of each kind a step."""
    for page, diagnostic in by_severity(pages):
        yield _annotation(repository_path(page.source.path), diagnostic)


def markdown(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    """A table for people, for a job summary or a comment; equal reports appear once."""
    pages = list(pages)
    found = sorted(groups_of(pages), key=lambda group: -group.first.severity)
    counts = Counter(severity_name(diagnostic) for _, diagnostic in by_severity(pages))
    if not found:
        yield "profilelint found no problems."
        return
    counted = ", ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in counts.items())
    yield f"profilelint found {counted}."
    yield ""
    yield "| Where | What | Rule |"
    yield "|---|---|---|"
    for group in found[:_MAX_ROWS]:
        diagnostic = group.first
        place = f"{repository_path(group.page.source.path)}:{diagnostic.start.line}:{diagnostic.start.column}"
        place += f" and {len(group.others)} more" if group.others else ""
        rule = f"[{diagnostic.rule}]({diagnostic.url})" if diagnostic.url else diagnostic.rule
        yield f"| {_cell(place)} | {severity_name(diagnostic)}: {_cell(diagnostic.message)} | {rule} |"
    if len(found) > _MAX_ROWS:
        yield ""
        yield f"… and {len(found) - _MAX_ROWS} more."


def _annotation(path: str, diagnostic: Diagnostic) -> str:
    properties = {"file": path, "line": diagnostic.start.line, "endLine": diagnostic.end.line}
    if diagnostic.start.line == diagnostic.end.line:  # columns of several lines are refused
        properties |= {"col": diagnostic.start.column, "endColumn": diagnostic.end.column}
    properties["title"] = diagnostic.rule
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_text(diagnostic.message)}"


def _text(text: str) -> str:
    return escaped(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")


def _cell(text: str) -> str:
    """Text that stays text in a cell of a table."""
    text = escaped(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{character}" if character in "\\`*_[]|~$#@!" else character for character in text)
