"""What the examples of the rules and the near misses say, and what their fixes write: the words that people read, in one list.

After a change of words, `python tests/test_messages.py > tests/data/messages.txt` makes the list again, and the difference shows what
people will read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rows_of_pages import LINES, page_of
from rulepages import lint_text

from profilelint.authoring.examples import example_findings
from profilelint.authoring.grammar import parse_examples
from profilelint.core.diagnostic import Diagnostic
from profilelint.core.source import Source
from profilelint.rulepages.rules import Rule
from profilelint.run.selection import ready_rules

LIST = Path(__file__).parent / "data" / "messages.txt"
RULES = {rule.id: rule for rule in ready_rules()}


def _said(rule: Rule) -> Iterator[str]:
    for example in parse_examples(rule):
        if example.section == "Reports":
            yield f"{rule.id} {example.number}"
            for diagnostic in example_findings(rule, example, RULES):
                yield from _lines(example.page.source, diagnostic)
    for line in LINES:
        if line.startswith(f"{rule.id}: ") and "⟦" in line:
            page = page_of(line)
            yield f"{rule.id} {_one_line(line.partition(': ')[2])}"
            for diagnostic in lint_text(page.text, page.rule, path=page.path):
                yield from _lines(Source(page.text, page.path), diagnostic)


def _lines(source: Source, said: Diagnostic) -> Iterator[str]:
    unseen = ", not seen by visitors" if said.hidden else ""
    yield _one_line(f"  {said.severity.name.lower()}{unseen}: {said.message}")
    if said.fix:
        edits = (f"{source.slice(edit.span)!r} -> {edit.content!r}" for edit in said.fix.edits)
        yield _one_line(f"    {said.fix.applicability.name.lower()} fix: {', '.join(edits)}")
    if said.suggestions:
        yield _one_line(f"    meant: {', '.join(map(repr, said.suggestions))}")
    for related in said.related:
        place = source.position(related.span.start)
        yield _one_line(f"    {place.line}:{place.column}: {related.message}")
    if said.deletes:
        yield f"    delete the {said.deletes}"


def _one_line(text: str) -> str:
    """Characters that a page is wrong for are written as what they are."""
    return "".join(character if character.isprintable() else character.encode("unicode_escape").decode() for character in text)


def _by_rule(lines: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rule = ""
    for line in lines:
        rule = rule if line.startswith(" ") else line.partition(" ")[0]
        found.setdefault(rule, []).append(line)
    return found


LISTED = _by_rule(LIST.read_text(encoding="utf-8").splitlines()) if LIST.is_file() else {}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_the_words_of_a_rule_are_those_that_are_listed(rule: Rule) -> None:
    assert list(_said(rule)) == LISTED.get(rule.id, [])


if __name__ == "__main__":
    for rule in RULES.values():
        print(*_said(rule), sep="\n")
