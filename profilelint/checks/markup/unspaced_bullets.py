"""Failed list items: `-Talks` between `- Papers` and `- Posters`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import Document

_BULLET = regex(r"^(?P<before>[ \t]{0,8}[-*+])(?=[^\W\d_]{2}|\[[^\]\n]{3})", re.MULTILINE)
_LONGEST = 400  # of the line above that is looked at


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format != "markdown":
        return
    for bullet in _BULLET.finditer(document.text):
        end = bullet.end()
        if document.kind_at(end - 1) is Kind.PROSE and not document.is_hidden(end - 1) and _is_between_items(document.text, bullet):
            line = document.text[bullet.start() : bullet.start() + _LONGEST].split("\n", 1)[0]
            if bullet["before"][-1] != "*" or "*" not in line[len(bullet["before"]) :]:
                yield Finding(Span(end - 1, end), {}, (Edit(Span(end, end), " "),), Applicability.UNSAFE, structural=True)


def _is_between_items(text: str, bullet: re.Match[str]) -> bool:
    """Whether an item that begins in the same way, and has its space, is on the line above or below."""
    start = max(0, bullet.start() - _LONGEST)
    above = text.rfind("\n", start, max(bullet.start() - 1, start)) + 1
    below = text.find("\n", bullet.end(), bullet.end() + _LONGEST) + 1
    is_item = bullet["before"] + " "
    return ((above > 0 or start == 0) and text.startswith(is_item, above)) or (below > 0 and text.startswith(is_item, below))
