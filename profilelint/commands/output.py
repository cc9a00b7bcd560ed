"""Where reports go, and what is counted on the way there."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator

from profilelint.commands import say
from profilelint.core.errors import UsageError
from profilelint.report import FORMATS, writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from profilelint.commands.web import Online
    from profilelint.core.diagnostic import Severity
    from profilelint.core.results import Page, Result
    from profilelint.rulepages.rules import Rule

FOR_PEOPLE = ("text", "grouped", "statistics")


def output_file(text: str) -> tuple[str, str]:
    format, _, path = text.partition("=")
    if format not in FORMATS or not path:
        raise ArgumentTypeError(f'"{text}" is not FORMAT=PATH, with one of {", ".join(FORMATS)} as the format')
    return format, path


def output_files(arguments: Namespace) -> list[tuple[str, str]]:
    """The reports that are written into files, as formats and paths; among them the summary that GitHub shows for a job."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if arguments.output_format == "github" and summary:
        return [*arguments.output_file, ("markdown", summary)]
    return list(arguments.output_file)


def write_report(file: tuple[str, str], pages: Iterable[Page], rules: Iterable[Rule]) -> None:
    """A report as a whole file; behind what is there already in the summary of a job, which other steps write into."""
    from pathlib import Path

    from profilelint.fix.writing import WriteError, write
    from profilelint.report.style import Style

    format, path = file
    report = "".join(f"{line}\n" for line in writer(format)(pages, Style(), rules)).encode("utf-8", "replace")
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
    """Counts what goes by on its way to a report; what is no page is said on standard error."""

    def __init__(self) -> None:
        from profilelint.report.summary import Overview

        self.found: Counter[Severity] = Counter()
        self.files = self.excluded = 0
        self.fixed = self.changed = 0
        self.overview = Overview()
        self.failed = False
        self.example = ""

    def pages(self, results: Iterable[Result]) -> Iterator[Page]:
        from profilelint.core.results import Excluded, Page

        for result in results:
            if isinstance(result, Page):
                self._count(result)
                yield result
            elif isinstance(result, Excluded):
                self.excluded += 1
            else:
                self.failed = self.failed or result.fatal
                say(f"{result.path}: {result.message}")

    def _count(self, page: Page) -> None:
        self.files += 1
        self.found.update(diagnostic.severity for diagnostic in page.diagnostics)
        self.overview.add(page.diagnostics)
        if page.fixed:
            self.fixed += len(page.fixed.changes)
            self.changed += page.fixed.before != page.fixed.after
        worst = max(page.diagnostics, key=lambda diagnostic: diagnostic.severity, default=None)
        self.example = self.example or (worst.rule if worst else "")


def closing(tally: Tally, arguments: Namespace, is_text: bool, left_out: int, online: Online | None) -> None:
    """What a run ends with. What scripts read goes to standard output alone, so this is said on standard error beside it."""
    from profilelint.report.text import summary

    sys.stdout.flush()
    is_report = is_text and arguments.output_format != "statistics" and not arguments.quiet
    lines = [summary(tally.files, tally.found, tally.excluded)]
    if is_report:
        lines += tally.overview.lines()
    if arguments.fix or arguments.fix_only:
        from profilelint.core.diagnostic import Applicability
        from profilelint.report.fixes import counts

        unsafe = tally.overview.fixable[Applicability.UNSAFE]
        lines += [] if arguments.diff else [counts(tally.fixed, tally.changed, tally.found.total(), unsafe)]
    elif is_report:
        lines += tally.overview.fixing()
    if left_out:
        lines.append(f"{left_out} known before, and left out.")
    if online:
        lines.append(online.summary())
    if is_report and tally.example:
        lines.append(f"What a rule is about: profilelint explain {tally.example}")
    for line in lines:
        print(line, file=sys.stdout if is_text else sys.stderr)
