"""Two things at once that one person does not do at once: full-time posts in two countries, two degrees of one level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from profilelint.checks.context import Context, Options
from profilelint.checks.date.dated import dated_texts
from profilelint.checks.date.entries import Entry, entries, pairs
from profilelint.core.diagnostic import Finding, Related
from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.language.degrees import DEGREES

_STUDIES = regex(r"\beducation\b|\bstudies\b|学历|教育|\bausbildung\b|\bformation\b|\beducación\b|\bistruzione\b", re.IGNORECASE)
_WORK = regex(r"\b(?:experience|employment|appointments?|positions?|career|work|job)\b|工作|berufserfahrung", re.IGNORECASE)
#: The levels of which nobody earns two at once, as they are called.
_LEVELS = {"doctorate": "doctorate", "bachelor": "bachelor's degree"}
_FULL_TIME = regex(
    r"\b(?:post-?doc\w*|(?:assistant|associate|full)\s(?:teaching\s|research\s)?professor|software engineer|research scientist|"
    r"research engineer|data scientist|lecturer|full[- ]time)\b",
    re.IGNORECASE,
)
#: Activities in addition to a post or a degree.
_BESIDE = regex(
    r"\b(?:visit\w*|guest|intern\w*|part[- ]time|adjunct|affiliat\w*|honorary|courtesy|remote\w*|consult\w*|joint\w*|dual|"
    r"double|co-?tutelle|cotutela|exchange|secondment|on leave|leave of absence|minor|second\s?major|founder|advis\w*|board|"
    r"member|editor|volunteer|collaborat\w*|fellow\w*|external|freelance\w*|sandwich|erasmus|concurrent\w*|simultaneous\w*|"
    r"MD[-/ ]?Ph\.?D|联合|双|访问|交换|兼职)",
    re.IGNORECASE,
)
_COUNTRIES = regex(
    r"\b(USA|U\.S\.A?\.?|United States|Canada|UK|U\.K\.|United Kingdom|England|Scotland|Ireland|Germany|France|Switzerland|"
    r"Austria|Italy|Spain|Portugal|Netherlands|Belgium|Luxembourg|Denmark|Sweden|Norway|Finland|Poland|Czech Republic|Czechia|"
    r"Hungary|Greece|Turkey|Israel|India|China|Japan|South Korea|Korea|Taiwan|Hong Kong|Singapore|Australia|New Zealand|"
    r"Brazil|Chile|Argentina|Mexico|Colombia|South Africa|Egypt|Saudi Arabia|UAE|Qatar|Iran|Pakistan|Bangladesh|Vietnam|"
    r"Thailand|Malaysia|Indonesia|Russia|Ukraine)(?!\w)",
)
_SAME_COUNTRY = {
    "U.S.": "USA", "U.S.A.": "USA", "U.S.A": "USA", "United States": "USA", "U.K.": "UK", "United Kingdom": "UK", "England": "UK",
    "Scotland": "UK", "South Korea": "Korea", "Czechia": "Czech Republic",
}  # fmt: skip
#: Shorter overlaps are the weeks of a move.
_MONTHS = 6
#: A page with more entries is not the CV of one person.
_MOST = 40


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if sum(len(dated.reading.ranges) for dated in document.view(dated_texts)) + len(document.view(pairs)) < 2:
        return
    ranges = [entry for entry in document.view(entries) if entry.is_own and entry.is_range and entry.first and not entry.hidden]
    if len(ranges) > _MOST:
        return
    studies = [(entry, level) for entry in ranges if _is_under(entry, _STUDIES) and (level := _level(entry))]
    posts = [(entry, place) for entry in ranges if _is_under(entry, _WORK) and (place := _country(entry))]
    for (one, level), (two, other) in combinations(studies, 2):
        if level == other and one.group == two.group and (months := _months_together(one, two)) >= _MONTHS:
            yield _finding(one, two, months, f"two programmes for a {level}")
    for (one, here), (two, there) in combinations(posts, 2):
        if here != there and (months := _months_together(one, two)) >= _MONTHS:
            yield _finding(one, two, months, f"posts in {here} and {there}")


def _finding(one: Entry, two: Entry, months: int, what: str) -> Finding:
    values = {"what": what, "months": str(months), "one": _said(one), "two": _said(two)}
    return Finding(two.span, values, related=(Related(one.span, "At the same time"),))


def _said(entry: Entry) -> str:
    return f"{entry.first} – {entry.last or 'now'}"


def _is_under(entry: Entry, heading: re.Pattern[str]) -> bool:
    return any(heading.search(text) for text in entry.headings)


def _level(entry: Entry) -> str | None:
    if _BESIDE.search(entry.text):
        return None
    levels = [name for level, name in _LEVELS.items() if DEGREES[level].search(entry.text)]
    return levels[0] if len(levels) == 1 else None


def _country(entry: Entry) -> str | None:
    if _BESIDE.search(entry.text) or not _FULL_TIME.search(entry.text):
        return None
    countries = {_SAME_COUNTRY.get(name, name) for name in _COUNTRIES.findall(entry.text)}
    return countries.pop() if len(countries) == 1 else None


def _months_together(one: Entry, two: Entry) -> int:
    """For how many months two ranges surely overlap."""
    if one.first is None or two.first is None or (one.last is None and two.last is None):
        return 0
    if not all(date.exists for entry in (one, two) for date in (entry.first, entry.last) if date):
        return 0
    return min(_last_month(one), _last_month(two)) - max(_month(one.first.latest), _month(two.first.latest))


def _last_month(entry: Entry) -> int:
    return _month(entry.last.earliest) if entry.last else _month((9999, 12, 31))


def _month(day: tuple[int, int, int]) -> int:
    return day[0] * 12 + day[1]
