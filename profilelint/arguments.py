"""What may stand on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import profilelint
from profilelint.report import REPORTS
from profilelint.rules import SEVERITIES, did_you_mean

_OTHERS = """other commands:
  profilelint explain RULE                  what a rule is about, with examples
  profilelint rules [list]                  all rules
  profilelint rules test [RULE ...]         run the examples of rules
  profilelint rules new FAMILY/NAME         the frame of a page for a new rule

exit code: 0 nothing found, 1 something found, 2 something went wrong
"""


class UsageError(Exception):
    """Something is wrong with what was asked for."""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments, with the name of their `command`; `check` is the one that need not be written."""
    command = argv[0] if argv and argv[0] in _PARSERS else "check"
    arguments = _PARSERS[command]().parse_args(argv[1:] if argv and argv[0] == command else argv)
    arguments.command = command
    return arguments


class _Parser(argparse.ArgumentParser):
    def __init__(self, prog: str, description: str, epilog: str = "") -> None:
        super().__init__(prog, None, description, epilog, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter)

    def error(self, message: str) -> NoReturn:
        unknown = message.partition("unrecognized arguments: ")[2].partition(" ")[0].partition("=")[0]
        hint = did_you_mean(unknown, self._option_string_actions) if unknown.startswith("-") else ""
        raise UsageError(f"{message}{hint if 'did you mean' in hint else f' (see {self.prog} --help)'}")


def _check_parser() -> _Parser:
    parser = _Parser("profilelint", "Report what is wrong with the content of the pages of a profile site.", _OTHERS)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders; - is standard input (default: the site around here)")
    parser.add_argument("--version", action="version", version=f"profilelint {profilelint.__version__}")
    rules = parser.add_argument_group("rules", "RULE is the id of a rule, a family, or all; several with commas between them")
    for flag, what in (("--select", "run only these"), ("--extend-select", "run these too"), ("--ignore", "do not run these")):
        rules.add_argument(flag, action="append", default=[], metavar="RULE", help=what)
    rules.add_argument("--today", type=_date, metavar="YYYY-MM-DD", help="the date that pages are judged at (default: today)")
    rules.add_argument("--fail-on", choices=tuple(SEVERITIES), help="the least severity that makes the exit code 1 (default: warning)")
    files = parser.add_argument_group("files")
    files.add_argument("--exclude", action="append", default=[], metavar="PATTERN", help="leave these out too; patterns as in .gitignore")
    files.add_argument("--force-exclude", action="store_true", help="leave out what is excluded even where it is named as PATH")
    files.add_argument("--stdin-filename", metavar="PATH", help="where the text on standard input belongs")
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="mend what can be mended safely, and report the rest")
    fixes.add_argument("--fix-only", action="store_true", help="mend, and do not report the rest")
    fixes.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    fixes.add_argument("--unsafe-fixes", action="store_true", help="make fixes too that need a look afterwards")
    fixes.add_argument("--interactive", action="store_true", help="walk through the findings and decide about each, on a terminal")
    fixes.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit with 1 where something was mended")
    report = parser.add_argument_group("report")
    report.add_argument("--output-format", choices=tuple(REPORTS), default="text", help="(default: text)")
    report.add_argument("--statistics", action="store_true", help="say only how often each rule spoke")
    report.add_argument("--quiet", "-q", action="store_true", help="leave out the summary")
    report.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever was found")
    _add_common(report, parser.add_argument_group("configuration"))
    return parser


def _explain_parser() -> _Parser:
    parser = _Parser("profilelint explain", "Print the page of a rule.")
    parser.add_argument("rule", metavar="RULE", help="the id of a rule, such as date/reversed-range")
    _add_common(parser, parser)
    return parser


def _rules_parser() -> _Parser:
    parser = _Parser("profilelint rules", "List the rules, test the examples on their pages, or begin a new page.")
    parser.add_argument("action", nargs="?", choices=("list", "test", "new"), default="list")
    parser.add_argument("names", nargs="*", metavar="RULE", help="ids or families to test (default: all); the id of a new rule")
    _add_common(parser, parser)
    return parser


_PARSERS = {"check": _check_parser, "explain": _explain_parser, "rules": _rules_parser}


def _add_common(report: argparse._ActionsContainer, configuration: argparse._ActionsContainer) -> None:
    report.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)")
    files = configuration.add_mutually_exclusive_group()
    files.add_argument("--config", type=Path, metavar="FILE", help="read this configuration file, and no other")
    files.add_argument("--isolated", action="store_true", help="read no configuration file")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a date; write it as 2026-01-31') from None
