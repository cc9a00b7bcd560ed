"""Words that are slips of others: each that no lexicon has is judged, and reported where it is likely enough a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.pagewords import contexts, counts, elsewhere, right_words, unusual_words, words_of_names
from profilelint.checks.shared.prose import is_among_code
from profilelint.checks.shared.surroundings import Neighbour, is_plain_english
from profilelint.checks.spelling.features import OF_PEOPLE, TITLES, is_listed
from profilelint.checks.spelling.judge import Verdict, evidence, judge
from profilelint.checks.spelling.parted_words import divided, parted, rejoined
from profilelint.checks.spelling.two_capitals import two_capitals
from profilelint.checks.spelling.unknown_words import SMALL_WORDS, Occurrence, occurrences
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.language.candidates import Guess
from profilelint.language.edits import one_slip, skeleton
from profilelint.language.english import FOREIGN, WITH_CAPITAL
from profilelint.language.formation import american
from profilelint.language.languages import zipf_in_any
from profilelint.language.lexicon import is_foreign, is_known, is_name, is_rare_word, listed_slip
from profilelint.language.months import ENGLISH
from profilelint.language.pinyin import is_pinyin
from profilelint.site.facts import names, other_texts_with

OPTIONS = {
    "weights": Option("weights", required=True),
    "report": Option("number", required=True),
    "report-capitalised": Option("number", required=True),
    "report-listed": Option("number", required=True),
    "report-other-languages": Option("number", required=True),
    "fix": Option("number", required=True),
    "words": Option("strings", default=()),
}

_MONTHS = frozenset(month.lower() for month in ENGLISH)
_SUGGESTIONS, _SHARE, _LIKELY, _RIVAL = 4, 0.08, 0.9, 0.01
#: Endings of other forms of a word.
_ENDS = ("", "s", "es", "d", "ed", "ing", "er", "ers", "or", "ors", "ly", "al", "e", "ee", "ees", "ion", "ions", "ment", "y", "ies")
_FORM = 4
#: After "PhD" come theses and fellowships, too.
_BEFORE_NAMES = TITLES - {"phd"}
#: Slips that hardly ever make of one word what is meant for another.
_PLAIN = frozenset(
    {"letters swapped", "letter doubled", "one of two letters lost", "vowel lost", "consonant lost", "letters doubled or not"}
)
_OFTEN = 2
_NUMBER = regex(r"\s\d")
_INDEX = regex(r"</?su[bp]\b", re.IGNORECASE)
_USUAL = 3.4  # on the Zipf scale
_INITIAL_ENDS = (".", ",", ";", "")
_FIXED = 6  # letters at least


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    right = right_words(options)
    for place in occurrences(document, context.site):
        if place.word not in right and (found := rejoined(place) or finding_of(place, options)):
            yield found
    yield from divided(document)
    yield from two_capitals(document)


def enough(place: Occurrence, options: Options) -> float:
    """How likely a slip the word must be to be reported."""
    if place.language != "en":
        return float(options["report-other-languages"])
    if is_listed(place.word) and not (is_foreign(place.word) or is_rare_word(place.word)):
        return float(options["report-listed"])
    return float(options["report-capitalised" if place.is_capital else "report"])


def excuse(place: Occurrence) -> str:
    """Why a word is not judged, however near it is to another; "" if it is."""
    reasons = {
        "it stands where a name does, or is one on this page": _is_name,
        "it is written so in Britain": _is_british,
        "it has an index": _has_index,
        "it is a term of the page": _is_term,
        "it may be of another language": _is_of_another_language,
    }
    return next((reason for reason, holds in reasons.items() if holds(place)), "")


def finding_of(place: Occurrence, options: Options) -> Finding | None:
    """What is reported about a word, if anything is."""
    tables, least = options["weights"], enough(place, options)
    if excuse(place) or (here := evidence(place, tables, least)) is None:
        return None
    verdict = judge(place, here, tables, least)
    if verdict is None or verdict.likely[0][0].word in _MONTHS:  # those the rules about dates look at
        return None
    if _is_title(place, verdict.likely[0][0]) or (place.is_capital and place.site is not None and place.word in names(place.site)):
        return None
    (best, probability), *_ = verdict.likely
    span = _span(place)
    words = [guess.word for guess, chance in verdict.likely if chance >= _SHARE * probability]
    if two := "" if place.is_capital else parted(place.word):
        words.insert(0 if best.word in two.split() else 1, two)
    suggestions = tuple(as_found(place.found, word) for word in words[:_SUGGESTIONS])
    is_plain = place.run.is_plain(place.start, place.end) and place.document.source.slice(span) == place.found
    edits = (Edit(span, suggestions[0]),) if is_plain and not place.is_capital and not two and probability >= _LIKELY else ()
    is_safe = edits and len(place.word) >= _FIXED and probability >= options["fix"] and may_be_fixed(place, verdict)
    return Finding(span, {"preferred": suggestions[0]}, edits, Applicability.SAFE if is_safe else Applicability.UNSAFE, suggestions)


def _is_name(place: Occurrence) -> bool:
    """Whether the page has the word as somebody's name, or it is where names are: "by Opton", "Opton 16"."""
    if place.word in place.document.view(words_of_names):
        return True
    if not place.is_capital:
        return False
    before, after = place.before, place.after
    if _is_initial(before, " .") or (_is_initial(after, " ,") and place.text[place.end + len(after.gap) + 1 :][:1] in _INITIAL_ENDS):
        return True
    if not before.word and _NUMBER.match(place.text, place.end):
        return True
    if f"{place.found} et al" in place.text:
        return True
    if before.word.lower() in _BEFORE_NAMES and before.gap.strip() in ("", "."):
        return True
    if is_pinyin(place.word) and after.is_adjacent and after.is_capital and not is_plain_english(after.word):
        return True
    is_after_name = before.is_adjacent and before.is_capital and not is_plain_english(before.word)
    return (is_after_name or before.word.lower() in OF_PEOPLE) and (not listed_slip(place.word) or is_name(before.word.lower()))


def _is_title(place: Occurrence, best: Guess) -> bool:
    """Whether a word begins what a sentence calls by a name, which may be made up: "the Euthority Research Project"."""
    before, after = place.before, place.after
    within = before.is_adjacent and not before.is_capital and place.is_capital and after.is_adjacent and after.is_capital
    return within and best.slip not in _PLAIN and not best.is_listed


def _is_of_another_language(place: Occurrence) -> bool:
    """Whether a word of a few that no small word tells the language of is rather one of another language, or stands among such words."""
    if place.language != "en":
        return bool(listed_slip(place.word))  # an English word in another language
    if any(near.is_adjacent and (near.word.lower() in FOREIGN or _is_foreign_too(place, near)) for near in (place.before, place.after)):
        return True
    if place.told_by == SMALL_WORDS or any(near.is_adjacent and is_plain_english(near.word) for near in (place.before, place.after)):
        return False
    return zipf_in_any(place.word) >= _USUAL or (not place.is_capital and (place.before.is_adjacent or place.after.is_adjacent))


def _is_foreign_too(place: Occurrence, near: Neighbour) -> bool:
    """Whether a word of other languages is next to one that has no place in English."""
    word = near.word.lower()
    return is_foreign(place.word) and not is_plain_english(near.word) and (not word.isascii() or zipf_in_any(word) >= _USUAL)


def _is_initial(near: Neighbour, gap: str) -> bool:
    """Whether the word beside it is a letter of a first name: "L. Teschers", "Chagne, D."."""
    return len(near.word) == 1 and near.is_capital and near.word not in ("A", "I") and not near.gap.strip(gap)


def _is_british(place: Occurrence) -> bool:
    """Whether only the American form of a word is in a list."""
    form = american(place.word)
    return form != place.word and is_known(form)


def _has_index(place: Occurrence) -> bool:
    """Whether a part of a word is raised or lowered, as in a formula: `L<sub>part</sub>`."""
    return not place.run.is_plain(place.start, place.end) and _INDEX.search(place.document.source.slice(_span(place))) is not None


def _span(place: Occurrence) -> Span:
    return place.run.span(place.start, place.end)


def _is_term(place: Occurrence) -> bool:
    """Whether the page has the word again and again, or in another form, as one that its owner knows, and no list has it as a slip."""
    if place.word in (place.before.word.lower(), place.after.word.lower()):
        return True
    if listed_slip(place.word):
        return False
    others = place.document.view(unusual_words).intersection(forms_of(place.word) - {place.word})
    return len(place.document.view(contexts).get(place.word, ())) > _OFTEN or not all(map(listed_slip, others))


def may_be_fixed(place: Occurrence, verdict: Verdict) -> bool:
    """Whether nothing says that somebody means the word, or that a program reads it."""
    best = verdict.likely[0][0]
    if (best.slip not in _PLAIN and not best.is_listed) or not _is_certain(verdict):
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


def _is_certain(verdict: Verdict) -> bool:
    """Whether no other word can be meant, nor the same as they write it on the other side of the ocean: "realized", "realised"."""
    (best, probability), *others = verdict.likely
    sound = skeleton(best.word)
    if any(chance >= _RIVAL * probability for _, chance in others):
        return False
    return not any(one_slip(guess.word, best.word) and skeleton(guess.word) == sound for guess, _ in others)


def forms_of(word: str) -> set[str]:
    """Possible other forms of a word, most of which nobody writes."""
    stems = {word[: len(word) - len(end)] for end in _ENDS if word.endswith(end) and len(word) - len(end) >= _FORM}
    return {stem + end for stem in stems for end in _ENDS}


def as_found(found: str, word: str) -> str:
    listed = listed_slip(found.lower())
    if found[0].isupper() or word in WITH_CAPITAL or (listed[:1].isupper() and listed.lower() == word):
        return word.capitalize()
    return word
