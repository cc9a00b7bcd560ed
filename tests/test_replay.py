"""What is said again is what a new run would say, to the byte."""

from __future__ import annotations

import ast
import io
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from package import PACKAGE

from profilelint import cli
from profilelint.run import replay

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """Run profilelint as its own program does."""

    def said(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["profilelint", *arguments])
        code = cli.main()
        return (code, *capsys.readouterr())

    return said


def kept() -> list[Path]:
    return sorted(Path(os.environ["XDG_CACHE_HOME"], "profilelint", "runs").glob("*"))


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def pages(site: Path) -> Path:
    (site / "_pages").mkdir()
    (site / "_config.yml").write_text("title: Tides\ntheme: minima\n")
    (site / "_pages" / "cv.md").write_text(
        "---\ntitle: CV\n---\n\nResearch intern, Febrary 2025 – present. See [notes](/files/notes.pdf).\n"
    )
    (site / "_pages" / "about.md").write_text("---\ntitle: About\n---\n\nWe recieve letters. From July 2027 on we stay abroad.\n")
    return site


def test_an_unchanged_run_says_the_same_and_reads_no_rule(pages: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "profilelint"]
    first, again = (subprocess.run(command, cwd=pages, capture_output=True, text=True) for _ in range(2))
    assert len(kept()) == 1
    assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
    imported = [{line.rpartition(" ")[2] for line in run.stderr.splitlines()} for run in (first, again)]
    assert {name for name in imported[1] if name.startswith("profilelint.")} == {
        "profilelint.cli", "profilelint.commands", "profilelint.core.disk", "profilelint.cache.store", "profilelint.run.replay", "profilelint.version"
    }  # fmt: skip
    slow = {"argparse", "dataclasses", "pathlib", "typing"}
    assert slow <= imported[0]
    assert not slow & imported[1]


EDITS: dict[str, Callable[[Path], object]] = {
    "a page": lambda site: (site / "_pages/cv.md").write_text("---\ntitle: CV\n---\n\nThe the slides.\n"),
    "a new page": lambda site: (site / "_pages/new.md").write_text("---\ntitle: New\n---\n\nWe recieve.\n"),
    "a page gone": lambda site: (site / "_pages/about.md").unlink(missing_ok=True),
    "a file that is linked to": lambda site: ((site / "files").mkdir(exist_ok=True), (site / "files/notes.pdf").write_bytes(b"%PDF")),
    "no file any more": lambda site: shutil.rmtree(site / "files", ignore_errors=True),
    "settings": lambda site: (site / ".profilelint.toml").write_text('ignore = ["spelling"]\n'),
    "a rule of one's own": lambda site: (
        (site / "own/house").mkdir(parents=True, exist_ok=True),
        (site / "own/house/word.md").write_text(
            "---\ntitle: T\nmessage: 'not {found}'\nseverity: error\ncheck: phrases\nfix: none\nsince: '0'\n"
            "options: {phrases: [slides, letters]}\n---\nT\n"
        ),
        (site / ".profilelint.toml").write_text('rule-paths = ["own"]\n'),
    ),
    "a rule changed": lambda site: (
        (site / "own/house/word.md").exists()
        and (site / "own/house/word.md").write_text((site / "own/house/word.md").read_text().replace("not {found}", "never {found}"))
    ),
    "broken settings": lambda site: (site / ".profilelint.toml").write_text("ignore = \n"),
    "no settings": lambda site: (site / ".profilelint.toml").unlink(missing_ok=True),
    "what git ignores": lambda site: (site / ".gitignore").write_text("about.md\n"),
    "what the generator leaves out": lambda site: (site / "_config.yml").write_text("title: T\nexclude: [_pages/cv.md]\n"),
    "a time of its own": lambda site: os.utime(site / "_pages/cv.md", (0, 0)),
    "a link in a page's place": lambda site: (
        (site / "_pages/cv.md").unlink(missing_ok=True),
        (site / "_pages/cv.md").symlink_to(site / "_config.yml"),
    ),
    "a file in a folder's place": lambda site: (shutil.rmtree(site / "files", ignore_errors=True), (site / "files").write_text("")),
}
CALLS = ((), ("--output-format", "json"), ("_pages/cv.md",), ("--today", "2028-01-01"), ("--statistics", "--select", "spelling,date"))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_what_is_said_is_what_a_new_run_says(pages: Path, said: Said, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(25):
        name, edit = dice.choice(list(EDITS.items()))
        if (pages / "files").is_file():
            (pages / "files").unlink()
        edit(pages)
        call = dice.choice(CALLS)
        expected = said(*call, "--no-cache")
        assert [said(*call) for _ in range(2)] == [expected, expected], f"after {name}"


@pytest.mark.parametrize("name", EDITS)
def test_each_change_is_seen(pages: Path, said: Said, name: str) -> None:
    said()
    EDITS[name](pages)
    assert said() == said("--no-cache")


class _Today:
    """Stands for `datetime.date` where the command asks it for today."""

    day = date(2026, 11, 1)

    @classmethod
    def today(cls) -> date:
        return cls.day


def test_another_day_is_another_run_only_where_it_matters(pages: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    (pages / "_pages/cv.md").write_text("---\ntitle: CV\n---\n\nI will join the Lake Institute in November 2026.\n")
    monkeypatch.setattr("profilelint.commands.check.date", _Today)
    monkeypatch.setattr("time.strftime", lambda *_: _Today.day.isoformat())
    said()
    (run,) = kept()
    written = run.read_bytes()
    for day, is_same in ((date(2026, 11, 2), True), (date(2029, 12, 24), False)):
        _Today.day = day
        assert said() == said("--no-cache")
        assert (run.read_bytes() == written) == is_same


def test_what_is_damaged_is_run_again(pages: Path, said: Said) -> None:
    first = said()
    (run,) = kept()
    whole = run.read_bytes()
    for damaged in (b"", whole[:100], whole[:-1], whole.replace(b"error", b"erroR", 1), b"\xff" * 300):
        run.write_bytes(damaged)
        assert said() == first


def test_a_folder_that_others_can_write_to_is_not_believed(pages: Path, said: Said) -> None:
    first = said()
    (run,) = kept()
    run.parent.chmod(0o777)
    run.unlink()
    assert said() == first
    assert kept() == []


def test_without_a_place_to_keep_it_a_run_is_only_run(
    pages: Path, said: Said, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path_factory.mktemp("no") / "file"
    nowhere.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(nowhere))
    assert said() == said("--no-cache")


@pytest.mark.parametrize("asked", [("--no-cache",), ("--diff",), ("--fix",), ("--stdin-filename", "cv.md")])
def test_nothing_is_kept_of(pages: Path, said: Said, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"The the tide.")))
    said(*asked)
    assert kept() == []


def test_old_runs_are_forgotten(pages: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "_MAX_RUNS", 2)
    for day in range(1, 5):
        said("--today", f"2026-01-0{day}")
    assert len(kept()) == 2


def test_all_looks_at_the_disk_are_noted() -> None:
    """A look past `disk` is one that no replay would look at again."""
    looks = {
        "exists", "glob", "is_dir", "is_file", "is_symlink", "isdir", "isfile", "islink", "iterdir", "lexists", "listdir", "lstat", "open",
        "read_bytes", "read_text", "realpath", "resolve", "rglob", "scandir", "stat", "walk",
    }  # fmt: skip
    # What comes with us (DATA) is noted as a whole. These write, run when somebody asks for more than a report, or are no part of a run.
    others = (
        "disk",
        "kept",
        "compiled",  # notes that the files are the same, and the modules that ran are noted at the end
        "replay",
        "writing",
        "explain",
        "examples",
        "grammar",
        "cli",
        "links",
        "online",
        "baseline",
        "init",
        "history",
        "evidence",
    )
    found = []
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] in others or (parts[0] == "commands" and parts[1] != "check"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            is_ours = isinstance(called, ast.Name) and name != "open"
            owner = ast.unparse(called.value) if isinstance(called, ast.Attribute) else ""
            if name in looks and not is_ours and not owner.endswith(("site", "self")) and not owner.startswith("DATA"):
                found.append(f"{path.name}:{node.lineno}: {owner}.{name}")
    assert found == []
