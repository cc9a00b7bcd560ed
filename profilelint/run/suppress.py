"""Suppression comments, and those of them without effect.

A rule is named by its id or its family. The comments cover:

    profilelint-disable-next-line RULE…    the next line that holds anything but such comments
    profilelint-disable-line RULE…         the line (or lines) of the comment
    profilelint-disable RULE…              from here to `profilelint-enable [RULE…]` or the end
    profilelint-disable-file RULE…         the whole file
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter

from profilelint.core.budget import Budget
from profilelint.core.diagnostic import Diagnostic, Finding, Severity
from profilelint.core.record import field, record, state
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.rulepages.renamed import RENAMED, sentence
from profilelint.rulepages.rules import did_you_mean

_SWITCH_OFF = ("disable", "disable-next-line", "disable-line", "disable-file")
_INSTRUCTIONS = (*_SWITCH_OFF, "enable")
_DIRECTIVE = regex(r"\s*profilelint-([\w-]+)")
_NAME = regex(r"[^\s,]+")
_NOTHING = "This suppresses nothing: "
#: Budget, in letters, of names for which the nearest rule is searched, and limit of one; it takes a thousand times as long as reading.
_MOST_MEANT, _LONGEST = 1_000, 60


@record
class Directive:
    """One comment. `names`: each with its span."""

    span: Span
    instruction: str
    instruction_span: Span
    names: tuple[tuple[str, Span], ...]


@state
class _Region:
    start: int
    end: int
    name_span: Span


@state
class _Switches:
    """What is switched off, by the name of a rule or family; the first span that says so is the one that counts."""

    files: dict[str, Span] = field(default_factory=dict)
    lines: dict[str, list[tuple[int, int, Span]]] = field(default_factory=dict)  # first and last line, apart from one another, in order
    regions: dict[str, list[_Region]] = field(default_factory=dict)

    def covering(self, diagnostic: Diagnostic) -> Iterator[Span]:
        """The names in comments that cover a diagnostic."""
        for name in (diagnostic.rule, diagnostic.rule.partition("/")[0]):
            if name in self.files:
                yield self.files[name]
            lines = self.lines.get(name, [])
            at = bisect_right(lines, diagnostic.start.line, key=itemgetter(0)) - 1
            if at >= 0 and diagnostic.start.line <= lines[at][1]:
                yield lines[at][2]
            regions = self.regions.get(name, [])
            at = bisect_right(regions, diagnostic.span.start, key=lambda region: region.start) - 1
            if at >= 0 and diagnostic.span.start < regions[at].end:
                yield regions[at].name_span

    def cover_lines(self, name: str, first: int, last: int, span: Span) -> None:
        """Switch off what is not off already on some lines."""
        lines = self.lines.setdefault(name, [])
        at = bisect_right(lines, first, key=itemgetter(0))
        if at and lines[at - 1][1] >= first:
            first = lines[at - 1][1] + 1
        while first <= last:
            following = lines[at] if at < len(lines) else None
            end = min(last, following[0] - 1) if following else last
            if first <= end:
                lines.insert(at, (first, end, span))
                at += 1
            first = following[1] + 1 if following else last + 1
            at += 1


def apply_suppressions(
    document: Document, directives: list[Directive], diagnostics: Iterable[Diagnostic], running: Collection[str], known: Collection[str]
) -> tuple[list[Diagnostic], dict[str, list[Finding]]]:
    """The diagnostics that are left, and findings about the comments: `unused` and `unknown`. `running`, `known`: ids of rules."""
    switches, used, kept = _switches(document, directives), set(), []
    comments = [directive.span for directive in directives]
    for diagnostic in diagnostics:
        covering = list(switches.covering(diagnostic))
        used.update(covering)
        if not covering and not _stands_in(diagnostic.span, comments):
            kept.append(diagnostic)
    unused = [
        Finding(span)
        for directive in directives
        for name, span in directive.names
        if directive.instruction in _SWITCH_OFF and span not in used and _all_run(name, running, known)
    ]
    return kept, {"unused": unused, "unknown": list(_unknown(document, directives, known))}


def directives_of(document: Document) -> list[Directive]:
    """The comments that switch rules off and on."""
    found = []
    for comment in document.comments:
        match = _DIRECTIVE.match(document.text, comment.body.start, comment.body.end)
        if match and comment.closed:  # what is not closed swallows the page, and a rule of its own says so
            names = tuple(
                (RENAMED.get(name.group(), name.group()), Span(*name.span()))
                for name in _NAME.finditer(document.text, match.end(), comment.body.end)
            )
            instruction_span = Span(match.start(1) - len("profilelint-"), match.end(1))
            found.append(Directive(comment.span, match[1], instruction_span, names))
    return found


def _switches(document: Document, directives: list[Directive]) -> _Switches:
    switches, source = _Switches(), document.source
    targets = _next_lines(document, directives)
    for directive in directives:
        if directive.instruction == "enable":
            names = {name for name, _ in directive.names} or set(switches.regions)
            for name in names & set(switches.regions):
                last = switches.regions[name][-1]
                last.end = min(last.end, directive.span.start)
        for name, span in directive.names:
            if directive.instruction == "disable-file":
                switches.files.setdefault(name, span)
            elif directive.instruction == "disable-line":
                lines = source.position(directive.span.start).line, source.position(directive.span.end).line
                switches.cover_lines(name, *lines, span)
            elif directive.instruction == "disable-next-line":
                switches.cover_lines(name, targets[directive.span], targets[directive.span], span)
            elif directive.instruction == "disable":
                regions = switches.regions.setdefault(name, [])
                if not regions or regions[-1].end <= directive.span.start:
                    regions.append(_Region(directive.span.end, len(source.text), span))
    return switches


def _next_lines(document: Document, directives: list[Directive]) -> dict[Span, int]:
    """Of each comment, the next line that holds anything but such comments; the line after the last where there is none."""
    source, text = document.source, document.text
    ends = {directive.span.start: directive.span.end for directive in directives}
    targets: dict[Span, int] = {}
    known: dict[int, int] = {}
    for directive in reversed(directives):
        first = line = source.position(directive.span.end).line + 1
        while line <= len(source.line_starts) and line not in known:
            span = source.line_span(line)
            at = _after_blanks(text, span.start, span.end)
            while at in ends:
                at = _after_blanks(text, ends[at], span.end)
            if at < span.end:
                break
            line += 1
        targets[directive.span] = known[first] = known.get(line, line)
    return targets


def _after_blanks(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip()) if start < end else start


def _all_run(name: str, running: Collection[str], known: Collection[str]) -> bool:
    """Whether every rule of that name runs, and there is one; else nobody can tell that the comment does nothing."""
    named = [rule for rule in known if name in (rule, rule.partition("/")[0])]
    return bool(named) and all(rule in running for rule in named)


def _stands_in(span: Span, comments: list[Span]) -> bool:
    at = bisect_right(comments, span.start, key=lambda comment: comment.start) - 1
    return at >= 0 and span in comments[at]


def _unknown(document: Document, directives: Iterable[Directive], known: Collection[str]) -> Iterator[Finding]:
    names = frozenset((*known, *(rule.partition("/")[0] for rule in known)))
    budget = Budget(_MOST_MEANT)
    for directive in directives:
        if directive.instruction not in _INSTRUCTIONS:
            meant = _meant(directive.instruction, frozenset(_INSTRUCTIONS), budget)
            problem = f'"profilelint-{directive.instruction}" is not an instruction{meant}'
            yield Finding(directive.instruction_span, {"problem": f"{_NOTHING}{problem}"})
            continue
        if not directive.names and directive.instruction != "enable":
            problem = f'"profilelint-{directive.instruction}" must name the rules'
            yield Finding(directive.instruction_span, {"problem": f"{_NOTHING}{problem}"})
        for name, span in directive.names:
            if name not in names:
                yield Finding(span, {"problem": f'{_NOTHING}unknown rule "{name}"{_meant(name, names, budget)}'})
            elif old := sentence(document.source.slice(span)):
                yield Finding(span, {"problem": old}, severity=Severity.NOTE)


def _meant(name: str, names: frozenset[str], budget: Budget) -> str:
    """What was meant by a name; nobody asks that of more letters than a page has where people wrote it."""
    return did_you_mean(name, names) if len(name) <= _LONGEST and budget.allows(len(name)) else ""
