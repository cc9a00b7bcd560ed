"""The forms that a single date has, and how to tell it from other numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from profilelint.core.regex import regex
from profilelint.language.datetokens import MONTH, SEASON, WHOLE, YEAR, Token
from profilelint.language.datevalues import Date

_DAY = "[nko]"
#: A date with the month's name, as a shape.
NAMED = "|".join((
    f"m[_.:,]{_DAY}[_,.:f]Y",  # September 10, 2023
    f"{_DAY}[_.:,fh/]m[_,.:fh/]Y",  # 10. September 2023, 10-Sep-2023
    "m[0_,.:fh/]Y",  # Sept. 2021
    f"Y,m_{_DAY}(?![_,.:f]Y|[hdt])",  # 2021, Sept 10
    f"Y[_.:h]m(?:[_.:h]{_DAY}(?![_,.:f]Y))?(?![_,.:f](?:Y|{_DAY}[_,.:f]Y))",  # 2021 Sept
))  # fmt: skip
_NUMERIC = "|".join((
    "Y[.][nk][.][nk]|Y/[nk]/[nk]|Yh[nk]h[nk]",  # 2021-09-10
    "[nk][.][nk][.]Y|[nk]/[nk]/Y|[nk]h[nk]hY",  # 10/09/2021
    "Y[.][nk]|Y[/h]n",  # 2021.9; 2021.13 is reported as impossible
    "n[./h]Y",  # 09/2021
))  # fmt: skip
#: Any date with a year.
FULL = f"(?:{NAMED}|{_NUMERIC}|s[_,:/f]Y|D|Y)"
#: Characters around a date that make it part of something longer.
BEFORE, BEHIND = r"(?<![nkyoYLD][./h0])(?<![yL]d)", r"(?![./h0][nkyoYL])"

#: What is numbered, or measured: "pp. 2019", "Room no. 2020".
_NUMBERED = (
    "p pp page pages pg pgs seite seiten pág págs no nos nr vol volume issue room rm raum ext tel phone fax mobile isbn issn eissn id ver "
    "version suite bldg building box pmid pmcid doi eq fig figure rfc iso iec iso/iec astm din gb gb/t cve port zip apt usd eur gbp rmb "
    "cny inr rs"
).split()
_OTHER_BEFORE = regex(
    rf"(?:\b(?:{'|'.join(_NUMBERED)})\b\.?|[#№])[:\s]{{0,3}}(?:no\.?|nr\.?|number|#)?[:\s]{{0,3}}$|"
    r"\barxiv:\s?$|(?:\d|(?:19|20)\d\d |\)\s?):$|(?:(?:19|20)\d\d|\)):\s$|"
    r"(?:\b(?:tel|phone|fax|mobile|cell)\b\.?:?|\+\d)[\d\s()+./-]{0,16}$",
    re.IGNORECASE,
)
#: The words that may precede such a number.
_OTHER_WORDS = frozenset((*_NUMBERED, "number", "cell"))
_COURSE_BEFORE = regex(
    r"\b(?:CS|CSE|CSCI|CSC|CMSC|CMPSC|CMPT|COMP|COMPSCI|COMS|CIS|EECS|ECE|EE|ENGR?|MATH|MAT|AMATH|STAT|STATS?|PHYS?|CHEM|BIOL?|ECON|PSYC?H?|PHIL|HIST|"
    r"ENGL|LING|ME|MECH|MSE|MIE|IEOR|ORIE|INFO|INFS|SOC|POLS?|GEOG|GEOL|ASTR|COGS|DSCI|DATA|BUAD|FIN|ACCT|MGMT|MKTG)[\s-]$"
)
_OTHER_BEHIND = regex(
    r"\)\s?\d{3}[-\s]\d{4}\b|\s?(?:[cknmµ]?m(?:[⁻^-]|²|³|\b)|[kMG]?Hz\b|k?g\b|px\b|Å|[km]?eV\b|hPa\b|ft\b|BCE?\b|B\.\s?C|BP\b|cal\b|v\.\s?Chr|a\.\s?C\b|av\.\s?J|USD\b|EUR\b|CNY\b|"
    r"RMB\b|dollars\b|euros\b|words\b|samples\b|images\b|hours\b|participants\b|patients\b|citations\b|characters\b|calories\b|"
    r"(?:[A-Z]\w+\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Blvd|Boulevard|Drive|Dr|Lane|Ln|Way|Hall|Broadway)\b)"
)
_CONTEXT = 24
_NAMED_LETTERS = frozenset((MONTH, SEASON, WHOLE))
#: The length of "'23".
_SHORT = 3


def is_other_number(text: str, tokens: Sequence[Token]) -> bool:
    """Whether the context makes the numbers pages, a room, a course or a measurement."""
    if not _NAMED_LETTERS.isdisjoint([token.letter for token in tokens]):
        return False
    start, end = tokens[0].start, tokens[-1].end
    before = text[max(start - _CONTEXT, 0) : start]
    if (_may_number(before) and _OTHER_BEFORE.search(before)) or _OTHER_BEHIND.match(text, end):
        return True
    return len(tokens) == 1 and _COURSE_BEFORE.search(before) is not None


def _may_number(before: str) -> bool:
    """Whether the last word may be the unit of a number: mostly it is another word, or a comma follows it."""
    said = before.rstrip()
    word = said.rpartition(" ")[2]
    return word.lower() in _OTHER_WORDS if word.isalpha() else not (word == "" or word.endswith((",", ";")))


def date_of(tokens: Sequence[Token], shape: str) -> Date | None:
    """The date that tokens make whose shape is one of FULL; None where the numbers make none."""
    start, end = tokens[0].start, tokens[-1].end
    letters = shape[::2]
    if letters == WHOLE:
        year, month, day = tokens[0].values
        return Date(start, end, year or 0, month, day, "cjk")
    at = letters.index(YEAR)
    year = tokens[at].value
    if len(letters) == 1:
        return Date(start, end, year)
    if MONTH in letters:
        return named(tokens, year)
    if SEASON in letters:
        return Date(start, end, year, form="season", years=tokens[letters.index(SEASON)].value)
    if tokens[at].end - tokens[at].start == _SHORT:
        return None  # NeurIPS'23/22
    form = "iso" if "h" in shape else "numeric"
    others = [token.value for token in tokens if token.letter != YEAR]
    if len(others) == 2 and at == 2:
        return _day_and_month(start, end, year, *others)
    month, day = (*others, None, None)[:2]
    if form == "iso" and len(others) == 1 and at == 0 and month == (year + 1) % 100:
        return Date(start, end, year, form="years", years=2)  # 2010-11: November, or the year that ends in 2011
    return Date(start, end, year, month, day, form)


def named(tokens: Sequence[Token], year: int, guessed: bool = False) -> Date:
    """The date of a month's name, with or without a day and a year."""
    word = next(token for token in tokens if token.letter == MONTH)
    day = next((token.value for token in tokens if token.letter in "nko"), None)
    return Date(tokens[0].start, tokens[-1].end, year, word.value, day, "month", (word.start, word.end), word.slip, guessed)


def _day_and_month(start: int, end: int, year: int, one: int, two: int) -> Date | None:
    if one > 12 and two > 12:
        return None
    if one == two or one > 12:
        return Date(start, end, year, two, one, "numeric")
    return Date(start, end, year, one, two, "numeric") if two > 12 else Date(start, end, year, form="numeric")
