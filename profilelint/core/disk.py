"""What is seen of the disk. All looks go through here, so that a run can note what it saw, and the next tell whether it would see it again.

This module and `replay` are imported before anything else is, and import nothing that Python has not imported already.
"""

from __future__ import annotations

import os
import stat
import sys
from _blake2 import blake2b  # hashlib would bring OpenSSL along, which takes longer than all the rest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

#: What each look gave: (kind of look, path) -> what was seen, or a digest of it.
_Notes = dict[tuple[str, str], str]
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


class Notes:
    """What a run, or the check of one page, has seen. `asked`: questions about the site, each with a digest of its answer; `own`: the looks
    that were taken past all questions. `since` and `until`: the days on which the same would have been said. `repeatable`: nothing but
    what is noted here, and what the run was called with, decides what it says."""

    def __init__(self) -> None:
        self.seen: _Notes = {}
        self.asked: dict[str, str] = {}
        self.own: set[tuple[str, str]] = set()
        self.since, self.until = FIRST_DAY, LAST_DAY
        self.repeatable = self.changed = self.behind = False

    def note(self, look: str, path: str, seen: str) -> None:
        if self.seen.setdefault((look, path), seen) != seen:
            self.changed = True  # while the run was under way
        if not self.behind:
            self.own.add((look, path))

    def add(self, other: Notes) -> None:
        """What was seen for one page, perhaps by another process."""
        for (look, path), seen in other.seen.items():
            self.note(look, path, seen)
        self.changed = self.changed or other.changed
        self.limit(other.since, other.until)

    def limit(self, since: str, until: str) -> None:
        self.since, self.until = max(self.since, since), min(self.until, until)


#: The notes of this run, where they are taken.
_notes: Notes | None = None


def take_notes(notes: Notes | None) -> None:
    """Note into `notes` from here on; None: nowhere."""
    global _notes
    _notes = notes


def notes() -> Notes | None:
    return _notes


def behind(work: Callable[[], T]) -> T:
    """What `work` gives. Its looks answer a question, which can be asked again; they are no looks of the page's own."""
    if _notes is None or _notes.behind:
        return work()
    taking, taking.behind = _notes, True
    try:
        return work()
    finally:
        taking.behind = False


def note_unasked(what: str) -> None:
    """That something was used which is known from looks that others took, unless it answers a question."""
    if _notes is not None and not _notes.behind:
        _notes.own.add(("unasked", what))


def note_modules() -> None:
    """The modules that have been imported."""
    for module in list(sys.modules.values()):
        if isinstance(file := getattr(module, "__file__", None), str):
            note_identity(file)


def note_code() -> None:
    """The modules that have been imported, and the data beside ours."""
    note_modules()
    for folder, _, names in os.walk(os.path.dirname(__file__)):
        for name in names:
            if not name.endswith((".py", ".pyc")):
                note_identity(os.path.join(folder, name))


def _note(look: str, path: str | os.PathLike[str], seen: str) -> None:
    if _notes is not None:
        _notes.note(look, os.fspath(path), seen)


def read_file(path: str | os.PathLike[str], limit: int) -> bytes:
    """The bytes of a file, at most `limit`. `OSError`, too, where it is no regular file: a pipe keeps one waiting, a device has no end."""
    try:
        data = _read(path, limit)
    except OSError as error:
        _note(f"read {limit}", path, f"error {error.errno}")
        raise
    if _notes is not None:
        _note(f"read {limit}", path, digest(data))
    return data


def is_file(path: str | os.PathLike[str]) -> bool:
    return _looked("kind", path) == "file"


def is_folder(path: str | os.PathLike[str]) -> bool:
    return _looked("kind", path) == "folder"


def exists(path: str | os.PathLike[str]) -> bool:
    return _looked("kind", path) != "nothing"


def is_link(path: str | os.PathLike[str]) -> bool:
    return _looked("link", path) == "yes"


def real_path(path: str | os.PathLike[str]) -> str:
    return _looked("real", path)


def entries(folder: str | os.PathLike[str]) -> list[tuple[str, str]]:
    """The names in a folder, sorted, each with "file", "folder", or "elsewhere" for links, pipes and devices."""
    try:
        found = _entries(folder)
    except OSError as error:
        _note("entries", folder, f"error {error.errno}")
        raise
    if _notes is not None:
        _note("entries", folder, _digest_of(found))
    return found


def note_identity(path: str) -> None:
    """That it is the same file, untouched: for what is too much, or not ours, to read again."""
    if _notes is not None and ("identity", path) not in _notes.seen:
        _note("identity", path, _identity(path))


def again(look: str, path: str) -> str:
    """What a look gives now."""
    try:
        if look.startswith("read "):
            return digest(_read(path, int(look[5:])))
        return _digest_of(_entries(path)) if look == "entries" else _LOOKS[look](path)
    except OSError as error:
        return f"error {error.errno}"


def cache_folder() -> str:
    """Where programs keep what they can make anew."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "profilelint", "Cache")
    usual = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or usual, "profilelint")


def digest(data: bytes) -> str:
    return blake2b(data, digest_size=20).hexdigest()


def _looked(look: str, path: str | os.PathLike[str]) -> str:
    seen = _LOOKS[look](path)
    _note(look, path, seen)
    return seen


def _read(path: str | os.PathLike[str], limit: int) -> bytes:
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "not a regular file")
    with open(path, "rb", 0) as file:
        data = file.read(min(limit, status.st_size + 1)) or b""
        # It may grow while it is read, and some file systems do not know how long their files are.
        while status.st_size < len(data) < limit and (more := file.read(min(limit - len(data), 1 << 20))):
            data += more
        return data


def _entries(folder: str | os.PathLike[str]) -> list[tuple[str, str]]:
    with os.scandir(folder) as inside:
        return sorted((entry.name, _kind_of_entry(entry)) for entry in inside)


def _kind_of_entry(entry: os.DirEntry[str]) -> str:
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "elsewhere"


def _digest_of(found: list[tuple[str, str]]) -> str:
    return digest("\0".join(part for entry in found for part in entry).encode("utf-8", "surrogateescape"))


def _kind(path: str | os.PathLike[str]) -> str:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return "nothing"
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"


def _link(path: str | os.PathLike[str]) -> str:
    return "yes" if os.path.islink(path) else "no"


def _real(path: str | os.PathLike[str]) -> str:
    try:
        return os.path.realpath(os.fspath(path))
    except ValueError:  # it holds a NUL, so there is nothing by that name
        return os.fspath(path)


def _identity(path: str | os.PathLike[str]) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return "nothing"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


_LOOKS = {"kind": _kind, "link": _link, "real": _real, "identity": _identity}
