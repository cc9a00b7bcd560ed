"""Headings that begin with a bullet: list items that became headings when a document was converted."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document

_BULLET = regex("[•‣◦∙·▪⁃\uf0b7\u2219][ \t\u00a0]")
#: So many headings that all begin so are a style.
_STYLE = 3


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    headings = [heading for heading in document.headings if heading.run]
    found = [(heading, match) for heading in headings if heading.run and (match := _BULLET.match(heading.run.text))]
    for level in {heading.level for heading, _ in found}:
        peers = sum(heading.level == level for heading in headings)
        if peers >= _STYLE and peers == sum(heading.level == level for heading, _ in found):
            found = [(heading, match) for heading, match in found if heading.level != level]
    for heading, match in found:
        if heading.run:
            yield Finding(heading.run.span(match.start(), match.start() + 1))
