"""Recover the letters that an invisible character replaced: a ligature of a PDF, a word that continued on the next line."""

from __future__ import annotations

from profilelint.core.diagnostic import Edit
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.language.languages import is_word
from profilelint.language.lexicon import is_known

#: The glyphs that fonts of TeX have at codes of control characters. Which of them a code is differs from font to font.
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
_LETTERS = regex(r"[^\W\d_]*")
_BLANKS = regex(r"[ \t]*")
_REACH = 40
#: Those of Windows-1252 that all of its encodings have: quotation marks, dashes, an ellipsis, a bullet.
_WINDOWS_MARKS = "\x80\x82\x84\x85\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b"
#: A word so short may be what is left of one.
_SHORT = 2


def is_control(character: str) -> bool:
    """Whether it is of the range in which fonts of TeX have glyphs."""
    return character < " " or character == "\x7f"


def certain_edit(text: str, span: Span) -> Edit | None:
    """The safe fix of a soft hyphen or a control character. None if a word is broken by it or letters may be lost."""
    before, after = _before(text, span.start), _after(text, span.end)
    if text[span.start] == "\u00ad":
        return _joined(text, span, before) if before and text[span.end : span.end + 1].isspace() else Edit(span, "")
    made = _ligatures(before, after) if len(span) == 1 else []
    word = "" if before and after else before or after
    if made:
        return Edit(span, made[0]) if len(made) == 1 and not is_known(word.lower()) else None
    if before and after:
        return _within(text, span, before, after)
    return None if word.isascii() and word and not is_known(word.lower()) else Edit(span, separator(text, span))


def windows_edit(text: str, span: Span) -> tuple[str, bool]:
    """The meaning of Latin-1 control characters in Windows-1252, "" if they have none, and whether it is certain: quotation marks and
    dashes are the same in all Windows encodings, letters differ on a Mac."""
    found = text[span.start : span.end]
    if all(character in _WINDOWS_MARKS for character in found):
        is_line_end = found == "\x85" and not text[span.start - 1 : span.start].strip()
        return found.encode("latin-1").decode("cp1252"), not is_line_end
    before, after = _before(text, span.start), _after(text, span.end)
    made = [other for encoding in ("cp1252", "mac-roman") if is_word(f"{before}{(other := _as(found, encoding))}{after}".lower())]
    if not made and text[span.start - 1 : span.start] == ";" and after:
        return "", False  # the rest of a letter, the other half of which was written as an entity: "&Uuml;\x9cber"
    return (made[0], True) if len(made) == 1 else (_as(found, "cp1252"), False)


def _as(controls: str, encoding: str) -> str:
    return controls.encode("latin-1").decode(encoding, "ignore")


def separator(text: str, span: Span) -> str:
    """A line separator parts words; nothing is needed for the others."""
    parts = any(character in "\u2028\u2029\x0b\x0c" for character in text[span.start : span.end])
    return " " if parts and text[span.start - 1 : span.start].strip() and text[span.end : span.end + 1].strip() else ""


def _joined(text: str, span: Span, before: str) -> Edit | None:
    """A word that a line of print ended in and that is one of the dictionary without the mark and the blank."""
    blanks = _BLANKS.match(text, span.end)
    end = blanks.end() if blanks else span.end
    after = _after(text, end)
    return Edit(Span(span.start, end), "") if after and is_known((before + after).lower()) else None


def _ligatures(before: str, after: str) -> list[str]:
    """The ligatures that make a word of the dictionary of the letters around them."""
    return [letters for letters in _LIGATURES if (before or after) and is_known(f"{before}{letters}{after}".lower())]


def _within(text: str, span: Span, before: str, after: str) -> Edit | None:
    between, is_word = separator(text, span), is_known((before + after).lower())
    if not between:
        return Edit(span, "") if is_word else None
    are_words = all(len(word) > _SHORT and is_known(word.lower()) for word in (before, after))
    return Edit(span, between) if are_words and not is_word else None


def _before(text: str, offset: int) -> str:
    return _after(text[max(0, offset - _REACH) : offset][::-1], 0)[::-1]


def _after(text: str, offset: int) -> str:
    match = _LETTERS.match(text[offset : offset + _REACH])
    return match.group() if match else ""
