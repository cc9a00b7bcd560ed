"""What a word of a page may be a slip of: words of its language, and terms of the page itself that no lexicon has."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.shared.pagewords import counts, unusual_words
from profilelint.checks.spelling.unknown_words import Occurrence
from profilelint.document.model import Document
from profilelint.language.candidates import Guess, guesses, slip_of
from profilelint.language.edits import one_slip

_TERM = 7  # letters at least


def candidates(place: Occurrence) -> tuple[Guess, ...]:
    """The words of the language near a word, and the terms that the page has again and again."""
    found = guesses(place.word, place.language)
    if place.is_capital or place.language != "en" or len(place.word) < _TERM:
        return found
    terms, known = place.document.view(_terms), {place.word, *(guess.word for guess in found)}
    near = {terms[left] for left in (place.word, *_without_a_letter(place.word)) if left in terms} - known
    return (*found, *(Guess(term, slip_of(place.word, term), 0) for term in sorted(near) if one_slip(place.word, term)))


def _terms(document: Document) -> dict[str, str]:
    """The words that no lexicon has and that the page has at least twice, by what is left of them without any one letter."""
    said = document.view(counts)
    terms = [word for word in document.view(unusual_words) if said[word] > 1 and len(word) >= _TERM]
    return {left: word for word in sorted(terms) for left in (word, *_without_a_letter(word))}


def _without_a_letter(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))
