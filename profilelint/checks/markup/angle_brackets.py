"""Angle brackets that are read otherwise than they were meant: words in them, which vanish as a tag, and brackets too many, which show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.markup.balance import is_part
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.fieldkinds import words
from profilelint.document.html import BLOCK_KINDS, VOID
from profilelint.document.model import Document, Tag, TagKind

OPTIONS = {"find": Option("string", required=True, choices=("unknown", "doubled"))}

#: The elements of HTML, of today and of old.
_HTML = VOID | words("""
    a abbr acronym address applet article aside audio b basefont bdi bdo bgsound big blink blockquote body button canvas caption center
    cite code colgroup command content data datalist dd del details dfn dialog dir div dl dt element em fieldset figcaption figure font
    footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ilayer image ins isindex kbd keygen label layer legend li
    listing main map mark marquee menu menuitem meter multicol nav nextid nobr noembed noframes nolayer noscript object ol optgroup option
    output p picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp script search section select selectedcontent shadow slot
    small spacer span strike strong style sub summary sup table tbody td template textarea tfoot th thead time title tr tt u ul var video
    xml xmp
""")
#: Those of drawings and formulas that may stand on a page without their ends, as in XML, or without `<svg>` and `<math>` around them.
_DRAWN = words("""
    animate animatemotion animatetransform circle clippath defs desc ellipse filter foreignobject g line lineargradient marker mask math
    metadata mi mn mo mpath mprescripts mrow mspace msub msup mtext none path pattern polygon polyline radialgradient rect set stop svg
    switch symbol text textpath tref tspan use view
""")
_KNOWN = _HTML | _DRAWN
#: An address, of the web or of a person: a page in HTML has no others than those in links.
_ADDRESS = regex(r"https?:.*|mailto:.*|[^@]+@[^@]+\.[^@]+")
#: What only components and templates write: `<my-map>`, `<o:p>`, `<Tabs.Item>`.
_COMPONENT = regex(r"[-:.]")
_WHY = {True: "an address has to stand in a link", False: "HTML has no such element"}
_LINE_END = regex(r">[ \t]*(?:\n|$)")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format in ("markdown", "html") and not document.source.path.endswith(".mdx"):
        found = list((_unknown if options["find"] == "unknown" else _doubled)(document))
        if found and not is_part(document):
            yield from found


def _unknown(document: Document) -> Iterator[Finding]:
    """Tags of no element whose counterpart is nowhere on the page: one that has both may have a style of its own."""
    start = document.front_matter.span.end if document.front_matter else 0
    found = [tag for tag in document.tags if tag.name not in _KNOWN and not tag.hidden and tag.span.start >= start]
    counts = Counter((tag.name, tag.kind) for tag in found if tag.kind is not TagKind.VOID) if found else Counter()
    for tag in found:
        is_open = tag.kind is TagKind.OPEN
        if tag.kind is TagKind.VOID or counts[tag.name, TagKind.CLOSE if is_open else TagKind.OPEN]:
            continue
        is_address = _ADDRESS.fullmatch(tag.name) is not None
        if is_address or not (_COMPONENT.search(tag.name) or _is_comparison(document, tag)):
            yield Finding(tag.span, {"why": _WHY[is_address]})


def _is_comparison(document: Document, tag: Tag) -> bool:
    """`List<Item>` and `a <b`, which are code or mathematics."""
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
