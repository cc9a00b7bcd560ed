"""With what sound an English word begins, as far as its letters say so for sure."""

from __future__ import annotations

from enum import Enum

from profilelint.core.regex import regex
from profilelint.language.lexicon import is_known, zipf


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
#: Frequency (Zipf scale) from which on a short word is never an abbreviation: "new", "few", "man".
_VERY_COMMON = 5.5
#: Words from other languages and abbreviations that are read in two ways.
_DOUBTFUL = frozenset("ouija ouabain ulysses oaxaca eon eons sota".split())
#: Initials that can only be read letter by letter, the first of which has a name that begins with a vowel: "an LSTM", "an NSF grant".
_SPELT_OUT = regex(r"[FHLMNRSX][B-DF-HJ-NP-TV-XZ]{2,3}")
#: Others of the kind, whatever their vowels. What some say as a word ("a LED") or in full ("a MA", "a SE wind") is not here.
_ALSO_SPELT_OUT = frozenset("FBI FDA FPGA HIV LMU MBA MIT ML MOU MRI NDA NGO NIH NVIDIA RF RFI RFID RL RNA SEO SUV XAI XR".split())
#: Read as words or in full by some, or none at all, but a command ("FROM a INNER JOIN b").
_NOT_SPELT_OUT = frozenset("FWD INNER LHS LTD MGMT MSC MSCS MSS NNW NSW RHS SNP SQL SSW XXX XXXX".split())
_ROMAN = regex("X{0,3}(?:IX|IV|V?I{0,3})")
_HAS_VOWEL = regex(r"^[^aeiouy]{0,3}[aeiouy]")


def initial_sound(word: str) -> Sound | None:
    """The first sound of a dictionary word in lower case; None if it is unknown."""
    if word in _DOUBTFUL or not is_known(word) or not _HAS_VOWEL.match(word) or len(word) < 2:
        return None
    first = word[0]
    if first in _SPELT and len(word) <= _SPELT_LENGTH and zipf(word) < _VERY_COMMON:
        return None
    if first in "aeiou":
        return Sound.CONSONANT if _GLIDE.match(word) else Sound.VOWEL
    if first == "h":
        return Sound.VOWEL if _SILENT_H.match(word) else Sound.CONSONANT if _SPOKEN_H.match(word) else None
    if first == "x" or (first == "y" and word[1] not in "aeiou"):
        return None
    return Sound.CONSONANT


def initials_sound(word: str) -> Sound | None:
    """The first sound of a word in capitals, which may be initials; None where it is read in more than one way."""
    first = word[0]
    if word in _NOT_SPELT_OUT or _ROMAN.fullmatch(word):
        return None
    if first in "BCDGJKPQTVWZ":
        return Sound.CONSONANT
    if first in "AEIO":
        # "a triple-A server", "a IIIF manifest", "a EURASIP journal", "a ONE-time pad"
        return None if word.startswith(("AA", "II", "EU", "EW", "ON", "OU")) else Sound.VOWEL
    return Sound.VOWEL if word in _ALSO_SPELT_OUT or _SPELT_OUT.fullmatch(word) else None
