"""The ids that site generators give to headings. Each has its own way; where they differ, a link may follow any of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from profilelint.regex import regex

_LEADING = regex(r"^[^a-zA-Z]+")
_NOT_KRAMDOWN = regex(r"[^a-zA-Z0-9 -]")
_NOT_GITHUB = regex(r"[^\w\- \t]")
_NOT_WORD = regex(r"[\W_]+")
_NOT_PANDOC = regex(r"[^\w\-. ]")
_REPEATED = regex(r"[-_]\d+$")


def kramdown_id(text: str) -> str:
    """kramdown without GitHub's ways: letters, digits, blanks and hyphens from the first letter on."""
    return _NOT_KRAMDOWN.sub("", _LEADING.sub("", text)).replace(" ", "-").lower() or "section"


def github_id(text: str) -> str:
    """GitHub, kramdown's GFM parser and Hugo's goldmark: words of any script, blanks as hyphens."""
    return re.sub(r"[ \t]", "-", _NOT_GITHUB.sub("", text.lower()))


def slug_id(text: str) -> str:
    """Words joined by single hyphens: Hugo's blackfriday, Python-Markdown."""
    return _NOT_WORD.sub("-", text.lower()).strip("-")


def pandoc_id(text: str) -> str:
    """Pandoc and Quarto: from the first letter on, with points."""
    return re.sub(r"^[\W\d_]+", "", re.sub(r"\s+", "-", _NOT_PANDOC.sub("", text.strip()))).lower() or "section"


def heading_ids(texts: Iterable[str]) -> frozenset[str]:
    """All ids that a heading may get, given the ways its text may be read."""
    ids = set()
    for text in texts:
        for spelt in {text.strip(), _without_accents(text.strip())}:
            ids |= {kramdown_id(spelt), github_id(spelt), slug_id(spelt), pandoc_id(spelt)}
    return frozenset(ids | {_bare(id) for id in ids})


def is_heading_id(name: str, ids: frozenset[str]) -> bool:
    """Whether a name is one of `heading_ids`, with the number that the second heading of that text gets."""
    return any(form in ids or _REPEATED.sub("", form) in ids for form in (name, _bare(name)))


def _bare(id: str) -> str:
    """An emoji leaves a hyphen, or a selector of its form, at the ends of some ids."""
    return id.replace("\ufe0f", "").replace("\u200d", "").strip("-")


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(character for character in unicodedata.normalize("NFD", text) if unicodedata.category(character) != "Mn")
