"""What the readers of TOML and JSON share: the syntax tree of tree-sitter -> fields, and the escapes of quoted text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.fields import MAX_DEPTH, FieldSink
from profilelint.document.fieldtext import Path
from profilelint.document.kinds import Kind
from profilelint.document.model import Piece, Written

#: tree-sitter counts bytes; in a copy with these replaced a byte is a code point.
_FILLED = regex(r"[^\t\n\r\x20-\x7e]")
_EXPONENT = regex(r"(?<=\d[eE])\+(?=\d)")  # its grammar of JSON does not know 1e+16
_SURROGATE = regex("[\ud800-\udfff]")
_LIQUID = regex(r"\{%|\{\{[^{}\n]*\}\}")
_COLLECTIONS = frozenset(("object", "array", "inline_table"))
_QUOTES = ('"""', "'''", '"', "'")
_SPECIAL = regex(
    r"(?P<joined>\\[ \t]*\r?\n\s*)|(?P<pair>\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|(?P<code>\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})|(?P<escape>\\.)|(?P<line>\r?\n)"
)
_LINE = regex(r"(?P<line>\r?\n)")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "/": "/", "\\": "\\"}


def parser_text(sink: FieldSink, start: int, end: int) -> str:
    """A range of the source with its own line ends, fit for parsers."""
    return _SURROGATE.sub("\ufffd", sink.canvas.source.text[start:end])


def parse_tree(language: object, text: str) -> Any:
    import tree_sitter

    copy = _EXPONENT.sub("-", _FILLED.sub("x", text))
    return tree_sitter.Parser(tree_sitter.Language(language)).parse(copy.encode("ascii")).root_node


def has_liquid(text: str) -> bool:
    """Whether a generator fills the text in before anybody parses it."""
    return _LIQUID.search(text) is not None


class TreeReader:
    """Puts fields down. Nothing at or behind `limit` is trusted. `scalar` is what the format makes of a value."""

    def __init__(self, sink: FieldSink, text: str, base: int, limit: int, scalar: Callable[[str], object]) -> None:
        self.sink, self.text, self.base, self.limit, self.scalar = sink, text, base, limit, scalar
        self.too_deep = False

    def span(self, node: Any) -> Span:
        return Span(self.base + node.start_byte, self.base + node.end_byte)

    def written(self, node: Any) -> str:
        return self.text[node.start_byte : node.end_byte]

    def comment(self, node: Any) -> None:
        if node.start_byte < self.limit:
            self.sink.comment(self.base + node.start_byte, self.base + node.end_byte, self.written(node)[:1])

    def keys(self, node: Any) -> list[tuple[str, Span]]:
        """The parts of a key, which is dotted in TOML, painted."""
        nodes, parts = [node], []
        while nodes:
            part = nodes.pop()
            if part.type == "dotted_key":
                nodes.extend(child for child in reversed(part.children) if child.is_named)
            elif part.type in ("bare_key", "quoted_key", "string", "number"):
                written = self.written(part)
                name = str(self.scalar(written)) if written[:1] in ("'", '"') else written
                parts.append((name, self.span(part)))
                self.sink.key(parts[-1][1])
        return parts

    def pair(self, node: Any, path: Path, depth: int, seen: dict[Path, Span]) -> None:
        children = [child for child in node.children if child.type != "comment"]
        for child in node.children:
            if child.type == "comment":
                self.comment(child)
        if len(children) != 3 or any(child.is_error or child.is_missing for child in children) or children[0].end_byte > self.limit:
            return
        keys = self.keys(children[0])
        if not keys or len(path) + len(keys) > MAX_DEPTH:
            self.deep(node)
            return
        path = (*path, *(name for name, _ in keys))
        first = seen.setdefault(path, keys[-1][1])
        if first is not keys[-1][1]:
            self.sink.duplicate(keys[-1][1], first)
        self.value(children[2], path, keys[-1][1], depth)

    def value(self, node: Any, path: Path, key: Span | None, depth: int) -> None:
        if node.type not in _COLLECTIONS and not node.is_error:
            if node.end_byte <= self.limit:
                self._scalar(node, path, key)
            return
        if depth >= MAX_DEPTH:
            self.deep(node)
            return
        index, seen = 0, dict[Path, Span]()
        for child in node.children:
            if child.type == "comment":
                self.comment(child)
            elif child.type == "pair":
                index += 1
                self.pair(child, path, depth + 1, seen)
            elif child.is_error:
                self.value(child, path, None, depth + 1)
            elif child.is_named and (not node.is_error or child.type in _COLLECTIONS):
                self.value(child, (*path, index), None, depth + 1)
                index += 1
        if not index and not node.has_error and node.end_byte <= self.limit:
            self.sink.field(path, key, None, self.span(node))

    def deep(self, node: Any) -> None:
        if not self.too_deep:
            self.too_deep = True
            self.sink.problem(self.base + node.start_byte, f"nested more than {MAX_DEPTH} levels deep")
        span = self.span(node)
        self.sink.canvas.paint_words(span.start, span.end, Kind.UNREAD, self.sink.hidden)

    def _scalar(self, node: Any, path: Path, key: Span | None) -> None:
        span, written = self.span(node), self.written(node)
        value = self.scalar(written)
        quote = next((quote for quote in _QUOTES if written.startswith(quote) and written.endswith(quote)), "")
        if not quote or len(written) < 2 * len(quote):
            self.sink.field(path, key, value, span)
            return
        start = span.start + len(quote)
        if len(quote) == 3 and (line := _LINE.match(written, 3)):
            start += line.end() - 3
        inner = Span(start, max(start, span.end - len(quote)))
        self.sink.field(path, key, value, span, inner, lambda: self.decode(inner, quote, str(value)))

    def decode(self, inner: Span, quote: str, value: str) -> list[Piece]:
        """The pieces of a quoted text; joined they are its value."""
        pieces = list(self._pieces(inner, _LINE if quote[0] == "'" else _SPECIAL))
        if "".join(piece.text for piece in pieces) != value:
            return [Piece(inner.start, inner.end, value, Written.ESCAPE)]
        return pieces

    def _pieces(self, inner: Span, special: re.Pattern[str]) -> Iterator[Piece]:
        base = self.base
        at, end = inner.start - base, inner.end - base
        for match in special.finditer(self.text, at, end):
            if at < match.start():
                yield Piece(base + at, base + match.start(), self.text[at : match.start()], Written.PLAIN)
            at = match.end()
            start, stop, kind, written = base + match.start(), base + at, match.lastgroup, match.group()
            if kind == "line":
                yield Piece(start, stop, "\n", Written.BREAK)
            elif kind == "pair":
                high, low = int(written[2:6], 16) & 0x3FF, int(written[8:], 16) & 0x3FF
                yield Piece(start, stop, chr(0x10000 + (high << 10) + low), Written.ESCAPE)
            elif kind == "code":
                yield Piece(start, stop, _SURROGATE.sub("\ufffd", chr(min(int(written[2:], 16), 0x10FFFF))), Written.ESCAPE)
            elif kind == "escape":
                yield Piece(start, stop, _ESCAPES.get(written[1], written), Written.ESCAPE)
        if at < end:
            yield Piece(base + at, base + end, self.text[at:end], Written.PLAIN)
