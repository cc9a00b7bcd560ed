"""The words of filler prose: Lorem ipsum and what generators add to it."""

from __future__ import annotations

from profilelint.core.regex import regex

#: Those that few other texts in Latin letters have.
WORDS = frozenset(
    """
    accumsan adipiscing adipisicing aenean aliquam amet consectetur dolor duis eiusmod elit ipsum lacinia lorem malesuada natoque
    nulla pellentesque quisque tellus tempor tincidunt turpis vestibulum
    """.split()
)
#: The first, of which nearly every piece of it has some.
FIRST_WORDS = frozenset("adipiscing amet consectetur dolor ipsum lorem".split())
FILLER = regex(rf"(?i:\b(?:{'|'.join(sorted(WORDS))})\b)")
