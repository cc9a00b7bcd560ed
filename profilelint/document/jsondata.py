"""JSON -> canvas: the standard library checks whether it is valid, our own scanner gives positions."""

from __future__ import annotations

import json
from contextlib import suppress

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.fields import MAX_DEPTH, FieldSink, has_liquid, without_surrogates
from profilelint.document.fieldtext import Path
from profilelint.document.kinds import Kind

#: Files that may have comments and trailing commas by convention; in others, a comment shows that they may.
_LOOSE = regex(r"(?:^|/)(?:[jt]sconfig[^/]*|\.eslintrc|\.?devcontainer|\.vscode/[^/]*)\.json$")
_QUOTED = r"\"(?:[^\"\\\n]|\\.)*+\""
_STRING = regex(_QUOTED)
#: Where a string is never closed, the marks that it escapes are not looked at: each would be followed to the end of the line.
_ESCAPED = r"\\."
_LINE_COMMENT, _BLOCK_COMMENT = r"//[^\n]*", r"/\*(?:[^*]|\*(?!/))*+"
_COMMENT = regex(rf"{_QUOTED}|{_ESCAPED}|(?P<comment>{_LINE_COMMENT}|{_BLOCK_COMMENT}(?:\*/|\Z))")
_TRAILING = regex(rf"{_QUOTED}|{_ESCAPED}|(?P<comma>,)(?=\s*[\]}}])")
#: The text between two values, up to and including a comment.
_GAP = regex(rf"[ \t\r\n]*+({_LINE_COMMENT}|{_BLOCK_COMMENT}\*/)?")
_WORD = regex(r"[\w+.-]++")
_BRACKET = regex(rf"{_QUOTED}|{_ESCAPED}|{_LINE_COMMENT}|{_BLOCK_COMMENT}(?:\*/|\Z)|[\[\]{{}}]")
_CLOSING = {"{": "}", "[": "]"}

_PROBLEMS = {
    "Expecting ',' delimiter": "a comma is missing before this",
    "Expecting ':' delimiter": "a colon is missing before this",
    "Expecting property name enclosed in double quotes": "a name in double quotation marks is missing here",
    "Expecting value": "a value is missing here, or it lacks its double quotation marks",
    "Extra data": "text follows the end of the data",
    "Unterminated string starting at": "the quotation mark that opens here is never closed",
    "Invalid control character at": "a line break or control character inside quotation marks",
    "Invalid \\escape": "a backslash that starts no escape; double it",
    "Invalid \\uXXXX escape": "four hexadecimal digits must follow here",
}
_TRAILING_COMMA = "a comma before the closing bracket"


def read_json(sink: FieldSink, start: int, end: int) -> None:
    """Read a range, where it is broken up to that place."""
    canvas, text = sink.canvas, sink.parser_text(start, end)
    canvas.paint_words(start, end, Kind.DATA_MARKUP, sink.hidden)
    if not text.strip():
        return
    without_comments = _COMMENT.sub(lambda match: " " * len(match.group()) if match["comment"] else match.group(), text)
    loose = _TRAILING.sub(lambda match: " " if match["comma"] else match.group(), without_comments)
    is_loose = without_comments != text or _LOOSE.search(canvas.source.path) is not None
    problem = _judge(loose if is_loose else text)
    broken = _judge(loose) if problem else None
    limit = broken[0] if broken else len(text)
    canvas.paint_words(start + limit, end, Kind.UNREAD, sink.hidden)
    reader = _Reader(sink, text, start, limit)
    reader.read()
    if problem and not reader.too_deep and not has_liquid(text):
        sink.problem(start + problem[0], problem[1])


class _BrokenOffError(Exception):
    """An opened value does not end in the valid part."""


class _Reader:
    """Adds fields and comments. Nothing from `limit` on is trusted."""

    def __init__(self, sink: FieldSink, text: str, base: int, limit: int) -> None:
        self.sink, self.text, self.base, self.limit = sink, text, base, limit
        self.too_deep = False

    def read(self) -> None:
        with suppress(_BrokenOffError):
            self.next(self.value(self.next(0), (), None))

    def next(self, at: int) -> int:
        """The position of the next sign other than white space and comments."""
        while (gap := _GAP.match(self.text, at)) and gap[1]:
            at = gap.end()
            if gap.start(1) < self.limit:
                self.sink.comment(self.base + gap.start(1), self.base + at, "/")
        return gap.end() if gap else at

    def value(self, at: int, path: Path, key: Span | None) -> int:
        """Add the value that begins here, with its content; returns its end."""
        if at >= self.limit:
            raise _BrokenOffError
        if self.text[at] in _CLOSING:
            return self.deep(at) if len(path) >= MAX_DEPTH else self.collection(at, path, key)
        match = _STRING.match(self.text, at) or _WORD.match(self.text, at)
        if match is None or match.end() > self.limit:
            raise _BrokenOffError
        value, span = _value(match.group()), Span(self.base + at, self.base + match.end())
        if self.text[at] == '"':
            self.sink.quoted(path, key, str(value), span, '"')
        else:
            self.sink.field(path, key, value, span)
        return match.end()

    def collection(self, start: int, path: Path, key: Span | None) -> int:
        opening, count, seen = self.text[start], 0, dict[str, Span]()
        at = self.next(start + 1)
        while at < self.limit and self.text[at] != _CLOSING[opening]:
            at = self.pair(at, path, seen) if opening == "{" else self.value(at, (*path, count), None)
            count += 1
            at = self.next(at)
            if self.text[at : at + 1] == ",":
                at = self.next(at + 1)
        if at >= self.limit:
            raise _BrokenOffError
        if not count:
            self.sink.field(path, key, None, Span(self.base + start, self.base + at + 1))
        return at + 1

    def pair(self, at: int, path: Path, seen: dict[str, Span]) -> int:
        written = _STRING.match(self.text, at)
        colon = self.next(written.end()) if written else at
        if written is None or colon >= self.limit or self.text[colon] != ":":
            raise _BrokenOffError
        name, key = str(_value(written.group())), Span(self.base + at, self.base + written.end())
        self.sink.key(key)
        first = seen.setdefault(name, key)
        if first is not key:
            self.sink.duplicate(key, first)
        return self.value(self.next(colon + 1), (*path, name), key)

    def deep(self, start: int) -> int:
        """Leave out what lies too deep; where it ends."""
        if not self.too_deep:
            self.too_deep = True
            self.sink.problem(self.base + start, f"nested more than {MAX_DEPTH} levels deep")
        open_brackets, end = 0, len(self.text)
        for match in _BRACKET.finditer(self.text, start):
            open_brackets += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
            if not open_brackets:
                end = match.end()
                break
        self.sink.canvas.paint_words(self.base + start, self.base + end, Kind.UNREAD, self.sink.hidden)
        return end


def _judge(text: str) -> tuple[int, str] | None:
    """Where and why a text is not JSON."""
    try:
        json.loads(text, parse_int=len)
    except json.JSONDecodeError as error:
        at, detail = error.pos, next((detail for start, detail in _PROBLEMS.items() if error.msg.startswith(start)), error.msg)
        before = len(text[:at].rstrip())
        if before == len(text.rstrip()):
            return before, "the data ends here, but a bracket is still open"
        if text[at : at + 1] in ("}", "]") and text[before - 1 : before] == ",":
            return before - 1, _TRAILING_COMMA
        return at, _TRAILING_COMMA if error.msg.startswith("Illegal trailing comma") else detail
    except RecursionError:
        pass  # too deep, which the reader says
    return None


def _value(written: str) -> object:
    """What JSON makes of a value; the text where it makes nothing of it."""
    try:
        value: object = json.loads(written)
    except (ValueError, RecursionError):  # also a number of thousands of digits
        return written
    return without_surrogates(value) if isinstance(value, str) else value
