"""Months of another language in the English text of an English page: "Octobre 2020" among many "October 2020"."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context
from profilelint.checks.date.dated import Dated, dated_texts
from profilelint.checks.shared.declared import declared
from profilelint.checks.shared.pagewords import is_english, page_reading
from profilelint.core.diagnostic import Applicability, Edit, Finding, Severity
from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.language.dates import Date
from profilelint.language.lexicon import is_known, is_name
from profilelint.language.months import ENGLISH

#: A page on which every fourth month is of another language is in two languages.
_SHARE = 3
_SHORTEST = 4
#: A day as other languages write it: "12. Januar", "12 de octubre".
_FOREIGN_DAY = regex(r"\d{1,2}(?:\.|[ ]de[ ])")
_ENGLISH_NAMES = frozenset(name[:length].lower() for name in ENGLISH for length in (3, 4, len(name)))


def foreign_months(document: Document, context: Context) -> Iterator[Finding]:
    named = [(dated, date) for dated in document.view(dated_texts) for date in dated.reading.dates if date.month_at and not date.slip]
    if not named or not document.view(page_reading).is_english_page:
        return
    others = [(dated, date) for dated, date in named if _name(dated, date).lower() not in _ENGLISH_NAMES]
    in_english = [(dated, date) for dated, date in others if _is_in_english(document, dated, context)]
    if len(named) - len(others) < _SHARE * len(in_english):
        return
    for dated, date in in_english:
        name, at = _name(dated, date), date.month_at or (0, 1)
        if _FOREIGN_DAY.match(dated.text, date.start):
            continue
        if len(name) >= _SHORTEST and not is_known(name.lower()) and not is_name(name.lower()):
            right, span = ENGLISH[(date.month or 1) - 1], dated.span(*at)
            edits = (Edit(span, right),) if dated.is_plain(*at) else ()
            values = {"month": right, "what": "Not an English month:"}
            yield Finding(span, values, edits, Applicability.UNSAFE, (right,), severity=Severity.WARNING)


def _name(dated: Dated, date: Date) -> str:
    return dated.text[slice(*date.month_at or (0, 0))]


def _is_in_english(document: Document, dated: Dated, context: Context) -> bool:
    index = document.run_at(dated.span(0, 1))
    return index is not None and is_english(document, index, declared(document, document.runs[index], context.site))
