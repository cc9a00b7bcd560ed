"""Deciding about findings one by one."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
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
    assert "That would change more than this spot; please edit the file yourself." in said


def test_undo_goes_back() -> None:
    assert decide(SLIPS, "1", "u", "", "1")[0].source.text == SLIPS.replace("the the", "the")
    assert "There is nothing to undo on this page." in decide(SLIPS, "u", "q")[1]


def test_a_word_can_be_added_to_those_of_the_site() -> None:
    text = "We recieve funding, and they recieve it too, from the the council.\n"
    decided, said = decide(text, "a", "1")
    assert decided == Decided(Source(text.replace("the the", "the"), "page.md"), False, words=("recieve",))
    assert sum("[a]dd word" in line for line in said) == 1  # what is not about a word has no such key
    assert decide(text, "a", "a", "q")[0] == Decided(Source(text, "page.md"), True, words=("recieve",))
    assert decide(text, "a", "u", "1", "1", "1")[0] == Decided(
        Source("We receive funding, and they receive it too, from the council.\n", "page.md"), False
    )


def test_other_answers_are_explained() -> None:
    decided, said = decide(SLIPS, "7", "what", "q")
    assert decided.source.text == SLIPS
    assert sum(line.startswith("A number, or: ") for line in said) == 2


CV = "\\documentclass{moderncv}\n\\begin{document}\n"


@pytest.mark.parametrize(
    ("path", "text", "mark"),
    [
        ("page.md", "We recieve funding from the council.\n", "<!-- profilelint-disable-line spelling/misspelling -->"),
        ("page.md", "* We recieve funding from the council.\n* Two\n", "<!-- profilelint-disable-line spelling/misspelling -->"),
        ("page.html", "<p>We recieve funding\nfrom the council.</p>\n", "<!-- profilelint-disable-line spelling/misspelling -->"),
        ("_data/cv.yml", "summary: We recieve funding from the council.\n", "# profilelint-disable-line spelling/misspelling"),
        ("page.md", '---\ntitle: "We recieve funding from the council"\n---\nText\n', "# profilelint-disable-line spelling/misspelling"),
        ("p.bib", "@misc{a, title = {We recieve funding from the council}}\n", "% profilelint-disable-line spelling/misspelling"),
        ("cv.tex", f"{CV}We recieve funding from the council.\n\\end{{document}}\n", "% profilelint-disable-line spelling/misspelling"),
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
        ("cv.tex", CV + SLIPS, f"% profilelint-disable-file spelling/misspelling\n{CV}{SLIPS}"),
    ],
)
def test_a_rule_can_be_ignored_in_a_file(path: str, text: str, expected: str) -> None:
    assert decide(text, "f", "q", path=path)[0].source.text == expected


def test_where_there_is_no_place_for_a_comment_it_is_said() -> None:
    text = '{"summary": "We recieve funding from the council."}\n'
    decided, said = decide(text, "i", "f", "q", path="resume.json")
    assert decided.source.text == text
    assert "A comment cannot go here; turn the rule off in .profilelint.toml instead." in said
    assert "A comment cannot go in this file; turn the rule off in .profilelint.toml instead." in said


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Run a command on a terminal of its own, and type keys when a prompt is shown: the exit code, and all that was shown."""

    def terminal(*steps: tuple[str, str], argv: tuple[str, ...] = ("--interactive", "page.md")) -> tuple[int, str]:
        mine, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, *argv],
            cwd=tmp_path,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm", "PYTHONUTF8": "1"},
        )
        os.close(theirs)
        shown = ""
        for prompt, keys in steps:
            shown += until(mine, prompt)
            time.sleep(0.3)  # the prompt is there a moment before anybody listens
            os.write(mine, keys.encode())
        shown += until(mine, "nothing more")
        os.close(mine)
        return process.wait(), shown

    return terminal


#: Make it the terminal that Ctrl-C is typed at.
TAKE_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from profilelint.cli import main
sys.exit(main())
"""


def until(terminal: int, what: str) -> str:
    """What the terminal shows up to `what`, or to its end."""
    shown = ""
    while what not in shown:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, f"waited for {what!r} after {shown!r}"
        try:
            shown += os.read(terminal, 4096).decode()
        except OSError:  # the other end is closed
            break
    return shown


Terminal = Callable[..., tuple[int, str]]
PROMPT, TYPE = "[q]uit\x1b[0m\r\n? ", "instead of recieve: "


def test_on_a_terminal(tmp_path: Path, terminal: Terminal) -> None:
    page = tmp_path / "page.md"
    page.write_text(SLIPS)
    code, shown = terminal(*((PROMPT, f"{answer}\n") for answer in ("1", "u", "1", "1")))
    assert (code, "1 of 1 files changed." in shown, "recieve" in shown) == (0, True, True)
    assert page.read_text() == "We receive funding from the council.\n"


def test_arrow_keys_move_in_a_line(tmp_path: Path, terminal: Terminal) -> None:
    page = tmp_path / "page.md"
    page.write_text(SLIPS)
    terminal((PROMPT, "t\n"), (TYPE, "gt\x1b[De\n"), (PROMPT, "q\n"))
    assert page.read_text() == SLIPS.replace("recieve", "get")


def test_control_characters_come_into_no_page(tmp_path: Path, terminal: Terminal) -> None:
    page = tmp_path / "page.md"
    page.write_text(SLIPS)
    _, shown = terminal((PROMPT, "t\n"), (TYPE, "g\x16\x1b[Aet\n"), (PROMPT, "q\n"))  # Ctrl-V takes the key that follows as it is
    assert "That holds a control character, as keys without a letter send; type it again." in shown
    assert page.read_text() == SLIPS
    assert decide(SLIPS, "t", "g\x1b[Aet", "q")[0].source.text == SLIPS
    assert decide(SLIPS, "t", "g\x85et", "q")[0].source.text == SLIPS


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0)], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_with_a_key_keeps_the_answers(tmp_path: Path, terminal: Terminal, key: str, code: int) -> None:
    page = tmp_path / "page.md"
    for steps in ([(PROMPT, key)], [(PROMPT, "t\n"), ("instead of the the: ", key)]):
        page.write_text(SLIPS)
        done, shown = terminal((PROMPT, "1\n"), *steps)
        assert (done, "1 of 1 files changed." in shown) == (code, True), shown
        assert page.read_text() == SLIPS.replace("recieve", "receive")


def test_nothing_typed_is_nothing_changed() -> None:
    decided, said = decide(SLIPS, "t", "", "q")
    assert decided.source.text == SLIPS
    assert "Nothing was typed, so nothing was changed." in said


def test_added_words_are_written_into_the_settings(tmp_path: Path, terminal: Terminal) -> None:
    (tmp_path / "page.md").write_text("We recieve funding from the council, in a seperate account of the lab.\n")
    (tmp_path / "talk.md").write_text("They recieve funding from the council, in an account of the lab.\n")
    argv = ("--interactive", "page.md", "talk.md")
    _, shown = terminal(("[q]uit", "a\n"), ("[q]uit", "q\n"), argv=argv)
    assert "Added recieve to .profilelint.toml." in shown
    assert (tmp_path / ".profilelint.toml").read_text() == 'words = ["recieve"]\n'


def test_ctrl_c_keeps_the_words_that_were_confirmed(tmp_path: Path, terminal: Terminal) -> None:
    (tmp_path / "page.md").write_text("We recieve funding from the council, in a seperate account of the lab.\n")
    _, shown = terminal(("[q]uit: ", "y\n"), ("[q]uit: ", "\x03"), argv=("words", "learn", "page.md"))
    assert "Added recieve to .profilelint.toml." in shown
    assert (tmp_path / ".profilelint.toml").read_text() == 'words = ["recieve"]\n'


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_in_tmux(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(SLIPS)
    tmux = ["tmux", "-f", "/dev/null", "-S", str(tmp_path / "socket")]
    command = f"{sys.executable} -m profilelint --interactive page.md; echo code $?; sleep 60"

    def shows(what: str) -> str:
        for _ in range(300):
            shown = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True).stdout
            if what in shown:
                return shown
            time.sleep(0.1)
        raise AssertionError(shown)

    subprocess.run([*tmux, "new-session", "-d", "-x", "120", "-y", "40", "-c", str(tmp_path), command], check=True)
    try:
        for prompt, keys in (("[q]uit", ["t", "Enter"]), (TYPE.strip(), ["g", "t", "Left", "e", "Enter"]), ("1  the", ["Up", "C-c"])):
            shows(prompt)
            subprocess.run([*tmux, "send-keys", *keys], check=True)
        assert "1 of 1 files changed." in shows("code 130")
    finally:
        subprocess.run([*tmux, "kill-server"], check=True)
    assert page.read_text() == SLIPS.replace("recieve", "get")


def test_without_a_terminal_it_does_not_ask(run, write) -> None:  # type: ignore[no-untyped-def]
    write("page.md", SLIPS)
    said = run("--interactive", "page.md")
    assert said.code == 2
    assert "needs a terminal" in said.err
