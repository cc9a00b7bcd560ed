"""Misread angle brackets: words that vanish as a tag, and extra brackets that are visible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.markup.balance import balance, is_part
from profilelint.checks.markup.effects import Contents, contents, is_in_markdown, is_kramdown, shows_misspelt
from profilelint.checks.markup.elements import KNOWN
from profilelint.checks.markup.tag_reader import Misspelt
from profilelint.core.diagnostic import Applicability, Edit, Finding, Severity
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.html import BLOCK_KINDS, VOID
from profilelint.document.model import Document
from profilelint.document.tags import Tag, TagKind

OPTIONS = {"find": Option("string", required=True, choices=("unknown", "doubled"))}

#: An address, of the web or of a person: a page in HTML has no others than those in links.
_ADDRESS = regex(r"https?:.*|mailto:.*|[^@]+@[^@]+\.[^@]+")
#: What only components and templates write: `<my-map>`, `<o:p>`, `<Tabs.Item>`.
_COMPONENT = regex(r"[-:.]")
_WHY = {
    True: "browsers hide it; make an address a link",
    False: "browsers hide it; correct it, or write &lt; for <",
}
_LINE_END = regex(r">[ \t]*(?:\n|$)")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format in ("markdown", "html") and not document.source.path.endswith(".mdx"):
        is_strict = is_kramdown(document, context.site)
        found = list(_unknown(document, is_strict) if options["find"] == "unknown" else _doubled(document))
        if found and not is_part(document):
            yield from found


def _unknown(document: Document, is_strict: bool) -> Iterator[Finding]:
    """Tags of no element whose counterpart is nowhere on the page: one that has both may have a style of its own."""
    start = document.front_matter.span.end if document.front_matter else 0
    found = [tag for tag in document.tags if tag.name not in KNOWN and not tag.hidden and tag.span.start >= start]
    counts = Counter((tag.name, tag.kind) for tag in found if tag.kind is not TagKind.VOID) if found else Counter()
    for tag in found:
        is_open = tag.kind is TagKind.OPEN
        if tag.kind is TagKind.VOID or counts[tag.name, TagKind.CLOSE if is_open else TagKind.OPEN]:
            continue
        if not is_open:
            yield from _unknown_end(document, tag, is_strict)
            continue
        is_address = _ADDRESS.fullmatch(tag.name) is not None
        if is_address and is_strict and (tag.block < 0 or is_in_markdown(document, tag)):
            continue  # after <br>, kramdown makes a link of it where CommonMark sees an HTML block
        if is_address or not (_COMPONENT.search(tag.name) or _is_comparison(document, tag)):
            yield Finding(tag.span, {"why": _WHY[is_address]})


def _unknown_end(document: Document, tag: Tag, is_strict: bool) -> Iterator[Finding]:
    """An end tag of no element, which browsers pass over and kramdown shows."""
    by_place, found = document.view(_misspelt)
    item = by_place.get(tag.span.start)
    if item is None and (_COMPONENT.search(tag.name) or _is_comparison(document, tag)):
        return
    shows = is_strict or (item is not None and shows_misspelt(item, found))
    why = "it shows as text" if is_strict else "browsers pass over it"
    edits = (Edit(tag.span, f"</{item.tag.name}>"),) if item else ()
    yield Finding(
        tag.span,
        {"why": f'"</{item.tag.name}>" seems to be meant' if item else why},
        edits,
        Applicability.UNSAFE,
        structural=True,
        severity=Severity.ERROR if shows else Severity.NOTE,
    )


def _misspelt(document: Document) -> tuple[dict[int, Misspelt], Contents]:
    """The ends with a name that no element has, by their place, and what is in the elements that they were written for."""
    items = document.view(balance).misspelt
    return {item.end.span.start: item for item in items}, contents(document, (item.tag for item in items))


def _is_comparison(document: Document, tag: Tag) -> bool:
    """`List<Item>` and `a <b`, which are code or mathematics, and `<<words>>`, which kramdown sets in guillemets."""
    if document.format == "markdown" and document.text.startswith(">", tag.span.end) and document.text.startswith("<", tag.span.start - 1):
        return True
    glued = document.text[max(0, tag.span.start - 1) : tag.span.start]
    return glued.isalnum() or glued in ("$", "`") or len(tag.name) == 1


def _doubled(document: Document) -> Iterator[Finding]:
    text = document.text
    for tag in document.tags:
        start, end = tag.span.start, tag.span.end
        if text[start - 1 : start] != "<" and text[end : end + 1] != ">":
            continue
        if tag.hidden or tag.kind is TagKind.CLOSE or not (tag.name in BLOCK_KINDS or tag.name in VOID):
            continue
        if text[start - 1 : start] == "<" and text[start - 2 : start - 1] != "<":
            yield Finding(Span(start - 1, start), {}, (Edit(Span(start - 1, start), ""),), structural=True)
        if _LINE_END.match(text, end):
            yield Finding(Span(end, end + 1), {}, (Edit(Span(end, end + 1), ""),), structural=True)
