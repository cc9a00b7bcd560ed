"""Accents next to their letter, or in place of it: "G¨odel", `Universit&acute;`, `Jo{\\textasciitilde a}o`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import Document, Run, Written
from profilelint.language.languages import is_listed

_COMBINING = {
    "´": "\u0301", "`": "\u0300", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¨": "\u0308", "¸": "\u0327",
    "˚": "\u030a", "ˇ": "\u030c", "˝": "\u030b", "˘": "\u0306",
}  # fmt: skip
#: How LaTeX writes them before a letter.
_COMMANDS = {"´": "\\'", "`": "\\`", "^": "\\^", "~": "\\~", "¨": '\\"', "ˇ": "\\v ", "˘": "\\u "}
#: These are also apostrophes, and parts of formulas and code: they count only as an entity or a command.
_AMBIGUOUS = "´`^~"
_ACCENT, _LETTERS = f"[{''.join(_COMBINING)}]", "[A-Za-zÀ-ÿ]{0,40}+"
_WORD = regex(rf"(?<![\w@/])(?P<before>{_LETTERS})(?P<accent>{_ACCENT})(?P<after>{_LETTERS})(?!{_ACCENT}|[\w@/])")
#: Text after an apostrophe, and before it.
_BEHIND = frozenset("s t re ll ve d m".split())
_BEFORE = frozenset("l d j n s c m t qu jusqu lorsqu puisqu aujourd o un dell all nell sull".split())
_FEWEST = 3  # letters; what is shorter is a formula
_VOWELS = "eaiou"
_NOT_LATIN = "\u0180"  # the first letter after Latin-1 and Latin Extended-A


@record
class _Meant:
    """A word with the accent on a letter: how many letters before and after the accent are part of it."""

    word: str
    letter: str
    before: int
    after: int


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for run in document.runs:
        for match in _WORD.finditer(run.text):
            if len(match["before"] + match["after"]) >= _FEWEST and (finding := _finding(document, run, match)):
                yield finding


def _finding(document: Document, run: Run, match: re.Match[str]) -> Finding | None:
    before, accent, after = match.group("before", "accent", "after")
    is_plain = run.is_plain(match.start("accent"), match.end("accent"))
    if (is_plain and (accent in _AMBIGUOUS or not (before and after))) or _is_apostrophe(before, accent, after):
        return None
    meant = list(_meant(before, accent, after))
    known = [one for one in meant if is_listed(one.word.lower())]
    if not meant or (not (before and after) and not known):
        return None
    best = known or meant
    edits = _edits(document, run, match, best[0]) if len(best) == 1 else ()
    level = Applicability.SAFE if known else Applicability.UNSAFE
    words = tuple(dict.fromkeys(one.word for one in best))
    span = run.span(match.start("accent"), match.end("accent"))
    values = {"word": match.group(), "meant": f'; "{words[0]}"?' if len(words) == 1 else ""}
    return Finding(span, values, edits, level, tuple(one.letter for one in best if one.before == one.after == 0))


def _is_apostrophe(before: str, accent: str, after: str) -> bool:
    return accent in "´`" and (after.lower() in _BEHIND or before.lower() in _BEFORE or (not after and is_listed(before.lower())))


def _meant(before: str, accent: str, after: str) -> Iterator[_Meant]:
    """The possible original words: PDFs put the accent before or after its letter, mail programs in its place."""
    if after and (letter := _with(after[0], accent)):
        yield _Meant(before + letter + after[1:], letter, 0, 1)
    if before and (letter := _with(before[-1], accent)):
        yield _Meant(before[:-1] + letter + after, letter, 1, 0)
    for vowel in _VOWELS:  # of the letters in whose place it may be, those that make a word
        if (letter := _with(vowel, accent)) and is_listed(f"{before}{letter}{after}".lower()):
            yield _Meant(before + letter + after, letter, 0, 0)


def _with(letter: str, accent: str) -> str:
    """The letter with the accent; "" where there is no such letter."""
    made = unicodedata.normalize("NFC", letter + _COMBINING[accent])
    return made if len(made) == 1 and made < _NOT_LATIN else ""


def _edits(document: Document, run: Run, match: re.Match[str], meant: _Meant) -> tuple[Edit, ...]:
    start, end = match.span("accent")
    if document.format in ("bibtex", "latex") and not run.is_plain(start, end):
        command = _COMMANDS.get(match["accent"])
        return (Edit(run.span(start, end), command),) if command and meant.after else ()
    beside = (start - 1, start) if meant.before else (end, end + 1)
    if (meant.before or meant.after) and not run.is_plain(*beside):
        return ()
    is_simple = all(piece.written in (Written.PLAIN, Written.ENTITY) for piece in run.pieces)
    return (Edit(run.span(start - meant.before, end + meant.after), meant.letter),) if is_simple else ()
