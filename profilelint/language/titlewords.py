"""The words of a title, and whether two titles share any."""

from __future__ import annotations

from profilelint.core.regex import regex
from profilelint.document.fieldkinds import words

_WORD = regex(r"[^\W\d_]{3,}")
_COMMON = words(
    """
    the and for with from into over under via using towards toward through between against about their its our your that this how what
    when why new novel based approach method methods study analysis system systems paper efficient fast large scale deep learning neural
    network networks model models language data
    """
)


def telling(text: str) -> set[str]:
    """The words of a title that are its own, cut to what inflection leaves of them."""
    return {word[:6] for word in map(str.lower, _WORD.findall(text)) if word not in _COMMON}


def looks_like_title(text: str) -> bool:
    """Most of its longer words have a capital, as in a title."""
    long = [word for word in _WORD.findall(text) if len(word) > 3]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) * 3 >= len(long) * 2
