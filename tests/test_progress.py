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


def _seen(folder, *arguments, stdout_too=False, **environ):
    """What reaches a terminal that is standard error, and standard output if that is asked for."""
    import pty

    ours, theirs = pty.openpty()
    usual = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")}
    command = [sys.executable, "-m", "profilelint", "check", "--no-cache", "--output-format", "concise", *arguments, "."]
    environ = usual | {"TERM": "xterm"} | environ
    process = subprocess.Popen(command, cwd=folder, env=environ, stdout=theirs if stdout_too else subprocess.DEVNULL, stderr=theirs)
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
    seen = _seen(many, stdout_too=True)
    assert b" files checked \xe2\x80\xa6" in seen
    # On what the terminal shows in the end, only whole lines of the report are left.
    lines = [line.rpartition(ERASE)[2] for line in seen.replace(b"\r\n", b"\n").split(b"\n")]
    assert sum(b"[placeholder/" in line or b"placeholder/filler-text" in line for line in lines) == 400
    assert not any(b"\xe2\x80\xa6" in line for line in lines)


@pytest.mark.parametrize(("arguments", "environ"), [(("--quiet",), {}), ((), {"CI": "true"}), ((), {"TERM": "dumb"})])
def test_nobody_is_told_who_does_not_watch(many, arguments, environ):
    assert ERASE not in _seen(many, *arguments, **environ)
