"""How surprising the letters of a word would be in a name: each after the two before it, as surnames, first names and cities have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log2
from pathlib import Path

from profilelint.language.wordtable import LexiconError

FILE = "names.letters"
#: The end of a word, a to z, and any other letter, as numbers.
_END, _OTHER, _SIZE = 0, 27, 28
#: Of each bit of surprise, in the file; how often each letter is held to have been seen before any name is read.
_PARTS, _UNSEEN = 16, 0.3


def surprise(word: str) -> tuple[float, float]:
    """The surprise of the letters of a word in small letters, in bits: the mean, and that of the strangest."""
    table = _table()
    bits = [table[place] / _PARTS for place in _places(word)]
    return sum(bits) / len(bits), max(bits)


def _places(word: str) -> Iterator[int]:
    """For each letter of a word, and its end: where the table has it after the two before it."""
    first = second = _END
    for letter in (*(ord(letter) - 96 if "a" <= letter <= "z" else _OTHER for letter in word), _END):
        yield (first * _SIZE + second) * _SIZE + letter
        first, second = second, letter


@lru_cache(maxsize=1)
def _table() -> bytes:
    path = Path(__file__).parent / "data" / FILE
    found = path.read_bytes() if path.is_file() else b""
    if len(found) != _SIZE**3:
        raise LexiconError(f"{path} is damaged; install profilelint again")
    return found


def table_of(names: Iterable[str]) -> bytes:
    """The surprise of each letter after any two others in these names, a byte each."""
    seen = Counter(place for name in names for place in _places(name))
    rows = [[seen[start + letter] + _UNSEEN for letter in range(_SIZE)] for start in range(0, _SIZE**3, _SIZE)]
    return bytes(min(255, round(-log2(count / sum(row)) * _PARTS)) for row in rows for count in row)
