"""Spans of code points <-> ranges of lines and units, as an editor counts them; and edits between two texts."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from lsprotocol import types

from profilelint.core.diagnostic import Edit
from profilelint.core.source import Source, Span

#: The bytes of a unit in each encoding of positions, and the codec that gives them.
_UNITS = {"utf-8": (1, "utf-8"), "utf-16": (2, "utf-16-le"), "utf-32": (4, "utf-32-le")}


def length(text: str, encoding: str) -> int:
    """The units of a text in an encoding of positions: "utf-8", "utf-16" or "utf-32"."""
    size, codec = _UNITS[encoding]
    return len(text) if text.isascii() else len(text.encode(codec, "surrogatepass")) // size


def position(source: Source, offset: int, encoding: str) -> types.Position:
    line = source.position(offset).line
    start = source.line_starts[line - 1]
    return types.Position(line - 1, length(source.text[start:offset], encoding))


def range_of(source: Source, span: Span, encoding: str) -> types.Range:
    return types.Range(position(source, span.start, encoding), position(source, span.end, encoding))


def offset(source: Source, at: types.Position, encoding: str) -> int:
    """The offset of a position; the end of the line or of the text where it is beyond."""
    if at.line >= len(source.line_starts):
        return len(source.text)
    span = source.line_span(at.line + 1)
    line = source.text[span.start : span.end]
    if line.isascii():
        return span.start + min(at.character, len(line))
    size, codec = _UNITS[encoding]
    before = line.encode(codec, "surrogatepass")[: at.character * size].decode(codec, "ignore")
    return span.start + len(before)


def edits_between(old: str, new: str) -> Iterator[Edit]:
    """Few and small edits that make one text of another: line by line, and in each line only what differs."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    for tag, first, last, new_first, new_last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _trimmed(old, starts[first], starts[last], "".join(after[new_first:new_last]))


def _trimmed(old: str, start: int, end: int, content: str) -> Edit:
    """The edit without what stays the same at its ends; a CRLF is never parted."""
    same = 0
    while same < min(end - start, len(content)) and old[start + same] == content[same]:
        same += 1
    same -= same > 0 and content[same - 1] == "\r"
    start, content = start + same, content[same:]
    same = 0
    while same < min(end - start, len(content)) and old[end - 1 - same] == content[-1 - same]:
        same += 1
    same -= same > 0 and old[end - same] == "\n"
    return Edit(Span(start, end - same), content[: len(content) - same])
