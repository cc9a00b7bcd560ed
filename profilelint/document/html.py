"""HTML -> canvas: a whole page, a block of raw HTML in Markdown, or one inline tag.

turbohtml tokenises and is not asked for a tree: a tree drops what stands in the wrong place, and that is what people want to hear of.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from profilelint.document.canvas import RunBuilder
from profilelint.document.flow import ENTITY, Flow
from profilelint.document.model import Attribute, BlockKind, Kind, LinkKind, Tag, TagKind, Written
from profilelint.source import Span

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: Elements that begin and end a block of text.
BLOCK_KINDS = {
    **dict.fromkeys("ul ol dl menu".split(), BlockKind.LIST),
    **dict.fromkeys("li dt dd".split(), BlockKind.ITEM),
    **dict.fromkeys("td th".split(), BlockKind.CELL),
    **dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), BlockKind.HEADING),
    **dict.fromkeys(
        "address article aside body button center details dialog div fieldset figcaption figure footer form".split(), BlockKind.HTML
    ),
    **dict.fromkeys(
        "head header hgroup html iframe label legend main nav noscript object option pre script section".split(), BlockKind.HTML
    ),
    **dict.fromkeys("select style summary tbody textarea tfoot thead title video audio canvas svg template".split(), BlockKind.HTML),
    "p": BlockKind.PARAGRAPH,
    "caption": BlockKind.PARAGRAPH,
    "blockquote": BlockKind.QUOTE,
    "table": BlockKind.TABLE,
    "tr": BlockKind.ROW,
}
#: What an open element gives way to, by the standard's optional end tags.
_GIVES_WAY = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "option": {"option"},
}
_CODE = frozenset("code pre kbd samp tt script style textarea var svg math".split())
_TEXT_ATTRIBUTES = frozenset(("alt", "title", "aria-label", "placeholder"))
_URL_ATTRIBUTES = frozenset("href src data-src poster action cite srcset data".split())
_RESOURCES = {"link": "href", "object": "data", **dict.fromkeys("script iframe source embed video audio track".split(), "src")}
#: Blocks that may stand in a paragraph without ending it.
_IN_PARAGRAPH = frozenset("button label iframe object option select video audio svg script".split())
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=][^\s>/=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>][^\s>]*)))?")
_HUMAN_META = frozenset(("description", "og:title", "og:description", "twitter:title", "twitter:description"))

#: Reads a range as Markdown; given where the page is Markdown, for elements with markdown="1".
ReadMarkdown = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Token:
    type: str  # "text", "tag", "other"
    start: int
    end: int


def read_html(flow: Flow, filled: str, start: int, read_markdown: ReadMarkdown | None = None) -> None:
    """Read `filled`, what stands in the source from `start` with fillers for its masks."""
    tokens = list(_tokens(filled, start))
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.type == "text":
            read_text(flow, token.start, token.end)
        elif token.type == "tag":
            tag = read_tag(flow, filled[token.start - start : token.end - start], token.start)
            if read_markdown and tag and tag.kind is TagKind.OPEN and _is_markdown(tag):
                close = _closing(tokens, at, tag.name, filled, start)
                flow.end_run()
                read_markdown(token.end, tokens[close].start if close < len(tokens) else start + len(filled))
                at = close
        else:
            flow.canvas.paint_around(token.start, token.end, Kind.TAG, flow.hidden)


def _tokens(filled: str, start: int) -> list[_Token]:
    from turbohtml import TokenType, tokenize

    line_starts = [0]
    for match in re.finditer("\n", filled):
        line_starts.append(match.end())
    tokens = []
    for token in tokenize(filled, capture_attributes=False, capture_source=True):
        begin = start + line_starts[token.line - 1] + token.col
        kind = "text" if token.type is TokenType.TEXT else "tag" if token.tag else "other"
        tokens.append((kind, begin, begin + len(token.source or "")))
    ends = [begin for _, begin, _ in tokens[1:]] + [start + len(filled)]
    # Text runs on to the next token; a tag ends where it is written to end, since one that the page's end cuts off gives no token.
    return [_Token(kind, begin, after if kind == "text" else end) for (kind, begin, end), after in zip(tokens, ends, strict=False)]


def _is_markdown(tag: Tag) -> bool:
    attribute = tag.attribute("markdown")
    return attribute is not None and attribute.value in ("1", "block", "span")


def _closing(tokens: list[_Token], at: int, name: str, filled: str, start: int) -> int:
    """The index of the token that closes the element `name`, opened just before `at`; the number of tokens where none does."""
    depth = 1
    for index in range(at, len(tokens)):
        token = tokens[index]
        if token.type == "tag":
            written = filled[token.start - start : token.start - start + len(name) + 3].lower()
            depth += written.startswith(f"<{name}") and not written[len(name) + 1 :][:1].isalnum()
            depth -= written.startswith(f"</{name}")
            if depth == 0:
                return index
    return len(tokens)


def read_text(flow: Flow, start: int, end: int) -> None:
    if any(flow.code):
        flow.object(start, end, Kind.CODE)
    else:
        flow.text(start, end, entities=True)


def read_tag(flow: Flow, written: str, start: int) -> Tag | None:
    """Read one tag; None where it is none in the source, but a comment or made by Liquid."""
    match = re.match(r"<(/?)([A-Za-z][^\s/>]*)", written)
    if match is None or flow.canvas.text[start + len(written) - 1] != ">":
        flow.canvas.paint_around(start, start + len(written), Kind.TAG, flow.hidden)
        return None
    end = start + len(written)
    if flow.canvas.is_masked(start + match.start(2), start + match.end(2)):
        return None  # <{{ url }}>
    name = match[2].lower()
    flow.canvas.paint_around(start, end, Kind.TAG, flow.hidden)
    attributes = () if match[1] else tuple(_attributes(flow, written[match.end() :].removesuffix(">"), start + match.end()))
    kind = TagKind.CLOSE if match[1] else TagKind.VOID if name in VOID or written.endswith("/>") else TagKind.OPEN
    tag = Tag(name, kind, Span(start, end), attributes, flow.hidden, flow.block)
    _place(flow, tag)
    return tag


def _attributes(flow: Flow, written: str, start: int) -> list[Attribute]:
    found = []
    for match in _ATTRIBUTE.finditer(written):
        group = next((group for group in (2, 3, 4) if match[group] is not None), 0)
        value_span = Span(start + match.start(group), start + match.end(group)) if group else None
        computed = value_span is not None and flow.canvas.is_masked(value_span.start, value_span.end)
        if any(mask is not None for _, _, mask in flow.canvas.masked(start + match.start(1), start + match.end(1))):
            continue  # {% if … %}, an output that makes attributes, a comment in a tag
        value = flow.canvas.text[value_span.start : value_span.end] if value_span else ""
        if value.endswith("/") and group == 4 and match.end() == len(written):
            value, value_span = value[:-1], Span(value_span.start, value_span.end - 1) if value_span else None  # <br class=x/>
        name = match[1].lower()
        if value_span:
            kind = Kind.LINK_TARGET if name in _URL_ATTRIBUTES else Kind.ATTRIBUTE_VALUE
            flow.canvas.paint_around(value_span.start, value_span.end, kind, flow.hidden)
        quote = {2: '"', 3: "'"}.get(group, "")
        found.append(Attribute(name, Span(start + match.start(1), start + match.end(1)), html.unescape(value), value_span, quote, computed))
    return found


def _place(flow: Flow, tag: Tag) -> None:
    """Let a tag do what it does: open and close blocks, break lines, show images, make links and anchors."""
    start, end = tag.span.start, tag.span.end
    kind = BLOCK_KINDS.get(tag.name)
    if tag.kind is TagKind.CLOSE:
        if tag.name in flow.code:
            flow.code.remove(tag.name)
        if kind:
            flow.close_block(end, tag.name, len(tag.span))
        elif tag.name == "a" and flow.open_link is LinkKind.ANCHOR:
            flow.end_link(start, end)
        flow.add_tag(tag)
        return
    if kind and tag.kind is TagKind.OPEN:
        for other in _GIVES_WAY.get(tag.name, ()):
            if flow.is_open(other) and not (tag.name == "li" and flow.innermost("ul", "ol", "li") != "li"):
                flow.close_block(start, other)
        if tag.name not in _IN_PARAGRAPH and flow.is_open("p"):
            flow.close_block(start, "p")
        level = int(tag.name[1]) if kind is BlockKind.HEADING else 0
        identifier = tag.attribute("id")
        flow.open_block(kind, start, end, level, tag.name, identifier.value if identifier else None)
    if tag.name in _CODE and tag.kind is TagKind.OPEN:
        flow.code.append(tag.name)
    elif tag.name == "br":
        flow.line_break(start, end)
    elif tag.name == "hr":
        flow.end_run()
    flow.add_tag(tag)
    _anchors(flow, tag)
    _links(flow, tag)
    _texts(flow, tag)


def _anchors(flow: Flow, tag: Tag) -> None:
    for attribute in tag.attributes:
        if attribute.value_span and not attribute.computed and (attribute.name == "id" or (attribute.name == "name" and tag.name == "a")):
            flow.add_anchor(attribute.value, attribute.value_span)


def _links(flow: Flow, tag: Tag) -> None:
    if tag.name in ("a", "area"):
        href = tag.attribute("href")
        if flow.open_link is LinkKind.ANCHOR:
            flow.end_link(tag.span.start, tag.span.start)  # links do not nest
        if href and tag.kind is TagKind.OPEN:
            title = next((attribute.value for attribute in tag.attributes if attribute.name == "title"), None)
            target = href.value.strip()
            flow.start_link(LinkKind.ANCHOR, tag.span.start, tag.span.end, target, _value_span(href), href.computed, title)
        elif href:
            flow.add_link(LinkKind.ANCHOR, tag.span, href.value.strip(), _value_span(href))
    elif tag.name == "img":
        source, alt = tag.attribute("src"), tag.attribute("alt")
        flow.object(tag.span.start, tag.span.end)
        if source:
            text, text_span = (alt.value, alt.value_span) if alt else ("", None)
            flow.add_link(LinkKind.HTML_IMAGE, tag.span, source.value.strip(), _value_span(source), text, text_span)
    elif tag.name in _RESOURCES:
        source = tag.attribute(_RESOURCES[tag.name])
        if source and source.value:
            flow.add_link(LinkKind.RESOURCE, tag.span, source.value.strip(), _value_span(source))


def _value_span(attribute: Attribute) -> Span:
    return attribute.value_span or attribute.name_span


def _texts(flow: Flow, tag: Tag) -> None:
    """Attributes that people read or hear are prose."""
    meta = tag.attribute("name") or tag.attribute("property")
    human = _TEXT_ATTRIBUTES | ({"content"} if tag.name == "meta" and meta and meta.value.lower() in _HUMAN_META else frozenset())
    for attribute in tag.attributes:
        span = attribute.value_span
        if attribute.name not in human or span is None or " " not in attribute.value:
            continue  # one word is a label for machines as often as for people
        run = RunBuilder(flow.canvas, BlockKind.ATTRIBUTE, flow.block, flow.hidden)
        at = span.start
        for match in ENTITY.finditer(flow.canvas.text, span.start, span.end):
            run.add_text(at, match.start())
            run.add(match.start(), match.end(), html.unescape(match.group()), Written.ENTITY)
            at = match.end()
        run.add_text(at, span.end)
        run.finish()
