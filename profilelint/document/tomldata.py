"""TOML -> canvas: positions by tree-sitter, what is valid by the standard library."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date, datetime
from datetime import time as clock
from typing import Any

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.fields import MAX_DEPTH, FieldSink, visible
from profilelint.document.fieldtext import Path
from profilelint.document.kinds import Kind
from profilelint.document.model import Piece, Problem, Written
from profilelint.document.treedata import TreeReader, has_liquid, parse_tree, parser_text

_PLACE = regex(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LINE = regex(r"[ \t]*([\w-]+)[ \t]*=[ \t]*([^\r\n]*)")
#: tomllib takes time that grows with the square of a dotted key's length.
_DEEP_KEY = regex(rf"(?<![\w\"'-])(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){{{MAX_DEPTH}}}")
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
    "Unclosed inline table": 'what opens with "{" is not closed on its line, or lacks a comma',
    "Expected '=' after a key": 'the name on this line has no "=" behind it',
    "Invalid value": "a value is missing here, or it lacks its quotation marks",
    "Invalid statement": 'this line is not "name = value"',
    "Expected newline or end of document after a statement": "text follows the value on the same line",
    "Invalid initial character for a key part": "a name is missing here",
    "Invalid date or datetime": "a date that does not exist",
}  # fmt: skip


def read_toml(sink: FieldSink, start: int, end: int) -> None:
    """Read a range; a line that is broken is read for what it seems to say, and what follows it as if it were not there."""
    sink.canvas.paint_words(start, end, Kind.DATA_MARKUP, sink.hidden)
    text, tables = parser_text(sink, start, end), _Tables()
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
        reader = _read_tree(sink, text, start, limit, tables)
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
    """The table that a line stands in, and how many of an array of tables there are."""

    def __init__(self) -> None:
        self.path: Path = ()
        self.seen: dict[Path, Span] = {}
        self._counts: Counter[Path] = Counter()

    def enter(self, names: list[str], is_array: bool) -> None:
        path: Path = ()
        for index, name in enumerate(names):
            path = (*path, name)
            if is_array and index == len(names) - 1:
                self._counts[path] += 1
            if self._counts[path]:
                path = (*path, self._counts[path] - 1)
        self.path = path


def _read_tree(sink: FieldSink, text: str, base: int, limit: int, tables: _Tables) -> TreeReader:
    import tree_sitter_toml

    reader = TreeReader(sink, text, base, limit, _scalar)
    for node in parse_tree(tree_sitter_toml.language(), text[:limit]).children:
        if node.type == "comment":
            reader.comment(node)
        elif node.type == "pair":
            reader.pair(node, tables.path, 0, tables.seen)
        elif node.type in ("table", "table_array_element"):
            _read_table(reader, node, tables)
    return reader


def _read_table(reader: TreeReader, node: Any, tables: _Tables) -> None:
    header = False
    for child in node.children:
        if child.type == "comment":
            reader.comment(child)
        elif child.type == "pair":
            reader.pair(child, tables.path, 0, tables.seen)
        elif child.is_named and not child.is_error and not header:
            header = True
            names = [name for name, _ in reader.keys(child)]
            if len(names) > MAX_DEPTH:
                reader.deep(child)
                return
            tables.enter(names, node.type == "table_array_element")


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
            return Problem("duplicate-key", span, "what this line names stands already further up")
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


def _scalar(written: str) -> object:
    """What TOML makes of a value; the text where it is a date or nothing."""
    try:
        value = tomllib.loads(f"value = {written}")["value"]
    except (ValueError, RecursionError):
        return written
    return written if isinstance(value, date | datetime | clock) else value


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
