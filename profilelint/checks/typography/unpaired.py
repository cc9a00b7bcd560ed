"""Brackets and quotation marks of which the other one is missing: "(with A. Berg, 2019", "Services), 2020"."""

from __future__ import annotations

import re
from collections import defaultdict
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
_QUOTES, _QUOTE = {"“": "”", "«": "»"}, regex("[“”]")
#: Amid a word it is a letter that an encoding broke.
_GUILLEMET = regex(r"(?<!\w)[«»]|[«»](?!\w)")
#: Where German sets them, they point inwards, and in tales they open and close in paragraphs far apart.
_INWARDS = regex(r"(?<!\w)»\w|\w[.,!?…]?«(?!\w)")
_OPENING = str.maketrans(")]", "([")
_ANY = regex(r"[()\[\]（）“”«»\"]")
#: "a)", "1)", "iv)", "B1)" before what they number or in "hypotheses B1) and B2"; faces.
_NO_BRACKET = regex(
    r"(?<![\w(（])(?:[A-Za-z]|\d{1,3}|[ivxIVX]{1,5}|[A-Za-z]\d{1,2}|注)[.]?\)"
    r"|[:;=8B][ '’o^-]{0,2}[()\[\]]{1,5}|[()][-^]?[:;]|\^[_.]?\^[)]|[)]{3,9}"
)
_ONE_KIND = str.maketrans("（）", "()")
#: A longer text is not a sentence, or was written by a program.
_LONGEST, _FEWEST_WORDS = 1500, 4
#: So many entries of a list have their title in two straight quotation marks before one with one is a slip.
_FEWEST_ENTRIES = 3
#: A straight mark may go with one of these, or mean inches.
_OTHER_QUOTE = regex(r"[„“”«»]|\d\"")
_WORD = regex(r"[^\W\d_]{2,}")
#: The other bracket may be this many texts further on.
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
    plain = [(index, run) for index, run in runs(document) if _is_plain(run)]
    found = [unpaired for index, run in plain for unpaired in _unpaired(document, index, run)]
    for one in (*found, *_straight(document, plain)):
        if _is_text(one.run) and not _goes_on(document, one) and not any(_are_pair(one, other) for other in found):
            mark = one.run.text[one.at]
            values = {"why": "closed" if one.opens else "opened", "what": "bracket" if mark in "()[]（）" else "quotation mark"}
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


def _goes_on(document: Document, one: _Unpaired) -> bool:
    """Whether a quotation may go on in the next texts, each of which opens it again and the last of which closes it."""
    closing = _QUOTES.get(one.kind) if one.opens and not one.run.text[: one.at].strip() else None
    behind = document.runs[one.place + 1 : one.place + 1 + _NEAR] if closing else ()
    return any(run.text.rstrip(" .,;!?\n").endswith(closing) for run in behind if closing)


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
    guillemets = [match.start() for match in _GUILLEMET.finditer(text)]
    if len(guillemets) == 1 and not document.view(_points_inwards):
        yield _Unpaired(run, guillemets[0], index, text[guillemets[0]] == "«", "«")


def _points_inwards(document: Document) -> bool:
    return _INWARDS.search(document.view(words)) is not None


def _straight(document: Document, texts: list[tuple[int, Run]]) -> Iterator[_Unpaired]:
    """The one entry with one straight quotation mark in a list whose others have two: a title that is not closed."""
    lists: defaultdict[tuple[int, BlockKind], list[tuple[int, Run]]] = defaultdict(list)
    for index, run in texts:
        if '"' in run.text and run.block >= 0 and _OTHER_QUOTE.search(run.text) is None:
            lists[_list_of(document, run.block), run.kind].append((index, run))
    for entries in lists.values():
        odd = [(index, run) for index, run in entries if run.text.count('"') == 1]
        if len(odd) == 1 and len(entries) > _FEWEST_ENTRIES and all(run.text.count('"') == 2 for _, run in entries if run is not odd[0][1]):
            index, run = odd[0]
            at = run.text.index('"')
            yield _Unpaired(run, at, index, not run.text[at - 1 : at].strip(" (["), '"')


def _list_of(document: Document, block: int) -> int:
    """The container of an entry: the list of its item."""
    parent = document.blocks[block].parent
    is_in_item = parent >= 0 and document.blocks[parent].kind is BlockKind.ITEM
    return document.blocks[parent].parent if is_in_item else parent


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
