"""Links and images without a target."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Finding
from profilelint.core.source import Span
from profilelint.document.model import Attribute, Document, Link, LinkKind, Tag

_HTML = {LinkKind.ANCHOR: "href", LinkKind.HTML_IMAGE: "src"}
_CHECKED = frozenset((LinkKind.INLINE, LinkKind.IMAGE, *_HTML))
#: What an element has that a script, or a framework, fills in.
_SCRIPTED = frozenset(("id", "name", "role", "download", "srcset"))
_SCRIPTED_PREFIXES = ("on", "data-", "ng-", "v-", "x-", "aria-", ":", "@", "[", "(", "*", "#")
_SCRIPTED_CLASSES = ("modal", "lightbox", "lazy", "toggle", "dropdown", "popup", "js-", "btn-close")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Links that were left without a target; not those that a script will fill."""
    for link in document.view(parted).others:
        if link.target or link.computed or link.kind not in _CHECKED:
            continue
        tag = document.view(_tags_by_start).get(link.span.start) if link.kind in _HTML else None
        if link.kind in _HTML and (tag is None or _is_scripted(tag)):
            continue
        span = _attribute_span(tag, _HTML[link.kind]) if tag else link.span
        yield Finding(span, {"what": _what(link)})


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
