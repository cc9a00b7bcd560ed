"""BibTeX -> canvas: a scanner of our own, since no library gives positions."""

from __future__ import annotations

import re

from profilelint.core.budget import Budget
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas
from profilelint.document.fieldkinds import Role, is_prose, role_of, words
from profilelint.document.fields import FieldSink, has_markup
from profilelint.document.fieldtext import add_run
from profilelint.document.frontmatter import read_front_matter
from profilelint.document.kinds import Kind
from profilelint.document.latex.text import plain_target, read_latex
from profilelint.document.model import Comment, Field, Link, LinkKind, Run

_TEXT = words("""
    title subtitle booktitle booksubtitle journal journaltitle author editor abstract note annote annotation publisher school institution
    organization address location series howpublished month date keywords award award_name venue eventtitle addendum additional_info
    comment description summary type
""")
_LINKS = words("url pdf html website code blog poster slides video supp preview link project image data")

_ENTRY = regex(r"@[ \t]*([A-Za-z][\w-]*)\s*([{(])")
#: A line that begins the next entry, whatever is still open.
_NEXT = r"\n[ \t]*@[A-Za-z]+[ \t]*\{[^\s{},=\"]*[ \t]*,"
_NEXT_ENTRY = regex(_NEXT)
_BRACE = regex(rf"[{{}}]|{_NEXT}")
_QUOTE = regex(rf"[{{}}\"]|{_NEXT}")
_ANY_BRACE = regex(r"[{}]")
_BLANK = regex(r"(?:\s|%[^\n]*)*")
_COMMENT_LINE = regex(r"(?:%+|(?=[^\s%]))([^\n]*)")
_KEY = regex(r"[^,{}=\n\"]*")
_NAME = regex(r"[^\W\d][\w.:+/-]*")
_FIELD = regex(r"[^\W\d][\w.:+/-]*\s*=")
_WORD = regex(r"[^\s,#{}\"=%()']+")
_FIELDS_FOLLOW = regex(r"[ \t]*+,?\s*+[A-Za-z][\w-]*+\s*=\s*[{\"]")
_FIELD_INSIDE = regex(r"\n[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"]")


class _Broken(Exception):
    """A mistake that makes the rest of an entry unreadable."""

    def __init__(self, start: int, end: int, detail: str) -> None:
        super().__init__(detail)
        self.start, self.end, self.detail = start, end, detail


@record
class _Value:
    """`inner` is the text of a value in one pair of braces or quotes; None where it is a number, a name or put together."""

    span: Span
    text: str
    inner: Span | None


class _Scanner:
    """The position in the text, and the string names before it."""

    def __init__(self, canvas: Canvas, at: int) -> None:
        self.canvas, self.text, self.at = canvas, canvas.text, at
        self.sink = FieldSink(canvas, "data")
        self.macros: dict[str, str] = {}
        self.budget = Budget(len(canvas.text))  # of what macros put in the place of their names
        self.keys: dict[str, Span] = {}

    def skip(self) -> str:
        """Skip white space and comments; returns the next character, "" at the end."""
        blank = _BLANK.match(self.text, self.at)
        end = blank.end() if blank else self.at
        if "%" in self.text[self.at : end]:
            _put_comments(self.canvas, self.at, end)
        self.at = end
        return self.text[end : end + 1]

    def take(self, pattern: re.Pattern[str]) -> Span:
        found = pattern.match(self.text, self.at)
        start, self.at = self.at, found.end() if found else self.at
        return Span(start, start + len(self.text[start : self.at].rstrip()))

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]


def read_bibtex(canvas: Canvas) -> None:
    """Read a bibliography, after front matter if there is some, as Jekyll's plug-ins require."""
    start = read_front_matter(canvas) if canvas.text.startswith("---") else 0
    canvas.paint_words(start, len(canvas.text), Kind.DATA_MARKUP)
    scanner = _Scanner(canvas, start)
    while entry := _ENTRY.search(canvas.text, scanner.at):
        _put_comments(canvas, scanner.at, entry.start())
        scanner.at = entry.end()
        try:
            _read_entry(scanner, entry)
        except _Broken as broken:
            scanner.sink.problem(broken.start, broken.detail, broken.end)
            line = canvas.text.rfind("\n", 0, scanner.at)
            is_at_line = not canvas.text[line + 1 : scanner.at].strip()
            following = _NEXT_ENTRY.search(canvas.text, max(line, entry.end()) if is_at_line else scanner.at)
            stop = following.start() if following else len(canvas.text)
            canvas.paint_words(min(scanner.at, stop), stop, Kind.UNREAD)
            scanner.at = stop
    _put_comments(canvas, scanner.at, len(canvas.text))


def _put_comments(canvas: Canvas, start: int, end: int) -> None:
    """Lines between entries, and text after "%" in them, are comments."""
    for line in _COMMENT_LINE.finditer(canvas.text, start, end):
        body = Span(line.start(1), line.start(1) + len(line[1].rstrip()))
        canvas.comments.append(Comment(Span(line.start(), body.end), body, (), True, "data"))
        canvas.paint(line.start(), body.start, Kind.COMMENT_DELIMITER, True)
        canvas.paint_words(body.start, body.end, Kind.COMMENT, True)


def _read_entry(scanner: _Scanner, entry: re.Match[str]) -> None:
    kind, closer = entry[1].lower(), "}" if entry[2] == "{" else ")"
    if kind == "comment":
        _read_comment(scanner, entry)
        return
    if kind == "preamble":
        value = _read_value(scanner)
        scanner.canvas.paint_words(value.span.start, value.span.end, Kind.FIELD_VALUE)
        scanner.at += scanner.skip() == closer
        return
    key = "@string" if kind == "string" else _read_key(scanner, entry, closer)
    _read_fields(scanner, entry, key, closer)
    if _FIELDS_FOLLOW.match(scanner.text, scanner.at):
        raise _Broken(scanner.at - 1, scanner.at, "a brace too many: the entry ends here, but fields follow")


def _read_comment(scanner: _Scanner, entry: re.Match[str]) -> None:
    canvas, depth = scanner.canvas, 1
    for brace in _ANY_BRACE.finditer(scanner.text, entry.end()):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            scanner.at = brace.end()
            canvas.comments.append(Comment(Span(entry.start(), brace.end()), Span(entry.end(), brace.start()), (), True, "data"))
            canvas.paint_words(entry.start(), brace.end(), Kind.COMMENT_DELIMITER, True)
            canvas.paint_words(entry.end(), brace.start(), Kind.COMMENT, True)
            return
    raise _Broken(entry.start(), entry.end(), "this @comment is never closed")


def _read_key(scanner: _Scanner, entry: re.Match[str], closer: str) -> str:
    scanner.skip()
    start = scanner.at
    span = scanner.take(_KEY)
    key, behind = scanner.slice(span), scanner.text[scanner.at : scanner.at + 1]
    if behind == "=":
        scanner.at, key = start, ""
    elif behind and behind not in ",\n" and behind != closer:
        raise _Broken(span.start, span.end + 1, "this cannot be the key of an entry")
    elif scanner.skip() == ",":
        scanner.at += 1
    elif key and scanner.text[scanner.at : scanner.at + 1] not in ("", closer):
        scanner.sink.problem(span.start, "a comma is missing after the key of this entry", span.end)
    if not key:
        scanner.sink.problem(entry.start(), "this entry has no key", entry.end())
        return ""
    scanner.sink.key(span)
    first = scanner.keys.setdefault(key, span)
    if first is not span:
        scanner.sink.duplicate(span, first)
    return key


def _read_fields(scanner: _Scanner, entry: re.Match[str], key: str, closer: str) -> None:
    seen: dict[str, Span] = {}
    last: _Value | None = None
    while True:
        character = scanner.skip()
        if character in ("}", closer):
            break
        if character == ",":
            scanner.at += 1
            continue
        if not character or character == "@":
            if last and last.inner and _holds_field(scanner, last.inner):
                raise _Broken(last.span.start, last.span.start + 1, "the bracket that opens here is never closed")
            raise _Broken(entry.start(), entry.end(), "this entry is never closed")
        name = scanner.take(_NAME)
        if not len(name):
            raise _Broken(scanner.at, scanner.at + 1, "the name of a field is missing here")
        if scanner.skip() != "=":
            raise _Broken(name.start, name.end, f'"{scanner.slice(name)}" has no "=" after it')
        scanner.at += 1
        scanner.sink.key(name)
        first = seen.setdefault(scanner.slice(name).lower(), name)
        if first is not name:
            scanner.sink.duplicate(name, first)
        last = _read_value(scanner)
        _put_field(scanner, key, name, last)
        scanner.skip()
        if _FIELD.match(scanner.text, scanner.at):
            scanner.sink.problem(last.span.end - 1, "a comma is missing after this")
    scanner.at += 1


def _read_value(scanner: _Scanner) -> _Value:
    """Texts in braces or quotes, numbers and names, joined by "#"."""
    texts: list[str] = []
    character, start, inner = scanner.skip(), scanner.at, None
    while True:
        if character in ("{", '"'):
            inner = _read_text(scanner, character)
            texts.append(" ".join(scanner.slice(inner).split()))
        else:
            name = scanner.slice(scanner.take(_WORD))
            if not name:
                raise _Broken(scanner.at, scanner.at + 1, "a value is missing here")
            text = scanner.macros.get(name.lower(), name)
            texts.append(text if scanner.budget.allows(len(text)) else name)
        end = scanner.at
        if scanner.skip() != "#":
            break
        scanner.at += 1
        character = scanner.skip()
    is_one = inner is not None and len(texts) == 1
    return _Value(Span(start, end), "".join(texts), inner if is_one else None)


def _read_text(scanner: _Scanner, opener: str) -> Span:
    start, depth = scanner.at + 1, 0
    for match in (_BRACE if opener == "{" else _QUOTE).finditer(scanner.text, start):
        found = match.group()
        if depth == 0 and found == ("}" if opener == "{" else '"'):
            scanner.at = match.end()
            return Span(start, match.start())
        depth += {"{": 1, "}": -1}.get(found, 0)
        if depth < 0 or found[0] == "\n":
            break
    raise _Broken(start - 1, start, "the bracket that opens here is never closed")


def _holds_field(scanner: _Scanner, inner: Span) -> bool:
    """Whether a value goes on into the next field, so that its closing brace is not its own."""
    return _FIELD_INSIDE.search(scanner.text, inner.start, inner.end) is not None


def _put_field(scanner: _Scanner, key: str, name_span: Span, value: _Value) -> None:
    canvas, name = scanner.canvas, scanner.slice(name_span).lower()
    if key == "@string":
        scanner.macros[name] = value.text
    run: Run | None = None
    path = (key, name)
    if canvas.values is not None:
        canvas.paint(value.span.start, value.span.end, Kind.FIELD_VALUE)
        if name in canvas.values:
            if value.inner is not None and has_markup(value.text):
                run = add_run(canvas, path, value.inner, read_latex(canvas, value.inner), False)
            canvas.fields.append(Field(path, name_span, value.text, value.span, run))
        return
    canvas.paint_words(value.span.start, value.span.end, Kind.FIELD_VALUE)
    if value.inner is not None:
        canvas.paint(value.span.start, value.inner.start, Kind.DATA_MARKUP)
        canvas.paint(value.inner.end, value.span.end, Kind.DATA_MARKUP)
        target = _target(name, value.text)
        if target:
            canvas.paint_words(value.inner.start, value.inner.end, Kind.LINK_TARGET)
            canvas.links.append(Link(LinkKind.FIELD, value.span, target, value.inner, name, None, False, False))
        elif _is_text(key, name, value.text) and not _holds_field(scanner, value.inner):
            run = add_run(canvas, path, value.inner, list(read_latex(canvas, value.inner)), False)
    canvas.fields.append(Field(path, name_span, value.text, value.span, run))


def _target(name: str, text: str) -> str:
    """The link target of a field; "" if it has none."""
    text = plain_target(text)
    if name == "doi" and text[:3] == "10.":
        return f"https://doi.org/{text}"
    if role_of("", text) is Role.LINK or (name in _LINKS and role_of("url", text) is Role.LINK and " " not in text):
        return text
    return ""


def _is_text(key: str, name: str, text: str) -> bool:
    if not any(character.isalpha() for character in text):
        return False
    return name in _TEXT or key == "@string" or is_prose(text)
