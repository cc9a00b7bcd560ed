"""Which words there are: English with frequencies, and a guard of words of other languages and of names.

The files are compiled by scripts/build_lexicons.py and opened, by mmap, when the first word is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from profilelint.core.errors import UsageError

if TYPE_CHECKING:
    import marisa_trie


class LexiconError(UsageError):
    """A file of words that was installed cannot be read."""


DATA = Path(__file__).with_name("data")
ENGLISH, COMMON, FOREIGN, SLIPS = "english.trie", "common.trie", "foreign.trie", "slips.trie"
#: How frequent (Zipf scale) the words are that the dictionary has and that can be asked for by their ends.
COMMON_ZIPF = 2.6
#: The struct format of an entry: frequency in steps, dictionary, name.
ENTRY = "<B"

_STEPS = 5  # of frequency for one unit of the Zipf scale
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
    found = _english().get(word)
    return found[0][0] if found else 0


def entries(words: Iterable[str]) -> dict[str, int]:
    """The entries of those of the words that have one."""
    get = _english().get
    return {word: found[0][0] for word in words if (found := get(word))}


def by_ends(word: str) -> str:
    """What a common word is kept by: how it begins and ends and how long it is, then all of it."""
    return f"{word[:2]}{word[-1]}{chr(len(word))}{word}"


def common_words(like: str, length: int) -> Iterator[str]:
    """The common words of this length that have the first two letters and the last of another."""
    return _common_words(f"{like[:2]}{like[-1]}{chr(length)}")


def all_common_words() -> Iterator[str]:
    return _common_words("")


def _common_words(prefix: str) -> Iterator[str]:
    return (key[4:] for key in _common().iterkeys(prefix))


def is_foreign(word: str) -> bool:
    """Whether the word, in small letters without accents, is an ordinary one of another language, or a surname."""
    return word in _foreign()


@lru_cache(maxsize=1 << 14)
def listed_slip(word: str) -> str:
    """What a word in small letters is a slip of that lists have; nothing where they have not."""
    return next(iter(_slips().iterkeys(f"{word} ")), "").partition(" ")[2]


@cache
def _english() -> marisa_trie.RecordTrie[tuple[int]]:
    return records(ENGLISH)


@cache
def _common() -> marisa_trie.Trie:
    return _trie(COMMON)


@cache
def _foreign() -> marisa_trie.Trie:
    return _trie(FOREIGN)


@cache
def _slips() -> marisa_trie.Trie:
    return _trie(SLIPS)


def records(name: str) -> marisa_trie.RecordTrie[tuple[int]]:
    """A file of words with entries."""
    import marisa_trie

    return _opened(marisa_trie.RecordTrie(ENTRY), name)


def _trie(name: str) -> marisa_trie.Trie:
    import marisa_trie

    return _opened(marisa_trie.Trie(), name)


def _opened(trie: Any, name: str) -> Any:
    try:
        return trie.mmap(str(DATA / name))
    except (OSError, RuntimeError):
        raise LexiconError(f"{DATA / name} is damaged; install profilelint again") from None
