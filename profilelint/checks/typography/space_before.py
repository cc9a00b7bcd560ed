"""Blanks before a mark that follows its word: "learning . Nowadays"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.pagewords import is_english, reading
from profilelint.checks.shared.prose import is_among_code, is_beside_object, piece, runs
from profilelint.checks.shared.surroundings import is_ordinary
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Run
from profilelint.language.english import plain_letters

_BLANK = r"[ \t]{1,2}"
_MARK = regex(rf"(?<=[^\W\d_]{{2}})(?P<closing>[)\"”’*]?)(?P<gap>{_BLANK})(?:(?P<mark>[.,;:!?])(?=[ \n]|$)|(?P<glued>,)(?=[a-z]{{2}}))")
#: The end of each of these: far faster to look for.
_HINT = regex(r"[ \t][.,;:!?]")
#: A dot in a row of dots, a smiley, an operator.
_NO_MARK = regex(r"[.,;:!?][ \t]*(?:[.,;:!?)(|/\\=*+&·•-]|[DPpOoXx]\b)")
_WORDS = regex(r"([^\W\d_]+)[^\w\n]*$"), regex(r"[^\w\n]{0,40}([^\W\d_]+)")
_CLOSING_TAGS = regex(r"(?:</?(?:a|b|strong|em|i|u|span|font)>|\*\*|\s)*[.,;:!?]", re.IGNORECASE)
#: Next to these, or to accented letters, the text may be French.
_FRENCH = regex(r"\b(?:l[ae]s?|une?|d[eu]s?|et|en|dans|pour|avec|sur|aux?|est|que|qui)\b|[\u00c0-\u00ff]", re.IGNORECASE)
#: The name of a parameter, which its description follows.
_PARAMETER = regex(r"(?:^|\n)\s{0,40}[a-z_]+$")
_PHRASE_END = regex(r"[(\"“‘*]*[^\W\d_]+(?:[-'’/&][^\W\d_]+)*[\"”’*]?")
_ALIGNED = regex(r" {2,9}[^\s\ufffc]")
_SEPARATOR = regex(r"[·•|]")
_GOES_ON = regex(r"[ \t]{1,3}[^\W\d_](?<=[a-zß-öø-ÿ])")
_NEAR = 40
_THROUGHOUT = 4
#: So many blanks before colons, and more than there are colons without, are a style.
_STYLE = 6


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for index, run in runs(document):
        if not _HINT.search(run.text):
            continue
        found = [place for match in _MARK.finditer(run.text) if _is_slip(document, index, run, *(place := _place(match)))]
        for mark, places in _by_mark(run.text, found).items():
            # A list that has them throughout is one slip.
            groups = [[place] for place in places] if len(places) < _THROUGHOUT else [places]
            for group in groups:
                yield _finding(document, index, run, mark, group)


def _finding(document: Document, index: int, run: Run, mark: str, places: list[tuple[int, int]]) -> Finding:
    edits = tuple(Edit(run.span(start, end), _fixed_text(run, start, end)) for start, end in places if run.is_plain(start, end))
    if mark in "?!" and any(_GOES_ON.match(run.text, end) for _, end in places):
        edits = ()  # a "?" amid a sentence may be what is left of a dash
    sure = mark in ".," or reading(document, index).is_english
    start, end = places[0]
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    suggestions = (_fixed_text(run, start, end),) if edits else ()
    return Finding(run.span(start, end), {"mark": mark}, edits, applicability, suggestions)


def _fixed_text(run: Run, start: int, end: int) -> str:
    return run.text[end - 1] + (" " if run.text[end : end + 1].isalpha() else "")


def _place(match: re.Match[str]) -> tuple[int, int]:
    """The start of the spaces, and the end of the mark after them."""
    return match.start("gap"), match.end(match.lastgroup or 0)


def _by_mark(text: str, places: list[tuple[int, int]]) -> dict[str, list[tuple[int, int]]]:
    marks: dict[str, list[tuple[int, int]]] = {}
    for place in places:
        marks.setdefault(text[place[1] - 1], []).append(place)
    return marks


def _is_slip(document: Document, index: int, run: Run, start: int, end: int) -> bool:
    text, mark = run.text, run.text[end - 1]
    if _NO_MARK.match(text, end - 1) or not is_english(document, index) or is_among_code(text, start, end):
        return False
    span: Span = run.span(start, end)
    if not _CLOSING_TAGS.fullmatch(document.text, span.start, span.end) or "\n" in document.text[span.start : span.end]:
        return False
    if mark in ".,":
        return mark == "," or _SEPARATOR.search(text, max(0, start - _NEAR), end + _NEAR) is None
    if mark == ":" and (_is_key(text, start, end) or document.view(_spaces_colons)):
        return False
    near = plain_letters(text[max(0, start - _NEAR) : end + _NEAR])
    return _FRENCH.search(near) is None and (reading(document, index).is_english or _is_ordinary(text, start, end))


def _is_key(text: str, start: int, end: int) -> bool:
    """Whether the colon explains an option, a path or a value rather than ends a phrase."""
    if is_beside_object(text, start, end) or _ALIGNED.match(text, end) or _PARAMETER.search(text, max(0, start - _NEAR), start):
        return True
    return _PHRASE_END.fullmatch(piece(text, start - 1, start)) is None


def _is_ordinary(text: str, start: int, end: int) -> bool:
    """Whether a text that is too short to say its language has English words around the mark: French sets blanks before these."""
    before = _WORDS[0].search(plain_letters(text[max(0, start - _NEAR) : start]))
    after = _WORDS[1].match(plain_letters(text[end : end + _NEAR]))
    if not before or len(before[1]) < 2:
        return False
    return is_ordinary(before[1]) or (after is not None and len(after[1]) > 1 and is_ordinary(after[1]))


def _spaces_colons(document: Document) -> bool:
    """Whether the page sets blanks before its colons on purpose."""
    spaced = sum(len(re.findall(r"\w[ \t]{1,9}:[ \n]", run.text)) for run in document.runs)
    return spaced >= _STYLE and spaced > sum(len(re.findall(r"\w:[ \n]", run.text)) for run in document.runs)
