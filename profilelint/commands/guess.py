"""Words that people type as a command, and the command line to type instead."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from difflib import get_close_matches

#: Option or command -> words that other tools have for it.
_WORDS = {
    "": "analyse analyze lint run scan validate verify",
    "--diff": "diff preview",
    "--fix": "apply autofix correct fix format repair",
    "--help": "help usage",
    "--interactive": "ask interactive review",
    "--show-settings": "settings",
    "--version": "version",
    "completion": "complete completions",
    "dates": "timeline",
    "explain": "describe info show why",
    "facts": "papers publications works",
    "init": "configure install setup start",
    "leftovers": "template templates todo",
    "links": "online urls",
    "report": "browse browser html",
    "rules list": "list",
    "rules new": "create new",
    "rules test": "test",
    "words add": "accept add allow dictionary ignore",
    "words learn": "learn",
}
_MEANT = {word: instead for instead, words in _WORDS.items() for word in words.split()}


def meant(name: str, rest: Sequence[str], commands: Sequence[str]) -> str:
    """The command line to type in place of `profilelint NAME REST…`; "" if no command is like `name`."""
    if name.lower() in _MEANT:
        return shlex.join(["profilelint", *_MEANT[name.lower()].split(), *rest])
    near = get_close_matches(name, commands, n=1, cutoff=0.8)
    return f"profilelint {near[0]}" if near else ""
