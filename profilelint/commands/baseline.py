"""`profilelint baseline`: record the findings of a site, and remove those that were fixed."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from profilelint.commands import CLEAN, say
from profilelint.commands.arguments import Parser, add_configuration, add_today, path, settings_for
from profilelint.core.errors import UsageError
from profilelint.report.style import escaped

if TYPE_CHECKING:
    from profilelint.baseline.marks import Mark
    from profilelint.core.results import Page

_ABOUT = """Record today's findings in a baseline, so that only new ones are reported from now on:

  profilelint baseline write    record all current findings
  profilelint baseline prune    remove those that you have fixed since

They are stored in .profilelint-baseline.json (commit it) and matched by rule, text and context, so other edits to a page and renames in git
do not bring them back. profilelint check --no-baseline reports them all."""


def parser() -> Parser:
    parser = Parser("profilelint baseline", _ABOUT)
    parser.add_argument("action", choices=("write", "prune"))
    parser.add_argument("--file", type=path, metavar="FILE", help="the baseline file (default: the nearest one, or the root of the site)")
    add_today(parser)
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    from profilelint.baseline.known import known_pages, relative_name
    from profilelint.baseline.marks import MAX_BYTES, NAME, baseline_text, find_baseline, is_baseline, marks, pairs
    from profilelint.core.files import read_file
    from profilelint.core.results import shown_path
    from profilelint.fix.writing import WriteError, write
    from profilelint.run.runner import site_around

    file = (arguments.file or find_baseline(Path.cwd()) or Path(site_around(Path.cwd())) / NAME).absolute()
    if arguments.action == "prune" and not file.is_file():
        raise UsageError("no baseline found; create one with: profilelint baseline write")
    if file.name != NAME and file.is_file() and not is_baseline(file):
        raise UsageError(f"{shown_path(file)}: not a baseline file, so it was not overwritten; delete it first")
    failed = False
    known = known_pages(file) if arguments.action == "prune" else {}
    before, after = sum(map(len, known.values())), 0
    kept: dict[str, list[Mark]] = {}
    for page in _pages(arguments, file.parent):
        if page is None:
            failed = True
            continue
        name = relative_name(page.source.path, file.parent)
        if arguments.action == "prune":
            still = [diagnostic for diagnostic, mark in pairs(page, known.get(name, [])) if mark]
        else:
            still = list(page.diagnostics)
        kept[name] = marks(page.source, still)
        after += len(still)
    if failed:
        return say("the baseline was not changed because some pages could not be read")
    try:
        old = read_file(file, MAX_BYTES) if os.path.lexists(file) else None
        write(str(file), old, baseline_text(kept).encode())
    except OSError as error:
        raise UsageError(f"{shown_path(file)}: cannot be written: {error.strerror}") from None
    except WriteError as error:
        raise UsageError(f"{shown_path(file)} {error}") from None
    if arguments.action == "prune":
        print(escaped(f"Removed {before - after} from {shown_path(file)}; {after} left."))
    else:
        commit = (
            "Commit it: from now on only new findings are reported." if _is_in_repository(file) else "Only new findings are reported now."
        )
        print(escaped(f"Recorded {after} finding{'' if after == 1 else 's'} in {shown_path(file)}. {commit}"))
    return CLEAN


def _is_in_repository(file: Path) -> bool:
    return any((folder / ".git").exists() for folder in file.parents)


def _pages(arguments: Namespace, folder: Path) -> Iterator[Page | None]:
    """The pages of the site; None for each that could not be read."""
    from profilelint.core.results import Page, Trouble
    from profilelint.run.engine import engine_for
    from profilelint.run.runner import lint_paths, patterns_of

    settings = settings_for(arguments)
    for result in lint_paths(engine_for(settings, arguments.today or date.today()), [str(folder)], patterns_of(settings)):
        if isinstance(result, Page):
            yield result
        elif isinstance(result, Trouble) and result.path != str(folder):
            say(f"{result.path}: {result.message}")
            yield None
