"""What programs may call. `docs/api.md` says what stays as it is from version to version."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import cast

from profilelint.core.diagnostic import Applicability, Diagnostic
from profilelint.core.results import Result
from profilelint.core.source import Source
from profilelint.run import runner
from profilelint.run.engine import engine_for
from profilelint.run.selection import with_options
from profilelint.settings.config import Settings, find_settings


class Linter:
    """The rules, made ready once for any number of texts.

    `select` and `ignore`: ids of rules, families, or "all". `today` is the date that pages are judged at. `settings`: those of a
    configuration file; none are looked for. What stands in the folders around pages is read once, too: for a site that has changed,
    make another one. Raises `UnknownRuleError` for a name that is no rule's, and `TypeError` for what is not of the type named here.
    """

    def __init__(
        self, *, select: Sequence[str] = (), ignore: Sequence[str] = (), today: date | None = None, settings: Settings | None = None
    ) -> None:
        settings, today = Settings() if settings is None else settings, date.today() if today is None else today
        if not isinstance(today, date) or isinstance(today, datetime):
            raise TypeError(f"today must be a date, not {_type(today)}")
        if not isinstance(settings, Settings):
            raise TypeError(f"settings must be what read_settings or find_settings gives, not {_type(settings)}")
        selected, ignored = _names("select", select), _names("ignore", ignore)
        self._settings = settings
        self._engine = engine_for(with_options(settings, selected, (), ignored), today, (*selected, *ignored))

    def lint_text(self, text: str, path: str | os.PathLike[str] = "-") -> tuple[Diagnostic, ...]:
        """What there is to say about a page, in the order of the text. Spans are offsets in code points into `text`.

        `path` tells the format and the site around the page, and need not exist.
        """
        return self._engine.lint(_of_text(text, path))

    def lint_bytes(self, data: bytes, path: str | os.PathLike[str] = "-") -> tuple[Diagnostic, ...]:
        """As `lint_text`, for the bytes of a file: a byte order mark counts as no character, a byte that is not UTF-8 as one."""
        return self._engine.lint(_of_bytes(data, path))

    def lint_paths(self, paths: Sequence[str | os.PathLike[str]]) -> Iterator[Result]:
        """What there is to say about files and folders, file by file."""
        if isinstance(paths, (str, bytes, os.PathLike)) or not isinstance(paths, Iterable):
            raise TypeError(f"paths must be a list of paths, not one {_type(paths)}")
        return runner.lint_paths(self._engine, [_path(path) for path in paths], runner.patterns_of(self._settings))

    def fix_text(self, text: str, path: str | os.PathLike[str] = "-", *, unsafe: bool = False) -> str:
        """The text with everything fixed that can be fixed safely; with `unsafe`, also what needs a look afterwards.

        Raises `FixLoopError` where fixes undo one another, which is a bug.
        """
        return self._engine.fix(_of_text(text, path), _allowed(unsafe)).source.text

    def fix_bytes(self, data: bytes, path: str | os.PathLike[str] = "-", *, unsafe: bool = False) -> bytes:
        """As `fix_text`, for the bytes of a file. What no fix touches stays as it is, byte for byte."""
        source = self._engine.fix(_of_bytes(data, path), _allowed(unsafe)).source
        return source.encode(source.text)


def lint_text(
    text: str,
    path: str | os.PathLike[str] = "-",
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> tuple[Diagnostic, ...]:
    """`Linter(…).lint_text(text, path)`, for one text."""
    return Linter(select=select, ignore=ignore, today=today, settings=settings).lint_text(text, path)


def lint_bytes(
    data: bytes,
    path: str | os.PathLike[str] = "-",
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> tuple[Diagnostic, ...]:
    """`Linter(…).lint_bytes(data, path)`, for one file."""
    return Linter(select=select, ignore=ignore, today=today, settings=settings).lint_bytes(data, path)


def lint_paths(
    paths: Sequence[str | os.PathLike[str]],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> Iterator[Result]:
    """`Linter(…).lint_paths(paths)`; without `settings`, those around the working directory hold."""
    settings = find_settings(Path.cwd()) if settings is None else settings
    return Linter(select=select, ignore=ignore, today=today, settings=settings).lint_paths(paths)


def fix_text(
    text: str,
    path: str | os.PathLike[str] = "-",
    *,
    unsafe: bool = False,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> str:
    """`Linter(…).fix_text(text, path, unsafe=unsafe)`, for one text."""
    return Linter(select=select, ignore=ignore, today=today, settings=settings).fix_text(text, path, unsafe=unsafe)


def fix_bytes(
    data: bytes,
    path: str | os.PathLike[str] = "-",
    *,
    unsafe: bool = False,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> bytes:
    """`Linter(…).fix_bytes(data, path, unsafe=unsafe)`, for one file."""
    return Linter(select=select, ignore=ignore, today=today, settings=settings).fix_bytes(data, path, unsafe=unsafe)


def _names(option: str, names: Sequence[str]) -> tuple[str, ...]:
    given = (None,) if isinstance(names, (str, bytes)) or not isinstance(names, Iterable) else tuple(names)
    if not all(isinstance(name, str) for name in given):
        raise TypeError(f'{option} must be a list of names of rules, as in {option}=["spelling"], not {names!r:.80}')
    return cast(tuple[str, ...], given)


def _of_text(text: str, path: str | os.PathLike[str]) -> Source:
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {_type(text)}; lint_bytes and fix_bytes take bytes, lint_paths takes paths")
    return Source(text, _path(path))


def _of_bytes(data: bytes, path: str | os.PathLike[str]) -> Source:
    if not isinstance(data, bytes):
        raise TypeError(f"data must be bytes, not {_type(data)}; lint_text and fix_text take a str, lint_paths takes paths")
    return Source.from_bytes(data, _path(path))


def _path(path: str | os.PathLike[str]) -> str:
    plain = os.fspath(path) if isinstance(path, os.PathLike) else path
    if not isinstance(plain, str):
        raise TypeError(f"a path must be a str or a pathlib.Path, not {_type(path)}")
    return plain


def _allowed(unsafe: bool) -> Applicability:
    if not isinstance(unsafe, bool):
        raise TypeError(f"unsafe must be True or False, not {_type(unsafe)}")
    return Applicability.UNSAFE if unsafe else Applicability.SAFE


def _type(value: object) -> str:
    return type(value).__name__
