"""The commands, a module each: `parser()` makes the parser of its arguments, `run(arguments)` gives the exit code."""

from __future__ import annotations

import sys

CLEAN, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def say(message: str) -> int:
    """Something went wrong: one sentence, on standard error. The exit code that belongs to it."""
    from profilelint.report.style import escaped

    sys.stdout.flush()
    print(f"profilelint: {escaped(message)}", file=sys.stderr)
    return FAILED
