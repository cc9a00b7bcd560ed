"""What a run leaves for the next ones: files in the user's cache folder, plain text, each with a digest of itself, whole or not there."""

from __future__ import annotations

import os
import sys

from profilelint.core.files import digest


def cache_folder() -> str:
    """Where programs keep what they can make anew."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "profilelint", "Cache")
    usual = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.path.join(home, ".cache")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or usual, "profilelint")


def place(kind: str, *called: str) -> str:
    """The file that holds what is found by what it was `called`."""
    return os.path.join(cache_folder(), kind, digest("\0".join(called).encode("utf-8", "surrogateescape")))


def read(path: str) -> bytes | None:
    """What was kept; None where there is nothing, where it is damaged, and where somebody else may have written it."""
    try:
        if not _is_ours(os.path.dirname(path)):
            return None
        with open(path, "rb") as file:
            written, _, data = file.read().partition(b"\n")
    except OSError:
        return None
    return data if written == _proof(path, data) else None


def write(path: str, data: bytes, most_files: int, most_bytes: int) -> None:
    """For nobody else to read; where that cannot be, nothing is kept. What nobody asked for longest makes room."""
    folder = os.path.dirname(path)
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_ours(folder):
            return
        _make_room(folder, most_files, most_bytes - len(data))
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
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
    """A digest by which what was cut, changed, or kept of something else is told."""
    return digest("/".join(path.split(os.sep)[-2:]).encode() + b"\n" + data).encode()


def _is_ours(folder: str) -> bool:
    """Whether nobody else can write there."""
    if sys.platform == "win32":
        return True
    status = os.stat(folder)
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _make_room(folder: str, most_files: int, most_bytes: int) -> None:
    with os.scandir(folder) as entries:
        kept = sorted((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in entries)
    total = sum(size for _, size, _ in kept)
    while kept and (len(kept) >= most_files or total > most_bytes):
        _, freed, path = kept.pop(0)
        os.unlink(path)
        total -= freed
