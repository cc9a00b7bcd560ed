"""What Python made of patterns is kept, and never believed where somebody else may have made it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from package import checkout

from profilelint.core.regex import regex

_RUN = """
import re, sys
from profilelint.core import regex
compiled = []
usual = regex._compiled
regex._compiled = lambda *written: compiled.append(written) or usual(*written)
pattern = regex.regex(sys.argv[1], re.IGNORECASE)
found = pattern.search("One tide, two tides")
print(found and found.groupdict(), pattern.groups, pattern.flags, len(compiled))
regex.save_patterns()
"""
PATTERN = r"(?P<count>one|two)\s(?P<what>tides?)"
SAID = "{'count': 'One', 'what': 'tide'} 2 34"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return checkout(tmp_path)


def run(package: Path, pattern: str = PATTERN, **environ: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-P", "-c", _RUN, pattern]
    done = subprocess.run(
        command, env={**environment, "PYTHONPATH": str(package.parent), **environ}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def stored(package: Path) -> list[Path]:
    return sorted((package / "core" / "__pycache__").glob("*.patterns*"))


def test_a_pattern_is_compiled_by_the_first_run_alone(package: Path) -> None:
    assert [run(package) for _ in range(3)] == [f"{SAID} 1", f"{SAID} 0", f"{SAID} 0"]
    assert run(package, "tide") == "{} 0 34 1"
    assert [run(package), run(package, "tide")] == [f"{SAID} 0", "{} 0 34 0"]
    assert len(stored(package)) == 1


@pytest.mark.parametrize("damage", ["cut", "of another Python", "of others", "noise"])
def test_what_cannot_be_believed_is_compiled_again(package: Path, damage: str) -> None:
    run(package)
    (file,) = stored(package)
    data = file.read_bytes()
    if damage == "of others":
        file.chmod(0o666)
    else:
        file.write_bytes({"cut": data[:-7], "of another Python": b"2" + data[1:], "noise": data[:80] + bytes(100)}[damage])
    assert run(package) == f"{SAID} 1"


def test_code_that_python_refuses_is_compiled_again(package: Path) -> None:
    run(package)
    (file,) = stored(package)
    head, _, code = file.read_bytes().partition(b"\n")
    import marshal

    known = {written: (made[0], bytes(len(made[1])), *made[2:]) for written, made in marshal.loads(code).items()}
    file.write_bytes(head + b"\n" + marshal.dumps(known))
    assert run(package) == f"{SAID} 1"


def test_nothing_is_kept_where_python_keeps_nothing(package: Path) -> None:
    run(package, PYTHONDONTWRITEBYTECODE="1")
    assert stored(package) == []


@pytest.mark.parametrize("pattern", ["(a)(?P<b>b)?", "(?i)x(?=y)", "[^\\W\\d_]{2,5}+", "(?s:.)(?m:^)", r"\bÄ\b|ß"])
def test_it_is_the_pattern_that_re_compiles(pattern: str) -> None:
    ours, theirs = regex(pattern), re.compile(pattern)
    for text in ("ab", "a", "XY xy", "word", "a\nb", "Ä ß"):
        assert [match.span() for match in ours.finditer(text)] == [match.span() for match in theirs.finditer(text)]
    assert (ours.groups, ours.groupindex, ours.flags, ours.pattern) == (theirs.groups, theirs.groupindex, theirs.flags, theirs.pattern)
