"""Characters that nobody sees: zero-width spaces, byte order marks inside text, direction marks, control characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.diagnostic import Edit, Finding
from profilelint.document.kinds import Kind
from profilelint.document.model import Document
from profilelint.regex import regex
from profilelint.source import Span

_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
}
_DIRECTION = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
#: Line ends, tabs and the C1 range between other non-ASCII characters (mojibake, which has a rule of its own) are not here.
_INVISIBLE = regex(f"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u00ad\u200b-\u200d\u2028\u2029\u2060\ufeff{_DIRECTION}]+")
_RIGHT_TO_LEFT = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: Scripts that write words without spaces, in which a zero-width space says where a line may break.
_UNSPACED = regex("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LONG_WORD = 14
_MANY = 20


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    text = document.source.text
    hyphenated = text.count("\u00ad") > _MANY
    mirrored = _RIGHT_TO_LEFT.search(text) is not None
    for match in _INVISIBLE.finditer(text):
        kind = document.kind_at(match.start())
        found = match.group()
        if kind in (Kind.CODE, Kind.LIQUID) or (hyphenated and found == "\u00ad") or (mirrored and re.fullmatch(f"[{_DIRECTION}]+", found)):
            continue
        if _is_harmful(text, *match.span()):
            span = Span(*match.span())
            yield Finding(span, {"name": _name(found), "word": _around(text, *match.span())}, (Edit(span, _instead(text, *match.span())),))


def _is_harmful(text: str, start: int, end: int) -> bool:
    found, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if found[0] in "\u200c\u200d":  # they join and part letters of Persian, Indic scripts and emoji; between Latin letters they do nothing
        return before.isascii() and after.isascii() and (before.isalnum() or after.isalnum())
    if found == "\u00ad":
        return not (before.isalpha() and after.isalpha()) or _word_length(text, start, end) < _LONG_WORD
    if found[0] == "\u200b":
        if not (before + after).strip() or _UNSPACED.match(before or after) or _UNSPACED.match(after or before):
            return False
        return before not in tuple("*_~") and after not in tuple("*_~")  # put there so that emphasis is seen as such
    if "\x80" <= found[0] <= "\x9f":
        return before < "\x80"
    return True


def _word_length(text: str, start: int, end: int) -> int:
    before = re.search(r"[^\W\d_]{0,40}$", text[max(0, start - 40) : start])
    after = re.match(r"[^\W\d_]*", text[end : end + 40])
    return len(before.group() if before else "") + len(after.group() if after else "")


def _instead(text: str, start: int, end: int) -> str:
    """A line separator parts words; nothing is needed for the others."""
    parts = any(character in "\u2028\u2029\x0b\x0c" for character in text[start:end])
    return " " if parts and text[start - 1 : start].strip() and text[end : end + 1].strip() else ""


def _name(found: str) -> str:
    first = found[0]
    is_control = unicodedata.category(first) == "Cc"
    name = _NAMES.get(first) or ("control character" if is_control else unicodedata.name(first, "character").lower())
    return f"{name} (U+{ord(first):04X})"


def _around(text: str, start: int, end: int) -> str:
    """The word in which the characters stand, as it looks."""
    left = _INVISIBLE.sub("", text[max(0, start - 20) : start]).split("\n")[-1]
    right = _INVISIBLE.sub("", text[end : end + 20]).split("\n")[0]
    return left.split(" ")[-1] + right.split(" ")[0] or left.strip() or right.strip()
