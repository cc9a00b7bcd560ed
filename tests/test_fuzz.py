"""A short run of fuzz/, the same on every machine. `python fuzz/run.py` goes on for as long as one likes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.pages import mutated, page
from fuzz.promises import hold


@pytest.mark.parametrize("start", range(0, 400, 50))
def test_promises_hold_on_pages_that_nobody_would_write(start):
    for seed in range(start, start + 50):
        name, data = page(seed)
        try:
            hold(data, name)
            hold(mutated(data, seed), name)
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error


#: What broke a promise once, cut down.
BROKE = {
    "page.html": [b"{%comment%}&<!--m ipsum dolor -->lorem ipsum {%endcomment%}"],
    "page.md": [b"[Ada Lovelace](https://a]b.edu/x)"],
}


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, pages in BROKE.items() for data in pages])
def test_what_broke_a_promise_once_breaks_none(name, data):
    hold(data, name)


@pytest.mark.skipif(sys.platform == "win32", reason="asks for limits as Unix has them")
@pytest.mark.parametrize("first", range(0, 80, 20))
def test_what_the_grammars_make_takes_little_time_and_memory(first):
    """Pages, sites and repositories; `python fuzz/hostile.py` goes on."""
    command = [sys.executable, "fuzz/hostile.py", "--first", str(first), "--cases", "20"]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_seed_is_a_page():
    assert page(7) == page(7)
    assert page(7) != page(8)


def test_a_fix_that_does_not_help_is_left_out(run, write):
    """The end tag would stand inside of another tag, which never ends."""
    page = write("a.html", "---\nx:\n---\n<b>3<a")
    before = page.read_bytes()
    said = run("a.html", "--fix", "--unsafe-fixes")
    assert "not fixed, since it would be reported again" in said.out
    assert page.read_bytes() == before
