"""Tokenizer for dates: numbers, months, "now" and the gaps between them.

A text becomes rows of nearby tokens. Each row has a *shape*: a letter for each token and one for each gap. Dates are recognised by
patterns over shapes ("10–14 September 2023" is `ndk_m_Y`), and numbers attached to something else (v2021.3, 10.1145/2021) match none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.language.months import MARKED_ONLY, NUMBERS, Misspelling, misspelling

#: Letters of a shape. Tokens: a year, a number that may be a month, one that may only be a day, one that may only be a year's end ("98"),
#: an ordinal ("10th"), a month, a season, "now" and the same in scripts without blanks, a whole date, and anything else with digits.
YEAR, NUMBER, DAY, SHORT_YEAR, ORDINAL, MONTH, SEASON, NOW, CJK_NOW, WHOLE, OTHER = "YnkyomsNCDL"
#: The gap letters: nothing `0`, spaces `_`, a comma `,`, a stop `.` (followed by spaces `:`), a slash `/`, a tight hyphen `h`, any other
#: dash `d`, a word for "to" `t`, a word for "of" `f`, an opening bracket `(`, anything else `x`.
BREAK = "x"

NOW_WORDS = (
    "present", "now", "current", "currently", "ongoing", "on-going", "today", "heute", "jetzt", "aujourd['’]hui", "présent", "presente",
    "actualidad", "actualmente", "actual", "oggi", "attuale", "hoje", "atual", "atualmente", "heden", "obecnie", "nutid", "nuvarande",
    "halen", "ahora",
)  # fmt: skip
_NOW = rf"(?<=to\ )date|{'|'.join(NOW_WORDS)}"
_NOW_BEGINS = "".join(sorted({letter for word in ("date", *NOW_WORDS) for letter in (word[0], word[0].upper())}))
_YEARS = frozenset((YEAR, WHOLE))
_SEASONS = frozenset((
    "spring", "summer", "autumn", "fall", "winter", "frühling", "sommer", "herbst", "printemps", "été", "automne", "hiver",
    "primavera", "verano", "otoño",
))  # fmt: skip
_WINTERS = frozenset(("winter", "hiver"))
_LETTER = r"[^\W\d_]"
#: Grouped by their first character; the rest of a word that is not a token is skipped.
_TOKEN = regex(
    rf"""
    (?=\d)(?:
        (?P<whole>(?<!\d)(\d{{4}})\s?[年년](?:\s?(\d{{1,2}})\s?[月월](?:\s?份|\s?(\d{{1,2}})\s?[日号號일])?)?)
        |(?P<stamp>(?<![\w./+-])(\d{{4}})-(\d{{1,2}})-(\d{{1,2}})(?=[Tt]\d))
        |(?P<number>\d+)(?P<ordinal>(?i:st|nd|rd|th|er)\b)?
    )
    |(?P<short>['’‘](?:(?<![\w'’‘].)|(?<=[A-Za-z].))\d\d(?![\w'’]))
    |(?P<cjk_now>至今|迄今|现在|現在|目前|현재)
    |(?<!{_LETTER})(?={_LETTER})(?:
        (?=[AaSs])(?P<academic>(?<!\w)(?i:AY|academic\ year|school\ year)(?=\s?\d))
        |(?=[{_NOW_BEGINS}])(?P<now>(?<!\w)(?i:{_NOW})(?![\w-]))
        |(?P<word>{_LETTER}{{3,12}}+)(?=[.,/-]{{0,2}}\s{{0,2}}['’]?\d|\.?\s{{0,3}}[‐-―−~～-]|\ (?i:to|until|till|bis|de|del|of)\ )
        |(?<=\d[\s./-])(?P<late>{_LETTER}{{3,12}}+)(?!{_LETTER})
        |[A-Za-z]+
    )
    """,
    re.VERBOSE,
)
_B = r"[^\S\r\n]"  # a blank
_SOME_B, _ANY_B = _B + "{1,24}+", _B + "{0,24}+"
_GAPS = tuple(
    (letter, regex(pattern, re.IGNORECASE))
    for letter, pattern in (
        ("0", r""),
        ("_", rf"{_SOME_B}['’]?|['’]"),
        (",", rf"{_B}?\.?,{_ANY_B}"),
        (".", r"\."),
        (":", rf"\.{_SOME_B}"),
        ("/", r"/"),
        ("h", r"-"),
        ("d", rf"\.?{_ANY_B}(?:[‐-―−~～〜→－-]++>?{_ANY_B})++(?:(?:to|until|till){_SOME_B})?"),
        ("t", rf"\.?{_SOME_B}(?:to|up{_B}to|until|till|through|thru|bis|à|au|a|al|hasta|até|t/m|tot){_SOME_B}|{_ANY_B}[至到]{_ANY_B}"),
        ("f", rf"\.?{_SOME_B}(?:of|de|del){_SOME_B}"),
        ("(", rf"{_ANY_B}[(\[（]{_ANY_B}"),
    )
)
#: "'39" is 2039, "'40" is 1940.
_CENTURY = 40
_APOSTROPHES = frozenset("'’‘")
_CAPITAL = regex("[A-Z]")
_WORD_BEFORE = regex(rf"({_LETTER}{{2,16}})(?:\.?{_B})?$")
_WORDS_BEFORE = frozenset(("in", "since", "until", "to", "from", "of", "spring", "summer", "fall", "autumn", "winter"))
_WORD_BEHIND = regex(rf"{_B}{_LETTER}(?!o{_B}['’‘\d])")
_LONGEST_GAP = 24
#: Next to these, a number is part of something else: an identifier, a price, a formula, a phone number.
_GLUE_BEFORE, _GLUE_AFTER = frozenset("@#$€£¥+=\\^&%№_<>"), frozenset("%°€$£#@+=^\\_")
_TIES = frozenset(".-/:")


@record
class Token:
    start: int
    end: int
    letter: str
    values: tuple[int | None, int | None, int | None] = (
        None,
        None,
        None,
    )  # of a number or month the first, of a season its years; else year, month, day
    slip: Misspelling | None = None

    @property
    def value(self) -> int:
        return self.values[0] or 0


def rows(text: str) -> Iterator[tuple[list[Token], str]]:
    """The rows of tokens of a text that have a year, each with its shape."""
    tokens = [token for match in _TOKEN.finditer(text) if match.lastgroup and (token := _token(match))]
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    row: list[Token] = []
    gaps: list[str] = []
    for token, after in zip_longest(tokens, tokens[1:]):
        row.append(token)
        is_near = after is not None and after.start - token.end <= _LONGEST_GAP
        gaps.append(_gap(text[token.end : after.start]) if is_near else BREAK)
        if gaps[-1] == BREAK:
            if not _YEARS.isdisjoint([token.letter for token in row]):
                letters = [token.letter if _stands_alone(text, token, starts, ends) else OTHER for token in row]
                yield row, "".join([letter + gap for letter, gap in zip(letters, gaps, strict=True)])
            row, gaps = [], []


def _token(match: re.Match[str]) -> Token | None:
    kind, start, end = match.lastgroup, match.start(), match.end()
    if kind == "number":
        return _number(start, end, match.group())
    if kind == "word" or kind == "late":
        return _month_or_season(match, start, end)
    if kind == "ordinal":
        return _ordinal(start, end, match["number"])
    if kind == "now" or kind == "cjk_now":
        return Token(start, end, NOW if kind == "now" else CJK_NOW)
    if kind == "short":
        return _short_year(match.string, start, end)
    if kind == "academic":
        return Token(start, end, SEASON, (2, None, None))
    year, month, day = (int(part) if part else None for part in (match.group(2, 3, 4) if kind == "whole" else match.group(6, 7, 8)))
    return Token(start, end, WHOLE if year and 1900 <= year < 2100 else OTHER, (year, month, day))


def _short_year(text: str, start: int, end: int) -> Token | None:
    """ "'23" after the name of a venue or a month, or alone; not '10 good reasons'."""
    before = _WORD_BEFORE.search(text, max(start - 16, 0), start)
    if before is None:
        if _WORD_BEHIND.match(text, end):
            return None
    elif len(_CAPITAL.findall(before[1])) < 2 and before[1].lower() not in NUMBERS and before[1].lower() not in _WORDS_BEFORE:
        return None
    short = int(text[start + 1 : end])
    return Token(start, end, YEAR, (short + (2000 if short < _CENTURY else 1900), None, None))


def _number(start: int, end: int, digits: str) -> Token:
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return Token(start, end, YEAR, (int(digits), None, None))
    if len(digits) > 2 or not digits.isascii():
        return Token(start, end, OTHER)
    value = int(digits)
    if 1 <= value <= 12:
        letter = NUMBER
    elif 13 <= value <= 31:
        letter = DAY
    else:
        letter = SHORT_YEAR if len(digits) == 2 else OTHER
    return Token(start, end, letter, (value, None, None))


def _ordinal(start: int, end: int, digits: str) -> Token:
    if len(digits) > 2 or not digits.isascii():
        return Token(start, end, OTHER)
    value = int(digits)
    return Token(start, end, ORDINAL if 1 <= value <= 31 else OTHER, (value, None, None))


def _month_or_season(match: re.Match[str], start: int, end: int) -> Token | None:
    word = match.group()
    lower = word.lower()
    if lower in NUMBERS:
        marked = match.string[end : end + 1] in (".", "/")
        return None if lower in MARKED_ONLY and not marked else Token(start, end, MONTH, (NUMBERS[lower], None, None))
    if lower in _SEASONS:
        return Token(start, end, SEASON, (2 if lower in _WINTERS else 1, None, None))
    slip = misspelling(word)
    return Token(start, end, MONTH, (slip.month, None, None), slip) if slip else None


def _stands_alone(text: str, token: Token, starts: set[int], ends: set[int]) -> bool:
    """Whether a number is not part of something longer."""
    if token.letter not in "Ynkyo" or text[token.start] in _APOSTROPHES:
        return True
    return not (_hangs_before(text, token, ends) or _hangs_behind(text, token, starts))


def _is_latin(character: str) -> bool:
    return character.isalpha() and character < "\u0530"


def _hangs_before(text: str, token: Token, ends: set[int]) -> bool:
    at = token.start
    if at == 0 or at in ends:
        return False
    before = text[at - 1]
    if before in _TIES and at > 1:
        tied = text[at - 2]
        if before == ":":
            return tied.isdigit() or tied == ":"
        return at - 1 not in ends and (_is_latin(tied) or tied.isdigit() or tied in "_/")
    return _is_latin(before) or before in _GLUE_BEFORE


def _hangs_behind(text: str, token: Token, starts: set[int]) -> bool:
    at = token.end
    if at in starts or at >= len(text):
        return False
    behind = text[at]
    if behind in _TIES and at + 1 < len(text) and at + 1 not in starts:
        return _is_latin(text[at + 1]) or text[at + 1] == "_"
    if behind == ":":
        return text[at + 1 : at + 2].isdigit()
    return _is_latin(behind) or behind in _GLUE_AFTER


@lru_cache(maxsize=4096)
def _gap(text: str) -> str:
    return next((letter for letter, pattern in _GAPS if pattern.fullmatch(text)), BREAK)
