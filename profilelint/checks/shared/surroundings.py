"""The context of a word in a run."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import Run
from profilelint.language.lexicon import is_dictionary, is_foreign, is_name, look_up, zipf_of

_NEAR = 48
#: "ada [at] example [dot] org", and the same without brackets.
_AT_BEHIND = regex(r"\s?[\[({<]\s?(?:at|dot|@)\s?[\])}>]|\sat\s[\w.-]{1,40}\sdot\s", re.IGNORECASE)
_AT_BEFORE = regex(r"[\[({<]\s?(?:at|dot|@)\s?[\])}>]\s?$", re.IGNORECASE)
_SIC = regex(r"\s?[(\[]\s?sic\b", re.IGNORECASE)
_NEIGHBOUR = regex(r"([^\w\ufffc]*)([^\W\d_]+)")
#: Characters that may be attached to a word without making it an identifier, a path or a formula.
_CLEAN = regex(r"[A-Za-zÀ-ɏ\U0001d400-\U0001d7ff'’,;:.!?()\[\]\"“”‘«»…–—-]*")
_GLUED_BEFORE, _GLUED_BEHIND = regex(r"\w[.:]"), regex(r"[.:]\w")
_KNOWN, _WELL_KNOWN = 2.6, 4.0


@record
class Neighbour:
    word: str  # "" where there is none
    gap: str  # the text in between

    @property
    def is_adjacent(self) -> bool:
        return bool(self.word) and not self.gap.strip()

    @property
    def is_capital(self) -> bool:
        return self.word[:1].isupper()


def neighbours(text: str, start: int, end: int) -> tuple[Neighbour, Neighbour]:
    """The words before and after `text[start:end]`."""
    before = _NEIGHBOUR.match(text[max(0, start - _NEAR) : start][::-1])
    after = _NEIGHBOUR.match(text[end : end + _NEAR])
    return (
        Neighbour(before[2][::-1], before[1][::-1]) if before else Neighbour("", ""),
        Neighbour(after[2], after[1]) if after else Neighbour("", ""),
    )


def is_clean(text: str, start: int, end: int) -> bool:
    """Whether nothing that touches the word makes it a part of something else: a digit, a slash, @, #, code."""
    head = text[max(0, start - _NEAR) : start]
    tail = text[end : end + _NEAR]
    before = "" if not head or head[-1].isspace() else head.rsplit(None, 1)[-1]
    after = "" if not tail or tail[0].isspace() else tail.split(None, 1)[0]
    if not _CLEAN.fullmatch(before) or not _CLEAN.fullmatch(after) or _AT_BEHIND.match(text, end) or _AT_BEFORE.search(head):
        return False
    return not _GLUED_BEHIND.search(after) and not _GLUED_BEFORE.search(before)


def is_quoted_alone(text: str, start: int, end: int) -> bool:
    """Whether the word is in quotation marks, or marked with sic."""
    quoted = text[start - 1 : start] in set("\"“‘'«„`") and text[end : end + 1] in set("\"”’'»“`")
    return quoted or _SIC.match(text, end) is not None


def is_marked_alone(run: Run, start: int, end: int) -> bool:
    """Whether the word alone is emphasised or linked, as terms, titles and foreign words are, or has markup inside."""
    first = bisect_right(run.offsets, start) - 1
    if first != bisect_right(run.offsets, end - 1) - 1:
        return True
    return len(run.pieces) > 1 and run.pieces[first].text.strip(" .,:;") == run.text[start:end]


def is_abbreviated(text: str, end: int) -> bool:
    """Whether the word ends with a full stop that ends no sentence."""
    if text[end : end + 1] != ".":
        return False
    rest = text[end + 1 : end + _NEAR].lstrip(' )"”’]\n')
    return bool(rest) and not rest[0].isupper()


def is_ordinary(word: str) -> bool:
    """Whether a word is an English one and no name first."""
    lower = word.lower()
    entry = look_up(lower)
    return (is_dictionary(entry) or zipf_of(entry) >= _KNOWN) and not is_name(lower)


@lru_cache(maxsize=1 << 12)
def is_plain_english(word: str) -> bool:
    """Whether a word is an ordinary one that the dictionary has too: of the others many are first names."""
    return word.isascii() and is_dictionary(look_up(word.lower())) and is_ordinary(word)


def is_unknown(word: str) -> bool:
    """Whether a word is in no English list, or rather a word of another language."""
    entry = look_up(word.lower())
    return not is_dictionary(entry) and (zipf_of(entry) < _KNOWN or (zipf_of(entry) < _WELL_KNOWN and is_foreign(word.lower())))
