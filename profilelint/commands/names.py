"""The commands by name."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Protocol

    class Command(Protocol):
        """The interface of a command's module."""

        def parser(self) -> ArgumentParser: ...
        def run(self, arguments: Namespace) -> int: ...


#: `check` need not be written.
COMMANDS = (
    "baseline", "check", "completion", "dates", "explain", "facts", "init", "leftovers", "links", "report", "rules", "server", "words"
)  # fmt: skip


def command(name: str) -> Command:
    """The module of a command, imported on demand: importing all of them takes as long as a small run."""
    module: Command = import_module(f"profilelint.commands.{name if name in COMMANDS else 'check'}")
    return module
