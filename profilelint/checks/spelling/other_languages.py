"""Slips in texts of other languages than English: far fewer words are judged, as those lexicons know far less."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.shared.declared import declared
from profilelint.checks.shared.pagewords import counts, elsewhere, is_of_names, reading, vocabulary
from profilelint.checks.shared.surroundings import is_abbreviated, is_clean, is_quoted_alone
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Run
from profilelint.language.english import FOREIGN
from profilelint.language.languages import LANGUAGES, is_word, language_of, meant
from profilelint.site.view import SiteView

_SMALL_WORD = regex(r"(?<![\w@#/\\.&~=+*$%:<>|^{}'’\ufffc-])[^\W\d_A-Z]{7,24}(?![\w@/\\=+*$%<>|^{}~&\ufffc'’-]|[.:][\w/])")
#: So many small words must say that a run is in another language; fewer where the page says so, too.
_FEW, _FEW_SAID = 3, 2
_LONGEST = 20_000


def slips(document: Document, right: frozenset[str], site: SiteView | None) -> Iterator[Finding]:
    """Words in small letters that no lexicon has, one slip from one common word of the language around them, once on the page."""
    for index in document.view(vocabulary).runs_with(FOREIGN):
        language, run = language_in(document, index, site), document.runs[index]
        unknown = _unknown(run.text) if language else []
        if len(unknown) != 1 or evidence_against(document, run, unknown[0], right):
            continue  # none, or another language, a dialect, a field of its own
        likely = meant(unknown[0].group(), language)
        if len(likely) == 1:
            because = f"no lexicon has it, and it is one slip from a common word of the language of the text, {language}"
            yield Finding(run.span(*unknown[0].span()), {"preferred": likely[0], "because": because}, suggestions=tuple(likely))


def language_in(document: Document, index: int, site: SiteView | None) -> str:
    """The language of a run among those that are compiled; nothing where it is English, or cannot be told."""
    run, found = document.runs[index], reading(document, index)
    if found.foreign < _FEW_SAID or found.foreign <= found.english or len(run.text) >= _LONGEST or is_of_names(run):
        return ""
    said = declared(document, run, site)
    return language_of(run.text, said) if said in LANGUAGES or found.foreign >= _FEW else ""


def _unknown(text: str) -> list[re.Match[str]]:
    return [match for match in _SMALL_WORD.finditer(text) if match.group().islower() and not is_word(match.group())]


def evidence_against(document: Document, run: Run, match: re.Match[str], right: frozenset[str]) -> str:
    """What says that a word that no lexicon has is right; nothing where nothing does."""
    word, (start, end) = match.group(), match.span()
    if word in right:
        return "it is among the words that are right here"
    if is_abbreviated(run.text, end) or not is_clean(run.text, start, end) or is_quoted_alone(run.text, start, end):
        return "it is an abbreviation, quoted, or a part of something else"
    if document.view(counts)[word] > 1 or word in document.view(elsewhere):
        return "the page has it more than once, or in an address, a name or code"
    return ""


def evidence(document: Document, index: int, offset: int, site: SiteView | None, right: frozenset[str]) -> Iterator[str]:
    """What speaks for and against the word at an offset of the page; nothing where its run is in no other language."""
    language, run = language_in(document, index, site), document.runs[index]
    words = _SMALL_WORD.finditer(run.text) if language else iter(())
    match = next((match for match in words if (span := run.span(*match.span())).start <= offset < span.end), None)
    if match is None:
        return
    yield f"The text is in another language ({language}) by its small words, so the word is judged by the lexicon of that language."
    word = match.group()
    if is_word(word):
        yield f'Not reported: a lexicon has "{word}", or what it is built of.'
        return
    likely, unknown = meant(word, language), len(_unknown(run.text))
    yield f'No lexicon has "{word}". One slip away: {", ".join(likely) or "no common word"}.'
    if against := evidence_against(document, run, match, right):
        yield f"Not reported: {against}."
    elif unknown != 1 or len(likely) != 1:
        yield "Not reported: it takes one unknown word in the text, and one word that it may be a slip of."
    else:
        yield "Reported: it is the only unknown word of the text, and the only word that it may be a slip of."
