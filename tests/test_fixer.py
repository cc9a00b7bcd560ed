"""Fixes are applied whole, one beside the other, until nothing is left to fix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rulepages import CONTEXT, MONTH, make_rule

from profilelint.checks import CHECKS
from profilelint.checks.context import Check, Context, Options
from profilelint.core.diagnostic import Applicability, Diagnostic, Edit, Finding, Fix, Severity
from profilelint.core.source import Position, Source, Span
from profilelint.document import read
from profilelint.document.model import Document
from profilelint.fix.fixer import MAX_PASSES, FixLoopError, FixResult, apply_edits, fix_source, select_fixes
from profilelint.rulepages.rules import Rule
from profilelint.run.engine import lint
from profilelint.run.selection import ready_rules

SWAP = "title: t\nmessage: m\nseverity: error\ncheck: swap\nfix: {}\nsince: '0.1'\noptions: {{swap: {{{}}}}}\n"


def fixed(text: str, *rules: Rule, allowed: Applicability = Applicability.SAFE) -> FixResult:
    return fix_source(Source(text, "page.md"), read, lambda document: lint(document, rules, CONTEXT), allowed)


def diagnostic(*edits: Edit) -> Diagnostic:
    fix = Fix(edits, Applicability.SAFE)
    return Diagnostic("a/b", Severity.ERROR, "m", "p", Span(0, 1), Position(1, 1), Position(1, 2), fix=fix)


def test_a_fix_is_made_and_nothing_else_is_touched(tmp_path: Path) -> None:
    text = "Febrary\t 2025\r\n\r\n*Octo* caf\udce9 "
    result = fixed(text, make_rule(tmp_path, "date/month", MONTH))
    assert result.source.text == text.replace("Febrary", "February").replace("Octo", "October")
    assert [d.rule for made in result.applied for d in made] == ["date/month", "date/month"]
    assert result.left == ()


def test_what_is_not_allowed_is_left(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "a/b", SWAP.format("unsafe", "one: two"))
    assert fixed("one", rule).source.text == "one"
    assert [d.rule for d in fixed("one", rule).left] == ["a/b"]
    assert fixed("one", rule, allowed=Applicability.UNSAFE).source.text == "two"


def test_a_fix_may_make_room_for_the_next(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "a/b", SWAP.format("safe", "one: two, two: three, three: four"))
    result = fixed("one", rule)
    assert result.source.text == "four"
    assert len(result.applied) == 3


def test_fixes_that_undo_one_another_are_named(tmp_path: Path) -> None:
    rules = (
        make_rule(tmp_path, "a/there", SWAP.format("safe", "one: two")),
        make_rule(tmp_path, "a/back", SWAP.format("safe", "two: one")),
        make_rule(tmp_path, "a/first", SWAP.format("safe", "zero: one")),
    )
    with pytest.raises(FixLoopError) as error:
        fixed("zero", *rules)
    assert error.value.rules == ("a/back", "a/there")
    assert "page.md: the fixes of a/back, a/there undo each other, so nothing was changed" in str(error.value)


def test_a_fix_that_changes_nothing_is_a_loop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
        yield Finding(Span(0, 1), edits=(Edit(Span(0, 1), document.text[0]),))

    monkeypatch.setitem(CHECKS, "toy", Check(check))
    rule = make_rule(tmp_path, "a/b", SWAP.replace("check: swap", "check: toy").partition("options")[0].format("safe"))
    with pytest.raises(FixLoopError, match="a/b"):
        fixed("abc", rule)


def test_there_is_an_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
        yield Finding(Span(0, 1), edits=(Edit(Span(0, 0), "a"),))

    monkeypatch.setitem(CHECKS, "toy", Check(check))
    rule = make_rule(tmp_path, "a/b", SWAP.replace("check: swap", "check: toy").partition("options")[0].format("safe"))
    result = fixed("b", rule)
    assert result.source.text == "a" * MAX_PASSES + "b"
    assert len(result.left) == 1


def test_suppressed_findings_are_not_fixed(tmp_path: Path) -> None:
    text = "Febrary <!-- profilelint-disable-line date -->\n"
    assert fixed(text, make_rule(tmp_path, "date/month", MONTH)).source.text == text


@pytest.mark.parametrize(
    ("fixes", "chosen"),
    [
        ([[(0, 2)], [(2, 4)]], [0]),  # they touch
        ([[(0, 2)], [(3, 4)]], [0, 1]),
        ([[(0, 2), (6, 8)], [(3, 4)], [(7, 9)]], [0, 1]),
        ([[(3, 4)], [(0, 2), (3, 4)], [(0, 1)]], [0, 2]),  # the second is applied whole or not at all
        ([[(3, 3)], [(3, 3)]], [0]),
        ([[(3, 3)], [(2, 3)], [(4, 5)]], [0, 2]),
        ([[(0, 1), (1, 2)], [(2, 3)]], [0]),
    ],
)
def test_fixes_that_touch_wait(fixes: list[list[tuple[int, int]]], chosen: list[int]) -> None:
    diagnostics = [diagnostic(*(Edit(Span(*span), str(i)) for span in spans)) for i, spans in enumerate(fixes)]
    assert select_fixes(diagnostics) == tuple(diagnostics[i] for i in chosen)


@settings(max_examples=100)
@given(st.text(alphabet="ab\r\n\té𝒳", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5))))
def test_chosen_edits_are_all_made(text: str, wanted: list[tuple[int, int]]) -> None:
    diagnostics = [diagnostic(Edit(Span(min(at, len(text)), min(at + length, len(text))), "<>")) for at, length in wanted]
    chosen = select_fixes(diagnostics)
    edits = [edit for d in chosen if d.fix for edit in d.fix.edits]
    result = apply_edits(text, edits)
    assert result.count("<>") == len(edits)
    assert len(result) == len(text) + sum(2 - len(edit.span) for edit in edits)


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("abc", [Edit(Span(0, 2), ""), Edit(Span(1, 3), "")])


def changes(result: FixResult) -> list[tuple[str, int, str, str]]:
    return [(change.rule, change.line, change.old, change.new) for made in result.applied for change in made]


def test_what_was_done_is_told_with_the_words_around(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "a/b", SWAP.format("safe", "one: two"))
    long = "x" * 29
    result = fixed(f"first line\n(one), a {long}“one”{long}y one", rule)
    assert changes(result) == [
        ("a/b", 2, "(one),", "(two),"),
        ("a/b", 2, f"{long}“one”{long}", f"{long}“two”{long}"),
        ("a/b", 2, "one", "two"),
    ]


def test_a_mark_at_the_beginning_goes_and_nothing_else() -> None:
    rules = tuple(rule for rule in ready_rules() if rule.id == "encoding/byte-order-mark")
    source = Source("---\r\ntitle: CV\r\n---\r\nHello.\r\n", "page.md", "utf-8", bom=True)
    result = fix_source(source, read, lambda document: lint(document, rules, CONTEXT))
    assert result.source == Source(source.text, "page.md", "utf-8", bom=False)
    assert changes(result) == [("encoding/byte-order-mark", 1, "a byte order mark", "")]


@pytest.mark.parametrize("bad", range(7))
def test_a_fix_that_would_do_harm_is_left_out_and_the_others_are_made(tmp_path: Path, bad: int) -> None:
    """Wherever it stands among them."""
    rule = make_rule(tmp_path, "a/b", SWAP.format("safe", "one: two, bad: '*bad*'"))
    words = ["one"] * 7
    words[bad] = "bad"
    result = fixed("\n\n".join(words), rule)
    assert result.source.text.split() == ["two" if word == "one" else word for word in words]
    assert [(diagnostic.rule, diagnostic.start.line, reason) for diagnostic, reason in result.refused] == [
        ("a/b", 2 * bad + 1, "the markup of the page would change")
    ]
    assert [diagnostic.start.line for diagnostic in result.left] == [2 * bad + 1]


def test_two_fixes_that_would_do_harm_are_both_told(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "a/b", SWAP.format("safe", "one: two, bad: '*bad*'"))
    result = fixed("bad\n\none\n\none\n\nbad\n", rule)
    assert result.source.text == "bad\n\ntwo\n\ntwo\n\nbad\n"
    assert [diagnostic.start.line for diagnostic, _ in result.refused] == [1, 7]


def test_a_fix_that_changes_the_markup_has_to_help() -> None:
    """An end tag that would stand inside of another tag does not."""
    rules = tuple(rule for rule in ready_rules() if rule.id in ("markup/unclosed-tag", "date/misspelled-month"))
    source = Source("---\nx:\n---\n<p>Febrary 2025</p>\n<b>3<a", "page.html")
    result = fix_source(source, read, lambda document: lint(document, rules, CONTEXT), Applicability.UNSAFE)
    assert result.source.text == source.text.replace("Febrary", "February")
    assert [(diagnostic.rule, reason) for diagnostic, reason in result.refused] == [("markup/unclosed-tag", "it would be reported again")]


def test_a_fix_that_cannot_be_made_stands_in_no_other_s_way(tmp_path: Path) -> None:
    """At one place: the end tag for the first <b> would not close it, the character behind it can go all the same."""
    rules = tuple(rule for rule in ready_rules() if rule.id in ("markup/unclosed-tag", "encoding/invisible-character"))
    source = Source("Research\n<b><b>x\x1b", "page.md")
    result = fix_source(source, read, lambda document: lint(document, rules, CONTEXT), Applicability.UNSAFE)
    assert result.source.text == "Research\n<b><b>x"
    assert [diagnostic.rule for diagnostic, _ in result.refused] == ["markup/unclosed-tag"]


def test_only_what_is_wanted_is_fixed(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "a/b", SWAP.format("safe", "one: two"))
    source, seen = Source("one\n\none", "page.md"), []
    result = fix_source(source, read, lambda document: lint(document, (rule,), CONTEXT), only=lambda d: seen.append(d) or d.start.line == 3)
    assert result.source.text == "one\n\ntwo"
    assert {type(each) for each in seen} == {Diagnostic}
