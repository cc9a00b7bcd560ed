"""An extra round bracket after a link: `[text](address))`, where none was opened before the link."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.model import BlockKind, Document, LinkKind

_BRACKET = regex(r"[()（）]")
#: Closing brackets without an opening one: `a)`, a smiley, the end of an interval.
_UNSURE = regex(r"(?:^|\s)(?:\d{1,2}|[a-z]|[ivx]{2,4})\)|[:;]-?\)|\[[^\[\](),]{1,20},[^\[\](),]{1,20}\)")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    inline = (link.span.end for link in document.links if link.kind is LinkKind.INLINE)
    ends = {end for end in inline if document.text.startswith("))", end - 1)}
    if document.format != "markdown" or not ends:
        return
    left = False  # whether a bracket was left open in the section, which a list may close at its end
    for run in document.runs:
        if run.path or run.hidden:
            continue
        left = left and run.kind is not BlockKind.HEADING
        depth, unopened = 0, []
        for match in _BRACKET.finditer(run.text):
            if match.group() in "(（":
                depth += 1
            elif depth:
                depth -= 1
            else:
                unopened.append(run.span(*match.span()))
        if unopened and not left and not _UNSURE.search(run.text):
            yield from (Finding(span) for span in unopened if span.start in ends)
        left = left or depth > 0
