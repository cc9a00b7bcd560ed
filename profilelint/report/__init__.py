"""Pages and their diagnostics -> what is written on standard output, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from profilelint.report import json, text
from profilelint.report.style import Style
from profilelint.results import Page

Writer = Callable[[Iterable[Page], Style], Iterator[str]]

#: By the name that `--output-format` gives.
REPORTS: dict[str, Writer] = {
    "text": text.full,
    "concise": text.concise,
    "json": json.report,
}
