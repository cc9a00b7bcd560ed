"""The commands, a module each: `parser()` makes the parser of its arguments, `run(arguments)` gives the exit code."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

CLEAN, FOUND, FAILED, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


class Terminated(KeyboardInterrupt):
    """Somebody asked the process to end, otherwise than by Ctrl-C."""


def say(message: str) -> int:
    """Something went wrong: one sentence, on standard error. The exit code that belongs to it."""
    from profilelint.report.style import escaped

    try:
        sys.stdout.flush()
    except BrokenPipeError:
        give_up(sys.stdout)  # who read it has seen enough
    try:
        print(f"profilelint: {escaped(message)}", file=sys.stderr)
        sys.stderr.flush()
    except OSError:
        give_up(sys.stderr)  # there is nowhere left to say it; the exit code does
    return FAILED


def give_up(stream: TextIO) -> None:
    """Drop what a stream still holds, and what else is written to it: Python would complain once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
