"""Groups of findings as a page shows them: plain values, in which nothing moves or turns text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.record import record
from profilelint.core.results import Page
from profilelint.report.advice import commands, has_fix, message, suggestions
from profilelint.report.context import Line, context, first_line
from profilelint.report.fixes import shortened
from profilelint.report.groups import Group, group_of
from profilelint.report.places import severity_name
from profilelint.report.style import escaped
from profilelint.report.summary import Step

#: Places of a group that are shown with their line, and those that are only named; changes of a fix that are shown.
_SHOWN, _NAMED, _SHOWN_CHANGES = 12, 200, 4


@record
class Place:
    """`message`: where it is another one than that of the entry, as it may be for findings of one cause."""

    path: str
    line: int
    column: int
    lines: list[Line]
    message: str = ""


@record
class Entry:
    """`places`: all but the first, of many the first ones, and `named` those after them; `unnamed`: how many are left. `pages`: the number
    of findings on each page, by the number of the page. `changes`: the old and the new text of each change of the fix."""

    id: str
    severity: str
    rule: str
    message: str
    count: int
    pages: Mapping[int, int]
    first: Place
    places: list[Place]
    named: list[Place]
    unnamed: int
    changes: list[tuple[str, str]]
    more_changes: int
    suggestions: list[str]
    related: list[tuple[Place, str]]
    commands: list[Step]
    is_fixable: bool


@record
class Row:
    """The findings of a page, a family or a kind."""

    name: str
    errors: int
    warnings: int
    notes: int

    @property
    def total(self) -> int:
        return self.errors + self.warnings + self.notes


def rows(found: Iterable[Diagnostic], name: Callable[[Diagnostic], str]) -> list[Row]:
    """Counts by name, the most harmful first."""
    counts: dict[str, Counter[Severity]] = {}
    for diagnostic in found:
        counts.setdefault(name(diagnostic), Counter())[diagnostic.severity] += 1
    counted = [Row(each, *(count[severity] for severity in reversed(Severity))) for each, count in counts.items()]
    return sorted(counted, key=lambda row: (-row.errors, -row.warnings, -row.notes, row.name))


def entry(group: Group, numbers: Mapping[str, int]) -> Entry:
    """`numbers`: of the pages, by their paths."""
    first, others = group.first, group.places[1:]
    found = [diagnostic for _, diagnostic in group.places]
    edits = first.fix.edits if first.fix else ()
    return Entry(
        id=f"{group_of(first)}-{severity_name(first)}",
        severity=severity_name(first),
        rule=first.rule,
        message=message(first),
        count=len(found),
        pages=Counter(numbers[escaped(diagnostic.path)] for diagnostic in found),
        first=_place(first, context(group.page.source, first)),
        places=[_place(each, first_line(page.source, each), first) for page, each in others[:_SHOWN]],
        named=[_place(each, [], first) for _, each in others[_SHOWN : _SHOWN + _NAMED]],
        unnamed=max(0, len(others) - _SHOWN - _NAMED),
        changes=[(shortened(group.page.source.slice(edit.span)), shortened(edit.content)) for edit in edits[:_SHOWN_CHANGES]],
        more_changes=max(0, len(edits) - _SHOWN_CHANGES),
        suggestions=[] if edits else suggestions(first),
        related=[_related(group.page, related.span.start, related.message) for related in first.related],
        commands=[*commands(group.page, found)],
        is_fixable=any(has_fix(each) or each.deletes for each in found),
    )


def _place(diagnostic: Diagnostic, lines: list[Line], first: Diagnostic | None = None) -> Place:
    is_other = first is not None and diagnostic.message != first.message
    start = diagnostic.start
    return Place(escaped(diagnostic.path), start.line, start.column, lines, message(diagnostic) if is_other else "")


def _related(page: Page, offset: int, text: str) -> tuple[Place, str]:
    at = page.source.position(offset)
    return Place(escaped(page.source.path), at.line, at.column, []), escaped(text)
