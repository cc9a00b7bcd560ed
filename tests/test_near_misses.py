"""Of two pages that differ in one thing, one has a report and the other none: what decides is what people rely on."""

from __future__ import annotations

import pytest
from rows_of_pages import LINES, page_of
from rulepages import lint_text


@pytest.mark.parametrize("line", LINES)
def test_what_is_reported_and_nothing_else(line: str) -> None:
    page = page_of(line)
    text = page.text
    for one in reversed(lint_text(text, page.rule, path=page.path)):
        text = f"{text[: one.span.start]}⟦{text[one.span.start : one.span.end]}⟧{text[one.span.end :]}"
    assert text == page.marked
