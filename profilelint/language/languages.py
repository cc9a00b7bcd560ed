"""Other languages than English: which one a text is in, and what a word of it may be a slip of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from profilelint.core.regex import regex
from profilelint.language.lexicon import is_foreign, is_known, table, zipf

WORDS = "languages.words"
#: The languages whose words are compiled; the place of each is its bit in the entry of a word that it has.
LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")

#: Small words that tell a language from the others.
_SMALL = {
    "de": "der die das und ist nicht ein eine einen einem einer sich mit für auf dem den im zu zum zur auch wir ich sie werden wird "
    "sind haben von bei aus oder über nach durch wie",
    "es": "el los las y es en una por con para como más pero sus fue sobre desde donde muy también del que se su al lo son entre",
    "fr": "le les des et est une dans pour avec que qui au aux ce cette ces sont où nous vous je sur du par mon ma mes en il elle",
    "it": "il gli della delle dei degli nel nella che è sono uno anche alla di per con più mi ho dal le del sul questo questa una",
    "nl": "het een voor zijn niet ook aan naar uit wordt deze van en met bij dat ik wij op te door worden om over heeft",
    "pt": "os uma não ao pela pelo são mais nas e em do da dos das para com por que um como na no meu minha também se foi",
}
_SMALL_SETS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_WORD = regex(r"[^\W\d_]+")
_ENOUGH, _SHARE, _LEAD = 4, 0.25, 1.6
_ENOUGH_SAID, _SHARE_SAID = 3, 0.15
_LETTERS = {
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "es": "abcdefghijklmnopqrstuvwxyzáéíóúñ",
    "fr": "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùû",
    "it": "abcdefghijklmnopqrstuvwxyzàèéìòù",
    "nl": "abcdefghijklmnopqrstuvwxyzëï",
    "pt": "abcdefghijklmnopqrstuvwxyzáâãàçéêíóôõú",
}
_ENGLISH_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: What may be an ending; a part of a compound has so many letters at least.
_END, _PART = 3, 4
_RARE_IN_ENGLISH = 2.0
#: How common (Zipf scale) a word is that any language has, by the class in its entry; the bounds between classes.
_ZIPFS, BOUNDS = (2.1, 2.9, 3.9, 5.0), (2.4, 3.4, 4.4)


def language_of(text: str, said: str = "") -> str:
    """The language of a text, by its function words; "" if they do not decide. Fewer are enough if the text declares the
    same language."""
    words = _WORD.findall(text.lower())
    counts = sorted(((sum(word in small for word in words), language) for language, small in _SMALL_SETS.items()), reverse=True)
    (best, language), (second, _) = counts[:2]
    if language == said and best >= max(_ENOUGH_SAID, _SHARE_SAID * len(words)) and best > second:
        return said
    return language if best >= max(_ENOUGH, _SHARE * len(words), _LEAD * second) else ""


def letters_of(language: str) -> str:
    return _LETTERS.get(language, _ENGLISH_LETTERS)


def entry(languages: Iterable[str], zipf: float) -> int:
    """The entry of a word: a bit for each language that has it, and above them how common it is in the one that has it most."""
    return sum(1 << LANGUAGES.index(language) for language in languages) | sum(zipf >= bound for bound in BOUNDS) << len(LANGUAGES)


def languages_with(word: str) -> frozenset[str]:
    """The languages that have a word in small letters."""
    found = _entry(word)
    return frozenset(language for bit, language in enumerate(LANGUAGES) if found >> bit & 1)


def entries_in(language: str, words: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Those of the words that a language has, but rare ones, with about how common they are."""
    bit = 1 << LANGUAGES.index(language)
    for word, found in table(WORDS).among(set(words)).items():
        if found & bit and found >> len(LANGUAGES):
            yield word, _ZIPFS[found >> len(LANGUAGES)]


def zipf_in_any(word: str) -> float:
    """About how common a word is in the language that has it most; 0 where none has it."""
    found = _entry(word)
    return _ZIPFS[found >> len(LANGUAGES)] if found else 0.0


def is_usual_in(language: str, word: str) -> bool:
    """Whether a language has a word in small letters, and not as a rare one."""
    found = _entry(word)
    return bool(found >> LANGUAGES.index(language) & 1 and found >> len(LANGUAGES))


def is_built(word: str) -> bool:
    """Whether a word in small letters may be one of those that these languages have with another end, or be two of them."""
    if any(_entry(word[:-cut]) for cut in range(1, _END + 1) if len(word) - cut >= _PART):
        return True
    return any(_entry(word[:i]) and _entry(word[i:]) for i in range(_PART, len(word) - _PART + 1))


def is_listed(word: str) -> bool:
    """Whether the dictionary has a word in small letters, or any of the languages that are compiled, and not as a rare one."""
    return is_known(word) or _entry(word) >> len(LANGUAGES) > 0


def is_word(word: str) -> bool:
    """Whether any lexicon has a word in small letters, with or without its accents, or it may be built of words that they have."""
    forms = (word, plain_letters_of(word))
    return any(is_listed(form) or is_foreign(form) or zipf(form) > _RARE_IN_ENGLISH for form in forms) or is_built(word)


def plain_letters_of(word: str) -> str:
    """The word without its accents."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _entry(word: str) -> int:
    return table(WORDS).get(word.replace("ß", "ss")) or 0
