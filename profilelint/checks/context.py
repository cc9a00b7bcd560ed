"""What a check is and what it may know beside the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from profilelint.diagnostic import Finding
from profilelint.document.model import Document
from profilelint.site.files import Site

Options = Mapping[str, Any]


@dataclass(slots=True)
class Context:
    """What a check may know beside the page. What was said of a page without asking for `today` is said on any day: `asked_for_today`
    tells which, so that a result is not kept longer than it is true."""

    day: date
    site: Site | None = None  # None where the root of the site is not known
    fragment: bool = False  # an example of a rule page that is no whole page
    asked_for_today: bool = field(default=False, init=False, compare=False)

    @property
    def today(self) -> date:
        self.asked_for_today = True
        return self.day


@dataclass(frozen=True, slots=True)
class Option:
    """A parameter of a check. `type`: "string", "integer", "number", "boolean", "strings", "map" (string -> string or list of
    strings), "patterns" (strings that are regular expressions). An option without default must stand in the rule page."""

    type: str
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    run: Callable[[Document, Options, Context], Iterator[Finding]]
    options: Mapping[str, Option] = field(default_factory=dict)
