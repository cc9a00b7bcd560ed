"""Pages with fixes: write them, or show the changes, and print what was done."""

from __future__ import annotations

import os
import stat
import sys
from typing import TextIO

from profilelint.core.results import Page, Trouble
from profilelint.fix.writing import WriteError, write
from profilelint.report.fixes import changes, diff
from profilelint.report.runners import heard
from profilelint.report.style import Style


def write_fixed(page: Page, *, as_diff: bool, to_stdout: bool, is_report: bool, quiet: bool, style: Style) -> Page | Trouble:
    """`as_diff`: nothing is written; `to_stdout`: the text came from standard input, and goes to standard output; `is_report`: a report for
    people is printed there."""
    if page.fixed is None:
        return page
    if as_diff:
        for line in diff(page, sys.stdout.isatty()):
            print(line.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
        return page
    if to_stdout:
        if _is_log(sys.stdout) and (commands := heard(os.environ)) and commands.search(page.source.text):
            return Trouble(page.source.path, "contains a line that the CI runner would read as a command; use --output-file instead")
        sys.stdout.buffer.write(page.fixed.after)
    elif page.fixed.after != page.fixed.before:
        try:
            write(page.source.path, page.fixed.before, page.fixed.after)
        except WriteError as error:
            return Trouble(page.source.path, str(error))
    if not quiet:
        for line in changes(page, style):
            print(line, file=sys.stdout if is_report and not to_stdout else sys.stderr)
    return page


def _is_log(stream: TextIO) -> bool:
    """Whether a runner may read what is written: not where it goes into a file."""
    try:
        return not stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return True
