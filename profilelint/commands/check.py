"""`profilelint check`: report what is wrong, and fix it where that is asked for."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date

import profilelint
from profilelint.commands import CLEAN, FAILED, FOUND, INTERRUPTED
from profilelint.commands.arguments import Parser, add_color, add_configuration, add_today, pattern, rules_named, settings_for
from profilelint.commands.output import FOR_PEOPLE, Tally, closing, output_file, output_files, write_report
from profilelint.commands.progress import with_progress
from profilelint.commands.web import Online, add_web
from profilelint.core.disk import FIRST_DAY, LAST_DAY, notes
from profilelint.core.errors import UsageError
from profilelint.report import FORMATS, writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from profilelint.core.diagnostic import Applicability
    from profilelint.core.results import Result
    from profilelint.report.style import Style
    from profilelint.run.exclusions import Patterns
    from profilelint.run.runner import Linter
    from profilelint.settings.config import Settings

_OTHERS = """other commands:
  profilelint baseline write|prune          set aside what is found now, and report only what is new
  profilelint dates FILE ...                the timeline of pages, and what is concluded
  profilelint explain RULE                  what a rule is about, with examples
  profilelint init                          write the configuration, the hook and the workflow for this site
  profilelint leftovers                     what of a site is still its template's
  profilelint links [PATH ...]              ask the web about the links of pages
  profilelint rules [list]                  all rules
  profilelint rules test [RULE ...]         run the examples of rules
  profilelint rules new FAMILY/NAME         the frame of a page for a new rule
  profilelint words add|learn|list          words that are right on this site

exit code: 0 nothing found, 1 something found, 2 something went wrong
"""


def parser() -> Parser:
    parser = add_options(
        Parser(
            "profilelint",
            "Report what is wrong with the content of the pages of a profile site.",
            _OTHERS,
            "profilelint [option ...] [PATH ...]",
        )
    )
    parser.set_defaults(web_only=False, built=None, site=None)
    return parser


def add_options(parser: Parser) -> Parser:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders; - is standard input (default: the site around here)")
    parser.add_argument("--version", action="version", version=f"profilelint {profilelint.__version__}")
    rules = parser.add_argument_group("rules", "RULE is the id of a rule, a family, or all; several with commas between them")
    for flag, what in (("--select", "run only these"), ("--extend-select", "run these too"), ("--ignore", "do not run these")):
        rules.add_argument(flag, action="append", default=[], metavar="RULE", help=what)
    add_today(rules)
    rules.add_argument(
        "--fail-on", choices=("error", "warning", "note"), help="the least severity that makes the exit code 1 (default: warning)"
    )
    files = parser.add_argument_group("files")
    files.add_argument(
        "--exclude", type=pattern, action="append", default=[], metavar="PATTERN", help="leave these out too; written as in .gitignore"
    )
    files.add_argument("--force-exclude", action="store_true", help="leave out what is excluded even where it is named as PATH")
    files.add_argument("--stdin-filename", metavar="PATH", help="where the text on standard input belongs")
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="fix what can be fixed safely, and report the rest")
    fixes.add_argument("--fix-only", action="store_true", help="fix, and do not report the rest")
    fixes.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    fixes.add_argument("--unsafe-fixes", action="store_true", help="make fixes too that need a look afterwards")
    fixes.add_argument("--interactive", action="store_true", help="walk through the findings and decide about each, on a terminal")
    fixes.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit with 1 where something was fixed")
    report = parser.add_argument_group("report")
    report.add_argument(
        "--output-format",
        choices=tuple(FORMATS),
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: text; in a GitHub workflow, github)",
    )
    report.add_argument(
        "--output-file", action="append", default=[], type=output_file, metavar="FORMAT=PATH", help="write a report into a file as well"
    )
    report.add_argument("--statistics", action="store_true", help="say only how often each rule spoke")
    report.add_argument("--timing", action="store_true", help="say how long reading and each rule took, on standard error")
    report.add_argument("--quiet", "-q", action="store_true", help="leave out the summary")
    report.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever was found")
    add_color(report)
    new = parser.add_argument_group("only what is new")
    new.add_argument("--diff-base", metavar="REV", help="report what the pages did not have in this commit, such as origin/main")
    new.add_argument("--no-baseline", action="store_true", help="report what profilelint baseline has set aside too")
    configuration = parser.add_argument_group("configuration")
    add_configuration(configuration)
    configuration.add_argument("--show-settings", action="store_true", help="print what holds for this run, and check nothing")
    configuration.add_argument("--no-cache", action="store_true", help="keep nothing for the next run, and use nothing that was kept")
    add_web(parser)
    return parser


#: What may differ from the usual where what is seen of the disk decides what a run says. All else that can be asked for writes files,
#: asks questions, or looks at something that is not noted.
_REPEATABLE = frozenset(
    ("paths", "select", "extend_select", "ignore", "today", "fail_on", "exclude", "force_exclude", "output_format", "statistics", "quiet",
     "exit_zero", "color", "config", "isolated", "online", "web_only", "fragments", "skip", "budget", "timeout", "delay", "allow_private",
     "on_forks")
)  # fmt: skip


def _is_repeatable(arguments: Namespace) -> bool:
    usual = vars(parser().parse_args([]))
    is_usual = all(value == usual[name] for name, value in vars(arguments).items() if name not in _REPEATABLE)
    return is_usual and not output_files(arguments) and not _reads_stdin(arguments)


def run(arguments: Namespace) -> int:
    in_action = os.environ.get("GITHUB_ACTIONS") == "true"
    usual = "statistics" if arguments.statistics else "github" if in_action else "text"
    arguments.output_format = arguments.output_format or usual
    seen = notes()
    if seen is not None:
        seen.repeatable = _is_repeatable(arguments)
    code = _run(arguments)
    if seen is not None and arguments.today and not arguments.online:
        seen.since, seen.until = FIRST_DAY, LAST_DAY
    return code


def _run(arguments: Namespace) -> int:
    from dataclasses import replace

    from profilelint.commands.fresh import Fresh
    from profilelint.report.style import Style, style_for
    from profilelint.run.runner import linter_for, patterns_of, with_web_rules_only
    from profilelint.run.selection import with_options

    select, extend, ignore = (rules_named(given) for given in (arguments.select, arguments.extend_select, arguments.ignore))
    settings = with_options(settings_for(arguments), select, extend, ignore)
    fixes = _wanted_fixes(arguments)
    if arguments.online and _reads_stdin(arguments):
        raise UsageError("what stands on standard input is not checked online; give the file itself")
    online = Online(arguments) if arguments.online else None
    linter = linter_for(settings, arguments.today or date.today(), (*select, *extend, *ignore), fixes, online.web if online else None)
    if arguments.show_settings:
        from profilelint.commands.shown import show_settings

        for line in show_settings(settings, linter.rules):
            print(line)
        return CLEAN
    if arguments.web_only:
        linter = with_web_rules_only(linter)
    if arguments.timing:
        linter = replace(linter, spent={})
    if arguments.interactive:
        from profilelint.commands.interact import interact

        if not (sys.stdin.isatty() and sys.stdout.isatty()) or _reads_stdin(arguments):
            raise UsageError("--interactive asks questions, so it needs a terminal; use --fix or --diff elsewhere")
        results = _results(arguments, linter, patterns_of(settings, arguments.exclude), online)
        return interact(results, linter, style_for(sys.stdout, arguments.color, os.environ))
    tally, fresh = Tally(), Fresh(arguments, linter)
    is_text = arguments.output_format in FOR_PEOPLE
    style = style_for(sys.stdout, arguments.color, os.environ) if is_text else Style()
    results = with_progress(_results(arguments, linter, patterns_of(settings, arguments.exclude), online), arguments)
    pages = tally.pages(fresh.results(results if fixes is None else _fixed(results, arguments, style)))
    if arguments.diff or arguments.fix_only or (fixes is not None and _reads_stdin(arguments)):
        for _ in pages:
            pass
        is_text = False
    else:
        files = output_files(arguments)
        kept = list(pages) if files else pages
        for line in writer(arguments.output_format)(kept, style, linter.rules):
            print(line)
        for file in files:
            write_report(file, kept, linter.rules)
    if not (arguments.quiet and tally.files):
        closing(tally, arguments, is_text, fresh.left_out, online)
    if linter.spent is not None:
        for name, seconds in sorted(linter.spent.items(), key=lambda item: -item[1]):
            print(f"{1000 * seconds:>9.1f} ms  {name}", file=sys.stderr)
    return INTERRUPTED if online and online.outcome.interrupted else _exit_code(tally, arguments, settings)


def _wanted_fixes(arguments: Namespace) -> Applicability | None:
    if not (arguments.fix or arguments.fix_only or arguments.diff):
        if arguments.unsafe_fixes:
            raise UsageError("--unsafe-fixes says which fixes are made; it needs --fix, --fix-only or --diff beside it")
        return None
    from profilelint.core.diagnostic import Applicability

    return Applicability.UNSAFE if arguments.unsafe_fixes else Applicability.SAFE


def _reads_stdin(arguments: Namespace) -> bool:
    return arguments.paths == ["-"] or bool(arguments.stdin_filename and not arguments.paths)


def _fixed(results: Iterable[Result], arguments: Namespace, style: Style) -> Iterator[Result]:
    """Write what was fixed, and say what was done; or show it only."""
    from profilelint.core.results import Page, Trouble
    from profilelint.fix.writing import WriteError, write
    from profilelint.report.fixes import changes, diff

    for result in results:
        if isinstance(result, Page) and result.fixed:
            if arguments.diff:
                for line in diff(result, sys.stdout.isatty(), os.environ.get("GITHUB_ACTIONS") == "true"):
                    print(line.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
            elif _reads_stdin(arguments):
                sys.stdout.buffer.write(result.fixed.after)
            elif result.fixed.after != result.fixed.before:
                try:
                    write(result.source.path, result.fixed.before, result.fixed.after)
                except WriteError as error:
                    yield Trouble(result.source.path, str(error))
                    continue
            if not arguments.diff and not arguments.quiet:
                out = sys.stdout if arguments.output_format in FOR_PEOPLE and not _reads_stdin(arguments) else sys.stderr
                for line in changes(result, style):
                    print(line, file=out)
        yield result


def _results(arguments: Namespace, linter: Linter, patterns: Patterns, online: Online | None) -> Iterator[Result]:
    from dataclasses import replace
    from pathlib import Path

    from profilelint.core.results import Excluded, Trouble
    from profilelint.run.discovery import Found, is_left_out
    from profilelint.run.runner import lint_data, run, site_around

    lint_files = online.results if online else run
    paths, name = arguments.paths, arguments.stdin_filename
    if _reads_stdin(arguments):
        if name and arguments.force_exclude and is_left_out(name, patterns):
            yield Excluded(name)
        else:
            yield lint_data(linter, _standard_input(), Found(name or "-", given=True))
    elif paths:
        yield from lint_files(linter, paths, patterns, arguments.force_exclude)
    else:
        here = site_around(Path.cwd())
        for result in lint_files(linter, [here], patterns):
            # Nobody named this folder, so it may be empty.
            yield replace(result, fatal=False) if isinstance(result, Trouble) and result.path == here else result


def _standard_input() -> bytes:
    from profilelint.run.runner import MAX_BYTES

    if sys.stdin is None:
        raise UsageError("standard input is closed, so there is nothing to read")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _exit_code(tally: Tally, arguments: Namespace, settings: Settings) -> int:
    from profilelint.rulepages.rules import SEVERITIES

    if tally.failed or (arguments.paths and not tally.files and not tally.excluded):
        return FAILED
    if (arguments.diff or arguments.exit_non_zero_on_fix) and tally.changed:
        return FOUND
    if arguments.diff or arguments.fix_only:
        return CLEAN
    limit = SEVERITIES[arguments.fail_on] if arguments.fail_on else settings.fail_on
    # Notes never fail a run unless somebody asks for just that.
    fails = any(count and severity >= limit for severity, count in tally.found.items())
    return FOUND if fails and not arguments.exit_zero else CLEAN
