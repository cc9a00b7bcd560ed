"""Attributes whose value stands in curly quotes, which become part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.diagnostic import Edit, Finding
from profilelint.document.model import Document, Kind
from profilelint.source import Span

_DOUBLE = "(?:[“”„‟″]|&(?:[lr]dquo|bdquo|quot|#822[01]|#34|#x201[cd]);)"
_SINGLE = "(?:[‘’‚‛′]|&(?:[lr]squo|apos|#821[67]|#39|#x201[89]);)"
#: What holds attributes: a tag, a list of kramdown's, a tag or shortcode of the generator.
_HOLDER = re.compile(r"<[A-Za-z][^<>]*>|\{:[^{}\n]*\}|\{\{?[%<][^{}]*\}")
_VALUE = re.compile(
    rf"\"[^\"]*\"|'[^']*'|(?<=[\w-])\s{{0,4}}=\s{{0,4}}"
    rf"(?P<value>(?:{_DOUBLE}(?P<double>[^“”„‟″\"'<>&]*){_DOUBLE}|{_SINGLE}(?P<single>[^‘’‚‛′\"'<>&]*){_SINGLE}))(?=[\s/>}}%])",
    re.IGNORECASE,
)
_HINT = re.compile(rf"={{1}}\s{{0,4}}(?:{_DOUBLE}|{_SINGLE})", re.IGNORECASE)
_HOLDING = (Kind.TAG, Kind.ATTRIBUTE_LIST, Kind.LIQUID, Kind.PROSE)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    text = document.text
    if not _HINT.search(text):
        return
    start = document.front_matter.span.end if document.front_matter else 0
    for holder in _HOLDER.finditer(text, start):
        if document.segment_at(holder.start()).kind not in _HOLDING:
            continue
        for match in _VALUE.finditer(text, *holder.span()):
            if match["value"] is not None:
                span = Span(*match.span("value"))
                straight = f'"{match["double"] if match["double"] is not None else match["single"]}"'
                yield Finding(span, {"straight": straight}, (Edit(span, straight),))
