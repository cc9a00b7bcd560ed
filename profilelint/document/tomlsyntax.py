"""TOML text -> statements with positions. tomllib checks whether they are valid; anything else is skipped to the end of its line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.fields import MAX_DEPTH

_BASIC, _LITERAL = r"\"(?:[^\"\\\n]|\\.)*+\"", r"'[^'\n]*+'"
#: A text of several lines may end with one or two quotation marks of its own.
_STRING = rf"\"\"\"(?:[^\"\\]|\\[\s\S]|\"{{1,2}}(?!\"))*+\"{{3,5}}|'''(?:[^']|'{{1,2}}(?!'))*+'{{3,5}}|{_BASIC}|{_LITERAL}"
_DAY = r"\d{4}-\d\d-\d\d"
_SCALAR = regex(rf"{_STRING}|(?:{_DAY}[ ]\d\d:[\w.:+-]++|[+-]?\d[\w.:+-]*+|[+-]?(?:inf|nan)|true|false)(?!\w)")
_KEY = regex(rf"[\w-]++|{_BASIC}|{_LITERAL}")
_DOT, _EQUALS = regex(r"[ \t]*+\.[ \t]*+"), regex(r"[ \t]*+=[ \t]*+")
_BLANKS, _COMMENT, _LINE_END = regex(r"[ \t\r\n]*+"), regex(r"#[^\n]*"), regex(r"[ \t]*+(?=#|\r?\n|\Z)")
_HEADER_START, _HEADER_END = regex(r"\[\[?[ \t]*+"), regex(r"[ \t]*+\]\]?")
_BRACKET = regex(rf"{_STRING}|#[^\n]*|\\.|[\[\]{{}}]")
_COLLECTIONS = {"[": ("list", "]"), "{": ("inline table", "}")}


@record
class Key:
    """One part of a name."""

    name: str
    start: int
    end: int


@record
class Node:
    """A node at `start..end`. `kind`: "comment"; "pair", with its value inside; the header of a "table" or "array of tables"; "list",
    "inline table" or "scalar"; "deep" for values nested too deeply."""

    kind: str
    start: int
    end: int
    keys: tuple[Key, ...] = ()
    inner: tuple[Node, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(key.name for key in self.keys)


class _NotTomlError(Exception):
    """At `args[0]`."""


class _TooDeepError(Exception):
    """At `args[0]`."""


def statements(text: str) -> Iterator[Node]:
    """Pairs, headers and comments in the order of the text."""
    at = _behind_blanks(text, 0)
    while at < len(text):
        try:
            node = _statement(text, at)
        except _NotTomlError as error:
            at = error.args[0]
        except _TooDeepError as error:
            at = _end_of_brackets(text, error.args[0])
            yield Node("deep", error.args[0], at)
        else:
            at = node.end
            yield node
        if not _LINE_END.match(text, at):
            at = text.find("\n", at) + 1 or len(text)
        at = _behind_blanks(text, at)


def scalar(written: str) -> object:
    """What TOML makes of a value; the text where it makes nothing of it."""
    if "\\" not in written and len(written) > 1 and written[0] == written[-1] in ("'", '"') and written[1] != written[0]:
        return written[1:-1]
    try:
        return tomllib.loads(f"value = {written}")["value"]
    except (ValueError, RecursionError):  # also a number of thousands of digits
        return written


def _statement(text: str, at: int) -> Node:
    if text[at] == "#":
        return _comment(text, at)
    header = _HEADER_START.match(text, at)
    if header is None:
        return _pair(text, at, 0)
    keys = _keys(text, header.end())
    closing = _HEADER_END.match(text, keys[-1].end)
    if closing is None:
        raise _NotTomlError(keys[-1].end)
    return Node("array of tables" if text.startswith("[[", at) else "table", at, closing.end(), keys)


def _pair(text: str, at: int, depth: int) -> Node:
    keys = _keys(text, at)
    equals = _EQUALS.match(text, keys[-1].end)
    if equals is None:
        raise _NotTomlError(keys[-1].end)
    value = _value(text, equals.end(), depth)
    return Node("pair", at, value.end, keys, (value,))


def _keys(text: str, at: int) -> tuple[Key, ...]:
    """A name, which is dotted where it has several parts."""
    keys = []
    while key := _KEY.match(text, at):
        written = key.group()
        keys.append(Key(str(scalar(written)) if written[0] in "'\"" else written, at, key.end()))
        dot = _DOT.match(text, key.end())
        if dot is None:
            return tuple(keys)
        at = dot.end()
    raise _NotTomlError(at)


def _value(text: str, at: int, depth: int) -> Node:
    opening = text[at : at + 1]
    if opening not in _COLLECTIONS:
        match = _SCALAR.match(text, at)
        if match is None:
            raise _NotTomlError(at)
        return Node("scalar", at, match.end())
    if depth >= MAX_DEPTH:
        raise _TooDeepError(at)
    kind, closing = _COLLECTIONS[opening]
    inner, place = [], _behind_blanks(text, at + 1)
    while (sign := text[place : place + 1]) != closing:
        if sign == ",":
            place += 1
        else:
            inner.append(_comment(text, place) if sign == "#" else (_pair if opening == "{" else _value)(text, place, depth + 1))
            place = inner[-1].end
        place = _behind_blanks(text, place)
    return Node(kind, at, place + 1, (), tuple(inner))


def _comment(text: str, at: int) -> Node:
    match = _COMMENT.match(text, at)
    return Node("comment", at, match.end() if match else at)


def _behind_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return match.end() if match else at


def _end_of_brackets(text: str, at: int) -> int:
    """Where the outermost of the brackets is closed that are open before this one, which is nested too deep."""
    depth = MAX_DEPTH
    for match in _BRACKET.finditer(text, at):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match.group(), 0)
        if not depth:
            return match.end()
    return len(text)
