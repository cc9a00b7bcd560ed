"""What stretches of the source are: each character is of one kind and shown or hidden, which together is its colour."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import cache

from profilelint.core.record import record
from profilelint.core.source import Span


class Kind(IntEnum):
    """What a stretch of the source is. Every character is of exactly one kind."""

    __hash__ = int.__hash__  # that of an enumeration is written in Python

    BLANK = 0  # blanks and line ends between other things
    PROSE = 1
    MARKUP = 2  # bullets, heading marks, emphasis marks, brackets, table bars, hard breaks
    CODE = 3  # code spans and blocks, <pre>, <script>, <style>
    MATH = 4
    LIQUID = 5  # Liquid tags and outputs, Hugo shortcodes
    ATTRIBUTE_LIST = 6  # kramdown {: …}
    TAG = 7  # an HTML tag without the values of its attributes; doctypes, processing instructions
    ATTRIBUTE_VALUE = 8
    LINK_TARGET = 9
    LINK_TITLE = 10
    COMMENT_DELIMITER = 11
    COMMENT = 12  # text in a comment that is not read as prose
    FIELD_KEY = 13
    FIELD_VALUE = 14  # a value that is not text for people: numbers, dates, paths, identifiers
    DATA_MARKUP = 15  # punctuation of YAML, TOML, JSON and BibTeX, front matter fences
    UNREAD = 16  # what a parser gave up on


KINDS = tuple(Kind)
#: The bit of a colour that says that a character is hidden.
HIDDEN = 0x80


def stretches_of(kinds: Iterable[Kind]) -> bytes:
    """The pattern of characters of one colour, which is of one of these kinds."""
    return rb"([%s])\1*" % b"".join(b"\\x%02x\\x%02x" % (kind, kind | HIDDEN) for kind in kinds)


@cache
def stretch(kinds: tuple[Kind, ...]) -> re.Pattern[bytes]:
    return re.compile(stretches_of(kinds))


@record
class Segment:
    span: Span
    kind: Kind
    hidden: bool
