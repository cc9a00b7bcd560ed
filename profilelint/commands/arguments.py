"""Building blocks for the parsers of the commands."""

from __future__ import annotations

import argparse
import re

from profilelint.core.errors import UsageError

TYPE_CHECKING = False  # as `typing` has it: who asks for the version or for help waits for no more than this
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path
    from typing import NoReturn

    from profilelint.settings.config import Settings


class Parser(argparse.ArgumentParser):
    """Complains with a `UsageError`, and knows which option may have been meant."""

    def __init__(self, prog: str, description: str, epilog: str = "", usage: str | None = None) -> None:
        super().__init__(prog, usage, description, epilog, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter)

    def error(self, message: str) -> NoReturn:
        from profilelint.rulepages.rules import did_you_mean

        if choice := re.fullmatch(r"argument (.*): invalid choice: '([^']*)'.* \(choose from (.*)\)", message):
            name, given, choices = choice.groups()
            one_of = _or_one_of(given, choices.replace("'", "").split(", "))
            raise UsageError(f'{name}: unknown value "{given}"{one_of}')
        unknown = message.partition("unrecognized arguments: ")[2].partition(" ")[0].partition("=")[0]
        hint = did_you_mean(unknown, self._option_string_actions) if unknown.startswith("-") else ""
        raise UsageError(f"{message}{hint if 'did you mean' in hint else f' (see {self.prog} --help)'}")


def _or_one_of(given: str, choices: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(given, choices, n=1)
    return f'; did you mean "{near[0]}"?' if near else f"; use one of {', '.join(choices)}"


def add_color(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto, on a terminal)")


def add_configuration(parser: argparse._ActionsContainer) -> None:
    files = parser.add_mutually_exclusive_group()
    files.add_argument("--config", type=path, metavar="FILE", help="use this configuration file instead of looking for one")
    files.add_argument("--isolated", action="store_true", help="ignore all configuration files")


def add_today(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--today", type=_date, metavar="YYYY-MM-DD", help="treat this date as today")


def settings_for(arguments: argparse.Namespace) -> Settings:
    """The settings of the file that `add_configuration` asked for, else of the one around the working directory."""
    from pathlib import Path

    from profilelint.commands import say
    from profilelint.settings.config import Settings, find_settings, read_settings

    if arguments.isolated:
        return Settings()
    settings = read_settings(arguments.config) if arguments.config else find_settings(Path.cwd())
    for warning in settings.warnings:
        say(warning)
    return settings


def rule_named(name: str) -> str:
    """The current name of a rule; for an old one, a warning is printed."""
    from profilelint.commands import say
    from profilelint.rulepages.renamed import RENAMED, sentence

    if warning := sentence(name):
        say(warning)
    return RENAMED.get(name, name)


def rules_named(given: Sequence[str]) -> list[str]:
    """The names that an option was given, each time several with commas between them."""
    return [rule_named(name.strip()) for listed in given for name in listed.split(",") if name.strip()]


def filled(text: str) -> str:
    """A value that must not be empty: an empty one is usually an unset variable."""
    if not text.strip():
        raise argparse.ArgumentTypeError("must not be empty")
    return text


def names(text: str) -> str:
    """Names of rules, with commas between them."""
    if not text.replace(",", "").strip():
        raise argparse.ArgumentTypeError("no rule given")
    return text


def pattern(text: str) -> str:
    from profilelint.core.globs import is_pattern

    if not is_pattern(filled(text)):
        raise argparse.ArgumentTypeError(f'"{text}" is not a valid .gitignore pattern')
    return text


def path(text: str) -> Path:
    from pathlib import Path

    if text == "-":
        raise argparse.ArgumentTypeError("- is not a file or a folder")
    return Path(filled(text))


def _date(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a date; write it as 2026-01-31') from None
