"""Words that are slips of others. A word is reported only where the evidence outweighs all that says it may be a name, a term or a
word of another language; the lexicons know too few of these to be the judge."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.cover import Cover, cover
from profilelint.checks.pagewords import PageWords, is_english, is_of_names, page_words
from profilelint.checks.surroundings import (
    Neighbour,
    is_abbreviated,
    is_clean,
    is_ordinary,
    is_quoted_alone,
    is_unknown,
    neighbours,
)
from profilelint.diagnostic import Edit, Finding
from profilelint.document.model import BlockKind, Document, Run
from profilelint.language.collocations import is_collocation
from profilelint.language.english import plain_letters
from profilelint.language.months import ENGLISH
from profilelint.language.slips import Guess, guesses, is_unusual, strongest_rival
from profilelint.source import Span

OPTIONS = {
    "threshold": Option("number", required=True),
    "capitalised-threshold": Option("number", required=True),
    "certain": Option("number", required=True),
    "words": Option("strings", default=()),
}

_WORD = re.compile(r"(?<![\w@#/\\.&~=+*$%:<>|^{}'’\ufffc])[A-Za-z][a-z]{4,23}(?![\w@/\\=+*$%<>|^{}~&\ufffc]|[.:][\w/]|['’](?!s\b)\w)")
_LOWER_WORD = re.compile(r"(?<![\w@/.'’-])[a-z]{4,}(?![\w@/'’-])")
_CAPITALISED_LENGTH = 6
_MONTHS = frozenset(month.lower() for month in ENGLISH)
_FILLER = frozenset("lorem ipsum dolor amet consectetur adipiscing".split())
_TITLES = frozenset("prof professor dr mr mrs ms miss sir dame lord lady phd pi st saint von van de der la el al bin ibn mc".split())
_OF_PEOPLE = frozenset("by with and advisor advisors adviser supervisor mentor mentors thank thanks dear hi hello am named called".split())
#: What the page adds to the evidence.
_ON_PAGE, _COLLOCATION, _AMONG_PEOPLE, _BESIDE_NAME, _ALONE = 1.2, 1.2, -1.0, -1.2, -0.6
_SUGGESTIONS, _NEAR_BEST = 4, 2.0
_PLAIN = 4.6
#: What a fix needs beside a clear lead over all other candidates.
_CERTAIN_SCORE, _CERTAIN_LENGTH = 3.6, 7
_DIVIDED = re.compile(r"[-‐‑­][^\S\n]")
_WINDOW, _STRANGE, _STRANGE_SHARE = 300, 3, 0.2


@dataclass(frozen=True, slots=True)
class _Place:
    """A word in its run."""

    document: Document
    run: Run
    text: str  # of the run, mathematical letters as plain ones
    start: int
    end: int
    before: Neighbour
    after: Neighbour

    @property
    def found(self) -> str:
        return self.text[self.start : self.end]

    @property
    def word(self) -> str:
        return self.found.lower()

    @property
    def is_capital(self) -> bool:
        return self.found[0].isupper()


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    right = frozenset(word.lower() for word in options["words"])
    for index, run in enumerate(document.runs):
        text = plain_letters(run.text)
        for match in _WORD.finditer(text):
            word = match.group().lower()
            if not is_unusual(word) or word in right:
                continue
            place = _Place(document, run, text, *match.span(), *neighbours(text, *match.span()))
            if _may_be_judged(place) and is_english(document, index):
                yield from _judge(place, options)


def _may_be_judged(place: _Place) -> bool:
    """Whether nothing says that the word is no plain word of the text."""
    run, start, end = place.run, place.start, place.end
    if is_of_names(run) or is_abbreviated(place.text, end) or not is_clean(place.text, start, end):
        return False
    if _DIVIDED.match(place.text, end) or _DIVIDED.fullmatch(place.before.gap):
        return False
    if is_quoted_alone(place.text, start, end) or _is_marked_alone(place) or _is_strange(place):
        return False
    return _may_be_a_capital_slip(place) if place.is_capital else _is_among_words(place)


def _is_marked_alone(place: _Place) -> bool:
    """Whether the word alone is emphasised or linked, as terms, titles and foreign words are."""
    run = place.run
    first = bisect_right(run.offsets, place.start) - 1
    if first != bisect_right(run.offsets, place.end - 1) - 1:
        return True
    return len(run.pieces) > 1 and run.pieces[first].text.strip(" .,:;") == run.text[place.start : place.end]


def _is_strange(place: _Place) -> bool:
    """Whether the text around is full of unknown words: another language, code, filler."""
    around = _LOWER_WORD.findall(place.text[max(0, place.start - _WINDOW) : place.end + _WINDOW])
    strange = {word for word in around if is_unusual(word)}
    return (len(strange) >= _STRANGE and len(strange) > _STRANGE_SHARE * len(around)) or not _FILLER.isdisjoint(around)


def _is_among_words(place: _Place) -> bool:
    """Whether a word in small letters stands among English ones."""
    near = [neighbour for neighbour in (place.before, place.after) if neighbour.word]
    if any(neighbour.is_adjacent and is_unknown(neighbour.word) for neighbour in near):
        return False
    return any(is_ordinary(neighbour.word) for neighbour in near)


def _may_be_a_capital_slip(place: _Place) -> bool:
    """Whether a capitalised word may be anything but a name."""
    if len(place.word) < _CAPITALISED_LENGTH or place.run.kind is BlockKind.ATTRIBUTE:
        return False
    if place.before.word.lower() in _TITLES and place.before.gap.strip() in ("", "."):
        return False
    if any(near.is_adjacent and not near.is_capital and is_unknown(near.word) for near in (place.before, place.after)):
        return False
    return place.run.span(place.start, place.end).start not in place.document.once(_short_links)


def _is_beside_name(place: _Place) -> bool:
    """Whether a blank, a comma or the dot of an initial joins the word to another that is, or may be, a name."""
    return any(
        neighbour.is_capital and neighbour.gap.strip() in ("", ",", ".", "-", "&", "(", ")") and not is_ordinary(neighbour.word)
        for neighbour in (place.before, place.after)
    )


def _is_alone(place: _Place) -> bool:
    """Whether the capital stands amid small letters, as of a name in a sentence."""
    before, after = place.before, place.after
    return before.is_adjacent and not before.is_capital and not (after.is_adjacent and after.is_capital)


def _short_links(document: Document) -> Cover:
    """Links whose text is no longer than a name."""
    return cover(link.text_span for link in document.links if link.text_span and not link.is_image and len(link.text.split()) <= 2)


def _judge(place: _Place, options: Options) -> Iterator[Finding]:
    page = place.document.once(page_words)
    if page.is_elsewhere(place.word):
        return
    ranked = sorted((_weighed(place, guess, page) for guess in guesses(place.word)), key=lambda guess: -guess.score)
    if not ranked or ranked[0].word in _MONTHS or _is_term(place.word, ranked[0], page):
        return
    best = ranked[0]
    if best.score < options["capitalised-threshold" if place.is_capital else "threshold"] or (place.is_capital and best.is_name):
        return
    span = place.run.span(place.start, place.end)
    edits = (Edit(span, best.word),) if _is_certain(place, span, ranked, options["certain"]) else ()
    suggestions = tuple(_as_found(place.found, guess.word) for guess in ranked if guess.score > best.score - _NEAR_BEST)[:_SUGGESTIONS]
    yield Finding(span, {"preferred": suggestions[0]}, edits, suggestions=suggestions)


def _is_certain(place: _Place, span: Span, ranked: list[Guess], lead: float) -> bool:
    """Whether one candidate stands far out, for a word that is written plainly."""
    best = ranked[0]
    if place.is_capital or best.score < _CERTAIN_SCORE or len(place.word) < _CERTAIN_LENGTH:
        return False
    if not place.run.is_plain(place.start, place.end) or place.document.source.slice(span) != place.found:
        return False
    return best.score - strongest_rival(place.word, best.word) >= lead


def _weighed(place: _Place, guess: Guess, page: PageWords) -> Guess:
    """The guess with what the page says for and against it."""
    score = guess.score + (_ON_PAGE if page.counts[guess.word] else 0)
    if (place.before.is_adjacent and is_collocation(place.before.word.lower(), guess.word)) or (
        place.after.is_adjacent and is_collocation(guess.word, place.after.word.lower())
    ):
        score += _COLLOCATION
    if place.is_capital and guess.word == place.word[1:]:
        score += _BESIDE_NAME  # "Rscripts", "Tsection"
    if place.is_capital:
        score += _AMONG_PEOPLE * (place.before.word.lower() in _OF_PEOPLE)
        score += _BESIDE_NAME * _is_beside_name(place) + _ALONE * _is_alone(place)
    return replace(guess, score=score)


def _is_term(word: str, guess: Guess, page: PageWords) -> bool:
    """Whether the page has the word again and again, and not what it may be a slip of. A slip that is plain may be copied once."""
    if page.counts[guess.word] > page.counts[word]:
        return False
    return page.counts[word] > (2 if guess.score >= _PLAIN else 1)


def _as_found(found: str, word: str) -> str:
    return word.capitalize() if found[0].isupper() else word
