"""The commands, a module each: `parser()` makes the parser of its arguments, `run(arguments)` gives the exit code."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

CLEAN, FOUND, FAILED, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


class Terminated(KeyboardInterrupt):
    """The process received SIGTERM."""


def say(message: str) -> int:
    """Print an error, one sentence, to standard error; returns the exit code for it."""
    from profilelint.report.style import escaped

    try:
        sys.stdout.flush()
    except BrokenPipeError:
        give_up(sys.stdout)  # the reader has closed the pipe
    try:
        print(f"profilelint: {escaped(message)}", file=sys.stderr)
        sys.stderr.flush()
    except OSError:
        give_up(sys.stderr)  # only the exit code is left to report it
    return FAILED


def give_up(stream: TextIO) -> None:
    """Discard the buffer of a stream and everything written to it later: Python would complain again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
