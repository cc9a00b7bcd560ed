"""Headings that skip a level, and those without a text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from profilelint.checks.access.elements import elements, has_name, is_computed, is_made, says_something
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.core.source import Span
from profilelint.document.model import Document

_LEVELS = tuple(f"h{level}" for level in range(1, 7))


def check_levels(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Headings more than a level below the one before; where a page begins, its layout decides."""
    shown = [heading for heading in document.headings if not heading.hidden and heading.run is not None]
    found = [(after, before) for before, after in pairwise(shown) if after.level > before.level + 1]
    if found and not is_made(document):
        for heading, before in found:
            written = document.text[heading.span.start : heading.span.end].rstrip()
            span = Span(heading.span.start, heading.span.start + len(written))
            yield Finding(span, {"level": str(heading.level), "before": str(before.level)})


def check_empty(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Headings in HTML with nothing in them."""
    for tag, inside in chain.from_iterable(elements(document, name) for name in _LEVELS):
        is_named = has_name(tag) or tag.attribute("id") is not None or is_computed(document, tag)  # a script may fill it
        if not is_named and not says_something(document.text[inside.start : inside.end]) and not is_made(document):
            yield Finding(tag.span)
