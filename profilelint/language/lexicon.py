"""Lexicons: English words with frequencies, and words of other languages and names as a guard.

The files are compiled by scripts/build_lexicons.py and opened at the first lookup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from profilelint.language.edits import skeleton
from profilelint.language.wordtable import WordTable

DATA = Path(__file__).with_name("data")
ENGLISH, COMMON, SOUNDS, FOREIGN, SLIPS, NAMES, SCIENCE = (
    "english.words", "common.words", "sounds.words", "foreign.words", "slips.words", "names.words", "science.words"
)  # fmt: skip
#: How frequent (Zipf scale) the words are that the dictionary has and that can be asked for by their ends.
COMMON_ZIPF = 2.5
#: How long the words are that are judged.
LENGTHS = range(3, 25)
#: On the Zipf scale: what is written so often is a word, whoever thinks otherwise.
_ESTABLISHED = 3.2

#: What an entry is made of: frequency, in steps of a quarter of the Zipf scale; whether a large list, the dictionary and names have it.
_STEPS = 4
_FREQUENCY, _RARE, _DICTIONARY, _NAME = 0x1F, 0x20, 0x40, 0x80


def entry(zipf: float, rare: bool, dictionary: bool, name: bool) -> int:
    return min(_FREQUENCY, max(0, round(_STEPS * zipf))) | rare * _RARE | dictionary * _DICTIONARY | name * _NAME


def is_dictionary(entry: int) -> bool:
    return bool(entry & _DICTIONARY)


def is_rare_word(word: str) -> bool:
    """Whether a large list of words, which no dictionary for everyday use has, knows the word."""
    return bool(look_up(word) & _RARE)


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


def is_usual(word: str) -> bool:
    """Whether the dictionary has the word, or so many people write it that it is one, if lists of slips do not have it."""
    entry = look_up(word)
    return is_dictionary(entry) or (zipf_of(entry) >= _ESTABLISHED and not listed_slip(word))


def unusual(words: set[str]) -> set[str]:
    """Those words in small letters that may be English by their letters, and are not usual."""
    return {word for word in words if len(word) in LENGTHS and word.isascii() and not is_usual(word)}


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


def with_ends_of(word: str) -> Iterator[str]:
    """The common words that have the first two letters and the last of another, and at most two letters more or fewer."""
    for length in range(len(word) - 2, len(word) + 3):
        yield from _common_words(f"{word[:2]}{word[-1]}{_sign(length)}")


def sounding_like(word: str) -> Iterator[str]:
    """The common words that have the consonants of another, as they are read."""
    return (key.partition(" ")[2] for key in table(SOUNDS).starting(f"{skeleton(word)} "))


def all_common_words() -> Iterator[str]:
    return _common_words("")


def _common_words(prefix: str) -> Iterator[str]:
    return (key[4:] for key in table(COMMON).starting(prefix))


def is_foreign(word: str) -> bool:
    """Whether the word, in small letters without accents, is an ordinary one of another language, or a surname."""
    return word in table(FOREIGN)


def is_rare_name(word: str) -> bool:
    """Whether a large list of names has the word, in small letters, which is near a common word."""
    return word in table(NAMES)


def is_scientific(word: str) -> bool:
    """Whether a large list of scientific words has the word, in small letters, which is near another."""
    return word in table(SCIENCE)


@lru_cache(maxsize=1 << 14)
def listed_slip(word: str) -> str:
    """What a word in small letters is a slip of that lists have; nothing where they have not."""
    return next(iter(table(SLIPS).starting(f"{word} ")), "").partition(" ")[2]


@cache
def table(name: str) -> WordTable:
    """The words of a file in `DATA`."""
    return WordTable(DATA / name)
