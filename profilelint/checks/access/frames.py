"""Frames without a title."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.access.elements import has_name, is_computed, is_made, is_shown
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.document.model import Document
from profilelint.document.tags import TagKind


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for tag in document.tags:
        if tag.name != "iframe" or tag.kind is TagKind.CLOSE or tag.hidden or not is_shown(tag) or has_name(tag):
            continue
        if not is_computed(document, tag) and not is_made(document):
            yield Finding(tag.span)
