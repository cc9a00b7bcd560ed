"""Slips in texts of other languages than English: far fewer words are judged, as those lexicons know far less."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.pagewords import elsewhere, is_of_names, reading, vocabulary
from profilelint.checks.surroundings import is_abbreviated, is_clean, is_quoted_alone
from profilelint.diagnostic import Finding
from profilelint.document.model import Document, Run
from profilelint.language.english import FOREIGN
from profilelint.language.languages import is_word, language_of, meant
from profilelint.regex import regex

_SMALL_WORD = regex(r"(?<![\w@#/\\.&~=+*$%:<>|^{}'’\ufffc-])[^\W\d_A-Z]{7,24}(?![\w@/\\=+*$%<>|^{}~&\ufffc'’-]|[.:][\w/])")
_FEW = 3
_LONGEST = 20_000


def slips(document: Document, right: frozenset[str]) -> Iterator[Finding]:
    """Words in small letters that no lexicon has, one slip from one common word of the language around them, once on the page."""
    for index in document.once(vocabulary).runs_with(FOREIGN):
        run, found = document.runs[index], reading(document, index)
        if found.foreign >= _FEW and found.foreign > found.english and len(run.text) < _LONGEST and not is_of_names(run):
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
    if document.once(vocabulary).counts[word] > 1 or word in document.once(elsewhere):
        return
    likely = meant(word, language)
    if len(likely) == 1:
        yield Finding(run.span(start, end), {"preferred": likely[0]}, suggestions=tuple(likely))
