"""A link as it stands on a page that is served, or that is ready to be."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable

from profilelint.core.record import record
from profilelint.links.answers import Answer

_LONGEST = 20_000  # lines of a page, and columns of a line, that a place is kept in


@record
class Served:
    """`page`: the path or the address of the page; `line` and `column`: of the target, from 1; `written`: the target; `label`: what
    visitors read; `answer`: what is known of it, None where the web is to be asked."""

    page: str
    line: int
    column: int
    written: str
    label: str
    answer: Answer | None = None


def page_text(links: Iterable[Served]) -> tuple[str, list[int]]:
    """A page that has these links and nothing else, each target at its place as far as there is room; and where each target starts."""
    lines: dict[int, str] = defaultdict(str)
    ordered = sorted(links, key=lambda link: (min(link.line, _LONGEST), link.column))
    columns = []
    for link in ordered:
        at = min(link.line, _LONGEST)
        lines[at] = lines[at].ljust(min(link.column, _LONGEST) - 1 - len('<a href="')) + '<a href="'
        columns.append((at, len(lines[at])))
        lines[at] += f'{html.escape(link.written)}">{html.escape(" ".join(link.label.split()))}</a>'
    text = [lines.get(number, "") for number in range(1, max(lines, default=0) + 1)]
    starts = [0]
    for line in text:
        starts.append(starts[-1] + len(line) + 1)
    return "\n".join(text) + "\n", [starts[line - 1] + column for line, column in columns]
