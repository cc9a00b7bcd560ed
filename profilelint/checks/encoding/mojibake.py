"""Text that was written in one encoding and read as another: `â€™` for an apostrophe, `ðŸŽ‰` for an emoji."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType

from profilelint.checks.context import Context, Options
from profilelint.checks.encoding.lost_letters import windows_edit
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import Document


@record
class _Reading:
    """An encoding in which UTF-8 was misread: its names, the characters that may begin a garbled stretch, and the pattern of stretches."""

    encodings: tuple[str, ...]
    begins: str
    pattern: re.Pattern[str]


def _characters(encoding: str, numbers: Iterable[int]) -> list[str]:
    """What an encoding makes of the bytes of some numbers. Where it has nothing, programs put the control character of that number."""
    alone = (bytes((byte,)) for byte in numbers)
    return [byte.decode(encoding, "ignore") or byte.decode("latin-1") for byte in alone]


def _tails(encoding: str) -> str:
    """What an encoding makes of the bytes 80 to BF, with which a character of UTF-8 goes on, for a class of a pattern."""
    return "".join(f"\\u{ord(character):04x}" for character in _characters(encoding, range(0x80, 0xC0)))


def _latin(encodings: tuple[str, ...], two: str, three: str, four: str) -> _Reading:
    """Characters of UTF-8 in two, three and four bytes, by what is read for the first of them."""
    tail = f"[{_tails(encodings[0])}\x80-\x9f]"
    pattern = regex(f"(?:[{two}]{tail}|[{three}]{tail}{{2}}|[{four}]{tail}{{3}})+")
    return _Reading(encodings, two + three + four, pattern)


#: The bytes C2 to C5 begin letters of Europe with their accents, E2 80 marks of punctuation, F0 9F emoji.
_READINGS = (
    _latin(("cp1252", "latin-1"), "".join(map(chr, range(0xC2, 0xE0))), "".join(map(chr, range(0xE0, 0xF0))), "ðñòóô"),
    _latin(("cp1250", "iso8859-2"), "ÂĂÄĹ", "âăäĺ", "đ"),
    _latin(("cp1257",), "ĀĆÄÅ", "ā", "š"),
    _latin(("cp1254",), "ÃÄÅ", "â", "ğ"),
    _Reading(("cp1251",), "вРС", regex(f"вЂ[{_tails('cp1251')}]|(?:[РС][{_tails('cp1251')}]){{3,99}}+")),
    _Reading(("cp1253",), "β", regex(f"β€[{_tails('cp1253')}]")),
    _Reading(("mac-roman",), "‚√≈", regex(f"(?:‚Ä[îìíòôúù¶¢†]|[√≈][{_tails('mac-roman')}])+")),
    _Reading(("cp437",), "Γ├", regex(f"(?:ΓÇ[{_tails('cp437')}]|├[{_tails('cp437')}])+")),
)
_BEGINS = "".join(sorted({letter for reading in _READINGS for letter in reading.begins}))
#: The first characters of stretches: two such characters in a row are rare.
_ALONE = "\x80-\x9f鈥锟锘"
_FIRST = regex(rf"[{_BEGINS}{_ALONE}](?:(?<=[{_ALONE}])|(?=[^\x00-\x7f])|(?<=Ã)(?=[ ]))")
#: Quotation marks, dashes and letters of Windows-1252 that were taken for Latin-1, in which they are control characters.
_CONTROLS = regex("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]+")
#: The third byte of a closing quotation mark has no character in Windows-1252; many programs drop it.
_CUT_SHORT = regex(f"â€\ufffd*(?![{_tails('cp1252')}])")
#: The second byte of "à" is a blank to Windows-1252; many programs make it a plain one.
_CUT_BLANK = regex(r"Ã(?:[ ](?=[ ]\S)|(?=[ ]\S))")
_SURE = regex("Ã[©¨ª«¢®´§¼]")
#: Marks of General Punctuation, and lost characters, as GBK reads them. No Chinese text has these characters otherwise.
_CHINESE = regex("鈥[\u4e00-\u9fff\ue000-\uf8ff]|(?:锟斤拷)+锟?|锘縖?")

_PUNCTUATION = "\xa0“”‘’„‚«»‹›…—–•™®"
_MATHEMATICAL = "∂∆∑∏π∫Ω≤≥±≠∞≈√°│┤╡╢╖╕╣║╗╝╜╛┐░▒▓"
_OPENING = "“‘„‚«‹¿¡"
_READ = {Kind.PROSE, Kind.COMMENT, Kind.FIELD_VALUE, Kind.LINK_TITLE, Kind.UNREAD, Kind.MARKUP}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    text = document.source.text
    at = 0
    while first := _FIRST.search(text, at):
        start = first.start()
        found = _found(text, start) if document.kind_at(start) in _READ else None
        at = found.end if found else start + 1
        if found:
            span = Span(start, found.end)
            edits = (Edit(span, found.repaired),) if found.repaired else ()
            values = {"repair": f'; it should be "{found.repaired}"' if found.repaired.strip() else ""}
            level = Applicability.SAFE if found.is_sure else Applicability.UNSAFE
            yield Finding(span, values, edits, level, suggestions=(found.repaired,) if found.repaired else ())


@record
class _Broken:
    """A stretch that is certainly garbled: its end, and the original text, "" if unknown."""

    end: int
    repaired: str
    is_sure: bool = True


def _found(text: str, start: int) -> _Broken | None:
    """The garbled stretch at a place; None if it may be correct."""
    first = text[start]
    if match := _CONTROLS.match(text, start):
        repaired, is_sure = windows_edit(text, Span(*match.span()))
        return _Broken(match.end(), repaired, is_sure)
    if match := _CUT_SHORT.match(text, start):
        return _Broken(match.end(), "")
    if match := _CHINESE.match(text, start):
        return _Broken(match.end(), "" if first in "锟锘" else _decoded(match.group(), "gbk") or "")
    if match := _CUT_BLANK.match(text, start):
        is_broken = text[start - 1 : start].islower() or (not text[start - 1 : start].strip() and _SURE.search(text))
        return _Broken(match.end(), "à") if is_broken else None
    for reading in _READINGS:
        match = reading.pattern.match(text, start) if first in reading.begins else None
        if match and (broken := _misread(match, reading)):
            return broken
    return None


def _misread(match: re.Match[str], reading: _Reading) -> _Broken | None:
    if "ï¿½" in match.group():
        return _Broken(match.end(), "")
    repaired = _repaired(match.group(), reading)
    if repaired and not _is_plain_text(repaired):  # a symbol of a font: no part of it is to be read by itself
        return _Broken(match.end(), "") if _badness().is_bad(match.group()) else None
    if repaired and _is_broken(match.string, match.start(), match.end(), repaired):
        return _Broken(match.end(), repaired)
    return None


def _repaired(found: str, reading: _Reading) -> str | None:
    """The original of a text that was misread in an encoding, perhaps more than once."""
    repaired = next((text for encoding in reading.encodings if (text := _read_again(found, encoding))), None)
    again = repaired is not None and repaired[0] in reading.begins and reading.pattern.fullmatch(repaired)
    return _repaired(repaired, reading) or repaired if repaired and again else repaired


def _read_again(text: str, encoding: str) -> str | None:
    """The bytes that were misread in an encoding, read as UTF-8, where that works."""
    numbers = _numbers(encoding)
    try:
        return bytes(numbers[character] for character in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


@cache
def _numbers(encoding: str) -> dict[str, int]:
    """The bytes of the characters of an encoding. A lost character may have been byte 1A, "substitute"."""
    return {character: byte for byte, character in enumerate(_characters(encoding, range(0x100)))} | {"\ufffd": 0x1A}


def _decoded(text: str, encoding: str) -> str | None:
    """Bytes of an encoding read as UTF-8, where that works."""
    try:
        return text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return None


def _is_broken(text: str, start: int, end: int, repaired: str) -> bool:
    """Whether nobody writes a stretch so between the letters around it."""
    if _may_be_right(text, start, end):
        return False
    is_bad = _badness().is_bad
    before, found, after = text[max(0, start - 2) : start], text[start:end], text[end : end + 2]
    if found[0] in "вРСΓ├" or is_bad(found) or (is_bad(before + found + after) and not is_bad(before + repaired + after)):
        return True
    # "Ã…lesund": a mark that ends something, in the middle of a word.
    is_inside = end - start == 2 and not found[1].isalnum() and after[:1].islower() and not before[-1:].isupper()
    return is_inside and repaired.isalpha() and found[0] in "ÃÄÅĂĹ"


@cache
def _badness() -> ModuleType:
    """`ftfy.badness` by itself: the package imports tables of the widths of characters, which take three times as long."""
    ftfy = PathFinder.find_spec("ftfy")
    assert ftfy
    spec = PathFinder.find_spec("ftfy.badness", ftfy.submodule_search_locations)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _may_be_right(text: str, start: int, end: int) -> bool:
    """Whether a pair may be the last letter of a word in capitals and the punctuation after it (“MANHÃ” is Portuguese), or a sign."""
    if end - start != 2:
        return False
    letter, mark, before, after = text[start], text[start + 1], text[start - 1 : start], text[end : end + 1]
    if letter + mark in ("Å²", "Å³", "×²", "×³"):  # square ångströms; 3 × ²
        return True
    if letter in "√≈├":
        return mark in _MATHEMATICAL and not before.isalpha() and not after.islower()
    if mark not in _PUNCTUATION:
        return False
    if mark in _OPENING and before.isalpha() and after.isalpha():  # "AÃ‘OS": nothing is quoted in the middle of a word
        return False
    if before.isupper():
        return True
    if mark == "\xa0":  # a single letter, or the end of a word in small letters
        return letter not in "ÂÃ"
    if letter == "Â" and mark in "®™":
        return False
    if letter + mark == "Ã—":  # 3 × 4
        return not (before + after).replace(" ", "1").isdigit()
    return not before.islower() and not after.islower()


def _is_plain_text(text: str) -> bool:
    """Whether a person may have typed it: assigned characters of one kind, no control characters."""
    return all(unicodedata.category(character) not in ("Cc", "Cn", "Co", "Cs") for character in text)
