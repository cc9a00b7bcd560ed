"""What a page says about its words: how often it has them, what its addresses and names hold, where it is English."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from profilelint.document.model import Document, Kind, Run
from profilelint.language.english import Reading, plain_letters, reading

_WORD = re.compile(r"[a-z]{4,}")
_NO_PROSE = tuple(kind for kind in Kind if kind not in (Kind.PROSE, Kind.BLANK, Kind.MARKUP))
#: Keys of front matter and data whose values are names.
_NAME_KEYS = frozenset(
    "author authors editor editors name names first_name last_name firstname lastname given family surname username user display_name "
    "advisor advisors supervisor supervisors speaker speakers organizer organizers member members student students people contact "
    "tag tags keyword keywords category categories slug id key handle permalink url journal publisher".split()
)
_SUBSTRINGS = 200_000


@dataclass(frozen=True, slots=True)
class PageWords:
    counts: Counter[str]  # in the prose, in small letters
    elsewhere: frozenset[str]  # in addresses, code, keys, file names and the values that are names
    addresses: str  # the same as one text, where it is not too long

    def is_elsewhere(self, word: str) -> bool:
        return word in self.elsewhere or word in self.addresses


def page_words(document: Document) -> PageWords:
    counts = Counter(word for run in document.runs for word in _WORD.findall(run.text.lower()))
    parts = [document.text[segment.span.start : segment.span.end] for segment in document.segments_of(*_NO_PROSE)]
    parts += [run.text for run in document.runs if is_of_names(run)]
    elsewhere = "\n".join([document.source.path, *parts]).lower()
    return PageWords(counts, frozenset(_WORD.findall(elsewhere)), elsewhere if len(elsewhere) < _SUBSTRINGS else "")


def is_of_names(run: Run) -> bool:
    """Whether the run is a value that holds names, and no prose."""
    return any(part in _NAME_KEYS for part in run.path if isinstance(part, str))


def readings(document: Document) -> dict[int, Reading]:
    """The reading of each run, by its index, and of all of them under -1."""
    found = {index: reading(plain_letters(run.text)) for index, run in enumerate(document.runs)}
    found[-1] = sum(found.values(), Reading())
    return found


def is_english(document: Document, index: int) -> bool:
    """Whether a run is English: it says so itself, or the page does and nothing in the run speaks against it."""
    found = document.once(readings)
    return found[index].is_english or (found[-1].is_english_page and found[index].may_be_english)
