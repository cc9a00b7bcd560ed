"""The identity of the running program: caches of other programs are not used."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from profilelint.core.files import digest

_PACKAGE = os.path.dirname(os.path.dirname(__file__))


def identity(*folders: str) -> str:
    """A digest of the code and data of this package and of `folders` (by names, sizes and times), of the versions of installed
    packages, and of Python's version."""
    files = (f"{path}\0{status.st_size}\0{status.st_mtime_ns}" for path, status in _files((_PACKAGE, *folders)))
    return digest("\n".join((sys.version, *_installed(), *sorted(files))).encode("utf-8", "surrogateescape"))


def _files(folders: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    waiting = list(folders)
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                elif not entry.name.startswith("rules.compiled"):  # made of the rest
                    yield entry.path, entry.stat()


def _installed() -> list[str]:
    """The names and versions of what pip and its like have installed, which they keep in the names of folders."""
    found = []
    for folder in sys.path:
        try:
            found += [name for name in os.listdir(folder or os.curdir) if name.endswith(".dist-info")]
        except OSError:
            continue
    return sorted(found)
