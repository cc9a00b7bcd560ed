"""`profilelint check --watch`: a real process beside real files."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from offline import GUARDED

#: The longest that a line may take.
PATIENCE = 60
PAGE = "---\ntitle: Ada\n---\n\nI {} mail.\n"
WRONG, RIGHT = PAGE.format("recieve"), PAGE.format("receive")


class Watching:
    """A process that watches the working directory."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "profilelint", "check", "--watch", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, **GUARDED, "PYTHONUNBUFFERED": "1"},
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line.rstrip("\n"))

    def until(self, part: str) -> list[str]:
        """The lines up to the first that has a part."""
        lines: list[str] = []
        while not lines or part not in lines[-1]:
            lines.append(self._lines.get(timeout=PATIENCE))
        return lines

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def put(path: Path, text: str) -> None:
    """Write a file at once, so that nobody reads half of it."""
    new = path.with_name("new~")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


@pytest.fixture
def watching(site) -> Iterator[type[Watching]]:
    started: list[Watching] = []

    class Started(Watching):
        def __init__(self, *options: str) -> None:
            super().__init__(*options)
            started.append(self)

    yield Started
    for each in started:
        each.process.kill()
        each.process.wait()
        if each.process.stdout:
            each.process.stdout.close()


posix = pytest.mark.skipif(sys.platform == "win32", reason="a test cannot press Ctrl-C for another process there")


@posix
def test_new_and_gone_findings_and_the_code_of_the_last_state(write, watching):
    write("_config.yml", "title: Ada\n")
    page = write("cv.md", WRONG)
    beside = watching()
    first = beside.until("Watching")
    assert first[0].startswith('cv.md:5:3: error: Possible misspelling "recieve"')
    put(page, RIGHT)
    said = beside.until("gone.")
    assert [line for line in said if line.startswith("Gone: cv.md:5:3: Possible misspelling")]
    assert said[-1] == "0 new, 1 gone. 2 files checked: no problems found."
    put(page.with_name("talks.md"), f"{WRONG}\nSee [my papers](papers.md).\n")
    said = beside.until("gone.")
    assert [line for line in said if line.startswith("talks.md:7:")]
    assert said[-1].startswith("2 new, 0 gone. 3 files checked: ")
    put(page.with_name("papers.md"), RIGHT)  # what a link needed
    assert beside.until("gone.")[-1].startswith("0 new, 1 gone. 4 files checked: ")
    page.with_name("talks.md").unlink()
    assert beside.until("gone.")[-1].startswith("0 new, 1 gone. 3 files checked: no problems found")
    assert beside.stop() == 0


@posix
def test_a_finding_that_moves_is_not_reported_again(write, watching):
    page = write("cv.md", WRONG)
    beside = watching()
    beside.until("Watching")
    put(page, WRONG.replace("I recieve", "Hello!\n\nI recieve") + "\nAnd teh post.\n")
    said = beside.until("gone.")
    assert not [line for line in said if "recieve" in line]
    assert said[-1].startswith("1 new, 0 gone.")
    assert beside.stop() == 1


@posix
def test_the_configuration_is_taken_up_and_may_be_wrong_for_a_while(write, watching):
    write("cv.md", WRONG)
    settings = write(".profilelint.toml", "")
    beside = watching("--output-format", "concise")
    beside.until("Watching")
    put(settings, 'ignore = ["spelling')
    assert ".profilelint.toml" in beside.until("profilelint: ")[-1]
    put(settings, 'ignore = ["spelling"]\n')
    assert beside.until("gone.")[-1].startswith("0 new, 1 gone.")
    put(settings, "ignore = 1\n")
    beside.until("profilelint: ")
    assert beside.stop() == 2


@posix
def test_a_file_of_a_site_is_watched_with_its_site(write, watching, site):
    write("site/_config.yml", "title: Ada\n")
    write("site/cv.md", f"{RIGHT}\nSee [my papers](papers.md).\n")
    write("site/papers.md", RIGHT)
    beside = watching("site/cv.md")
    beside.until("Watching")
    (site / "site" / "papers.md").unlink()
    assert beside.until("gone.")[-1].startswith("1 new, 0 gone. 1 file checked:")
    assert beside.stop() == 1


@pytest.mark.parametrize(
    ("options", "clash"),
    [
        (("--output-format", "json"), "the format text, grouped or concise, not json"),
        (("--statistics",), "not statistics"),
        (("--fix",), "fixes"),
        (("--diff",), "fixes"),
        (("-",), "standard input"),
        (("--online",), "--online"),
        (("--timing",), "--timing"),
        (("--output-file", "json=out.json"), "--output-file"),
    ],
)
def test_what_happens_once_or_is_for_machines_is_not_watched(run, write, options, clash):
    write("cv.md", WRONG)
    done = run("--watch", *options)
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "--watch" in done.err
    assert clash in done.err


def test_without_the_extra(run, write, monkeypatch):
    write("cv.md", WRONG)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = run("--watch")
    assert (done.code, done.out) == (2, "")
    assert done.err == 'profilelint: --watch needs an extra package: pip install "profilelint[watch]"\n'


def test_problems_are_printed_once(run, write, monkeypatch):
    write("cv.md", WRONG)
    (Path.cwd() / "talks.md").write_bytes(bytes(range(256)) * 4)
    monkeypatch.setattr("watchfiles.watch", lambda *_, **__: iter([set(), {"a change"}, set()]))
    done = run("--watch")
    assert done.err.count("talks.md") == 1
    assert done.out.count("Possible misspelling") == 1
