"""A run that would see what an earlier one saw is not run again: what was said then is said again.

What is kept of a run: all that it saw of the disk (`disk.Notes`), the modules that it ran, the days on which it would have said the
same, what it said, and its exit code. It is found by what the program was called with. All of it is plain text; what is damaged is
passed over.
"""

from __future__ import annotations

import os
import sys
import time

from profilelint import disk

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
        os.utime(self._path)
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
        _note_code()
        fields = ["profilelint", notes.since, notes.until, str(code), str(len(notes.seen))]
        for (look, path), seen in notes.seen.items():
            fields += (look, os.path.join(os.getcwd(), path), seen)
        fields += (part for said in self._said for part in said)
        data = "\0".join(fields).encode("utf-8", "surrogatepass")
        if data.count(b"\0") == len(fields) - 1:
            _write(self._path, disk.digest(data).encode() + b"\n" + data)


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
    call = "\0".join([*program, *streams, *environ, "", *arguments])
    return os.path.join(disk.cache_folder(), "runs", disk.digest(call.encode("utf-8", "surrogateescape")))


def _columns(stream: object) -> str:
    if not stream.isatty():  # type: ignore[attr-defined]
        return "no terminal"
    try:
        return str(os.get_terminal_size(stream.fileno()).columns)  # type: ignore[attr-defined]
    except OSError:
        return "a terminal"


def _kept(path: str) -> tuple[int, list[str]] | None:
    """The exit code and what was said of a run that would be the same today."""
    try:
        if not _is_ours(os.path.dirname(path)):
            return None
        with open(path, "rb") as file:
            written, _, data = file.read().partition(b"\n")
    except OSError:
        return None
    if written != disk.digest(data).encode():
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


def _note_code() -> None:
    """The modules that ran, and the data beside ours."""
    for module in list(sys.modules.values()):
        if isinstance(file := getattr(module, "__file__", None), str):
            disk.note_identity(file)
    for folder, _, names in os.walk(os.path.dirname(__file__)):
        for name in names:
            if not name.endswith((".py", ".pyc")):
                disk.note_identity(os.path.join(folder, name))


def _write(path: str, data: bytes) -> None:
    """Whole or not at all, for nobody else to read; where that cannot be, there is nothing to replay."""
    folder = os.path.dirname(path)
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_ours(folder):
            return
        _make_room(folder, len(data))
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        os.replace(beside, path)
    except OSError:
        return


def _is_ours(folder: str) -> bool:
    """Whether nobody else can write there."""
    if sys.platform == "win32":
        return True
    status = os.stat(folder)
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _make_room(folder: str, size: int) -> None:
    """Forget the runs that nobody asked for longest."""
    with os.scandir(folder) as entries:
        kept = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in entries)
    total = size + sum(size for _, size, _ in kept)
    while kept and (len(kept) >= _MAX_RUNS or total > _MAX_BYTES):
        _, freed, path = kept.pop(0)
        os.unlink(path)
        total -= freed
