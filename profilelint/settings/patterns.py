"""Patterns as in .gitignore."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: Patterns that people write have two or three. Each star may stop at each letter of a path: with six, one path of 200 letters
#: takes pathspec 100 s, with four 0.06 s.
_MAX_STARS = 4


def spec(lines: Iterable[str]) -> Any:
    """What matches the paths that the lines name; lines that are no patterns are passed over, as git does."""
    lines = [line for line in lines if _ends(line)]
    try:
        return _made(lines)
    except ValueError:
        return _made(filter(is_pattern, lines))


def is_pattern(line: str) -> bool:
    """Whether a line can match anything: blank ones and comments do not."""
    if not line.strip() or line.startswith("#"):
        return False
    try:
        _made([line])
    except ValueError:
        return False
    return _ends(line)


def _made(lines: Iterable[str]) -> Any:
    from pathspec import GitIgnoreSpec  # slow to import, and many sites need none

    return GitIgnoreSpec.from_lines(lines, backend="simple")  # the others, where their libraries are about, take fewer patterns


def _ends(line: str) -> bool:
    return line.replace("**", "*").count("*") <= _MAX_STARS
