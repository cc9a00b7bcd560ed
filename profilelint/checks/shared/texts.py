"""The texts of a page that word and pattern rules search, and the search itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import Any

from profilelint.checks.context import Option, Options
from profilelint.checks.needs import words as all_words
from profilelint.checks.shared.pagewords import vocabulary
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Run

#: The values of `in`. Each includes text in comments; "comment" is all text in comments and nothing else.
PLACES = ("prose", "heading", "field", "alt", "link-text", "link-target", "comment")
#: Those that are views of runs.
RUNS = frozenset(PLACES) - {"link-text", "link-target"}
#: The options that both checks have.
OPTIONS = {
    "in": Option("strings", default=("prose", "heading", "field"), choices=PLACES),
    "case": Option("string", default="insensitive", choices=("insensitive", "sensitive")),
    "word-bounded": Option("boolean", default=True),
    "whole": Option("boolean", default=False),
    "unless": Option("patterns", default=()),
}

_KINDS = {BlockKind.HEADING: "heading", BlockKind.FIELD: "field", BlockKind.ATTRIBUTE: "alt"}
#: The ends of a word that is not part of a path, a handle, a host name or a compound.
_BOUNDS = r"(?<![\w@#/\\])(?<!\w[.:\-])", r"(?![\w@/\\])(?![.:\-]\w)"
_BOUNDS_IN_TARGETS = r"(?<!\w)", r"(?!\w)"
_BLANK = r"\s{1,4}"
_LETTERS = regex(r"[^\W\d_]+")


@record
class Text:
    """A text with its map back to the source."""

    text: str
    span: Callable[[int, int], Span]
    is_plain: Callable[[int, int], bool]


@record
class Words:
    """Words and patterns to look for, compiled into one."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    whole: bool
    begins: frozenset[str]  # the first word of each phrase in small letters; none where that says nothing

    def runs(self, document: Document) -> Iterator[Run]:
        """The runs of the page that may have one of them."""
        # The letters that equal ASCII ones if case is ignored.
        if not self.begins or any(letter in document.view(all_words) for letter in "İıſ"):
            return iter(document.runs)
        return (document.runs[index] for index in document.view(vocabulary).runs_with(self.begins))

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        excused = [match.span() for match in self.unless.finditer(text)] if self.unless else []
        for match in self._matches(text):
            start, end = match.span()
            at = bisect_right(excused, start, key=lambda excuse: excuse[0]) - 1
            if start < end and not (at >= 0 and end <= excused[at][1]):
                yield start, end

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        if not self.whole:
            return self.pattern.finditer(text)
        stripped = text.rstrip()
        match = self.pattern.fullmatch(stripped, len(stripped) - len(stripped.lstrip()))
        return iter((match,) if match else ())


def words(phrases: Collection[str], patterns: Collection[str], options: Options) -> Words:
    """Phrases and patterns compiled with `options` (those of OPTIONS)."""
    sensitive = options["case"] == "sensitive"
    bounds = ("", "") if not options["word-bounded"] else _BOUNDS_IN_TARGETS if set(options["in"]) == {"link-target"} else _BOUNDS
    return _words(tuple(phrases), tuple(patterns), tuple(options["unless"]), sensitive, bounds, options["whole"])


@lru_cache(maxsize=256)
def _words(
    phrases: tuple[str, ...], patterns: tuple[str, ...], unless: tuple[str, ...], sensitive: bool, bounds: tuple[str, str], whole: bool
) -> Words:
    flags = 0 if sensitive else re.IGNORECASE
    alternatives = [f"(?:{pattern})" for pattern in patterns]
    if phrases:
        alternatives.insert(0, prefix_tree([_collapsed(phrase) if sensitive else _folded(phrase) for phrase in phrases]))
    body = "|".join(alternatives) or r"(?!)"
    pattern = regex(f"{bounds[0]}(?:{body}){bounds[1]}", flags)
    excuse = regex("|".join(f"(?:{pattern})" for pattern in unless), flags) if unless else None
    return Words(pattern, excuse, whole, frozenset() if patterns or not bounds[0] else _begins(phrases))


def _begins(phrases: Collection[str]) -> frozenset[str]:
    """The first word of each phrase, where all are of ASCII letters: a phrase with bounds has whole words of the text."""
    first = [match.group() for phrase in phrases if (match := _LETTERS.search(phrase.lower())) and match.group().isascii()]
    return frozenset(first) if len(first) == len(phrases) else frozenset()


def comparable(options: Options) -> Callable[[str], str]:
    """How two spellings of one phrase are brought to the same form."""
    return _collapsed if options["case"] == "sensitive" else _folded


def _folded(phrase: str) -> str:
    return _collapsed(phrase).lower()


def _collapsed(phrase: str) -> str:
    return " ".join(phrase.split())


def prefix_tree(phrases: Collection[str]) -> str:
    """A pattern for many phrases that tries each letter once; of two that begin alike, the longer is found."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for character in phrase:
            node = node.setdefault(character, {})
        node[""] = {}
    return _tree_pattern(tree)


def _tree_pattern(node: dict[str, Any]) -> str:
    branches = [(_BLANK if c == " " else re.escape(c)) + _tree_pattern(below) for c, below in node.items() if c]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in node else ''}"


def texts(document: Document, places: Collection[str], wanted: Words) -> Iterator[Text]:
    """The texts of those of PLACES that are named, each once, as far as they may have any of the words."""
    for run in wanted.runs(document):
        if _KINDS.get(run.kind, "prose") in places or (run.hidden and "comment" in places):
            yield Text(run.text, run.span, run.is_plain)
    for link in document.links:
        if "link-text" in places and link.text_span and link.text and not link.is_image:
            yield _written(document, link.text, link.text_span)
        if "link-target" in places and link.target and not link.computed:
            yield _written(document, link.target, link.target_span)


def _written(document: Document, text: str, span: Span) -> Text:
    """A text from a span. If it contains markup or escapes, each match covers all of it."""
    if document.text[span.start : span.end] == text:
        return Text(text, lambda start, end: Span(span.start + start, span.start + end), lambda start, end: True)
    return Text(text, lambda start, end: span, lambda start, end: False)
