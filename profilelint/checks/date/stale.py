"""Statements that the page's own dates show to be out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.date.dated import Dated, dated_texts
from profilelint.checks.date.entries import Entry, Key, entries
from profilelint.checks.needs import words as all_words
from profilelint.core.diagnostic import Finding, Related
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Run
from profilelint.language.dates import HAS_YEAR, Date, Range
from profilelint.language.degrees import DEGREES, STUDENTS

OPTIONS = {"copyright": Option("boolean", default=False)}

_TO = r"[^.;!?\n\ufffc]"  # of the same sentence
_DEGREE = f"(?:{'|'.join(STUDENTS.values())})"


@record
class _Claim:
    """Words that refer to a date after or before them. `days`: how long after the date they may still be true."""

    words: str
    why: str
    behind: bool = False  # the words follow the date
    days: int = 0
    anywhere: bool = False  # also in an entry that begins with its date, as an item of news does


#: Each is matched against the text before a date, up to the date, or directly after it.
_CLAIMS = (
    _Claim(
        r"(?<!than )(?<!as )(?<!was )(?<!were )\b(?:expected|anticipated|expecting)"
        rf"(?:\s(?:to\s)?(?:graduat\w+|complet\w+|finish|defen\w+|end|in|by|on|date|degree|{_DEGREE})\b|[\s:,(–-])*$",
        'still calls {date} "expected"',
        anywhere=True,
    ),
    _Claim(
        r"[\s,(\[]{0,3}\b(?:expected|anticipated)\b(?!\s(?:to|value))(?![^)\n;,]{0,20}\d)",
        'still calls {date} "expected"',
        behind=True,
        anywhere=True,
    ),
    _Claim(r"[\s,]{0,3}\((?:[^()\n]{0,30}[;,]\s)?to appear\)", 'still "to appear" in {date}', behind=True, days=365),
    _Claim(
        rf"\bincoming\s(?:{_DEGREE}|assistant|associate|postdoc\w*|research|intern|faculty|student|professor|lecturer|fellow|software|applied)"
        rf"{_TO}{{0,80}}$",
        'says "incoming" about {date}',
    ),
    _Claim(
        r"(?:\b(?:I|he|she|they|we)\s(?:will|shall|am going to|plan to|is going to|intend to)|\bI['’]ll|\bI am planning to)\s"
        r"(?:also\s|soon\s)?(?:be\s)?(?:join|start|begin|graduat|mov|visit|intern|return|spend|teach|work|defend|present|attend|giv|become|pursu|complet|finish)"
        rf"\w*\b{_TO}{{0,80}}$",
        'says "will" about {date}',
    ),
    _Claim(rf"\bupcoming\b{_TO}{{0,40}}$", 'says "upcoming" about {date}'),
    _Claim(
        r"(?<!paper )(?<!was )(?<!were )(?<!been )(?<!we )(?<!I )\b"
        r"(?:submitted to\s|in submission (?:to|at)\s|"
        r"under (?:review|submission)(?:\s(?:at|in|for|to|by)\s|[,:]?\s\(?(?=(?-i:[A-Z]\w*[A-Z]))))"
        rf"{_TO}{{0,60}}(?<![(\[])$",  # a date in brackets is the day of the submission
        "still waiting for an answer, but {date} is past",
        days=180,
    ),
    _Claim(rf"\b(?:to appear|forthcoming|in press)\b{_TO}{{0,60}}$", 'still "to appear" in {date}', days=365),
    _Claim(rf"\bon the (?:academic |faculty |industry |industrial )?job market\b{_TO}{{0,40}}$", "still looking for a position in {date}"),
    _Claim(
        r"\b(?:I am|I['’]m|we are|we['’]re)\s(?:currently\s|also\s|actively\s|always\s)*"
        rf"(?:looking for|seeking|hiring|recruiting|applying)\b{_TO}{{0,120}}\b(?:in|for|from|starting|start|beginning)\s(?:the\s)?$",
        "still looking for something in {date}",
    ),
)
#: One of these is in every text in which something is claimed. (To look for them one by one is far faster than an expression.)
_CLAIMING = (
    "expect", "anticipat", "incoming", "will", "shall", "'ll", "’ll", "going to", "plan", "intend", "upcoming", "submi", "review", "appear",
    "forthcoming", "in press", "job market", "looking", "seeking", "hiring", "recruit", "applying", "copyright", "©", "(c)",
)  # fmt: skip
_DATES_OF_PAGES = frozenset({("date",), ("pubDate",), ("publishDate",)})
_ARCHIVE = regex(r"(?:^|/)(?:_?posts?|_?news|blog|archive)(?:/|\.\w+$)|(?:19|20)\d\d-\d\d-\d\d")
_NEWS = regex(r"\b(?:news|updates|timeline|archive)\b|新闻|动态", re.IGNORECASE)
_COPYRIGHT = regex(r"(?:©|\(c\)|\bcopyright)\s{0,3}(?:©|\(c\))?[\s:]{0,3}$", re.IGNORECASE)
_ORDINALS = {
    **dict.fromkeys(("first", "1st"), 1), **dict.fromkeys(("second", "2nd"), 2), **dict.fromkeys(("third", "3rd"), 3),
    **dict.fromkeys(("fourth", "4th"), 4), **dict.fromkeys(("fifth", "5th"), 5), **dict.fromkeys(("sixth", "6th"), 6),
}  # fmt: skip
_NTH_YEAR = regex(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)})[\s-]year\s(?:{'|'.join(f'(?P<{level}>{words})' for level, words in STUDENTS.items())})"
    r"\s?(?:\w+\s){0,4}?(?:student|candidate|researcher)\b",
    re.IGNORECASE,
)
_SCHOOL = regex(r"education|studies|学历|教育|ausbildung|formation|biograph|about|bio\b", re.IGNORECASE)
#: A year of studies begins in autumn unless the page says otherwise.
_AUTUMN = 9


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    texts = document.view(dated_texts)
    if not texts or _is_dated_page(document):
        return
    claiming = [dated for dated in texts if not dated.hidden] if _claims_something("\n".join([dated.text for dated in texts])) else []
    years = list(_nth_years(document))
    # What was said when is made out where something is claimed: on few pages.
    if claiming or years or _calls_something_current(document):
        found = document.view(entries)
        yield from _claimed([dated for dated in claiming if _claims_something(dated.text)], found, options, context)
        yield from _current(found, context)
        yield from _past_years(years, found, context)


def _claims_something(text: str) -> bool:
    text = text.casefold()
    return any(claiming in text for claiming in _CLAIMING)


def _calls_something_current(document: Document) -> bool:
    return "current" in document.text.lower() or "current" in document.view(all_words).lower()


def _is_dated_page(document: Document) -> bool:
    """Whether this is a post: it says what was true on its day."""
    if _ARCHIVE.search(document.source.path):
        return True
    return document.front_matter is not None and any(field.path in _DATES_OF_PAGES for field in document.fields)


def _claimed(texts: list[Dated], found: tuple[Entry, ...], options: Options, context: Context) -> Iterator[Finding]:
    news = {entry.owner for entry in found if entry.heads}
    at = {(entry.dated.block, entry.dated.path): entry for entry in found if entry.dated}
    for dated in texts:
        entry = at.get((dated.block, dated.path))
        if entry and not any(HAS_YEAR.search(heading) or _NEWS.search(heading) for heading in entry.headings):
            yield from _claims(dated, [claim for claim in _CLAIMS if claim.anywhere or entry.owner not in news], options, context)


def _claims(dated: Dated, claims: list[_Claim], options: Options, context: Context) -> Iterator[Finding]:
    ranges = {end.start: range for range in dated.reading.ranges for end in (range.first, range.last) if end}
    said = 0
    for found in dated.reading.dates:
        when = ranges.get(found.start) or Range(found.start, found.end, found, found)
        end = when.last or found
        if not end.exists or when.now or when.start < said:
            continue
        for claim in claims:
            words = _words(dated, when, claim)
            if words and words.start >= said and context.is_past(end.last_day + timedelta(days=claim.days)):
                said = words.end
                yield Finding(dated.span(words.start, words.end), {"why": claim.why.format(date=end)})
                break
        else:
            if options["copyright"] and _COPYRIGHT.search(dated.before(when.start)) and context.is_past(end.last_day):
                said = when.end
                yield Finding(dated.span(when.start, when.end), {"why": f"the copyright year is {end}"})


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """Computed on demand: most pages have no such claims."""
    return re.compile(words, re.IGNORECASE)


def _words(dated: Dated, when: Range, claim: _Claim) -> Span | None:
    """From the words of a claim to its date, or from the date to the words."""
    if claim.behind:
        match = _pattern(claim.words).match(dated.text, when.end)
        closes = match is not None and "(" in match.group() and dated.text.startswith(")", match.end())
        return Span(when.start, match.end() + closes) if match else None
    before = dated.before(when.start)
    found = list(_pattern(claim.words).finditer(before)) if before else []
    return Span(when.start - len(before) + found[-1].start(), when.end) if found else None


def _current(found: tuple[Entry, ...], context: Context) -> Iterator[Finding]:
    """Entries that are called current, by their heading or their first word, and have ended."""
    once: dict[Key, int] = {}
    for entry in found:
        once[entry.owner] = once.get(entry.owner, 0) + 1
    for entry in found:
        last = entry.last
        if not (entry.is_own and entry.is_range and last and last.exists and once[entry.owner] == 1) or entry.hidden:
            continue
        heading = entry.headings[-1] if entry.headings else ""
        called = re.match(r"\W*current(?:ly)?\b", entry.text, re.IGNORECASE) or re.match(
            r"\W*current\s(?!(?:and|or)\b)\w+", heading, re.IGNORECASE
        )
        if called and context.is_past(last.last_day):
            yield Finding(entry.end_span or entry.span, {"why": f'is called "{called.group().strip()}", but ended in {last}'})


def _nth_years(document: Document) -> Iterator[tuple[Run, re.Match[str]]]:
    """ "Second-year PhD student"."""
    for run in document.runs if "year" in document.view(all_words) else ():
        if not run.hidden and run.kind is not BlockKind.ATTRIBUTE and "year" in run.text:
            yield from ((run, match) for match in _NTH_YEAR.finditer(run.text))


def _past_years(years: list[tuple[Run, re.Match[str]]], found: tuple[Entry, ...], context: Context) -> Iterator[Finding]:
    for run, match in years:
        level = next(name for name in DEGREES if match[name])
        start = _degree_start(found, level)
        nth = _ORDINALS[match["nth"].lower()]
        if start is None or start.first is None:
            continue
        if context.is_past(_end_of_year(start.first, nth)):
            why = f'says "{match["nth"].lower()} year", which was {_years(start.first, nth)} if the degree began in {start.first}'
            yield Finding(run.span(match.start(), match.end()), {"why": why}, related=(Related(start.span, "The degree"),))


def _degree_start(found: tuple[Entry, ...], level: str) -> Entry | None:
    """The one entry of the page that says when a degree of that level began."""
    starts = [
        entry
        for entry in found
        if entry.is_range and entry.first and entry.first.exists and not entry.hidden and DEGREES[level].search(entry.text)
        and any(_SCHOOL.search(heading) for heading in entry.headings)
        and sum(pattern.search(entry.text) is not None for pattern in DEGREES.values()) == 1
    ]  # fmt: skip
    return starts[0] if len({(entry.first.year, entry.first.month) for entry in starts if entry.first}) == 1 else None


def _end_of_year(start: Date, nth: int) -> date:
    """When the nth year of studies is surely over."""
    return date(start.year + nth, start.month or _AUTUMN, 28) + timedelta(days=31)


def _years(start: Date, nth: int) -> str:
    """The nth year of studies: "2024/25", and "2024" where it begins with the year."""
    year = start.year + nth - 1
    return f"{year}" if start.month in (1, 2) else f"{year}/{(year + 1) % 100:02}"
