"""Pages and their diagnostics -> what is written on standard output or into a file, line by line."""

from __future__ import annotations

TYPE_CHECKING = False  # as `typing` has it, which takes longer to import than this
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from profilelint.core.results import Page
    from profilelint.report.about import About
    from profilelint.report.style import Style

    Writer = Callable[[Iterable[Page], Style, Iterable[About]], Iterator[str]]

#: By the name that `--output-format` gives: the module and its function, imported on demand.
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
    "html": ("html", "report"),
}

#: How a report in HTML begins. Such a file in a site is not a page of it.
HTML_MARK = "<!doctype html><!-- a report of profilelint -->"

#: Those that a person reads on a terminal.
FOR_PEOPLE = ("text", "grouped", "statistics")


def writer(format: str) -> Writer:
    from importlib import import_module

    module, function = FORMATS[format]
    written: Writer = getattr(import_module(f"profilelint.report.{module}"), function)
    return written
