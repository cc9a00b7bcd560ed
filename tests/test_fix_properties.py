"""What holds of fixes on every page, with all rules."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from profilelint.checks.context import Context
from profilelint.core.diagnostic import Applicability, Diagnostic, Edit
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.document.model import Document
from profilelint.fix.fixer import FixResult, apply_edits, fix_source, fixed_source, select_fixes
from profilelint.rulepages.rules import Rule
from profilelint.run.engine import lint
from profilelint.run.selection import ready_rules

CONTEXT = Context(date(2026, 1, 31))
PARTS = (
    "Research intern, Febrary 2025 – present\n",
    "the the river ",
    "We recieve the results of the survey. ",
    "students â€™ work ",
    "zero\u200bwidth ",
    "<a href=”x.pdf”>x</a> ",
    "the banks（the Elbe）and the sea，which ",
    "the maps,, and ",
    "the river . Nowadays ",
    "the network(DNN) of the group ",
    "2022- 2024 ",
    "2022 ———— Present ",
    "**bold** ",
    "[link](a.pdf) ",
    "<b>",
    "</b>",
    "<!-- a comment Febrary 2024 -->",
    "\n\n",
    "\n",
    "* item\n",
    "# Head\n",
    "`code the the` ",
    "{{ liquid }}",
    '---\ntitle: "the the river"\n---\n',
    "中文，文字 ",
    "é🎉 ",
    "\t",
    "I spent a hour on it. ",
    "<p>",
    "| a | b |\n|---|---|\n",
    "\\* ",
    "&amp; ",
    "$x$ ",
    "<!--",
    "-->",
    "Prof.Keller ",
    "”memory” ",
)
pages = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=3)), max_size=16).map("".join)
paths = st.sampled_from(["page.md", "page.html", "cv.yml", "papers.bib", "resume.json"])
allowed = st.sampled_from([Applicability.SAFE, Applicability.UNSAFE])


@cache
def rules() -> tuple[Rule, ...]:
    return ready_rules()


def look(document: Document) -> tuple[Diagnostic, ...]:
    return lint(document, rules(), CONTEXT)


def fix(source: Source, least: Applicability) -> FixResult:
    return fix_source(source, read, look, least)


@given(pages, paths, st.sampled_from(["\n", "\r\n"]), allowed)
@settings(max_examples=300)
def test_fixing_is_done_once_and_for_all(page: str, path: str, newline: str, least: Applicability) -> None:
    fixed = fix(Source(page.replace("\n", newline), path), least)
    refused = {(diagnostic.rule, diagnostic.span) for diagnostic, _ in fixed.refused}
    left = [d for d in fixed.left if d.fix and d.fix.applicability >= least and (d.rule, d.span) not in refused]
    assert not left
    again = fix(fixed.source, least)
    assert again.source == fixed.source
    assert not again.applied


@given(pages, paths)
@settings(max_examples=200)
def test_one_pass_touches_nothing_but_its_edits(page: str, path: str) -> None:
    source = Source(page, path)
    chosen = select_fixes([d for d in look(read(source)) if d.fix])
    edits = [edit for diagnostic in chosen if diagnostic.fix for edit in diagnostic.fix.edits]
    for edit in edits:
        assert source.text[edit.span.start : edit.span.end] != edit.content, "a fix that changes nothing"
    outside = apply_edits(source.text, [type(edit)(edit.span, "") for edit in edits])
    touched = {index for edit in edits for index in range(edit.span.start, edit.span.end)}
    assert outside == "".join(character for index, character in enumerate(source.text) if index not in touched)


@given(st.binary(max_size=120), paths)
@settings(max_examples=150)
def test_a_page_with_nothing_to_fix_comes_back_as_it_was(data: bytes, path: str) -> None:
    source = Source.from_bytes(data, path)
    fixed = fix(source, Applicability.SAFE)
    if not fixed.applied:
        assert fixed.source.encode(fixed.source.text) == data


def shifted(position: int, edits: list[Edit]) -> int:
    """Where a place outside all edits lies after them."""
    return position + sum(len(edit.content) - len(edit.span) for edit in edits if edit.span.end <= position)


@given(st.lists(st.sampled_from(PARTS), max_size=10).map("\n\n".join))
@settings(max_examples=200)
def test_what_is_not_fixed_is_still_reported_where_it_is_then(page: str) -> None:
    """Errors and warnings without a fix, of rules that look at one place only, stand in the fixed page at the shifted place."""
    source = Source(page, "page.md")
    before = look(read(source))
    chosen = select_fixes([d for d in before if d.fix and d.fix.applicability is Applicability.SAFE])
    edits = [edit for diagnostic in chosen if diagnostic.fix for edit in diagnostic.fix.edits]
    after = {(d.rule, d.span.start, d.span.end) for d in look(read(fixed_source(source, chosen)))}
    for diagnostic in before:
        apart = not any(edit.span.start <= diagnostic.span.end and diagnostic.span.start <= edit.span.end for edit in edits)
        if apart and diagnostic not in chosen:
            place = (diagnostic.rule, shifted(diagnostic.span.start, edits), shifted(diagnostic.span.end, edits))
            assert place in after
