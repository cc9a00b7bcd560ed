"""Sentences that a paragraph has twice."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.shared.pagewords import vocabulary
from profilelint.core.diagnostic import Finding, Related
from profilelint.core.regex import regex
from profilelint.document.model import OBJECT, BlockKind, Document, Run
from profilelint.language.filler import FILLER

ON_PAGE = "is already on this page, word for word"
_IN_TEXT = "is already in this paragraph, word for word"

_SENTENCE = regex(r"(?<![^\s.!?])[^\s.!?][^.!?]{40,600}+[.!?](?=\s|$)")
_WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FEWEST_WORDS, _SHARE = 8, 0.6
#: Two sentences of the shortest kind.
_SHORTEST = 100
_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.HTML, BlockKind.CELL)


def within_texts(document: Document) -> Iterator[Finding]:
    words = document.view(vocabulary).runs
    for index, run in enumerate(document.runs):
        if run.kind in _KINDS and len(run.text) >= _SHORTEST and len(words[index]) - len(set(words[index])) >= _FEWEST_WORDS:
            yield from _sentences(run)


def _sentences(run: Run) -> Iterator[Finding]:
    """Sentences that the paragraph has already, one after the other in one finding."""
    first: dict[str, tuple[int, int]] = {}
    again: list[tuple[int, int, tuple[int, int]]] = []
    for match in _SENTENCE.finditer(run.text):
        words = " ".join(match.group().split())
        if words not in first:
            first[words] = match.span()
        elif _is_sentence(words):
            if again and not run.text[again[-1][1] : match.start()].strip():
                again[-1] = (again[-1][0], match.end(), again[-1][2])
            else:
                again.append((*match.span(), first[words]))
    for start, end, before in again:
        yield Finding(run.span(start, end), {"where": _IN_TEXT}, related=(Related(run.span(*before), "first here"),))


def _is_sentence(text: str) -> bool:
    words = _WORD.findall(text)
    is_prose = len(words) >= _FEWEST_WORDS and sum(word[0].islower() for word in words) >= _SHARE * len(words)
    return is_prose and OBJECT not in text and FILLER.search(text) is None
