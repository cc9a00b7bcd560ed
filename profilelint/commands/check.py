"""`profilelint check`: report what is wrong, and fix it where that is asked for."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import profilelint
from profilelint.baseline.marks import find_baseline
from profilelint.commands import CLEAN, FAILED, FOUND, INTERRUPTED
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
from profilelint.commands.fresh import Fresh
from profilelint.commands.output import Tally, closing, output_file, output_files, write_report
from profilelint.commands.progress import Progress, is_watched
from profilelint.commands.web import Online, OnlineRequest, add_web, online_request
from profilelint.core.diagnostic import Applicability, Severity
from profilelint.core.errors import UsageError
from profilelint.core.record import record, replace
from profilelint.core.results import Excluded, Page, Result, Trouble
from profilelint.report import FOR_PEOPLE, FORMATS, writer
from profilelint.report.style import Style, style_for
from profilelint.rulepages.rules import SEVERITIES
from profilelint.run.discovery import Found, is_left_out
from profilelint.run.engine import Engine, engine_for, with_web_rules_only
from profilelint.run.exclusions import Patterns
from profilelint.run.runner import MAX_BYTES, cache_for, check_data, lint_paths, patterns_of, site_around
from profilelint.run.selection import with_options
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
        ),
        "files and folders, or - alone for standard input (default: the current site)",
    )
    parser.set_defaults(web_only=False, built=None, site=None)
    return parser


def add_options(parser: Parser, paths: str) -> Parser:
    """`paths`: what may be given as such."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help=paths)
    parser.add_argument("--version", action="version", version=f"profilelint {profilelint.__version__}")
    rules = parser.add_argument_group("rules", "RULE is the id of a rule, a family, or all; several with commas between them")
    for flag, what in (("--select", "run only these"), ("--extend-select", "run these too"), ("--ignore", "do not run these")):
        rules.add_argument(flag, type=names, action="append", default=[], metavar="RULE", help=what)
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
    report.add_argument("--all", action="store_true", help="print every report; without it, long lists are folded on a terminal")
    report.add_argument("--quiet", "-q", action="store_true", help="leave out the summary")
    report.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever was found")
    add_color(report)
    new = parser.add_argument_group("only what is new")
    new.add_argument(
        "--diff-base", type=filled, metavar="REV", help="report what the pages did not have in this commit, such as origin/main"
    )
    new.add_argument("--no-baseline", action="store_true", help="report what profilelint baseline has set aside too")
    configuration = parser.add_argument_group("configuration")
    add_configuration(configuration)
    configuration.add_argument("--show-settings", action="store_true", help="print what holds for this run, and check nothing")
    configuration.add_argument("--no-cache", action="store_true", help="keep nothing for the next run, and use nothing that was kept")
    add_web(parser)
    return parser


#: What is done with what is found: reported; fixed, and the rest reported; fixed only; shown as a diff of fixes; decided by a person.
Mode = Literal["report", "fix", "fix-only", "diff", "interactive"]


@record
class Request:
    """What a run was asked for. `paths`: none for the site around the working directory. `stdin`: the path that the text on standard input
    belongs to, "-" for none, "" where nothing is read there. `fixes`: those that are made or shown, None where none are. `selectors`: names
    of rules from the command line. `files`: formats and paths of further reports. `diff_base`: the commit whose findings are left out."""

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

    @property
    def reports(self) -> bool:
        """Whether what is found is reported: not where fixes are all that is asked for, or their text goes to standard output."""
        return self.mode in ("report", "fix") and not (self.stdin and self.fixes is not None)

    @property
    def is_text(self) -> bool:
        """Whether what a person reads goes to standard output."""
        return self.format in FOR_PEOPLE and self.reports


def run(arguments: Namespace) -> int:
    request = _request(arguments, os.environ)
    online = Online(request.online) if request.online else None
    engine = engine_for(request.settings, request.today, request.selectors, online.web if online else None)
    if arguments.show_settings:
        from profilelint.commands.shown import show_settings

        print(*show_settings(request.settings, engine.rules), sep="\n")
        return CLEAN
    if request.web_only:
        engine = with_web_rules_only(engine)
    if request.timing:
        engine = replace(engine, spent={})
    style = style_for(sys.stdout, request.color, os.environ, request.in_full) if request.format in FOR_PEOPLE else Style()
    results = _results(request, engine, online)
    if request.mode == "interactive":
        from profilelint.commands.interact import interact

        return interact(results, engine, style)
    tally, fresh = Tally(), Fresh(engine, request.baseline, request.diff_base)
    with fresh, Progress(request.online is None and is_watched(request.quiet, os.environ)) as progress:
        pages: Iterable[Page] = _pages(request, results, tally, fresh, progress, style)
        pages = list(pages) if request.files else pages
        for line in _lines(request, pages, style, engine):
            print(line)
        for file in request.files if request.reports else ():
            write_report(file, pages, engine.rules)
    if not (request.quiet and tally.files):
        closing(tally, request.format, request.is_text, request.quiet, request.mode, fresh.left_out, online.summary() if online else "")
    if engine.spent is not None:
        for name, seconds in sorted(engine.spent.items(), key=lambda item: -item[1]):
            print(f"{1000 * seconds:>9.1f} ms  {name}", file=sys.stderr)
    return INTERRUPTED if online and online.outcome.interrupted else _exit_code(tally, request)


def _request(arguments: Namespace, environ: Mapping[str, str]) -> Request:
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
    )


def _mode(arguments: Namespace) -> Mode:
    if arguments.interactive:
        return "interactive"
    return "diff" if arguments.diff else "fix-only" if arguments.fix_only else "fix" if arguments.fix else "report"


def _fixes(arguments: Namespace) -> Applicability | None:
    if arguments.interactive or not (arguments.fix or arguments.fix_only or arguments.diff):
        if arguments.unsafe_fixes:
            raise UsageError("--unsafe-fixes says which fixes are made; it needs --fix, --fix-only or --diff beside it")
        return None
    return Applicability.UNSAFE if arguments.unsafe_fixes else Applicability.SAFE


def _check_combinations(arguments: Namespace, mode: Mode, stdin: str) -> None:
    if "-" in arguments.paths and not stdin:
        raise UsageError("-: no such file or folder; standard input is read where - is the only path")
    if arguments.stdin_filename is not None and not stdin:
        raise UsageError("--stdin-filename belongs to standard input; give - as the only path, or none")
    if arguments.online and stdin:
        raise UsageError("what stands on standard input is not checked online; give the file itself")
    if mode == "interactive" and (stdin or not (sys.stdin.isatty() and sys.stdout.isatty())):
        raise UsageError("--interactive asks questions, so it needs a terminal; use --fix or --diff elsewhere")
    if arguments.diff_base and mode != "report":
        raise UsageError("--diff-base says what is reported; it does not go together with fixes")


def _results(request: Request, engine: Engine, online: Online | None) -> Iterable[Result]:
    """What there is to say about what was asked for, file by file."""
    if request.stdin:
        return [_of_stdin(request, engine)]
    here = None if request.paths else site_around(Path.cwd())
    paths, force = request.paths or (here or "",), request.force_exclude and bool(request.paths)
    if online:
        results = online.results(engine, paths, request.patterns, force, request.fixes)
    else:
        cache = cache_for(engine, request.settings) if request.cache else None
        results = lint_paths(engine, paths, request.patterns, force, fix=request.fixes, cache=cache)
    if here is None:
        return results
    # Nobody named this folder, so it may be empty.
    return (replace(result, fatal=False) if isinstance(result, Trouble) and result.path == here else result for result in results)


def _of_stdin(request: Request, engine: Engine) -> Result:
    if request.stdin != "-" and request.force_exclude and is_left_out(request.stdin, request.patterns):
        return Excluded(request.stdin)
    if sys.stdin is None:
        raise UsageError("standard input is closed, so there is nothing to read")
    return check_data(engine, sys.stdin.buffer.read(MAX_BYTES + 1), Found(request.stdin, given=True), request.fixes)


def _pages(request: Request, results: Iterable[Result], tally: Tally, fresh: Fresh, progress: Progress, style: Style) -> Iterator[Page]:
    """The pages that are to be reported: what was fixed on them is written, what is known on them is left out, and all is counted."""
    for result in results:
        progress.clear()
        if isinstance(result, Page) and result.fixed:
            from profilelint.commands.fixing import write_fixed

            result = write_fixed(
                result,
                as_diff=request.mode == "diff",
                to_stdout=bool(request.stdin),
                is_report=request.format in FOR_PEOPLE,
                quiet=request.quiet,
                style=style,
            )
        if isinstance(result, Page):
            result = fresh.only_new(result)
            tally.count(result)
            yield result
        else:
            tally.count_other(result)
        progress.advance()


def _lines(request: Request, pages: Iterable[Page], style: Style, engine: Engine) -> Iterable[str]:
    """What is printed of the pages; where they are only fixed, nothing of them is."""
    if request.reports:
        return writer(request.format)(pages, style, engine.rules)
    for _ in pages:
        pass
    return ()


def _exit_code(tally: Tally, request: Request) -> int:
    if tally.failed or (request.paths and not tally.files and not tally.excluded):
        return FAILED
    if request.fail_on_fix and tally.changed:
        return FOUND
    if request.mode in ("diff", "fix-only") or request.fail_on is None:
        return CLEAN
    # Notes never fail a run unless somebody asks for just that.
    return FOUND if any(count and severity >= request.fail_on for severity, count in tally.found.items()) else CLEAN
