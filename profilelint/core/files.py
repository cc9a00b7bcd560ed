"""Files as others may have made them: read no further than a limit, and never a pipe or a device."""

from __future__ import annotations

import os
import stat
from _blake2 import blake2b  # hashlib would bring OpenSSL along, which takes longer than all the rest

TYPE_CHECKING = False
if TYPE_CHECKING:
    Path = str | os.PathLike[str]


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file, at most `limit`. `OSError` also if it is not a regular file: a pipe may block, a device may have no end."""
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "not a regular file")
    with open(path, "rb", 0) as file:
        data = file.read(min(limit, status.st_size + 1)) or b""
        # It may grow while it is read, and some file systems do not know how long their files are.
        while status.st_size < len(data) < limit and (more := file.read(min(limit - len(data), 1 << 20))):
            data += more
        return data


def list_folder(folder: Path) -> list[tuple[str, str]]:
    """The names in a folder, sorted, each with "file", "folder", or "elsewhere" for links, pipes and devices."""
    with os.scandir(folder) as inside:
        return sorted((entry.name, _kind_of(entry)) for entry in inside)


def real_path(path: Path) -> str:
    try:
        return os.path.realpath(os.fspath(path))
    except ValueError:  # it holds a NUL, so there is nothing by that name
        return os.fspath(path)


def digest(data: bytes) -> str:
    return blake2b(data, digest_size=20).hexdigest()


def _kind_of(entry: os.DirEntry[str]) -> str:
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "elsewhere"
