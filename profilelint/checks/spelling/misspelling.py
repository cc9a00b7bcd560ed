"""Words that are slips of others. A word is reported only where the evidence outweighs all that says it may be a name, a term or a
word of another language; the lexicons know too few of these to be the judge."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.pagewords import contexts, counts, elsewhere, right_words
from profilelint.checks.shared.surroundings import is_plain_english, is_unknown
from profilelint.checks.spelling.other_languages import slips
from profilelint.checks.spelling.parted_words import divided, parted, rejoined
from profilelint.checks.spelling.two_capitals import two_capitals
from profilelint.checks.spelling.unknown_words import Occurrence, evidence_against, occurrences, short_links
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.language.collocations import is_collocation
from profilelint.language.english import WITH_CAPITAL
from profilelint.language.lexicon import listed_slip
from profilelint.language.months import ENGLISH
from profilelint.language.pinyin import is_pinyin
from profilelint.language.slips import Guess, guesses, is_unrivalled, strongest_rival
from profilelint.site.facts import names

OPTIONS = {
    "threshold": Option("number", required=True),
    "capitalised-threshold": Option("number", required=True),
    "certain": Option("number", required=True),
    "words": Option("strings", default=()),
}

_MONTHS = frozenset(month.lower() for month in ENGLISH)
_OF_PEOPLE = frozenset("by with and advisor advisors adviser supervisor mentor mentors thank thanks dear hi hello am named called".split())
#: What the page adds to the evidence.
_ON_PAGE, _COLLOCATION, _AMONG_PEOPLE, _BESIDE_NAME, _ALONE, _NUMBERED = 1.2, 1.2, -1.0, -1.2, -0.6, -0.6
_IN_TITLE = 0.4
_NUMBER = regex(r"\s\d")
_SUGGESTIONS, _NEAR_BEST = 4, 2.0
_PLAIN = 4.6
#: What a fix needs beside a clear lead over all other candidates.
_CERTAIN_SCORE, _CERTAIN_LENGTH = 3.6, 7


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    right = right_words(options)
    for place, index in occurrences(document, context.site):
        if not evidence_against(place, index, right) and (found := rejoined(place) or _finding(place, options)):
            yield found
    yield from slips(document, right, context.site)
    yield from divided(document)
    yield from two_capitals(document)


def _is_beside_name(place: Occurrence) -> bool:
    """Whether a blank, a comma or the dot of an initial joins the word to another that is, or may be, a name."""
    return any(
        neighbour.is_capital and neighbour.gap.strip() in ("", ",", ".", "-", "&", "(", ")") and not is_plain_english(neighbour.word)
        for neighbour in (place.before, place.after)
    )


def _is_alone(place: Occurrence) -> bool:
    """Whether the capital stands amid small letters, as of a name in a sentence."""
    before, after = place.before, place.after
    return before.is_adjacent and not before.is_capital and not (after.is_adjacent and after.is_capital)


@record
class Weighed:
    """What a word may be a slip of, with all that speaks for and against it."""

    guess: Guess
    evidence: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return self.guess.score + sum(weight for _, weight in self.evidence)


def ranked(place: Occurrence) -> list[Weighed]:
    """What the word may be a slip of, the likeliest first."""
    return sorted((Weighed(guess, tuple(_evidence(place, guess))) for guess in guesses(place.word)), key=lambda weighed: -weighed.score)


def threshold(place: Occurrence, options: Options) -> float:
    return float(options["capitalised-threshold" if place.is_capital else "threshold"])


def objection_to(place: Occurrence, best: Weighed) -> str:
    """What says that a word that looks like a slip is none."""
    if place.word in place.document.view(elsewhere):
        return "an address, a name or code on the page has it too"
    if place.site is not None and place.word in names(place.site):
        return "the site has it as a name: of an author, in a .bib file, on a page about people"
    if best.guess.word in _MONTHS:
        return "it is a month: the rules about dates look at it"
    if _is_term(place, best):
        return "the page has it again and again, as a term"
    if _is_coined(place, best.guess.word):
        return "it may be a word that somebody has made of another"
    if not _is_plain(place, best) and (against := _objection_of_names(place)):
        return against
    if place.is_capital and best.guess.is_far and not _has_company(place, best.guess.word):
        return "a capitalised word that is two letters from another is a name"
    return "a capitalised word that is one letter from a name may be another name" if place.is_capital and best.guess.is_name else ""


def _objection_of_names(place: Occurrence) -> str:
    """What says that the word is, or goes on with, a name; a plain slip may stand there all the same."""
    if not place.is_capital:
        beside = any(near.is_capital and near.is_adjacent and is_unknown(near.word) for near in (place.before, place.after))
        return "what may be a name stands beside it" if beside else ""
    is_linked = place.run.span(place.start, place.end).start in place.document.view(short_links)
    return "it is linked alone, as names are" if is_linked else ""


def _finding(place: Occurrence, options: Options) -> Finding | None:
    candidates = ranked(place)
    if not candidates or candidates[0].score < threshold(place, options) or objection_to(place, candidates[0]):
        return None
    best = candidates[0]
    span = place.run.span(place.start, place.end)
    likely = [weighed.guess.word for weighed in candidates if weighed.score > best.score - _NEAR_BEST]
    if two := "" if place.is_capital else parted(place.word):
        likely.insert(0 if best.guess.word in two.split() else 1, two)
    suggestions = tuple(_as_found(place.found, word) for word in likely[:_SUGGESTIONS])
    edits = (Edit(span, suggestions[0]),) if not two and _is_likely(place, span, candidates, options["certain"]) else ()
    certain = Applicability.SAFE if is_unrivalled(place.word, best.guess.word) else Applicability.UNSAFE
    return Finding(span, {"preferred": suggestions[0]}, edits, certain, suggestions)


def _is_likely(place: Occurrence, span: Span, candidates: list[Weighed], lead: float) -> bool:
    """Whether one candidate stands far out, for a word that is written plainly."""
    best = candidates[0]
    if place.is_capital or best.score < _CERTAIN_SCORE or len(place.word) < _CERTAIN_LENGTH:
        return False
    if not place.run.is_plain(place.start, place.end) or place.document.source.slice(span) != place.found:
        return False
    return best.score - strongest_rival(place.word, best.guess.word) >= lead


def _evidence(place: Occurrence, guess: Guess) -> Iterator[tuple[str, float]]:
    """What the page says for and against a guess."""
    if place.document.view(counts)[guess.word] and not (place.is_capital and is_pinyin(place.word)):
        yield "the page has it elsewhere", _ON_PAGE
    before = place.before
    if company := _has_company(place, guess.word):
        yield f'it often stands beside "{company}"', _COLLOCATION
    if guess.word == place.word[1:] and place.word[0] != place.word[1]:
        yield "a letter before it makes a name of it", _BESIDE_NAME  # "Rscripts", "sbottom"
    if not place.is_capital:
        return
    if before.word.lower() in _OF_PEOPLE:
        yield f'names stand after "{before.word}"', _AMONG_PEOPLE
    if listed_slip(place.word) and any(
        near.is_adjacent and near.is_capital and is_plain_english(near.word) for near in (before, place.after)
    ):
        yield "lists of slips have it, and a plain word with a capital stands beside it", _IN_TITLE
    if _is_beside_name(place):
        yield "what may be a name stands beside it", _BESIDE_NAME
    if _is_alone(place):
        yield "it has a capital amid small letters", _ALONE
    if not before.word and _NUMBER.match(place.text, place.end):
        yield "a number stands behind it, as behind the name of an event", _NUMBERED


def _has_company(place: Occurrence, word: str) -> str:
    """The neighbour that the word often stands beside; nothing where there is none."""
    before, after = place.before, place.after
    if before.is_adjacent and is_collocation(before.word.lower(), word):
        return before.word
    return after.word if after.is_adjacent and is_collocation(word, after.word.lower()) else ""


def _is_plain(place: Occurrence, best: Weighed) -> bool:
    """Whether hardly anything but a slip can make the word."""
    return best.score >= _PLAIN or bool(listed_slip(place.word))


def _is_term(place: Occurrence, best: Weighed) -> bool:
    """Whether the page has the word again and again, and not what it may be a slip of. A slip that is plain may be copied once."""
    often = place.document.view(counts)
    if often[best.guess.word] > often[place.word]:
        return False
    if not _is_plain(place, best):
        return often[place.word] > 1
    return len(place.document.view(contexts)[place.word]) > 2


def _is_coined(place: Occurrence, meant: str) -> bool:
    """Whether a word is another with the "z" of slang, or a small one with a "y", or with "AI": "webz", "researchy", "aigent"."""
    if place.is_capital:
        return place.word == meant + "z"
    return place.word in (meant + "z", meant + "y") or (place.word.startswith("ai") and place.word == f"ai{meant[1:]}")


def _as_found(found: str, word: str) -> str:
    return word.capitalize() if found[0].isupper() or word in WITH_CAPITAL else word
