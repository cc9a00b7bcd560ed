"""What is known about a word, its place and a word that may be meant, each as a feature with a name that a reader understands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from profilelint.checks.shared.cover import Cover, cover
from profilelint.checks.shared.pagewords import contexts, counts, elsewhere, unusual_words, vocabulary
from profilelint.checks.shared.surroundings import Neighbour, is_abbreviated, is_marked_alone, is_plain_english
from profilelint.checks.spelling.unknown_words import Occurrence
from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.language.candidates import Guess, change_of
from profilelint.language.english import is_foreign_small, is_function_word
from profilelint.language.formation import formation
from profilelint.language.languages import is_built, languages_with, plain_letters_of, zipf_in_any
from profilelint.language.lexicon import is_foreign, is_name, is_rare_name, is_rare_word, is_scientific, listed_slip, zipf
from profilelint.language.nameletters import surprise
from profilelint.language.pinyin import is_pinyin
from profilelint.site.facts import other_texts_with

TITLES = frozenset("prof professor dr mr mrs ms miss sir dame lord lady phd pi st saint von van de der la el al bin ibn mc".split())
OF_PEOPLE = frozenset("by with advisor advisors adviser supervisor mentor mentors thank thanks dear hi hello am named called".split())
_SENTENCE_END = regex(r"[.!?:;•|\n]")
_NUMBER = regex(r"\s\d")
_STRANGE_ENDINGS = ("a", "i", "o", "u", "is", "us", "um", "ae", "os", "as", "es", "en")
_STRANGE_SHARE = 0.2
_HYPHENS = frozenset("-‐‑")
_USUAL = 2.9  # on the Zipf scale
_LONG = 9  # letters, of Chinese names


def is_listed(word: str) -> bool:
    """Whether lists have a word as a slip, and it is not formed by a suffix, as some write it: "advertized". A name is not: "Brittish"."""
    meant = listed_slip(word)
    return bool(meant) and (meant[0].isupper() or formation(word) != "a suffix")


@lru_cache(maxsize=1 << 13)
def features_of_word(word: str, language: str) -> tuple[str, ...]:
    """The features of a word in lower case, independent of its place."""
    return ("any word", *_of_word(word, language))


def _of_word(word: str, language: str) -> Iterator[str]:
    yield f"{_bin(len(word), 3, 4, 5, 6, 7, 8, 9, 10, 12)} letters"
    others = languages_with(word) - {language}
    if is_listed(word):
        yield "a listed slip"
        if others or is_foreign(word):
            yield f"listed, and in another language with a frequency of {_bin(zipf_in_any(word), 0, 2.9, 3.9, 5)}"
        if is_rare_word(word):
            yield "listed, and in a large list of rare words"
        return
    if written := zipf(word):
        yield f"written with a frequency of {_bin(written, 0, 1, 1.6, 2, 2.6)}"
    if is_rare_word(word):
        yield "in a large list of rare words"
    if is_scientific(word):
        yield "in a large list of scientific words"
    if is_name(word):
        yield "a name of people"
    if is_foreign(word):
        yield "a word of another language, a surname or a city"
    elif is_rare_name(word):
        yield "in a large list of names"
    if language != "en" and language in languages_with(word):
        yield "a rare word of the language"
    if others:
        yield f"in the lexicons of {_bin(len(others), 1, 2, 3)} other languages"
        yield f"in one of them with a frequency of {_bin(zipf_in_any(word), 2.1, 2.9, 3.9, 5)}"
    if plain_letters_of(word) != word:
        yield "accents"
    if how := formation(word):
        yield f"formed of known words by {how}"
    elif language != "en" and is_built(word):
        yield "formed of known words"
    if is_pinyin(word):
        yield "may be Chinese" if len(word) < _LONG else "may be Chinese, but is long"
    if word.endswith(_STRANGE_ENDINGS):
        yield "an end that English words hardly have"
    mean, most = surprise(word)
    yield f"in a name, its letters would surprise by {_bin(mean, 0, 2.5, 2.9, 3.25, 3.6, 4, 4.4, 5)} bits"
    yield f"in a name, one of its letters would surprise by {_bin(most, 0, 5, 6, 7, 8, 9, 10)} bits"


def features_of_place(place: Occurrence) -> tuple[str, ...]:
    """The features of a word from its context and its page."""
    return (*of_text(place), *of_neighbours(place), *of_page(place), *of_site(place))


def of_text(place: Occurrence) -> Iterator[str]:
    """The run, the language and the marks around a word."""
    document, run, start, end, behind = place.document, place.run, place.start, place.end, place.text[place.end : place.end + 1]
    foreign = ", and it may be foreign" if is_foreign(place.word) else ""
    yield f"language told by {place.told_by}{foreign}"
    yield f"in: {run.kind.value}"
    if run.hidden:
        yield "in a comment"
    if is_abbreviated(place.text, end):
        yield "a full stop that ends no sentence"
    elif behind == ".":
        yield "a full stop"
    if is_marked_alone(run, start, end):
        yield "emphasised or linked alone"
    if run.span(start, end).start in document.view(_short_links):
        yield "in a short link"
    if place.before.gap[-1:] in _HYPHENS:
        yield "after a hyphen"
    if behind in _HYPHENS:
        yield "before a hyphen"
    many = document.view(_many_unknown)
    if place.index not in many:
        around = document.view(vocabulary).runs[place.index]
        many[place.index] = len(document.view(unusual_words).intersection(around)) > max(1, _STRANGE_SHARE * len(around))
    if many[place.index]:
        yield "many unknown words around"
    yield document.view(_share_of_unknown)


def _many_unknown(document: Document) -> dict[int, bool]:
    """Whether many words of a run are unknown, by the index of the run; filled as it is asked for."""
    return {}


def _share_of_unknown(document: Document) -> str:
    share = 100 * len(document.view(unusual_words)) / len(document.view(vocabulary).words)
    return f"unknown of 100 words of the page: {_bin(share, 0, 3, 6, 10, 15, 25)}"


def of_page(place: Occurrence) -> Iterator[str]:
    """How often the page has the word, and where."""
    often = place.document.view(counts)[place.word]
    if often > 1:
        different = len(place.document.view(contexts).get(place.word, ()))
        yield f"{_bin(often, 2, 3)} times on the page" + (", in one context" if different == 1 else "")
    if place.word in place.document.view(elsewhere) and not listed_slip(place.word):
        yield "in an address, a name or code of the page"


def of_site(place: Occurrence) -> Iterator[str]:
    """How many other pages of the site have it."""
    if place.site is None:
        return
    if others := other_texts_with(place.site, place.word, place.site.place(place.document.source.path) or ""):
        yield f"on {_bin(others, 1, 2)} other pages of the site"


def of_neighbours(place: Occurrence) -> Iterator[str]:
    """The words before and after it."""
    before, after = place.before, place.after
    kinds = _kind_of(before), _kind_of(after)
    yield from (f"before: {kinds[0]}", f"after: {kinds[1]}")
    if not place.is_capital:
        return
    yield f"between: {kinds[0]}; {kinds[1]}"
    if before.word.lower() in TITLES and before.gap.strip() in ("", "."):
        yield "after a title"
    elif before.word.lower() in OF_PEOPLE:
        yield "after a word that names follow"
    elif before.is_adjacent and is_function_word(before.word):
        yield f'after "{before.word}"'
    if not before.word or _SENTENCE_END.search(before.gap):
        yield "starts a sentence" if after.is_adjacent and not after.is_capital else "starts a text"
    elif before.is_adjacent and not before.is_capital and not (after.is_adjacent and after.is_capital):
        yield "amid small letters"
    if _NUMBER.match(place.text, place.end):
        yield "a number after it"


def _kind_of(near: Neighbour) -> str:
    if not near.word:
        return "no word"
    if near.gap.strip() not in ("", ",", ".", "-", "&", "(", ")"):
        return "a mark"
    if len(near.word) == 1 and near.is_capital and near.word not in ("A", "I"):
        return "an initial"
    return f"{'capital' if near.is_capital else 'small'}, {_known_as(near.word)}"


@lru_cache(maxsize=1 << 12)
def _known_as(word: str) -> str:
    lower = word.lower()
    if is_plain_english(word):
        return "plain"
    if is_name(lower):
        return "a name"
    return "of another language" if is_foreign_small(lower) or zipf_in_any(lower) >= _USUAL else "unknown"


def features_of_guess(place: Occurrence, guess: Guess) -> tuple[str, ...]:
    """The features of a candidate: its spelling, and whether the page has it."""
    found = features_of_spelling(place.word, guess, place.language)
    if place.is_capital and place.before.is_adjacent and not place.before.is_capital:
        found = (*found, f"{_common(guess)}, with a capital after small letters")
    if not guess.zipf:
        found = (*found, "meant: a term of the page")
    if often := place.document.view(counts)[guess.word]:
        return (*found, f"meant: {'as' if often <= place.document.view(counts)[place.word] else 'more'} often on the page")
    return found


def features_of_spelling(word: str, guess: Guess, language: str) -> tuple[str, ...]:
    """The same without the page."""
    return tuple(_of_spelling(word, guess, language))


def _of_spelling(word: str, guess: Guess, language: str) -> Iterator[str]:
    yield guess.slip
    yield f"{guess.slip} in {_bin(len(word), 3, 5, 7, 9)} letters"
    yield _common(guess)
    if change := change_of(word, guess.word):
        yield change
    if guess.is_listed:
        yield "listed as a slip of this"
    elif listed_slip(word):
        yield "listed as a slip of another word"
    if is_name(guess.word):
        yield "meant: a name"
    if guess.word[-2:] == word[-2:]:
        yield "the same end"
    elif (word[:-1] == guess.word and word[-1] in "sedyz") or word == guess.word[:-1]:
        yield "may be a form of it"
    elif language != "en" and guess.word[:-2] == word[:-2]:
        yield "only the end differs"


def _common(guess: Guess) -> str:
    return f"meant: frequency of {_bin(guess.zipf, 0, 1.5, 2, 2.6, 3, 3.4, 3.8, 4.2, 4.6, 5)}"


def _bin(value: float, *bounds: float) -> str:
    """The bin of a value, by where it begins."""
    return f"{bounds[max(bisect_right(bounds, value) - 1, 0)]}+"


def _short_links(document: Document) -> Cover:
    """Links whose text is no longer than a name."""
    return cover(link.text_span for link in document.links if link.text_span and not link.is_image and len(link.text.split()) <= 2)
