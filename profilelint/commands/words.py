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

if TYPE_CHECKING:
    from profilelint.settings.config import Settings

#: What stands within words.
_JOINTS = str.maketrans("", "", "-'’")
_EXAMPLES = """examples:
  profilelint words add cosets Peppr     put them into the configuration
  profilelint words learn _pages         ask about each word that is reported, and put in what is right
  profilelint words list                 what stands there
"""


def parser() -> Parser:
    parser = Parser("profilelint words", "Keep a list of words that are right on this site.", _EXAMPLES)
    parser.add_argument("action", choices=("list", "add", "learn"))
    parser.add_argument("names", nargs="*", metavar="WORD", help="words to add; pages and folders to learn from")
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    settings = settings_for(arguments)
    if arguments.action == "list":
        if arguments.names:
            raise UsageError("words list lists all words; it takes none")
        if not settings.words:
            say("there are no words of this site's own yet; profilelint words add WORD ... puts them into its configuration")
        for word in settings.words:
            print(word)
        return CLEAN
    if arguments.action == "add":
        if not arguments.names:
            raise UsageError("the words to add are missing: profilelint words add WORD ...")
        words = [normalize("NFC", name) for name in arguments.names]  # some systems write é as two characters
        if wrong := [word for word in words if not word.translate(_JOINTS).isalpha()]:
            raise UsageError(f'"{wrong[0]}" is not one word')
        return _add(settings, words)
    return _add(settings, list(_confirmed(settings, arguments.names)))


def _add(settings: Settings, words: list[str]) -> int:
    from profilelint.core.files import read_file
    from profilelint.core.results import shown_path
    from profilelint.fix.writing import WriteError, write
    from profilelint.settings.config import MAX_BYTES
    from profilelint.settings.wordlist import with_words

    known = {word.lower() for word in settings.words}
    new = [word for word in dict.fromkeys(words) if word.lower() not in known]
    path = settings.file or settings.folder / ".profilelint.toml"
    if not new:
        print("Nothing new.")
        return CLEAN
    try:
        before = read_file(path, MAX_BYTES) if os.path.lexists(path) else None
        write(str(path), before, with_words((before or b"").decode("utf-8"), new, path.name).encode())
    except OSError as error:
        return say(f"{shown_path(path)} cannot be written: {error.strerror}")
    except WriteError as error:
        return say(f"{shown_path(path)} {error}")
    print(f"{shown_path(path)} has {', '.join(new)} now")
    return CLEAN


def _confirmed(settings: Settings, paths: list[str]) -> Iterator[str]:
    """The words that are reported and that the person at the terminal says are right."""
    from profilelint.commands.interact import ask
    from profilelint.fix.interactive import StoppedError

    if not sys.stdin.isatty():
        raise UsageError("words learn asks about each word, so it needs a terminal; words add takes them without asking")
    for word, (count, place) in sorted(_reported(settings, paths).items(), key=lambda item: item[0].lower()):
        try:
            answer = ask(f'Is "{word}" right ({place}{f", {count} times" if count > 1 else ""})? [y]es, [n]o, [q]uit: ').strip().lower()
        except StoppedError:
            return
        if answer.startswith("q"):
            return
        if answer.startswith("y"):
            yield word


def _reported(settings: Settings, paths: list[str]) -> dict[str, tuple[int, str]]:
    """Each word that spelling/misspelling reports: how often, and where first."""
    from datetime import date

    from profilelint.core.record import replace
    from profilelint.core.results import Page
    from profilelint.run.engine import engine_for
    from profilelint.run.runner import lint_paths, patterns_of

    engine = engine_for(settings, date.today())
    engine = replace(engine, rules=tuple(rule for rule in engine.rules if rule.id == "spelling/misspelling"))
    found: dict[str, tuple[int, str]] = {}
    for result in lint_paths(engine, paths or [str(Path.cwd())], patterns_of(settings), force_exclude=False):
        if not isinstance(result, Page):
            continue
        for said in result.diagnostics:
            word = result.source.slice(said.span)
            count, place = found.get(word, (0, f"{said.path}:{said.start.line}"))
            found[word] = (count + 1, place)
    return found
