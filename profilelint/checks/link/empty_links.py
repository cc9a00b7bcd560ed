"""Links and images without a target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Finding, Severity
from profilelint.core.record import replace
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Link, LinkKind
from profilelint.document.tags import Attribute, Tag

_HTML = {LinkKind.ANCHOR: "href", LinkKind.HTML_IMAGE: "src"}
_CHECKED = frozenset((LinkKind.INLINE, LinkKind.IMAGE, *_HTML))
#: Attributes of elements that a script, or a framework, fills in.
_SCRIPTED = frozenset(("id", "name", "role", "download", "srcset"))
_SCRIPTED_PREFIXES = ("on", "data-", "ng-", "v-", "x-", "aria-", ":", "@", "[", "(", "*", "#")
_ENDS = regex(r"\s{0,200}</a", re.IGNORECASE)
#: So many on a page are a template that nobody has filled in: one report.
_MANY = 5
_SCRIPTED_CLASSES = ("modal", "lightbox", "lazy", "toggle", "dropdown", "popup", "js-", "btn-close")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Links that were left without a target, or with its scheme alone, and pictures without one; not those that a script will fill."""
    found = list(_findings(document))
    yield from (replace(finding, cause="a template without targets") for finding in found) if len(found) >= _MANY else found


def _findings(document: Document) -> Iterator[Finding]:
    for link in document.view(parted).others:
        if link.target.lower() == "tel:":
            yield Finding(link.target_span, {"what": _what(link)})
        if link.target or link.computed or link.kind not in _CHECKED:
            continue
        tag = document.view(_tags_by_start).get(link.span.start) if link.kind in _HTML else None
        if link.kind in _HTML and (tag is None or _is_scripted(tag)):
            continue
        span = _attribute_span(tag, _HTML[link.kind]) if tag else link.span
        severity = Severity.NOTE if tag and tag.name == "a" and _is_invisible(document, tag) else Severity.ERROR
        yield Finding(span, {"what": _what(link)}, severity=severity)
    for tag in document.tags:
        if tag.name == "img" and tag.attribute("src") is None and not tag.hidden and _shows_nothing(document, tag):
            alt = tag.attribute("alt")
            yield Finding(tag.span, {"what": f'The image "{alt.value}"' if alt and alt.value else "The image"})


def _shows_nothing(document: Document, tag: Tag) -> bool:
    """Whether nothing of an image's tag says where its picture may come from: neither a script, nor the generator."""
    is_written_out = "{" not in document.text[tag.span.start : tag.span.end]
    return is_written_out and tag.attribute("alt") is not None and not _is_scripted(tag)


def _is_invisible(document: Document, tag: Tag) -> bool:
    """Whether an element ends where it begins, so that nothing is there to click on."""
    return _ENDS.match(document.text, tag.span.end) is not None


def _tags_by_start(document: Document) -> dict[int, Tag]:
    return {tag.span.start: tag for tag in document.tags}


def _what(link: Link) -> str:
    name = "image" if link.is_image else "link"
    return f'The {name} "{link.text}"' if link.text else f"The {name}"


def _attribute_span(tag: Tag, name: str) -> Span:
    attribute = tag.attribute(name)
    if attribute is None:
        return tag.span
    value = attribute.value_span
    return Span(attribute.name_span.start, value.end + len(attribute.quote) if value else attribute.name_span.end)


def _is_scripted(tag: Tag) -> bool:
    return any(_fills(attribute) for attribute in tag.attributes)


def _fills(attribute: Attribute) -> bool:
    if attribute.name in _SCRIPTED or attribute.name.startswith(_SCRIPTED_PREFIXES):
        return True
    return attribute.name == "class" and any(word in attribute.value.lower() for word in _SCRIPTED_CLASSES)
