"""Our own patterns: compiled on first use, and once for all runs.

There are some five hundred, a page needs a hundred, and compiling those takes a quarter of the time of a small page. The compiled
form is stored next to the bytecode of this module, as Python does with bytecode, and loaded by the next run. If that is impossible,
patterns are compiled as usual.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from typing import Any, AnyStr, cast

#: The methods and attributes of a pattern.
_PUBLIC = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))
#: A pattern as written, with its flags -> what Python made of it: flags, code, groups, their names, and these by number.
_Stored = dict[tuple[str | bytes, int], tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]]


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A lazy `re.compile`. (It is not that object itself: `match.re is PATTERN` is never true.) For patterns that are
    part of the program, not for those of pages, sites or settings."""
    return cast("re.Pattern[AnyStr]", _Later(pattern, flags))


class _Later:
    def __init__(self, pattern: Any, flags: int) -> None:
        self._written = pattern, int(flags)

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet: after the first time, a method of the pattern is found like any attribute."""
        if name.startswith("_"):
            raise AttributeError(name)
        pattern = _store.pattern(*self._written)
        for what in _PUBLIC:
            setattr(self, what, getattr(pattern, what))
        self.__class__ = _Now  # type: ignore[assignment]
        return getattr(pattern, name)


class _Now:
    """The same once it is compiled: as long as its class has `__getattr__`, Python goes the long way to each attribute."""


class _Store:
    """The compiled forms of patterns, for this version of Python only."""

    def __init__(self) -> None:
        self._known: _Stored | None = None
        self._new: _Stored = {}

    def pattern(self, written: Any, flags: int) -> Any:
        if self._known is None:
            self._known = self._read()
        if (made := self._known.get((written, flags))) is not None:
            try:
                return _given_back(written, *made)
            except Exception:  # of a Python that says it is the same, and is not
                self._known = {}
        compiled, made = _compiled(written, flags)
        if made is not None:
            self._new[written, flags] = made
        return compiled

    def save(self) -> None:
        """Keep what was compiled, where Python keeps its bytecode."""
        path = _path()
        if not self._new or path is None or sys.dont_write_bytecode:
            return
        beside = f"{path}.{os.getpid()}"
        try:
            with open(beside, "xb") as file:
                file.write(_version() + marshal.dumps({**self._read(), **self._new}))
            os.replace(beside, path)
        except OSError:
            return

    def _read(self) -> _Stored:
        path = _path()
        if path is None:
            return {}
        try:
            with open(path, "rb", 0) as file:
                if not _is_ours(os.fstat(file.fileno())):
                    return {}
                data = file.read() or b""
        except OSError:
            return {}
        if not data.startswith(_version()):
            return {}
        try:
            found: _Stored = marshal.loads(data[len(_version()) :])
        except (EOFError, ValueError, TypeError):
            return {}
        return found


_store = _Store()


def save_patterns() -> None:
    """Keep what was compiled for the next run; where that cannot be, it is compiled again."""
    _store.save()


def _path() -> str | None:
    cached = __spec__.cached if __spec__ is not None else None
    return f"{cached.removesuffix('.pyc')}.patterns" if cached and os.path.isdir(os.path.dirname(cached)) else None


def _is_ours(status: os.stat_result) -> bool:
    """Whether only who may change this module may have written it."""
    return sys.platform == "win32" or (status.st_uid in (os.getuid(), os.stat(__file__).st_uid) and not status.st_mode & 0o022)


def _version() -> bytes:
    import _sre  # type: ignore[import-not-found]

    return f"{sys.version} {_sre.MAGIC} {_sre.CODESIZE}\n".encode()


def _given_back(written: Any, flags: int, code: bytes, groups: int, names: dict[str, int], by_number: tuple[str | None, ...]) -> Any:
    import _sre

    return _sre.compile(written, flags, memoryview(code).cast("I").tolist(), groups, names, by_number)


def _compiled(written: Any, flags: int) -> tuple[Any, Any]:
    """The pattern, and its compiled form; None if this Python does not expose it."""
    try:
        import _sre
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(written, flags)
        code = _compiler._code(parsed, flags)
        state = parsed.state
        by_number: list[str | None] = [None] * state.groups
        for name, number in state.groupdict.items():
            by_number[number] = name
        made = flags | state.flags, memoryview(_array(code)).tobytes(), state.groups - 1, dict(state.groupdict), tuple(by_number)
        return _sre.compile(written, made[0], code, *made[2:]), made
    except (ImportError, AttributeError, TypeError):
        return re.compile(written, flags), None


def _array(code: list[int]) -> Any:
    from array import array

    return array("I", code)
