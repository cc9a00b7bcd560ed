"""Files in the user's cache folder: plain text, each with a digest of itself, written atomically.

Whoever can write there can forge results. So a file is used only if it is a regular file, and it and the folders that we made around it
belong to the user and are not writable by others.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress

from profilelint.core.files import digest

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_OTHERS_MAY_WRITE = 0o022


def cache_folder() -> str:
    """The user's cache folder; "" if it is not set. A relative path is ignored: it could be inside a site."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        named, usual = os.environ.get("LOCALAPPDATA", ""), os.path.join(home, "AppData", "Local")
        inner = os.path.join("profilelint", "Cache")
    else:
        named = os.environ.get("XDG_CACHE_HOME", "")
        usual = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
        inner = "profilelint"
    folder = named if os.path.isabs(named) else usual
    return os.path.join(folder, inner) if os.path.isabs(folder) else ""


def place(kind: str, *called: str) -> str:
    """The cache file for a name; "" if there is no place for it."""
    folder = cache_folder()
    return folder and os.path.join(folder, kind, digest("\0".join(called).encode("utf-8", "surrogateescape")))


def is_ours(path: str, is_folder: bool = False) -> bool:
    """Whether a file, or a folder, is there, and nobody else can have written it. `OSError` where it is not there."""
    status = os.lstat(path)
    return (stat.S_ISDIR if is_folder else stat.S_ISREG)(status.st_mode) and _is_of_user(status)


def make_folder(folder: str) -> None:
    """Make a folder, and those around it that are missing, for nobody else to read. Raises `OSError`."""
    missing = []
    while not os.path.lexists(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for each in reversed(missing):
        with suppress(FileExistsError):  # another run was faster
            os.mkdir(each, 0o700)


def read(path: str) -> bytes | None:
    """The stored data; None if there is none, it is damaged, or somebody else may have written it."""
    try:
        if not _is_in_ours(path):
            return None
        handle = os.open(path, os.O_RDONLY | _NO_LINK)
        with open(handle, "rb") as file:
            status = os.fstat(handle)
            if not (stat.S_ISREG(status.st_mode) and _is_of_user(status)):
                return None
            written, _, data = file.read().partition(b"\n")
    except OSError:
        return None
    return data if written == _proof(path, data) else None


def write(path: str, data: bytes, most_files: int, most_bytes: int) -> None:
    """Store data, readable only by the user; if that is impossible, nothing is stored. The least recently used files make room."""
    folder = os.path.dirname(path)
    beside = f"{path}.{os.getpid()}"
    try:
        if path:
            make_folder(folder)
        if not _is_in_ours(path):
            return
        _make_room(folder, most_files, most_bytes - len(data))
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o600)
        try:
            with open(handle, "wb") as file:
                file.write(_proof(path, data) + b"\n" + data)
            os.replace(beside, path)
        except OSError:
            os.unlink(beside)
    except OSError:
        return


def touch(path: str) -> None:
    """It was of use."""
    try:
        os.utime(path)
    except OSError:
        return


def _proof(path: str, data: bytes) -> bytes:
    """A digest that detects data that was truncated, changed, or stored for something else."""
    return digest("/".join(path.split(os.sep)[-2:]).encode() + b"\n" + data).encode()


def _is_in_ours(path: str) -> bool:
    """Whether nobody else can put a file there, nor another folder in the place of the one that it is in."""
    folder = os.path.dirname(path)
    return is_ours(folder, is_folder=True) and is_ours(os.path.dirname(folder), is_folder=True)


def _is_of_user(status: os.stat_result) -> bool:
    return sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & _OTHERS_MAY_WRITE)


def _make_room(folder: str, most_files: int, most_bytes: int) -> None:
    with os.scandir(folder) as entries:
        found = [(entry.stat(follow_symlinks=False), entry.path) for entry in entries if not entry.is_dir(follow_symlinks=False)]
    stored = sorted((status.st_mtime, status.st_size, path) for status, path in found)
    total = sum(size for _, size, _ in stored)
    while stored and (len(stored) >= most_files or total > most_bytes):
        _, freed, path = stored.pop(0)
        os.unlink(path)
        total -= freed
