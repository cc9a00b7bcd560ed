"""Reports for people: with the source line, or one line each; and counts by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter

from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.results import Page
from profilelint.report.about import About
from profilelint.report.advice import message, suggestions
from profilelint.report.excerpt import excerpt
from profilelint.report.groups import Group, groups_of, sections
from profilelint.report.style import Style, escaped, width

_LOOKS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_HAS_REPORTS = attrgetter("diagnostics")
#: From so many on, reports come under titles; of each title so many are shown where a person reads them on a terminal.
_MANY, _FOLDED = 10, 5
_MANY_PLACES, _MANY_RULES = 4, 4
_HANGING = 4  # columns of the lines after the first


def full(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    """Errors and warnings with their source line; then the notes, which never fail a run, on a line each. Equal reports appear once.

    Many come under titles, in the order of what to do; on a terminal, the rest of a long list is counted.
    """
    groups = [*groups_of(list(filter(_HAS_REPORTS, pages)))]
    notes = [group for group in groups if group.first.severity is Severity.NOTE]
    reports = [group for group in groups if group.first.severity is not Severity.NOTE]
    folds = style.folds and len(reports) > _MANY
    if len(reports) > _MANY:
        for title, members in sections(reports):
            yield style.paint(f"{title} ({_count(len(members), 'report')})", "bold")
            yield ""
            yield from _with_excerpts(members, style, _FOLDED if folds else len(members))
    else:
        yield from _with_excerpts(reports, style, len(reports))
    if notes:
        yield from [_headline(group, style) for group in notes] if not folds or len(notes) <= _FOLDED else [_rest(notes, "note", style)]
        yield ""
    if folds:
        yield from ("Show all: profilelint --all", "")


def _with_excerpts(groups: list[Group], style: Style, most: int) -> Iterator[str]:
    shown = groups if len(groups) <= most + 1 else groups[:most]  # "and 1 more" takes about as much room as the one
    for group in shown:
        yield _headline(group, style)
        yield from excerpt(group.page.source, group.first, style, _LOOKS[group.first.severity])
        yield from _advice(group.page, group.first, style)
        yield ""
    if rest := groups[len(shown) :]:
        yield f"… and {_rest(rest, 'more report', style)}"
        yield ""


def _rest(groups: list[Group], what: str, style: Style) -> str:
    """What is not shown one by one, in lines that fit a terminal."""
    rules = Counter(group.first.rule for group in groups)
    named = [f"{count} {rule}" for rule, count in rules.most_common(_MANY_RULES)]
    said = f"{_count(len(groups), what)}: {', '.join(named)}{' …' if len(rules) > _MANY_RULES else ''}"
    return f"\n{'':{_HANGING}}".join(_wrapped(said, style.columns - 2 if style.wraps else 0, _HANGING))


def concise(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    for page in pages:
        for diagnostic in page.diagnostics:
            severity = diagnostic.severity.name.lower()
            yield f"{_place(diagnostic)}: {severity} {diagnostic.rule} {message(diagnostic)}"


def grouped(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    """The reports of a file under its name; equal reports at their first place."""
    by_page: dict[str, list[Group]] = {}
    for group in groups_of(list(filter(_HAS_REPORTS, pages))):
        by_page.setdefault(group.page.source.path, []).append(group)
    for path, groups in by_page.items():
        yield style.paint(escaped(path), "bold")
        places = [f"{group.first.start.line}:{group.first.start.column}" for group in groups]
        widest = max(6, *map(len, places))  # mostly the same from file to file
        for place, group in zip(places, groups, strict=True):
            severity, rule = group.first.severity, f"[{group.first.rule}]"
            said = f"{message(group.first)} {rule}{_more(group)}"
            first, *more = _wrapped(said, style.columns - widest - 13 if style.wraps else 0)
            lines = [f"  {place:<{widest}}  {style.paint(f'{severity.name.lower():<7}', _LOOKS[severity])}  {first}"]
            yield from (line.replace(rule, style.paint(rule, "dim")) for line in (*lines, *(f"{'':{widest + 13}}{each}" for each in more)))
        yield ""


def _more(group: Group) -> str:
    """The places of repeated reports: the lines of each page."""
    if not group.others:
        return ""
    by_page: dict[str, list[int]] = {}
    for other in group.others:
        by_page.setdefault(other.path, []).append(other.start.line)
    written = [f"{escaped(path)}:{','.join(map(str, lines[:_MANY_PLACES]))}" for path, lines in by_page.items()]
    return f" and {len(group.others)} more: {', '.join(written[:_MANY_PLACES])}{' …' if len(written) > _MANY_PLACES else ''}"


def _wrapped(text: str, room: int, hanging: int = 0) -> list[str]:
    """The text in lines of so many columns, if there is a limit; all but the first have `hanging` fewer. Words stay whole."""
    lines = [""]
    for word in text.split(" ") if room else (text,):
        if lines[-1] and width(lines[-1]) + 1 + width(word) > room - (hanging if len(lines) > 1 else 0):
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def statistics(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    """The number of reports of each rule, the highest first."""
    counts = Counter((diagnostic.rule, diagnostic.severity) for page in pages for diagnostic in page.diagnostics)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0][0], -item[0][1])):
        yield f"{count:>5}  {style.paint(f'{severity.name.lower():<7}', _LOOKS[severity])}  {rule}"


def summary(files: int, diagnostics: Counter[Severity], excluded: int, unread: Counter[str]) -> str:
    """The last line: how many files were read, and what was found. `unread`: how many pages are of formats that are not read, by ending."""
    left = [f"{excluded} excluded"] if excluded else []
    left += [f"{_count(number, f'{ending} file')} not read" for ending, number in sorted(unread.items())]
    checked = f"{_count(files, 'file')} checked" + (f" ({', '.join(left)})" if left else "")
    found = [_count(diagnostics[severity], severity.name.lower()) for severity in reversed(Severity) if diagnostics[severity]]
    if not files:
        return f"{checked}."
    return f"{checked}: {', '.join(found) or 'no problems found'}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _headline(group: Group, style: Style) -> str:
    diagnostic = group.first
    place, severity, rule = _place(diagnostic), diagnostic.severity.name.lower(), f"[{diagnostic.rule}]"
    start = f"{place}: {severity}:"
    first, *more = _wrapped(f"{start} {message(diagnostic)} {rule}{_more(group)}", style.columns if style.wraps else 0, _HANGING)
    painted = f"{style.paint(place, 'bold')}: {style.paint(severity, 'bold', _LOOKS[diagnostic.severity])}:"
    lines = (first.replace(start, painted, 1), *(f"{'':{_HANGING}}{line}" for line in more))
    return "\n".join(lines).replace(rule, style.paint(rule, "dim"))


def _place(diagnostic: Diagnostic) -> str:
    return f"{escaped(diagnostic.path)}:{diagnostic.start.line}:{diagnostic.start.column}"


def _advice(page: Page, diagnostic: Diagnostic, style: Style) -> Iterator[str]:
    """Suggested replacements, unless the message has them, and related places."""
    if quoted := [f'"{text}"' for text in suggestions(diagnostic)]:
        yield style.paint(f"  = write {' or '.join(quoted)}", "green")
    for related in diagnostic.related:
        place = page.source.position(related.span.start)
        yield f"  = {escaped(diagnostic.path)}:{place.line}:{place.column}: {escaped(related.message)}"
