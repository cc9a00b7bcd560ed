"""What a run ends with, for who reads nothing else of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from profilelint.cli import main

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
def test_a_long_report_ends_with_what_is_wrong_and_where_to_begin(site, capsys, format):
    ending = _ending(capsys, "--output-format", format)
    assert len(ending) <= 5
    total = sum(int(number) for number in re.findall(r"(\d+) (?:errors?|warnings?)", ending[0]))
    assert sum(int(number) for number in re.findall(r"\((\d+)\)|and (\d+) more", ending[1]) for number in number if number) == total
    assert ending[1].startswith("What is wrong: broken markup (")
    assert ending[2].startswith("Begin with _pages/about.md, which has ")


def test_what_fixes_can_fix_is_what_they_do_fix(site, capsys):
    promised = next(line for line in _ending(capsys) if "--fix" in line)
    safe, unsafe = map(int, re.findall(r"\d+", promised))
    assert main(["check", *DAY, "--fix", "--unsafe-fixes", "--output-format", "text"]) == 1
    assert f"{safe + unsafe} fixed in " in capsys.readouterr().out


def test_little_to_say_is_not_summed_up(tmp_path, monkeypatch, capsys):
    (tmp_path / "page.md").write_text("Research intern, Febrary 2025\n")
    monkeypatch.chdir(tmp_path)
    first, fixing, _ = _ending(capsys, "page.md")
    assert first.startswith("1 file checked: 1 error")
    assert fixing == "profilelint --fix can fix 1 of these."


@pytest.mark.parametrize("arguments", [("--quiet",), ("--output-format", "json"), ("--output-format", "concise"), ("--statistics",)])
def test_who_did_not_ask_for_it_gets_no_overview(site, capsys, arguments):
    main(["check", *DAY, *arguments])
    said = capsys.readouterr()
    assert "Begin with" not in said.out + said.err
