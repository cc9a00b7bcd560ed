"""Filler prose of text generators: lorem ipsum and its followers, told by words that only they put side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.cover import cover
from profilelint.checks.shared.drafts import is_draft
from profilelint.checks.shared.pagewords import vocabulary
from profilelint.core.diagnostic import Finding
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Run
from profilelint.language.english import words_of

OPTIONS = {"words": Option("map", required=True)}

_WORD = regex(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: Also "Bacon ipsum dolor", "Monocle ipsum dolor".
_IPSUM = regex(r"\b[^\W\d_]+\s+ipsum\s+dolor\b(?:\s+sit\b)?(?:\s+amet\b)?", re.IGNORECASE)
_LOREM_IPSUM = regex(r"\W*(lorem[\s-]+ipsum)\b(?!@)", re.IGNORECASE)
#: Text about filler text, or about the Cicero that it is made of.
_ABOUT = regex(r"\b(?:cicero\w*|de finibus|(?:dummy|placeholder|filler|sample|nonsense) text|ipsum generators?)\b", re.IGNORECASE)
#: The distinct words that are enough, and the other words that may be between two. Garbled Latin is so throughout; Cicero's own needs
#: more, because others wrote Latin; the English kinds mix their words with ordinary ones.
_THRESHOLDS = {"latin": (3, 1), "cicero": (5, 1)}
_ENGLISH = (4, 5)
_LONE = {"lorem", "ipsum", "lorem ipsum"}
_SHORT = 4
_FEW, _LONG = 3, 50
#: Marks before a quotation or an example in brackets, and after it.
_OPENING, _CLOSING = tuple("\"'“„‘«‹「『`[("), regex(r"[\s.,…!?]{0,5}[\"'”“’»›」』`\])]")
_NEAR = 400


@record
class _Cluster:
    """`words` are evidence; `others` are neutral words among them."""

    words: frozenset[str]
    others: frozenset[str]
    compounds: list[set[str]]  # the parts of those words that have any
    enough: int  # distinct words of evidence
    gap: int  # words of other kinds that may be between two of them

    def may_be_among(self, words: set[str]) -> bool:
        """Whether these words are enough evidence, in any place."""
        return len(self.words & words) + sum(parts <= words for parts in self.compounds) >= self.enough


@record
class _Passage:
    """Filler prose that ends in `run`, the one at the place `at`."""

    span: Span
    beginning: str
    at: int
    run: Run

    def goes_on(self, before: _Passage) -> bool:
        """Whether it continues the passage before it: the next paragraph, the next list item."""
        apart = (BlockKind.FIELD, BlockKind.ATTRIBUTE)
        is_next = self.at == before.at + 1 and self.run.kind not in apart and before.run.kind not in apart
        follows = before.span.end <= self.span.start  # the content of an element may be read before the text around it
        return is_next and follows and self.run.hidden is before.run.hidden


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    words = document.view(vocabulary)
    kinds, first_words = _clusters(tuple(options["words"].items()))
    clusters = [cluster for cluster in kinds if cluster.may_be_among(words.words)]
    lone = [link for link in document.links if link.text.lower().strip(" .,") in _LONE]
    if not (clusters or lone or words.words & _LONE) or is_draft(document, context.site):
        return
    found: list[_Passage] = []
    for at in words.runs_with(first_words):
        run = document.runs[at]
        if first_words.isdisjoint(_WORD.findall(run.text.lower())) or _ABOUT.search(run.text):
            continue
        for start, end in _stretches(run, list(_WORD.finditer(run.text)), clusters):
            if _is_quoted(run.text, start, end):
                continue
            passage = _Passage(run.span(start, end), _beginning(run.text[start:end]), at, run)
            if found and passage.goes_on(found[-1]):
                found[-1] = _Passage(Span(found[-1].span.start, passage.span.end), found[-1].beginning, at, run)
            else:
                found.append(passage)
    if found and all(_is_block_quote(document, passage) for passage in found) and _is_written(document, found):
        return  # what others are to type, or to see, in a text that tells how
    for passage in found:
        yield Finding(passage.span, {"start": passage.beginning})
    covered = cover(passage.span for passage in found)
    for link in lone:
        if (text := link.text_span) and not covered.overlaps(text):
            yield Finding(text, {"start": link.text.strip()})


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether it is an example in somebody's own sentence: in quotation marks, with more words around them."""
    before, after = text[:start], _CLOSING.match(text, end)
    return bool(after) and before[-1:] in _OPENING and len(_WORD.findall(before) + _WORD.findall(text, end)) >= _FEW


def _is_block_quote(document: Document, passage: _Passage) -> bool:
    text, start = document.text, passage.span.start
    return passage.run.kind is BlockKind.QUOTE or text[text.rfind("\n", 0, start) + 1 : start].lstrip().startswith(">")


def _is_written(document: Document, found: list[_Passage]) -> bool:
    """Whether the page has a text of its own around the filler prose."""
    filler = {passage.at for passage in found}
    own = (at for at, run in enumerate(document.runs) if run.kind is BlockKind.PARAGRAPH and at not in filler and len(run.text) >= _LONG)
    return sum(1 for _ in own) >= _FEW


@lru_cache(maxsize=8)
def _clusters(kinds: tuple[tuple[str, Sequence[str]], ...]) -> tuple[list[_Cluster], frozenset[str]]:
    """The kinds of filler prose, and what is evidence of any."""
    by_name = dict(kinds)
    clusters = [
        _Cluster(
            frozenset(found),
            frozenset(by_name.get(f"{name}-also", ())),
            [parts for word in found if len(parts := set(words_of(word))) > 1],
            *_THRESHOLDS.get(name, _ENGLISH),
        )
        for name, found in kinds
        if not name.endswith("-also")
    ]
    return clusters, frozenset().union(*(cluster.words for cluster in clusters))


def _stretches(run: Run, words: list[re.Match[str]], clusters: list[_Cluster]) -> list[tuple[int, int]]:
    if run.text.lower().strip(" .…") in _LONE and run.kind is not BlockKind.ATTRIBUTE:
        return [(words[0].start(), words[-1].end())]
    found = [stretch for cluster in clusters for stretch in _cluster_stretches(words, cluster)]
    found += [match.span() for match in _IPSUM.finditer(run.text)]
    if not found and len(words) <= _SHORT and (match := _LOREM_IPSUM.match(run.text)):
        return [match.span(1)]
    return _merged(found)


def _cluster_stretches(words: list[re.Match[str]], cluster: _Cluster) -> Iterator[tuple[int, int]]:
    """Stretches of words of the cluster, foreign words between them apart."""
    start, end, gap = -1, -1, 0
    seen: set[str] = set()
    for word in words:
        lower = word.group().lower()
        if lower in cluster.words or lower in cluster.others:
            if start < 0 or len(lower) > 1:  # "a" may be the first of the authors after it
                start, end = (word.start() if start < 0 else start), word.end()
            gap = 0
            seen |= {lower} & cluster.words
        elif start >= 0 and (gap := gap + 1) > (cluster.gap if seen else 0):
            if len(seen) >= cluster.enough:
                yield start, end
            start, seen = -1, set()
    if len(seen) >= cluster.enough:
        yield start, end


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + _NEAR:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SHORT]) + (" …" if len(words) > _SHORT else "")
