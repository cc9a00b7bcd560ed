"""Tables in HTML whose first row heads the columns, and is not marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.access.elements import elements, is_made
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document

_ROW = regex(r"<tr\b[^<>]*>(.*?)(?=<tr\b|</tr\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = regex(r"<td\b[^<>]*>(.*?)(?=<td\b|</td\s*>|\Z)", re.IGNORECASE | re.DOTALL)
#: A cell that is in bold as a whole, and short.
_BOLD = regex(r"\s*<(b|strong)\b[^<>]*>[^<>]{1,60}</\1\s*>\s*", re.IGNORECASE)
_HEADED = regex(r"<t(?:h|head)\b|\bscope=|\brole=[\"']?(?:columnheader|presentation|none)", re.IGNORECASE)
_LONGEST = 100_000
_ROWS, _COLUMNS = 2, 2  # below the first, and in it


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Where each cell of the first row is in bold, and no other row is."""
    for tag, inside in elements(document, "table"):
        text = document.text[inside.start : min(inside.end, inside.start + _LONGEST)]
        if _HEADED.search(text) or "<table" in text.lower():
            continue
        first, *others = [_CELL.findall(row) for row in _ROW.findall(text)] or [[]]
        is_headed = len(first) >= _COLUMNS and len(others) >= _ROWS and _is_bold(first) and not any(map(_is_bold, others))
        if is_headed and not is_made(document):
            yield Finding(tag.span)


def _is_bold(cells: list[str]) -> bool:
    return bool(cells) and all(_BOLD.fullmatch(cell) for cell in cells)
