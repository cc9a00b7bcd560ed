"""Deciding about findings one by one."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from profilelint.checks.context import Context
from profilelint.core.diagnostic import Diagnostic
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.fix.interactive import Decided, walk
from profilelint.report.style import Style
from profilelint.rulepages.rules import Rule
from profilelint.run.engine import lint
from profilelint.run.selection import ready_rules

SLIPS = "We recieve funding from the the council.\n"


@cache
def rules() -> tuple[Rule, ...]:
    return ready_rules()


def look(source: Source) -> tuple[Diagnostic, ...]:
    return lint(read(source), rules(), Context(date(2026, 1, 31)))


def decide(text: str, *answers: str, path: str = "page.md") -> tuple[Decided, list[str]]:
    said: list[str] = []
    given = iter(answers)
    return walk(Source(text, path), look, lambda question: next(given, "q"), said.append, Style()), said


def test_a_number_takes_a_candidate() -> None:
    decided, said = decide(SLIPS, "1", "1")
    assert decided == Decided(Source("We receive funding from the council.\n", "page.md"), False)
    assert "  1  receive" in said
    assert any("^^^^^^^" in line for line in said)


def test_skipping_changes_nothing() -> None:
    assert decide(SLIPS, "", "")[0] == Decided(Source(SLIPS, "page.md"), False)


def test_stopping_keeps_what_was_decided() -> None:
    assert decide(SLIPS, "1", "q")[0] == Decided(Source(SLIPS.replace("recieve", "receive"), "page.md"), True)


def test_an_answer_can_be_typed() -> None:
    assert decide(SLIPS, "t", "get", "")[0].source.text == SLIPS.replace("recieve", "get")


def test_what_is_typed_may_not_change_the_page() -> None:
    decided, said = decide(SLIPS, "t", "**get**", "q")
    assert decided.source.text == SLIPS
    assert "That would change more of the page than this place; fix it in an editor." in said


def test_undo_goes_back() -> None:
    assert decide(SLIPS, "1", "u", "", "1")[0].source.text == SLIPS.replace("the the", "the")
    assert "There is nothing to undo on this page." in decide(SLIPS, "u", "q")[1]


def test_other_answers_are_explained() -> None:
    decided, said = decide(SLIPS, "7", "what", "q")
    assert decided.source.text == SLIPS
    assert sum(line.startswith("A number, or: ") for line in said) == 2


@pytest.mark.parametrize(
    ("path", "text", "mark"),
    [
        ("page.md", "We recieve funding from the council.\n", "<!-- profilelint-disable-line spelling/misspelling -->"),
        ("page.md", "* We recieve funding from the council.\n* Two\n", "<!-- profilelint-disable-line spelling/misspelling -->"),
        ("page.html", "<p>We recieve funding\nfrom the council.</p>\n", "<!-- profilelint-disable-line spelling/misspelling -->"),
        ("_data/cv.yml", "summary: We recieve funding from the council.\n", "# profilelint-disable-line spelling/misspelling"),
        ("page.md", '---\ntitle: "We recieve funding from the council"\n---\nText\n', "# profilelint-disable-line spelling/misspelling"),
    ],
)
def test_a_finding_can_be_ignored_where_it_stands(path: str, text: str, mark: str) -> None:
    decided, _ = decide(text, "i", path=path)
    assert mark in decided.source.text
    assert decided.source.text.replace(mark, "").replace(" \n", "\n") == text
    assert look(decided.source) == ()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("page.md", SLIPS, "<!-- profilelint-disable-file spelling/misspelling -->\n" + SLIPS),
        (
            "page.md",
            '---\r\ntitle: "Mine"\r\n---\r\n' + SLIPS,
            '---\r\ntitle: "Mine"\r\n---\r\n<!-- profilelint-disable-file spelling/misspelling -->\r\n' + SLIPS,
        ),
        ("cv.yml", f"summary: {SLIPS}", f"# profilelint-disable-file spelling/misspelling\nsummary: {SLIPS}"),
    ],
)
def test_a_rule_can_be_ignored_in_a_file(path: str, text: str, expected: str) -> None:
    assert decide(text, "f", "q", path=path)[0].source.text == expected


def test_where_there_is_no_place_for_a_comment_it_is_said() -> None:
    text = '{"summary": "We recieve funding from the council."}\n'
    decided, said = decide(text, "i", "f", "q", path="resume.json")
    assert decided.source.text == text
    assert "There is no place for a comment here; say it in .profilelint.toml." in said
    assert "There is no place for a comment in this file; say it in .profilelint.toml." in said


def test_on_a_terminal(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(SLIPS)
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "profilelint", "--isolated", "--interactive", "page.md"]
    process = subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    shown = ""
    for answer in ("1", "u", "1", "1"):
        shown += until(mine, "? ")
        os.write(mine, f"{answer}\n".encode())
    shown += until(mine, "files changed.")
    assert process.wait() == 0
    assert "1 of 1 files changed." in shown
    assert "recieve" in shown
    assert page.read_text() == "We receive funding from the council.\n"


def until(terminal: int, what: str) -> str:
    """What the terminal shows up to `what`."""
    shown = ""
    while what not in shown:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, f"waited for {what!r} after {shown!r}"
        try:
            shown += os.read(terminal, 4096).decode()
        except OSError:  # the other end is closed
            break
    return shown


def test_without_a_terminal_it_does_not_ask(run, write) -> None:  # type: ignore[no-untyped-def]
    write("page.md", SLIPS)
    said = run("--interactive", "page.md")
    assert said.code == 2
    assert "needs a terminal" in said.err
