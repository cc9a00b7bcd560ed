"""The places of visible content on a page, for the rules about sections."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.kinds import KINDS, Kind
from profilelint.document.model import Document
from profilelint.document.tags import Tag, TagKind

#: Kinds of segment that show something, or may once the page is built.
_SHOWING = (Kind.CODE, Kind.MATH, Kind.LIQUID, Kind.LINK_TARGET, Kind.UNREAD)
#: Stretches of prose and of these that are not hidden.
_VISIBLE = regex(rb"([%s])\1*" % b"".join(b"\\x%02x" % kind for kind in (Kind.PROSE, *_SHOWING)), re.DOTALL)
#: Elements that show something of their own.
_SHOWN = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "embed",
        "form",
        "frame",
        "iframe",
        "img",
        "input",
        "map",
        "math",
        "meter",
        "object",
        "picture",
        "progress",
        "script",
        "select",
        "style",
        "svg",
        "table",
        "template",
        "textarea",
        "video",
    ]
)
#: So far before an anchor its line is looked at.
_INDENT = 40
_WORDS = regex(r"[^\W_]")
_SILENT_LIQUID = regex(r"\s*(?:\{%-?\s*(?:end)?comment\s*-?%\}\s*)+")


@record
class _Tags:
    """The visible tags of a page, and where those of them start that show something (`shown`) or may once a script has run (`filled`)."""

    tags: tuple[Tag, ...]
    starts: tuple[int, ...]
    shown: tuple[int, ...]
    filled: tuple[int, ...]


@record
class Content:
    """The visible content of a page. Texts and tags are collected on demand: a text answers most questions."""

    document: Document
    begin: int

    def shows(self, start: int, end: int) -> bool:
        """Whether anything is in a range."""
        if self._first_text(max(start, self.begin), end) is not None:
            return True
        tags = self.document.view(_tags)
        return _first(tags.shown, start, end) is not None or _first(tags.filled, start, end) is not None

    def first_solid(self, start: int, end: int) -> int | None:
        """Where the first thing in a range starts, without elements that only a script or a style may make show something."""
        shown = _first(self.document.view(_tags).shown, start, end)
        text = self._first_text(max(start, self.begin), end if shown is None else shown)
        return shown if text is None else text

    def _first_text(self, start: int, end: int) -> int | None:
        text, colours = self.document.text, self.document.colours
        for match in _VISIBLE.finditer(colours, start):
            at = match.start()
            if at >= end:
                break
            began_before = at == start > self.begin and colours[at - 1] == colours[at]
            if not began_before and (text[at].isalnum() or _shows(text, KINDS[colours[at]], *match.span())):
                return at
        return None

    def tags_in(self, start: int, end: int) -> tuple[Tag, ...]:
        tags = self.document.view(_tags)
        return tags.tags[bisect_left(tags.starts, start) : bisect_left(tags.starts, end)]


def _first(starts: tuple[int, ...], start: int, end: int) -> int | None:
    at = bisect_left(starts, start)
    return starts[at] if at < len(starts) and starts[at] < end else None


def content(document: Document) -> Content:
    return Content(document, document.front_matter.span.end if document.front_matter else 0)


def _tags(document: Document) -> _Tags:
    begin = document.front_matter.span.end if document.front_matter else 0
    tags = tuple(tag for tag in document.tags if not tag.hidden and tag.span.start >= begin)
    anchors = _anchors(document, tags)
    shown = tuple(tag.span.start for tag in tags if tag.kind is not TagKind.CLOSE and (tag.name in _SHOWN or "-" in tag.name))
    filled = tuple(tag.span.start for at, tag in enumerate(tags) if at not in anchors and _may_show(tag))
    return _Tags(tags, tuple(tag.span.start for tag in tags), shown, filled)


def _shows(text: str, kind: Kind, start: int, end: int) -> bool:
    if kind is Kind.PROSE:
        return _WORDS.search(text, start, end) is not None or not text[start:end].isascii()
    return _SILENT_LIQUID.fullmatch(text, start, end) is None


def _may_show(tag: Tag) -> bool:
    """Whether a script or a style may fill this element."""
    if tag.kind is TagKind.CLOSE or tag.name in ("br", "hr"):
        return False
    return any(attribute.name in ("id", "class") or attribute.name.startswith("data-") for attribute in tag.attributes)


def _anchors(document: Document, tags: tuple[Tag, ...]) -> set[int]:
    """Empty `<span id="x"></span>` and `<a name="x"></a>`: places to link to."""
    found = set()
    for at, (tag, after) in enumerate(itertools.pairwise(tags)):
        if tag.name not in ("a", "span") or tag.kind is not TagKind.OPEN or after.name != tag.name or after.kind is not TagKind.CLOSE:
            continue
        classes = tag.attribute("class")
        before = document.text[max(document.text.rfind("\n", 0, tag.span.start) + 1, tag.span.start - _INDENT) : tag.span.start]
        if document.text[tag.span.end : after.span.start].strip() or tag.attribute("href") or before.strip(" \t>"):
            continue  # after a text, a script may fill it
        named = tag.attribute("id") or tag.attribute("name")
        if named and (classes is None or "anchor" in classes.value.lower()):
            found.add(at)
    return found
