"""What a word may be a slip of: the words near it, and what the fingers, the ear or the eye have done to get from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, pairwise

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.language.edits import distance, one_slip
from profilelint.language.languages import entries_in, letters_of, plain_letters_of
from profilelint.language.lexicon import entries, is_dictionary, listed_slip, sounding_like, with_ends_of, zipf, zipf_of

#: How long a word must be for more than two letters in the wrong order, for a slip of a rare word, and for two slips in it.
_SHORT, _RARE_LENGTH, _FAR_LENGTH = 5, 5, 6
#: How common (Zipf scale) a word must be to be meant at all, in a short word, and by two slips.
_MEANT, _MEANT_SHORT, _MEANT_FAR = 1.5, 4.0, 2.5
_VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûü")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
#: Letters that sound alike somewhere.
_ALIKE = frozenset("sc cs ck kc sz zs mn nm gj jg td dt fv vf bp pb lr rl ts qk kq xs".split())


def _touching() -> frozenset[str]:
    """Pairs of letters whose keys touch."""
    pairs = {row[i : i + 2] for row in _ROWS for i in range(len(row) - 1)}
    for upper, lower in pairwise(_ROWS):
        pairs |= {upper[i + shift] + letter for i, letter in enumerate(lower) for shift in (0, 1) if i + shift < len(upper)}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


_KEYS = _touching()
#: Programs drop the vowel before the last letter of a word to have a name: "readr", "flickr".
_PROGRAM = regex(r"([a-z]{3,24}[^aeiou])r \1[aeo]r")


@record
class Guess:
    word: str
    slip: str  # what was done to it, in words
    zipf: float
    is_listed: bool = False  # lists of slips have this one


@lru_cache(maxsize=1 << 12)
def guesses(word: str, language: str = "en") -> tuple[Guess, ...]:
    """The words of a language that a word in small letters may be a slip of, in no order."""
    if language != "en":
        letters = letters_of(language)
        there = entries_in(language, chain(one_away(word, letters), _with_accent_elsewhere(word, letters)))
        return tuple(Guess(other, slip_of(word, other), common) for other, common in there if other != word)
    listed = listed_slip(word).lower()
    found = near(word) | {other: zipf(other) for other in _far(word)}
    if any(_PROGRAM.fullmatch(f"{word} {other}") for other in found):
        return ()
    if listed:
        found[listed] = zipf(listed)
    return tuple(Guess(other, slip_of(word, other), common, other == listed) for other, common in found.items())


def near(word: str) -> dict[str, float]:
    """The words of the English dictionary one slip away, with how common they are."""
    found = {other: zipf_of(entry) for other, entry in entries(_near(word)).items() if is_dictionary(entry)}
    least = _MEANT if len(word) >= _RARE_LENGTH else _MEANT_SHORT
    return {other: common for other, common in found.items() if common >= least and other != word}


def _near(word: str) -> Iterable[str]:
    if len(word) >= _SHORT:
        return one_away(word, letters_of("en"))
    return (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))


def one_away(word: str, letters: str) -> Iterator[str]:
    """Each text that one slip, of whatever kind, may have turned into the word."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail
            yield head + letter + tail[1:]


def _with_accent_elsewhere(word: str, letters: str) -> Iterator[str]:
    """The word with its only accent on another letter: one slip, though two letters differ ("próposito", "propósito")."""
    plain = plain_letters_of(word)
    if sum(one != other for one, other in zip(word, plain, strict=False)) == 1 and len(word) == len(plain):
        for i, letter in enumerate(plain):
            yield from (plain[:i] + other + plain[i + 1 :] for other in letters if other != letter and plain_letters_of(other) == letter)


def _far(word: str) -> Iterator[str]:
    """The common words two slips away that begin and end as a word does, or sound like it."""
    if len(word) < _FAR_LENGTH:
        return
    letters = set(word)
    for other in with_ends_of(word):
        if len(letters.symmetric_difference(other)) <= 3 and zipf(other) >= _MEANT_FAR and distance(word, other) == 2:
            yield other
    for other in sounding_like(word):
        if abs(len(other) - len(word)) <= 3 and zipf(other) >= _MEANT_FAR and 1 < distance(word, other) <= 3:
            yield other


def slip_of(found: str, meant: str) -> str:
    """What was done to `meant`, as a reader would say it."""
    kind = one_slip(found, meant)
    if kind is None:
        return _two_slips(found, meant)
    at = next((i for i, (a, b) in enumerate(zip(found, meant, strict=False)) if a != b), min(len(found), len(meant)))
    if kind == "swapped":
        return "letters swapped" if at else "first letters swapped"
    if kind == "doubled":
        return "letter doubled"
    if kind == "lost" and meant[at] in (meant[at - 1 : at], meant[at + 1 : at + 2]):
        return "one of two letters lost"
    place = "" if at else "first: "
    place = place or ("last: " if at >= max(len(found), len(meant)) - 1 else "")
    if kind == "lost":
        return place + ("vowel lost" if meant[at] in _VOWELS else "consonant lost")
    if kind == "extra":
        near = {found[at] + found[at - 1 : at], found[at] + found[at + 1 : at + 2]}
        return place + ("letter too many" if near.isdisjoint(_KEYS) else "letter too many, of a key beside")
    return place + _exchanged(found[at], meant[at])


def _exchanged(found: str, meant: str) -> str:
    if plain_letters_of(found) == plain_letters_of(meant):
        return "accent wrong"
    if found in _VOWELS and meant in _VOWELS:
        return "vowel for a vowel"
    if found + meant in _ALIKE:
        return "letter of a like sound"
    return "letter of a key beside" if found + meant in _KEYS else "any letter for another"


def change_of(found: str, meant: str) -> str:
    """Which letters stand for which, where they are few."""
    start = next((i for i, (a, b) in enumerate(zip(found, meant, strict=False)) if a != b), min(len(found), len(meant)))
    end = next((i for i, (a, b) in enumerate(zip(found[start:][::-1], meant[start:][::-1], strict=False)) if a != b), None)
    end = min(len(found), len(meant)) - start if end is None else end
    here, there = found[start : len(found) - end], meant[start : len(meant) - end]
    if not here or not there:  # say behind which
        here, there = found[max(0, start - 1) : start] + here, found[max(0, start - 1) : start] + there
    return f'"{here}{"" if end else "."}" for "{there}{"" if end else "."}"' if max(len(here), len(there)) <= 3 else ""


def _two_slips(found: str, meant: str) -> str:
    if plain_letters_of(found) == plain_letters_of(meant):
        return "accent wrong"
    if _squeezed(found) == _squeezed(meant):
        return "letters doubled or not"
    if sorted(found) == sorted(meant):
        return "letters in another order"
    short, long = sorted((found, meant), key=len)
    if len(long) == len(short) + 2 and any(long[:i] + long[i + 2 :] == short for i in range(1, len(long) - 1)):
        return "two letters lost" if long == meant else "two letters too many"
    if distance(found, meant) > 2:
        return "sounds alike"
    return "two slips" if len(found) == len(meant) else "two slips, and of another length"


def _squeezed(word: str) -> str:
    return "".join(letter for i, letter in enumerate(word) if letter != word[i - 1 : i])
