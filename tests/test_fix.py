"""--fix through the command line: what is fixed, what is said, and what is never touched."""

from __future__ import annotations

import os
import stat

import pytest

pytestmark = pytest.mark.public

PAGE = "Research intern at the river survey, Febrary 2025 – present\n"
FIXED = PAGE.replace("Febrary", "February")
RULE = "---\ntitle: T\nmessage: M\nseverity: error\ncheck: swap\nfix: safe\nsince: '0.1'\noptions:\n  swap: {%s}\n---\nWhy.\n"


def test_a_page_is_fixed_and_it_is_said(run, write):
    page = write("cv.md", PAGE + "\nAn open **end\n")
    said = run("--fix", ".")
    assert page.read_text() == FIXED + "\nAn open **end\n"
    assert 'cv.md:1: fixed: "Febrary" → "February" [date/misspelled-month]' in said.lines
    assert "1 fixed in 1 file, 1 left." in said.lines
    assert "markup/unclosed-emphasis" in said.out
    assert said.code == 1


def test_what_was_done_is_said_in_whole_words(run, write):
    write("cv.md", "The tools of the network(DNN) group , and of the the lab.\n\n<p>It was <b>Febrary</b> 2021.</p>\n")
    said = run("--fix", ".").lines
    assert 'cv.md:3: fixed: "Febrary" → "February" [date/misspelled-month]' in said
    assert 'cv.md:1: fixed: "network(DNN)" → "network (DNN)" [typography/missing-space]' in said
    assert 'cv.md:1: fixed: "the the" → "the" [spelling/repeated-word]' in said


def test_nothing_left_is_clean(run, write):
    write("cv.md", PAGE)
    assert run("--fix", ".").code == 0
    said = run("--fix", ".")
    assert (said.code, "0 fixed in 0 files, 0 left." in said.lines) == (0, True)
    write("cv.md", PAGE)
    assert run("--fix", "--exit-non-zero-on-fix", ".").code == 1


def test_a_diff_changes_nothing(run, write):
    page = write("cv.md", "# CV\r\n\r\n" + PAGE.strip())
    before = page.read_bytes()
    said = run("--diff", ".")
    assert page.read_bytes() == before
    assert f"-{PAGE.strip()}" in said.lines
    assert f"+{FIXED.strip()}" in said.lines
    assert said.out.count("\\ No newline at end of file") == 2
    assert said.code == 1
    write("cv.md", FIXED)
    assert (run("--diff", ".").code, run("--diff", ".").out) == (0, "")


def test_fix_only_says_what_was_done_and_no_more(run, write):
    write("cv.md", PAGE + "\nAn open **end\n")
    said = run("--fix-only", ".")
    assert "fixed:" in said.out
    assert "markup/unclosed-emphasis" not in said.out
    assert said.code == 0


def test_unsafe_fixes_are_asked_for(run, write):
    page = write("cv.md", "I spent a hour on the survey of the river and the banks.\n")
    said = run("--fix", ".")
    assert "0 fixed in 0 files, 1 left, 1 more with --unsafe-fixes." in said.lines
    assert run("--fix", "--unsafe-fixes", ".").code == 0
    assert page.read_text().startswith("I spent an hour")
    assert run("--unsafe-fixes", ".").code == 2


def test_standard_input_comes_back_fixed(run, site):
    said = run("--fix", "-", stdin=PAGE.encode())
    assert said.out == FIXED
    assert "fixed:" in said.err


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf# CV\r\n", b"# CV\rtwo\n\r\n", b"# caf\xe9 ", b"# CV"])
def test_all_other_bytes_stay(run, write, data):
    page = write("cv.md", data + PAGE.encode())
    run("--fix", "--ignore", "encoding", ".")
    assert page.read_bytes() == data + FIXED.encode()


def test_permissions_and_links_stay(run, write, site):
    page = write("cv.md", PAGE)
    os.chmod(page, 0o640)
    (site / "link.md").symlink_to("cv.md")
    run("--fix", "link.md")
    assert (site / "link.md").is_symlink()
    assert page.read_text() == FIXED
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert sorted(os.listdir(site)) == [".git", "cv.md", "link.md"]


def test_somebody_elses_change_is_not_lost(run, write, monkeypatch):
    page = write("cv.md", PAGE)
    from profilelint.fix.fixer import fixed_source

    def slow(*given):
        page.write_text("somebody else was faster\n")
        return fixed_source(*given)

    monkeypatch.setattr("profilelint.fix.fixer.fixed_source", slow)
    said = run("--fix", ".")
    assert page.read_text() == "somebody else was faster\n"
    assert said.code == 2
    assert "cv.md: changed on disk during the run" in said.err


def test_a_folder_that_cannot_be_written(run, write, monkeypatch):
    page = write("cv.md", PAGE)

    def full(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    said = run("--fix", ".")
    assert page.read_text() == PAGE
    assert (said.code, said.err) == (2, "profilelint: cv.md: cannot be written: No space left on device\n")
    assert set(os.listdir(page.parent)) == {".git", "cv.md"}


def test_fixes_that_undo_one_another_change_nothing(run, write):
    write("own/mine/there.md", RULE % "walk: stroll")
    write("own/mine/back.md", RULE % "stroll: walk")
    write(".profilelint.toml", 'rule-paths = ["own"]\nexclude = ["own"]\n')
    page = write("page.md", "We walk along the river.\n")
    said = run("--fix", "page.md")
    assert page.read_text() == "We walk along the river.\n"
    assert said.code == 2
    assert "the fixes of mine/back, mine/there undo each other, so nothing was changed" in said.err


def test_a_fix_that_would_do_harm_is_left_out_and_said(run, write):
    write("own/mine/bold.md", RULE % "walk: '**walk**', run: jog")
    write(".profilelint.toml", 'rule-paths = ["own"]\nexclude = ["own"]\n')
    page = write("page.md", "We walk and run along the river.\n")
    said = run("--fix", "page.md")
    assert page.read_text() == "We walk and jog along the river.\n"
    assert "page.md:1: not fixed, since the markup of the page would change [mine/bold]" in said.lines


@pytest.mark.parametrize("names", ['"date"', '"date/misspelled-month"', '"all"'])
def test_fixes_can_be_called_unsafe(run, write, names):
    page = write("cv.md", PAGE)
    write(".profilelint.toml", f"unsafe-fixes = [{names}]\n")
    assert "0 fixed in 0 files, 1 left, 1 more with --unsafe-fixes." in run("--fix", ".").lines
    assert page.read_text() == PAGE


def test_fixes_can_be_called_safe_as_far_as_their_page_goes(run, write):
    page = write("cv.md", "Research intern at the river survey, June – Octo 2025, for a hour\n")
    run("--fix", ".")
    assert "Octo " in page.read_text()
    write(".profilelint.toml", 'safe-fixes = ["date", "spelling/article"]\n')
    run("--fix", ".")
    assert "Oct" in page.read_text()
    assert "Octo " not in page.read_text()
    assert "a hour" in page.read_text()  # the page of spelling/article allows no more than unsafe


def test_a_name_that_is_no_rule_is_said(run, write):
    write("cv.md", PAGE)
    write(".profilelint.toml", 'safe-fixes = ["dat"]\n')
    said = run(".")
    assert said.code == 2
    assert said.err.startswith('profilelint: .profilelint.toml:1: safe-fixes names "dat", which is not a rule; did you mean "date"')


BEFORE = """---
permalink: /
title: "Nadia Brekke"
---

<!-- * Role: Role: Field assistant, paper sent to **xxxx'24** -->

<h2 class="col">Research</h2>

<div><a href="#">Delta survey</a>
<font size="2"> &emsp; Oslo Febrary. 2025 - present </font></div>

I map the sediment of river deltas with a deep neural network(DNN) system . My work was funed by the council,
advised by <a href="https://brekke.no/">Prof.Ramund Solheim</a> and ”friends” of the group.

* Assistant, Delta Survey, 2022 ———— Present
* Duties included:

The maps, designed for deltas (<a href="https://brekke.no/a">Kart</a>)</i>, show the banks.
"""
AFTER = (
    BEFORE.replace("Role: Role:", "Role:")
    .replace("Febrary.", "February.")
    .replace("network(DNN) system .", "network (DNN) system.")
    .replace("Prof.Ramund", "Prof. Ramund")
    .replace("”friends”", "“friends”")
    .replace("————", "–")
)


def test_on_a_page_like_many_only_slips_are_fixed(run, write):
    page = write("_pages/about.md", BEFORE)
    run("--fix", ".")
    assert page.read_text(encoding="utf-8") == AFTER
