"""Unintentionally repeated words, also those of a link directly before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from itertools import islice
from operator import eq

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.pagewords import is_english, is_of_names, right_words, vocabulary
from profilelint.checks.shared.surroundings import is_ordinary
from profilelint.core.diagnostic import Applicability, Edit, Finding, Related
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Run
from profilelint.language.lexicon import is_known, zipf

OPTIONS = {
    "always": Option("strings", required=True),
    "doubled": Option("strings", required=True),
    "words": Option("strings", default=()),
}

_TWICE = regex(r"(?<![\w@#/\\.&'’+*=-])([A-Za-z]{1,24})(\s{1,4})(?!\s)(\1)(?![\w@#/\\&'’+*=-]|[.]\w)", re.IGNORECASE)
_LABEL = regex(r"(?<![\w@#/\\.:-])([^\W\d_]{2,24}:)([^\S\n]{1,4})(\1)(?!\S)")
_BECAUSE = "English does not say it twice, and the page does so only here"
_SHORTEST = 4
#: Rare words are doubled in play: "enough of the talky talky".
_WELL_KNOWN = 2.8
#: Words that make a clause of the text before: in "what matters matters" both are right.
_CLAUSE = frozenset(
    "what whatever who whoever whom whose which that those how where when if as it he she they we you i this all thing things one "
    "everything".split()
)
_CLAUSE_REACH = 5
_REACH = 60  # characters before the first word
_BEFORE_NOUN = frozenset("the a an my our your his her its their of in for with on at by from to".split())
_WORD_BEFORE = regex(r"[^\W\d_]+")
#: Short words that may be doubled, and the words before the first to which they belong: "log on on Monday", "what it is is clear".
_SOMETIMES = {
    "on": frozenset(
        "add adds added build builds built carry carries carried carrying catch come comes coming depend early focus go goes going gone "
        "hang head hold keep keeps later live lived log logs logged logging long look move moved moving pass passes passed pile press "
        "put puts read reads sign signs signed signing so switch switched take takes took turn turns turned urge work worked works".split()
    ),
    "is": _CLAUSE,
}
#: After these, "the the" may have been "to the".
_TAKES_TO = frozenset(
    "access according apply applied applies attend belong belongs close come comes coming came contribute contributed due go goes "
    "going gone went lead leads led listen listens listening move moved moving next refer refers referred related respond return returned "
    "returning similar speak talk travel travelled welcome".split()
)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    yield from _before_links(document)
    if not document.view(_doubling):
        return
    right = right_words(options)
    always, doubled = frozenset(options["always"]) - right, right.union(options["doubled"])
    for index in document.view(_doubling):
        run = document.runs[index]
        for match in _LABEL.finditer(run.text):
            if match[1].lower().rstrip(":") not in right and _is_unmarked(document, run, match):
                yield _finding(run, match)
        for match in _TWICE.finditer(run.text):
            if _is_slip(document, run, match, always, doubled) and is_english(document, index):
                yield _finding(run, match)


def _before_links(document: Document) -> Iterator[Finding]:
    """ "R package [R package](https://…)"."""
    for link in document.links:
        label = link.text.strip()
        if link.is_image or link.text_span is None or len(label.split()) < 2 or document.is_hidden(link.span.start):
            continue
        start = link.span.start
        before = document.text[max(0, start - len(label) - 4) : start].rstrip(" ")
        if before.endswith(label) and not before[: -len(label)][-1:].isalnum():
            at = document.text.rindex(label, 0, start)
            related = Related(Span(at, at + len(label)), "first here")
            yield Finding(
                link.text_span, {"what": "words", "word": label, "because": "the link after them has the same words"}, related=(related,)
            )


def _is_slip(document: Document, run: Run, match: re.Match[str], always: Set[str], doubled: Set[str]) -> bool:
    first, second = match[1], match[3]
    word = second.lower()
    if not second.islower() or (first != second and not first.istitle()) or is_of_names(run):
        return False
    before = [other.lower() for other in _WORD_BEFORE.findall(run.text[max(0, match.start() - _REACH) : match.start()])]
    after = run.text[match.end() : match.end() + 30].split()
    if (before and before[-1] == word) or (after and after[0].lower().strip(".,;:!?") == word):
        return False
    if word in always:
        return first == second or len(word) > 1
    if word in _SOMETIMES:
        return first == second and not _SOMETIMES[word].intersection(before[-_CLAUSE_REACH if word == "is" else -1 :])
    if (
        first != second
        or len(word) < _SHORTEST
        or word in doubled
        or not (is_known(word) and is_ordinary(word) and zipf(word) >= _WELL_KNOWN)
    ):
        return False
    is_noun = bool(before) and before[-1] in _BEFORE_NOUN
    if not (is_noun or _CLAUSE.isdisjoint(before[-_CLAUSE_REACH:])) or not _is_unmarked(document, run, match):
        return False
    return document.view(_pairs)[word] == 1


def _is_unmarked(document: Document, run: Run, match: re.Match[str]) -> bool:
    """Whether neither markup nor a line end parts the words: links side by side may have the same text, and so may lines."""
    written = document.source.slice(run.span(match.start(), match.end()))
    return written.split() == [match[1], match[3]] and written.isprintable()


def _doubling(document: Document) -> list[int]:
    """The indices of the runs that have a word twice in a row."""
    runs, words = document.view(vocabulary).runs, document.view(vocabulary).said
    return [index for index, words in enumerate(runs) if _doubles(words)] if _doubles(words) else []


def _doubles(words: list[str]) -> bool:
    """Whether a word is doubled there."""
    return any(map(eq, words, islice(words, 1, None)))


def _pairs(document: Document) -> Counter[str]:
    """How often the page has each word doubled: more than once is intended."""
    runs = (document.runs[index] for index in document.view(_doubling))
    return Counter(match[1].lower() for run in runs for match in _TWICE.finditer(run.text))


def _finding(run: Run, match: re.Match[str]) -> Finding:
    edits: tuple[Edit, ...] = ()
    if run.is_plain(match.start(), match.end()):
        edits = (Edit(run.span(match.end(1), match.end()), ""),)
    elif run.is_plain(match.start(3), match.end() + 1) and run.text[match.end() : match.end() + 1] == " ":
        edits = (Edit(run.span(match.start(3), match.end() + 1), ""),)
    before = _WORD_BEFORE.findall(run.text[max(0, match.start() - _REACH) : match.start()])
    is_doubtful = match[1].lower() == "the" and bool(before) and before[-1].lower() in _TAKES_TO
    return Finding(
        run.span(match.start(), match.end()),
        {"what": "word", "word": match[1], "because": _BECAUSE},
        edits,
        Applicability.UNSAFE if is_doubtful else Applicability.SAFE,
        (*(["to the"] if is_doubtful else []), match[1]),
    )
