"""The effects of mistakes in tags for visitors, by the tree that browsers build of the page.

An element that is never closed should end somewhere; the mistake is visible if the browser puts later content into it. kramdown, which
reads the Markdown of Jekyll, is stricter: it writes an unmatched end tag into the page, as text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from profilelint.checks.markup.elements import BLOCKS, INDENTING, LINES, PHRASES, SWALLOWING
from profilelint.checks.markup.tag_reader import Balance, Misnested, Misspelt, Stray
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.html import VOID
from profilelint.document.model import BlockKind, Document, Run
from profilelint.document.tags import Tag, TagKind
from profilelint.site.generator import Generator
from profilelint.site.view import SiteView

#: The effects of this many mistakes of a kind are computed; on pages with more, no effect is assumed.
MOST = 64
#: The elements that Markdown makes of blocks.
_ELEMENTS = {
    BlockKind.PARAGRAPH: "p", BlockKind.LIST: "ul", BlockKind.ITEM: "li", BlockKind.QUOTE: "blockquote", BlockKind.HEADING: "h2",
    BlockKind.TABLE: "table", BlockKind.ROW: "tr", BlockKind.CELL: "td", BlockKind.DEFINITION: "p", BlockKind.FOOTNOTE: "div",
}  # fmt: skip
#: Elements that show something of their own.
_SHOWN = frozenset(("img", "hr", "input", "iframe", "embed", "audio", "video", "object", "canvas", "svg", "button", "select"))
#: Runs that are not part of the text between tags.
_ELSEWHERE = (BlockKind.FIELD, BlockKind.ATTRIBUTE)
_MARKER = regex("\ue000(\\d+)\ue001")


def is_kramdown(document: Document, site: SiteView | None) -> bool:
    return document.format == "markdown" and site is not None and site.settings.generator is Generator.JEKYLL


def may_be_kramdown(document: Document, site: SiteView | None) -> bool:
    """GitHub Pages reads Markdown with it for which nothing else is set up."""
    return document.format == "markdown" and (site is None or site.settings.generator not in (Generator.HUGO, Generator.QUARTO))


def is_in_markdown(document: Document, tag: Tag) -> bool:
    """Whether the block around a tag is one of Markdown, and none of HTML."""
    if tag.block < 0:
        return False
    block = document.blocks[tag.block]
    return block.kind in _ELEMENTS and block.start not in document.view(_tag_starts)


def _tag_starts(document: Document) -> frozenset[int]:
    return frozenset(tag.span.start for tag in document.tags)


@record
class Contents:
    """The visible content of the requested elements: tag start → places of the content, in order."""

    inside: dict[int, list[int]]

    def knows(self, tag: Tag) -> bool:
        return tag.span.start in self.inside

    def after(self, tag: Tag, end: int) -> bool:
        """Whether an element contains something after a place."""
        starts = self.inside.get(tag.span.start, [])
        return bool(starts) and starts[-1] >= end

    def lacks(self, tag: Tag, start: int, end: int, shown: list[int]) -> bool:
        """Whether something that shows between two places is not in an element."""
        known = set(self.inside.get(tag.span.start, ()))
        return self.knows(tag) and any(at not in known for at in shown[bisect_left(shown, start) : bisect_left(shown, end)])


def contents(document: Document, tags: Iterable[Tag]) -> Contents:
    """The content that a browser puts into the elements of these tags; only of the first ones if there are many, none without a parser."""
    wanted = {str(tag.span.start): tag.span.start for tag in list(tags)[:MOST]}
    inside: dict[int, list[int]] = {start: [] for start in wanted.values()}
    if not wanted:
        return Contents(inside)
    try:
        from turbohtml import Element, Text, parse
    except ImportError:  # it has no wheel for each machine
        return Contents({})
    active: list[int] = []
    steps: list[Any] = [*reversed(parse(_skeleton(document), positions=False).children)]
    while steps:
        node = steps.pop()
        if node is None:
            active.pop()
        elif isinstance(node, Element):
            if (mark := node.attrs.get("i")) in wanted:
                active.append(wanted[mark])
                steps.append(None)
            steps.extend(reversed(node.children))
        elif active and isinstance(node, Text):
            for match in _MARKER.finditer(node.data):
                for start in active:
                    inside[start].append(int(match[1]))
    return Contents({start: sorted(found) for start, found in inside.items()})


def _skeleton(document: Document) -> str:
    """The page as a browser gets it, without irrelevant parts: each tag, and each visible text between tags, carries its
    position."""
    parts = [(start, 1, f"\ue000{start}\ue001") for start in document.view(shown)]
    parts += [(tag.span.start, 0, _written(tag)) for tag in _tags(document)]
    if document.format == "markdown":
        of_html = document.view(_tag_starts)
        for block in document.blocks:
            if not block.hidden and block.kind in _ELEMENTS and block.start not in of_html:
                name = _ELEMENTS[block.kind]
                parts += [(block.start, -1, f"<{name}>"), (block.end, -2, f"</{name}>")]
    return "<!DOCTYPE html><body>" + "".join(text for _, _, text in sorted(parts, key=lambda part: part[:2]))


def shown(document: Document) -> list[int]:
    """Where each text and picture of the page begins."""
    runs = (run for run in document.runs if not run.hidden and run.kind not in _ELSEWHERE)
    texts = (piece.start for run in runs for piece in run.pieces if piece.text.strip())
    return sorted({*texts, *(tag.span.start for tag in _tags(document) if tag.name in _SHOWN and tag.kind is not TagKind.CLOSE)})


def _tags(document: Document) -> Iterator[Tag]:
    begin = document.front_matter.span.end if document.front_matter else 0
    return (tag for tag in document.tags if not tag.hidden and tag.span.start >= begin and tag.name not in ("html", "head", "body"))


def _written(tag: Tag) -> str:
    if tag.kind is TagKind.CLOSE:
        return f"</{tag.name}>"
    slash = "/" if tag.kind is TagKind.VOID and tag.name not in VOID else ""
    return f"<{tag.name} i={tag.span.start} {slash}>"


def shows_unclosed(document: Document, tags: Balance, tag: Tag, found: Contents) -> bool:
    """Whether something is read as a part of an element that was meant to end before it."""
    return found.after(tag, meant_end(document, tags, tag))


def meant_end(document: Document, tags: Balance, tag: Tag) -> int:
    """Where an element that is never closed was meant to end at the latest."""
    cut = tags.cuts.get(tag.span.start, len(document.text))
    if tag.name in SWALLOWING:
        return tag.span.end
    if tag.name in PHRASES or tag.name in LINES:
        run = run_around(document, tag)
        return min(cut, run.pieces[-1].end) if run else cut
    if tag.name in INDENTING:
        index = bisect_left(document.headings, tag.span.end, key=attrgetter("span.start"))
        return min(cut, document.headings[index].span.start) if index < len(document.headings) else cut
    return cut


def run_around(document: Document, tag: Tag) -> Run | None:
    """The text that contains a tag, or begins with it."""
    runs = document.view(_texts)
    index = bisect_left(runs, tag.span.end, key=lambda run: run.pieces[0].start)
    if index and runs[index - 1].pieces[-1].end > tag.span.end:
        return runs[index - 1]
    following = runs[index] if index < len(runs) else None
    begins = following is not None and not document.text[tag.span.end : following.pieces[0].start].strip()
    return following if begins else None


def _texts(document: Document) -> list[Run]:
    """The runs without those of attributes, which are inside of others."""
    return [run for run in document.runs if run.kind not in _ELSEWHERE]


def shows_misnested(item: Misnested, found: Contents, places: list[int]) -> bool:
    """Whether the end of one element takes something out of another."""
    return found.lacks(item.inner, item.end.span.end, item.inner_end.span.start, places)


def shows_misspelt(item: Misspelt, found: Contents) -> bool:
    return found.after(item.tag, item.end.span.end)


def shows_stray(document: Document, tags: Balance, item: Stray, places: list[int]) -> bool:
    """Whether an end tag was meant for the text before it: `<b></b>rivers</b>`, or a block that ended too early."""
    end = item.end
    at = bisect_left(document.tags, end.span.start, key=attrgetter("span.start"))
    before = document.tags[max(0, at - 2) : at]
    if [tag.kind for tag in before] == [TagKind.OPEN, TagKind.CLOSE] and before[0].span.end == before[1].span.start:
        return before[0].name == before[1].name == end.name
    column = _column(document, end)
    if end.name not in BLOCKS or column is None:
        return False
    for opened, closed in reversed(tags.pairs):
        if opened.name == end.name and closed.span.start < end.span.start and _column(document, opened) == column:
            is_early = (_column(document, closed) or 0) > column
            return is_early and bisect_left(places, closed.span.end) < bisect_left(places, end.span.start)
    return False


def _column(document: Document, tag: Tag) -> int | None:
    """How far a tag is indented; None where it does not begin its line."""
    start = document.text.rfind("\n", 0, tag.span.start) + 1
    indent = document.text[start : tag.span.start]
    return len(indent.expandtabs(4)) if not indent.strip() else None


def nested_like(document: Document, tags: Balance, unclosed: Tag) -> Tag | None:
    """The element that directly contains one of its own kind, as `<div class="card">` in another card: its end tag is missing, wherever
    the tags stop matching. None if the unclosed element has no such element."""
    ends = {opened.span.start: closed.span.start for opened, closed in tags.pairs}
    limit = tags.cuts.get(unclosed.span.start, len(document.text))
    ends.update((tag.span.start, tags.cuts.get(tag.span.start, limit)) for tag in tags.unclosed)
    around: list[Tag] = []
    for tag in _tags(document):
        if tag.span.start < unclosed.span.start or tag.span.start >= limit or tag.kind is not TagKind.OPEN or tag.name not in BLOCKS:
            continue
        while around and ends.get(around[-1].span.start, -1) <= tag.span.start:
            around.pop()
        if around and tag.name == unclosed.name and (kind := _kind(tag)) and kind == _kind(around[-1]):
            return around[-1]
        around.append(tag)
    return None


def _kind(tag: Tag) -> str:
    return next((f"{name}={value.value}" for name in ("class", "style") if (value := tag.attribute(name)) and value.value.strip()), "")
