"""Files that are written are old or new at every moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rows import branch

from profilelint import fix_text
from profilelint.fix.writing import WriteError, _begun, write

PAGE = "Research intern at the river survey, Febrary 2025\n\n```\n" + ("-" * 99 + "\n") * 80 + "```\n"
FIXED = PAGE.replace("Febrary", "February")
FILES = 8
FIX = ("--isolated", "--fix-only", "--select", "date/misspelled-month", ".")


def lay_out(folder: Path, files: int = FILES) -> list[Path]:
    pages = [folder / f"page-{number:02}.md" for number in range(files)]
    for page in pages:
        page.write_text(PAGE, encoding="utf-8")
    return pages


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "profilelint", *options, "."]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="starts processes that branch off")
@pytest.mark.parametrize("seed", range(8))
def test_a_process_that_is_killed_leaves_every_file_whole(tmp_path: Path, seed: int) -> None:
    """200 times in all."""
    assert fix_text(PAGE, select=["date/misspelled-month"]) == FIXED  # what branches off has loaded all that it needs
    chance = random.Random(seed)
    partly = 0
    for _ in range(25):
        pages = lay_out(tmp_path)
        said, out = os.pipe()
        with open(os.devnull) as nothing, open(said, encoding="utf-8") as lines:
            process = branch(FIX, tmp_path, os.environ, [nothing.fileno(), out, out])
            os.close(out)
            for _ in range(chance.randrange(FILES)):  # so many files are said to be written before it is killed
                lines.readline()
            os.kill(process, chance.choice([signal.SIGKILL, signal.SIGINT, signal.SIGTERM]))
            os.waitpid(process, 0)
        texts = [page.read_text(encoding="utf-8") for page in pages]
        assert set(texts) <= {PAGE, FIXED}
        partly += 0 < texts.count(FIXED) < FILES
    assert partly > 2, "the kills came too early or too late to show anything"


@pytest.mark.parametrize("options", [("--fix-only",), ("--fix",), ("--fix", "--unsafe-fixes", "--exit-non-zero-on-fix")], ids=" ".join)
def test_several_at_once_lose_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    pages = lay_out(tmp_path, 40)
    for process in [start(tmp_path, *options) for _ in range(3)]:
        said, complaints = process.communicate()
        assert process.returncode in ((0, 1, 2) if "--exit-non-zero-on-fix" in options else (0, 2))
        assert "Traceback" not in said + complaints
        assert all("changed on disk during the run" in line for line in complaints.splitlines() if line.startswith("profilelint:"))
    assert {page.read_text(encoding="utf-8") for page in pages} == {FIXED}
    assert sorted(os.listdir(tmp_path)) == [page.name for page in pages]


def test_only_what_was_read_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"newer")
    with pytest.raises(WriteError, match="changed on disk during the run"):
        write(str(page), b"older", b"fixed")
    assert page.read_bytes() == b"newer"
    assert os.listdir(tmp_path) == ["page.md"]


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="cannot be written: No such file"):
        write(str(tmp_path / "page.md"), b"a", b"b")
    assert os.listdir(tmp_path) == []


def test_an_interrupt_leaves_no_rest_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"old")

    def interrupted(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(str(page), b"old", b"new")
    assert page.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["page.md"]


unix = pytest.mark.skipif(sys.platform == "win32", reason="asks for modes, links and signals as Unix has them")


@unix
@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_file_that_nobody_may_write_to_stays(tmp_path: Path, mode: int) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"old")
    page.chmod(mode)
    with pytest.raises(WriteError, match="read-only"):
        write(str(page), b"old", b"new")
    assert (page.read_bytes(), page.stat().st_mode & 0o7777) == (b"old", mode)
    assert os.listdir(tmp_path) == ["page.md"]


@unix
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o4755, 0o200])
def test_the_mode_of_a_file_is_kept(tmp_path: Path, mode: int) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"old")
    page.chmod(mode)
    if not os.access(page, os.R_OK):
        return
    write(str(page), b"old", b"new")
    assert (page.read_bytes(), page.stat().st_mode & 0o7777) == (b"new", mode)


@unix
def test_a_file_of_two_names_stays(tmp_path: Path) -> None:
    page, other = tmp_path / "page.md", tmp_path / "other.md"
    page.write_bytes(b"old")
    os.link(page, other)
    with pytest.raises(WriteError, match="hard links"):
        write(str(page), b"old", b"new")
    assert page.samefile(other)
    assert page.read_bytes() == b"old"


@unix
def test_what_killed_runs_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    pages = lay_out(tmp_path, 40)
    for _ in range(30):
        process = subprocess.Popen(
            [sys.executable, "-c", "import os, signal\nos.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
             "from profilelint.cli import main\nmain(['--fix-only', '--isolated', '.'])"],
            cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        process.wait()
        if len(os.listdir(tmp_path)) > len(pages):
            break
    left = {name for name in os.listdir(tmp_path) if name.startswith(".profilelint-")}
    assert left
    mine = f".profilelint-{os.getpid()}-{_begun(os.getpid())}-abcdefgh"
    others = {mine, ".profilelint-1-x-abcdefgh", ".profilelint.toml", ".profilelint-baseline.json"}
    for name in others:
        (tmp_path / name).write_text("")
    subprocess.run([sys.executable, "-m", "profilelint", "--fix-only", "--isolated", "."], cwd=tmp_path, check=True, capture_output=True)
    assert {page.read_text(encoding="utf-8") for page in pages} == {FIXED}
    assert set(os.listdir(tmp_path)) == {page.name for page in pages} | others


@unix
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_is_told_to_end_leaves_no_rest_behind(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    """At the worst moment: the new file is there, and not yet in the place of the old one."""
    pages = lay_out(tmp_path)
    script = f"import os\nos.fsync = lambda *_: os.kill(os.getpid(), {int(sent)})\nfrom profilelint.cli import main\n"
    script += "raise SystemExit(main(['--fix', '.']))"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, b"")
    assert {page.read_text(encoding="utf-8") for page in pages} == {PAGE}
    assert sorted(os.listdir(tmp_path)) == [page.name for page in pages]
