"""What a run says, file by file: pages with their diagnostics, and what could not be read."""

from __future__ import annotations

import os

from profilelint.core.diagnostic import Diagnostic
from profilelint.core.record import frozen
from profilelint.core.source import Source


@frozen
class Fixed:
    """What fixes made of a page: `before` are the bytes that were read, `after` those that the file is to have. `changes`: rule,
    line, old text and new text of each fix; `refused`: fixes that would have done harm, and what."""

    before: bytes
    after: bytes
    changes: tuple[tuple[str, int, str, str], ...]
    refused: tuple[tuple[Diagnostic, str], ...]


@frozen
class Page:
    """A file that was read. `source` is what its diagnostics' spans are of: the text as it is after the fixes."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    fixed: Fixed | None = None


@frozen
class Trouble:
    """A path that was not read, and why, in one sentence. `fatal`: somebody asked for just this path."""

    path: str
    message: str
    fatal: bool = True


@frozen
class Excluded:
    """A path that was given, and that the settings, .gitignore or the site's own configuration leave out. `unread`: the ending of a page
    that was found, where nothing here reads that format."""

    path: str
    unread: str = ""


Result = Page | Trouble | Excluded


def shown_path(path: str | os.PathLike[str]) -> str:
    """The path as a report says it: from the working directory on where it lies below that, absolute elsewhere."""
    absolute, here = os.path.abspath(path), os.getcwd()
    if absolute == here:
        return os.curdir
    shown = absolute.removeprefix(here.rstrip(os.sep) + os.sep)
    # Lines that begin so are commands to GitHub's runners, which read what is printed.
    return f".{os.sep}{shown}" if shown.lstrip().startswith("::") else shown
