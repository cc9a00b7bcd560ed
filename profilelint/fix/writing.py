"""New bytes into a file, so that it is old or new at every moment, and nobody's work is lost."""

from __future__ import annotations

import contextlib
import os
import tempfile
from functools import cache

from profilelint.core.regex import regex

#: By the number of the process that writes, and by when it began: numbers are given again.
_TEMPORARY = regex(r"\.profilelint-(\d+)-(\d+)-\w{8}")


class WriteError(Exception):
    """A file was not written; it is as it was."""


def write(path: str, before: bytes | None, after: bytes) -> None:
    """Put `after` in the place of `before`, which must be what the file still holds, or None where there is none yet; `WriteError` says
    why not.

    The bytes go into a temporary file in the same folder, which is flushed to the disk and then renamed over the file, or over
    what a symbolic link leads to. Permissions are kept, and the owner where that may be set; a file that nobody may write to, or that
    has several names, stays as it is.
    """
    if before is None:
        return _make(path, after)
    from profilelint.site.generator import leads_out

    target = os.path.realpath(path)
    if leads_out(path):
        raise WriteError("is a symlink to somewhere outside the site, so it was not changed")
    temporary = ""
    try:
        status = os.stat(target)
        os.close(os.open(target, os.O_WRONLY))  # says why where it cannot be
        # In a folder that is read-only as a whole, the mode says nothing of the one file; only root comes so far there.
        if not status.st_mode & 0o222 and os.stat(os.path.dirname(target)).st_mode & 0o222:
            raise WriteError("is read-only, so it was left alone")
        if status.st_nlink > 1:
            raise WriteError("has several names (hard links), of which one alone would change, so it was left alone")
        _clear_up(os.path.dirname(target))
        handle, temporary = tempfile.mkstemp(prefix=f".profilelint-{os.getpid()}-{_begun(os.getpid())}-", dir=os.path.dirname(target))
        _fill(handle, temporary, after, status)
        with open(target, "rb") as file:
            if file.read(len(before) + 1) != before:
                raise WriteError("changed on disk during the run, so it was not changed again")
        os.replace(temporary, target)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}") from None
    finally:
        # Also on the way out of Ctrl-C. After the rename there is nothing by that name.
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _fill(handle: int, temporary: str, content: bytes, like: os.stat_result) -> None:
    """Write the temporary file, which shall then be as the one in whose place it comes."""
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if hasattr(os, "chown"):
        for owner in (like.st_uid, -1):  # the group may be permitted where the owner is not
            with contextlib.suppress(OSError):
                os.chown(temporary, owner, like.st_gid)
                break
    os.chmod(temporary, like.st_mode & 0o7777)


@cache
def _clear_up(folder: str) -> None:
    """Take away what runs that were killed have left in a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _TEMPORARY.fullmatch(entry.name)
            if match and entry.is_file(follow_symlinks=False) and _begun(int(match[1])) != int(match[2]):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)


def _begun(process: int) -> int:
    """When a process began, in ticks of the clock since the system did; 0 where nobody says, -1 where there is none of this number."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[19])
    except (OSError, ValueError, IndexError):
        pass
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return -1
    except (OSError, OverflowError):
        return 0
    return 0


def _make(path: str, data: bytes) -> None:
    try:
        with open(path, "xb") as file:
            try:
                file.write(data)
                file.flush()
            except BaseException:
                os.unlink(path)  # half of it is worse than nothing
                raise
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}") from None
