"""Words that no lexicon has, and what says that one is right all the same: where and how it stands in its text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from profilelint.checks.shared.cover import Cover, cover
from profilelint.checks.shared.declared import declared
from profilelint.checks.shared.pagewords import is_english, is_of_names, reading, unusual_words, vocabulary
from profilelint.checks.shared.surroundings import (
    Neighbour,
    is_abbreviated,
    is_clean,
    is_ordinary,
    is_quoted_alone,
    is_unknown,
    neighbours,
)
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import BlockKind, Document, Run
from profilelint.language.english import plain_letters
from profilelint.language.filler import FIRST_WORDS
from profilelint.language.formation import is_inflected
from profilelint.language.lexicon import is_foreign, listed_slip
from profilelint.language.slips import guesses, is_unusual
from profilelint.site.view import SiteView

#: What must not stand before is looked at behind the first letter: that is found three times as fast.
_WORD = regex(r"[A-Za-z](?<![\w@#/\\.&~=+*$%:<>|^{}'’\ufffc].)[a-z]{4,23}(?![\w@/\\=+*$%<>|^{}~&\ufffc]|[.:][\w/]|['’](?!s\b)\w)")
_LOWER_WORD = regex(r"[^\w@/.'’-]([a-z]{4,})(?![\w@/'’-])")
_CAPITALISED_LENGTH = 6
_TITLES = frozenset("prof professor dr mr mrs ms miss sir dame lord lady phd pi st saint von van de der la el al bin ibn mc".split())
#: "bacterio-therapy", "opto-mechanics": Greek and Latin are put together so.
_COMBINING = regex(r"o[-‐‑][^\W\d_]")
_DIVIDED = regex(r"[-‐‑­]\s")
_HYPHENATED = regex(r"([A-Za-z]{2,20})[-‐‑]$")
#: R packages drop the vowel before their last letter: "stringr", "readr".
_PACKAGE = regex(r"[a-z]+[^aeiouyr]r")
_NEAR = 24
#: What the letters of a word must say for it to be a slip wherever it stands.
_SURE = 5.0
_LATIN = ("iae", "rae", "icae", "arum", "orum", "iones")
_FEW = 16
_WINDOW, _STRANGE, _STRANGE_SHARE = 300, 3, 0.2


@record
class Occurrence:
    """A word in its run."""

    document: Document
    site: SiteView | None
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


def occurrences(document: Document, site: SiteView | None) -> Iterator[tuple[Occurrence, int]]:
    """Each word that no lexicon has, with the index of its run."""
    unusual, words = document.view(unusual_words), document.view(vocabulary)
    for index in words.runs_with(unusual):
        run = document.runs[index]
        text = plain_letters(run.text)
        for match in _matches(text, unusual.intersection(words.runs[index])):
            yield Occurrence(document, site, run, text, *match.span(), *neighbours(text, *match.span())), index


def _matches(text: str, words: set[str]) -> Iterator[re.Match[str]]:
    """Where the words stand. A few are looked for one by one, which is far faster than to look at every word."""
    if len(words) > _FEW:
        yield from (match for match in _WORD.finditer(text) if match.group().lower() in words)
        return
    for word in words:
        at = text.find(word[1:], 1)
        while at > 0:
            if (match := _WORD.match(text, at - 1)) and match.group().lower() == word:
                yield match
            at = text.find(word[1:], at + 1)


def evidence_against(place: Occurrence, index: int, right: frozenset[str]) -> str:
    """What says that the word is no plain word of an English text; nothing where nothing does."""
    run, start, end = place.run, place.start, place.end
    if place.word in right:
        return "it is among the words that are right here"
    if is_of_names(run):
        return "it stands where names, tags or identifiers stand"
    if is_abbreviated(place.text, end):
        return "it may be an abbreviation"
    if not is_clean(place.text, start, end) or _DIVIDED.match(place.text, end) or _DIVIDED.fullmatch(place.before.gap):
        return "it is a part of something else: an address, an identifier, a divided word"
    if _COMBINING.match(place.text, end - 1) and not listed_slip(place.word):
        return "it ends with the o that joins the parts of scientific words"
    if is_quoted_alone(place.text, start, end) or _is_marked_alone(place):
        return "it is quoted, emphasised or linked alone, as terms are"
    if _is_strange(place, index):
        return "the words around it are unknown too"
    if against := _objection_to_capital(place) if place.is_capital else _objection_to_small(place):
        return against
    if is_foreign(place.word) and not _is_sure(place.word) and not reading(place.document, index).is_english:
        return "it is a word of another language, and stands in no English sentence"
    is_right = is_english(place.document, index, declared(place.document, run, place.site))
    return "" if is_right else "the text is not English, or too short to tell"


def _is_marked_alone(place: Occurrence) -> bool:
    """Whether the word alone is emphasised or linked, as terms, titles and foreign words are."""
    run = place.run
    first = bisect_right(run.offsets, place.start) - 1
    if first != bisect_right(run.offsets, place.end - 1) - 1:
        return True
    return len(run.pieces) > 1 and run.pieces[first].text.strip(" .,:;") == run.text[place.start : place.end]


def _is_strange(place: Occurrence, index: int) -> bool:
    """Whether the text around is full of unknown words: another language, code, filler."""
    if index not in place.document.view(_runs_with_strange_words):
        return False
    unusual = place.document.view(unusual_words)
    around = _LOWER_WORD.findall(" " + place.text[max(0, place.start - _WINDOW) : place.end + _WINDOW])
    strange = unusual.intersection(around)
    return (len(strange) >= _STRANGE and len(strange) > _STRANGE_SHARE * len(around)) or not FIRST_WORDS.isdisjoint(around)


def _runs_with_strange_words(document: Document) -> frozenset[int]:
    """The runs that are strange somewhere, if any is: a long one is not looked through for each of its words."""
    unusual, words = document.view(unusual_words), document.view(vocabulary)
    return frozenset(
        index
        for index in words.runs_with(unusual | FIRST_WORDS)
        if len(unusual.intersection(words.runs[index])) >= _STRANGE or not FIRST_WORDS.isdisjoint(words.runs[index])
    )


def _objection_to_small(place: Occurrence) -> str:
    near = [neighbour for neighbour in (place.before, place.after) if neighbour.word]
    if not _is_sure(place.word) and any(map(_is_strange_word, near)):
        return "the word beside it is unknown too"
    if _PACKAGE.fullmatch(place.word) and not _is_sure(place.word):
        return "it is built as the names of R packages are"
    head = _HYPHENATED.search(place.text[max(0, place.start - _NEAR) : place.start])
    if head and (is_unknown(head[1]) or is_inflected(place.word) or not is_unusual(head[1].lower() + place.word)):
        return "it is a part of a divided word, or of a compound"
    return "" if any(is_ordinary(neighbour.word) for neighbour in near) else "no plain word stands beside it"


def _objection_to_capital(place: Occurrence) -> str:
    """What says that a capitalised word can be nothing but a name."""
    if len(place.word) < _CAPITALISED_LENGTH or place.run.kind is BlockKind.ATTRIBUTE:
        return "it has a capital, and is short or stands in the text of an image"
    if place.word.endswith(_LATIN) or (place.run.kind is BlockKind.CELL and place.text.strip() == place.found):
        return "it is Latin by its end, or stands alone in a table, as names do"
    if place.before.word.lower() in _TITLES and place.before.gap.strip() in ("", "."):
        return "a title stands before it, as before a name"
    if any(map(_is_strange_word, (place.before, place.after))):
        return "the word beside it is unknown too"
    return ""


def _is_strange_word(near: Neighbour) -> bool:
    """Whether a word in small letters that stands beside another is in no English list, nor a slip itself."""
    return near.is_adjacent and not near.is_capital and is_unknown(near.word) and not _is_sure(near.word)


def _is_sure(word: str) -> bool:
    """Whether a word in small letters can hardly be anything but a slip."""
    return is_unusual(word) and any(guess.score >= _SURE for guess in guesses(word)[:1])


def short_links(document: Document) -> Cover:
    """Links whose text is no longer than a name."""
    return cover(link.text_span for link in document.links if link.text_span and not link.is_image and len(link.text.split()) <= 2)
