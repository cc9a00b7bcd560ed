"""What a start imports. Each module takes its time at every start, of every hook of everybody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: What only some pages or commands need, and what takes long to import.
HEAVY = frozenset(
    """
    aiohttp asyncio bs4 concurrent.futures.process email ftfy hashlib http jinja2 json linkcheck multiprocessing pickle socket sqlite3 ssl
    subprocess tempfile tomllib turbohtml urllib.request wcwidth xml
    """.split()
)
_RUN = """
import sys
before = set(sys.modules)
import runpy
try:
    runpy.run_module("profilelint", run_name="__main__", alter_sys=True)
finally:
    print(*sorted(set(sys.modules) - before))
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """The modules that a run needs beyond Python's own start."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _RUN, *arguments]
    runs = [subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True) for _ in range(2)]
    assert runs[1].returncode == 0, runs[1].stdout + runs[1].stderr
    return set(runs[1].stdout.splitlines()[-1].split())  # the first has written the compiled rules, where it is a checkout


@pytest.mark.parametrize(
    ("arguments", "most"),
    [(("--no-cache", "--isolated", "page.md"), 280), (("--version",), 30), (("--help",), 160)],
    ids=["a page", "--version", "--help"],
)
def test_a_start_imports_no_more_than_it_needs(site: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], most: int) -> None:
    (site / "page.md").write_text("---\ntitle: Tides\n---\n\nThe tide comes in, and the tide goes out.\n")
    names = imported(site, *arguments)
    assert not names & HEAVY
    assert len(names) <= most, " ".join(sorted(names))
