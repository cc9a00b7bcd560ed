"""Liquid that is opened and never closed, or closed and never opened: Jekyll then builds no page at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.cover import cover
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import Document

_BLOCKS = frozenset(["if", "unless", "for", "case", "capture", "comment", "raw", "highlight", "tablerow"])
_TAG = regex(r"\{%-?\s*(end)?(\w++)(?:[^%{]|%(?!\})|\{(?!%))*+%\}")
#: How many open tags are looked at for the one that an end belongs to.
_DEPTH = 100


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    front_matter = document.front_matter
    if front_matter is None or front_matter.format != "yaml" or "{{<" in document.text or "{{%" in document.text:
        return  # Hugo's shortcodes: there is no Liquid here
    for problem in document.problems:
        if problem.kind == "liquid" and len(problem.span):
            closer = "}}" if document.text.startswith("{{", problem.span.start) else "%}"
            yield Finding(problem.span, {"why": f'"{problem.detail}" is never closed: "{closer}" is missing'})
    blocks = [match for match in _TAG.finditer(document.text) if match[2] in _BLOCKS]
    if not blocks:
        return
    in_code = {match[2] for match in blocks if match[1] and document.kind_at(match.start()) is Kind.CODE}
    opened: list[tuple[str, Span]] = []
    for name, closes, span in _read(document, blocks):
        if name in in_code:
            continue  # where Markdown sees code, Liquid sees tags
        if not closes:
            opened.append((name, span))
        elif any(other == name for other, _ in opened[-_DEPTH:]):
            while opened[-1][0] != name:
                yield _unclosed(*opened.pop())
            opened.pop()
        else:
            yield Finding(span, {"why": f'"{{% end{name} %}}" closes nothing: no "{{% {name} %}}" is open here'})
    for name, span in opened:
        yield _unclosed(name, span)


def _unclosed(name: str, span: Span) -> Finding:
    return Finding(span, {"why": f'"{{% {name} %}}" is never closed: "{{% end{name} %}}" is missing'})


def _read(document: Document, blocks: list[re.Match[str]]) -> Iterator[tuple[str, bool, Span]]:
    """Of the block tags those that Liquid reads, in HTML comments too: it does not know them."""
    comments = cover(comment.body for comment in document.comments if comment.markup == "liquid")
    starts = [segment.span.start for segment in document.segments_of(Kind.LIQUID)] if comments else []
    for match in blocks:
        start, end = match.span()
        is_of_one = document.colours.count(document.colours[start], start, end) == end - start
        if document.kind_at(start) is not Kind.LIQUID or not is_of_one:
            continue
        if not comments or starts[bisect_right(starts, start) - 1] not in comments:
            yield match[2], match[1] is not None, Span(start, end)
