"""What a page says about its words: which it has and how often, where it is English, what its addresses and names hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import chain

from profilelint.checks.context import Options
from profilelint.checks.needs import words as all_words
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.kinds import Kind
from profilelint.document.model import Document, Run
from profilelint.language.english import FOREIGN, Reading, english_words_of, in_small_letters, page_reading_of, reading_of
from profilelint.language.lexicon import unusual

_WORD = regex(r"[a-z]{4,}")
_NO_PROSE = tuple(kind for kind in Kind if kind not in (Kind.PROSE, Kind.BLANK, Kind.MARKUP))
#: Keys of front matter and data whose values are names, in small letters and in one word: `first_name`, `firstName`.
_NAME_KEYS = frozenset(
    "author authors editor editors creator creators name names firstname middlename lastname fullname givenname familyname given family "
    "surname username user displayname literal "
    "advisor advisors supervisor supervisors speaker speakers organizer organizers member members student students people contact "
    "tag tags keyword keywords category categories slug id key handle permalink url journal fjournal publisher".split()
)
_SUBSTRINGS = 200_000
_SURELY = 3  # small words


def right_words(options: Options) -> frozenset[str]:
    """The words that the option of a rule calls right, in small letters."""
    return lowercased(options["words"])


@lru_cache(maxsize=64)
def lowercased(words: tuple[str, ...]) -> frozenset[str]:
    """The words of an option in small letters."""
    return frozenset(word.lower() for word in words)


@record
class Vocabulary:
    """The words of each run, in small letters and in order; those of all runs; each of them once."""

    runs: list[list[str]]
    said: list[str]
    words: set[str]

    def runs_with(self, wanted: Set[str]) -> Iterator[int]:
        """The indices of the runs that have any of the words."""
        if wanted := self.words.intersection(wanted):
            yield from (index for index, words in enumerate(self.runs) if not wanted.isdisjoint(words))


def vocabulary(document: Document) -> Vocabulary:
    said = document.view(all_words)
    if said.count("\n") >= len(document.runs):  # some have line ends of their own
        said = "\n".join([run.text.replace("\n", " ") for run in document.runs])
    runs = [line.split() for line in in_small_letters(said).split("\n")]
    words = list(chain.from_iterable(runs))
    return Vocabulary(runs, words, set(words))


def counts(document: Document) -> Counter[str]:
    """How often the page has each of its words; needed for few pages."""
    return Counter(document.view(vocabulary).said)


def unusual_words(document: Document) -> set[str]:
    """The words of the page, in small letters, that no lexicon has and that may be English by their letters."""
    return unusual(document.view(vocabulary).words)


def contexts(document: Document) -> dict[str, set[tuple[str, ...]]]:
    """The unusual words of the page with their neighbours, each once: a title may be copied."""
    said, found = document.view(vocabulary).said, {word: set[tuple[str, ...]]() for word in document.view(unusual_words)}
    for i, word in enumerate(said):
        if word in found:
            found[word].add(tuple(said[max(0, i - 1) : i + 2]))
    return found


@record
class Elsewhere:
    """The words in addresses, code, keys, file names and values that are names, and all of it as one text if it is not too long."""

    words: frozenset[str]
    text: str

    def __contains__(self, word: str) -> bool:
        return word in self.words or word in self.text


def elsewhere(document: Document) -> Elsewhere:
    parts = [document.text[segment.span.start : segment.span.end] for segment in document.segments_of(*_NO_PROSE)]
    parts += [run.text for run in document.runs if is_of_names(run)]
    text = "\n".join([document.source.path, *parts]).lower()
    return Elsewhere(frozenset(_WORD.findall(text)), text if len(text) < _SUBSTRINGS else "")


def words_of_names(document: Document) -> frozenset[str]:
    """The words of the values that hold names."""
    vocabulary_of = document.view(vocabulary).runs
    return frozenset(word for index, run in enumerate(document.runs) if is_of_names(run) for word in vocabulary_of[index])


def is_of_names(run: Run) -> bool:
    """Whether the run is a value that holds names, and no prose."""
    return any(_is_name_key(part) for part in run.path if isinstance(part, str))


@lru_cache(maxsize=1 << 10)
def _is_name_key(key: str) -> bool:
    return key.lower().replace("_", "").replace("-", "") in _NAME_KEYS


def reading(document: Document, index: int) -> Reading:
    """The reading of a run."""
    known = document.view(_readings)
    if index not in known:
        known[index] = reading_of(document.view(vocabulary).runs[index], document.runs[index].text)
    return known[index]


def _readings(document: Document) -> dict[int, Reading]:
    """Those that were requested."""
    return {}


def page_reading(document: Document) -> Reading:
    """The reading of all runs together."""
    words = document.view(vocabulary)
    foreign = [words.runs[index] for index in words.runs_with(FOREIGN)]
    return page_reading_of(words.said, foreign, document.view(all_words))


def says_english(document: Document, index: int) -> bool:
    """Whether a run is English by its own small words: on a page in another language, several different ones."""
    if not reading(document, index).is_english:
        return False
    page = document.view(page_reading)
    return page.foreign <= page.english or english_words_of(document.view(vocabulary).runs[index]) >= _SURELY


def is_english(document: Document, index: int, declared: str = "") -> bool:
    """Whether a run is English: it is declared so, or the page is and nothing in the run contradicts it. `declared`: the language that
    it declares."""
    if says_english(document, index):
        return True
    found = reading(document, index)
    if declared not in ("", "en") or not found.may_be_english:
        return False
    page = document.view(page_reading)
    return page.is_english_page or (declared == "en" and page.is_english)
