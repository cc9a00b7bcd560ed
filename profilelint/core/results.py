"""The results of a run, file by file: pages with their diagnostics, and paths that could not be read."""

from __future__ import annotations

import os

from profilelint.core.diagnostic import Diagnostic
from profilelint.core.record import frozen
from profilelint.core.source import Source


@frozen
class Fixed:
    """The fixes of a page: `before` are the bytes that were read, `after` the bytes to write. `changes`: rule, line, old text and
    new text of each fix; `refused`: fixes that would have changed something else on the page, each with the reason."""

    before: bytes
    after: bytes
    changes: tuple[tuple[str, int, str, str], ...]
    refused: tuple[tuple[Diagnostic, str], ...]


@frozen
class Page:
    """A file that was checked. The spans of `diagnostics` refer to `source`, the text after the fixes."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    fixed: Fixed | None = None


@frozen
class Trouble:
    """A path that was not read, and why, in one sentence. `fatal`: this very path was given, so the run fails."""

    path: str
    message: str
    fatal: bool = True


@frozen
class Excluded:
    """A path that was given but is excluded by the settings, .gitignore or the configuration of the site generator. `unread`: the ending
    of a page that was found, if its format is not supported."""

    path: str
    unread: str = ""


Result = Page | Trouble | Excluded


def shown_path(path: str | os.PathLike[str]) -> str:
    """The path as reports show it: relative if it is below the working directory, otherwise absolute."""
    absolute, here = os.path.abspath(path), os.getcwd()
    if absolute == here:
        return os.curdir
    shown = absolute.removeprefix(here.rstrip(os.sep) + os.sep)
    # Lines that begin so are commands to GitHub's runners, which read what is printed.
    return f".{os.sep}{shown}" if shown.lstrip().startswith("::") else shown
