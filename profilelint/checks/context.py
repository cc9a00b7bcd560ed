"""What a check is and what it may know beside the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from importlib import import_module
from typing import Any, Literal

from profilelint.checks.needs import Need, anything
from profilelint.core.diagnostic import Finding
from profilelint.core.record import record
from profilelint.document.model import Document
from profilelint.links.answers import Web
from profilelint.site.files import Site

Options = Mapping[str, Any]
Run = Callable[["Document", Options, "Context"], Iterator[Finding]]


@dataclass(slots=True)
class Context:
    """What a check may know beside the page. `since` and `until` are the days on which the checks would have been told the same, so that
    a result is kept no longer than it is true."""

    day: date
    site: Site | None = None  # None where the root of the site is not known
    fragment: bool = False  # an example of a rule page that is no whole page
    web: Web | None = None  # None where nobody asked the web
    since: date = field(default=date.min, init=False, compare=False)
    until: date = field(default=date.max, init=False, compare=False)

    @property
    def today(self) -> date:
        """For what changes from day to day; where a day is only to be compared with today, ask `is_past`."""
        self.since = self.until = self.day
        return self.day

    def is_past(self, day: date) -> bool:
        if day < self.day:
            self.since = max(self.since, day + timedelta(days=1))
            return True
        self.until = min(self.until, day)
        return False


@record
class Option:
    """A parameter of a check. `type`: "string", "integer", "number", "boolean", "strings", "map" (string -> string or list of
    strings), "patterns" (strings that are regular expressions). An option without default must stand in the rule page."""

    type: str
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """`function`: the check, or its place among the modules of checks: most pages need few of them. `needs`: what a page must have for
    it to be called. `web`: whether it speaks of what the web answers, and of anything else."""

    function: Run | str
    needs: Need = anything
    web: Literal["", "used", "needed"] = ""

    @cached_property
    def run(self) -> Run:
        if not isinstance(self.function, str):
            return self.function
        module, _, name = self.function.rpartition(".")
        run: Run = getattr(import_module(f"profilelint.checks.{module}"), name)
        return run

    @cached_property
    def options(self) -> Mapping[str, Option]:
        """The OPTIONS of a module are those of its function `check`."""
        if not isinstance(self.function, str) or not self.function.endswith(".check"):
            return {}
        module = import_module(f"profilelint.checks.{self.function.removesuffix('.check')}")
        options: Mapping[str, Option] = getattr(module, "OPTIONS", {})
        return options
