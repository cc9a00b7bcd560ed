"""With what sound an English word begins, as far as its letters say so for sure."""

from __future__ import annotations

from enum import Enum

from profilelint.language.lexicon import is_known
from profilelint.regex import regex


class Sound(Enum):
    VOWEL = "vowel"
    CONSONANT = "consonant"


#: "a university", "a user", "a European", "a one-off": a vowel letter that is read as y or w.
_GLIDE = regex(
    r"uni(?!dent|deal|gnor|ll|ma|mp|n|r|ss)|unanim|unary|uran|urea|ureth|urin|urolog|us(?:a|e|ing|u)|uti|uter|utop|utens|ubiq|ukul|ukr|ugand|uvul|eu|ewe"
    r"|one(?:s|self|ness)?$|once"
)
_SILENT_H = regex(r"(?:hour|honest|dishonest|honou?r|heir(?!o))")
#: Before other words with h British writers use both: "an historic hotel".
_SPOKEN_H = regex(r"high|huge|hard|half|hand|happ|head|health|heart|heav|help|home(?!r)|house|human|hybrid|hundred|host(?!il)")
#: Letters whose names begin with a vowel: short words with them may be read letter by letter ("an led").
_SPELT = frozenset("fhlmnrsxu")
_SPELT_LENGTH = 3
#: Words from other languages and abbreviations that are read in two ways.
_DOUBTFUL = frozenset("ouija ouabain ulysses oaxaca eon eons sota".split())
_HAS_VOWEL = regex(r"^[^aeiouy]{0,3}[aeiouy]")


def initial_sound(word: str) -> Sound | None:
    """The first sound of a dictionary word in small letters; None where it cannot be told."""
    if word in _DOUBTFUL or not is_known(word) or not _HAS_VOWEL.match(word) or len(word) < 2:
        return None
    first = word[0]
    if first in _SPELT and len(word) <= _SPELT_LENGTH and word != "use":
        return None
    if first in "aeiou":
        return Sound.CONSONANT if _GLIDE.match(word) else Sound.VOWEL
    if first == "h":
        return Sound.VOWEL if _SILENT_H.match(word) else Sound.CONSONANT if _SPOKEN_H.match(word) else None
    if first == "x" or (first == "y" and word[1] not in "aeiou"):
        return None
    return Sound.CONSONANT
