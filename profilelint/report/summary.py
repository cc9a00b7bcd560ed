"""What a run comes to, for who does not want to read all of it: what to do first, and with which command."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator

from profilelint.core.diagnostic import Applicability, Diagnostic, Severity
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.report.style import width

#: From this many reports on, a list of what to do first helps.
_MANY, _MANY_WORDS = 5, 3
_HANGING, _GOES_ON = 5, " \\"
#: A word of a command, as a shell reads it: quoted, or without a blank.
_WORD = regex(r"(?:'[^']*+'|[^\s'])++")
_FOREIGN, _LEFTOVERS, MISSPELLING = "placeholder/foreign-id", "placeholder/template-leftover", "spelling/misspelling"


@record
class Step:
    """Something to do: what, the command that does it, and what to know of it."""

    what: str
    command: str
    more: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.command}{self.more}"


class Overview:
    """Counts what fails a run by rule, and what of all could be fixed."""

    def __init__(self) -> None:
        self.rules: Counter[str] = Counter()
        self.fixable: Counter[Applicability] = Counter()
        self.deletable: list[Diagnostic] = []

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            if diagnostic.fix is not None:
                self.fixable[diagnostic.fix.applicability] += 1
            if diagnostic.severity is not Severity.NOTE:
                self.rules[diagnostic.rule] += 1
                self.deletable += [diagnostic] if diagnostic.deletes else []

    def lines(self, columns: int = 0) -> Iterator[str]:
        """The steps, numbered where much was found. `columns`: how long a line may be, if there is a limit."""
        steps = self.steps()
        if self.rules.total() < _MANY:
            yield from (fitted(str(step), columns) for step in steps)
        elif steps:
            yield "What to do first:"
            yield from (fitted(f"  {number}. {step}", columns) for number, step in enumerate(steps, 1))

    def steps(self) -> list[Step]:
        """What to do first, where much was found; else what fixes could do."""
        steps = self._many() if self.rules.total() >= _MANY else (self._removal(), self._fixes())
        return [step for step in steps if step]

    def _many(self) -> Iterator[Step | None]:
        if foreign := self.rules[_FOREIGN]:
            are = "are" if foreign > 1 else "is"
            yield Step(f"List {_count(foreign, 'account')} that {are} not yours", f"profilelint --select {_FOREIGN}")
        yield self._removal()
        if left := self.rules[_LEFTOVERS] - len(self.deletable):
            yield Step(f"List the leftover template content ({_count(left, 'report')})", "profilelint leftovers")
        yield self._fixes()
        if (words := self.rules[MISSPELLING]) >= _MANY_WORDS:
            yield Step(f"Go through {words} flagged words, and keep those that are right", "profilelint words learn")

    def _removal(self) -> Step | None:
        what, _, command = removal(self.deletable).partition(": ")
        return Step(what, command) if what else None

    def _fixes(self) -> Step | None:
        safe, unsafe = self.fixable[Applicability.SAFE], self.fixable[Applicability.UNSAFE]
        if safe:
            more = f" ({unsafe} more with --unsafe-fixes; review those)" if unsafe else ""
            return Step(f"Fix {safe} of these", "profilelint --fix", more)
        return Step(f"Fix {unsafe} of these, then review the changes", "profilelint --fix --unsafe-fixes") if unsafe else None


def removal(diagnostics: Iterable[Diagnostic]) -> str:
    """The command that deletes all that is to be deleted; "" where nothing is."""
    import shlex

    found = [*diagnostics]
    if not found:
        return ""
    paths = [os.path.dirname(each.path) if each.deletes == "folder" else each.path for each in found]
    option = "-r " if any(each.deletes == "folder" for each in found) else ""
    return f"Delete {_count(len(found), 'sample')} of the template: git rm {option}{' '.join(map(shlex.quote, dict.fromkeys(paths)))}"


def fitted(step: str, columns: int) -> str:
    """A step in lines of so many columns, if there is a limit: its command on lines of its own, which a shell reads as one."""
    if not columns or width(step) <= columns:
        return step
    what, _, command = step.partition(": ")
    lines = [f"{what}:", " " * _HANGING]
    for word in _WORD.findall(command):
        if lines[-1].strip() and width(lines[-1]) + width(word) + len(_GOES_ON) + 1 > columns:
            lines[-1] += _GOES_ON
            lines.append(" " * (_HANGING + 2))
        lines[-1] += f" {word}" if lines[-1].strip() else word
    return "\n".join(lines)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
