"""Links that show a picture or an icon, and have no text."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.access.elements import elements, has_name, is_computed, is_made, says_something
from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Link, LinkKind

_EMPTY_IMAGE = regex(r"\[\s*!\[\s*\]\([^()\s]*\)\s*\]\(")
_LABELS = (LinkKind.INLINE, LinkKind.REFERENCE)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Links around something that has no name. Those around nothing cannot be seen either."""
    found = []
    for tag, inside in elements(document, "a"):
        within = document.text[inside.start : inside.end]
        href = tag.attribute("href")
        if href is not None and "<" in within and not has_name(tag) and not says_something(within) and not is_computed(document, tag):
            found.append(Finding(tag.span, covers=(inside,)))  # the picture in it lacks no more than the link does
    found += [Finding(link.span) for link in document.links if _is_picture(document, link)]
    if found and not is_made(document):
        yield from found


def _is_picture(document: Document, link: Link) -> bool:
    """Whether a link of Markdown is around a picture without a description: `[![](logo.png)](https://…)`."""
    if link.kind not in _LABELS or link.hidden or link.text.strip() or link.title:
        return False
    return _EMPTY_IMAGE.match(document.text, link.span.start, link.span.end) is not None
