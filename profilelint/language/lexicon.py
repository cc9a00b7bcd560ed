"""Which words there are: English with frequencies, and a guard of words of other languages and of names.

The files are compiled by scripts/build_lexicons.py and opened when the first word is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from profilelint.language.wordtable import WordTable

DATA = Path(__file__).with_name("data")
ENGLISH, COMMON, FOREIGN, SLIPS = "english.words", "common.words", "foreign.words", "slips.words"
#: How frequent (Zipf scale) the words are that the dictionary has and that can be asked for by their ends.
COMMON_ZIPF = 2.6

#: What an entry is made of: frequency, in steps of a fifth of the Zipf scale; whether it is of the dictionary; whether it is of a name.
_STEPS = 5
_FREQUENCY, _DICTIONARY, _NAME = 0x3F, 0x40, 0x80


def entry(zipf: float, dictionary: bool, name: bool) -> int:
    return min(_FREQUENCY, max(0, round(_STEPS * zipf))) | dictionary * _DICTIONARY | name * _NAME


def is_dictionary(entry: int) -> bool:
    return bool(entry & _DICTIONARY)


def zipf_of(entry: int) -> float:
    return (entry & _FREQUENCY) / _STEPS


def zipf(word: str) -> float:
    """How frequent the word is in English: 6 "to", 5 "paper", 4 "funded", 3 "lexicon", 0 where nobody writes it."""
    return zipf_of(look_up(word))


def is_known(word: str) -> bool:
    """Whether the English dictionary has the word."""
    return is_dictionary(look_up(word))


def is_name(word: str) -> bool:
    """Whether the word is a name of people more than anything else."""
    return bool(look_up(word) & _NAME)


@lru_cache(maxsize=1 << 14)
def look_up(word: str) -> int:
    """The entry of a word; 0 where it has none."""
    return table(ENGLISH).get(word) or 0


def entries(words: Iterable[str]) -> dict[str, int]:
    """The entries of those of the words that have one."""
    return table(ENGLISH).among(words)


def by_ends(word: str) -> str:
    """What a common word is kept by: how it begins and ends and how long it is, then all of it."""
    return f"{word[:2]}{word[-1]}{_sign(len(word))}{word}"


def _sign(length: int) -> str:
    return chr(ord("A") + length)


def common_words(like: str, length: int) -> Iterator[str]:
    """The common words of this length that have the first two letters and the last of another."""
    return _common_words(f"{like[:2]}{like[-1]}{_sign(length)}")


def all_common_words() -> Iterator[str]:
    return _common_words("")


def _common_words(prefix: str) -> Iterator[str]:
    return (key[4:] for key in table(COMMON).starting(prefix))


def is_foreign(word: str) -> bool:
    """Whether the word, in small letters without accents, is an ordinary one of another language, or a surname."""
    return word in table(FOREIGN)


@lru_cache(maxsize=1 << 14)
def listed_slip(word: str) -> str:
    """What a word in small letters is a slip of that lists have; nothing where they have not."""
    return next(iter(table(SLIPS).starting(f"{word} ")), "").partition(" ")[2]


@cache
def table(name: str) -> WordTable:
    """The words of a file in `DATA`."""
    return WordTable(DATA / name)
