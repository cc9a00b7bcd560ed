"""The options of `profilelint check`, and the request that they form."""

from __future__ import annotations

import sys
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal, NoReturn

from profilelint.baseline.marks import find_baseline
from profilelint.commands.arguments import (
    Parser,
    add_color,
    add_configuration,
    add_today,
    filled,
    names,
    pattern,
    rules_named,
    settings_for,
)
from profilelint.commands.output import output_file, output_files
from profilelint.commands.web import OnlineRequest, add_web, given_web_option, online_request
from profilelint.core.diagnostic import Applicability, Severity
from profilelint.core.errors import UsageError
from profilelint.core.record import record
from profilelint.report import FOR_PEOPLE, FORMATS
from profilelint.rulepages.rules import SEVERITIES
from profilelint.run.exclusions import Patterns
from profilelint.run.runner import patterns_of
from profilelint.run.selection import with_options
from profilelint.settings.config import Settings
from profilelint.version import installed

#: The modes: report; fix and report the rest; fix only; show a diff of fixes; ask the user.
Mode = Literal["report", "fix", "fix-only", "diff", "interactive"]
#: The formats that show a change to people.
WATCHABLE = ("text", "grouped", "concise")


@record
class Request:
    """The request of a run. `paths`: none for the site around the working directory. `stdin`: the path to assume for the text on standard
    input, "-" for none, "" if it is not read. `fixes`: those to apply or show, None for none. `selectors`: names of rules from the
    command line. `files`: formats and paths of further reports. `diff_base`: the commit whose findings are not reported."""

    paths: tuple[str, ...]
    stdin: str
    force_exclude: bool
    settings: Settings
    selectors: tuple[str, ...]
    patterns: Patterns
    today: date
    mode: Mode
    fixes: Applicability | None
    format: str
    files: tuple[tuple[str, str], ...]
    color: str
    in_full: bool
    quiet: bool
    timing: bool
    fail_on: Severity | None
    fail_on_fix: bool
    diff_base: str | None
    baseline: Path | None
    cache: bool
    online: OnlineRequest | None
    web_only: bool
    watch: bool

    @property
    def reports(self) -> bool:
        """Whether findings are reported: not with `--fix-only`, nor if the fixed text goes to standard output."""
        return self.mode in ("report", "fix") and not (self.stdin and self.fixes is not None)

    @property
    def is_text(self) -> bool:
        """Whether what a person reads goes to standard output."""
        return self.format in FOR_PEOPLE and self.reports


def add_options(parser: Parser, paths: str, fixes: bool = True) -> Parser:
    """`paths`: the description of the paths; `fixes`: whether the command can change pages."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help=paths)
    _add_choice(parser)
    if fixes:
        _add_fixes(parser)
    else:
        parser.set_defaults(fix=False, fix_only=False, diff=False, unsafe_fixes=False, interactive=False, exit_non_zero_on_fix=False)
    _add_report(parser)
    new = parser.add_argument_group("only new findings")
    new.add_argument(
        "--diff-base", type=filled, metavar="REV", help="report only findings that are new since this commit, such as origin/main"
    )
    new.add_argument("--no-baseline", action="store_true", help="ignore the baseline")
    configuration = parser.add_argument_group("configuration")
    add_configuration(configuration)
    configuration.add_argument("--show-settings", action="store_true", help="print the effective settings and exit")
    configuration.add_argument("--no-cache", action="store_true", help="disable the cache")
    add_web(parser)
    return parser


class _Version(Action):
    def __call__(self, parser: ArgumentParser, *_: object) -> NoReturn:
        print(installed())
        parser.exit()


def _add_choice(parser: Parser) -> None:
    """The options for the selection of files and rules."""
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and the parts that this installation lacks")
    rules = parser.add_argument_group("rules", 'RULE is a rule, a family or "all"; separate several with commas')
    for flag, what in (("--select", "run only these"), ("--extend-select", "run these too"), ("--ignore", "turn these off")):
        rules.add_argument(flag, type=names, action="append", default=[], metavar="RULE", help=what)
    add_today(rules)
    rules.add_argument("--fail-on", choices=("error", "warning", "note"), help="exit with 1 at this severity or above (default: warning)")
    files = parser.add_argument_group("files")
    files.add_argument(
        "--exclude", type=pattern, action="append", default=[], metavar="PATTERN", help="skip these files too, as in .gitignore"
    )
    files.add_argument("--force-exclude", action="store_true", help="apply exclusions even to files named as PATH")
    files.add_argument("--stdin-filename", metavar="PATH", help="file name to assume for standard input")


def _add_fixes(parser: Parser) -> None:
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="apply safe fixes and report the rest")
    fixes.add_argument("--fix-only", action="store_true", help="apply safe fixes and report nothing else")
    fixes.add_argument("--diff", action="store_true", help="show what --fix would change, without changing it")
    fixes.add_argument("--unsafe-fixes", action="store_true", help="also apply fixes that you should review")
    fixes.add_argument("--interactive", action="store_true", help="go through the findings one by one in the terminal")
    fixes.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit with 1 if anything was fixed")


def _add_report(parser: Parser) -> None:
    report = parser.add_argument_group("report")
    report.add_argument(
        "--output-format",
        choices=tuple(FORMATS),
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: text; in a GitHub workflow, github)",
    )
    report.add_argument(
        "--output-file", action="append", default=[], type=output_file, metavar="FORMAT=PATH", help="also write a report to a file"
    )
    report.add_argument("--statistics", action="store_true", help="show only counts by rule")
    report.add_argument("--timing", action="store_true", help="print timings to standard error")
    report.add_argument("--all", action="store_true", help="show every report; long lists are folded on a terminal")
    report.add_argument("--quiet", "-q", action="store_true", help="do not print the summary")
    report.add_argument("--exit-zero", action="store_true", help="always exit with 0 unless the run itself fails")
    add_color(report)


def request_of(arguments: Namespace, environ: Mapping[str, str]) -> Request:
    selectors = [rules_named(given) for given in (arguments.select, arguments.extend_select, arguments.ignore)]
    settings = with_options(settings_for(arguments), *selectors)
    format = arguments.output_format or (
        "statistics" if arguments.statistics else "github" if environ.get("GITHUB_ACTIONS") == "true" else "text"
    )
    stdin = ""
    if arguments.paths == ["-"] or (arguments.stdin_filename is not None and not arguments.paths):
        stdin = arguments.stdin_filename or "-"
    mode, fixes = _mode(arguments), _fixes(arguments)
    _check_combinations(arguments, mode, stdin)
    if arguments.watch:
        _check_watch(arguments, mode, stdin, format)
    severity = None if arguments.exit_zero else SEVERITIES.get(arguments.fail_on, settings.fail_on)
    return Request(
        paths=tuple(arguments.paths),
        stdin=stdin,
        force_exclude=arguments.force_exclude,
        settings=settings,
        selectors=tuple(name for names in selectors for name in names),
        patterns=patterns_of(settings, arguments.exclude),
        today=arguments.today or date.today(),
        mode=mode,
        fixes=fixes,
        format=format,
        files=output_files(format, arguments.output_file, environ),
        color=arguments.color,
        in_full=arguments.all,
        quiet=arguments.quiet,
        timing=arguments.timing,
        fail_on=severity,
        fail_on_fix=arguments.exit_non_zero_on_fix or mode == "diff",
        diff_base=arguments.diff_base,
        baseline=None if arguments.no_baseline or arguments.isolated else find_baseline(Path.cwd()),
        cache=not arguments.no_cache and fixes is None and not environ.get("PROFILELINT_DEBUG"),
        online=online_request(arguments, environ) if arguments.online else None,
        web_only=arguments.web_only,
        watch=arguments.watch,
    )


def _mode(arguments: Namespace) -> Mode:
    if arguments.interactive:
        return "interactive"
    return "diff" if arguments.diff else "fix-only" if arguments.fix_only else "fix" if arguments.fix else "report"


def _fixes(arguments: Namespace) -> Applicability | None:
    if arguments.interactive or not (arguments.fix or arguments.fix_only or arguments.diff):
        if arguments.unsafe_fixes:
            raise UsageError("--unsafe-fixes needs --fix, --fix-only or --diff")
        return None
    return Applicability.UNSAFE if arguments.unsafe_fixes else Applicability.SAFE


def _check_combinations(arguments: Namespace, mode: Mode, stdin: str) -> None:
    """`UsageError` where something was asked for that would not be done."""
    if "-" in arguments.paths and not stdin:
        raise UsageError("-: no such file or folder; - means standard input only when it is the only path")
    if arguments.stdin_filename is not None and not stdin:
        raise UsageError("--stdin-filename is for standard input; give - as the only path, or no path")
    if arguments.online and stdin:
        raise UsageError("standard input cannot be checked online; give the file itself")
    if mode == "interactive" and (stdin or not (sys.stdin.isatty() and sys.stdout.isatty())):
        raise UsageError("--interactive needs a terminal; use --fix or --diff elsewhere")
    if arguments.diff_base and mode != "report":
        raise UsageError("--diff-base cannot be combined with fixes")
    if arguments.output_file and mode not in ("report", "fix"):
        raise UsageError(f"--output-file cannot be combined with --{mode}, which makes no report")
    if arguments.exit_non_zero_on_fix and mode in ("report", "interactive"):
        raise UsageError("--exit-non-zero-on-fix needs --fix, --fix-only or --diff")
    if not arguments.online and (option := given_web_option(arguments)):
        raise UsageError(f"{option} needs --online, or profilelint links")


def _check_watch(arguments: Namespace, mode: Mode, stdin: str, format: str) -> None:
    """`UsageError` where `--watch` was given with something that happens once, or is for machines."""
    given = {
        "standard input": stdin,
        "fixes": mode != "report",
        "--online": arguments.online,
        "--output-file": arguments.output_file,
        "--timing": arguments.timing,
    }
    if clash := next((name for name, is_given in given.items() if is_given), ""):
        raise UsageError(f"--watch cannot be combined with {clash}")
    if format not in WATCHABLE:
        raise UsageError(f"--watch is for people; use it with the format {', '.join(WATCHABLE[:-1])} or {WATCHABLE[-1]}, not {format}")
