"""What programs may call. `docs/api.md` says what stays as it is from version to version."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from profilelint.config import Settings, find_settings
from profilelint.diagnostic import Applicability, Diagnostic
from profilelint.results import Result
from profilelint.runner import Linter, linter_for, patterns_of, run
from profilelint.selection import with_options
from profilelint.source import Source


def lint_text(
    text: str,
    path: str = "-",
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> tuple[Diagnostic, ...]:
    """What there is to say about a page, in the order of the text. Spans are offsets in code points into `text`.

    `path` tells the format and the site around the page, and need not exist. `select` and `ignore`: ids of rules, families, or
    "all". `today` is the date that pages are judged at. `settings`: those of a configuration file; none are looked for.
    Raises `UnknownRuleError` for a name that is no rule's.
    """
    return _linter(select, ignore, today, settings or Settings()).lint(Source(text, path))


def lint_bytes(
    data: bytes,
    path: str = "-",
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> tuple[Diagnostic, ...]:
    """As `lint_text`, for the bytes of a file: a byte order mark counts as no character, a byte that is not UTF-8 as one."""
    return _linter(select, ignore, today, settings or Settings()).lint(Source.from_bytes(data, path))


def lint_paths(
    paths: Sequence[str | os.PathLike[str]],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> Iterator[Result]:
    """What there is to say about files and folders, file by file; without `settings`, those around the working directory hold."""
    settings = settings or find_settings(Path.cwd())
    return run(_linter(select, ignore, today, settings), [os.fspath(path) for path in paths], patterns_of(settings))


def fix_text(
    text: str,
    path: str = "-",
    *,
    unsafe: bool = False,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> str:
    """The text with what can be mended safely mended; with `unsafe`, also what needs a look afterwards.

    The rest as for `lint_text`. Raises `FixLoopError` where fixes undo one another, which is a bug.
    """
    linter = _linter(select, ignore, today, settings or Settings())
    return linter.mend(Source(text, path), _allowed(unsafe)).source.text


def fix_bytes(
    data: bytes,
    path: str = "-",
    *,
    unsafe: bool = False,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
    settings: Settings | None = None,
) -> bytes:
    """As `fix_text`, for the bytes of a file. What no fix touches stays as it is, byte for byte."""
    linter = _linter(select, ignore, today, settings or Settings())
    source = linter.mend(Source.from_bytes(data, path), _allowed(unsafe)).source
    return source.encode(source.text)


def _linter(select: Sequence[str], ignore: Sequence[str], today: date | None, settings: Settings) -> Linter:
    return linter_for(with_options(settings, select, (), ignore), today or date.today(), (*select, *ignore))


def _allowed(unsafe: bool) -> Applicability:
    return Applicability.UNSAFE if unsafe else Applicability.SAFE
