"""Names that a page itself writes otherwise: in the address that one links to, or again and again elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from profilelint.checks.shared.pagewords import counts, elsewhere, unusual_words, vocabulary
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Run
from profilelint.language.edits import one_slip
from profilelint.language.lexicon import is_dictionary, is_foreign, is_name, look_up, zipf_of
from profilelint.language.pinyin import is_pinyin

_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TWO_WORDS = regex(r"(?<![^\W\d_])([^\W\d_]{3,20})(?=\s+([^\W\d_]{3,20})(?![^\W\d_]))")
_BY_LINK = "the address that it links to has it otherwise, and nobody is known to be called so"
_BY_PAGE = "the page has the same full name again and again otherwise, and nobody is known to be called so"
_BY_ACRONYM = "the page has the same acronym again and again with two letters the other way round"
_LINK_LENGTH, _NAME_LENGTH = 6, 6
_ACRONYM = regex(r"(?<![\w@#/\\.:-])[A-Z]{5,12}(?![\w@/\\-]|\.\w)")
#: Encyclopaedias and the like have names in a spelling of their own.
_LEADS_TO_SOMEONE = regex(r"(?:https?:)?//(?![^/]*(?:wiki|imdb|britannica|amazon|goodreads|youtube|twitter|facebook))[^\[\s]+$")
_HOST_WORD = regex(r"[a-z]{6,20}")
_FULL_NAME = range(2, 5)
_SENTENCE_ENDS = regex(r"[.!?]\s|\n")


@record
class Variant:
    span: Span
    right: str
    because: str


def page_variants(document: Document) -> Iterator[Variant]:
    """Names that the page itself writes in another way."""
    yield from _beside_links(document)
    yield from _beside_names(document)
    yield from _beside_acronyms(document)


def _beside_links(document: Document) -> Iterator[Variant]:
    """A full name that links to a host or a folder of its own, which has it with one letter more, less or in another place."""
    for link in document.links:
        if link.text.isalpha() or link.text.islower() or link.computed or not link.text_span or link.is_image:
            continue
        name = _WORD.findall(link.text)
        if len(name) not in _FULL_NAME or not all(word[0].isupper() for word in name) or not _LEADS_TO_SOMEONE.match(link.target):
            continue
        try:
            parts = urlsplit(link.target)
        except ValueError:
            continue
        hosts = _HOST_WORD.findall(f"{parts.netloc} {parts.path}".lower())
        for word in name:
            right = next((host for host in hosts if len(word) >= _LINK_LENGTH and _is_of_name(word, host)), None)
            if right and word.lower() not in link.target.lower():
                yield from _place(document, link.text_span, word, right.capitalize())


def _is_of_name(word: str, host: str) -> bool:
    """Whether a word of a name, which is not a known name, is a typo of the one in the address, which is."""
    slip = one_slip(word.lower(), host)
    if slip is None or slip == "wrong" or not zipf_of(look_up(host)) or is_dictionary(look_up(host)):
        return False
    return _is_nobodys(word.lower()) and not (host.startswith(word.lower()) or host.endswith(word.lower()))


def _is_nobodys(word: str) -> bool:
    """Whether no list has the word: neither as a word, nor as a name, nor as Chinese."""
    entry = look_up(word)
    return not (is_dictionary(entry) or zipf_of(entry) or is_name(word) or is_foreign(word) or is_pinyin(word))


def _place(document: Document, within: Span, word: str, right: str) -> Iterator[Variant]:
    at = document.text.find(word, within.start, within.end)
    if at >= 0:
        yield Variant(Span(at, at + len(word)), right, _BY_LINK)


def _beside_names(document: Document) -> Iterator[Variant]:
    """Full names with a word that occurs once with a letter too many, too few or swapped, and often without."""
    if not _may_have_variants(document):
        return
    places: dict[tuple[str, str], tuple[Run, re.Match[str]]] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    for run in document.runs:
        for match in _TWO_WORDS.finditer(run.text):
            if match[1][0].isupper() and match[2][0].isupper() and match[1][1:].islower() and match[2][1:].islower():
                pairs[match[1], match[2]] += 1
                places[match[1], match[2]] = run, match
    often = [pair for pair, count in pairs.items() if count > 1]
    by_given = {given: [s for g, s in often if g == given] for given, _ in often}
    by_surname = {surname: [g for g, s in often if s == surname] for _, surname in often}
    for (given, surname), count in pairs.items():
        if count > 1:
            continue
        for i, word, others in ((1, given, by_surname.get(surname, ())), (2, surname, by_given.get(given, ()))):
            right = next((other for other in others if _is_variant(word.lower(), other.lower())), None)
            if right and word.lower() not in document.view(elsewhere):
                run, match = places[given, surname]
                yield Variant(run.span(*match.span(i)), right, _BY_PAGE)


def _may_have_variants(document: Document) -> bool:
    """Whether a word that occurs once, and is in no list, is one typo away from a name that occurs often."""
    accented = (word for word in document.view(vocabulary).words if not word.isascii())
    names = {word for word in (*document.view(unusual_words), *accented) if len(word) >= _NAME_LENGTH and _is_nobodys(word)}
    if not names:
        return False
    lengths = {len(name) + more for name in names for more in (-1, 0, 1)}
    others = {word for word in document.view(vocabulary).words if len(word) in lengths and not is_dictionary(look_up(word))}
    near = [(name, other) for name in names for other in others.intersection((*_shorter(name), *_swapped(name)))]
    near += [(name, other) for other in others for name in names.intersection(_shorter(other))]
    return any(document.view(counts)[name] == 1 < document.view(counts)[other] for name, other in near)


def _beside_acronyms(document: Document) -> Iterator[Variant]:
    """Acronyms that occur once with two letters swapped, and often without."""
    said = document.view(counts)
    once = {word for word in document.view(unusual_words) if said[word] == 1 and any(said[near] > 1 for near in _swapped(word))}
    once = once and once - document.view(elsewhere).words
    for run in document.runs if once else ():
        for match in _ACRONYM.finditer(run.text):
            word = match.group()
            right = next((other for other in _swapped(word) if document.text.count(other) > 1), None)
            if right and word.lower() in once and _is_nobodys(word.lower()) and not _is_compared(run.text, match, right):
                yield Variant(run.span(*match.span()), right, _BY_ACRONYM)


def _is_compared(text: str, match: re.Match[str], other: str) -> bool:
    """Whether the sentence has the other one, too: then they are two."""
    start = max((end.end() for end in _SENTENCE_ENDS.finditer(text, 0, match.start())), default=0)
    end = _SENTENCE_ENDS.search(text, match.end())
    return other in text[start : end.start() if end else len(text)]


def _shorter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _swapped(word: str) -> list[str]:
    return [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]


def _is_variant(word: str, other: str) -> bool:
    if len(word) < _NAME_LENGTH or one_slip(word, other) in (None, "wrong") or is_dictionary(look_up(other)):
        return False
    return _is_nobodys(word) and not (other.startswith(word) or word.startswith(other))
