"""A progress line on the terminal during a long run, erased before other output."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from time import monotonic

#: Most runs are over sooner, and nobody reads faster than a line changes.
_AFTER, _EVERY = 0.5, 0.1
_ERASE = "\r\x1b[K"


def is_watched(quiet: bool, environ: Mapping[str, str]) -> bool:
    """Whether a person reads standard error. The output of a program that reads our pipe may be on the same terminal."""
    if quiet or environ.get("CI") or (environ.get("TERM") or "dumb") == "dumb":
        return False
    try:
        return os.isatty(2) and not stat.S_ISFIFO(os.fstat(1).st_mode)
    except OSError:
        return False


class Progress:
    """Counts files, and shows how many where somebody watches."""

    def __init__(self, is_watched: bool) -> None:
        self._is_watched, self._is_shown = is_watched, False
        self._begun, self._said, self._files, self._line = monotonic(), 0.0, 0, ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Erase the line before other output."""
        if self._is_shown:
            _write(_ERASE)

    def advance(self) -> None:
        """One file more; the line comes back once what was said of it is there to be read."""
        self._files += 1
        if not self._is_watched:
            return
        now = monotonic()
        self._is_shown = self._is_shown or now - self._begun > _AFTER
        if self._is_shown:
            sys.stdout.flush()
            if now - self._said > _EVERY:
                self._said, self._line = now, f"{_ERASE}{self._files} file{'' if self._files == 1 else 's'} checked …"
            _write(self._line)


def _write(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text)
        sys.stderr.flush()
