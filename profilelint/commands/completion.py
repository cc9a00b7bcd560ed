"""`profilelint completion`: a script with which a shell completes commands, options, rules and files."""

from __future__ import annotations

import argparse
from argparse import Namespace

from profilelint.commands import CLEAN
from profilelint.commands.arguments import Parser
from profilelint.core.errors import UsageError

SHELLS = ("bash", "fish", "zsh")
_ABOUT = """Print a script with which your shell completes commands, options, rules and files. It needs an extra package:
pip install "profilelint[completion]"

Turn it on with one of these, and start a new shell:

  profilelint completion bash > ~/.local/share/bash-completion/completions/profilelint
  profilelint completion fish > ~/.config/fish/completions/profilelint.fish
  profilelint completion zsh > ~/.zfunc/_profilelint

For zsh, ~/.zshrc must have: fpath+=(~/.zfunc); autoload -Uz compinit && compinit"""
#: By default, fish completes no path in place of a command.
_MORE = {"fish": "complete -c profilelint -n _shtab_profilelint_using -F"}
#: Names of values in `--help` that are paths, and those that are rules.
_PATHS, _FOLDERS, _RULES = ("PATH", "FILE", "HTML"), ("FOLDER", "DIR"), ("RULE",)


def parser() -> Parser:
    parser = Parser("profilelint completion", _ABOUT)
    parser.add_argument("shell", choices=SHELLS)
    return parser


def run(arguments: Namespace) -> int:
    try:
        import shtab
    except ModuleNotFoundError:
        raise UsageError('completion needs an extra package: pip install "profilelint[completion]"') from None
    print(shtab.complete(_whole(), arguments.shell), _MORE.get(arguments.shell, ""), sep="\n")
    return CLEAN


def _whole() -> argparse.ArgumentParser:
    """One parser of all commands, for shtab: files, folders and rules are marked as such."""
    import shtab

    from profilelint.commands.names import COMMANDS, command
    from profilelint.run.selection import ready_rules

    rules = ready_rules()
    names = sorted({*(rule.id for rule in rules), *(rule.family for rule in rules)})
    whole = argparse.ArgumentParser("profilelint", parents=[_options(command("check").parser())], add_help=False)
    commands = whole.add_subparsers(metavar="COMMAND")
    parsers = [whole]
    for name in COMMANDS:
        one = command(name).parser()
        about = (one.description or "").partition("\n")[0].partition(". ")[0]
        parsers.append(commands.add_parser(name, parents=[one], add_help=False, help=about))
    for action in (action for each in parsers for action in each._actions):
        if action.metavar in _PATHS:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.metavar in _RULES:
            action.choices = names
    return whole


def _options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """A parser without its positional arguments, in whose place the commands are."""
    options = argparse.ArgumentParser(parser.prog, add_help=False)
    for action in parser._actions:
        if action.option_strings:
            options._add_action(action)
    return options
