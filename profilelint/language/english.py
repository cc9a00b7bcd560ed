"""Whether a text is English, told by the small words that every language has of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from profilelint.core.record import record
from profilelint.core.regex import regex

_ASCII = bytes(range(128))
#: Small letters, line ends, and blanks for all other ASCII.
_SMALL = bytes(code if code == ord("\n") or chr(code).isalpha() else ord(" ") for code in _ASCII.lower()) + bytes(range(128, 256))
_MARKS = frozenset("–—’‘“”…·•\xa0\ufffc")
_NO_LETTER = regex(r"[^\x00-\x7f](?<![^\W\d_])")
_ENGLISH = frozenset(
    "the of and to in for with on at from by is are was were be been has have had i my me we our us you your he his she her they their "
    "them it its this that these those which who whom whose where when while what how as an or but not if so than then also both into "
    "through about between during before after over under more most such other each any all can could will would should may might does did "
    "there here some very just only am using via towards toward within across please".split()
)
#: Small words of other languages, none of which is an English word or a particle of names.
FOREIGN = frozenset(
    "und ein eine einen einem einer nicht ist sind mit für auf zu zum zur bei auch wie oder aus über nach durch "
    "une et dans pour avec que qui au aux ce cette ces sont où chez leur nous vous "
    "una por para como más pero sus fue entre sobre desde donde muy "
    "gli della delle dei degli nel nella che è sono uno anche alla presso "
    "uma não ao pela pelo são mais nas "
    "het een voor zijn niet ook aan naar uit wordt deze "
    "och att det som på till från är inte jag ett vid og til ikke jeg się jest nie dla przez oraz "
    "bir için ile olarak yang untuk dari dengan adalah și este din pentru egy és hogy "
    "một của và là trong được các cho người".split()
)
#: Words in names all over the world: foreign only next to foreign words, or if there are many of them and no English word.
_PARTICLES = frozenset(
    "de la le les el los las del di da do dos das du des van von den der die en al y e il lo em um os con per par sur".split()
)
#: Peoples and languages, and the days: English writes them with a capital.
WITH_CAPITAL = frozenset(
    "african albanian algerian american arabian arabic argentine argentinian armenian asian australian austrian bangladeshi belgian "
    "bolivian  brazilian british bulgarian canadian catalan chilean chinese christian colombian croatian cuban czech danish dutch "
    "egyptian english  estonian ethiopian european finnish flemish french georgian german ghanaian greek hebrew hungarian icelandic "
    "indian indonesian iranian  iraqi irish islamic israeli italian japanese jewish jordanian kenyan korean kurdish latvian lebanese "
    "lithuanian malaysian mexican  mongolian moroccan muslim nepalese nigerian norwegian pakistani palestinian persian peruvian "
    "philippine polish portuguese romanian  russian scandinavian scottish serbian slovak slovenian spanish sudanese swedish swiss "
    "syrian taiwanese thai tunisian turkish ukrainian  vietnamese welsh monday tuesday wednesday thursday friday saturday sunday".split()
)
_MATHEMATICAL = regex("[\U0001d400-\U0001d7ff]")
_OTHER_LETTER = regex("[^\\W\\d_\x00-\u02af\u1e00-\u1eff\U0001d400-\U0001d7ff]")

_MANY_PARTICLES = 3
_ENOUGH, _ENOUGH_SHARE = 2, 0.12
_PAGE_ENOUGH, _PAGE_SHARE = 6, 0.08
_FOREIGN_RATIO, _OTHER_RATIO = 4, 3


@record
class Reading:
    """How many words of a text there are, and of what kinds; how many letters of other alphabets."""

    words: int = 0
    english: int = 0
    foreign: int = 0
    other_letters: int = 0

    @property
    def is_english(self) -> bool:
        return self._is_english(_ENOUGH, _ENOUGH_SHARE)

    @property
    def is_english_page(self) -> bool:
        """The same for a whole page, with lists and names among its sentences."""
        return self._is_english(_PAGE_ENOUGH, _PAGE_SHARE)

    def _is_english(self, enough: int, share: float) -> bool:
        clear = self.english >= max(enough, share * self.words, _FOREIGN_RATIO * self.foreign)
        return clear and self.other_letters <= _OTHER_RATIO * self.english

    @property
    def may_be_english(self) -> bool:
        """On an English page: whether nothing contradicts it."""
        return not self.foreign and not self.other_letters


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, mathematical ones as plain ones."""
    return in_small_letters(text).split()


def in_small_letters(text: str) -> str:
    """The words of a text, its line ends, and blanks for all else. A table of bytes is a hundred times as fast as an expression that finds
    the words; other letters than ASCII are few, and most of them are small."""
    data = text.encode("utf-8", "surrogatepass")
    small = data.translate(_SMALL).decode("utf-8", "surrogatepass")
    others = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    for mark in _MARKS & others:  # most often there is nothing but these
        small = small.replace(mark, " ")
    left = "".join(others - _MARKS)
    if _MATHEMATICAL.search(left) and (plain := plain_letters(text)) != text:
        return in_small_letters(plain)
    for letter in left:
        if letter != letter.lower():
            small = small.replace(letter, letter.lower())
    return _NO_LETTER.sub(" ", small) if _NO_LETTER.search(left.lower()) else small


def reading_of(words: list[str], text: str) -> Reading:
    """The reading of a text that has these words."""
    english, foreign = sum(map(_ENGLISH.__contains__, words)), 0
    if not english or not FOREIGN.isdisjoint(words):
        foreign, particles = sum(map(FOREIGN.__contains__, words)), sum(map(_PARTICLES.__contains__, words))
        foreign += particles if foreign or particles >= _MANY_PARTICLES else 0
    return Reading(len(words), english, foreign, _other_letters(text))


def page_reading_of(words: list[str], foreign: Iterable[list[str]], text: str) -> Reading:
    """The readings of all texts of a page together: its words, those of its texts that have foreign ones, all its texts."""
    english, in_foreign = sum(map(_ENGLISH.__contains__, words)), sum(reading_of(words, "").foreign for words in foreign)
    return Reading(len(words), english, in_foreign, _other_letters(text))


def _other_letters(text: str) -> int:
    return 0 if text.isascii() else len(_OTHER_LETTER.findall(text))


def plain_letters(text: str) -> str:
    """The text with mathematical letters as the plain ones that they are read as, one for one."""
    if text.isascii():
        return text
    return _MATHEMATICAL.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)


def is_function_word(word: str) -> bool:
    """Whether a word in lower case is a function word that no article precedes."""
    return word in _ENGLISH


def english_words_of(words: Iterable[str]) -> int:
    """How many different small words of English there are among words in small letters; not "i", which is a variable, too."""
    return len(_ENGLISH.intersection(words) - {"i"})


def is_foreign_small(word: str) -> bool:
    """Whether a word in small letters is one of the small words of other languages, particles of names among them."""
    return word in FOREIGN or word in _PARTICLES
