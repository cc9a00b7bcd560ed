"""The Python API. `docs/api.md` documents it and says which parts are stable."""

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
    """Rules that are prepared once and then check any number of texts.

    `select` and `ignore` are lists of rule ids, families or "all". `today` is the date to check against (default: today's date).
    `settings` are those of a configuration file (`read_settings`, `find_settings`); without them, the defaults apply and no file is
    searched for. The site around a page is read once: make a new `Linter` after files have changed.

    Raises `UnknownRuleError` for an unknown rule or family, `RuleError` for an invalid custom rule page, `ConfigError` for settings that
    name unknown rules or options, and `TypeError` for arguments of another type.
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
        """The findings on a page, sorted by position. Spans are half-open ranges of code points in `text`; lines and columns are from 1.

        `path` gives the format (by its ending) and the site around the page; it need not exist, and "-" stands for Markdown without a site.
        """
        return self._engine.lint(_of_text(text, path))

    def lint_bytes(self, data: bytes, path: str | os.PathLike[str] = "-") -> tuple[Diagnostic, ...]:
        """Like `lint_text`, for the bytes of a file. In spans, a byte order mark does not count, and a byte that is not UTF-8 counts as one
        code point."""
        return self._engine.lint(_of_bytes(data, path))

    def lint_paths(self, paths: Sequence[str | os.PathLike[str]]) -> Iterator[Result]:
        """Check files and folders: a `Page` for each file that was checked, a `Trouble` or an `Excluded` for other paths, one by one.

        Folders are searched as on the command line, with the excludes of `settings`. Raises `TypeError` for a single path.
        """
        if isinstance(paths, (str, bytes, os.PathLike)) or not isinstance(paths, Iterable):
            raise TypeError(f"paths must be a list of paths, not one {_type(paths)}")
        return runner.lint_paths(self._engine, [_path(path) for path in paths], runner.patterns_of(self._settings))

    def fix_text(self, text: str, path: str | os.PathLike[str] = "-", *, unsafe: bool = False) -> str:
        """The text after all safe fixes; with `unsafe`, also after those that you should review. Nothing is written to disk.

        Raises `FixLoopError` if fixes undo each other, which is a bug in profilelint.
        """
        return self._engine.fix(_of_text(text, path), _allowed(unsafe)).source.text

    def fix_bytes(self, data: bytes, path: str | os.PathLike[str] = "-", *, unsafe: bool = False) -> bytes:
        """Like `fix_text`, for the bytes of a file. Everything outside of the fixes is preserved byte for byte."""
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
    """The findings on one text: `Linter(…).lint_text(text, path)`, with the same arguments and errors."""
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
    """The findings on the bytes of one file: `Linter(…).lint_bytes(data, path)`, with the same arguments and errors."""
    return Linter(select=select, ignore=ignore, today=today, settings=settings).lint_bytes(data, path)


def lint_paths(
    paths: Sequence[str | os.PathLike[str]],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> Iterator[Result]:
    """The findings in files and folders: `Linter(…).lint_paths(paths)`. Without `settings`, the nearest configuration file applies."""
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
    """One text after its fixes: `Linter(…).fix_text(text, path, unsafe=unsafe)`, with the same arguments and errors."""
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
    """The bytes of one file after its fixes: `Linter(…).fix_bytes(data, path, unsafe=unsafe)`, with the same arguments and errors."""
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
