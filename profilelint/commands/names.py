"""The commands by name."""

from __future__ import annotations

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
    match name:
        case "baseline":
            from profilelint.commands import baseline

            return baseline
        case "completion":
            from profilelint.commands import completion

            return completion
        case "dates":
            from profilelint.commands import dates

            return dates
        case "explain":
            from profilelint.commands import explain

            return explain
        case "facts":
            from profilelint.commands import facts

            return facts
        case "init":
            from profilelint.commands import init

            return init
        case "leftovers":
            from profilelint.commands import leftovers

            return leftovers
        case "links":
            from profilelint.commands import links

            return links
        case "report":
            from profilelint.commands import report

            return report
        case "rules":
            from profilelint.commands import rules

            return rules
        case "server":
            from profilelint.commands import server

            return server
        case "words":
            from profilelint.commands import words

            return words
        case _:
            from profilelint.commands import check

            return check
