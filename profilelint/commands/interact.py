"""`profilelint check --interactive`: the person decides about each finding."""

from __future__ import annotations

from collections.abc import Iterable

from profilelint.commands import CLEAN, FAILED, say
from profilelint.commands.output import Tally
from profilelint.core.results import Page, Result
from profilelint.fix.interactive import walk
from profilelint.fix.writing import WriteError, write
from profilelint.report.style import Style
from profilelint.run.engine import Engine


def interact(results: Iterable[Result], engine: Engine, style: Style) -> int:
    """The exit code. What was decided about a page is written when its end is reached."""
    tally, code, changed = Tally(), CLEAN, 0
    for page in results:
        if not isinstance(page, Page):
            tally.count_other(page)
            continue
        tally.count(page)
        decided = walk(page.source, engine.lint, _ask, print, style)
        if decided.source != page.source:
            try:
                write(page.source.path, page.source.encode(page.source.text), decided.source.encode(decided.source.text))
                changed += 1
            except WriteError as error:
                code = say(f"{page.source.path}: {error}")
        if decided.stopped:
            break
    print(f"{changed} of {tally.files} files changed.")
    return FAILED if tally.failed else code


def _ask(question: str) -> str:
    """An answer; where there will be none any more, the one that stops."""
    try:
        return input(question)
    except EOFError:
        return "q"
