"""Characters that a PDF or an icon font left behind: they show as an empty box."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.encoding.raw_bytes import is_of_other_encoding
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import OBJECT, Document, LinkKind, Run
from profilelint.document.tags import Tag, TagKind

_PRIVATE = regex("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_BOXES = "■□▪▫▯▮◻◼▢"
_BOX = regex(f"[{_BOXES}]")
#: What may follow a lost icon: an e-mail address or a telephone number. A URL is an object of the run.
_CONTACT = regex(rf"[ \t]*(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\(?\d[\d ().-]{{6,}}\d|(?P<url>{OBJECT}))")
_CONTACT_LINE_START = regex(r"(?:^|[\n·•|,;])[ \t]*$")
#: Values of fields that are not text may be icon codes.
_UNSEEN = (Kind.CODE, Kind.LIQUID, Kind.TAG, Kind.ATTRIBUTE_VALUE, Kind.FIELD_VALUE)
_OFTEN = 3


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    yield from _private(document)
    if _BOX.search(document.source.text):
        yield from _boxes(document)


def _private(document: Document) -> Iterator[Finding]:
    for match in _PRIVATE.finditer(document.text):
        kind = document.kind_at(match.start())
        is_glyph = kind not in _UNSEEN and not is_of_other_encoding(document.source.text, *match.span())
        if is_glyph and not _is_icon(document, match.start()):
            yield Finding(Span(*match.span()), {"code": f"U+{ord(match.group()[0]):04X}"})


def _is_icon(document: Document, offset: int) -> bool:
    """Whether it directly follows an element with a class: `<i class="icon">` shows it in the site's own font."""
    tags: dict[int, Tag] = document.view(_classed)
    return offset in tags


def _classed(document: Document) -> dict[int, Tag]:
    return {
        tag.span.end: tag
        for tag in document.tags
        if tag.kind is TagKind.OPEN and (tag.attribute("class") or tag.attribute("style") or tag.attribute("face"))
    }


def _boxes(document: Document) -> Iterator[Finding]:
    """Boxes at the start of a contact detail, unless the page uses them as bullets elsewhere."""
    found = [(run, match.start()) for run in document.runs for match in _BOX.finditer(run.text)]
    contacts = [(run, at) for run, at in found if _begins_contact(document, run, at)]
    if len(found) - len(contacts) >= _OFTEN:
        return
    for run, at in contacts:
        yield Finding(run.span(at, at + 1), {"code": f"U+{ord(run.text[at]):04X}"})


def _begins_contact(document: Document, run: Run, at: int) -> bool:
    match = _CONTACT.match(run.text, at + 1)
    if match is None or not _CONTACT_LINE_START.search(run.text, max(0, at - 8), at):
        return False
    return match["url"] is None or run.span(match.start("url"), match.end("url")) in document.view(_bare_urls)


def _bare_urls(document: Document) -> set[Span]:
    return {link.span for link in document.links if link.kind in (LinkKind.BARE, LinkKind.AUTOLINK)}
