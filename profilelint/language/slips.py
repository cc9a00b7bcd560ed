"""How much speaks for it that a word, seen alone, is a slip of another."""

from __future__ import annotations

from functools import lru_cache

from profilelint.core.record import record
from profilelint.language.candidates import Candidate, candidates, far_candidates, one_letter_other, with_lost_pairs
from profilelint.language.formation import is_formed
from profilelint.language.lexicon import entries, is_dictionary, is_foreign, is_name, listed_slip, look_up, zipf_of

#: On the Zipf scale: what is written so often is a word, whoever thinks otherwise.
_ESTABLISHED = 3.2
#: A word that some people write: the candidate must be so much more frequent, and the evidence so much stronger.
_WRITTEN_OFTEN, _RATIO, _WRITTEN_PENALTY = 2.0, 1.8, 1.0
_OFTEN_COST, _OFTEN_LENGTH = 1.2, 6
_LONG, _LONG_RATIO, _LONG_OFTEN_COST = 8, 1.2, 1.45
#: How common a candidate must be, and one of many letters.
_CANDIDATE, _LONG_CANDIDATE = 3.2, 2.6
_LENGTH_WEIGHT, _LENGTH, _LONGEST = 0.5, 6, 10
_SAME_ENDING, _STRANGE_ENDING = 0.4, -1.2
_STRANGE_ENDINGS = ("a", "i", "o", "u", "is", "us", "um", "ae", "os", "as")
#: How common a word must be to be meant at all; what slips inside of a word cost, and any letter for another; how near is about as near.
_RIVAL, _INSIDE, _OTHER, _ABOUT = 2.2, 1.95, 1.7, 0.5
#: In short words only the likeliest slips count.
_SHORT, _SHORT_COST = 6, 1.45


@record
class Guess:
    word: str
    score: float
    is_name: bool
    is_far: bool = False  # by two slips


#: What a slip that so many people make that lists have it is worth at least.
_LISTED = 3.6


#: Words that were found to be usual; forgotten when there are many.
_usual: set[str] = set()
_MOST_USUAL = 100_000
_LENGTHS = range(5, 25)


def unusual(words: set[str]) -> set[str]:
    """Those words in small letters that are unusual, and may be English by their letters."""
    new = words - _usual
    found = {word for word in new if len(word) in _LENGTHS and word.isascii() and is_unusual(word)}
    if len(_usual) > _MOST_USUAL:
        _usual.clear()
    _usual.update(new - found)
    return found


@lru_cache(maxsize=1 << 15)
def is_unusual(word: str) -> bool:
    """Whether a word in small letters is in no lexicon and formed of nothing that is."""
    entry = look_up(word)
    if is_dictionary(entry) or listed_slip(word):
        return not is_dictionary(entry)
    return not (zipf_of(entry) >= _ESTABLISHED or is_foreign(word) or is_formed(word))


@lru_cache(maxsize=1 << 12)
def guesses(word: str) -> tuple[Guess, ...]:
    """What a word in small letters may be a slip of, the best first."""
    if meant := listed_slip(word):
        return (Guess(meant, max([_LISTED, *(guess.score for guess, _ in _all_guesses(word) if guess.word == meant)]), False),)
    return by_letters(word)


def by_letters(word: str) -> tuple[Guess, ...]:
    """The same by its letters alone. Long words are hardly ever one slip from another by chance."""
    enough = _LONG_CANDIDATE if len(word) >= _LONG else _CANDIDATE
    near = tuple(guess for guess, zipf in _all_guesses(word) if zipf >= enough)
    return near or _far_guesses(word)


def _far_guesses(word: str) -> tuple[Guess, ...]:
    """What is two slips away, for a word that nobody writes."""
    if zipf_of(look_up(word)):
        return ()
    base = _base(word, 0)
    return tuple(
        Guess(found.word, found.weight + base + _ending(word, found.word), is_name(found.word), True) for found in far_candidates(word)
    )


def is_unrivalled(word: str, best: str) -> bool:
    """Whether no other word that somebody may have meant is about as few letters away from `word`, however rare it is; and whether `best`
    differs inside of it: at an end, what is lost or too much may be a part of the next word, a blank or a comma."""
    if listed_slip(word):
        return not is_foreign(word)
    costs = dict.fromkeys(one_letter_other(word), _OTHER) | {candidate.word: candidate.cost for candidate in candidates(word)}
    own = costs.pop(best, _INSIDE + 1)
    near = entries(rival for rival, cost in costs.items() if cost <= own + _ABOUT)
    return own <= _INSIDE and not any(is_dictionary(entry) and zipf_of(entry) >= _RIVAL for entry in near.values())


@lru_cache(maxsize=1 << 10)
def strongest_rival(word: str, best: str) -> float:
    """The score of the strongest candidate beside `best`, rare words and syllables left out among them."""
    scores = [guess.score for guess, _ in _all_guesses(word) if guess.word != best]
    base = _base(word, 0)
    scores += [found.weight + base for found in with_lost_pairs(word) if found.word != best]
    return max(scores, default=-9.0)


def _all_guesses(word: str) -> list[tuple[Guess, float]]:
    written = zipf_of(look_up(word))
    base = _base(word, written)
    found = [
        (Guess(candidate.word, candidate.weight + base + _ending(word, candidate.word), is_name(candidate.word)), candidate.zipf)
        for candidate in candidates(word)
        if _outweighs(candidate, word, written)
    ]
    return sorted(found, key=lambda pair: -pair[0].score)


def _base(word: str, written: float) -> float:
    return _LENGTH_WEIGHT * (min(len(word), _LONGEST) - _LENGTH) - (_WRITTEN_PENALTY if written else 0)


def _ending(word: str, candidate: str) -> float:
    """Endings are seldom mistyped; where one looks Latin or Romance, the word is hardly English at all."""
    if candidate.endswith(word[-2:]):
        return _SAME_ENDING
    return _STRANGE_ENDING if word.endswith(_STRANGE_ENDINGS) else 0.0


def _outweighs(candidate: Candidate, word: str, written: float) -> bool:
    if len(word) <= _SHORT and candidate.cost > _SHORT_COST:
        return False
    if not written:
        return True
    is_long = len(word) >= _LONG
    if candidate.zipf - written < (_LONG_RATIO if is_long and candidate.cost <= 1 else _RATIO):
        return False
    return written < _WRITTEN_OFTEN or (len(word) >= _OFTEN_LENGTH and candidate.cost <= (_LONG_OFTEN_COST if is_long else _OFTEN_COST))
