"""Repetitions in one text: a sentence in its paragraph, the words of a link directly before it."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.core.diagnostic import Finding, Related
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import OBJECT, BlockKind, Document, Run
from profilelint.language.filler import FILLER

ON_PAGE = "is already on this page, word for word"
_IN_TEXT = "is already in this paragraph, word for word"
_BEFORE_LINK = "is written right before its link as well"

_SENTENCE = regex(r"(?<![^\s.!?])[^\s.!?][^.!?]{40,600}+[.!?](?=\s|$)")
_WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FEWEST_WORDS, _SHARE = 8, 0.6
#: Two sentences of the shortest kind.
_SHORTEST = 100
_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.HTML, BlockKind.CELL)


def within_texts(document: Document) -> Iterator[Finding]:
    for run in document.runs:
        if run.kind in _KINDS and len(run.text) >= _SHORTEST:
            yield from _sentences(run)
    yield from _labels(document)


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


def _labels(document: Document) -> Iterator[Finding]:
    """ "R package [R package](https://…)"."""
    for link in document.links:
        label = link.text.strip()
        if link.is_image or link.text_span is None or len(_WORD.findall(label)) < 2 or document.is_hidden(link.span.start):
            continue
        start = link.span.start
        before = document.text[max(0, start - len(label) - 3) : start]
        if before.rstrip(" ").endswith(label) and not before[-len(label) - 4 : -len(label) - 3].isalnum():
            at = start - len(before) + before.rindex(label)
            related = Related(Span(at, at + len(label)), "first here")
            yield Finding(link.text_span, {"where": _BEFORE_LINK}, related=(related,))
