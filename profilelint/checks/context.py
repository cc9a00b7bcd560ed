"""The interface of checks: what a check is, and what it sees in addition to the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from importlib import import_module
from typing import Any, Literal

from profilelint.checks.needs import Need, anything
from profilelint.core.dependencies import Dependencies
from profilelint.core.diagnostic import Finding
from profilelint.core.record import frozen, record
from profilelint.document.model import Document
from profilelint.links.answers import Web
from profilelint.site.files import Site
from profilelint.site.view import SiteView

Options = Mapping[str, Any]
Run = Callable[["Document", Options, "Context"], Iterator[Finding]]


class Context:
    """Everything a check sees in addition to the page; it records which parts were used. `fragment`: the page is an example of a rule page,
    not a whole page; `web`: responses of the web, None if links are not checked; `tracked`: whether questions about the site are
    recorded; `ignored`: suppression comments without effect, for the checks that run last."""

    __slots__ = ("_day", "depends", "fragment", "ignored", "site", "web")

    def __init__(
        self, day: date, site: Site | None = None, *, fragment: bool = False, web: Web | None = None, tracked: bool = False
    ) -> None:
        self._day, self.fragment, self.web = day, fragment, web
        self.depends = Dependencies(tracked)
        self.site = SiteView(site, self.depends) if site is not None else None  # None where the root of the site is not known
        self.ignored: Mapping[str, Sequence[Finding]] = {}

    def is_past(self, day: date) -> bool:
        """Whether a day lies before the one that pages are judged at."""
        return self.depends.is_past(day, self._day)


@record
class Option:
    """A parameter of a check. `type`: "string", "integer", "number", "boolean", "strings", "map" (string -> string or list of
    strings), "patterns" (strings that are regular expressions), "weights" (tables of numbers). An option without default must be set in
    the rule page."""

    type: str
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()


@frozen(slots=False)
class Check:
    """`function`: the check, or its dotted name below `profilelint.checks`: most pages need few modules. `needs`: the precondition for
    calling it. `web`: whether it reports about responses of the web, or about anything else. `last`: it runs after all others, and
    comments do not suppress it."""

    function: Run | str
    needs: Need = anything
    web: Literal["", "used", "needed"] = ""
    last: bool = False

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
