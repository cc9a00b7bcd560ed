"""TOML -> canvas: the standard library checks whether it is valid, `tomlsyntax` gives positions."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date, datetime
from datetime import time as clock

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.fields import MAX_DEPTH, FieldSink, has_liquid, visible
from profilelint.document.fieldtext import Path
from profilelint.document.kinds import Kind
from profilelint.document.model import Piece, Problem, Written
from profilelint.document.tomlsyntax import Key, Node, scalar, statements

_PLACE = regex(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LINE = regex(r"[ \t]*([\w-]+)[ \t]*=[ \t]*([^\r\n]*)")
#: tomllib takes time that grows with the square of a dotted key's length.
_DEEP_KEY = regex(rf"(?<![\w\"'-])(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){{{MAX_DEPTH}}}")
_QUOTES = ('"""', "'''", '"', "'")
#: After so many broken lines the rest stays unread.
_MAX_BROKEN = 20
_DUPLICATES = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate inline table key", "Cannot redefine")
_PROBLEMS = {
    "Illegal character '\\n'": "the quotation mark that opens on this line is never closed",
    "Illegal character '\\r'": "the quotation mark that opens on this line is never closed",
    "Unterminated string": "a quotation mark is never closed",
    "Expected \"'\"": "a quotation mark is never closed",
    "Unescaped '\\' in a string": "a backslash that starts no escape; double it, or use single quotes",
    "Unclosed array": 'a list that opens with "[" is never closed',
    "Unclosed inline table": 'a "{" on this line is not closed, or lacks a comma',
    "Expected '=' after a key": 'the name on this line has no "=" after it',
    "Invalid value": "a value is missing here, or it lacks its quotation marks",
    "Invalid statement": 'this line is not "name = value"',
    "Expected newline or end of document after a statement": "text follows the value on the same line",
    "Invalid initial character for a key part": "a name is missing here",
    "Invalid date or datetime": "a date that does not exist",
}  # fmt: skip


def read_toml(sink: FieldSink, start: int, end: int) -> None:
    """Read a range; a line that is broken is read for what it seems to say, and what follows it as if it were not there."""
    sink.canvas.paint_words(start, end, Kind.DATA_MARKUP, sink.hidden)
    text, tables = sink.parser_text(start, end), _Tables()
    if deep := _DEEP_KEY.search(text):
        sink.problem(start + deep.start(), f"nested more than {MAX_DEPTH} levels deep")
        sink.canvas.paint_words(start, end, Kind.UNREAD, sink.hidden)
        return
    is_silent = has_liquid(text)
    for _ in range(_MAX_BROKEN):
        problem = _judge(sink, text, start)
        is_broken = problem is not None and problem.kind == sink.problem_kind
        limit = text.rfind("\n", 0, problem.span.start - start) + 1 if problem and is_broken else len(text)
        known = len(sink.canvas.problems)
        reader = _Reader(sink, text[:limit], start, tables)
        reader.read()
        if problem and not is_silent and len(sink.canvas.problems) == known:
            sink.canvas.problems.append(problem)
            is_silent = True
        if not problem or not is_broken or reader.too_deep:
            return
        stop = text.find("\n", max(problem.span.start - start, limit)) + 1 or len(text)
        _read_broken(sink, text, start + limit, text[limit:stop], tables)
        text, start = text[stop:], start + stop
    sink.canvas.paint_words(start, end, Kind.UNREAD, sink.hidden)


class _Tables:
    """The table that contains a line, and the lengths of arrays of tables."""

    def __init__(self) -> None:
        self.path: Path = ()
        self.seen: dict[Path, Span] = {}
        self._counts: Counter[Path] = Counter()

    def enter(self, names: tuple[str, ...], is_array: bool) -> None:
        path: Path = ()
        for index, name in enumerate(names):
            path = (*path, name)
            if is_array and index == len(names) - 1:
                self._counts[path] += 1
            if self._counts[path]:
                path = (*path, self._counts[path] - 1)
        self.path = path


class _Reader:
    """Puts the statements of a text down that begins at `base`."""

    def __init__(self, sink: FieldSink, text: str, base: int, tables: _Tables) -> None:
        self.sink, self.text, self.base, self.tables = sink, text, base, tables
        self.too_deep = False

    def read(self) -> None:
        for node in statements(self.text):
            if node.kind == "comment":
                self.comment(node)
            elif node.kind == "pair":
                self.pair(node, self.tables.path, 0, self.tables.seen)
            elif node.kind == "deep" or len(node.keys) > MAX_DEPTH:
                self.deep(node)
            else:
                self.paint_keys(node)
                self.tables.enter(node.names, node.kind == "array of tables")

    def span(self, node: Node | Key) -> Span:
        return Span(self.base + node.start, self.base + node.end)

    def comment(self, node: Node) -> None:
        self.sink.comment(self.base + node.start, self.base + node.end)

    def paint_keys(self, node: Node) -> None:
        for key in node.keys:
            self.sink.key(self.span(key))

    def pair(self, node: Node, path: Path, depth: int, seen: dict[Path, Span]) -> None:
        if len(path) + len(node.keys) > MAX_DEPTH:
            self.deep(node)
            return
        self.paint_keys(node)
        path, span = (*path, *node.names), self.span(node.keys[-1])
        first = seen.setdefault(path, span)
        if first is not span:
            self.sink.duplicate(span, first)
        self.value(node.inner[0], path, span, depth)

    def value(self, node: Node, path: Path, key: Span | None, depth: int) -> None:
        if node.kind == "scalar":
            self.scalar(node, path, key)
            return
        index, seen = 0, dict[Path, Span]()
        for inner in node.inner:
            if inner.kind == "comment":
                self.comment(inner)
            elif inner.kind == "pair":
                self.pair(inner, path, depth + 1, seen)
                index += 1
            else:
                self.value(inner, (*path, index), None, depth + 1)
                index += 1
        if not index:
            self.sink.field(path, key, None, self.span(node))

    def scalar(self, node: Node, path: Path, key: Span | None) -> None:
        written, span = self.text[node.start : node.end], self.span(node)
        value = scalar(written)
        if isinstance(value, date | datetime | clock):
            value = written  # dates stay text
        if quote := next((quote for quote in _QUOTES if written.startswith(quote)), ""):
            self.sink.quoted(path, key, str(value), span, quote)
        else:
            self.sink.field(path, key, value, span)

    def deep(self, node: Node) -> None:
        if not self.too_deep:
            self.too_deep = True
            self.sink.problem(self.base + node.start, f"nested more than {MAX_DEPTH} levels deep")
        span = self.span(node)
        self.sink.canvas.paint_words(span.start, span.end, Kind.UNREAD, self.sink.hidden)


def _judge(sink: FieldSink, text: str, start: int) -> Problem | None:
    """Where and why a text is not TOML."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        at = start + (_offset(text, int(place[1]), int(place[2])) if place and place[1] else len(text.rstrip()))
        span = visible(sink.canvas.text, at, at + 1)
        if message.startswith(_DUPLICATES):  # where the reader sees the same key twice it says more
            return Problem("duplicate-key", span, "this name is already defined further up")
        problem = message[: place.start()] if place else message
        detail = next((detail for begin, detail in _PROBLEMS.items() if problem.startswith(begin)), problem[:1].lower() + problem[1:])
        return Problem(sink.problem_kind, span, detail)
    except (RecursionError, ValueError):
        pass  # too deep, which the reader says; or a number of thousands of digits
    return None


def _offset(text: str, line: int, column: int) -> int:
    """tomllib counts CRLF as one character, and so do lines here."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return min(at + column - 1, len(text))


def _read_broken(sink: FieldSink, text: str, start: int, line: str, tables: _Tables) -> None:
    """The line on which something is wrong; more than one where a quotation mark or a bracket reaches over its end."""
    canvas = sink.canvas
    canvas.paint_words(start, start + len(line), Kind.UNREAD, sink.hidden)
    field = _LINE.match(line)
    if field is None:
        return
    key = Span(start + field.start(1), start + field.end(1))
    value = field[2].rstrip()
    span = Span(start + field.start(2), start + field.start(2) + len(value))
    inner = Span(span.start + (value[:1] in "\"'" and len(value) > 1), span.end - (value[-1:] in "\"'" and len(value) > 1))
    canvas.paint_words(key.end, span.start, Kind.DATA_MARKUP, sink.hidden)
    sink.key(key)
    written = canvas.text[inner.start : inner.end]
    sink.field((*tables.path, field[1]), key, written or None, span, inner, lambda: [Piece(inner.start, inner.end, written, Written.PLAIN)])
