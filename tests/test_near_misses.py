"""Of two pages that differ in one thing, one has a report and the other none: what decides is what people rely on."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from rulepages import lint_text

from profilelint.rulepages.rules import Rule, load_rule, packaged_rules
from profilelint.run.selection import ready

LINES = [line for line in (Path(__file__).parent / "data" / "near-misses.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
LINE = re.compile(r"(?P<rule>[a-z-]+/[a-z-]+): (?:\[(?P<path>[\w./-]+)\] )?(?P<page>.+)")


@cache
def rule_of(name: str) -> Rule:
    return ready(load_rule(packaged_rules() / f"{name}.md"))


@pytest.mark.parametrize("line", LINES)
def test_what_is_reported_and_nothing_else(line: str) -> None:
    match = LINE.fullmatch(line)
    assert match, line
    marked = match["page"].replace("⏎", "\n") + "\n"
    text = re.sub("[⟦⟧]", "", marked)
    said = lint_text(text, rule_of(match["rule"]), path=match["path"] or "page.md")
    for one in reversed(said):
        text = f"{text[: one.span.start]}⟦{text[one.span.start : one.span.end]}⟧{text[one.span.end :]}"
    assert text == marked
