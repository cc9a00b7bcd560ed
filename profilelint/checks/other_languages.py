"""Slips in texts of other languages than English: far fewer words are judged, as those lexicons know far less."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from profilelint.checks.pagewords import is_of_names, page_words, readings
from profilelint.checks.surroundings import is_abbreviated, is_clean, is_quoted_alone
from profilelint.diagnostic import Finding
from profilelint.document.model import Document, Run
from profilelint.language.languages import is_word, language_of, meant

_SMALL_WORD = re.compile(r"(?<![\w@#/\\.&~=+*$%:<>|^{}'’\ufffc-])[^\W\d_A-Z]{7,24}(?![\w@/\\=+*$%<>|^{}~&\ufffc'’-]|[.:][\w/])")
_WORD = re.compile(r"[^\W\d_]+")
_FEW = 3
_LONGEST = 20_000


def slips(document: Document, right: frozenset[str]) -> Iterator[Finding]:
    """Words in small letters that no lexicon has, one slip from one common word of the language around them, once on the page."""
    known = document.once(readings)
    for index, run in enumerate(document.runs):
        reading = known[index]
        if reading.foreign >= _FEW and reading.foreign > reading.english and len(run.text) < _LONGEST and not is_of_names(run):
            yield from _slips_in(document, run, right)


def _slips_in(document: Document, run: Run, right: frozenset[str]) -> Iterator[Finding]:
    language = language_of(run.text)
    if not language:
        return
    unknown = [match for match in _SMALL_WORD.finditer(run.text) if match.group().islower() and not is_word(match.group())]
    if len(unknown) != 1:
        return  # none, or another language, a dialect, a field of its own
    start, end = unknown[0].span()
    word = unknown[0].group()
    if word in right or is_abbreviated(run.text, end) or not is_clean(run.text, start, end) or is_quoted_alone(run.text, start, end):
        return
    if document.once(_counts)[word] > 1 or document.once(page_words).is_elsewhere(word):
        return
    likely = meant(word, language)
    if len(likely) == 1:
        yield Finding(run.span(start, end), {"preferred": likely[0]}, suggestions=tuple(likely))


def _counts(document: Document) -> Counter[str]:
    return Counter(_WORD.findall(document.text.lower()))
