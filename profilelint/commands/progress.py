"""A line on the terminal while a long run is under way, erased before anything else is said there."""

from __future__ import annotations

import os
import stat
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from profilelint.core.results import Result

#: Most runs are over sooner, and nobody reads faster than a line changes.
_AFTER, _EVERY = 0.5, 0.1
_ERASE = "\r\x1b[K"


def with_progress(results: Iterable[Result], arguments: Namespace) -> Iterator[Result]:
    return _counted(results) if _is_watched(arguments) else iter(results)


def _is_watched(arguments: Namespace) -> bool:
    """Whether a person looks at standard error. What another program does with a pipe from us may stand on the same terminal."""
    if arguments.quiet or arguments.online or os.environ.get("CI") or (os.environ.get("TERM") or "dumb") == "dumb":
        return False
    try:
        return os.isatty(2) and not stat.S_ISFIFO(os.fstat(1).st_mode)
    except OSError:
        return False


def _counted(results: Iterable[Result]) -> Iterator[Result]:
    begun, said, is_shown = monotonic(), 0.0, False
    try:
        for number, result in enumerate(results, 1):
            if is_shown:
                _write(_ERASE)
            yield result
            now = monotonic()
            is_shown = is_shown or now - begun > _AFTER
            if is_shown:
                sys.stdout.flush()
                if now - said > _EVERY:
                    said, line = now, f"{_ERASE}{number} file{'' if number == 1 else 's'} checked …"
                _write(line)
    finally:
        if is_shown:
            _write(_ERASE)


def _write(text: str) -> None:
    """To the terminal itself: what is kept of a run to be said again has no use for it."""
    if sys.__stderr__ is not None:
        sys.__stderr__.write(text)
        sys.__stderr__.flush()
