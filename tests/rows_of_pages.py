"""Lines of tables that are pages, with what is reported in ⟦⟧; the first lines of data/near-misses.txt say how they are written."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from profilelint.rulepages.rules import Rule, load_rule, packaged_rules
from profilelint.run.selection import ready

DATA = Path(__file__).parent / "data"
FILES = (DATA / "near-misses.txt", *sorted((DATA / "limits").glob("*.txt")))
LINES = [line for file in FILES for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
_LINE = re.compile(r"(?P<rule>[a-z-]+/[a-z-]+): (?:\[(?P<path>[\w./-]+)\] )?(?P<page>.+)")
_REPEATED = re.compile(r"⟨([^⟩]*)⟩×(\d+)")


class Page(NamedTuple):
    rule: Rule
    path: str
    marked: str

    @property
    def text(self) -> str:
        return re.sub("[⟦⟧]", "", self.marked)


def page_of(line: str) -> Page:
    match = _LINE.fullmatch(line)
    assert match, line
    written = _REPEATED.sub(lambda part: part[1] * int(part[2]), match["page"].replace("⇥", "\t"))
    return Page(_rule(match["rule"]), match["path"] or "page.md", written.replace("⏎", "\n") + "\n")


@cache
def _rule(name: str) -> Rule:
    return ready(load_rule(packaged_rules() / f"{name}.md"))
