"""`profilelint check`: report problems, and fix them on request."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from profilelint.commands import CLEAN, FAILED, FOUND, INTERRUPTED, give_up
from profilelint.commands.arguments import Parser
from profilelint.commands.fresh import Fresh
from profilelint.commands.output import Tally, closing, refuse_overwriting, write_report
from profilelint.commands.progress import Progress, is_watched
from profilelint.commands.request import Request, add_options, request_of
from profilelint.commands.web import Online
from profilelint.core.errors import UsageError
from profilelint.core.record import replace
from profilelint.core.results import Excluded, Page, Result, Trouble
from profilelint.report import FOR_PEOPLE, writer
from profilelint.report.style import Style, has_unicode, style_for
from profilelint.run.discovery import Found, find_files, is_left_out
from profilelint.run.engine import Engine, engine_for, with_web_rules_only
from profilelint.run.runner import MAX_BYTES, cache_for, check_data, lint_paths, site_around

if TYPE_CHECKING:
    from profilelint.commands.watch import Look

_OTHERS = """other commands:
  profilelint baseline write|prune          record current findings, and report only new ones
  profilelint completion bash|fish|zsh      print a script with which your shell completes commands
  profilelint dates FILE ...                show the timeline of a page
  profilelint explain RULE                  explain a rule, with examples
  profilelint facts [PATH ...]              list the publications that a site mentions
  profilelint init                          set up the configuration, the hook and the workflow
  profilelint leftovers                     list leftover template content
  profilelint links [PATH ...]              check external links
  profilelint report [PATH ...]             write the findings into a page for a browser
  profilelint rules [list]                  list all rules
  profilelint rules test [RULE ...]         run the examples of rules
  profilelint rules new FAMILY/NAME         create a new rule page
  profilelint words add|learn|list          manage the site's word list

exit code: 0 no problems found, 1 problems found, 2 could not run
"""


def parser() -> Parser:
    parser = add_options(
        Parser(
            "profilelint",
            "Check the content of a personal or academic website.",
            _OTHERS,
            "profilelint [option ...] [PATH ...]",
        ),
        "files and folders, or - for standard input (default: the current site)",
    )
    parser.add_argument("--watch", action="store_true", help="check again when files change, until Ctrl-C (needs an extra package)")
    parser.set_defaults(web_only=False, built=None, site=None)
    return parser


def run(arguments: Namespace, parser: Callable[[], Parser] = parser) -> int:
    """`parser`: makes the parser of the arguments."""
    request = request_of(arguments, os.environ)
    online = Online(request.online) if request.online else None
    engine = engine_for(request.settings, request.today, request.selectors, online.web if online else None)
    if arguments.show_settings:
        from profilelint.commands.shown import show_settings

        print(*show_settings(request.settings, engine.rules, arguments, parser()), sep="\n")
        return CLEAN
    refuse_overwriting(request.files, _read_files(request))
    if request.watch:
        from profilelint.commands.watch import watch

        return watch(request, partial(_look, arguments))
    if request.web_only:
        engine = with_web_rules_only(engine)
    if request.timing:
        engine = replace(engine, spent={})
    style = _style(request)
    if request.mode == "interactive":
        from profilelint.commands.interact import interact

        return interact(_results(request, engine, online), engine, request.settings, style)
    tally, fresh = Tally(), Fresh(engine, request.baseline, request.diff_base)
    # Lines of this format are commands to GitHub's runners, and no others.
    put = getattr(sys.stdout, "command", print) if request.format == "github" else print
    try:
        with fresh, Progress(request.online is None and is_watched(request.quiet, os.environ)) as progress:
            pages: Iterable[Page] = _pages(request, _results(request, fresh.engine, online), tally, fresh, progress, style)
            pages = list(pages) if request.files else pages
            for line in _lines(request, pages, style, engine):
                put(line)
            for file in request.files if request.reports else ():
                write_report(file, pages, engine.rules)
        if not (request.quiet and tally.files):
            closing(tally, request.format, request.is_text, request.quiet, request.mode, fresh.left_out, online.summary() if online else "")
    except BrokenPipeError:
        give_up(sys.stdout)  # who reads it has seen enough
        return _exit_code(tally, request)
    if engine.spent is not None:
        for name, seconds in sorted(engine.spent.items(), key=lambda item: -item[1]):
            print(f"{1000 * seconds:>9.1f} ms  {name}", file=sys.stderr)
    return INTERRUPTED if online and online.outcome.interrupted else _exit_code(tally, request)


def _style(request: Request) -> Style:
    if request.format in FOR_PEOPLE:
        return style_for(sys.stdout, request.color, os.environ, request.in_full)
    return Style(unicode=has_unicode(sys.stdout))


def _look(arguments: Namespace, known: Collection[str]) -> tuple[Request, Look]:
    """Check with the configuration as it is now. `known`: problems that are not printed again."""
    from profilelint.commands.watch import Look

    request = request_of(arguments, os.environ)
    engine, tally = engine_for(request.settings, request.today, request.selectors), Tally(known)
    with Fresh(engine, request.baseline, request.diff_base) as fresh, Progress(is_watched(request.quiet, os.environ)) as progress:
        pages = tuple(_pages(request, _results(request, fresh.engine, None), tally, fresh, progress, Style()))
    return request, Look(pages, engine.rules, tally, fresh.left_out, _exit_code(tally, request))


def _read_files(request: Request) -> Iterator[str]:
    """The files that the run reads, the nearest at hand first."""
    yield from (str(path) for path in (request.settings.file, request.baseline) if path)
    if request.stdin:
        yield request.stdin
        return
    paths, force = _paths(request)
    yield from (found.path for found in find_files(paths, request.patterns, force) if isinstance(found, Found))


def _paths(request: Request) -> tuple[tuple[str, ...], bool]:
    """The paths to check, and whether excludes apply to paths given explicitly."""
    return (request.paths, request.force_exclude) if request.paths else ((site_around(Path.cwd()),), False)


def _results(request: Request, engine: Engine, online: Online | None) -> Iterable[Result]:
    """The results of the request, file by file."""
    if request.stdin:
        return [_of_stdin(request, engine)]
    paths, force = _paths(request)
    if online:
        results = online.results(engine, paths, request.patterns, force, request.fixes)
    else:
        cache = cache_for(engine, request.settings) if request.cache else None
        results = lint_paths(engine, paths, request.patterns, force, fix=request.fixes, cache=cache)
    if request.paths:
        return results
    # Nobody named this folder, so it may be empty.
    return (replace(result, fatal=False) if isinstance(result, Trouble) and result.path in paths else result for result in results)


def _of_stdin(request: Request, engine: Engine) -> Result:
    if request.stdin != "-" and request.force_exclude and is_left_out(request.stdin, request.patterns):
        return Excluded(request.stdin)
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    return check_data(engine, sys.stdin.buffer.read(MAX_BYTES + 1), Found(request.stdin, given=True), request.fixes)


def _pages(request: Request, results: Iterable[Result], tally: Tally, fresh: Fresh, progress: Progress, style: Style) -> Iterator[Page]:
    """The pages to report: fixes are written, baseline findings are left out, and the results are counted."""
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
    """The printed lines of the pages; none if they are only fixed."""
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
