"""Names spelled differently from their link, from the same name elsewhere on the page, or from a known institution,
city or term."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.needs import words as all_words
from profilelint.checks.shared.cover import cover
from profilelint.checks.shared.pagewords import elsewhere, right_words, vocabulary
from profilelint.checks.spelling.institution_names import in_institutions, with_institutions
from profilelint.checks.spelling.page_names import page_variants
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.language.edits import one_slip
from profilelint.language.english import words_of
from profilelint.site.facts import other_texts_with

OPTIONS = {
    "forms": Option("map", required=True),
    "terms": Option("strings", required=True),
    "unless": Option("patterns", default=()),
    "words": Option("strings", default=()),
}

_CAMEL = regex(r"[A-Z](?<![\w@#/\\.:-][A-Z])[a-z]+[A-Z][A-Za-z]{3,24}(?![\w@/\\=(:-]|\.\w)")
_TERM_LENGTH = 8
#: After an initial, or between commas: "F. MAstrorilli".
_SHIFTED = regex(r"[A-Z](?<![\w.-][A-Z])\.[\s-]?(?:[A-Z]\.[\s-]?){0,2}([A-Z]{2}[a-z]{4,16})(?=[,;:.\"'&]|\s+and\b|\s*$)")
_INITIAL_AND_CAPITALS = regex(r"\.(?<=[A-Z].)[\s-]?[A-Z]{2}[a-z]{4}")
_OWN_PREFIX = regex(r"(?:Mc|Mac|De|Di|La|Le|Van|O|IJ)", re.IGNORECASE)
#: The evidence for the spelling of a name.
_BY_INSTITUTION = "an institution that the rest of the name fits is known, and none that is written so"
_BY_FORM = "it is known to be written otherwise"
_BY_SHIFT = "after initials, a surname has one capital"
_BY_TERM = "a method or program of the rule's list is one letter away, and the page has this only once"


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    right = right_words(options)
    return (found for found in _found(document, options, context) if document.source.slice(found.span).lower() not in right)


def _found(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    unless = [re.compile(pattern) for pattern in options["unless"]]
    forms = options["forms"]
    shifted, institutions, formed = _with_shifted(document), with_institutions(document), _with_forms(document, tuple(forms))
    for index in sorted({*shifted, *institutions, *formed}):
        run = document.runs[index]
        text = run.text
        found = [(*place, _BY_SHIFT) for place in _shifted(text)] if index in shifted else []
        if index in institutions:
            found += ((*place, _BY_INSTITUTION) for place in in_institutions(text))
        if index in formed:
            found += ((*place, _BY_FORM) for place in _known_forms(text, forms))
        excuses = cover(Span(*match.span()) for pattern in unless for match in pattern.finditer(text)) if found else cover(())
        said = -1
        for start, end, right, because in sorted(found, key=_longest_first):
            if start >= said and start not in excuses:
                yield _finding(run.span(start, end), right, because)
                said = end
    yield from _terms(document, options["terms"])
    here = context.site.place(document.source.path) if context.site is not None else None
    for variant in page_variants(document):
        written = document.source.slice(variant.span).lower()
        if context.site is None or here is None or not other_texts_with(context.site, written, here):  # else it is no slip
            yield _finding(variant.span, variant.right, variant.because)


def _with_shifted(document: Document) -> Collection[int]:
    """The runs that may have a surname with a second capital."""
    return range(len(document.runs)) if _INITIAL_AND_CAPITALS.search(document.view(all_words)) else ()


def _with_forms(document: Document, forms: tuple[str, ...]) -> Collection[int]:
    """The runs that may have one of the forms."""
    words, by_first = document.view(vocabulary), _by_first_word(forms)
    wanted = (first for first in words.words & by_first.keys() if any(map(words.words.issuperset, by_first[first])))
    return set(words.runs_with(set(wanted)))


def _longest_first(place: tuple[int, int, str, str]) -> tuple[int, int]:
    return place[0], -place[1]


def _finding(span: Span, right: str, because: str) -> Finding:
    return Finding(span, {"preferred": right, "because": because}, suggestions=(right,))


def _known_forms(text: str, forms: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for match in _forms_pattern(tuple(forms)).finditer(text):
        yield match.start(), match.end(), forms[" ".join(match.group().split())]


@lru_cache(maxsize=8)
def _by_first_word(forms: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """The words of the forms by the first of them: most pages have none."""
    found: dict[str, list[list[str]]] = {}
    for words in map(words_of, forms):
        found.setdefault(words[0], []).append(words)
    return found


@lru_cache(maxsize=8)
def _forms_pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    body = "|".join(re.escape(form).replace(r"\ ", r"\s{1,4}") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w@#/\\.:’'-])(?:{body})(?![\w@/\\-]|[.:]\w)")


def _shifted(text: str) -> Iterator[tuple[int, int, str]]:
    """Surnames with a second capital that the shift key left."""
    for match in _SHIFTED.finditer(text):
        name = match[1]
        if not _OWN_PREFIX.match(name) or name[:2] == "MA":
            yield match.start(1), match.end(1), name.capitalize()


def _terms(document: Document, terms: tuple[str, ...]) -> Iterator[Finding]:
    """Compound names of methods and programs with one typo."""
    if not any(_term_meant(found, terms) for found in set(_CAMEL.findall(document.view(all_words)))):
        return
    for run in document.runs:
        for match in _CAMEL.finditer(run.text):
            found = match.group()
            right = _term_meant(found, terms)
            if right and found.lower() not in document.view(elsewhere) and document.text.count(found) == 1:
                yield _finding(run.span(*match.span()), right, _BY_TERM)


@lru_cache(maxsize=1 << 10)
def _term_meant(found: str, terms: tuple[str, ...]) -> str | None:
    if len(found) < _TERM_LENGTH or found in terms:
        return None
    return next((term for term in terms if one_slip(found, term) and found != term + "s" and found + "s" != term), None)
