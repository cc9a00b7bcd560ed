"""Words that are formed from known ones: "multi-hop" and "multihop", "codebase", "finetuned", "explainability"."""

from __future__ import annotations

from functools import lru_cache

from profilelint.core.regex import regex
from profilelint.language.lexicon import is_dictionary, is_foreign, is_usual, listed_slip, look_up, zipf_of

PREFIXES = (
    "aero agro anti astro audio auto bi bio chemo co counter crypto cyber de dis eco electro endo exo extra ferro fore geo giga "
    "hetero homo hydro hyper immuno in infra inter intra iso kilo macro magneto mega meta micro mid mini mis mono morpho multi "
    "myco nano neo neuro non omni opto ortho out over para patho peri pharma photo phyto piezo poly post pre pro proto pseudo "
    "psycho quasi radio re retro self semi socio spatio stereo sub super supra techno tele tera thermo trans tri ultra un under "
    "uni up video"
).split()
#: Suffixes, with what the base may end with instead of nothing.
_SUFFIXES = (
    ("s", ("",)),
    ("es", ("", "e")),
    ("ies", ("y",)),
    ("ly", ("", "le")),
    ("ness", ("", "y")),
    ("iness", ("", "y")),
    ("ful", ("",)),
    ("less", ("",)),
    ("like", ("",)),
    ("wise", ("",)),
    ("ish", ("", "e")),
    ("ism", ("", "e", "y")),
    ("ist", ("", "e", "y")),
    ("able", ("", "e", "y")),
    ("ability", ("able", "", "e")),
    ("ibility", ("ible",)),
    ("ally", ("", "al")),
    ("ity", ("", "e")),
    ("ize", ("", "e", "y")),
    ("ise", ("", "e", "y")),
    ("ization", ("", "ize", "e", "y")),
    ("isation", ("", "ise", "e", "y")),
    ("ification", ("", "y", "e")),
    ("ify", ("", "e", "y")),
    ("ified", ("", "e", "y")),
    ("ifying", ("", "e", "y")),
    ("ology", ("", "e", "o")),
    ("omics", ("", "e")),
    ("ian", ("", "e", "y")),
    ("ic", ("", "e", "y")),
    ("ship", ("",)),
    ("ncy", ("nt",)),
    ("y", ("",)),
    ("hood", ("",)),
    ("ware", ("",)),
)
#: Suffixes of verbs. Forms of common verbs are in every list, so "occured" is not a word here although "occur" is.
_VERBAL = (("ed", ("", "e")), ("ing", ("", "e")), ("er", ("", "e")), ("ers", ("", "e")), ("or", ("", "e")), ("ors", ("", "e")))
#: Where Britain writes an s, America a z.
_BRITISH_S = regex(r"(?<=[iy])s(?=(?:e|ed|es|ing|er|ers|ation|ations|ational|able)$)")
_COMMON_VERB = 3.0
_PERSONS = ("er", "or", "ee")
#: A consonant that is doubled before a suffix, or may be.
_DOUBLES = regex(r"[^aeiou][aeiou][bdglmnprt]$")
#: The same for the "d" after a long verb that ends with "e": hardly a typo ("phenotyped").
_LONG_VERB, _COMMON_LONG_VERB = 8, 3.8
#: Some write "advertize", too.
_IZE = regex(r"iz(e|ed|es|er|ers|ing|ation|ations)$")
_LATIN_PLURAL = "ices"  # "submatrices"
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_SHORTEST, _LONG_REST = 4, 8
#: How common (Zipf scale) a base must be, a part of a compound, a part of three letters, and a base that the dictionary has not: it is full
#: of rare words that any slip may contain.
_BASE, _PART, _SHORT_PART, _TERM = 2.4, 3.4, 4.8, 3.0


def american(word: str) -> str:
    """How America writes a word in small letters that Britain writes with an s: "discretised" is "discretized"; others as they are."""
    return _BRITISH_S.sub("z", word)


@lru_cache(maxsize=1 << 13)
def formation(word: str) -> str:
    """By what a word in small letters is formed from words that are known: nothing where it is not."""
    stem = word if word.endswith(_LATIN_PLURAL) else word.removesuffix("s")
    if word in PREFIXES or _has_prefix(stem):  # alone before a hyphen: "phyto-microbial"
        return "a prefix"
    if is_compound(stem):
        return "composition"
    if _has_suffix(word) or _has_suffix(stem) or is_dictionary(look_up(_IZE.sub(r"is\1", word))):
        return "a suffix"
    if _has_verbal_suffix(word):
        return "a suffix of verbs"
    return "a suffix of common verbs" if _is_regular(word) else ""


def is_compound(word: str) -> bool:
    """Whether it is a compound of two common words."""
    return any(_is_part(word[:i]) and _is_part(word[i:]) for i in range(3, len(word) - 2))


def _is_part(part: str) -> bool:
    return _is_common(part, _SHORT_PART if len(part) < _SHORTEST else _PART)


def _is_common(word: str, zipf: float) -> bool:
    entry = look_up(word)
    return is_dictionary(entry) and zipf_of(entry) >= zipf


def _has_prefix(word: str) -> bool:
    """Whether it is a prefix and a word, perhaps formed from a common one by a suffix."""
    rests = [word[len(prefix) :] for prefix in PREFIXES if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST]
    return any(
        _is_common(rest, _BASE) or zipf_of(look_up(rest)) >= _TERM or (len(rest) >= _LONG_REST and _has_suffix(rest)) for rest in rests
    )


def _has_suffix(word: str) -> bool:
    for suffix, endings in _SUFFIXES:
        if word.endswith(suffix) and not (suffix == "es" and not word[:-2].endswith(_SIBILANTS)):
            stem = word[: -len(suffix)]
            if any(_is_base(stem + ending) for ending in endings):
                return True
    return False


def _is_base(base: str) -> bool:
    return len(base) >= _SHORTEST and (_is_common(base, _BASE) or is_compound(base))


def _has_verbal_suffix(word: str) -> bool:
    if word.endswith("ed") and len(word) > _LONG_VERB and _is_base(word[:-1]) and zipf_of(look_up(word[:-1])) < _COMMON_LONG_VERB:
        return True
    for suffix, endings in _VERBAL:
        if word.endswith(suffix):
            stem = word[: -len(suffix)]
            bases = [stem + ending for ending in endings] + ([stem[:-1]] if stem[-1:] == stem[-2:-1] else [])
            if any(_has_prefix(base) or (_is_base(base) and zipf_of(look_up(base)) < _COMMON_VERB) for base in bases):
                return True
    return False


def _is_regular(word: str) -> bool:
    """Whether a word for who does something, or to whom it is done, is made of a common verb by the rules: "reviewees", not "occurer"."""
    stem = next((word.removesuffix("s")[: -len(end)] for end in _PERSONS if word.removesuffix("s").endswith(end)), "")
    return len(stem) >= _SHORTEST and (_is_common(f"{stem}e", _BASE) or (_is_common(stem, _BASE) and not _DOUBLES.search(stem)))


@lru_cache(maxsize=1 << 15)
def is_unusual(word: str) -> bool:
    """Whether a word in small letters is in no lexicon and formed of nothing that is, or is a slip that lists have."""
    if is_usual(word):
        return False
    return bool(listed_slip(word)) or not (is_foreign(word) or formation(word) not in ("", "a suffix of common verbs"))
