"""A link on a served or built page."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from profilelint.core.record import record
from profilelint.links.answers import Answer, Verdict, address_of
from profilelint.links.htmlpage import PageLink

_LONGEST = 20_000  # lines of a page, and columns of a line, that a place is kept in


class IncompleteError(Exception):
    """Not all of a site was looked at."""

    def __init__(self, site: str, reason: str) -> None:
        super().__init__(f"{site}: {reason}")
        self.site, self.reason = site, reason


@record
class Served:
    """`page`: the path or the address of the page; `line` and `column`: of the target, from 1; `written`: the target; `label`: what
    visitors read; `answer`: the known answer, None if it must be requested: at `address`, if the target does not give it."""

    page: str
    line: int
    column: int
    written: str
    label: str
    answer: Answer | None = None
    address: str = ""

    @property
    def is_well(self) -> bool:
        return self.answer is not None and self.answer.verdict is Verdict.OK and not self.answer.fragments


def served(page: str, link: PageLink, address: str, answer: Answer | None) -> Served:
    """A link of a page; `address`: where it leads."""
    is_said = answer is not None or address_of(link.written) is not None
    return Served(page, link.line, link.column, link.written, link.label, answer, "" if is_said else address_of(address) or "")


@record
class Home:
    """What the sources say of a site. `base`: the path that it is served under, "" for the top of its host; `hosts`: the names that it is
    served at; `lacks`: whether a path from the top of the host is one of the site's own, and not there."""

    base: str = ""
    hosts: Collection[str] = ()
    lacks: Callable[[str], bool] = lambda path: False


def is_below(path: str, base: str) -> bool:
    return f"{path}/".startswith(f"{base}/")


def outside(path: str, base: str, is_there: bool, is_own: bool) -> Answer:
    """What there is to say of a path on the site's host that is not below its base path: `is_there`: but the site has it, so that it was
    written without; `is_own`: it can be nobody else's."""
    if is_there:
        return Answer(Verdict.DEAD, f"the site is served under {base}, so it is {base}{path}")
    if is_own:
        return Answer(Verdict.DEAD, f"the site is served under {base}, and has no such file there either")
    return Answer(Verdict.UNKNOWN, f"it leads out of the site, which is served under {base}")


def page_text(links: Iterable[Served]) -> tuple[str, list[tuple[int, Served]]]:
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
    return "\n".join(text) + "\n", [(starts[line - 1] + column, link) for (line, column), link in zip(columns, ordered, strict=True)]
