"""The destinations of reports, and the counts for the summary."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from profilelint.commands import say
from profilelint.core.diagnostic import Applicability, Severity
from profilelint.core.errors import UsageError
from profilelint.core.files import real_path
from profilelint.core.results import Excluded, Page, Trouble
from profilelint.report import FORMATS, writer
from profilelint.report.about import About
from profilelint.report.runners import heard, unheard
from profilelint.report.style import Style, style_for
from profilelint.report.summary import Overview
from profilelint.report.text import summary


def output_file(text: str) -> tuple[str, str]:
    format, _, path = text.partition("=")
    if format not in FORMATS or not path:
        raise ArgumentTypeError(f'"{text}" is not FORMAT=PATH, with one of {", ".join(FORMATS)} as the format')
    if path == "-":
        raise ArgumentTypeError(f"- is not a file; --output-format {format} writes to standard output")
    return format, path


def output_files(format: str, files: Sequence[tuple[str, str]], environ: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The reports that are written into files, as formats and paths; among them the summary that GitHub shows for a job."""
    for each, _ in files:
        writer(each)  # a package that it lacks is missed now, not at the end of the run
    job = environ.get("GITHUB_STEP_SUMMARY")
    return (*files, ("markdown", job)) if format == "github" and job and ("markdown", job) not in files else tuple(files)


def refuse_overwriting(files: Sequence[tuple[str, str]], read: Iterable[str]) -> None:
    """`UsageError` where a report would be written over another one, or over a file that this run reads: `read`, which is not looked
    through where no report is written over a file. What goes into a pipe or a device is over nothing."""
    paths = {path: _identity(path) for _, path in files if os.path.isfile(path) or not os.path.lexists(path)}
    written = [paths[path] for _, path in files if path in paths]
    for path, identity in paths.items():
        if written.count(identity) > 1:
            raise UsageError(f"{path}: two reports cannot be written into one file")
    old = {identity: path for path, identity in paths.items() if os.path.isfile(path)}
    for source in read if old else ():
        if over := old.get(_identity(source)):
            raise UsageError(f"{over}: this run reads this file, so no report is written over it")


def _identity(path: str) -> object:
    """The same for all names of a file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return real_path(path)
    return status.st_dev, status.st_ino


def write_report(file: tuple[str, str], pages: Iterable[Page], rules: Iterable[About]) -> None:
    """A report as a whole file; appended to what already exists in the summary of a job, which other steps write into."""
    from profilelint.fix.writing import WriteError, write

    format, path = file
    commands = heard(os.environ) if format != "github" else None
    lines = writer(format)(pages, Style(), rules)
    report = "".join(f"{unheard(line, commands)}\n" for line in lines).encode("utf-8", "replace")
    try:
        if path == os.environ.get("GITHUB_STEP_SUMMARY") or (os.path.exists(path) and not os.path.isfile(path)):
            with open(path, "ab") as out:  # a pipe, a device
                out.write(report)
        else:
            write(path, Path(path).read_bytes() if os.path.lexists(path) else None, report)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
    except WriteError as error:
        raise UsageError(f"{path}: {error}") from None


class Tally:
    """Count the results on their way to a report; results other than pages are printed to standard error, unless they are `known`."""

    def __init__(self, known: Collection[str] = ()) -> None:
        self._known = known
        self.troubles: list[str] = []
        self.found: Counter[Severity] = Counter()
        self.files = self.excluded = 0
        self.unread: Counter[str] = Counter()
        self.fixed = self.changed = 0
        self.overview = Overview()
        self.failed = False
        self.example = ""

    def count(self, page: Page) -> None:
        self.files += 1
        self.found.update(diagnostic.severity for diagnostic in page.diagnostics)
        self.overview.add(page.diagnostics)
        if page.fixed:
            self.fixed += len(page.fixed.changes)
            self.changed += page.fixed.before != page.fixed.after
        worst = max(page.diagnostics, key=lambda diagnostic: diagnostic.severity, default=None)
        self.example = self.example or (worst.rule if worst else "")

    def count_other(self, result: Trouble | Excluded) -> None:
        if isinstance(result, Excluded):
            self.excluded += not result.unread
            self.unread.update(filter(None, (result.unread,)))
        else:
            self.failed = self.failed or result.fatal
            named = result.path or '""'
            self.troubles.append(f"{named}: {result.message}")
            if self.troubles[-1] not in self._known:
                say(self.troubles[-1])


def closing(tally: Tally, format: str, is_text: bool, quiet: bool, mode: str, left_out: int, web: str) -> None:
    """The end of a run. For formats that scripts read it goes to standard error, so that standard output has the report alone. `web`: the
    summary of link checks."""
    sys.stdout.flush()
    is_report = is_text and format != "statistics" and not quiet
    lines = [summary(tally.files, tally.found, tally.excluded, tally.unread)]
    if mode in ("fix", "fix-only"):
        from profilelint.report.fixes import counts

        lines.append(counts(tally.fixed, tally.changed, tally.found.total(), tally.overview.fixable[Applicability.UNSAFE]))
    elif is_report:
        style = style_for(sys.stdout, "never", {})
        lines += tally.overview.lines(style.columns if style.wraps else 0)
    if left_out:
        lines.append(f"{left_out} baseline finding{'' if left_out == 1 else 's'} not shown.")
    if web:
        lines.append(web)
    if is_report and tally.example:
        lines.append(f"Learn more: profilelint explain {tally.example}")
    for line in lines:
        print(line, file=sys.stdout if is_text else sys.stderr)
