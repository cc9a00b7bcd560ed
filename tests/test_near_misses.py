"""Of two pages that differ in one thing, one has a report and the other none: what decides is what people rely on."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from rulepages import lint_text

from profilelint.rulepages.rules import Rule, load_rule, packaged_rules
from profilelint.run.selection import ready

DATA = Path(__file__).parent / "data"
FILES = (DATA / "near-misses.txt", *sorted((DATA / "limits").glob("*.txt")))
LINES = [line for file in FILES for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
LINE = re.compile(r"(?P<rule>[a-z-]+/[a-z-]+): (?:\[(?P<path>[\w./-]+)\] )?(?P<page>.+?)(?: ⇒ (?P<said>.*))?")
REPEATED = re.compile(r"⟨([^⟩]*)⟩×(\d+)")


@cache
def rule_of(name: str) -> Rule:
    return ready(load_rule(packaged_rules() / f"{name}.md"))


@pytest.mark.parametrize("line", LINES)
def test_what_is_reported_and_nothing_else(line: str) -> None:
    match = LINE.fullmatch(line)
    assert match, line
    written = REPEATED.sub(lambda part: part[1] * int(part[2]), match["page"].replace("⇥", "\t"))
    marked = written.replace("⏎", "\n") + "\n"
    text = re.sub("[⟦⟧]", "", marked)
    said = lint_text(text, rule_of(match["rule"]), path=match["path"] or "page.md")
    for one in reversed(said):
        text = f"{text[: one.span.start]}⟦{text[one.span.start : one.span.end]}⟧{text[one.span.end :]}"
    assert text == marked
    assert match["said"] in (None, " / ".join(one.message for one in said))
