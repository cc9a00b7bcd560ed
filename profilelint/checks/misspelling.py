"""Words that are slips of others. A word is reported only where the evidence outweighs all that says it may be a name, a term or a
word of another language; the lexicons know too few of these to be the judge."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.cover import Cover, cover
from profilelint.checks.declared import declared
from profilelint.checks.other_languages import slips
from profilelint.checks.pagewords import counts, elsewhere, is_english, is_of_names, right_words, unusual_words, vocabulary
from profilelint.checks.surroundings import (
    Neighbour,
    is_abbreviated,
    is_clean,
    is_ordinary,
    is_plain_english,
    is_quoted_alone,
    is_unknown,
    neighbours,
)
from profilelint.diagnostic import Edit, Finding
from profilelint.document.model import BlockKind, Document, Run
from profilelint.language.collocations import is_collocation
from profilelint.language.english import plain_letters
from profilelint.language.formation import is_inflected
from profilelint.language.months import ENGLISH
from profilelint.language.pinyin import is_pinyin
from profilelint.language.slips import Guess, guesses, is_unusual, strongest_rival
from profilelint.record import record
from profilelint.regex import regex
from profilelint.site.facts import names
from profilelint.site.files import Site
from profilelint.source import Span

OPTIONS = {
    "threshold": Option("number", required=True),
    "capitalised-threshold": Option("number", required=True),
    "certain": Option("number", required=True),
    "words": Option("strings", default=()),
}

#: What must not stand before is looked at behind the first letter: that is found three times as fast.
_WORD = regex(r"[A-Za-z](?<![\w@#/\\.&~=+*$%:<>|^{}'’\ufffc].)[a-z]{4,23}(?![\w@/\\=+*$%<>|^{}~&\ufffc]|[.:][\w/]|['’](?!s\b)\w)")
_LOWER_WORD = regex(r"[^\w@/.'’-]([a-z]{4,})(?![\w@/'’-])")
_CAPITALISED_LENGTH = 6
_MONTHS = frozenset(month.lower() for month in ENGLISH)
_FILLER = frozenset("lorem ipsum dolor amet consectetur adipiscing".split())
_TITLES = frozenset("prof professor dr mr mrs ms miss sir dame lord lady phd pi st saint von van de der la el al bin ibn mc".split())
_OF_PEOPLE = frozenset("by with and advisor advisors adviser supervisor mentor mentors thank thanks dear hi hello am named called".split())
#: What the page adds to the evidence.
_ON_PAGE, _COLLOCATION, _AMONG_PEOPLE, _BESIDE_NAME, _ALONE = 1.2, 1.2, -1.0, -1.2, -0.6
_SUGGESTIONS, _NEAR_BEST = 4, 2.0
_PLAIN = 4.6
#: What a fix needs beside a clear lead over all other candidates.
_CERTAIN_SCORE, _CERTAIN_LENGTH = 3.6, 7
_DIVIDED = regex(r"[-‐‑­]\s")
_HYPHENATED = regex(r"([A-Za-z]{2,20})[-‐‑]$")
#: R packages drop the vowel before their last letter: "stringr", "readr".
_PACKAGE = regex(r"[a-z]+[^aeiouyr]r")
_NEAR = 24
_LATIN = ("iae", "rae", "icae", "arum", "orum", "iones")
_WINDOW, _STRANGE, _STRANGE_SHARE = 300, 3, 0.2


@record
class Place:
    """A word in its run."""

    document: Document
    site: Site | None
    run: Run
    text: str  # of the run, mathematical letters as plain ones
    start: int
    end: int
    before: Neighbour
    after: Neighbour

    @property
    def found(self) -> str:
        return self.text[self.start : self.end]

    @property
    def word(self) -> str:
        return self.found.lower()

    @property
    def is_capital(self) -> bool:
        return self.found[0].isupper()


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    right = right_words(options)
    for place, index in places(document, context.site):
        if not objection(place, index, right) and (found := _finding(place, options)):
            yield found
    yield from slips(document, right, context.site)


def places(document: Document, site: Site | None) -> Iterator[tuple[Place, int]]:
    """Each word that no lexicon has, with the index of its run."""
    words = document.once(unusual_words)
    for index in document.once(vocabulary).runs_with(words):
        run = document.runs[index]
        text = plain_letters(run.text)
        for match in _WORD.finditer(text):
            if match.group().lower() in words:
                yield Place(document, site, run, text, *match.span(), *neighbours(text, *match.span())), index


def objection(place: Place, index: int, right: frozenset[str]) -> str:
    """What says that the word is no plain word of an English text; nothing where nothing does."""
    run, start, end = place.run, place.start, place.end
    if place.word in right:
        return "it is among the words that are right here"
    if is_of_names(run):
        return "it stands where names, tags or identifiers stand"
    if is_abbreviated(place.text, end):
        return "it may be an abbreviation"
    if not is_clean(place.text, start, end) or _DIVIDED.match(place.text, end) or _DIVIDED.fullmatch(place.before.gap):
        return "it is a part of something else: an address, an identifier, a divided word"
    if is_quoted_alone(place.text, start, end) or _is_marked_alone(place):
        return "it is quoted, emphasised or linked alone, as terms are"
    if _is_strange(place, index):
        return "the words around it are unknown too"
    if against := _objection_to_capital(place) if place.is_capital else _objection_to_small(place):
        return against
    is_right = is_english(place.document, index, declared(place.document, run, place.site))
    return "" if is_right else "the text is not English, or too short to tell"


def _is_marked_alone(place: Place) -> bool:
    """Whether the word alone is emphasised or linked, as terms, titles and foreign words are."""
    run = place.run
    first = bisect_right(run.offsets, place.start) - 1
    if first != bisect_right(run.offsets, place.end - 1) - 1:
        return True
    return len(run.pieces) > 1 and run.pieces[first].text.strip(" .,:;") == run.text[place.start : place.end]


def _is_strange(place: Place, index: int) -> bool:
    """Whether the text around is full of unknown words: another language, code, filler."""
    if index not in place.document.once(_runs_with_strange_words):
        return False
    unusual = place.document.once(unusual_words)
    around = _LOWER_WORD.findall(" " + place.text[max(0, place.start - _WINDOW) : place.end + _WINDOW])
    strange = unusual.intersection(around)
    return (len(strange) >= _STRANGE and len(strange) > _STRANGE_SHARE * len(around)) or not _FILLER.isdisjoint(around)


def _runs_with_strange_words(document: Document) -> frozenset[int]:
    """The runs that are strange somewhere, if any is: a long one is not looked through for each of its words."""
    unusual, words = document.once(unusual_words), document.once(vocabulary)
    return frozenset(
        index
        for index in words.runs_with(unusual | _FILLER)
        if len(unusual.intersection(words.runs[index])) >= _STRANGE or not _FILLER.isdisjoint(words.runs[index])
    )


def _objection_to_small(place: Place) -> str:
    near = [neighbour for neighbour in (place.before, place.after) if neighbour.word]
    if any(neighbour.is_adjacent and is_unknown(neighbour.word) for neighbour in near):
        return "the word beside it is unknown too"
    if _PACKAGE.fullmatch(place.word):
        return "it is built as the names of R packages are"
    head = _HYPHENATED.search(place.text[max(0, place.start - _NEAR) : place.start])
    if head and (is_unknown(head[1]) or is_inflected(place.word) or not is_unusual(head[1].lower() + place.word)):
        return "it is a part of a divided word, or of a compound"
    return "" if any(is_ordinary(neighbour.word) for neighbour in near) else "no plain word stands beside it"


def _objection_to_capital(place: Place) -> str:
    """What says that a capitalised word can be nothing but a name."""
    if len(place.word) < _CAPITALISED_LENGTH or place.run.kind is BlockKind.ATTRIBUTE:
        return "it has a capital, and is short or stands in the text of an image"
    if place.word.endswith(_LATIN) or (place.run.kind is BlockKind.CELL and place.text.strip() == place.found):
        return "it is Latin by its end, or stands alone in a table, as names do"
    if place.before.word.lower() in _TITLES and place.before.gap.strip() in ("", "."):
        return "a title stands before it, as before a name"
    if any(near.is_adjacent and not near.is_capital and is_unknown(near.word) for near in (place.before, place.after)):
        return "the word beside it is unknown too"
    if place.run.span(place.start, place.end).start in place.document.once(_short_links):
        return "it is linked alone, as names are"
    return ""


def _is_beside_name(place: Place) -> bool:
    """Whether a blank, a comma or the dot of an initial joins the word to another that is, or may be, a name."""
    return any(
        neighbour.is_capital and neighbour.gap.strip() in ("", ",", ".", "-", "&", "(", ")") and not is_plain_english(neighbour.word)
        for neighbour in (place.before, place.after)
    )


def _is_alone(place: Place) -> bool:
    """Whether the capital stands amid small letters, as of a name in a sentence."""
    before, after = place.before, place.after
    return before.is_adjacent and not before.is_capital and not (after.is_adjacent and after.is_capital)


def _short_links(document: Document) -> Cover:
    """Links whose text is no longer than a name."""
    return cover(link.text_span for link in document.links if link.text_span and not link.is_image and len(link.text.split()) <= 2)


@record
class Weighed:
    """What a word may be a slip of, with all that speaks for and against it."""

    guess: Guess
    evidence: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return self.guess.score + sum(weight for _, weight in self.evidence)


def ranked(place: Place) -> list[Weighed]:
    """What the word may be a slip of, the likeliest first."""
    return sorted((Weighed(guess, tuple(_evidence(place, guess))) for guess in guesses(place.word)), key=lambda weighed: -weighed.score)


def threshold(place: Place, options: Options) -> float:
    return float(options["capitalised-threshold" if place.is_capital else "threshold"])


def objection_to(place: Place, best: Weighed) -> str:
    """What says that a word that looks like a slip is none."""
    if place.word in place.document.once(elsewhere):
        return "an address, a name or code on the page has it too"
    if place.site is not None and place.word in names(place.site):
        return "the site has it as a name: of an author, in a .bib file, on a page about people"
    if best.guess.word in _MONTHS:
        return "it is a month: the rules about dates look at it"
    if _is_term(place, best):
        return "the page has it again and again, as a term"
    if _is_coined(place, best.guess.word):
        return "it may be a word that somebody has made of another"
    if place.is_capital and best.guess.is_far and not _has_company(place, best.guess.word):
        return "a capitalised word that is two letters from another is a name"
    return "a capitalised word that is one letter from a name may be another name" if place.is_capital and best.guess.is_name else ""


def _finding(place: Place, options: Options) -> Finding | None:
    candidates = ranked(place)
    if not candidates or candidates[0].score < threshold(place, options) or objection_to(place, candidates[0]):
        return None
    best = candidates[0]
    span = place.run.span(place.start, place.end)
    edits = (Edit(span, best.guess.word),) if _is_certain(place, span, candidates, options["certain"]) else ()
    likely = [weighed.guess.word for weighed in candidates if weighed.score > best.score - _NEAR_BEST]
    suggestions = tuple(_as_found(place.found, word) for word in likely[:_SUGGESTIONS])
    return Finding(span, {"preferred": suggestions[0]}, edits, suggestions=suggestions)


def _is_certain(place: Place, span: Span, candidates: list[Weighed], lead: float) -> bool:
    """Whether one candidate stands far out, for a word that is written plainly."""
    best = candidates[0]
    if place.is_capital or best.score < _CERTAIN_SCORE or len(place.word) < _CERTAIN_LENGTH:
        return False
    if not place.run.is_plain(place.start, place.end) or place.document.source.slice(span) != place.found:
        return False
    return best.score - strongest_rival(place.word, best.guess.word) >= lead


def _evidence(place: Place, guess: Guess) -> Iterator[tuple[str, float]]:
    """What the page says for and against a guess."""
    if place.document.once(counts)[guess.word] and not (place.is_capital and is_pinyin(place.word)):
        yield "the page has it elsewhere", _ON_PAGE
    before = place.before
    if company := _has_company(place, guess.word):
        yield f'it often stands beside "{company}"', _COLLOCATION
    if guess.word == place.word[1:] and place.word[0] != place.word[1]:
        yield "a letter before it makes a name of it", _BESIDE_NAME  # "Rscripts", "sbottom"
    if not place.is_capital:
        return
    if before.word.lower() in _OF_PEOPLE:
        yield f'names stand after "{before.word}"', _AMONG_PEOPLE
    if _is_beside_name(place):
        yield "what may be a name stands beside it", _BESIDE_NAME
    if _is_alone(place):
        yield "it has a capital amid small letters", _ALONE


def _has_company(place: Place, word: str) -> str:
    """The neighbour that the word often stands beside; nothing where there is none."""
    before, after = place.before, place.after
    if before.is_adjacent and is_collocation(before.word.lower(), word):
        return before.word
    return after.word if after.is_adjacent and is_collocation(word, after.word.lower()) else ""


def _is_term(place: Place, best: Weighed) -> bool:
    """Whether the page has the word again and again, and not what it may be a slip of. A slip that is plain may be copied once."""
    often = place.document.once(counts)
    if often[best.guess.word] > often[place.word]:
        return False
    return often[place.word] > (2 if best.score >= _PLAIN else 1)


def _is_coined(place: Place, meant: str) -> bool:
    """Whether a small word is another with an adjective's "y", or one with "AI" in it: "researchy", "aigent"."""
    return not place.is_capital and (place.word == meant + "y" or (place.word.startswith("ai") and place.word == f"ai{meant[1:]}"))


def _as_found(found: str, word: str) -> str:
    return word.capitalize() if found[0].isupper() else word
