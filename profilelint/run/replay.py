"""A run that would see what an earlier one saw is not run again: what was said then is said again.

What is kept of a run: all that it saw of the disk (`disk.Notes`), the modules that it ran, the days on which it would have said the
same, what it said, and its exit code. It is found by what the program was called with. All of it is plain text; what is damaged is
passed over.
"""

from __future__ import annotations

import os
import sys
import time

from profilelint.cache import store as kept
from profilelint.core import disk

#: More than so much output is not kept, and no more than so many runs, in so many bytes.
_MAX_SAID = 4_000_000
_MAX_RUNS, _MAX_BYTES = 400, 100_000_000
#: What differs from call to call, and says nothing to us.
_NOISE = frozenset(("_", "OLDPWD", "PWD", "SHLVL"))


class Replay:
    """One call of the program: what is known of it, and what may be kept."""

    def __init__(self, arguments: list[str]) -> None:
        self._path = _place(arguments)
        self._said: list[tuple[str, str]] = []
        self._room = _MAX_SAID

    def say(self) -> int | None:
        """Say again what was said, and give the exit code; None, and nothing said, where it might not be the same."""
        run = _kept(self._path)
        if run is None:
            return None
        code, said = run
        for stream, text in zip(said[::2], said[1::2], strict=True):
            (sys.stdout if stream == "out" else sys.stderr).write(text)
        sys.stdout.flush()
        kept.touch(self._path)
        return code

    def __enter__(self) -> Replay:
        self._streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Heard(sys.stdout, "out", self), _Heard(sys.stderr, "err", self)
        disk.take_notes(disk.Notes())
        return self

    def __exit__(self, *_: object) -> None:
        disk.take_notes(None)
        sys.stdout, sys.stderr = self._streams

    def hear(self, stream: str, text: str) -> None:
        self._room -= len(text)
        if self._room >= 0:
            self._said.append((stream, text))

    def keep(self, code: int) -> None:
        """What this run saw and said, where that decides what the next one will."""
        notes = disk.notes()
        if notes is None or not notes.repeatable or notes.changed or self._room < 0:
            return
        disk.note_code()
        fields = ["profilelint", notes.since, notes.until, str(code), str(len(notes.seen))]
        for (look, path), seen in notes.seen.items():
            fields += (look, os.path.join(os.getcwd(), path), seen)
        fields += (part for said in self._said for part in said)
        data = "\0".join(fields).encode("utf-8", "surrogatepass")
        if data.count(b"\0") == len(fields) - 1:
            kept.write(self._path, data, _MAX_RUNS, _MAX_BYTES)


class _Heard:
    """A stream, and somebody who listens."""

    def __init__(self, stream: object, name: str, replay: Replay) -> None:
        self._stream, self._name, self._replay = stream, name, replay

    def write(self, text: str) -> int:
        self._replay.hear(self._name, text)
        return self._stream.write(text)  # type: ignore[attr-defined, no-any-return]

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def _place(arguments: list[str]) -> str:
    """The file that holds a run that was called so."""
    streams = [f"{stream.encoding} {stream.errors} {_columns(stream)}" for stream in (sys.stdout, sys.stderr)]
    environ = [f"{name}={value}" for name, value in sorted(os.environ.items()) if name not in _NOISE]
    program = [__file__, sys.version, sys.executable, repr(sys.flags), os.getcwd()]
    return kept.place("runs", *program, *streams, *environ, "", *arguments)


def _columns(stream: object) -> str:
    if not stream.isatty():  # type: ignore[attr-defined]
        return "no terminal"
    try:
        return str(os.get_terminal_size(stream.fileno()).columns)  # type: ignore[attr-defined]
    except OSError:
        return "a terminal"


def _kept(path: str) -> tuple[int, list[str]] | None:
    """The exit code and what was said of a run that would be the same today."""
    data = kept.read(path)
    if data is None:
        return None
    fields = data.decode("utf-8", "surrogatepass").split("\0")
    _, since, until, code, count = fields[:5]
    if not since <= time.strftime("%Y-%m-%d") <= until:
        return None
    said = 5 + 3 * int(count)
    for at in range(5, said, 3):
        if disk.again(fields[at], fields[at + 1]) != fields[at + 2]:
            return None
    return int(code), fields[said:]
