"""Rule pages and pages for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from profilelint.checks.context import Context
from profilelint.core.diagnostic import Diagnostic
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.rulepages.rules import Rule, load_rule
from profilelint.run.engine import lint
from profilelint.run.selection import ready

CONTEXT = Context(date(2026, 1, 31))

MONTH = """\
title: Month name is misspelt
message: '"{found}" is not a month; "{preferred}"?'
severity: error
check: swap
fix: safe
since: "0.1"
options:
  swap: {Febrary: February, Octo: October}
"""
CITY = """\
title: City
message: not a city {found}
severity: warning
check: phrases
fix: none
since: "0.1"
options:
  phrases: [Turn, Shanhai]
"""


def write_page(folder: Path, id: str, front: str, body: str = "Why.") -> Path:
    path = folder / f"{id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}---\n{body}\n", encoding="utf-8")
    return path


def make_rule(folder: Path, id: str, front: str, body: str = "Why.") -> Rule:
    return ready(load_rule(write_page(folder, id, front, body)))


def lint_text(text: str, *rules: Rule, path: str = "page.md", known: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    return lint(read(Source(text, path)), rules, CONTEXT, known)


def found(text: str, *rules: Rule, path: str = "page.md") -> list[tuple[str, str]]:
    """(rule, text of the span) of each diagnostic."""
    return [(diagnostic.rule, text[diagnostic.span.start : diagnostic.span.end]) for diagnostic in lint_text(text, *rules, path=path)]
