"""Failed headings: `##Talks`, where Markdown requires a space after the marks."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document

#: One mark alone may begin a hashtag.
_MARKS = regex(r"(?<![^\s])#{2,6}(?=[^\W_])")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format != "markdown":
        return
    for run in document.runs:
        if run.kind is not BlockKind.PARAGRAPH or run.path or "##" not in run.text:
            continue
        for match in _MARKS.finditer(run.text):
            span = run.span(*match.span())
            line = document.text.rfind("\n", 0, span.start) + 1
            if span.start - line <= 3 and not document.text[line : span.start].strip(" "):
                yield Finding(span, {}, (Edit(Span(span.end, span.end), " "),), Applicability.UNSAFE, structural=True)
