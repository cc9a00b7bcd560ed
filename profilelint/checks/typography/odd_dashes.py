"""Ranges whose dash is not one: "2022 ———— Present", "2015- 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.needs import words
from profilelint.checks.shared.prose import is_code, piece, runs
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Run

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_NOW = r"(?:[Pp]resent|[Nn]ow|[Cc]urrent|[Oo]ngoing|[Tt]oday)"
_DATE_END = rf"(?:{_YEAR}(?![\w/-])|{_MONTH}(?!\w)|{_NOW}(?!\w)|\d{{1,2}}[./]{_YEAR}(?!\w))"
_BEGIN = rf"(?<![\w./$+-])(?:{_YEAR}(?:[./]\d{{1,2}})?|{_MONTH}\.?|\d{{1,2}}[./]{_YEAR})"
_DASH = "-‐‑‒–—−"
#: One blank, on one side.
_LOPSIDED = rf"(?:[{_DASH}][ ]{{1,2}}|[ ]{{1,2}}[{_DASH}])"
#: Each of these has a dash with a space on one side, or two dashes in a row.
_HINT = regex(rf"[{_DASH}―－](?:(?<! .)[ ]|(?<= .)\w|[—―－–])")
_DATES = regex(rf"{_BEGIN}(?P<dash>{_LOPSIDED}){_DATE_END}")
_NUMBERS = regex(
    rf"(?<![\w.,/$+{_DASH}])(?<![{_DASH}(] )(?P<first>\d{{2,6}})(?P<dash>[{_DASH}][ ]{{1,2}})(?P<last>\d{{2,6}})(?![\w/:%°{_DASH}]|[.,]\d)"
)
_LONG = regex(rf"(?<=[\w.)])[ ]{{0,9}}(?P<dash>[—―－]{{2,12}}|–{{2,12}})[ ]{{0,9}}(?={_DATE_END}|\d)")
_LONG_BEFORE = regex(rf"(?:\d|{_MONTH}\.?|[)])[ ]*$")
_PAGES = regex(r"(?:\bpp?\.?|\bpages?|[:,])[ ]?$", re.IGNORECASE)
_NEAR = 12


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if not _HINT.search(document.view(words)):
        return
    for _, run in runs(document):
        if not _HINT.search(run.text):
            continue
        found = {match.span("dash"): match for match in (*_NUMBERS.finditer(run.text), *_DATES.finditer(run.text))}
        for (start, end), match in sorted(found.items()):
            if _is_range(run, match):
                yield _lopsided(document, run, match, start, end)
        for match in _LONG.finditer(run.text):
            start, end = match.span("dash")
            if _LONG_BEFORE.search(run.text[max(0, start - _NEAR) : start]):
                edits = (Edit(run.span(start, end), "–"),) if run.is_plain(start, end) else ()
                yield Finding(run.span(start, end), {"preferred": "–"}, edits, suggestions=("–",))


def _is_range(run: Run, match: re.Match[str]) -> bool:
    """Whether two ends belong together: dates, or numbers that go up and look like pages, years or counts."""
    if is_code(piece(run.text, *match.span()).strip("|")):
        return False
    if _is_of_dates(match):
        return True
    first, last = match["first"], match["last"]
    if first.startswith("0") or int(first) >= int(last):
        return False
    return len(first) == len(last) or _PAGES.search(run.text[max(0, match.start() - _NEAR) : match.start()]) is not None


def _is_of_dates(match: re.Match[str]) -> bool:
    return "first" not in match.re.groupindex


def _lopsided(document: Document, run: Run, match: re.Match[str], start: int, end: int) -> Finding:
    dash = run.text[start:end].strip()
    content = f" {dash} " if _is_of_dates(match) and document.view(_is_spaced) else dash
    edits = (Edit(run.span(start, end), content),) if run.is_plain(start, end) else ()
    preferred = run.text[match.start() : start] + content + run.text[end : match.end()]
    return Finding(run.span(*match.span()), {"preferred": preferred}, edits, suggestions=(preferred,))


def _is_spaced(document: Document) -> bool:
    """Whether ranges of dates on the page have blanks around their dashes more often than not."""
    spaced = sum(len(re.findall(rf"\d[ ][{_DASH}][ ](?:{_MONTH}|{_YEAR}|{_NOW})", run.text)) for run in document.runs)
    return spaced > sum(len(re.findall(rf"\d[{_DASH}](?:{_MONTH}|{_YEAR}|{_NOW})", run.text)) for run in document.runs)
