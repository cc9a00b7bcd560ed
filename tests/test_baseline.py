"""Only what is new is reported: with a baseline, and beside an older commit."""

from __future__ import annotations

import json
import random
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profilelint.baseline import NAME, marks, unknown
from profilelint.config import Settings
from profilelint.results import Page
from profilelint.runner import linter_for
from profilelint.source import Source

LINTER = linter_for(Settings(), date(2026, 1, 31), ())
WORDS = ("river", "bank", "survey", "delta", "sediment", "tide", "model", "chart", "gauge", "stream")
SLIPS = ("Febrary 2025", "the the", "recieve", "Octo 2024")


def line(choose: random.Random, mark: str = "") -> str:
    words = [choose.choice(WORDS) + mark for _ in range(choose.randint(2, 6))]
    if mark or choose.random() < 0.6:
        words.insert(choose.randint(1, len(words) - 1), choose.choice(SLIPS))
    return "We " + " ".join(words) + " again.\n"


def look(text: str) -> Page:
    source = Source(text, "page.md")
    return Page(source, LINTER.lint(source))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_after_any_edit_what_was_there_is_known_and_what_was_not_is_new(seed):
    choose = random.Random(seed)
    text = "".join(line(choose) + "\n" * choose.randint(0, 1) for _ in range(choose.randint(1, 12)))
    start = choose.randint(0, len(text))
    end = min(len(text), start + choose.choice((0, 0, 1, 5, 30, 200)))
    if choose.random() < 0.5:  # whole lines, else anything
        start, end = (text.rfind("\n", 0, at) + 1 for at in (start, end))
    put = "".join(line(choose, "x") for _ in range(choose.randint(0, 3)))
    put = f" {put} " if text[:start] and text[start - 1] != "\n" else put
    old, new = look(text), look(text[:start] + put + text[end:])
    moved = len(put) - (end - start)
    before = {(d.rule, d.span.start) for d in old.diagnostics if d.span.end <= start}
    before |= {(d.rule, d.span.start + moved) for d in old.diagnostics if d.span.start >= end}
    said = unknown(new, marks(old.source, old.diagnostics))
    assert [d for d in said if (d.rule, d.span.start) in before] == []
    inserted = [d for d in new.diagnostics if start <= d.span.start and d.span.end <= start + len(put)]
    assert [d for d in inserted if d not in said and (d.rule, d.span.start) not in before] == []


def test_a_second_slip_of_the_same_kind_is_new_even_in_the_same_words():
    slip = "We measured the the tide.\n"
    old, new = look(slip), look(slip + "\n" + slip)
    said = unknown(new, marks(old.source, old.diagnostics))
    assert sum(d.rule == "spelling/repeated-word" for d in said) == 1


def git(*argv: str) -> None:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@site.test")
    subprocess.run(["git", *identity, *argv], check=True, capture_output=True)


@pytest.fixture
def repository(site: Path, write):
    (site / ".git").rmdir()
    git("init", "-q", "-b", "main")
    write("index.md", "---\ntitle: Ada\n---\nI measured the the tide.\n\nMore about it in Febrary 2025.\n")
    write("cv.md", "---\ntitle: CV\n---\nSee the [slides](slides.md).\n\nRivers and deltas.\n")
    write("slides.md", "---\ntitle: Slides\n---\nHello, rivers.\n")
    git("add", ".")
    git("commit", "-q", "-m", "A site")
    return site


def said(run, *argv: str) -> list[str]:
    return [" ".join(line.split()[:3]) for line in run(".", "--output-format", "concise", *argv).lines]


def test_what_is_set_aside_is_not_reported_and_all_else_is(run, write, repository):
    assert run("baseline", "write").out == f"2 findings set aside in {NAME}; commit it, and only what is new is reported.\n"
    done = run(".")
    assert (done.code, "2 known before, and left out." in done.out) == (0, True)
    assert len(said(run, "--no-baseline")) == 2
    assert len(said(run, "--isolated")) == 2
    write("cv.md", "---\ntitle: CV\n---\nI measured the the tide.\n")
    assert said(run) == ["cv.md:4:12: warning spelling/repeated-word"]


def test_it_survives_renames_through_git(run, write, repository):
    run("baseline", "write")
    git("mv", "index.md", "about.md")
    assert said(run) == []
    git("commit", "-q", "-m", "Rename")
    assert said(run) == []
    git("mv", "about.md", "home.md")
    git("commit", "-q", "-m", "Rename again")
    assert said(run) == []
    assert run("baseline", "prune").out == f"0 taken out of {NAME}, 2 left.\n"
    assert list(json.loads((repository / NAME).read_text())["pages"]) == ["home.md"]


def test_a_copy_that_git_does_not_follow_is_new(run, write, repository):
    run("baseline", "write")
    write("copy.md", (repository / "index.md").read_text().replace("title: Ada", "title: Eve"))
    assert {line.partition(":")[0] for line in said(run)} == {"copy.md"}


def test_what_is_mended_is_pruned_and_nothing_is_added(run, write, repository):
    run("baseline", "write")
    write("index.md", "---\ntitle: Ada\n---\nI measured the tide.\n\nMore about it in Febrary 2025, and the the chart.\n")
    assert run("baseline", "prune").out == f"1 taken out of {NAME}, 1 left.\n"
    assert [line.partition(" ")[2] for line in said(run)] == ["warning spelling/repeated-word"]
    again = (repository / NAME).read_bytes()
    assert run("baseline", "prune").out == f"0 taken out of {NAME}, 1 left.\n"
    assert (repository / NAME).read_bytes() == again


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 1}', '{"version": 1, "pages": {"a.md": [{"rule": "x"}]}}', '{"version": 2}'])
def test_what_is_no_baseline_is_said(run, write, repository, text):
    write(NAME, text)
    done = run(".")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "profilelint baseline write" in done.err


def test_prune_needs_a_baseline(run, repository):
    assert run("baseline", "prune").code == 2


def test_beside_a_commit_only_what_is_new_is_reported(run, write, repository):
    assert said(run, "--diff-base", "HEAD") == []
    write("index.md", "---\ntitle: Ada\n---\nI measured the the tide, and recieve mail.\n\nMore about it in Febrary 2025.\n")
    assert said(run, "--diff-base", "HEAD") == ["index.md:4:30: error spelling/misspelling"]
    git("mv", "index.md", "home.md")
    assert said(run, "--diff-base", "HEAD") == ["home.md:4:30: error spelling/misspelling"]


def test_beside_a_commit_a_page_is_judged_by_the_others_of_its_time(run, repository):
    (repository / "slides.md").unlink()
    assert said(run, "--diff-base", "HEAD") == ["cv.md:4:18: error link/missing-file"]


def test_a_new_page_is_all_new(run, write, repository):
    write("news.md", "---\ntitle: News\n---\nI measured the the tide.\n")
    assert said(run, "--diff-base", "main") == ["news.md:4:12: warning spelling/repeated-word"]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("--diff-base", "nowhere"), 'git knows no commit "nowhere" here'),
        (("--diff-base=--output=x",), 'git knows no commit "--output=x" here'),
        (("--diff-base", "HEAD", "--fix"), "it does not go together with fixes"),
    ],
)
def test_what_cannot_be_compared_is_said(run, repository, argv, sentence):
    done = run(".", *argv)
    assert (done.code, sentence in done.err) == (2, True)


def test_outside_of_a_repository(run, write, site):
    write("index.md", "Hello.\n")
    assert "no git repository" in run("index.md", "--diff-base", "HEAD").err
