"""The common part of the readers of YAML, TOML, JSON and BibTeX: fields, comments and problems -> canvas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from profilelint.core.record import state
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas
from profilelint.document.fieldkinds import Role, is_prose, role_of
from profilelint.document.fieldtext import Path, add_comment_text, add_text
from profilelint.document.kinds import Kind
from profilelint.document.model import Comment, Field, Link, LinkKind, Piece, Problem, Run, Written

#: Deeper nesting is not read: no site has it, and the path of each value in it would be as long.
MAX_DEPTH = 100

#: How far before a place that cannot be shown one is looked for that can.
_NEAR = 1_000

_DIRECTIVE = regex(r"\s*profilelint-")
_COMMENTED_FIELD = regex(r"(?:-[ \t]+)?([^\W\d][\w .-]{0,40}?)[ \t]?(?::[ \t]+|=[ \t]*|:$)")
_LATER_COMMENT = regex(r"[ \t]#[^\n]*")
_MAX_BITS = 1000
_LIQUID = regex(r"\{\{|\{%")
_FILLED_IN = regex(r"\{%|\{\{[^{}\n]*\}\}")
_MARKED = regex(r"[*_\[<&`{}$\\~]|--|''")
_SURROGATE = regex("[\ud800-\udfff]")
#: What is not plain text between double quotation marks, and between single ones.
_ESCAPED = regex(
    r"(?P<joined>\\[ \t]*\r?\n\s*)|(?P<pair>\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2})"
    r"|(?P<code>\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2})|(?P<escape>\\.)|(?P<line>\r?\n)"
)
_LITERAL = regex(r"(?P<line>\r?\n)")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "/": "/", "\\": "\\"}


@state(slots=False)
class FieldSink:
    """Adds keys, values and comments to the canvas. `problem_kind`: the kind of problem for a page that does not parse."""

    canvas: Canvas
    problem_kind: str
    hidden: bool = False

    def key(self, span: Span) -> None:
        self.canvas.paint(span.start, span.end, Kind.FIELD_KEY, self.hidden)

    def field(
        self, path: Path, key_span: Span | None, value: object, span: Span, inner: Span | None = None,
        decode: Callable[[], list[Piece]] | None = None,
    ) -> None:  # fmt: skip
        """A value: `inner` is its `span` without quotes, `decode` says how it is written."""
        inner = inner or span
        if isinstance(value, int) and value.bit_length() > _MAX_BITS:
            value = self.canvas.text[span.start : span.end]  # a number that Python would not print
        run: Run | None = None
        if self.canvas.values is None or (isinstance(value, str) and has_markup(value)):
            self.canvas.paint(span.start, span.end, Kind.DATA_MARKUP, self.hidden)
            self.canvas.paint_words(inner.start, inner.end, Kind.FIELD_VALUE, self.hidden)
            run = self._read(path, value, span, inner, decode) if isinstance(value, str) and decode else None
        self.canvas.fields.append(Field(path, key_span, value, span, run, self.hidden))

    def quoted(self, path: Path, key_span: Span | None, value: str, span: Span, quote: str) -> None:
        """A value in the quotation marks of JSON or TOML. After three of them, the first line end does not count."""
        text, start = self.canvas.source.text, span.start + len(quote)
        if len(quote) == 3 and (line := _LITERAL.match(text, start)):
            start = line.end()
        inner = Span(start, max(start, span.end - len(quote)))
        self.field(path, key_span, value, span, inner, lambda: _decode(text, inner, quote, value))

    def _read(self, path: Path, value: str, span: Span, inner: Span, decode: Callable[[], list[Piece]]) -> Run | None:
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        role = role_of(key, value)
        if role is Role.TEXT:
            return add_text(self.canvas, path, inner, decode(), self.hidden)
        if role is Role.LINK:
            computed = _LIQUID.search(value) is not None
            self.canvas.paint_words(inner.start, inner.end, Kind.LINK_TARGET, self.hidden)
            self.canvas.links.append(Link(LinkKind.FIELD, span, value.strip(), inner, key, None, computed, self.hidden))
        return None

    def comment(self, start: int, end: int, mark: str = "#") -> None:
        """A comment up to the end of its line."""
        canvas, body = self.canvas, start
        end = start + len(canvas.text[start:end].rstrip())
        while body < end and canvas.text[body] == mark:
            body += 1
        canvas.comments.append(Comment(Span(start, end), Span(body, end), (), True, "data", self.hidden))
        canvas.paint(start, body, Kind.COMMENT_DELIMITER, True)
        canvas.paint_words(body, end, Kind.COMMENT, True)
        text = canvas.text[body:end]
        if not _DIRECTIVE.match(text):
            body += len(text) - len(text.lstrip())
            self._read_comment(body, end)

    def _read_comment(self, start: int, end: int) -> None:
        """Prose as written; of a field that is commented out, only the value, if it is text."""
        text = self.canvas.text[start:end]
        if field := _COMMENTED_FIELD.match(text):
            start += field.end()
            value = _LATER_COMMENT.sub("", text[field.end() :])
            end = start + len(value.rstrip())
            while end - start >= 2 and self.canvas.text[start] == self.canvas.text[end - 1] in "\"'":
                start, end = start + 1, end - 1
            if role_of(field[1], self.canvas.text[start:end]) is not Role.TEXT:
                return
        elif not is_prose(text):
            return
        add_comment_text(self.canvas, Span(start, end))

    def parser_text(self, start: int, end: int) -> str:
        """A range of the source with its own line ends, fit for parsers."""
        return without_surrogates(self.canvas.source.text[start:end])

    def problem(self, start: int, detail: str, end: int | None = None) -> None:
        """Add a problem at `start`; it has one character unless `end` is given."""
        span = visible(self.canvas.text, start, start + 1 if end is None else end)
        self.canvas.problems.append(Problem(self.problem_kind, span, detail))

    def duplicate(self, span: Span, first: Span) -> None:
        name, line = self.canvas.source.slice(span).strip("\"'"), self.canvas.source.position(first.start).line
        self.canvas.problems.append(Problem("duplicate-key", span, f'Duplicate key "{name}" (also on line {line}); delete one'))


def visible(text: str, start: int, end: int) -> Span:
    """A span that can be shown: a tab or more, where the text has anything of the kind before it."""
    if written := text[start:end].rstrip(" \n"):
        return Span(start, start + len(written))
    begin = max(0, start - _NEAR)
    before = begin + len(text[begin:start].rstrip())
    return Span(before - 1, before) if before else Span(0, min(1, len(text)))


def has_markup(text: str) -> bool:
    """Whether a value may read otherwise than it is written."""
    return _MARKED.search(text) is not None


def has_liquid(text: str) -> bool:
    """Whether a generator fills the text in before anybody parses it."""
    return _FILLED_IN.search(text) is not None


def without_surrogates(text: str) -> str:
    return _SURROGATE.sub("\ufffd", text)


def _decode(text: str, inner: Span, quote: str, value: str) -> list[Piece]:
    """The pieces of a quoted text; joined they are its value."""
    pieces = list(_pieces(text, inner, _LITERAL if quote[0] == "'" else _ESCAPED))
    if "".join(piece.text for piece in pieces) != value:
        return [Piece(inner.start, inner.end, value, Written.ESCAPE)]
    return pieces


def _pieces(text: str, inner: Span, special: re.Pattern[str]) -> Iterator[Piece]:
    at = inner.start
    for match in special.finditer(text, at, inner.end):
        start, stop = match.span()
        if at < start:
            yield Piece(at, start, without_surrogates(text[at:start]), Written.PLAIN)
        at, kind, written = stop, match.lastgroup, match.group()
        if kind == "line":
            yield Piece(start, stop, "\n", Written.BREAK)
        elif kind == "pair":
            high, low = int(written[2:6], 16) & 0x3FF, int(written[8:], 16) & 0x3FF
            yield Piece(start, stop, chr(0x10000 + (high << 10) + low), Written.ESCAPE)
        elif kind == "code":
            yield Piece(start, stop, without_surrogates(chr(min(int(written[2:], 16), 0x10FFFF))), Written.ESCAPE)
        elif kind == "escape":
            yield Piece(start, stop, _ESCAPES.get(written[1], written), Written.ESCAPE)
    if at < inner.end:
        yield Piece(at, inner.end, without_surrogates(text[at : inner.end]), Written.PLAIN)
