"""`profilelint check --interactive`: the person decides about each finding."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from profilelint.commands import CLEAN, FAILED, INTERRUPTED, say
from profilelint.commands.output import Tally
from profilelint.commands.words import add_words
from profilelint.core.results import Page, Result
from profilelint.fix.interactive import StoppedError, walk
from profilelint.fix.writing import WriteError, write
from profilelint.report.style import Style
from profilelint.run.engine import Engine
from profilelint.settings.config import Settings


def interact(results: Iterable[Result], engine: Engine, settings: Settings, style: Style) -> int:
    """Ask about each finding; returns the exit code. Decisions about a page are written at its end, or when the user stops."""
    tally, code, changed, words = Tally(), CLEAN, 0, list[str]()
    try:
        for page in results:
            if not isinstance(page, Page):
                tally.count_other(page)
                continue
            tally.count(page)
            decided = walk(page.source, engine.lint, ask, print, style, words)
            words += decided.words
            if decided.source != page.source:
                try:
                    write(page.source.path, page.source.encode(page.source.text), decided.source.encode(decided.source.text))
                    changed += 1
                except WriteError as error:
                    code = say(f"{page.source.path}: {error}")
            if decided.interrupted:
                raise KeyboardInterrupt
            if decided.stopped:
                break
    except KeyboardInterrupt:
        code = INTERRUPTED
    if words:
        code = add_words(settings, words) or code
    print(f"{changed} of {tally.files} files changed.")
    return FAILED if tally.failed else code


def ask(question: str) -> str:
    """An answer, typed with a line editor where there is one; `StoppedError` where there will be none any more."""
    with suppress(ImportError):
        import readline

        readline.parse_and_bind("set disable-completion on")  # of names of files
    while True:
        try:
            return input(question)
        except UnicodeDecodeError:
            print("That is not valid text in this terminal's encoding; type it again.")
        except EOFError:
            print()
            raise StoppedError from None
        except KeyboardInterrupt:
            print()
            raise StoppedError(interrupted=True) from None
