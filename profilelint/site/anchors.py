"""The ids that site generators give to headings. Each has its own way; where they differ, a link may follow any of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from profilelint.core.regex import regex

_LEADING = regex(r"^[^a-zA-Z]+")
_NOT_KRAMDOWN = regex(r"[^a-zA-Z0-9 -]")
_NOT_GITHUB = regex(r"[^\w\- \t]")
_NOT_WORD = regex(r"[\W_]+")
_NOT_PANDOC = regex(r"[^\w\-. ]")
_DASHES = regex(r"-{2,3}")
_REPEATED = regex(r"[-_]\d+$")


def kramdown_id(text: str) -> str:
    """kramdown without GitHub's ways: letters, digits, blanks and hyphens from the first letter on."""
    return _NOT_KRAMDOWN.sub("", _LEADING.sub("", text)).replace(" ", "-").lower() or "section"


def github_id(text: str) -> str:
    """GitHub, kramdown's GFM parser and Hugo's goldmark: words of any script with their vowel signs, blanks as hyphens."""
    lower = text.lower()
    return re.sub(r"[ \t]", "-", _NOT_GITHUB.sub("", lower) if lower.isascii() else "".join(filter(_is_of_word, lower)))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in "-_ \t" or (unicodedata.category(character)[0] == "M" and character != "\ufe0f")


def slug_id(text: str) -> str:
    """Words joined by single hyphens: Hugo's blackfriday, Python-Markdown."""
    return _NOT_WORD.sub("-", text.lower()).strip("-")


def pandoc_id(text: str) -> str:
    """Pandoc and Quarto: from the first letter on, with points."""
    return re.sub(r"^[\W\d_]+", "", re.sub(r"\s+", "-", _NOT_PANDOC.sub("", text.strip()))).lower() or "section"


def heading_ids(headings: Iterable[Iterable[str]]) -> frozenset[str]:
    """All ids that headings may get, given the ways in which the text of each may be read."""
    return frozenset(id for texts in headings for id in _ids({text.strip() for text in texts}))


def _ids(texts: set[str]) -> set[str]:
    spelt = texts | {_without_accents(text) for text in texts} | {_as_kramdown(text) for text in texts}
    ids = {make(text) for text in spelt for make in (kramdown_id, github_id, slug_id, pandoc_id)}
    bare = {id.strip("-") for id in ids}
    # Other characters before the text, such as an emoji, leave a hyphen.
    return ids | bare | ({f"-{id}" for id in bare} if any(not text[:1].isalnum() for text in texts) else set())


def is_heading_id(name: str, ids: frozenset[str]) -> bool:
    """Whether a name is one of `heading_ids`, with the number that the second heading of that text gets."""
    name = name.replace("\ufe0f", "").replace("\u200d", "").rstrip("-")  # what an emoji leaves, too
    return name in ids or _REPEATED.sub("", name) in ids


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(character for character in unicodedata.normalize("NFD", text) if unicodedata.category(character) != "Mn")


def _as_kramdown(text: str) -> str:
    """Without what it makes dashes of, and without fractions and raised figures, which are no word to Ruby."""
    written = _DASHES.sub("", text)
    return written if written.isascii() else "".join(c for c in written if c.isdecimal() or c.isalpha() or not c.isnumeric())
