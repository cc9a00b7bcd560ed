"""What a YAML scalar means, and how each part of it is written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Piece, Written

_WORD_LENGTH = 20
_NUMBER_LENGTH = 1_000  # numbers to the base of 60 take time that grows with the square of it
_TAG = "tag:yaml.org,2002:"
_BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
_BREAKS = regex(_BREAK)
_LINE = regex(r"[^\n\r\x85\u2028\u2029]*")
_FOLD = rf"(?:(?<![ \t])|(?<=\\[ \t]))[ \t]*+{_BREAK}(?:[ \t]|{_BREAK})*"
_SPECIAL = {
    "": regex(_FOLD),
    "'": regex(rf"(?P<quote>'')|{_FOLD}"),
    '"': regex(
        rf"(?P<joined>\\{_BREAK}(?:[ \t]|{_BREAK})*)"
        r"|(?P<code>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))"
        rf"|(?P<escape>\\.)|{_FOLD}"
    ),
}
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ", '"': '"',
    "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def resolve(value: str, tag: str | None, quoted: bool) -> object:
    """What YAML 1.1 makes of a scalar: str, int, float, bool or None. Dates stay the text that they are written as."""
    if tag is not None:
        return _construct(value, tag)
    if quoted:
        return value
    return _resolve_word(value) if len(value) <= _WORD_LENGTH else _construct(value, _plain_tag(value))


@lru_cache(1024)
def _resolve_word(value: str) -> object:
    """Scalars that other pages probably have, too: a key, a number, a layout."""
    return _construct(value, _plain_tag(value))


def _construct(value: str, tag: str) -> object:
    name = tag.removeprefix(_TAG)
    if name not in ("int", "float", "bool", "null") or len(value) > _NUMBER_LENGTH:
        return value
    import yaml

    node = yaml.ScalarNode(tag, value)
    try:
        result: object = getattr(_constructor(), f"construct_yaml_{name}")(node)
    except (ValueError, KeyError, IndexError, OverflowError):  # "0b" and "._" look like numbers to it
        return value
    return result


@cache
def _constructor() -> Any:
    import yaml

    return yaml.SafeLoader("")


def _plain_tag(value: str) -> str:
    resolvers = _constructor().yaml_implicit_resolvers.get(value[:1], ())
    return next((tag for tag, pattern in resolvers if pattern.match(value)), _TAG + "str")


def decode(text: str, inner: Span, base: int, style: str, value: str) -> list[Piece]:
    """The pieces of the scalar in `inner`; joined they are `value`, except for white space at the end of a block."""
    start, end = inner.start - base, inner.end - base
    if style in ("|", ">"):
        # The lines are counted from the header's end, so that indentation before the first is seen.
        line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        pieces = list(_block(text, line_start, end, style, value))
        value = value.strip("\n").rstrip()
    elif text[start:end] == value:  # then it is one line, since line ends are not kept
        return [Piece(inner.start, inner.end, value, Written.PLAIN)]
    else:
        pieces = list(_flow(text, start, end, style))
    if "".join(text for _, _, text, _ in pieces) != value:
        return [Piece(inner.start, inner.end, value, Written.ESCAPE)]  # a corner of YAML; nobody may edit there
    return [Piece(base + begin, base + stop, text, written) for begin, stop, text, written in pieces]


_Raw = tuple[int, int, str, Written]


def _flow(text: str, start: int, end: int, style: str) -> Iterator[_Raw]:
    at = start
    for match in _SPECIAL[style].finditer(text, start, end):
        if at < match.start():
            yield at, match.start(), text[at : match.start()], Written.PLAIN
        at = match.end()
        kind, written = match.lastgroup, match.group()
        if kind == "quote":
            yield match.start(), at, "'", Written.ESCAPE
        elif kind == "code":
            yield match.start(), at, chr(min(int(written[2:], 16), 0x10FFFF)), Written.ESCAPE
        elif kind == "escape":
            yield match.start(), at, _ESCAPES.get(written[1], written), Written.ESCAPE
        else:
            breaks = len(_BREAKS.findall(written)) - 1
            if breaks:
                yield match.start(), at, "\n" * breaks, Written.BREAK
            elif kind != "joined":
                yield match.start(), at, " ", Written.FOLD
    if at < end:
        yield at, end, text[at:end], Written.PLAIN


def _block(text: str, start: int, end: int, style: str, value: str) -> Iterator[_Raw]:
    """The lines of a block scalar from the first that is not blank."""
    first = value.lstrip("\n")
    indent = _blanks(text, start, end) - (len(first) - len(first.lstrip(" ")))
    lines = []
    while start <= end:
        line = _LINE.match(text, start, end)
        stop = line.end() if line else end
        lines.append((min(start + max(indent, 0), stop), stop))
        line_end = _BREAKS.match(text, stop, end)
        if line_end is None:
            break
        start = line_end.end()
    last, more, blank = -1, False, 0
    for begin, stop in lines:
        if begin == stop:
            blank += 1
            continue
        is_more = text[begin] in " \t"
        if last >= 0:
            folded = style == ">" and not more and not is_more
            breaks = blank if folded else blank + 1
            yield last, begin, "\n" * breaks or " ", Written.BREAK if breaks else Written.FOLD
        yield begin, stop, text[begin:stop], Written.PLAIN
        last, more, blank = stop, is_more, 0


def _blanks(text: str, start: int, end: int) -> int:
    line = text[start:end]
    return len(line) - len(line.lstrip(" "))
