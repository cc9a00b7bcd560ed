"""Words that are in no lexicon, each with its place and the language there. Text that is not prose is skipped here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.shared.declared import declared
from profilelint.checks.shared.pagewords import is_english, is_of_names, page_reading, reading, says_english, unusual_words, vocabulary
from profilelint.checks.shared.surroundings import Neighbour, is_clean, is_quoted_alone, neighbours
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import Document, Run
from profilelint.language.english import FOREIGN, plain_letters
from profilelint.language.filler import FIRST_WORDS
from profilelint.language.languages import LANGUAGES, is_usual_in, language_of
from profilelint.language.lexicon import is_usual
from profilelint.site.view import SiteView

#: The lookbehind comes after the first letter, which is three times as fast.
_WORD = regex(r"[A-Za-z](?<![\w@#/\\.&~=+*$%:<>|^{}'’\ufffc].)[a-z]{2,23}(?![\w@/\\=+*$%<>|^{}~&\ufffc]|[.:][\w/]|['’](?!s\b)\w)")
_LETTERS = regex(r"(?<![\w@#/\\.&~=+*$%:<>|^{}\ufffc-])[^\W\d_][^\W\d_A-Z]{3,23}(?![\w@/\\=+*$%<>|^{}~&\ufffc'’-]|[.:][\w/])")
#: A divided word, one whose last letter is not spoken, "runnin'", and Greek and Latin that are put together, "bacterio-therapy".
_DIVIDED = regex(r"[-‐‑­]\s")
_PART = regex(r"[-‐‑­]\s|['’](?<=in.)|[-‐‑](?<=o.)[^\W\d_]")
#: What stands before the rest of a word: "prop(osition)", "(pre)processing".
_REST = regex(r"[^\W\d_][()\[\]]")
SMALL_WORDS = "its small words"  # what tells the language of most texts
_FEW = 16
#: A text with more unknown words is not prose in these languages, nor filler text with its usual words.
_STRANGE, _SHARE = 4, 0.4
#: So many small words must say that a run is in another language; fewer where the page says so, too.
_SAYING, _SAYING_TOO = 3, 2
_LONGEST = 20_000


@record
class Occurrence:
    """A word in its run."""

    document: Document
    site: SiteView | None
    run: Run
    index: int  # of the run
    language: str  # of the run: "en" or one of LANGUAGES
    told_by: str  # the evidence for the language
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


def occurrences(document: Document, site: SiteView | None) -> Iterator[Occurrence]:
    """Each word of prose that no lexicon has, in a text that is English or in one of LANGUAGES, or may be English."""
    unusual, words = document.view(unusual_words), document.view(vocabulary)
    foreign = {index: language for index in words.runs_with(FOREIGN) if (language := language_in(document, index, site))}
    for index in sorted({*words.runs_with(unusual), *foreign}):
        run, language = document.runs[index], foreign.get(index, "en")
        strange = len(unusual.intersection(words.runs[index])) if language == "en" else 0
        if is_of_names(run) or not FIRST_WORDS.isdisjoint(words.runs[index]) or strange > max(_STRANGE, _SHARE * len(words.runs[index])):
            continue
        told_by = told_english_by(document, index, site) if language == "en" else SMALL_WORDS
        if not told_by:
            continue
        text = plain_letters(run.text)
        found = _matches(text, unusual.intersection(words.runs[index])) if language == "en" else _unknown(text, language)
        for match in found:
            start, end = match.span()
            before, after = neighbours(text, start, end)
            if (
                not is_clean(text, start, end)
                or _REST.match(text, max(0, start - 2), start)
                or _PART.match(text, end)
                or _DIVIDED.fullmatch(before.gap)
            ):
                continue
            if not is_quoted_alone(text, start, end):  # else it is spoken of
                yield Occurrence(document, site, run, index, language, told_by, text, start, end, before, after)


def told_english_by(document: Document, index: int, site: SiteView | None) -> str:
    """The evidence that a run is English; empty if something contradicts it."""
    run, found = document.runs[index], reading(document, index)
    if says_english(document, index):
        return SMALL_WORDS
    said = declared(document, run, site)
    if is_english(document, index, said):
        return "the page"
    page = document.view(page_reading)
    return "nothing" if found.may_be_english and said in ("", "en") and page.foreign <= page.english else ""


def language_in(document: Document, index: int, site: SiteView | None) -> str:
    """The language of a run, if it is one with a lexicon; "" if it is English or uncertain."""
    run, found = document.runs[index], reading(document, index)
    if found.foreign < _SAYING_TOO or found.foreign <= found.english or len(run.text) >= _LONGEST:
        return ""
    said = declared(document, run, site)
    return language_of(run.text, said) if said in LANGUAGES or found.foreign >= _SAYING else ""


def _matches(text: str, words: set[str]) -> Iterator[re.Match[str]]:
    """The places of the words. A few are searched one by one, which is far faster than looking at every word."""
    if len(words) > _FEW:
        yield from (match for match in _WORD.finditer(text) if match.group().lower() in words)
        return
    for word in words:
        at = text.find(word[1:], 1)
        while at > 0:
            if (match := _WORD.match(text, at - 1)) and match.group().lower() == word:
                yield match
            at = text.find(word[1:], at + 1)


def _unknown(text: str, language: str) -> Iterator[re.Match[str]]:
    """The words of a text in another language that neither its lexicon nor the English one has."""
    for match in _LETTERS.finditer(text):
        word = match.group().lower()
        if not is_usual_in(language, word) and not is_usual(word):
            yield match
