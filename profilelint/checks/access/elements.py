"""Elements of a page, and what those are told of them who do not see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.shared.saved_copies import is_saved_copy
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.document.tags import Tag, TagKind

#: Attributes that name an element.
_NAMES = ("aria-label", "aria-labelledby", "title")
_LEFT_OUT = {"aria-hidden": ("true",), "role": ("presentation", "none")}
_NOT_SHOWN = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: What shows nothing: tags, comments, blanks and what stands for them.
_NOTHING = regex(r"<[^<>]*>|&(?:nbsp|#160|#xa0|ensp|emsp|thinsp|zwnj|shy);|\s+", re.IGNORECASE)
#: What names a picture, an icon or a field inside.
_NAMED_INSIDE = regex(r"\s(?:alt|title|aria-label|aria-labelledby)\s*=\s*(?:[\"']\s*[^\"'\s]|[^\"'\s>])", re.IGNORECASE)
_HEAD = 3000
_GENERATED = regex(r"<!--[^<>]{0,200}\bgenerated (?:automatically )?by\b", re.IGNORECASE)
_LONGEST = 2000  # what has more in it shows something


def is_made(document: Document) -> bool:
    """Whether a program made the page, so that its owner writes another file."""
    return document.view(_names_its_maker) or is_saved_copy(document)


def _names_its_maker(document: Document) -> bool:
    if _GENERATED.search(document.text[:_HEAD]):
        return True
    metas = (tag.attribute("name") for tag in document.tags if tag.name == "meta")
    return any(name is not None and name.value.lower() == "generator" for name in metas)


def elements(document: Document, name: str) -> Iterator[tuple[Tag, Span]]:
    """The elements of a name that visitors may meet, with what is inside; not those that are never closed."""
    opened: list[Tag] = []
    for tag in document.tags:
        if tag.name != name or tag.hidden:
            continue
        if tag.kind is TagKind.OPEN:
            opened.append(tag)
        elif tag.kind is TagKind.CLOSE and opened:
            begin = opened.pop()
            if is_shown(begin):
                yield begin, Span(begin.span.end, tag.span.start)


def is_shown(tag: Tag) -> bool:
    """Whether an element is there for those who listen, too, as far as it says so itself."""
    for name, values in _LEFT_OUT.items():
        if (attribute := tag.attribute(name)) and (attribute.computed or attribute.value.strip().lower() in values):
            return False
    style = tag.attribute("style")
    return tag.attribute("hidden") is None and not (style and _NOT_SHOWN.search(style.value))


def has_name(tag: Tag, *more: str) -> bool:
    """Whether an attribute names an element; `more`: others that do. What a template computes may."""
    return any((found := tag.attribute(name)) is not None and (found.computed or found.value.strip()) for name in (*_NAMES, *more))


def says_something(text: str) -> bool:
    """Whether what is inside an element has a text, or names a picture."""
    return len(text) > _LONGEST or _NAMED_INSIDE.search(text) is not None or bool(_NOTHING.sub("", text))


def is_computed(document: Document, tag: Tag) -> bool:
    """Whether a template may add attributes to a tag."""
    written = document.text[tag.span.start : tag.span.end]
    return "{{" in written or "{%" in written or "<%" in written or "<?" in written
