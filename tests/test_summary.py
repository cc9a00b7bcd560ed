"""What a run ends with, for who reads nothing else of it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from profilelint.cli import main
from profilelint.report.summary import fitted

EXAMPLES = Path(__file__).parent.parent / "examples"
DAY = ("--today", "2026-01-31")


@pytest.fixture
def site(tmp_path, monkeypatch):
    shutil.copytree(EXAMPLES, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


def _ending(capsys, *arguments):
    main(["check", *DAY, "--output-format", "text", *arguments])
    return capsys.readouterr().out.rstrip().rpartition("\n\n")[2].splitlines()


@pytest.mark.parametrize("format", ["text", "grouped"])
def test_a_long_report_ends_with_what_to_do_first(site, capsys, format):
    with (site / "_config.yml").open("a") as settings:
        settings.write("url: https://academicpages.github.io\ndescription: An amazing website at Red Brick University\n")
    for number, slip in enumerate(("recieve", "seperate", "untill")):
        text = f"We {slip} the letters that come to the harbour office, and answer them before the end of the week.\n"
        (site / f"page{number}.md").write_text(f"---\ntitle: Page {number}\n---\n{text}")
    ending = _ending(capsys, "--output-format", format)
    assert [re.sub(r"Fix \d+ of", "Fix many of", line) for line in ending[1:-1]] == [
        "What to do first:",
        "  1. List 1 account that is not yours: profilelint --select placeholder/foreign-id",
        "  2. List the leftover template content (1 report): profilelint leftovers",
        "  3. Fix many of these: profilelint --fix (3 more with --unsafe-fixes; review those)",
        "  4. Go through 4 flagged words, and keep those that are right: profilelint words learn",
    ]


def test_what_fixes_can_fix_is_what_they_do_fix(site, capsys):
    promised = next(line for line in _ending(capsys) if "--fix" in line)
    safe, unsafe = map(int, re.findall(r"(\d+) (?:of these|more)", promised))
    assert main(["check", *DAY, "--fix", "--unsafe-fixes", "--output-format", "text"]) == 1
    assert f"{safe + unsafe} fixed in " in capsys.readouterr().out


def test_little_to_say_is_not_summed_up(tmp_path, monkeypatch, capsys):
    (tmp_path / "page.md").write_text("Research intern, Febrary 2025\n")
    monkeypatch.chdir(tmp_path)
    first, fixing, _ = _ending(capsys, "page.md")
    assert first.startswith("1 file checked: 1 error")
    assert fixing == "Fix 1 of these: profilelint --fix"


@pytest.mark.parametrize("arguments", [("--quiet",), ("--output-format", "json"), ("--output-format", "concise"), ("--statistics",)])
def test_who_did_not_ask_for_it_gets_no_overview(site, capsys, arguments):
    main(["check", *DAY, *arguments])
    said = capsys.readouterr()
    assert "What to do first" not in said.out + said.err


def test_steps_fit_a_terminal_and_a_shell_reads_their_commands_as_one():
    paths = "'talks/a talk.md' _posts/2012-08-14-blog-post-1.md _posts/2013-08-14-post.md talks/b"
    step = f"  2. Delete 4 samples of the template: git rm -r {paths}"
    assert fitted(step, 0) == step
    assert fitted("  1. Fix 3 of these: profilelint --fix", 60) == "  1. Fix 3 of these: profilelint --fix"
    what, *command = fitted(step, 60).split("\n")
    assert (what, len(command)) == ("  2. Delete 4 samples of the template:", 3)
    assert all(len(line) <= 60 for line in command)
    assert shlex.split("\n".join(command).replace("\\\n", "")) == shlex.split(step.partition(": ")[2])
