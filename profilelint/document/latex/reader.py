"""A CV in LaTeX -> canvas. A scanner of our own: it gives positions, and is linear in pages that nobody would write."""

from __future__ import annotations

import re

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas
from profilelint.document.fieldkinds import Role, role_of
from profilelint.document.fieldtext import add_run
from profilelint.document.kinds import Kind
from profilelint.document.latex import commands
from profilelint.document.latex.flow import HOLDERS, TextFlow, brace_pairs, end_of
from profilelint.document.latex.text import INLINE, SIGNS, decoded, plain_target, read_latex
from profilelint.document.model import BlockKind, Field, Link, LinkKind, Written

_TOKEN = regex(
    rf"""
      (?P<comment> %[^\n]*+(?: \n[ \t]*+(?!\n) )? )
    | (?P<end_of_paragraph> \n[ \t]*+\n\s*+ )
    | (?P<line_break> \\\\\*?(?:\[[^\[\]\n]{{0,20}}\])? )
    | {INLINE}
    | {SIGNS}
    | (?P<umlaut> "[aouAOUs] )
    | (?P<math> \$\$?[^$]{{1,400}}\$\$? | \\\([^$]{{1,400}}?\\\) | \\\[[^$]{{1,400}}?\\\] )
    | (?P<command> \\(?P<name>[A-Za-z@]+)\*? )
    | (?P<fold> (?:(?<![ \t])[ \t]*+)?\n[ \t]*+ )
    | (?P<open> \{{ ) | (?P<close> \}} ) | (?P<cell> & ) | (?P<markup> \\. | \\ )
    """,
    re.VERBOSE | re.DOTALL,
)
_DOCUMENT = regex(r"^[^%\n]{0,200}\\begin\s*\{document\}", re.MULTILINE)
_CLASS = regex(r"^[^%\n]{0,200}\\documentclass\b", re.MULTILINE)
#: Blanks and comments between a command and its arguments; there is no empty line among them.
_GAP = regex(r"(?:[ \t]|%[^\n]{0,200}+\n|\n(?![ \t]{0,80}+\n))*+")
_BLANKS = regex(r"[ \t]*+")
_OPTION = regex(r"\[[^\[\]]{0,400}\]")
#: What a definition is of, and its parameters.
_DEFINED = regex(r"\*?\s*+(?:\\[A-Za-z@]++\*?)?[ \t=]*+(?:#\d)*+")
_ENVIRONMENT = regex(r"[ \t]*+\{([A-Za-z@]{1,40}\*?)\}")
#: Text has two words, or begins as a name does; or it is a year, a month or a range of them.
_TEXT = regex(r"\W{0,9}[^\W\d_a-z][^\W\d_]|[^\W\d_]{2,}[^\n=]{0,40}\s[^\s=]{0,40}[^\W\d_]{2,}|[^=]{0,20}\b(?:19|20)\d\d\b")
_NAME, _SHOWN = regex(r"\\[A-Za-z@]+\*?|[{}\s]+"), 300
_KEYS = regex(r"\s*[A-Za-z][\w -]{0,40}=")
#: More arguments than any command has.
_MOST = 30
_KNOWN = (commands.SWITCHES, commands.STYLES, commands.GAPS, commands.SPACES)
_CITED = ("cite", "ref", "fullcite", "includegraphics")


def read_tex(canvas: Canvas) -> None:
    """Read a CV, or a part of one that another file takes in."""
    text = canvas.text
    canvas.paint_words(0, len(text), Kind.MARKUP)
    begin, reader = _DOCUMENT.search(text), _Reader(canvas)
    body = begin.end() if begin else len(text) if _CLASS.search(text) else 0
    reader.read(0, body, is_preamble=True)
    body = max(body, reader.at)  # an argument may go on where the page should begin
    end = text.find("\\end{document}", body)
    reader.read(body, end if end >= 0 else len(text), is_preamble=False)
    reader.flow.close_all(len(text))


class _Reader(TextFlow):
    """The place in the text, and what is to be done at braces further on."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.pairs = brace_pairs(self.text)
        #: Braces that open an argument: whether there is text in it. Braces that close one: the blocks and links that end there.
        self.arguments: dict[int, bool] = {}
        self.closers: dict[int, list[str]] = {}
        self.at, self.is_preamble = 0, True
        self.missing: set[str] = set()  # ends of environments that were looked for, and are not there

    def read(self, start: int, end: int, is_preamble: bool) -> None:
        self.at, self.is_preamble = start, is_preamble
        while match := _TOKEN.search(self.text, self.at, end):
            if not is_preamble:
                self.words(self.at, match.start())
            self.at = match.end()
            self._token(match, match.lastgroup or "")
        if not is_preamble:
            self.words(self.at, end)

    def _token(self, match: re.Match[str], kind: str) -> None:
        start, end = match.span()
        if kind == "comment":
            self.comment(start, end)
        elif kind in ("open", "close"):
            self._brace(kind, start)
        elif kind == "command":
            self._command(match["name"], start)
        elif self.is_preamble or kind in ("markup", "nothing"):
            return
        elif kind == "end_of_paragraph":
            self.end_paragraph(start)
        elif kind == "line_break":
            self.next_line(start, end)
        elif kind == "cell":
            self.next_cell(start, end)
        elif kind == "math":
            self.object(start, end, Kind.MATH)
        elif kind == "umlaut":
            self.umlaut(start, end)
        elif kind == "fold":
            if self.flow.has_run:
                self.flow.fold(start, end)
        else:
            self.open_paragraph(start)
            self.flow.decoded(start, end, decoded(match, kind), Written.ESCAPE)

    def _brace(self, kind: str, at: int) -> None:
        if kind == "open" and at in self.arguments:
            if self.arguments[at]:
                self.flow.open_block(BlockKind.CELL, at + 1, at + 1, name="argument")
            else:
                self.at = self.pairs[at]
        for name in self.closers.pop(at, ()) if kind == "close" else ():
            if name == "a":
                self.flow.end_link(at, at + 1)
            else:
                self.flow.close_block(at, name)

    # Commands

    def _arguments(self, at: int, most: int = _MOST) -> list[int]:
        """The braces that open arguments from a place on; the place moves behind options before the first of them."""
        found: list[int] = []
        while len(found) < most:
            before, at = at, end_of(_GAP, self.text, at)
            if self.text.startswith("[", at) and (option := _OPTION.match(self.text, at)):
                at = option.end()
            elif at in self.pairs:
                found.append(at)
                at = self.pairs[at] + 1
            else:
                self.at = self.at if found else before
                break
        return found

    def _skip(self, at: int, most: int = _MOST) -> None:
        """Go on behind arguments."""
        self.at = at
        if found := self._arguments(at, most):
            self.at = self.pairs[found[-1]] + 1

    def _command(self, name: str, start: int) -> None:
        end = self.at
        if name in commands.DEFINITIONS:
            self._skip(end_of(_DEFINED, self.text, end))
        elif name in commands.FIELDS or name in commands.ACCOUNTS:
            self._fields(name, start, end)
        elif self.is_preamble:
            self._skip(end)
        elif name == "begin" or name == "end":
            self._environment(name, start, end)
        elif name == "item":
            self._item(start, end)
        elif name in commands.HEADINGS:
            self._heading(name, start, end)
        elif name in ("href", "url"):
            self._link(name, start, end)
        elif name in commands.NO_TEXT or any(name in names for names in _KNOWN):
            self._known(name, start, end)
        else:
            self._printed(self._arguments(end), start, end)

    def _known(self, name: str, start: int, end: int) -> None:
        """What looks, lengths and files change, and where they leave a gap."""
        if name == "par":
            self.end_paragraph(start)
        elif name in commands.NO_TEXT:
            self._skip(end, commands.NO_TEXT[name])
        if name in commands.GAPS and self.flow.has_run:
            self.flow.line_break(start, end)
        elif name.startswith(_CITED):
            self.object(start, self.at)
        elif name in commands.SPACES and self.flow.has_run and not self.text[start - 1].isspace():
            self.flow.fold(start, end)
        if name not in commands.STYLES and (name in commands.SWITCHES or self.text[start - 1 : start].isspace()):
            self.at = end_of(_BLANKS, self.text, self.at)  # they end the name, or are there already

    def _printed(self, arguments: list[int], start: int, end: int) -> None:
        """A command that nobody here knows prints its arguments: one in a text belongs to it, several are the cells of a row."""
        if not arguments:
            self.object(start, end)
            return
        last = self.pairs[arguments[-1]]
        is_alone = not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip() and self.text[last + 1 : last + 2] in ("\n", "")
        if len(arguments) == 1 and not is_alone:
            if not self._is_text(arguments[0]):
                self.object(start, last + 1)
                self.at = last + 1
            return
        self.end_paragraph(start)
        self.flow.open_block(BlockKind.ROW, start, last + 1, name="arguments")
        for at in arguments:
            self.arguments[at] = self._is_text(at)
            self.closers[self.pairs[at]] = ["argument"] if self.arguments[at] else []
        self.closers[last].append("arguments")

    def _is_text(self, at: int) -> bool:
        shown = _NAME.sub(" ", self.text[at + 1 : min(self.pairs[at], at + _SHOWN)])
        return _KEYS.match(shown) is None and _TEXT.match(shown.strip()) is not None

    def _item(self, start: int, end: int) -> None:
        self.flow.end_run()
        if self.flow.innermost(*HOLDERS) == "item":
            self.flow.close_block(start, "item")
        self.flow.open_block(BlockKind.ITEM, start, end, name="item")

    def _heading(self, name: str, start: int, end: int) -> None:
        arguments = self._arguments(end, 1)
        if not arguments:
            return
        self.end_paragraph(start)
        self.flow.open_block(BlockKind.HEADING, start, end, commands.HEADINGS[name], name="heading")
        self.at = arguments[0] + 1
        self.closers[self.pairs[arguments[0]]] = ["heading"]

    def _environment(self, command: str, start: int, end: int) -> None:
        match = _ENVIRONMENT.match(self.text, end)
        if not match:
            return
        name, self.at = match[1], match.end()
        if name in commands.CODE_ENVIRONMENTS or name in commands.MATH_ENVIRONMENTS:
            self._code(name, start)
            return
        self.end_paragraph(start)
        block = "list" if name in commands.LISTS else "table" if name in commands.TABLES else ""
        if command == "end":
            if block:
                self.flow.close_block(start, block)
            return
        if block:
            self.flow.open_block(BlockKind.LIST if block == "list" else BlockKind.TABLE, start, self.at, name=block)
        if name in commands.LAYOUTS:
            self._skip(self.at)
        elif arguments := self._arguments(self.at):
            self._printed(arguments, start, self.at)
        if block == "table":
            self.flow.open_block(BlockKind.ROW, self.at, self.at, name="row")
            self.flow.open_block(BlockKind.CELL, self.at, self.at, name="cell")

    def _code(self, name: str, start: int) -> None:
        """An environment in which nothing is text."""
        end = -1 if name in self.missing else self.text.find(f"\\end{{{name}}}", self.at)
        if end < 0:
            self.missing.add(name)
            return
        self.at = end + len(name) + len("\\end{}")
        self.object(start, self.at, Kind.MATH if name in commands.MATH_ENVIRONMENTS else Kind.CODE)

    def _link(self, name: str, start: int, end: int) -> None:
        arguments = self._arguments(end, 1 if name == "url" else 2)
        if not arguments:
            return
        span = Span(arguments[0] + 1, self.pairs[arguments[0]])
        target = plain_target(self.text[span.start : span.end])
        is_computed = "\\" in target or "#1" in target
        self.canvas.paint_words(span.start, span.end, Kind.LINK_TARGET)
        if name == "url" or len(arguments) == 1:
            self.open_paragraph(start)
            self.flow.object(start, span.end + 1)
            self.at = span.end + 1
            if not is_computed:
                self.canvas.links.append(Link(LinkKind.BARE, Span(start, self.at), target, span, "", None, False, False))
            return
        self.open_paragraph(start)
        self.at = arguments[1] + 1
        self.flow.start_link(LinkKind.INLINE, start, self.at, target, span, is_computed)
        self.closers[self.pairs[arguments[1]]] = ["a"]

    def _fields(self, name: str, start: int, end: int) -> None:
        """What a CV says of its person before it begins: the same as front matter does."""
        arguments = self._arguments(end)
        if not arguments:
            return
        key = Span(start, end)
        self.canvas.paint(start, end, Kind.FIELD_KEY)
        for index, at in enumerate(arguments):
            inner = Span(at + 1, self.pairs[at])
            path: tuple[str | int, ...] = (name, index) if len(arguments) > 1 else (name,)
            value = " ".join(self.text[inner.start : inner.end].split())
            self.canvas.paint_words(inner.start, inner.end, Kind.FIELD_VALUE)
            run = None
            if name in commands.LINK_FIELDS and role_of("url", value) is Role.LINK and "." in value:
                self._add_address(name, inner, value)
            elif name not in commands.ACCOUNTS and ("\\" in value or role_of(name, value) is Role.TEXT or _TEXT.match(value)):
                run = add_run(self.canvas, path, inner, list(read_latex(self.canvas, inner)), False)
            self.canvas.fields.append(Field(path, key, value, inner, run))
        self.at = self.pairs[arguments[-1]] + 1

    def _add_address(self, name: str, inner: Span, value: str) -> None:
        self.canvas.paint_words(inner.start, inner.end, Kind.LINK_TARGET)
        target = value if "//" in value else f"https://{value}"  # the class puts it before
        self.canvas.links.append(Link(LinkKind.FIELD, inner, target, inner, name, None, False, False))
