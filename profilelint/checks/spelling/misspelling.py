"""Words that are slips of others: each that no lexicon has is judged, and reported where it is likely enough a slip."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.pagewords import contexts, counts, elsewhere, right_words, words_of_names
from profilelint.checks.shared.prose import is_among_code
from profilelint.checks.shared.surroundings import is_plain_english
from profilelint.checks.spelling.judge import OF_PEOPLE, Verdict, judge
from profilelint.checks.spelling.parted_words import divided, parted, rejoined
from profilelint.checks.spelling.two_capitals import two_capitals
from profilelint.checks.spelling.unknown_words import Occurrence, occurrences
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.language.english import WITH_CAPITAL
from profilelint.language.lexicon import is_foreign, is_known, listed_slip
from profilelint.language.months import ENGLISH
from profilelint.site.facts import names, other_texts_with

OPTIONS = {
    "weights": Option("weights", required=True),
    "report": Option("number", required=True),
    "report-capitalised": Option("number", required=True),
    "report-other-languages": Option("number", required=True),
    "fix": Option("number", required=True),
    "words": Option("strings", default=()),
}

_MONTHS = frozenset(month.lower() for month in ENGLISH)
_SUGGESTIONS, _SHARE, _LIKELY = 4, 0.08, 0.9
#: Endings of other forms of a word.
_ENDS = ("", "s", "es", "d", "ed", "ing", "er", "ers", "or", "ors", "ly", "al", "e", "ee", "ees", "ion", "ions", "ment", "y", "ies")
_FORM = 4
#: Slips that hardly ever make of one word what is meant for another.
_PLAIN = frozenset(
    {"letters swapped", "letter doubled", "one of two letters lost", "vowel lost", "consonant lost", "letters doubled or not"}
)
_OFTEN = 2
_NUMBER = regex(r"\s\d")
_FIXED = 6  # letters at least


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    right = right_words(options)
    for place in occurrences(document, context.site):
        if place.word not in right and (found := rejoined(place) or _finding(place, options)):
            yield found
    yield from divided(document)
    yield from two_capitals(document)


def enough(place: Occurrence, options: Options) -> float:
    """How likely a slip the word must be to be reported."""
    kind = "report-other-languages" if place.language != "en" else "report-capitalised" if place.is_capital else "report"
    return float(options[kind])


def _finding(place: Occurrence, options: Options) -> Finding | None:
    verdict = judge(place, options["weights"], enough(place, options))
    if verdict is None or verdict.likely[0][0].word in _MONTHS:  # those the rules about dates look at
        return None
    if _is_name(place) or _is_term(place):
        return None
    (best, probability), *_ = verdict.likely
    span = place.run.span(place.start, place.end)
    words = [guess.word for guess, chance in verdict.likely if chance >= _SHARE * probability]
    if two := "" if place.is_capital else parted(place.word):
        words.insert(0 if best.word in two.split() else 1, two)
    suggestions = tuple(as_found(place.found, word) for word in words[:_SUGGESTIONS])
    is_plain = place.run.is_plain(place.start, place.end) and place.document.source.slice(span) == place.found
    edits = (Edit(span, suggestions[0]),) if is_plain and not place.is_capital and not two and probability >= _LIKELY else ()
    is_safe = edits and len(place.word) >= _FIXED and probability >= options["fix"] and len(words) == 1 and may_be_fixed(place, verdict)
    return Finding(span, {"preferred": suggestions[0]}, edits, Applicability.SAFE if is_safe else Applicability.UNSAFE, suggestions)


def _is_name(place: Occurrence) -> bool:
    """Whether the page or its site has the word as somebody's name, or it is where names are: "by Opton", "Opton 16"."""
    if place.word in place.document.view(words_of_names):
        return True
    if not place.is_capital:
        return False
    if not place.before.word and _NUMBER.match(place.text, place.end):
        return True
    before = place.before
    is_after_name = before.is_adjacent and before.is_capital and not is_plain_english(before.word)
    if (is_after_name or before.word.lower() in OF_PEOPLE) and not listed_slip(place.word):
        return True
    return place.site is not None and place.word in names(place.site)


def _is_term(place: Occurrence) -> bool:
    """Whether the page has the word again and again, as one that its owner knows, and no list has it as a slip."""
    return len(place.document.view(contexts).get(place.word, ())) > _OFTEN and not listed_slip(place.word)


def may_be_fixed(place: Occurrence, verdict: Verdict) -> bool:
    """Whether nothing says that somebody means the word, or that a program reads it."""
    best = verdict.likely[0][0]
    if best.slip not in _PLAIN and not best.is_listed:
        return False
    if place.language != "en" or place.word in place.document.view(elsewhere) or is_among_code(place.text, place.start, place.end):
        return False
    forms = forms_of(place.word) - {place.word, best.word}
    if any(place.document.view(counts)[form] for form in forms):
        return False
    if best.is_listed:
        return True
    if any(is_known(form) or is_foreign(form) for form in forms):
        return False
    here = place.site.place(place.document.source.path) if place.site is not None else None
    return place.site is None or not any(other_texts_with(place.site, form, here or "") for form in (place.word, *forms))


def forms_of(word: str) -> set[str]:
    """Possible other forms of a word, most of which nobody writes."""
    stems = {word[: len(word) - len(end)] for end in _ENDS if word.endswith(end) and len(word) - len(end) >= _FORM}
    return {stem + end for stem in stems for end in _ENDS}


def as_found(found: str, word: str) -> str:
    listed = listed_slip(found.lower())
    if found[0].isupper() or word in WITH_CAPITAL or (listed[:1].isupper() and listed.lower() == word):
        return word.capitalize()
    return word
