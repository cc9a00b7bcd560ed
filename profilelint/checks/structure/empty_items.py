"""Labels that announce something ("Duties included:") with nothing after them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from profilelint.checks.shared.cover import cover
from profilelint.checks.shared.visible import Content, content
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Heading, Run
from profilelint.document.tags import TagKind

#: A label: up to five words and a colon, no sentence.
_LABEL = regex(r"[^\W\d_][\w'’/&-]*(?: [\w'’/&()-]+){0,4} ?[:：]")
_COLONS = (":", "：")
#: A field of an entry: "Role: engineer".
_FIELD = regex(r"[^\W\d_][\w'’/&() -]{1,40}[:：] ?\S")
_TEXT = (BlockKind.ITEM, BlockKind.PARAGRAPH)
_WRAPPERS = ("div", "section", "article", "main", "center")


def empty_items(document: Document) -> Iterator[Finding]:
    if not any(map(_is_open, document.runs)):
        return
    runs = [run for run in document.runs if not run.hidden and run.kind not in (BlockKind.ATTRIBUTE, BlockKind.FIELD)]
    labels = [at for at, run in enumerate(runs) if run.kind in _TEXT and _LABEL.fullmatch(run.text.strip())]
    if not labels:
        return
    headings = [heading for heading in document.headings if not heading.hidden]
    linked = cover(link.text_span for link in document.links if link.text_span and not link.is_image)
    seen = content(document)
    filled = {tag.span.end for tag in document.tags if tag.kind is TagKind.OPEN and tag.attribute("id")}
    for at in labels:
        start = _text_span(runs[at]).start
        if start in linked or start in filled or (at and _is_open(runs[at - 1]) and _is_beside(document, runs[at - 1], runs[at])):
            continue  # a script fills it, or readers do
        if _is_empty(document, runs, at, headings, seen):
            yield Finding(_text_span(runs[at]), {"why": "complete it, or delete it", "name": runs[at].text})


def _text_span(run: Run) -> Span:
    return run.span(len(run.text) - len(run.text.lstrip()), len(run.text.rstrip()))


def _is_empty(document: Document, runs: list[Run], at: int, headings: list[Heading], seen: Content) -> bool:
    end = _text_span(runs[at]).end
    item = document.item_of(runs[at])
    after = seen.first_solid(end, len(document.text))
    if item is not None and after is not None and after < document.blocks[item].span.end:
        return False
    if after is None:
        return item is not None and not seen.shows(end, len(document.text))
    heading = headings[i] if (i := bisect_right(headings, after, key=lambda heading: heading.span.start) - 1) >= 0 else None
    if heading and heading.span.start >= end and after < heading.span.end:
        above = headings[i - 1] if i else None
        if above is None or heading.level > above.level:
            return above is None and item is not None
        return _only_wrappers(seen, end, heading.span.start, item is not None)
    return item is not None and _among_fields(document, runs, at, item)


def _is_open(run: Run) -> bool:
    return run.text.rstrip().endswith(_COLONS)


def _is_beside(document: Document, one: Run, other: Run) -> bool:
    """Whether two texts are items of one list."""
    around = document.list_of(one)
    return around is not None and around == document.list_of(other)


def _only_wrappers(seen: Content, start: int, end: int, in_list: bool) -> bool:
    """Whether a script can fill nothing in the range: after a list, the next heading may be in its own element."""
    if not seen.shows(start, end):
        return True
    tags = [tag for tag in seen.tags_in(start, end) if tag.attributes]
    return in_list and all(tag.name in _WRAPPERS and tag.kind is TagKind.OPEN and not tag.attribute("id") for tag in tags)


def _among_fields(document: Document, runs: list[Run], at: int, item: int) -> bool:
    """Whether fields of an entry come before and after ("Role: …", "Duties:", "Tools: …"); after other labels, the text may be theirs."""
    if not 0 < at < len(runs) - 1:
        return False
    before, after = runs[at - 1], runs[at + 1]
    here, below = document.blocks[item].parent, document.list_of(after)
    if below is None or document.list_of(before) != here or not _FIELD.match(before.text):
        return False
    if here == below:
        return _FIELD.match(after.text) is not None
    return here >= 0 and document.blocks[below].span.start < document.blocks[here].span.start
