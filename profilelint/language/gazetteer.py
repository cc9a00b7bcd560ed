"""Institutions by name, and which of them a phrase is that differs from its name in one word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from profilelint.core.regex import regex
from profilelint.language.edits import one_slip
from profilelint.language.lexicon import DATA

INSTITUTIONS = "institutions.txt"
LONGEST = 9

_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORTEST = 5


def words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@cache
def _names() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words(line)) for line in (DATA / INSTITUTIONS).read_text("utf-8").splitlines())


@cache
def institution_words() -> frozenset[str]:
    return frozenset(word for name in _names() for word in name)


@cache
def _with_gap() -> dict[tuple[int, tuple[str, ...]], frozenset[str]]:
    """The words of a name except one, and the place of that one -> the missing words."""
    found: dict[tuple[int, tuple[str, ...]], set[str]] = {}
    for name in _names():
        for i, word in enumerate(name):
            if len(word) >= _SHORTEST:
                found.setdefault((i, name[:i] + name[i + 1 :]), set()).add(word)
    return {key: frozenset(meant) for key, meant in found.items()}


def words_meant(phrase: tuple[str, ...], at: int) -> Iterator[str]:
    """The words one typo away from `phrase[at]` with which the phrase is a known name."""
    return (word for word in _with_gap().get((at, phrase[:at] + phrase[at + 1 :]), ()) if one_slip(phrase[at], word))
