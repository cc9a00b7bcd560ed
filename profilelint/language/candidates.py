"""What a slip may have been meant for: words one slip of the fingers away, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from profilelint.core.record import record
from profilelint.language.edits import distance
from profilelint.language.lexicon import common_words, entries, is_dictionary, zipf, zipf_of

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("aeiouy")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
#: Letters that sound alike somewhere in English.
_ALIKE = frozenset({"sc", "cs", "ck", "kc", "sz", "zs", "mn", "nm", "gj", "jg", "td", "dt", "fv", "vf", "bp", "pb", "lr", "rl", "ts"})
_LONGEST = 24
_LOST_PAIR = 1.6
#: Two slips in one word: it must be long, and what was meant common.
_FAR_LENGTH, _FAR_ZIPF, _FAR_COST, _OTHER_END, _UNLIKE = 7, 3.4, 2.4, 1.0, 1.8


def _neighbours() -> frozenset[str]:
    """Pairs of letters whose keys touch."""
    pairs = {row[i : i + 2] for row in _ROWS for i in range(len(row) - 1)}
    for upper, lower in pairwise(_ROWS):
        pairs |= {upper[i + shift] + letter for i, letter in enumerate(lower) for shift in (0, 1) if i + shift < len(upper)}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


_KEYS = _neighbours()
#: What a letter in place of another costs, by the pair (found, meant). Other pairs are hardly ever confused.
_COST_OF_WRONG = dict.fromkeys(_KEYS, 1.9) | dict.fromkeys(_ALIKE, 1.6) | {a + b: 1.3 for a in _VOWELS for b in _VOWELS if a != b}


@record
class Candidate:
    word: str
    zipf: float
    cost: float  # of the slip that leads from it to the word that was found, on the scale of `zipf`

    @property
    def weight(self) -> float:
        return self.zipf - self.cost


@lru_cache(maxsize=1 << 12)
def candidates(word: str) -> tuple[Candidate, ...]:
    """Words of the English dictionary that are one slip away from a word in small letters, the likeliest first."""
    if len(word) > _LONGEST:
        return ()
    costs: dict[str, float] = {}
    for other, cost in slips(word):
        costs[other] = min(cost, costs.get(other, cost))
    found = entries(costs)
    ranked = [Candidate(other, zipf_of(entry), costs[other]) for other, entry in found.items() if is_dictionary(entry) and other != word]
    return tuple(sorted(ranked, key=lambda candidate: (-candidate.weight, candidate.word)))


@lru_cache(maxsize=1 << 12)
def far_candidates(word: str) -> tuple[Candidate, ...]:
    """Words of the English dictionary two slips away from a long one in small letters that begin as it does, the likeliest first."""
    if not _FAR_LENGTH <= len(word) <= _LONGEST:
        return ()
    letters = set(word)
    found = []
    for other in (other for length in range(len(word) - 2, len(word) + 3) for other in common_words(word, length)):
        is_near = len(letters.symmetric_difference(other)) <= 3 and zipf(other) >= _FAR_ZIPF
        if is_near and distance(word, other) == 2 and _are_two_slips(word, other):
            unlike = (_OTHER_END if word[-2:] != other[-2:] else 0) + (0 if _is_one_move(word, other) else _UNLIKE)
            found.append(Candidate(other, zipf(other), _FAR_COST + unlike))
    return tuple(sorted(found, key=lambda candidate: (-candidate.weight, candidate.word)))


def _are_two_slips(word: str, other: str) -> bool:
    """Whether fingers make of `other` the `word` that is two slips away: a word put into it makes another one, as two other letters do."""
    if not other.isalpha():
        return False
    if len(word) == len(other) + 2:
        inserted = [word[i : i + 2] for i in range(1, len(word) - 1) if word[:i] + word[i + 2 :] == other]
        lengthened = _squeezed(word) == _squeezed(other)  # "reeaally"
        return not lengthened and (not inserted or any(pair * 2 in word for pair in inserted))
    if len(word) == len(other):
        wrong = [(a, b) for a, b in zip(word, other, strict=True) if a != b]
        return (
            len(wrong) > 2 or sorted(a for a, _ in wrong) == sorted(b for _, b in wrong) or all(a + b in _COST_OF_WRONG for a, b in wrong)
        )
    return True


def _is_one_move(word: str, other: str) -> bool:
    """Whether the two slips are of one kind: a syllable lost or said twice, letters in another order, letters that are not doubled."""
    short, long = sorted((word, other), key=len)
    if len(long) == len(short) + 2 and any(long[:i] + long[i + 2 :] == short for i in range(1, len(long) - 1)):
        return True
    return sorted(word) == sorted(other) or _squeezed(word) == _squeezed(other)


def _squeezed(word: str) -> str:
    return "".join(letter for i, letter in enumerate(word) if letter != word[i - 1 : i])


def with_lost_pairs(word: str) -> list[Candidate]:
    """Common words that have two letters more in one place, as "possibility" for "possibily"."""
    longer = (other for other in common_words(word, len(word) + 2) if any(other[:i] + other[i + 2 :] == word for i in range(2, len(word))))
    return [Candidate(other, zipf(other), _LOST_PAIR) for other in longer]


def one_letter_other(word: str) -> Iterator[str]:
    """Each text of the same length with one letter exchanged, however unlike the two may be."""
    return (word[:i] + letter + word[i + 1 :] for i in range(len(word)) for letter in _LETTERS if letter != word[i])


def slips(word: str) -> Iterator[tuple[str, float]]:
    """Each text that one slip may have turned into `word`, with the cost of the slip."""
    last = len(word) - 1
    for i, letter in enumerate(word):
        head, tail = word[:i], word[i + 1 :]
        before, after = word[i - 1 : i], word[i + 1 : i + 2]
        if after and after != letter:
            yield head + after + letter + word[i + 2 :], 1.0 if i else 2.0
        yield head + tail, _cost_of_extra(letter, before, after)
        for other in _LETTERS:
            if i:
                yield head + other + word[i:], _cost_of_lost(other, before, letter)
            if cost := _COST_OF_WRONG.get(letter + other):
                yield head + other + tail, cost + (0.8 if i in (0, last) else 0)
    for other in _LETTERS:
        yield other + word, 2.0
        yield word + other, 1.4 if other == word[-1:] else 2.2


def _cost_of_extra(letter: str, before: str, after: str) -> float:
    if letter in (before, after):
        return 0.8
    if not before or not after:
        return 2.6
    return 1.4 if letter in _VOWELS or letter + before in _KEYS or letter + after in _KEYS else 1.9


def _cost_of_lost(letter: str, before: str, after: str) -> float:
    if letter in (before, after):
        return 0.8
    return 1.0 if letter in _VOWELS else 1.2
