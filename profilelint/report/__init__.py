"""Pages and their diagnostics -> what is written on standard output or into a file, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from profilelint.diagnostic import Severity
from profilelint.report.style import Style
from profilelint.results import Page


class About(Protocol):
    """What a report may say of a rule."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def body(self) -> str: ...


Writer = Callable[[Iterable[Page], Style, Iterable[About]], Iterator[str]]

#: By the name that `--output-format` gives: the module and its function, imported when they are asked for.
FORMATS = {
    "text": ("text", "full"),
    "concise": ("text", "concise"),
    "grouped": ("text", "grouped"),
    "statistics": ("text", "statistics"),
    "json": ("json", "report"),
    "jsonl": ("json", "lines"),
    "github": ("github", "report"),
    "markdown": ("github", "markdown"),
    "gitlab": ("gitlab", "report"),
    "sarif": ("sarif", "report"),
    "junit": ("junit", "report"),
    "rdjsonl": ("rdjson", "lines"),
}


def writer(format: str) -> Writer:
    module, function = FORMATS[format]
    return cast(Writer, getattr(import_module(f"profilelint.report.{module}"), function))
