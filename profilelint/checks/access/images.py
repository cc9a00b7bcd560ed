"""Images of which those who do not see them are told nothing."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.access.elements import elements, has_name, is_computed, is_made, is_shown
from profilelint.checks.context import Context, Options
from profilelint.checks.shared.cover import cover
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document

_POINT = regex(r"\s*[01](?:px)?\s*")
_CAPTION = "<figcaption"


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Images without an `alt`: not those with a caption, and none of a single point, which count visitors."""
    found = [
        tag
        for tag in document.tags
        if tag.name == "img" and not tag.hidden and is_shown(tag) and not has_name(tag, "alt") and tag.attribute("alt") is None
    ]
    if not found or is_made(document):
        return
    captioned = cover(inside for _, inside in elements(document, "figure") if _CAPTION in document.text[inside.start : inside.end].lower())
    for tag in found:
        sizes = [attribute.value for name in ("width", "height") if (attribute := tag.attribute(name))]
        is_point = len(sizes) == 2 and all(map(_POINT.fullmatch, sizes))
        if not is_point and tag.span.start not in captioned and not is_computed(document, tag):
            yield Finding(tag.span)
