"""Headings and labels with nothing under them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.cover import Cover, cover, insides
from profilelint.checks.shared.drafts import is_draft
from profilelint.checks.shared.visible import Content, content
from profilelint.checks.structure.empty_items import empty_items
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import OBJECT, BlockKind, Comment, Document, Heading, Run
from profilelint.document.tags import TagKind

OPTIONS = {"section-names": Option("strings", required=True)}

#: Headings in these are titles, links or captions; their content may be anywhere.
_ELSEWHERE = ("nav", "header", "footer", "aside", "figure", "figcaption", "table", "a", "li", "summary", "button", "form", "label")
_COMMENT_WORD = regex(r"[^\W\d_]{2,}")
#: A comment of so many words was content; a shorter one is a divider.
_CONTENT_WORDS, _COMMENT_LENGTH = 4, 400
#: Half as many are enough in an entry of a list.
_ENTRY = regex(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:[*_]{1,2})?[\w\[\"“]")
_EMPTY_BULLET = regex(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]*$", re.MULTILINE)
#: On a page with this many named sections, the last one is a section too, not a title for content of the layout.
_SECTIONS = 3
_AND = regex(r"\s{1,40}and\s+|\s{0,40}[&/,]\s*", re.IGNORECASE)
_SLIDES = regex(r"revealjs|beamer|pptx|(?:slidy|ioslides|powerpoint)_presentation|moon_reader|slides", re.IGNORECASE)
_NAME = regex(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if is_draft(document, context.site) or _is_talk(document):
        return
    if document.format in ("markdown", "html"):
        yield from _empty_sections(document, options)
        yield from empty_items(document)


def _is_talk(document: Document) -> bool:
    """Whether Quarto or R Markdown makes slides of it, which a heading alone may fill."""
    formats = [field for field in document.fields if field.path[:1] in (("format",), ("output",))]
    return any(_SLIDES.search(f"{field.path[1:]} {field.value}") for field in formats)


def _empty_sections(document: Document, options: Options) -> Iterator[Finding]:
    begin = document.front_matter.span.end if document.front_matter else 0
    headings = [heading for heading in document.headings if not heading.hidden and heading.span.start >= begin]
    if not headings:
        return
    names = _names(tuple(options["section-names"]))
    seen = content(document)
    for at, heading in enumerate(headings):
        after = headings[at + 1] if at + 1 < len(headings) else None
        end = after.span.start if after else len(document.text)
        if heading.run is None or (after and after.level > heading.level) or seen.shows(heading.span.end, end):
            continue
        if "\n" in document.source.slice(_text_span(heading.run)):  # several lines over a rule were to be something else
            continue
        if OBJECT in heading.run.text or heading.span.start in document.view(_elsewhere) or _is_entry(document, heading.run):
            continue
        if _has_link(document.view(_links), _text_span(heading.run)):
            continue
        why = _why(document, seen, headings, at, names)
        if why and not _leaves_its_element(seen, heading, end):
            yield Finding(_text_span(heading.run), {"why": why, "name": heading.run.text})


def _elsewhere(document: Document) -> Cover:
    return cover(insides(document, _ELSEWHERE))


def _links(document: Document) -> list[Span]:
    return [link.span for link in document.links if not link.is_image and not link.target.startswith("#")]


@lru_cache(maxsize=8)
def _names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_stem, names))


def _text_span(run: Run) -> Span:
    text = run.text
    return run.span(len(text) - len(text.lstrip()), len(text.rstrip()))


def _is_entry(document: Document, run: Run) -> bool:
    """Whether a heading is in a list item."""
    parent = document.blocks[run.block].parent if run.block >= 0 else -1
    return parent >= 0 and document.blocks[parent].kind is BlockKind.ITEM


def _has_link(links: list[Span], span: Span) -> bool:
    """Whether a heading leads somewhere: it is an entry or a card, or says all that there is to say."""
    at = bisect_right(links, span.end, key=lambda link: link.start) - 1
    return at >= 0 and links[at].overlaps(span)


def _why(document: Document, seen: Content, headings: list[Heading], at: int, names: frozenset[str]) -> str:
    """The reason to report; "" if it is not certain that the heading should have a text."""
    heading, after = headings[at], headings[at + 1] if at + 1 < len(headings) else None
    end = after.span.start if after else len(document.text)
    if _commented(document, heading.span.end, end):
        return "everything under it is commented out"
    if _EMPTY_BULLET.search(document.text, heading.span.end, end):
        return "it contains only an empty list item"
    if document.text.startswith("<", heading.span.start) or not _is_named(heading, names) or _is_first(seen, heading):
        return ""
    if after is not None:
        return "the next heading follows at once" if after.level == heading.level and _is_named(after, names) else ""
    layout = document.field_at("layout")
    others = sum(other.level == heading.level and _is_named(other, names) for other in headings)
    return "the page ends here" if others >= _SECTIONS and (layout is None or "home" not in str(layout.value)) else ""


def _is_named(heading: Heading, names: frozenset[str]) -> bool:
    """Whether a heading has a usual name of a section: two of them in a row are not a title with a subtitle."""
    if heading.run is None:
        return False
    name = _NAME.search(heading.run.text)
    return name is not None and any(_stem(part) in names for part in (name.group(), *_AND.split(heading.run.text[name.start() :])))


def _stem(name: str) -> str:
    return name.strip().casefold().removesuffix("s")


def _commented(document: Document, start: int, end: int) -> bool:
    comments = document.view(_comments)
    at = bisect_left(comments, start, key=lambda comment: comment.span.start)
    while at < len(comments) and comments[at].span.start < end:
        body = comments[at].body
        words = len(_COMMENT_WORD.findall(document.text, body.start, min(body.end, body.start + _COMMENT_LENGTH)))
        if words >= (_CONTENT_WORDS // 2 if _ENTRY.match(document.text, body.start, body.end) else _CONTENT_WORDS):
            return True
        at += 1
    return False


def _comments(document: Document) -> list[Comment]:
    return [comment for comment in document.comments if not comment.hidden]


def _leaves_its_element(seen: Content, heading: Heading, end: int) -> bool:
    """Whether an element around the heading ends before the next one: its content may be before it, or in a neighbour."""
    depth = 0
    for tag in seen.tags_in(heading.span.end, end):
        depth += {TagKind.OPEN: tag.name not in ("p", "li"), TagKind.CLOSE: -(tag.name not in ("p", "li"))}.get(tag.kind, 0)
        if depth < 0:
            return True
    return False


def _is_first(seen: Content, heading: Heading) -> bool:
    """Whether nothing is above: the title of the page."""
    return not seen.shows(0, heading.span.start)
