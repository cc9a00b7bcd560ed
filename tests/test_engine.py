"""Findings become diagnostics."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from rulepages import CITY, MONTH, found, lint_text, make_rule

from profilelint import cli
from profilelint.checks import CHECKS
from profilelint.checks.context import Check, Context, Options
from profilelint.core.diagnostic import Applicability, Edit, Finding, Fix, Severity
from profilelint.core.source import Position, Span
from profilelint.document.model import Document
from profilelint.rulepages.rules import Rule, RuleError

TOY = "title: Toy\nmessage: '{found}'\nseverity: error\ncheck: toy\nfix: unsafe\nsince: '0.1'\n"


@pytest.fixture
def month(tmp_path: Path) -> Rule:
    return make_rule(tmp_path, "date/month", MONTH)


@pytest.fixture
def city(tmp_path: Path) -> Rule:
    return make_rule(tmp_path, "city/name", CITY)


def toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *findings: Finding, front: str = TOY) -> Rule:
    def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
        yield from findings

    monkeypatch.setitem(CHECKS, "toy", Check(check))
    return make_rule(tmp_path, "toy/toy", front)


def test_a_diagnostic_says_all_there_is_to_know(month: Rule) -> None:
    (diagnostic,) = lint_text("From\r\nFebrary 2025", month)
    assert diagnostic.message == '"Febrary" is not a month; "February"?'
    assert (diagnostic.rule, diagnostic.severity, diagnostic.path, diagnostic.hidden) == ("date/month", Severity.ERROR, "page.md", False)
    assert (diagnostic.span, diagnostic.start, diagnostic.end) == (Span(6, 13), Position(2, 1), Position(2, 8))
    assert diagnostic.fix == Fix((Edit(Span(6, 13), "February"),), Applicability.SAFE)
    assert diagnostic.suggestions == ("February",)
    assert diagnostic.url.endswith("/rules/date/month.md")


def test_diagnostics_stand_in_the_order_of_the_page(month: Rule, city: Rule) -> None:
    text = "Turn, Febrary, Shanhai, Octo"
    expected = [("city/name", "Turn"), ("date/month", "Febrary"), ("city/name", "Shanhai"), ("date/month", "Octo")]
    assert found(text, month, city) == found(text, city, month) == expected


@pytest.mark.parametrize(("hidden", "severity"), [("note", Severity.NOTE), ("keep", Severity.ERROR), ("skip", None)])
def test_hidden_text(tmp_path: Path, hidden: str, severity: Severity | None) -> None:
    rule = make_rule(tmp_path, "date/month", f"{MONTH}hidden: {hidden}\n")
    diagnostics = lint_text("Febrary <!-- Octo -->", rule)
    assert [(d.severity, d.hidden) for d in diagnostics] == [(Severity.ERROR, False)] + ([(severity, True)] if severity is not None else [])


def test_nothing_is_said_twice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rule = toy(monkeypatch, tmp_path, Finding(Span(0, 2)), Finding(Span(0, 2)), Finding(Span(0, 3)))
    assert [d.span for d in lint_text("abc", rule)] == [Span(0, 2), Span(0, 3)]


@pytest.mark.parametrize(
    ("ceiling", "own", "expected"),
    [
        ("safe", Applicability.SAFE, Applicability.SAFE),
        ("safe", Applicability.DISPLAY_ONLY, Applicability.DISPLAY_ONLY),
        ("unsafe", Applicability.SAFE, Applicability.UNSAFE),
        ("none", Applicability.SAFE, None),
    ],
)
def test_a_page_sets_the_ceiling_of_its_fixes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ceiling: str, own: Applicability, expected: Applicability | None
) -> None:
    finding = Finding(Span(0, 1), edits=(Edit(Span(0, 1), "x"),), applicability=own)
    (diagnostic,) = lint_text("abc", toy(monkeypatch, tmp_path, finding, front=TOY.replace("unsafe", ceiling)))
    assert (diagnostic.fix and diagnostic.fix.applicability) == expected


def test_edits_are_sorted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    edits = (Edit(Span(2, 3), "y"), Edit(Span(0, 1), "x"))
    (diagnostic,) = lint_text("abc", toy(monkeypatch, tmp_path, Finding(Span(0, 3), edits=edits)))
    assert diagnostic.fix is not None
    assert diagnostic.fix.edits == edits[::-1]


def test_what_is_found_is_shown_short_and_on_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = "A beginning\r\n\tand\x1b[31m then " + "something " * 100_000 + "with an end"
    (diagnostic,) = lint_text(text, toy(monkeypatch, tmp_path, Finding(Span(0, len(text)))))
    assert diagnostic.message.startswith("A beginning and [31m then some…")
    assert diagnostic.message.endswith("something with an end")
    assert len(diagnostic.message) <= 60


def test_bytes_that_are_not_utf_8_are_never_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (diagnostic,) = lint_text("caf\udce9", toy(monkeypatch, tmp_path, Finding(Span(0, 4), {"other": "x"})))
    assert diagnostic.message == "caf\ufffd"


def test_braces_on_a_page_are_not_read_as_a_message(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (diagnostic,) = lint_text("{found.__class__}", toy(monkeypatch, tmp_path, Finding(Span(0, 17))))
    assert diagnostic.message == "{found.__class__}"


def test_a_message_that_asks_for_what_the_check_does_not_give(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rule = toy(monkeypatch, tmp_path, Finding(Span(0, 1), {"month": "May"}), front=TOY.replace("{found}", "{year}"))
    with pytest.raises(RuleError, match=r"toy\.md:3: the message uses \{year\}, but the check toy gives found, month"):
        lint_text("abc", rule)


def test_rules_and_diagnostics_can_be_sent_to_other_processes(month: Rule) -> None:
    assert pickle.loads(pickle.dumps(month)) == month
    diagnostics = lint_text("Febrary", month)
    assert pickle.loads(pickle.dumps(diagnostics)) == diagnostics


def test_the_way_from_the_command_to_a_check_is_short(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a reader follows from `main` down to what decides: calls, and files."""
    ways: list[list[str]] = []

    def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
        stack = [frame.filename for frame in traceback.extract_stack()]
        ways.append(stack[next(at for at, name in enumerate(stack) if name == cli.__file__) + 1 :])
        return iter(())

    monkeypatch.setitem(CHECKS, "article", Check(check))
    (site / "page.md").write_text("The tide.\n")
    cli.main(["page.md", "--no-cache", "--isolated"])
    (way,) = ways
    assert len(way) <= 11
    assert len(set(way) - {cli.__file__}) <= 5


@pytest.mark.parametrize(("length", "shown"), [(60, "a" * 60), (61, f"{'a' * 30}…{'a' * 29}"), (240, f"{'a' * 30}…{'a' * 29}")])
def test_a_long_text_is_quoted_by_its_beginning_and_its_end(tmp_path: Path, length: int, shown: str) -> None:
    rule = make_rule(tmp_path, "city/name", CITY.replace("[Turn, Shanhai]", f"[{'a' * length}]"))
    assert [said.message for said in lint_text(f"In {'a' * length}.", rule)] == [f"not a city {shown}"]


@pytest.mark.parametrize(("length", "shown"), [(200, "B" + "b" * 199), (201, f"B{'b' * 99}…{'b' * 99}")])
def test_a_long_suggestion_is_shown_by_its_beginning_and_its_end(tmp_path: Path, length: int, shown: str) -> None:
    rule = make_rule(tmp_path, "date/month", MONTH.replace("Octo: October", f"Octo: {'b' * length}"))
    assert [said.message for said in lint_text("In Octo.", rule)] == [f'"Octo" is not a month; "{shown}"?']
