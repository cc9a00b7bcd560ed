"""Other languages than English: which one a text is in, and what a word of it may be a slip of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from profilelint.core.regex import regex
from profilelint.language.edits import one_slip
from profilelint.language.lexicon import is_foreign, is_known, table, zipf

WORDS = "languages.words"
#: The languages whose words are compiled; the place of each is its bit in the entry of a word that is common there.
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
#: A slip that changes the end of a word may be an ending; a part of a compound has so many letters at least, a prefix fewer.
_END, _PART, _PREFIX = 3, 4, 2
_RARE_IN_ENGLISH = 2.0


def language_of(text: str, said: str = "") -> str:
    """The language of a text among those that are compiled; nothing where the small words do not tell. Fewer are enough
    where it is said to be in the one that they tell."""
    words = _WORD.findall(text.lower())
    counts = sorted(((sum(word in small for word in words), language) for language, small in _SMALL_SETS.items()), reverse=True)
    (best, language), (second, _) = counts[:2]
    if language == said and best >= max(_ENOUGH_SAID, _SHARE_SAID * len(words)) and best > second:
        return said
    return language if best >= max(_ENOUGH, _SHARE * len(words), _LEAD * second) else ""


def is_word(word: str) -> bool:
    """Whether any lexicon has a word in small letters, with or without its accents, or it may be built of words that they have."""
    if _is_in_any(word):
        return True
    plain = without_accents(word)
    if plain != word and _is_in_any(plain):
        return True
    ends = any(_is_in_any(word[:-cut]) for cut in range(1, _END + 1) if len(word) - cut >= _PART)
    return ends or any(_is_part(word[:i]) and _is_in_any(word[i:]) for i in range(_PREFIX, len(word) - _PART + 1))


def is_listed(word: str) -> bool:
    """Whether the dictionary has a word in small letters, or any of the languages that are compiled."""
    return _entry(word) >= 0 or is_known(word)


def meant(word: str, language: str) -> list[str]:
    """Common words of a language that one slip, other than of its end or its accents, makes the word of."""
    plain = without_accents(word)
    bit = 1 << LANGUAGES.index(language)
    found = {other for other in _one_away(word, _LETTERS[language]) if max(0, _entry(other)) & bit and without_accents(other) != plain}
    return sorted(other for other in found if one_slip(word, other) and not _differs_at_end(word, other))


def without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _differs_at_end(word: str, other: str) -> bool:
    """Whether only the ends differ, or only the first letters, as of words that are built alike."""
    shared = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return not shared or (shared >= min(len(word), len(other)) - _END and sorted(word) != sorted(other))


def _one_away(word: str, letters: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail
            yield head + letter + tail[1:]


def _is_part(head: str) -> bool:
    return len(head) < _PART or _is_in_any(head)


def _is_in_any(word: str) -> bool:
    return _entry(word) >= 0 or is_known(word) or is_foreign(word) or zipf(word) > _RARE_IN_ENGLISH


def _entry(word: str) -> int:
    """The languages in which a word is common, as bits; -1 where no language has it."""
    found = table(WORDS).get(word)
    return -1 if found is None else found
