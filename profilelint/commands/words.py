"""`profilelint words`: words that are right on this site, kept in its configuration."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from profilelint.commands import CLEAN, say
from profilelint.commands.arguments import Parser, add_configuration, settings_for
from profilelint.core.errors import UsageError
from profilelint.core.record import record, replace
from profilelint.report.style import escaped
from profilelint.settings.wordlist import is_word

if TYPE_CHECKING:
    from profilelint.core.diagnostic import Diagnostic
    from profilelint.settings.config import Settings

_EXAMPLES = """examples:
  profilelint words add cosets Peppr     add them to the configuration
  profilelint words learn _pages         go through the reported words and add those that are right
  profilelint words list                 show the list
"""


def parser() -> Parser:
    parser = Parser("profilelint words", "Manage the words that are right on this site.", _EXAMPLES)
    parser.add_argument("action", choices=("list", "add", "learn"))
    parser.add_argument("names", nargs="*", metavar="WORD", help="words to add, or pages and folders to learn from")
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    settings = settings_for(arguments)
    if arguments.action == "list":
        if arguments.names:
            raise UsageError("words list takes no words")
        if not settings.words:
            say("the word list is empty; add to it with: profilelint words add WORD ...")
        for word in settings.words:
            print(escaped(word))
        return CLEAN
    if arguments.action == "add":
        if not arguments.names:
            raise UsageError("no words given; usage: profilelint words add WORD ...")
        words = [normalize("NFC", name) for name in arguments.names]  # some systems write é as two characters
        if wrong := [word for word in words if not is_word(word)]:
            raise UsageError(f'"{wrong[0]}" is not one word')
        return add_words(settings, words)
    return add_words(settings, list(_confirmed(settings, arguments.names)))


def add_words(settings: Settings, words: list[str]) -> int:
    """Write words into the site's configuration, those that it does not have yet; the exit code."""
    from profilelint.core.files import read_file
    from profilelint.core.results import shown_path
    from profilelint.fix.writing import WriteError, write
    from profilelint.settings.complaints import MAX_BYTES
    from profilelint.settings.wordlist import with_words

    known = {word.lower() for word in settings.words}
    new = [word for word in dict.fromkeys(words) if word.lower() not in known]
    path = settings.file or settings.folder / ".profilelint.toml"
    if not new:
        print("Already in the list." if words else "Nothing was added.")
        return CLEAN
    try:
        before = read_file(path, MAX_BYTES) if os.path.lexists(path) else None
        write(str(path), before, with_words((before or b"").decode("utf-8"), new, path.name).encode())
    except OSError as error:
        return say(f"{shown_path(path)} cannot be written: {error.strerror}")
    except WriteError as error:
        return say(f"{shown_path(path)} {error}")
    print(escaped(f"Added {', '.join(new)} to {shown_path(path)}."))
    return CLEAN


def _confirmed(settings: Settings, paths: list[str]) -> Iterator[str]:
    """The words that are reported and that the person at the terminal says are right."""
    from profilelint.commands.interact import ask
    from profilelint.fix.interactive import StoppedError

    if not sys.stdin.isatty():
        raise UsageError("words learn asks about each word, so it needs a terminal; use words add WORD ... instead")
    for word, found in sorted(_reported(settings, paths).items(), key=lambda item: item[0].lower()):
        print(*_shown(found), sep="\n")
        try:
            answer = ask(f'Add "{escaped(word)}" to the words of this site? [y]es, [n]o, [q]uit: ').strip().lower()
        except StoppedError:
            return
        if answer.startswith("q"):
            return
        if answer.startswith("y"):
            yield word


@record
class _Reported:
    """The first report of a word, and the number of its reports."""

    first: Diagnostic
    excerpt: tuple[str, ...]
    count: int


def _shown(found: _Reported) -> Iterator[str]:
    from profilelint.report.style import escaped

    more = f" (and {found.count - 1} more)" if found.count > 1 else ""
    yield ""
    yield f"{escaped(found.first.path)}:{found.first.start.line}:{found.first.start.column}{more}: {escaped(found.first.message)}"
    yield from found.excerpt


def _reported(settings: Settings, paths: list[str]) -> dict[str, _Reported]:
    """Each word that spelling/misspelling reports."""
    from datetime import date

    from profilelint.core.results import Page
    from profilelint.report.excerpt import excerpt
    from profilelint.report.style import Style
    from profilelint.run.engine import engine_for
    from profilelint.run.runner import lint_paths, patterns_of

    engine = engine_for(settings, date.today())
    engine = replace(engine, rules=tuple(rule for rule in engine.rules if rule.id == "spelling/misspelling"))
    reported: dict[str, _Reported] = {}
    for result in lint_paths(engine, paths or [str(Path.cwd())], patterns_of(settings), force_exclude=False):
        if not isinstance(result, Page):
            continue
        for found in result.diagnostics:
            word = result.source.slice(found.span)
            if before := reported.get(word):
                reported[word] = replace(before, count=before.count + 1)
            else:
                reported[word] = _Reported(found, tuple(excerpt(result.source, found, Style(), "")), 1)
    return reported
