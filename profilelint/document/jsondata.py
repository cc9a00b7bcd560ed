"""JSON -> canvas: positions by tree-sitter, what is valid by the standard library."""

from __future__ import annotations

import json
import re
from itertools import islice

from profilelint.core.regex import regex
from profilelint.document.fields import MAX_DEPTH, FieldSink
from profilelint.document.kinds import Kind
from profilelint.document.treedata import TreeReader, has_liquid, parse_tree, parser_text

_SURROGATE = regex("[\ud800-\udfff]")
#: Files in which comments may stand and commas may trail by convention; elsewhere a comment says that it is such a file.
_LOOSE = regex(r"(?:^|/)(?:[jt]sconfig[^/]*|\.eslintrc|\.?devcontainer|\.vscode/[^/]*)\.json$")
_STRING = r"\"(?:[^\"\\\n]|\\.)*\""
_COMMENT = regex(rf"{_STRING}|(?P<comment>//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/|\Z))")
_TRAILING = regex(rf"{_STRING}|(?P<comma>,)(?=\s*[\]}}])")

_PROBLEMS = {
    "Expecting ',' delimiter": "a comma is missing before this",
    "Expecting ':' delimiter": "a colon is missing before this",
    "Expecting property name enclosed in double quotes": "a name in double quotation marks is missing here",
    "Expecting value": "a value is missing here, or it lacks its double quotation marks",
    "Extra data": "text follows the end of the data",
    "Unterminated string starting at": "the quotation mark that opens here is never closed",
    "Invalid control character at": "a line ends, or a control character stands, inside quotation marks",
    "Invalid \\escape": "a backslash that starts no escape; double it",
    "Invalid \\uXXXX escape": "four hexadecimal digits must follow here",
}
_TRAILING_COMMA = "a comma stands before the closing bracket"


def read_json(sink: FieldSink, start: int, end: int) -> None:
    import tree_sitter_json

    canvas, text = sink.canvas, parser_text(sink, start, end)
    canvas.paint_words(start, end, Kind.DATA_MARKUP, sink.hidden)
    if not text.strip():
        return
    without_comments = _COMMENT.sub(lambda match: " " * len(match.group()) if match["comment"] else match.group(), text)
    loose = _without_trailing(without_comments, without_comments)
    is_loose = without_comments != text or _LOOSE.search(canvas.source.path) is not None
    problem = _judge(loose if is_loose else text)
    broken = _judge(loose) if problem else None
    limit = broken[0] if broken else len(text)
    canvas.paint_words(start + limit, end, Kind.UNREAD, sink.hidden)
    reader = TreeReader(sink, text, start, limit, _scalar)
    # The parser looks for a way on after each error, which takes it time with the square of their number: it is shown none that are known.
    for node in parse_tree(tree_sitter_json.language(), _without_trailing(text, without_comments)[:limit]).children:
        if node.type == "comment":
            reader.comment(node)
        else:
            reader.value(node, (), None, 0)
    if problem and not reader.too_deep and not has_liquid(text):
        sink.problem(start + problem[0], problem[1])


def _without_trailing(text: str, without_comments: str) -> str:
    """A text without the commas before closing brackets."""
    parts: list[str] = []
    at = 0
    for match in _TRAILING.finditer(without_comments):
        if match["comma"]:
            parts += text[at : match.start()], " "
            at = match.end()
    return "".join((*parts, text[at:]))


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
        bracket = next(islice(re.finditer(r"[\[{]", text), MAX_DEPTH, None), None)
        return (bracket.start() if bracket else 0), f"nested more than {MAX_DEPTH} levels deep"
    return None


def _scalar(written: str) -> object:
    """What JSON makes of a value; the text where it makes nothing of it."""
    try:
        value: object = json.loads(written)
    except (ValueError, RecursionError):  # also a number of thousands of digits
        return written
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
