"""What is said again is what a new run would say, to the byte."""

from __future__ import annotations

import io
import os
import random
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

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
