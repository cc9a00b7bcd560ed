"""What a run comes to, for who does not want to read all of it: what is wrong, where to begin, and what need not be done by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from profilelint.core.diagnostic import Applicability, Diagnostic, Severity
from profilelint.report.style import escaped

#: From so many reports on, it helps to be told where to begin.
_MANY = 5
_KINDS = 4
#: By family, what its reports are about; the families of rules of one's own go by their names.
_IN_WORDS = {
    "date": "dates",
    "encoding": "broken characters",
    "link": "links that lead nowhere",
    "markup": "broken markup",
    "placeholder": "text never filled in",
    "spelling": "spelling",
    "structure": "empty or doubled parts",
    "typography": "spaces and marks",
}


class Overview:
    """Counts by family, file and rule what fails a run, and what of all could be fixed."""

    def __init__(self) -> None:
        self.families: Counter[str] = Counter()
        self.files: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.fixable: Counter[Applicability] = Counter()

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        for diagnostic in diagnostics:
            if diagnostic.fix is not None:
                self.fixable[diagnostic.fix.applicability] += 1
            if diagnostic.severity is not Severity.NOTE:
                self.families[diagnostic.rule.partition("/")[0]] += 1
                self.files[diagnostic.path] += 1
                self.rules[diagnostic.rule] += 1

    def lines(self) -> Iterator[str]:
        """What is wrong and where to begin; nothing where little was found."""
        if self.families.total() < _MANY:
            return
        kinds = _by_count(self.families)
        shown = [f"{_IN_WORDS.get(family, escaped(family))} ({count})" for family, count in kinds[:_KINDS]]
        rest = sum(count for _, count in kinds[_KINDS:])
        yield f"What is wrong: {', '.join(shown)}{f', and {rest} more' if rest else ''}."
        (file, in_file), (rule, of_rule) = _by_count(self.files)[0], _by_count(self.rules)[0]
        often = f"; {rule} alone spoke {of_rule} times" if of_rule > 1 else ""
        if len(self.files) > 1:
            yield f"Begin with {escaped(file)}, which has {in_file} of them{often}."
        elif often:
            yield f"Begin with {rule}, which spoke {of_rule} times."

    def fixing(self) -> Iterator[str]:
        """What fixes could do."""
        safe, unsafe = self.fixable[Applicability.SAFE], self.fixable[Applicability.UNSAFE]
        if safe:
            more = f", and --unsafe-fixes beside it {unsafe} more, which need a look afterwards" if unsafe else ""
            yield f"profilelint --fix can fix {safe} of these{more}."
        elif unsafe:
            yield f"profilelint --fix --unsafe-fixes can fix {unsafe} of these, which need a look afterwards."


def _by_count(counts: Counter[str]) -> list[tuple[str, int]]:
    """The largest first; of equal ones in the order of their names, which no number of processes changes."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
