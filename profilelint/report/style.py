"""What a terminal can show: colour, characters, columns. Nothing of a page reaches it unescaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TextIO

from profilelint.core.record import record
from profilelint.core.regex import regex

# Control characters, line and paragraph separators, marks that turn the direction of text, lone surrogates: what could move
# the cursor, recolour the terminal, or make a line read as something else than it is.
_UNSAFE = regex("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


@record
class Style:
    """`columns`: how wide a source line may be shown. `wraps`: whether longer lines are to be wrapped, as on a terminal; `folds`: whether
    long lists are."""

    color: bool = False
    unicode: bool = True
    columns: int = 120
    wraps: bool = False
    folds: bool = False

    def paint(self, text: str, *looks: str) -> str:
        return f"\x1b[{';'.join(_CODES[look] for look in looks)}m{text}\x1b[0m" if self.color and text else text

    @property
    def ellipsis(self) -> str:
        return "…" if self.unicode else "..."


def style_for(stream: TextIO, color: str, environ: Mapping[str, str], in_full: bool = False) -> Style:
    """`color`: what `--color` says: auto, always or never. `in_full`: somebody wants to see all of a long list."""
    columns, is_terminal = 120, stream.isatty()
    if is_terminal:
        from shutil import get_terminal_size

        columns = max(60, get_terminal_size().columns)
    return Style(_wants_color(stream, color, environ), has_unicode(stream), columns, is_terminal, is_terminal and not in_full)


def has_unicode(stream: TextIO) -> bool:
    """Whether a stream takes all characters."""
    encoding = (stream.encoding or "ascii").lower().replace("-", "").replace("_", "")
    return encoding in ("utf8", "utf16", "utf32")


def _wants_color(stream: TextIO, color: str, environ: Mapping[str, str]) -> bool:
    if color != "auto":
        return color == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR") or environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"


def escaped(text: str) -> str:
    """The text on one line, with what a terminal must not get written as an escape."""
    return _UNSAFE.sub(lambda match: _escape(match.group()), text).replace("\t", " ")


def visible(character: str, marked: bool) -> str:
    """What is shown for one character of a source line. In what is marked, nothing stays invisible."""
    if _UNSAFE.match(character) or (marked and unicodedata.category(character) in ("Cf", "Co", "Cn")):
        return _escape(character)
    return character


def _escape(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many columns of a terminal the text takes; a tab is one here, since it is copied."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
