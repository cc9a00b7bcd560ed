"""Doubled punctuation: "work,, and", "results.. The"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.pagewords import is_english, reading
from profilelint.checks.shared.prose import is_among_code, runs
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Run
from profilelint.language.lexicon import is_known

_DOUBLED = regex(
    r"(?<=[^\W_])[)\]\"”’]?(?:(?P<commas>,,)|(?P<semicolons>;;)|(?P<mixed>,\.)|(?P<stops>\.\.))(?=[ \n]|$)"
    r"|(?P<cjk>(?<=\w)(?:，[，,]|,，|、、)(?=\w))"
)
#: One of these is in every match.
_MARKS = (",,", ";;", ",.", "..", "，", "、")
_WORD_BEFORE = regex(r"(?<![\w.@/\\-])([^\W\d_]{3,})[)\"”’]?$")
_NEXT = regex(r"[ \n]+[\"“‘(]?[A-Z]|[ \n]*$")
_NEAR = 40
_SENTENCE = 5


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for index, run in runs(document):
        if not any(marks in run.text for marks in _MARKS):
            continue
        for match in _DOUBLED.finditer(run.text):
            kind = match.lastgroup or ""
            start, end = match.span(kind)
            if is_among_code(run.text, start, end) or (kind == "stops" and not _is_stop(document, index, run, start, end)):
                continue
            content = {"commas": ",", "semicolons": ";", "mixed": ".", "stops": ".", "cjk": run.text[start]}[kind]
            certain = kind in ("commas", "stops") and run.is_plain(start, end)
            edits = (Edit(run.span(start, end), content),) if certain else ()
            yield Finding(run.span(start, end), {"preferred": content}, edits, suggestions=(content,))


def _is_stop(document: Document, index: int, run: Run, start: int, end: int) -> bool:
    """Whether ".." ends an English sentence; two dots that let a thought trail off are left, and so is a page that has them."""
    word = _WORD_BEFORE.search(run.text[max(0, start - _NEAR) : start])
    if not word or not _NEXT.match(run.text, end) or not (is_known(word[1].lower()) or word[1][0].isupper()):
        return False
    return reading(document, index).words >= _SENTENCE and is_english(document, index) and document.view(_dots) == 1


def _dots(document: Document) -> int:
    """How often the page has dots in a row."""
    return sum(len(re.findall(r"\.{2,}|…", run.text)) for run in document.runs)
