"""Escapes for output that CI runners would read as commands.

Reports quote pages and file names, and a runner reads everything that is printed: a line of a page could set a variable of the job, hide
the rest of its log, or disable the runner's own commands.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from typing import Any, TextIO

#: The variable of a CI runner -> the beginnings of its commands. If only `CI` is set, it may be any of them.
COMMANDS = {
    # actions/runner, ActionCommand.cs: "::" after spaces at the beginning of a line, "##[" anywhere. Gitea and Forgejo read the same.
    "GITHUB_ACTIONS": r"(?:^|[\r\n])[\s\xad\u200b-\u200f\u2060\ufeff]*::|##\[",
    # https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands: anywhere, ignoring case
    "TF_BUILD": r"(?i:##vso\[|##\[)",
    # https://www.jetbrains.com/help/teamcity/service-messages.html
    "TEAMCITY_VERSION": r"##teamcity\[",
    # https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
    "GITLAB_CI": r"section_(?:start|end):",
    # travis-ci/travis-build, which folds and times its log by them
    "TRAVIS": r"travis_(?:fold|time):",
}


def heard(environ: Mapping[str, str]) -> re.Pattern[str] | None:
    """The beginnings of commands of this runner; None outside of runners."""
    found = [pattern for name, pattern in COMMANDS.items() if _is_set(environ.get(name))]
    if not found and _is_set(environ.get("CI")):
        found = list(COMMANDS.values())
    if not found:
        return None
    import re

    return re.compile("|".join(found))


def _is_set(value: str | None) -> bool:
    return bool(value) and str(value).lower() not in ("0", "false", "no")


def unheard(line: str, commands: re.Pattern[str] | None) -> str:
    """A line without commands for runners: the last character of the beginning of each command is escaped."""
    return commands.sub(lambda match: f"{match.group()[:-1]}\\x{ord(match.group()[-1]):02x}", line) if commands else line


class Unheard:
    """A stream that is read by a runner. Whole lines are looked at, since what is a command may be written in several pieces."""

    def __init__(self, stream: TextIO, commands: re.Pattern[str]) -> None:
        self._stream, self._commands, self._rest = stream, commands, ""

    def write(self, text: str) -> int:
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._stream.write(f"{unheard(line, self._commands)}\n")
        return len(text)

    def command(self, line: str) -> None:
        """Write a line that is meant for the runner: a command in its beginning is one, and nothing else in it."""
        self.flush()
        self._stream.write(f"{line[:2]}{unheard(line[2:], self._commands)}\n")

    def flush(self) -> None:
        rest, self._rest = self._rest, ""
        self._stream.write(unheard(rest, self._commands))
        self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
