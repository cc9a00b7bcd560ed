from __future__ import annotations

import os
import subprocess
import sys

import pytest

ERASE = b"\r\x1b[K"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@pytest.fixture
def many(tmp_path):
    for number in range(400):
        text = "\n\n".join(f"Paragraph {line} of page {number} says where the river bends and what it leaves there." for line in range(60))
        (tmp_path / f"page{number}.md").write_text(f"{text}\n\nTBD\n")
    return tmp_path


COMMAND = (sys.executable, "-m", "profilelint", "check", "--no-cache", "--output-format", "concise")


def _environ(**more):
    return os.environ | {"TERM": "xterm"} | more


def _seen(folder, *arguments, stdout=None, **environ):
    """What reaches a terminal that is standard error, and standard output where nothing else is given for it."""
    import pty

    ours, theirs = pty.openpty()
    out = theirs if stdout is None else stdout
    process = subprocess.Popen([*COMMAND, *arguments, "."], cwd=folder, env=_environ(**environ), stdout=out, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while data := os.read(ours, 65536):
            seen += data
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 1
    return seen


def test_a_long_run_says_how_far_it_is_and_leaves_nothing_behind(many):
    seen = _seen(many)
    assert b" files checked \xe2\x80\xa6" in seen
    # On what the terminal shows in the end, only whole lines of the report are left.
    lines = [line.rpartition(ERASE)[2] for line in seen.replace(b"\r\n", b"\n").split(b"\n")]
    assert sum(b"[placeholder/" in line or b"placeholder/filler-text" in line for line in lines) == 400
    assert not any(b"\xe2\x80\xa6" in line for line in lines)


def test_it_is_said_beside_a_report_that_goes_into_a_file(many, tmp_path):
    with open(tmp_path / "report.txt", "wb") as file:
        assert b" files checked \xe2\x80\xa6" in _seen(many, stdout=file)
    assert b"\x1b" not in (tmp_path / "report.txt").read_bytes()


@pytest.mark.parametrize(("arguments", "environ"), [(("--quiet",), {}), ((), {"CI": "true"}), ((), {"TERM": "dumb"}), ((), {"TERM": ""})])
def test_nobody_is_told_who_does_not_watch(many, arguments, environ):
    assert ERASE not in _seen(many, *arguments, stdout=subprocess.DEVNULL, **environ)


def test_nothing_is_written_between_what_another_program_writes(many):
    """Standard output is a pipe: what reads it may stand on the same terminal."""
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as reader:
        assert ERASE not in _seen(many, stdout=reader.stdin)
        reader.stdin.close()


def test_nothing_is_written_into_a_pipe(many):
    done = subprocess.run([*COMMAND, "."], cwd=many, env=_environ(), capture_output=True)
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout + done.stderr
    assert b" files checked" not in done.stdout + done.stderr.replace(b"400 files checked:", b"")
