"""Articles by sound: "an hour", "a university"; only where the sound is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.needs import words as all_words
from profilelint.checks.shared.pagewords import is_english, is_of_names, right_words, vocabulary
from profilelint.checks.shared.surroundings import neighbours
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Run
from profilelint.language.english import is_function_word
from profilelint.language.formation import is_unusual
from profilelint.language.sounds import Sound, initial_sound, initials_sound

#: The lookbehind comes after the first letter, which is three times as fast. The article is followed by a word, initials, a degree, or a
#: letter or number that begins with a vowel sound, if it can be nothing else ("R package", "X-ray", "8-bit").
_ARTICLE = regex(
    r"([Aa](?<![\w@#/\\.&'’+*=$\u00ad\u200b-\u200d\u2060\ufeff-][Aa])n?)([^\S\n]{1,2})([A-Za-z][a-z]{1,24}|[A-Z]{2,6}|Ph\.?D"
    r"|R(?= [a-z]{4})|(?:[FLMNRSX]|8\d{0,2}|1[18])(?=-[a-z]{3}))(?![\w@/\\'’*=+]|\.[\w.])"
)
#: A capital A is an article only where a sentence begins, else a grade, a name or a letter.
_SENTENCE_START = regex(r"(?:^|[.!?:“\"(–—\n])[\s“\"(*]{0,24}$")
#: In these the letter is a name: "type a error".
_NAMED = regex(
    r"\b(?:type|class|grade|vitamin|hepatitis|influenza|plan|schedule|group|team|level|part|section|appendix|option|figure|case|step|model|variant"
    r"|condition|phase|exhibit|set|point|letter|let|variable|matrix|vector|node|line|side|column|row"
    r"|(?<![^\W\d_])[^\W\d_]\s(?:and|or|than))\s$",
    re.IGNORECASE,
)
#: Names that begin so are read in many ways: "an Euler path", "a Utah native", "a Uyghur poet".
_NAME_SOUND = regex(r"(?:e?u|o[aeu])(?!n[it]|rop|nder)")
#: Words of many things: before them "an" was to be "and".
_MANY = regex(r"(?!news|sports|series|species|\w+ics$)[a-z]{3,}[^iosu]s|data|people")
#: "I an teaching" is "I am teaching".
_AM = regex(r"(?<!\w)I\s{1,2}$")
_NEAR = 24
OPTIONS = {"words": Option("strings", default=())}
_ARTICLES = frozenset(("a", "an"))


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    excused = right_words(options)
    if all(_right_article(article, word) == article for article, _, word in _ARTICLE.findall(document.view(all_words))):
        return
    for index in document.view(vocabulary).runs_with(_ARTICLES):
        run = document.runs[index]
        for match in _ARTICLE.finditer(run.text):
            right = _right_article(match[1], match[3])
            if right == match[1] or match[3].lower() in excused or is_of_names(run):
                continue
            if not _is_article(run, match) or not is_english(document, index):
                continue
            if any(neighbour.is_adjacent and is_unusual(neighbour.word.lower()) for neighbour in neighbours(run.text, *match.span())):
                continue  # "Mauris a ante" is Latin
            edits = (Edit(run.span(*match.span(1)), right),) if run.is_plain(*match.span(1)) else ()
            preferred = f"{right} {match[3]}"
            if match[1] == "an" and _MANY.fullmatch(match[3]) and run.text[match.end() : match.end() + 1] != "-":
                edits, preferred = (), f"and {match[3]}"
            because = f'"{match[3]}" begins with the sound of a {"vowel" if right.lower() == "an" else "consonant"}'
            yield Finding(run.span(*match.span()), {"preferred": preferred, "because": because}, edits, suggestions=(preferred,))


@lru_cache(maxsize=1 << 14)
def _right_article(article: str, word: str) -> str:
    """The article of the word; if that is uncertain, the one that it has."""
    sound = _sound(word)
    if sound is None:
        return article
    return article[0] + ("n" if sound is Sound.VOWEL else "")


def _sound(word: str) -> Sound | None:
    lower = word.lower()
    if is_function_word(lower):
        return None
    if word[1:].islower():
        return None if word[0].isupper() and _NAME_SOUND.match(lower) else initial_sound(lower)
    if word.startswith("Ph"):
        return Sound.CONSONANT
    return Sound.VOWEL if len(word) == 1 or word.isdigit() else initials_sound(word)


def _is_article(run: Run, match: re.Match[str]) -> bool:
    before = run.text[max(0, match.start() - _NEAR) : match.start()]
    if match[1] == "A" and (match[3].isupper() or not (_SENTENCE_START.search(before) and match[2] == " ")):
        return False
    if len(run.span(*match.span(1))) != len(match[1]):
        return False  # "a" with an index
    return not (_NAMED if match[1] in ("a", "A") else _AM).search(before)
