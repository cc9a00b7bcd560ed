"""Brackets and quotation marks of which the other one is missing: "(with A. Berg, 2019", "Services), 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.needs import words
from profilelint.checks.shared.pagewords import is_english
from profilelint.checks.shared.prose import is_code, runs
from profilelint.core.diagnostic import Finding
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import OBJECT, BlockKind, Document, Run

_BRACKETS, _BRACKET = {"(": ")", "[": "]"}, regex(r"[()\[\]]")
_QUOTES, _QUOTE = {"“": "”"}, regex("[“”]")
_OPENING = str.maketrans(")]", "([")
_ANY = regex(r"[()\[\]（）“”]")
#: "a)", "1)", "iv)", "B1)" before what they number or in "hypotheses B1) and B2"; faces.
_NO_BRACKET = regex(
    r"(?<![\w(（])(?:[A-Za-z]|\d{1,3}|[ivxIVX]{1,5}|[A-Za-z]\d{1,2}|注)[.]?\)"
    r"|[:;=8B][ '’o^-]{0,2}[()\[\]]{1,5}|[()][-^]?[:;]|\^[_.]?\^[)]|[)]{3,9}"
)
_ONE_KIND = str.maketrans("（）", "()")
#: A text so long is no sentence, or was made by a program.
_LONGEST, _FEWEST_WORDS = 1500, 4
_WORD = regex(r"[^\W\d_]{2,}")
#: So many texts further on the other bracket may stand.
_NEAR = 8
_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL, BlockKind.HTML, BlockKind.DEFINITION, BlockKind.QUOTE)


@record
class _Unpaired:
    run: Run
    at: int  # in the run
    place: int  # of the run
    opens: bool
    kind: str  # how it opens


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if _ANY.search(document.view(words)) is None:
        return
    found = [unpaired for index, run in runs(document) if _is_plain(run) for unpaired in _unpaired(document, index, run)]
    for one in found:
        if _is_text(one.run) and not any(_are_pair(one, other) for other in found):
            mark = one.run.text[one.at]
            values = {"why": "closed" if one.opens else "opened", "what": "quotation mark" if mark in "“”" else "bracket"}
            yield Finding(one.run.span(one.at, one.at + 1), values)


def _is_plain(run: Run) -> bool:
    text = run.text
    return not (run.hidden or run.kind not in _KINDS or OBJECT in text or len(text) > _LONGEST or _ANY.search(text) is None)


def _is_text(run: Run) -> bool:
    return len(_WORD.findall(run.text)) >= _FEWEST_WORDS and not is_code(run.text.translate({ord(mark): None for mark in "[]"}))


def _are_pair(one: _Unpaired, other: _Unpaired) -> bool:
    """Whether a bracket that one text opens is closed at the end of another, a little further on."""
    if one.kind != other.kind or one.opens == other.opens:
        return False
    first, last = (one, other) if one.opens else (other, one)
    return 0 < last.place - first.place <= _NEAR and not last.run.text[last.at + 1 :].strip(" .,;!?")


def _unpaired(document: Document, index: int, run: Run) -> Iterator[_Unpaired]:
    """The one bracket, and the one quotation mark, of a run that is alone; where there are more, the run is something else than text."""
    text = run.text.translate(_ONE_KIND)
    if alone := _one_alone(_BRACKET, text, _BRACKETS):
        without = _one_alone(_BRACKET, _NO_BRACKET.sub(lambda match: " " * len(match.group()), text), _BRACKETS)
        if alone == without:  # a "b)" may number something, or close "(a, b)"
            mark = text[alone.start]
            yield _Unpaired(run, alone.start, index, mark in _BRACKETS, mark.translate(_OPENING))
    if not any(mark in text for mark in '„"«»') and (alone := _one_alone(_QUOTE, text, _QUOTES)) and is_english(document, index):
        yield _Unpaired(run, alone.start, index, text[alone.start] == "“", "“")


def _one_alone(marks: re.Pattern[str], text: str, pairs: dict[str, str]) -> Span | None:
    """The only mark that has no other one."""
    alone: list[int] = []
    opened: list[int] = []
    for match in marks.finditer(text):
        mark = match.group()
        if mark in pairs:
            opened.append(match.start())
        elif opened and pairs[text[opened[-1]]] == mark:
            opened.pop()
        else:
            alone.append(match.start())
    alone += opened
    return Span(alone[0], alone[0] + 1) if len(alone) == 1 else None
