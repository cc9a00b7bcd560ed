"""How likely a word is a slip, and of what: each thing that is known about it has a weight, and the weights were fitted on pages.

A word that no lexicon has is right, or a slip of one of the words near it. With s(c) for the sum of the weights of all that holds for
the word, for its place and for the candidate c, the probability of c is exp(s(c)) / (1 + sum of exp(s) over all candidates): a multinomial
logit.
`scripts/fit_spelling.py` fits the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import repeat
from math import exp, log

from profilelint.checks.spelling.features import features_of_guess, features_of_word, is_listed, of_neighbours, of_page, of_site, of_text
from profilelint.checks.spelling.page_terms import candidates
from profilelint.checks.spelling.unknown_words import Occurrence
from profilelint.core.record import record
from profilelint.language.candidates import Guess
from profilelint.language.lexicon import listed_slip

Weights = Mapping[str, float]
#: Tables by name, with a weight and its feature on each line.
Tables = Mapping[str, str]

_MOST = 30.0


@record
class Verdict:
    """The candidates of a word with their probabilities, the likeliest first, and their features."""

    likely: tuple[tuple[Guess, float], ...]
    features: Mapping[str, tuple[str, ...]]  # by the candidate

    @property
    def probability(self) -> float:
        """That the word is a slip, of whatever."""
        return sum(probability for _, probability in self.likely)


def table_of(place: Occurrence) -> str:
    """The name of the weights for a word: capitals and other languages have their own."""
    return f"{'English' if place.language == 'en' else 'other'}, {'capital' if place.is_capital else 'small'}"


def weights_of(place: Occurrence, tables: Tables) -> Weights:
    return _weights(tables[table_of(place)])


@lru_cache(maxsize=1 << 3)
def _weights(table: str) -> Weights:
    return {feature: float(weight) for weight, _, feature in (line.partition(" ") for line in table.splitlines())}


def evidence(place: Occurrence, tables: Tables, enough: float) -> tuple[str, ...] | None:
    """The features of a word and its place; None if no candidate could outweigh them, as is the case for most words."""
    table = weights_of(place, tables)
    here = features_of_word(place.word, place.language)
    best = "best candidate, listed" if is_listed(place.word) else f"best candidate, {here[1]}"
    here = (*here, *of_text(place), *of_neighbours(place))
    if enough and _sum(here, table) + table.get(best, 0) < log(enough / (1 - enough)):
        return None
    return (*here, *of_page(place))


def judge(place: Occurrence, here: tuple[str, ...], tables: Tables, enough: float) -> Verdict | None:
    """The words that may be meant; None if the probability of a typo is below `enough`. `here`: the evidence."""
    table = weights_of(place, tables)
    verdict = _verdict(place, here, table)
    # The site is read for few words, as it is evidence only against typos; a listed typo may be on all of its pages.
    if verdict.probability >= enough and not listed_slip(place.word) and (more := tuple(of_site(place))):
        verdict = _verdict(place, (*here, *more), table)
    return verdict if verdict.probability >= enough else None


def _verdict(place: Occurrence, here: tuple[str, ...], table: Weights) -> Verdict:
    found = candidates(place)
    features = {guess.word: (*here, *features_of_guess(place, guess)) for guess in found}
    odds = {word: exp(min(_MOST, _sum(weighed, table))) for word, weighed in features.items()}
    total = 1 + sum(odds.values())
    likely = sorted(found, key=lambda guess: (-odds[guess.word], guess.word))
    return Verdict(tuple((guess, odds[guess.word] / total) for guess in likely), features)


def _sum(features: tuple[str, ...], table: Weights) -> float:
    return sum(map(table.get, features, repeat(0.0)))
