"""Names of institutions with one misspelt word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice, pairwise

from profilelint.checks.needs import words as all_words
from profilelint.checks.shared.pagewords import vocabulary
from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.language.gazetteer import LONGEST, institution_words, words_meant
from profilelint.language.lexicon import is_dictionary, is_foreign, look_up, zipf_of

_ANCHORS = ("Univ", "Inst", "Colleg", "School", "Acad", "Polytech", "National", "Jiao", "Vrije")
#: The lookbehind comes after the first letter, which is five times as fast.
_ANCHOR = regex("|".join(rf"{anchor[0]}(?<!\w.){anchor[1:]}\w*" for anchor in _ANCHORS))
#: Around an institution; and so many of them in one paragraph.
_AROUND, _MOST = 80, 400
_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: The text between the words of a name.
_JOINT = regex(r"[\s,-]{1,3}|\s?[–—]\s?")
#: The text between names.
_BREAK = regex(r"[^\w\s,'’–—-]|[\d_]")
_UP_TO_BREAK = regex(r".*(?:[^\w\s,'’–—-]|[\d_])", re.DOTALL)
_RARE, _COMMON = 1.0, 4.5


def with_institutions(document: Document) -> Collection[int]:
    """The runs that have an institution, and a word that may be a slip in its name."""
    said, words = document.view(all_words), document.view(vocabulary)
    anchors = [anchor for anchor in _ANCHORS if anchor in said]
    texts = enumerate(run.text for run in document.runs) if anchors else ()
    return {index for index, text in texts if any(anchor in text for anchor in anchors) and _may_have_slip(text, words.runs[index])}


def _may_have_slip(text: str, words: list[str]) -> bool:
    return any(map(_may_be_slip, words)) or "'" in text or "’" in text


def in_institutions(text: str) -> Iterator[tuple[int, int, str]]:
    """Words of institutions that are one typo away from the word that the rest of the name requires."""
    done = -1
    for anchor in islice(_ANCHOR.finditer(text), _MOST):
        begin, end = _around(text, anchor, done)
        for start, stop, right in _slips_around(text[begin:end], anchor.start() - begin):
            if begin + start > done:
                yield begin + start, begin + stop, right
                done = begin + start


@lru_cache(maxsize=1 << 10)
def _slips_around(text: str, anchor: int) -> tuple[tuple[int, int, str], ...]:
    """The same in a short text, of the names that hold the word at `anchor`: a site has the same institutions again and again."""
    tokens = list(_WORD.finditer(text))
    words = tuple(token.group().lower().replace("’", "'") for token in tokens)
    slips = [i for i, word in enumerate(words) if _may_be_slip(word)]
    joined = [bool(_JOINT.fullmatch(text, before.end(), after.start())) for before, after in pairwise(tokens)] if slips else []
    inside = sum(token.start() <= anchor for token in tokens)
    found = {}
    # All words of the name but one are known.
    for before, at, after in zip([-1, *slips], slips, [*slips[1:], len(tokens)], strict=False):
        for first in range(max(before + 1, inside - LONGEST), min(at + 1, inside)):
            for last in range(first + 1, min(first + LONGEST, after)):
                if not joined[last - 1]:
                    break
                if last < at or tokens[last].start() < anchor or at in found:
                    continue
                for right in words_meant(words[first : last + 1], at - first):
                    if _is_slip_in_institution(tokens[at].group(), right, last + 1 - first):
                        found[at] = *tokens[at].span(), _in_case(tokens[at].group(), right)
                        break
    return tuple(found.values())


def _around(text: str, anchor: re.Match[str], done: int) -> tuple[int, int]:
    """The possible places of a name that contains the anchor."""
    start, end = max(done, anchor.start() - _AROUND, 0), anchor.end() + _AROUND
    before, behind = _UP_TO_BREAK.match(text, start, anchor.start()), _BREAK.search(text, anchor.end(), end)
    return before.end() if before else start, behind.start() if behind else end


@lru_cache(maxsize=1 << 14)
def _may_be_slip(word: str) -> bool:
    """Whether a word in lower case is neither in a dictionary nor in the name of an institution."""
    return word.isascii() and not is_dictionary(look_up(word)) and word not in institution_words()


def _is_slip_in_institution(found: str, right: str, length: int) -> bool:
    """Whether no other institution can be meant: there are many that are not in the list."""
    word = found.lower()
    if not found[0].isupper():
        return False
    if word.endswith(right) or right + "s" == word or word + "s" == right:
        return False
    if zipf_of(look_up(right)) >= _COMMON:
        return False  # spelling/misspelling's own
    return length >= 4 or (zipf_of(look_up(word)) < _RARE and not is_foreign(word))


def _in_case(found: str, right: str) -> str:
    return right.upper() if found.isupper() else right.capitalize()
