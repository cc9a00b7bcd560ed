"""The index of the rules: `python -m profilelint.authoring.index > docs/rules.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from profilelint.rulepages.rules import FIXES, SEVERITIES, Rule
from profilelint.run.selection import ready_rules

_HEAD = """# Rules

Each rule is a page that says what it reports, why it matters and what to do; its examples are its tests.
`profilelint explain RULE` prints it. An error is a defect that visitors see, a warning almost certainly one, a note worth
a look; notes never fail a run. What `--fix` changes is *safe*; `--unsafe-fixes` adds the rest. Rules marked *if selected* run only where
`--select`, `--extend-select` or the configuration names them or their family."""


def rule_index(rules: Iterable[Rule]) -> Iterator[str]:
    """Markdown, line by line: a table for each family."""
    yield _HEAD
    for family, members in groupby(rules, key=lambda rule: rule.family):
        yield f"\n## {family}\n\n| Rule | | Severity | Fix |\n|---|---|---|---|"
        for rule in members:
            severity = next(name for name, known in SEVERITIES.items() if known is rule.severity)
            fix = next(name for name, known in FIXES.items() if known == rule.fix)
            asked = "" if rule.default else ", if selected"
            yield f"| [{rule.id}](../rules/{rule.id}.md) | {rule.title} | {severity}{asked} | {'' if fix == 'none' else fix} |"


if __name__ == "__main__":
    print(*rule_index(ready_rules()), sep="\n")
