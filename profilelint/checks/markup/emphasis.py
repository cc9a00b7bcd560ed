"""`**` and `*` that show as asterisks, because their counterpart is missing: judged as both kramdown and CommonMark read it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Run

_MARK = regex(r"(?<![*\\])\*\*(?!\*)|(?<![_\\\w])__(?!_)|(?<=[^\W_])__(?![\w])")
_OPENS = regex(r"(?:^|(?<=[\s(\[“\"'‘—–/:;,\ufffc]))(?:\*\*|__)(?=[^\W_]|[(\[“\"'‘\ufffc])")
#: Words that begin a note to which "**" refers, and names of parameters in Python.
_NOTES = (
    r"\s?(?:corresponding|correspondence|equal(?:ly)?|denotes?|indicates?|co-?first|co-?authors?|joint|these|contributed|"
    r"significan\w+|note|advis\w+|p\s*[<=≤]|kwargs|kw|args|options|opts|params|config|dict|self|init|main|name|\w+__\b)"
)
_NOTE, _SINGLE_NOTE = regex(rf"(?:\*\*|__){_NOTES}", re.IGNORECASE), regex(rf"\*{_NOTES}", re.IGNORECASE)
#: One asterisk in the middle of a sentence opens italics; at its beginning, it may be the mark of a footnote.
_ITALIC = regex(r"(?:(?<=[^\W\d_][,.:;)”\"] )|(?<=[^\W\d_]{2} )|(?<=[^\W\d_] \())\*(?=[^\W\d_]{2})")
_TEXTS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE)
_PLACES = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.HEADING, BlockKind.HTML, BlockKind.CELL)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format != "markdown":
        return
    yield from _italics(document)
    runs = [run for run in document.runs if run.kind in _PLACES and ("**" in run.text or "__" in run.text)]
    marks = [(run, start, end) for run in runs for start, end in _unpaired(run)]
    if any(_is_footnote_mark(run.text, start) for run, start, _ in marks):
        return
    for run, start, end in marks:
        opens = _OPENS.match(run.text, start) and not _NOTE.match(run.text, start)
        if opens and run.is_plain(start, end) and not _escaped(document, run, start):
            yield Finding(run.span(start, end), {"mark": run.text[start:end], "what": "bold"})


def _italics(document: Document) -> Iterator[Finding]:
    """A single asterisk that opens a word, and is the only one of its page that shows."""
    runs = [run for run in document.runs if "*" in run.text and not run.hidden]
    if len(runs) == 1 and runs[0].text.count("*") == 1 and runs[0].kind in _TEXTS and not runs[0].path:
        match = _ITALIC.search(runs[0].text)
        if match and not _SINGLE_NOTE.match(runs[0].text, match.start()) and not _escaped(document, runs[0], match.start()):
            yield Finding(runs[0].span(*match.span()), {"mark": "*", "what": "italic"})


def _unpaired(run: Run) -> Iterator[tuple[int, int]]:
    """The marks left in a run that kramdown does not pair either: it closes with any mark that no blank precedes."""
    opened: dict[str, tuple[int, int]] = {}
    for match in _MARK.finditer(run.text):
        mark, (start, end) = match.group(), match.span()
        if mark in opened and not run.text[start - 1].isspace() and start > opened[mark][1]:
            del opened[mark]
        elif mark in opened:
            continue  # kramdown takes a second opening for text, and so no more is known of the first
        elif end < len(run.text) and not run.text[end].isspace():
            opened[mark] = (start, end)
        elif start and not run.text[start - 1].isspace():
            yield start, end
    yield from opened.values()


def _is_footnote_mark(text: str, start: int) -> bool:
    """Whether the mark hangs on a word that it does not open: `Jane Doe**`."""
    return text.startswith("**", start) and start > 0 and text[start - 1].isalnum() and not text[start + 2 : start + 3].isalnum()


def _escaped(document: Document, run: Run, start: int) -> bool:
    span: Span = run.span(start, start + 1)
    return span.start > 0 and document.text[span.start - 1] == "\\"
