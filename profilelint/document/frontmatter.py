"""The block of data before a page, cut by the rules of Jekyll (`---`) and Hugo (`---`, `+++`, `{`)."""

from __future__ import annotations

import re

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas
from profilelint.document.data import read_fields
from profilelint.document.fields import FieldSink
from profilelint.document.kinds import Kind
from profilelint.document.model import FrontMatter

_YAML_OPEN = regex(r"---[ \t]*(?:\n|\Z)")
_YAML_CLOSE = regex(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_OPEN = regex(r"\+\+\+[ \t]*(?:\n|\Z)")
_TOML_CLOSE = regex(r"^\+\+\+[ \t]*$", re.MULTILINE)
_JSON_OPEN = regex(r"\{\s*(?:\"|\}\s*$)", re.MULTILINE)
_JSON_TOKEN = regex(r"\"(?:[^\"\\\n]|\\.)*+\"|\\.|[{}]")
#: Keys by which a block that does not parse is known for front matter all the same.
_KNOWN_KEYS = frozenset(("title", "layout", "permalink", "date", "author", "authors", "description", "excerpt", "tags", "categories"))
_NEVER_CLOSED = 'the line "{fence}" that opens the front matter has no line "{fence}" that closes it'


def read_front_matter(canvas: Canvas) -> int:
    """Read the front matter and return where the page's body starts; 0 where there is none."""
    text = canvas.text
    if text.startswith("---"):
        return _read_yaml(canvas)
    if opening := _TOML_OPEN.match(text):
        return _read_toml(canvas, opening.end())
    if _JSON_OPEN.match(text):
        return _read_json(canvas)
    return 0


def _read_yaml(canvas: Canvas) -> int:
    from profilelint.document.yamldata import parse_yaml, put_yaml

    opening = _YAML_OPEN.match(canvas.text)
    if opening is None:
        return 0
    start = opening.end()
    closing = _YAML_CLOSE.search(canvas.text, start)
    if closing is None:
        if _looks_like_fields(canvas.text[start : start + 4_000], whole=False):
            FieldSink(canvas, "front-matter").problem(0, _NEVER_CLOSED.format(fence="---"), 3)
        return 0
    parsed = parse_yaml(canvas.source.text[start : closing.start()])
    broken = parsed.problem is not None and not parsed.problem.goes_on
    if not (_looks_like_fields(parsed.text, whole=True) if broken else parsed.is_mapping):
        return 0  # two horizontal rules with text between them
    put_yaml(FieldSink(canvas, "front-matter"), start, parsed)
    return _finish(canvas, start, Span(*closing.span()), "yaml")


def _looks_like_fields(body: str, whole: bool) -> bool:
    """Whether there are lines of `key: value` here. `whole`: this is a block between fences, so less evidence is needed."""
    from profilelint.document.yamlproblems import lenient_field

    lines = [line for line in body.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines or (not whole and not body.splitlines()[0].strip()):
        return False
    fields = [field for field in map(lenient_field, lines[: 200 if whole else 2]) if field and " " not in field[0]]
    return len(fields) > 1 or any(field[0].lower() in _KNOWN_KEYS for field in fields)


def _read_toml(canvas: Canvas, start: int) -> int:
    closing = _TOML_CLOSE.search(canvas.text, start)
    if closing is None:
        if re.match(r"\s*[\w-]+\s*=|\s*\[", canvas.text[start : start + 1_000]):
            FieldSink(canvas, "front-matter").problem(0, _NEVER_CLOSED.format(fence="+++"), 3)
        return 0
    read_fields(FieldSink(canvas, "front-matter"), start, closing.start(), "toml")
    return _finish(canvas, start, Span(*closing.span()), "toml")


def _read_json(canvas: Canvas) -> int:
    depth = 0
    for match in _JSON_TOKEN.finditer(canvas.text):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            read_fields(FieldSink(canvas, "front-matter"), 0, match.end(), "json")
            canvas.front_matter = FrontMatter(Span(0, match.end()), Span(0, match.end()), "json")
            return match.end()
    FieldSink(canvas, "front-matter").problem(0, 'the "{" that opens the front matter is never closed')
    return 0


def _finish(canvas: Canvas, start: int, closing: Span, format: str) -> int:
    """Store the front matter; only now, since a value is read like a page, but is not one."""
    end = canvas.text.find("\n", closing.start)
    end = end if end >= 0 else len(canvas.text)
    canvas.paint_words(0, start, Kind.DATA_MARKUP)
    canvas.paint_words(closing.start, end, Kind.DATA_MARKUP)
    canvas.front_matter = FrontMatter(Span(0, closing.end), Span(start, closing.start), format)
    return min(end + 1, len(canvas.text))
