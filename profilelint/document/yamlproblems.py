"""Why YAML does not parse, said so that a person can fix it, and what can be read of it all the same."""

from __future__ import annotations

from typing import Any

from profilelint.core.record import record, replace
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.fields import FieldSink
from profilelint.document.fieldtext import Path
from profilelint.document.kinds import Kind
from profilelint.document.model import Piece, Written

_KEY = regex(r"[^\W\d][\w .-]{0,60}")
#: In a quoted value: a line that was meant to be a field of its own.
KEY_LINE = regex(r"\n[ \t]*(?:- )?[A-Za-z_][\w-]*:\s")
NEVER_CLOSED = "the quotation mark that opens here is never closed"
_INDENT = regex(r"[ \t]*(?:-[ \t]+)*")

_TOKEN_STARTS = {
    "\t": "a tab cannot indent YAML; use spaces",
    "@": 'a value cannot begin with "@"; put it in quotes',
    "`": 'a value cannot begin with "`"; put it in quotes',
    "%": 'a value cannot begin with "%"; put it in quotes',
}
#: By the problem that libyaml names, or by the context of it: where it lies (the problem's mark or that of its context) and what it is.
_PROBLEMS = {
    "mapping values are not allowed in this context": 'a colon followed by a space inside a value; put the value in quotes',
    "block sequence entries are not allowed in this context": "a list must begin on a line of its own",
    "found unknown escape character": r'a backslash that starts no escape; double it, or use single quotes',
    "did not find expected comment or line break": "text cannot follow the sign for a block on the same line",
    "did not find expected <document start>": 'text follows the line "..." that ends the data',
    "did not find expected '-' indicator": "this line is indented like a list, but is not a list item",
}  # fmt: skip
_CONTEXTS = {
    "while scanning a quoted scalar": NEVER_CLOSED,
    "while scanning a simple key": "this line has no colon after its name",
    "while scanning an alias": 'a value cannot begin with "*"; put it in quotes',
    "while scanning an anchor": 'a value cannot begin with "&"; put it in quotes',
    "while scanning a tag": 'a value cannot begin with "!"; put it in quotes',
    "while parsing a flow sequence": 'the "[" here is not closed, or lacks a comma',
    "while parsing a flow mapping": 'the "{" here is not closed, or lacks a comma',
}
#: How PyYAML begins, without libyaml, what libyaml calls otherwise.
_IN_PYTHON = {
    "found character ": "found character that cannot start any token",
    "mapping values are not allowed here": "mapping values are not allowed in this context",
    "sequence entries are not allowed here": "block sequence entries are not allowed in this context",
    "found unknown escape character ": "found unknown escape character",
    "expected a comment or a line break": "did not find expected comment or line break",
    "expected chomping or indentation indicators": "did not find expected comment or line break",
    "expected the node content": "did not find expected node content",
    "expected '<document start>'": "did not find expected <document start>",
    "expected <block end>": "did not find expected key",
}
#: Contexts whose whole line is wrong, not one character.
_WHOLE_LINE = {"while scanning a simple key"}


@record
class YamlProblem:
    start: int
    end: int
    detail: str
    goes_on: bool = False  # the rest was read all the same

    def moved(self, by: int) -> YamlProblem:
        return replace(self, start=self.start + by, end=self.end + by)

    def in_liquid(self, text: str) -> bool:
        """Whether the line is one that a generator fills in first, as in the archetypes of Hugo."""
        start, end = text.rfind("\n", 0, self.start) + 1, text.find("\n", self.start)
        line = text[start : end if end >= 0 else len(text)]
        return "{{" in line or "{%" in line


def explain(error: Any, text: str) -> YamlProblem:
    """A parser's error as a problem of the page."""
    at = error.problem_mark.index if error.problem_mark else 0
    context = error.context_mark.index if error.context_mark else at
    where = (error.context or "").replace("parsing a tag", "scanning a tag")
    problem = _as_libyaml_says(error.problem or "", where)
    at -= problem == "found unknown escape character" and text[at : at + 1] != "\\"
    if problem == "found character that cannot start any token":
        return YamlProblem(at, at + 1, _TOKEN_STARTS.get(text[at : at + 1], "a character that is not allowed here"))
    if problem in _PROBLEMS:
        return YamlProblem(at, at + 1, _PROBLEMS[problem])
    if where in _CONTEXTS:
        end = text.find("\n", context) if where in _WHOLE_LINE else context + 1
        return YamlProblem(context, end if end >= 0 else len(text), _CONTEXTS[where])
    if problem == "did not find expected key":
        return _no_key(text, at)
    return YamlProblem(at, at + 1, problem or "cannot be read")


def _as_libyaml_says(problem: str, context: str) -> str:
    if problem.startswith("expected <block end>") and context == "while parsing a block collection":
        return "did not find expected '-' indicator"
    return next((name for begin, name in _IN_PYTHON.items() if problem.startswith(begin)), problem)


def _no_key(text: str, at: int) -> YamlProblem:
    before = text[:at].rstrip(" \t")
    if before[-1:] in ('"', "'"):
        return YamlProblem(at, at + 1, "text follows the closing quotation mark; one inside the value must be doubled or escaped")
    if text[:at].rsplit("\n", 1)[-1].strip():
        return YamlProblem(at, at + 1, "this text does not belong to the value before it; put the whole value in quotes")
    return YamlProblem(at, at + 1, "this line is not indented like the lines it belongs to")


def read_leniently(sink: FieldSink, start: int, end: int) -> None:
    """Read `key: value` lines for what they seem to say; the rest stays unread."""
    canvas = sink.canvas
    canvas.paint_words(start, end, Kind.UNREAD, sink.hidden)
    top: Path = ()
    at = start
    while at < end:
        stop = canvas.text.find("\n", at, end)
        stop = stop if stop >= 0 else end
        if field := lenient_field(canvas.text[at:stop]):
            name, key, value, comment = field
            path = (name,) if not key.start else (*top, name)
            top = path[:1] if not key.start else top
            _put(sink, path, at, key, value)
            if comment is not None:
                sink.comment(at + comment, stop)
        elif canvas.text[at:stop].lstrip().startswith("#"):
            sink.comment(at + canvas.text[at:stop].index("#"), stop)
        at = stop + 1


def lenient_field(line: str) -> tuple[str, Span, Span, int | None] | None:
    """Of a line `key: value  # comment`: the key, its span, that of the value, and where the comment starts."""
    indent = _INDENT.match(line)
    begin = indent.end() if indent else 0
    colon = line.find(":", begin)
    name = line[begin:colon].rstrip()
    if colon < 0 or not _KEY.fullmatch(name) or line[colon + 1 : colon + 2].strip():
        return None
    comment = line.find(" #", colon)
    rest = line[: comment if comment >= 0 else len(line)].rstrip()
    value = colon + 1 + len(rest[colon + 1 :]) - len(rest[colon + 1 :].lstrip())
    return name, Span(begin, begin + len(name)), Span(value, max(value, len(rest))), comment + 1 if comment >= 0 else None


def _put(sink: FieldSink, path: Path, at: int, key: Span, value: Span) -> None:
    canvas = sink.canvas
    key_span, span = Span(at + key.start, at + key.end), Span(at + value.start, at + value.end)
    canvas.paint_words(key_span.start, span.start, Kind.DATA_MARKUP, sink.hidden)
    sink.key(key_span)
    inner = span
    written = canvas.text[span.start : span.end]
    if len(written) >= 2 and written[0] == written[-1] and written[0] in "\"'":
        inner = Span(span.start + 1, span.end - 1)
    text = canvas.text[inner.start : inner.end]
    if written in ("|", ">", "|-", ">-"):
        text = ""
    sink.field(path, key_span, text or None, span, inner, lambda: [Piece(inner.start, inner.end, text, Written.PLAIN)])
