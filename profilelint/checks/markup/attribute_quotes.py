"""Attribute values in curly quotes, which become part of the value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import Document

_DOUBLE = "(?:[“”„‟″]|&(?:[lr]dquo|bdquo|quot|#822[01]|#34|#x201[cd]);)"
_SINGLE = "(?:[‘’‚‛′]|&(?:[lr]squo|apos|#821[67]|#39|#x201[89]);)"
#: What holds attributes: a tag, a list of kramdown's, a tag or shortcode of the generator.
_HOLDER = regex(r"<[A-Za-z][^<>]*>|\{:[^{}\n]*\}|\{\{?[%<][^{}]*\}")
_VALUE = regex(
    rf"\"[^\"]*\"|'[^']*'|(?<=[\w-])\s{{0,4}}=\s{{0,4}}"
    rf"(?P<value>(?:{_DOUBLE}(?P<double>[^“”„‟″\"'<>&]*){_DOUBLE}|{_SINGLE}(?P<single>[^‘’‚‛′\"'<>&]*){_SINGLE}))(?=[\s/>}}%])",
    re.IGNORECASE,
)
_HINT = regex(rf"={{1}}\s{{0,4}}(?:{_DOUBLE}|{_SINGLE})", re.IGNORECASE)
_HOLDING = (Kind.TAG, Kind.ATTRIBUTE_LIST, Kind.LIQUID, Kind.PROSE)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if not _HINT.search(document.text):
        return
    start = document.front_matter.span.end if document.front_matter else 0
    stretch: list[Edit] = []
    for holder in _HOLDER.finditer(document.text, start):
        if document.kind_at(holder.start()) not in _HOLDING:
            continue
        matches = list(_VALUE.finditer(document.text, *holder.span()))
        curly = [match for match in matches if match["value"] is not None]
        if matches and not curly:
            yield from _stretch(document, stretch)
            stretch = []
        stretch += [Edit(Span(*match.span("value")), f'"{match["double"] or match["single"] or ""}"') for match in curly]
    yield from _stretch(document, stretch)


def _stretch(document: Document, edits: list[Edit]) -> Iterator[Finding]:
    """One report for the attributes of tags that follow one another, and one fix."""
    if edits:
        count, line = len(edits) - 1, document.source.position(edits[-1].span.start).line
        more = f"; so do {count} more up to line {line}" if count > 1 else f"; so does one more in line {line}" if count else ""
        # A value of several words is several attributes as long as its quotes are curly.
        split = any(" " in edit.content for edit in edits)
        yield Finding(edits[0].span, {"straight": edits[0].content, "more": more}, tuple(edits), structural=split)
