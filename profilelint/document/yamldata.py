"""YAML -> canvas, by the events of libyaml and their marks, which count code points. Nothing is constructed, no alias is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from profilelint.core.budget import Budget
from profilelint.core.record import field, state
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.core.yamlloader import safe_loader
from profilelint.document.fields import MAX_DEPTH, FieldSink
from profilelint.document.fieldtext import Path
from profilelint.document.kinds import Kind
from profilelint.document.yamlproblems import KEY_LINE, NEVER_CLOSED, YamlProblem, explain, read_leniently
from profilelint.document.yamlscalars import decode, resolve

#: What libyaml, and with it Jekyll, refuses to read; lone surrogates are another rule's.
_REFUSED = regex(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = regex("[\ud800-\udfff]")
_PROPERTIES = regex(r"(?:[!&][^\s,\[\]{}]*[^\S\n]*|\s+(?:#[^\n]*)?)+")
_COMMENT = regex(r"(?<![^\s,\[\]{}:\"'?-])#[^\r\n]*")
_BLOCK_HEADER = regex(r"[|>][0-9+-]*[ \t]+(?=#)")


@state
class Item:
    """A key, or a value with its path, between `start` and `end`. `inner`: its start after tag and anchor."""

    start: int
    end: int
    inner: int = 0
    path: Path = ()
    key: Span | None = None
    value: object = None
    style: str = ""
    written: str = ""  # of a scalar: the value before it is resolved
    is_key: bool = False
    first: Span | None = None  # of a key: the same one before it
    is_empty: bool = False  # an empty collection


@state(slots=False)
class _Frame:
    """A collection that is open."""

    path: Path
    start: int
    is_map: bool
    in_key: bool
    size: int = 0
    key: str | None = None
    key_span: Span | None = None
    seen: dict[object, Span] = field(default_factory=dict)


@state(slots=False)
class Parsed:
    text: str
    items: list[Item]
    is_mapping: bool  # at the top, or nothing is there
    problem: YamlProblem | None


def read_yaml(sink: FieldSink, start: int, end: int) -> None:
    put_yaml(sink, start, parse_yaml(sink.canvas.source.text[start:end]))


def parse_yaml(text: str) -> Parsed:
    """The items of a text. Offsets are in `text`; what libyaml refuses is replaced, one character for one."""
    import yaml

    marks = len(text) - len(text.lstrip("\ufeff"))  # libyaml does not count the first
    safe = _REFUSED.sub("\ufffd", text[marks:])
    loader = safe_loader()(safe)
    reader = _Reader(safe)
    problem = None
    try:
        while problem is None and (event := loader.get_event()) is not None:
            problem = reader.handle(event)
    except yaml.MarkedYAMLError as error:
        problem = _never_closed(reader.items, safe) or explain(error, safe)
    finally:
        loader.dispose()
    refused = None
    if safe != text[marks:]:
        refused = next((m.start() for m in _REFUSED.finditer(text, marks) if not _SURROGATE.match(m.group())), None)
    if problem is None and refused is not None:
        detail = f"the control character U+{ord(text[refused]):04X} is not allowed in YAML"
        problem = YamlProblem(refused - marks, refused - marks + 1, detail, goes_on=True)
    problem = problem and problem.moved(marks)
    return Parsed(safe if not marks else " " * marks + safe, _moved(reader.items, marks), reader.is_mapping, problem)


def _never_closed(items: list[Item], text: str) -> YamlProblem | None:
    """A quotation mark that the one of a later field closes is the cause of what goes wrong there."""
    last = items[-1] if items else None
    if last is None or last.style not in ("'", '"') or not KEY_LINE.search(text, last.inner, last.end):
        return None
    return YamlProblem(last.inner, last.inner + 1, NEVER_CLOSED)


def _moved(items: list[Item], by: int) -> list[Item]:
    if not by:
        return items
    for item in items:
        item.start, item.end, item.inner = item.start + by, item.end + by, item.inner + by
        item.key = item.key and Span(item.key.start + by, item.key.end + by)
        item.first = item.first and Span(item.first.start + by, item.first.end + by)
    return items


class _Reader:
    """Turns events into items."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.items: list[Item] = []
        self.is_mapping = True
        self._open: list[_Frame] = []
        self._anchors: dict[str, object] = {}
        self._budget = Budget(len(text))  # of what aliases stand for

    def handle(self, event: Any) -> YamlProblem | None:
        name = type(event).__name__
        start, end = event.start_mark.index, event.end_mark.index
        if name == "ScalarEvent":
            self._scalar(event, start, end)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            if len(self._open) >= MAX_DEPTH:
                return YamlProblem(start, start + 1, f"nested more than {MAX_DEPTH} levels deep")
            self._start(event, start, is_map=name == "MappingStartEvent")
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._end(end)
        elif name == "AliasEvent":
            return self._alias(event, start, end)
        return None

    def _scalar(self, event: Any, start: int, end: int) -> None:
        inner = start
        if event.tag is not None or event.anchor is not None:
            properties = _PROPERTIES.match(self.text, start, end)
            inner = properties.end() if properties else start
        if event.style in ("|", ">"):
            end = max(start + len(self.text[start:end].rstrip()), inner + 1)
        style = event.style or ""
        value = resolve(event.value, event.tag, bool(style))
        if event.anchor is not None:
            self._anchors[event.anchor] = value
        self._put(Item(start, end, inner, value=value, style=style, written=event.value))

    def _put(self, item: Item) -> None:
        """A scalar or an alias: a key or a value, as the open collection has it."""
        frame = self._open[-1] if self._open else None
        self.items.append(item)
        if frame is None:
            self.is_mapping = self.is_mapping and item.written == ""
        elif frame.is_map and frame.key is None:
            self._put_key(frame, item)
        else:
            item.is_key, item.path, item.key = frame.in_key, self._path(frame), frame.key_span
            self._next(frame)

    def _put_key(self, frame: _Frame, item: Item) -> None:
        span = Span(item.start, item.end)
        identity = (type(item.value), item.value)
        first = None if frame.in_key or item.written in ("", "<<") else frame.seen.setdefault(identity, span)
        frame.key = item.written or self.text[item.start : item.end]
        frame.key_span = span
        item.is_key, item.first = True, None if first is span else first

    def _path(self, frame: _Frame) -> Path:
        return (*frame.path, frame.key if frame.is_map and frame.key is not None else frame.size)

    def _next(self, frame: _Frame) -> None:
        frame.size += 1
        frame.key = frame.key_span = None

    def _start(self, event: Any, start: int, is_map: bool) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = f"*{event.anchor}"  # a collection is not copied: aliases of aliases would explode
        frame = self._open[-1] if self._open else None
        if frame is None:
            self.is_mapping = self.is_mapping and is_map
            self._open.append(_Frame((), start, is_map, False))
            return
        in_key = frame.in_key or (frame.is_map and frame.key is None)
        self._open.append(_Frame(() if in_key else self._path(frame), start, is_map, in_key))

    def _end(self, end: int) -> None:
        frame = self._open.pop()
        outer = self._open[-1] if self._open else None
        if not frame.size and not frame.in_key and end > frame.start:
            self.items.append(Item(frame.start, end, frame.start, frame.path, outer.key_span if outer else None, is_empty=True))
        if outer is None:
            return
        if outer.is_map and outer.key is None:
            outer.key, outer.key_span = self.text[frame.start : end], Span(frame.start, end)
        else:
            self._next(outer)

    def _alias(self, event: Any, start: int, end: int) -> YamlProblem | None:
        if event.anchor not in self._anchors:
            detail = f'"*{event.anchor}" names an anchor that does not exist; if the text begins with "*", put it in quotes'
            return YamlProblem(start, end, detail)
        value, written = self._anchors[event.anchor], self.text[start:end]
        is_short = not isinstance(value, str) or self._budget.allows(len(value))
        self._put(Item(start, end, start, value=value if is_short else written, style="*", written=written))
        return None


def put_yaml(sink: FieldSink, start: int, parsed: Parsed) -> None:
    """Put items and comments down, up to the line that cannot be read; from there on line by line."""
    canvas, end, problem = sink.canvas, start + len(parsed.text), parsed.problem
    canvas.paint_words(start, end, Kind.DATA_MARKUP, sink.hidden)
    limit = len(parsed.text)
    if problem is not None and not problem.goes_on:
        limit = _limit(parsed, problem.start)
    at, commented = 0, "#" in parsed.text
    for item in parsed.items:
        if item.start >= limit:
            break
        if commented:
            _comments(sink, parsed.text, at, item.start, start)
        _put(sink, item, parsed.text, start)
        at = max(at, item.end)
    if commented:
        _comments(sink, parsed.text, at, limit, start)
    if problem is None:
        return
    if not problem.in_liquid(parsed.text):
        sink.problem(start + problem.start, problem.detail, start + problem.end)
    if not problem.goes_on:
        read_leniently(sink, start + limit, end)


def _limit(parsed: Parsed, problem: int) -> int:
    """The start of the line from which nothing that was parsed can be trusted."""
    limit = _line_start(parsed.text, problem)
    for item in reversed(parsed.items):
        start = item.key.start if item.key else item.start
        if item.end > limit:
            limit = _line_start(parsed.text, start) if start < limit else limit
        elif item.end < limit:
            break
    return limit


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _comments(sink: FieldSink, text: str, start: int, end: int, base: int) -> None:
    if text.find("#", start, end) < 0:
        return
    for match in _COMMENT.finditer(text, start, end):
        sink.comment(base + match.start(), base + match.end())


def _put(sink: FieldSink, item: Item, text: str, base: int) -> None:
    span = Span(base + item.start, base + item.end)
    if item.is_key:
        sink.key(span)
        if item.first is not None:
            sink.duplicate(span, Span(base + item.first.start, base + item.first.end))
        return
    key = item.key and Span(base + item.key.start, base + item.key.end)
    if item.is_empty or item.style == "*" or item.inner >= item.end:
        sink.field(item.path, key, item.value, span)
        return
    inner = _inner(item, text, base)
    sink.field(item.path, key, item.value, span, inner, lambda: decode(text, inner, base, item.style, item.written))
    if item.style in ("|", ">"):
        for comment in _header_comments(text, item):
            sink.comment(base + comment.start, base + comment.end)


def _inner(item: Item, text: str, base: int) -> Span:
    """The value without its quotes, or without the header and the indentation of a block."""
    start, end = item.inner, item.end
    if item.style in ("'", '"'):
        start, end = start + 1, end - 1
    elif item.style in ("|", ">"):
        line = re.compile(r"[^\n\r]*").match(text, start, end)
        start = line.end() if line else start
        start += len(text[start:end]) - len(text[start:end].lstrip())
    return Span(base + min(start, end), base + end)


def _header_comments(text: str, item: Item) -> Iterator[Span]:
    if header := _BLOCK_HEADER.match(text, item.inner, item.end):
        line = re.compile(r"[^\n\r]*").match(text, header.end(), item.end)
        if line:
            yield Span(*line.span())
