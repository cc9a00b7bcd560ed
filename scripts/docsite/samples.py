"""The sample sites of the quick starts: what profilelint prints on them stands on the page, and is never out of date."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=fence)\n", re.M | re.S)
_FILE = re.compile(r"(?P<format>\S*) title=\"(?P<path>[^\"]+)\"")
#: After the marks of a fence whose commands are run.
RUN = "console run"


class SampleError(Exception):
    """A command on a page that profilelint refuses."""


def with_output(text: str) -> str:
    """A page with the output of each command in its fences ```` ```console run ````, on the site that its fences with a title make."""
    with TemporaryDirectory() as folder:
        for fence in _FENCE.finditer(text):
            if match := _FILE.fullmatch(fence["info"]):
                path = Path(folder, match["path"])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(fence["text"], encoding="utf-8")

        def run(fence: re.Match[str]) -> str:
            if fence["info"] != RUN:
                return fence.group()
            lines = "".join(f"{line}\n{_output(line.removeprefix('$ '), folder)}" for line in fence["text"].splitlines())
            return f"{fence['fence']}console\n{lines}{fence['fence']}\n"

        return _FENCE.sub(run, text)


def _output(command: str, folder: str) -> str:
    program, *arguments = shlex.split(command)
    if program != "profilelint":
        raise SampleError(f"only profilelint can be run on a page, not {command}")
    environment = {**os.environ, "NO_COLOR": "1", "XDG_CACHE_HOME": os.path.join(folder, ".cache"), "COLUMNS": "100"}
    environment.pop("GITHUB_ACTIONS", None)
    called = [sys.executable, "-m", "profilelint", *arguments]
    done = subprocess.run(called, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    if done.returncode not in (0, 1):
        raise SampleError(f"{command}: {done.stderr}")
    return done.stdout.strip("\n") + "\n"
