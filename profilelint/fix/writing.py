"""New bytes into a file, so that it is old or new at every moment, and nobody's work is lost."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


class WriteError(Exception):
    """A file was not written; it is as it was."""


def write(path: str, before: bytes | None, after: bytes) -> None:
    """Put `after` in the place of `before`, which must be what the file still holds, or None where there is none yet; `WriteError` says
    why not.

    The bytes go into a temporary file in the same folder, which is flushed to the disk and then renamed over the file, or over
    what a symbolic link leads to. Permissions are kept, and the owner where that may be set.
    """
    if before is None:
        return _make(path, after)
    target = os.path.realpath(path)
    if _leads_out(path, target):
        raise WriteError("is a symlink to somewhere outside the site, so it was not changed")
    temporary = ""
    try:
        status = os.stat(target)
        handle, temporary = tempfile.mkstemp(prefix=".profilelint-", dir=os.path.dirname(target))
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, status.st_mode & 0o7777)
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                os.chown(temporary, status.st_uid, status.st_gid)
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


def _leads_out(path: str, target: str) -> bool:
    """Whether what is written would stand outside the site that a link stands in: who sent the link may not say what is overwritten."""
    from profilelint.site.generator import find_root

    if not os.path.islink(path):
        return False
    absolute = Path(os.path.abspath(path))
    return not Path(target).is_relative_to(os.path.realpath(find_root(absolute) or absolute.parent))
