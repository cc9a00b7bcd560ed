"""Words that a copy of a PDF has torn apart, "m ajority", or stuck together, "objectin"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from profilelint.checks.needs import words as all_words
from profilelint.checks.shared.pagewords import is_english, is_of_names
from profilelint.checks.shared.surroundings import is_clean
from profilelint.checks.spelling.unknown_words import Occurrence
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Run
from profilelint.language.formation import PREFIXES, formation
from profilelint.language.lexicon import is_dictionary, is_known, look_up, zipf_of

#: The line end, and the rest of the word after it; the text before.
_DIVIDED = {hyphen: regex(rf"{hyphen}(?<=[a-z].)\s{{1,4}}([a-z]{{2,20}})(?![\w@/-])(?<!and)(?<!or)") for hyphen in "-‐‑"}
_HEAD = regex(r"(?<![\w@/.'’-])([A-Za-z][a-z]{1,19})$")
_LONGEST = 24

#: How common a word must be that is torn apart, and one that another is stuck to.
_WHOLE, _PART = 3.0, 3.4
#: Letters that are words.
_LETTERS = frozenset("aio")
_BEFORE = ("a", "an", "in", "of", "to", "the")
_BEHIND = ("a", "an", "in", "of", "to", "is", "on", "at", "as", "by", "and", "for", "the", "are", "was", "with", "from")


def rejoined(place: Occurrence) -> Finding | None:
    """The finding for a word that makes a common one together with its neighbour: a space separates them."""
    for start, end, other in (
        (place.start - len(place.before.word) - 1, place.end, place.before),
        (place.start, place.end + len(place.after.word) + 1, place.after),
    ):
        whole = place.text[start:end].replace(" ", "", 1)
        is_elided = place.text[end : end + 1] in ("'", "’")  # "Groupe d'études" is not "Grouped"
        if other.gap != " " or other.is_capital or is_elided:
            continue
        if _is_common(whole.lower(), _WHOLE) and is_clean(place.text, start, end):
            certain = Applicability.UNSAFE if other.word in _LETTERS else Applicability.SAFE
            return Finding(place.run.span(start, end), {"preferred": whole}, _edits(place.run, start, end, whole), certain, (whole,))
    return None


def divided(document: Document) -> Iterator[Finding]:
    """Words that were divided at the end of a line of the PDF: "Trop- ical"."""
    said = document.view(all_words)
    patterns = [pattern for hyphen, pattern in _DIVIDED.items() if hyphen in said and pattern.search(said)]
    for index, run in enumerate(document.runs if patterns else ()):
        for match in chain.from_iterable(pattern.finditer(run.text) for pattern in patterns):
            head = _HEAD.search(run.text, max(0, match.start() - _LONGEST), match.start())
            if head is None or is_of_names(run) or not is_english(document, index):
                continue
            whole = head[1] + match[1]
            if _is_whole(whole.lower()) and not (_is_word(head[1].lower()) and _is_word(match[1])):
                span = run.span(head.start(1), match.end())
                yield Finding(span, {"preferred": whole}, _edits(run, head.start(1), match.end(), whole), suggestions=(whole,))


def _is_whole(word: str) -> bool:
    return _is_common(word, _WHOLE) or formation(word) in (
        "a prefix",
        "a suffix",
        "a suffix of verbs",
    )  # "ex- perimentalsetup" lacks a blank as well


def _is_word(part: str) -> bool:
    return len(part) > 1 and (is_known(part) or part in PREFIXES)


def _edits(run: Run, start: int, end: int, whole: str) -> tuple[Edit, ...]:
    return (Edit(run.span(start, end), whole),) if run.is_plain(start, end) else ()


def parted(word: str) -> str:
    """The two words that are joined without a space, if one of them is among the shortest; empty if there are none."""
    heads = (f"{head} {word[len(head) :]}" for head in _BEFORE if word.startswith(head) and _is_common(word[len(head) :], _PART))
    tails = (f"{word[: -len(tail)]} {tail}" for tail in _BEHIND if word.endswith(tail) and _is_common(word[: -len(tail)], _PART))
    return next(heads, "") or next(tails, "")


def _is_common(word: str, zipf: float) -> bool:
    entry = look_up(word)
    return is_dictionary(entry) and zipf_of(entry) >= zipf
