"""Only what is new is reported: with a baseline, and beside an older commit."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from datetime import date
from os import times
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profilelint.baseline import history
from profilelint.baseline.history import export
from profilelint.baseline.marks import NAME, Mark, marks, matched, unknown
from profilelint.cli import main
from profilelint.core.results import Page
from profilelint.core.source import Source
from profilelint.run.engine import engine_for
from profilelint.settings.config import Settings

LINTER = engine_for(Settings(), date(2026, 1, 31), ())
WORDS = ("river", "bank", "survey", "delta", "sediment", "tide", "model", "chart", "gauge", "stream", "of", "on", "by")
SLIPS = ("Febrary 2025", "the the", "recieve", "Octo 2024", "TBD")
SURROUNDINGS = ("line", "before", "after", "between")


def line(choose: random.Random) -> str:
    words = [choose.choice(WORDS) for _ in range(choose.randint(0, 6))]
    if choose.random() < 0.6:
        words.insert(choose.randint(0, len(words)), choose.choice(SLIPS))
    return choose.choice(("We ", "", "- ", f"{choose.randint(1, 9)}. ")) + " ".join(words) + choose.choice((".", "")) + "\n"


def look(text: str) -> Page:
    source = Source(text, "page.md")
    return Page(source, LINTER.lint(source))


class Draft:
    """A page that is edited: each character remembers where it comes from, and what is put in, that it is new."""

    def __init__(self, choose: random.Random) -> None:
        self.choose = choose
        self.cells = list(enumerate("".join(line(choose) + "\n" * choose.randint(0, 1) for _ in range(choose.randint(1, 12)))))
        self.made = len(self.cells)

    @property
    def text(self) -> str:
        return "".join(character for _, character in self.cells)

    def new(self, text: str) -> list[tuple[int, str]]:
        self.made += len(text)
        return list(zip(range(self.made - len(text), self.made), text, strict=True))

    def edit(self) -> None:
        """One edit: of some characters, words or lines."""
        borders = [m.start() for m in re.finditer(self.choose.choice((r"", r"\b", r"^")), self.text, re.M)] or [0]
        start, end, to = sorted(self.choose.choice(borders) for _ in range(3))
        part = self.cells[start:end] if end - start < 200 else []
        before, after = self.cells[:start], self.cells[start + len(part) :]
        put = self.new("".join(line(self.choose) for _ in range(self.choose.randint(1, 3))))
        match self.choose.choice(("insert", "delete", "replace", "move", "duplicate", "reword")):
            case "insert":
                after = put + part + after
            case "replace":
                after = put + after
            case "move":
                after = after[: to - end] + part + after[to - end :]
            case "duplicate":
                after = part + after[: to - end] + self.new("".join(character for _, character in part)) + after[to - end :]
            case "reword":  # other words around, in one place or all over
                before = self.new("".join(character for _, character in before).replace(self.choose.choice(WORDS), "other")) or before
                after = part + after
        self.cells = before + after


def around(text: str, start: int, end: int) -> dict[str, object]:
    """What stands around a finding; made otherwise than in profilelint itself."""
    first, last = text.count("\n", 0, start), text.count("\n", 0, end)
    lines = text.split("\n")
    says = [" ".join(each.split()) if re.search(r"\w{4}", each) else "" for each in lines]
    left = text[:start].rpartition("\n")[2]
    number = re.match(r"\W*\d+[.)]\s", left)
    return {
        "line": (left[number.end() if number else 0 :].split(), text[end:].partition("\n")[0].split()),
        "before": re.findall(r"\w{4,}", text[:start])[-2:],
        "after": re.findall(r"\w{4,}", text[end:])[:2],
        "between": (next(filter(None, reversed(says[:first])), ""), next(filter(None, says[last + 1 :]), "")),
    }


@settings(max_examples=400)
@given(st.integers(0, 10**9), st.integers(1, 6))
def test_after_any_edits_what_was_there_is_known_and_what_was_not_is_new(seed, edits):
    draft = Draft(random.Random(seed))
    was, old = [place for place, _ in draft.cells], look(draft.text)
    for _ in range(edits):
        draft.edit()
    now, new = [place for place, _ in draft.cells], look(draft.text)

    def kind(page, found):
        return found.rule, " ".join(page.source.slice(found.span).split())  # as a line may be wrapped anew

    said = set(map(id, unknown(new, marks(old.source, old.diagnostics))))
    before = [(kind(old, d), was[d.span.start : d.span.end], around(old.source.text, d.span.start, d.span.end)) for d in old.diagnostics]
    stayed: Counter[tuple[str, str]] = Counter()
    for found in new.diagnostics:
        place = around(new.source.text, found.span.start, found.span.end)
        like = [each for each in before if each[0] == kind(new, found) and any(each[2][name] == place[name] != [] for name in SURROUNDINGS)]
        assert like or id(found) in said, "hidden, though nothing there before can be it"
        stayed[kind(new, found)] += any(each[1] == now[found.span.start : found.span.end] for each in like)
    there = Counter(each[0] for each in before)
    for each, count in Counter(kind(new, found) for found in new.diagnostics).items():
        called_new = sum(id(found) in said for found in new.diagnostics if kind(new, found) == each)
        assert called_new <= count - stayed[each], f"{each} was there before, and is called new"
        assert called_new >= count - there[each], f"{each} was not there before, and is hidden"


MARKS = st.builds(Mark, st.just("a/b"), st.sampled_from("xy"), *(st.sampled_from(["", "1", "2", "3"]) for _ in SURROUNDINGS))


@settings(max_examples=300)
@given(st.lists(MARKS, max_size=7), st.lists(MARKS, max_size=7))
def test_as_many_are_paired_as_can_be(now, known):
    def can_be(one, other):
        return one.about == other.about and any(getattr(one, name) == getattr(other, name) != "" for name in SURROUNDINGS)

    def most(at, free):
        if at == len(now):
            return 0
        return max([most(at + 1, free)] + [1 + most(at + 1, free - {other}) for other in free if can_be(now[at], known[other])])

    found = matched(now, known)
    assert len(set(found.values())) == len(found) == most(0, frozenset(range(len(known))))
    assert all(can_be(now[at], known[other]) for at, other in found.items())


def test_an_item_is_the_same_under_another_number():
    old, new = look("A list of rivers:\n\n1. TBD\n\nThat was all.\n"), look("Some lakes are:\n\n2. TBD\n\nNothing more.\n")
    assert unknown(new, marks(old.source, old.diagnostics)) == ()


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


def reported(*argv: str) -> dict[str, Counter[tuple[str, str]]]:
    """What is said of each page: how often of which rule and which text."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        assert main([".", "--output-format", "jsonl", "--no-cache", "--today", "2026-01-31", *argv]) in (0, 1)
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for each in map(json.loads, out.getvalue().splitlines()):
        text = Path(each["path"]).read_text()
        found[each["path"]][each["code"], text[slice(*each["span"])]] += 1
    return found


@settings(max_examples=12)
@given(st.integers(0, 10**9))
def test_on_a_site_that_is_edited_renamed_and_committed(seed):
    choose = random.Random(seed)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, contextlib.chdir(folder):
        pages = {f"page{number}.md": Draft(choose) for number in range(3)}
        names = {name: name for name in pages}  # before -> now

        def save(*argv: str) -> None:
            for name, draft in pages.items():
                Path(names[name]).write_text(f"---\ntitle: {name}\n---\n{draft.text}")
            git("add", ".")
            if argv:
                git("commit", "-q", *argv)

        git("init", "-q", "-b", "main")
        save()
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["baseline", "write", "--today", "2026-01-31"]) == 0
        save("-m", "A site")
        git("tag", "base")
        before = {name: look(Path(name).read_text()) for name in pages}
        if choose.random() < 0.7:
            name = choose.choice(sorted(pages))
            names[name] = "moved/home.md"
            Path("moved").mkdir()
            git("mv", name, names[name])
            save("-m", "Rename")
        for _ in range(choose.randint(0, 4)):
            choose.choice(list(pages.values())).edit()
            if choose.random() < 0.3:
                save("--allow-empty", "-m", "Edit")
        save()
        for said in (reported(), reported("--no-baseline", "--diff-base", "base")):
            for name, old in before.items():
                new = look(Path(names[name]).read_text())
                fresh = unknown(new, marks(old.source, old.diagnostics))
                assert said[names[name]] == Counter((d.rule, new.source.slice(d.span)) for d in fresh)


def said(run, *argv: str) -> list[str]:
    return [" ".join(line.split()[:3]) for line in run(".", "--output-format", "concise", *argv).lines]


def test_what_is_set_aside_is_not_reported_and_all_else_is(run, write, repository):
    assert run("baseline", "write").out == f"Recorded 2 findings in {NAME}. Commit it: from now on only new findings are reported.\n"
    done = run(".")
    assert (done.code, "2 baseline findings not shown." in done.out) == (0, True)
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
    assert run("baseline", "prune").out == f"Removed 0 from {NAME}; 2 left.\n"
    assert list(json.loads((repository / NAME).read_text())["pages"]) == ["home.md"]


def test_a_copy_that_git_does_not_follow_is_new(run, write, repository):
    run("baseline", "write")
    write("copy.md", (repository / "index.md").read_text().replace("title: Ada", "title: Eve"))
    assert {line.partition(":")[0] for line in said(run)} == {"copy.md"}


def test_what_is_fixed_is_pruned_and_nothing_is_added(run, write, repository):
    run("baseline", "write")
    write("index.md", "---\ntitle: Ada\n---\nI measured the tide.\n\nMore about it in Febrary 2025, and the the chart.\n")
    assert run("baseline", "prune").out == f"Removed 1 from {NAME}; 1 left.\n"
    assert [line.partition(" ")[2] for line in said(run)] == ["warning spelling/repeated-word"]
    again = (repository / NAME).read_bytes()
    assert run("baseline", "prune").out == f"Removed 0 from {NAME}; 1 left.\n"
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


def test_a_page_is_renamed_and_then_written_anew(run, write, repository):
    run("baseline", "write")
    git("tag", "base")
    git("mv", "index.md", "home.md")
    git("commit", "-q", "-m", "Rename")
    others = "".join(f"A sentence about the river number {number} and its banks.\n\n" for number in range(20))
    write("home.md", f"---\ntitle: Home\n---\nI measured the the tide.\n\n{others}")
    git("commit", "-q", "-a", "-m", "Write anew")
    assert said(run) == []
    assert said(run, "--no-baseline", "--diff-base", "base") == []


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
        (("--diff-base", "HEAD", "--fix"), "cannot be combined with fixes"),
    ],
)
def test_what_cannot_be_compared_is_said(run, repository, argv, sentence):
    done = run(".", *argv)
    assert (done.code, sentence in done.err) == (2, True)


def test_outside_of_a_repository(run, write, site):
    write("index.md", "Hello.\n")
    assert "not a git repository" in run("index.md", "--diff-base", "HEAD").err


def test_what_is_no_baseline_is_not_written_over(run, write):
    page = write("a.md", "TBD\n")
    said = run("baseline", "write", "--file", "a.md")
    assert (said.code, said.err) == (2, "profilelint: a.md: not a baseline file, so it was not overwritten; delete it first\n")
    assert page.read_text() == "TBD\n"
    assert run("baseline", "write", "--file", "known.json").code == 0
    assert run("baseline", "write", "--file", "known.json").code == 0
    write(".profilelint-baseline.json", "damaged")
    assert run("baseline", "write").code == 0


@pytest.fixture
def notes(site: Path, write):
    """A folder of Markdown: nothing says what makes pages of it."""
    (site / ".git").rmdir()
    git("init", "-q", "-b", "main")
    write("cv.md", "---\ntitle: CV\n---\nSee the [slides](talks/slides.md), [it](none.md), [the poster](poster.pdf), and [more](more).\n")
    write("talks/slides.md", "---\ntitle: Slides\n---\nHello, rivers. Back to [me](../cv.md).\n")
    write("more.md", "---\ntitle: More\n---\nHello, deltas.\n")
    write("poster.pdf", "%PDF")
    git("add", ".")
    git("commit", "-q", "-m", "Notes")
    return site


def test_a_page_that_is_removed_is_missed_by_the_links_to_it(run, notes):
    assert said(run, "--diff-base", "HEAD") == []
    git("rm", "-q", "talks/slides.md")
    (notes / "more.md").unlink()  # what git has not heard of is gone, too
    (notes / "poster.pdf").unlink()
    rows = ["cv.md:4:18: error link/missing-file", "cv.md:4:64: error link/missing-file", "cv.md:4:88: error link/missing-file"]
    assert said(run, "--diff-base", "HEAD") == rows
    assert said(run, "--diff-base", "HEAD") == rows  # from the cache
    assert said(run) == []
    git("commit", "-q", "-a", "-m", "Less")
    assert said(run, "--diff-base", "HEAD~1") == rows
    assert said(run, "--diff-base", "HEAD") == []


@pytest.mark.parametrize("instead", ["talks/slides.html", "talks/slides/index.md", "talks/Slides.Rmd"])
def test_a_page_that_came_back_in_another_way_is_not(run, write, notes, instead):
    git("rm", "-q", "talks/slides.md")
    write(instead, "---\ntitle: Slides\n---\nHello, rivers.\n")
    assert said(run, "--diff-base", "HEAD") == []


def test_what_the_build_makes_now_is_not_missed(run, write, notes):
    git("rm", "-q", "poster.pdf")
    write("Makefile", "poster.pdf: poster.tex\n\tpdflatex poster.tex\n")
    assert said(run, "--diff-base", "HEAD") == []


def test_a_page_of_jekyll_that_is_removed_is_missed(run, write, notes):
    write("_config.yml", "title: Ada\n")
    write("water.md", "---\ntitle: Water\npermalink: /water/\n---\nHello, rivers.\n")
    write("index.md", "---\ntitle: Ada\n---\nSee [water](/water/) and [another site](/snow/).\n")
    git("add", ".")
    git("commit", "-q", "-m", "Water")
    (notes / "water.md").unlink()
    assert [line for line in said(run, "--diff-base", "HEAD") if "index.md" in line] == ["index.md:4:13: error link/missing-file"]
    assert [line for line in said(run) if "index.md" in line] == []
    write("river.md", "---\ntitle: River\nredirect_from: /water/\n---\nHello, rivers.\n")
    assert [line for line in said(run, "--diff-base", "HEAD") if "index.md" in line] == []


@pytest.mark.skipif(sys.platform == "win32", reason="asks for limits and names as Unix has them")
def test_of_one_blob_with_many_names_one_is_written(run, write, repository, tmp_path):
    write("a0.md", "The tide.\n" * 300_000)
    git("add", ".")
    blob = answer("rev-parse", ":a0.md")
    given = "".join(f"100644 {blob}\ta{number}.md\n" for number in range(60))
    subprocess.run(["git", "update-index", "--index-info"], input=given, text=True, check=True)
    git("commit", "-q", "-m", "Many")
    into = tmp_path / "into"
    into.mkdir()
    export(repository, "HEAD", into, (".md",))
    assert len(list(into.glob("a*.md"))) == 60
    assert len({path.stat().st_ino for path in into.glob("a*.md")}) == 1
    assert (into / "a59.md").read_text() == "The tide.\n" * 300_000


@pytest.mark.skipif(sys.platform == "win32", reason="asks for names as Unix has them")
@pytest.mark.parametrize(
    "entries",
    [
        [("100644 blob", "b" * 300 + ".md")],
        [("100644 blob", "same"), ("100644 blob", "same/inside.md")],
        [("100644 blob", "same.md/inside.md"), ("100644 blob", "same.md")],
        [("100644 blob", "/".join(["d" * 200] * 25) + ".md")],
    ],
    ids=["a long name", "a file and a folder", "a folder and a file", "a long path"],
)
def test_what_no_folder_can_hold_is_left_out(run, write, repository, entries):
    """Trees are made by hand: git itself would not."""
    git("add", ".")
    git("commit", "-q", "--allow-empty", "-m", "Before")
    blob = answer("hash-object", "-w", "index.md")
    tree = _tree([(*kind.split(), blob, name) for kind, name in entries] + [("100644", "blob", blob, "plain.md")])
    commit = answer("commit-tree", tree, "-m", "Hostile")
    write("index.md", "---\ntitle: Ada\n---\nI measured the the tide, and recieve mail.\n")
    done = run(".", "--no-baseline", "--diff-base", commit)
    assert (done.code, "Error" in done.err) == (1, False)


def _tree(entries: list[tuple[str, str, str, str]]) -> str:
    """The name of a tree in git that has the entries, of which paths are made into trees."""
    plain = [entry for entry in entries if "/" not in entry[3]]
    for first in dict.fromkeys(entry[3].partition("/")[0] for entry in entries if "/" in entry[3]):
        inside = [(*entry[:3], entry[3].partition("/")[2]) for entry in entries if entry[3].startswith(f"{first}/")]
        plain.append(("040000", "tree", _tree(inside), first))
    given = "".join(f"{mode} {kind} {name}\t{path}\n" for mode, kind, name, path in plain)
    return answer("mktree", given=given)


def answer(*arguments: str, given: str = "") -> str:
    return subprocess.run(["git", *arguments], input=given, capture_output=True, text=True, check=True).stdout.strip()


def test_a_commit_that_is_not_here_as_a_whole_is_said(run, write, repository):
    git("add", ".")
    git("commit", "-q", "--allow-empty", "-m", "Whole")
    blob = answer("rev-parse", "HEAD:index.md")
    file = repository / ".git" / "objects" / blob[:2] / blob[2:]
    file.chmod(0o600)
    file.unlink()
    done = run(".", "--no-baseline", "--diff-base", "HEAD")
    assert (done.code, done.err.count("\n"), "commit is incomplete" in done.err) == (2, 1, True), done.err


def many_times() -> str:
    """The name of a tree of a billion files: ten folders that have one folder ten times, and so on."""
    tree = answer("mktree", given=f"100644 blob {answer('hash-object', '-w', 'index.md')}\ta.md\n")
    for _ in range(9):
        tree = answer("mktree", given="".join(f"040000 tree {tree}\t{number}\n" for number in range(10)))
    return tree


def test_folders_that_have_each_other_are_not_gone_through(run, write, repository):
    """Neither where the commit has them, nor where the newest has them."""
    hostile = answer("commit-tree", many_times(), "-m", "Hostile")
    done = run(".", "--no-baseline", "--diff-base", hostile)
    assert (done.code, "the commit has more than 100000 files" in done.err) == (2, True), done.err
    git("rm", "-q", "--cached", "index.md")
    before = answer("rev-parse", "HEAD")
    git("update-ref", "HEAD", hostile)
    done = run(".", "--no-baseline", "--diff-base", before)
    assert (done.code, "the commit has more than 100000 files" in done.err) == (2, True), done.err
    write(NAME, '{"version": 1, "pages": {"gone.md": []}}')
    assert run(".").code == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems set no limit for another process")
def test_git_may_take_as_long_as_the_repository_is_large(run, write, repository, monkeypatch):
    """Where a commit between the two has folders that have each other."""
    monkeypatch.setattr(history, "_LEAST_PATIENCE", 1)
    monkeypatch.setattr(history, "_PATIENCE", 60.0)
    history._patience.cache_clear()
    before = answer("rev-parse", "HEAD")
    hostile = answer("commit-tree", many_times(), "-p", before, "-m", "Hostile")
    git("rm", "-q", "--cached", "index.md")
    git("update-ref", "HEAD", answer("commit-tree", answer("write-tree"), "-p", hostile, "-m", "Plain"))
    start = times()
    done = run(".", "--no-baseline", "--diff-base", before)
    assert (done.code, done.err) == (2, "profilelint: --diff-base: git takes too long\n")
    assert times().children_user - start.children_user < 10
    history._patience.cache_clear()


def test_files_that_are_gone_are_looked_up_all_at_once(run, write, repository, monkeypatch):
    """And each is found under the name that it has today, whatever became of the others."""
    run("baseline", "write")
    values = json.loads((repository / NAME).read_text())
    values["pages"] |= {f"gone-{number}.md": values["pages"]["index.md"] for number in range(500)}
    write(NAME, json.dumps(values))
    git("mv", "index.md", "about.md")
    git("commit", "-q", "-a", "-m", "Rename")
    asked = []
    monkeypatch.setattr(
        history.subprocess, "Popen", lambda *args, popen=subprocess.Popen, **rest: asked.append(args) or popen(*args, **rest)
    )
    assert said(run) == []
    assert len(asked) < 30


def test_a_baseline_of_an_old_version_holds_where_messages_are_grouped(run, write):
    """`old-baseline.json` is what commit ac05e6e wrote for these pages."""
    body = (
        '<html lang="en"><head><title>{0}</title></head>\n<body>\n<p>We recieve letters about {0} every year.</p>\n'
        '<p>Since Febrary 2020 <b>{0}</p>\n<p><a href="#">Kari Moss</a> <a href="/papers/rivers.pdf">Rivers</a></p>\n</body></html>\n'
    )
    for name in ("index", "rivers", "lakes", "glaciers", "deltas", "coasts", "seas"):
        write(f"{name}.html", body.format(name))
    notes = "We recieve notes. [PDF]()\n\n" * 6 + "Lorem ipsum dolor sit amet, consectetur adipiscing elit.\n\n" * 3
    write("notes.md", f"---\ntitle: Notes\n---\n{notes}")
    write(NAME, (Path(__file__).parent / "data" / "old-baseline.json").read_text(encoding="utf-8"))
    for form in ("text", "grouped", "concise", "markdown", "github"):
        done = run(".", "--output-format", form)
        assert done.code == 0, done.out
    assert "48 baseline findings not shown." in run(".").out
    write("seas.html", body.format("seas").replace("every year", "evrey year"))
    assert said(run) == ["seas.html:3:34: error spelling/misspelling"]
