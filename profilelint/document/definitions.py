"""The link definitions of a page in Markdown: where links lead that name them, and comments that are written as such."""

from __future__ import annotations

from typing import Any

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.flow import Flow
from profilelint.document.kinds import Kind
from profilelint.document.model import Comment
from profilelint.document.offsets import byte_offsets

_DEFINITION = regex(r"\[((?:[^\[\]\\]|\\.)+)\]:\s*(<[^<>\n]*>|\S+)(?:\s+(\"[^\"]*\"|'[^']*'|\([^()]*\)))?")
#: Labels that make a link definition a comment: [//]: # (text), [comment]: <> (text).
_COMMENT_LABELS = {"//", "comment"}


def read_definitions(flow: Flow, filled: str, start: int, definitions: dict[str, Any]) -> None:
    """Their targets are painted; those used as comments are comments."""
    at = byte_offsets(filled, 0)
    for label, definition in definitions.items():
        flow.definitions[label.lower()] = (definition["dest"], definition["title"] or "")
        begin, end = at(definition["span"]["start"]), at(definition["span"]["end"])
        match = _DEFINITION.match(filled, begin, end)
        if match is None or _is_code(filled, begin):
            continue
        target = Span(start + match.start(2), start + match.end(2))
        if match[1].lower() in _COMMENT_LABELS:
            written = 3 if match[3] is not None else 2
            is_bare = written == 2 and not match[2].startswith("<")
            text = Span(start + match.start(written) + (not is_bare), start + match.end(written) - (not is_bare))
            flow.canvas.comments.append(Comment(Span(start + begin, start + end), text, (), True, "definition", flow.hidden))
            continue
        flow.targets[label.lower()] = target
        flow.canvas.paint_around(target.start, target.end, Kind.LINK_TARGET, flow.hidden)
        if match[3] is not None:
            flow.canvas.paint_around(start + match.start(3) + 1, start + match.end(3) - 1, Kind.LINK_TITLE, flow.hidden)


def _is_code(filled: str, begin: int) -> bool:
    """Whether a line is indented so far that kramdown takes it for code, though it follows another definition."""
    indent = filled[filled.rfind("\n", 0, begin) + 1 : begin]
    return len(indent.expandtabs(4)) >= 4 and not indent.strip()
