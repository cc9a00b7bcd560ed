"""HTML -> canvas: a whole page, a block of raw HTML in Markdown, or one inline tag."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import RunBuilder
from profilelint.document.flow import ENTITY, Flow
from profilelint.document.htmltokens import Token, tokens_of
from profilelint.document.kinds import Kind
from profilelint.document.model import BlockKind, LinkKind, Written
from profilelint.document.tags import Attribute, Tag, TagKind

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
#: Elements that close an open element, by the standard's optional end tags.
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
_NAMES = frozenset(("id", "name"))
#: Attributes that are anchors or text.
_READ = _NAMES | {"alt", "title", "aria-label", "placeholder", "content"}
_URL_ATTRIBUTES = frozenset("href src data-src poster action cite srcset data".split())
#: Python 3.11 looks a member of an enumeration up by its name each time.
_OPEN, _CLOSE, _VOID = TagKind.OPEN, TagKind.CLOSE, TagKind.VOID
_TAG_KIND, _TARGET, _VALUE = Kind.TAG, Kind.LINK_TARGET, Kind.ATTRIBUTE_VALUE
_RESOURCES = {"link": "href", "object": "data", **dict.fromkeys("script iframe source embed video audio track".split(), "src")}
_LINKING = frozenset(("a", "area", "img", *_RESOURCES))
#: Attributes that lead to further files, several in one value or one.
_FURTHER = {"img": "srcset", "source": "srcset", "video": "poster"}
#: Blocks that may be in a paragraph without ending it.
_IN_PARAGRAPH = frozenset("button label iframe object option select video audio svg script".split())
ATTRIBUTE = regex(r"([^\s\"'<>/=][^\s>/=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>][^\s>]*)))?")
#: The quote mark around a value, by the group of `ATTRIBUTE` that it is.
_QUOTES = {2: '"', 3: "'", 4: ""}
TAG = regex(r"<(/?)([A-Za-z][^\s/>]*)")
#: A candidate of `srcset`: an address without blanks, and perhaps its width or density.
_CANDIDATE = regex(r"([^\s,](?:\S*[^\s,])?)(?:,|\s[^,]*+)?")
_HUMAN_META = frozenset(("description", "og:title", "og:description", "twitter:title", "twitter:description"))

#: Reads a range as Markdown; given where the page is Markdown, for elements with markdown="1".
ReadMarkdown = Callable[[int, int], None]


def read_html(flow: Flow, filled: str, start: int, read_markdown: ReadMarkdown | None = None) -> None:
    """Read `filled`, the source from `start` on with fillers for its masks."""
    tokens, text = tokens_of(filled), -1
    for kind, begin, end in tokens:
        begin, end = start + begin, start + end
        if text >= 0:
            flow.text(text, begin, entities=True)
        text = begin if kind == "text" else -1
        if kind == "other":
            flow.canvas.paint_around(begin, end, Kind.TAG, flow.hidden)
        elif kind == "tag":
            tag = read_tag(flow, filled[begin - start : end - start], begin)
            if read_markdown and tag and tag.kind is _OPEN and _is_markdown(tag):
                flow.end_run()
                closing = _closing(tokens, tag.name, filled)
                read_markdown(end, start + (closing[1] if closing else len(filled)))
                if closing:
                    read_tag(flow, filled[closing[1] : closing[2]], start + closing[1])
    if text >= 0:
        flow.text(text, start + len(filled), entities=True)


def _is_markdown(tag: Tag) -> bool:
    attribute = tag.attribute("markdown")
    return attribute is not None and attribute.value in ("1", "block", "span")


def _closing(tokens: Iterator[Token], name: str, filled: str) -> Token | None:
    """The next of the tokens that closes the element `name`, opened just before them."""
    depth = 1
    for token in tokens:
        kind, begin, _ = token
        if kind == "tag":
            written = filled[begin : begin + len(name) + 3].lower()
            depth += written.startswith(f"<{name}") and not written[len(name) + 1 :][:1].isalnum()
            depth -= written.startswith(f"</{name}")
            if depth == 0:
                return token
    return None


def read_tag(flow: Flow, written: str, start: int) -> Tag | None:
    """Read one tag; None if it is not a tag of the source, but a comment or output of Liquid."""
    canvas, end = flow.canvas, start + len(written)
    match = TAG.match(written)
    if match is None or canvas.text[end - 1] != ">":
        canvas.paint_around(start, end, Kind.TAG, flow.hidden)
        return None
    masked = canvas.has_mask(start, end)
    if not masked:
        canvas.paint(start, end, _TAG_KIND, flow.hidden)
    elif canvas.is_masked(start + match.start(2), start + match.end(2)):
        return None  # <{{ url }}>
    else:
        canvas.paint_around(start, end, _TAG_KIND, flow.hidden)
    slash, name = match.groups()
    name, rest = name.lower(), match.end()
    if slash:
        tag = Tag(name, _CLOSE, Span(start, end), (), flow.hidden, flow.block)
        _close(flow, tag)
        return tag
    attributes: tuple[Attribute, ...] = ()
    if len(written) > rest + 1:
        attributes = tuple(_attributes(flow, written[rest:].removesuffix(">"), start + rest, masked))
    # In `<a href=/>` the slash belongs to the value.
    closes_itself = written.endswith("/>") and not (attributes and attributes[-1].value_span and attributes[-1].value_span.end == end - 1)
    kind = _VOID if name in VOID or closes_itself else _OPEN
    tag = Tag(name, kind, Span(start, end), attributes, flow.hidden, flow.block)
    _place(flow, tag)
    return tag


def _attributes(flow: Flow, written: str, start: int, masked: bool) -> Iterator[Attribute]:
    """`masked`: whether something in the tag is."""
    canvas = flow.canvas
    paint = canvas.paint_around if masked else canvas.paint
    for match in ATTRIBUTE.finditer(written):
        at, stop = match.span(1)
        name_span = Span(start + at, start + stop)
        if masked and canvas.has_mask(name_span.start, name_span.end):
            continue  # {% if … %}, an output that makes attributes, a comment in a tag
        name, group = match[1].lower(), match.lastindex or 1
        if group == 1:
            yield Attribute(name, name_span, "", None, "", False)
            continue
        at, stop = match.span(group)
        span = Span(start + at, start + stop)
        paint(span.start, span.end, _TARGET if name in _URL_ATTRIBUTES else _VALUE, flow.hidden)
        value = canvas.text[span.start : span.end]
        yield Attribute(
            name, name_span, html.unescape(value) if "&" in value else value, span, _QUOTES[group],
            masked and canvas.is_masked(span.start, span.end),
        )  # fmt: skip


def _close(flow: Flow, tag: Tag) -> None:
    """Let a closing tag close what is open."""
    name, start, end = tag.name, tag.span.start, tag.span.end
    if name in flow.code:
        flow.code.remove(name)
    if name in BLOCK_KINDS:
        flow.close_block(end, name, end - start)
    elif name == "a" and flow.open_link is LinkKind.ANCHOR:
        flow.end_link(start, end)
    flow.canvas.tags.append(tag)


def _place(flow: Flow, tag: Tag) -> None:
    """Let a tag do what it does: open blocks, break lines, show images, make links and anchors."""
    name, start, end = tag.name, tag.span.start, tag.span.end
    is_open = tag.kind is _OPEN
    if is_open and (kind := BLOCK_KINDS.get(name)):
        for other in _GIVES_WAY.get(name, ()):
            if flow.is_open(other) and not (name == "li" and flow.innermost("ul", "ol", "li") != "li"):
                flow.close_block(start, other)
        if name not in _IN_PARAGRAPH and flow.is_open("p"):
            flow.close_block(start, "p")
        level = int(name[1]) if kind is BlockKind.HEADING else 0
        identifier = tag.attribute("id")
        flow.open_block(kind, start, end, level, name, identifier.value if identifier else None)
    if is_open and name in _CODE:
        flow.code.append(name)
    elif name == "br":
        flow.line_break(start, end)
    elif name == "hr":
        flow.end_run()
    flow.canvas.tags.append(tag)
    if name in _LINKING:
        _links(flow, tag)
    for attribute in tag.attributes:
        if attribute.name in _READ:
            _read_value(flow, tag, attribute)


def _links(flow: Flow, tag: Tag) -> None:
    if tag.name in ("a", "area"):
        href = tag.attribute("href")
        if flow.open_link is LinkKind.ANCHOR:
            flow.end_link(tag.span.start, tag.span.start)  # links do not nest
        if href and tag.kind is TagKind.OPEN:
            title, target = tag.attribute("title"), href.value.strip()
            said = title.value if title else None
            flow.start_link(LinkKind.ANCHOR, tag.span.start, tag.span.end, target, _value_span(href), href.computed, said)
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
    if tag.name in _FURTHER and (further := tag.attribute(_FURTHER[tag.name])) and further.value_span:
        _further(flow, tag, further, further.value_span)


def _further(flow: Flow, tag: Tag, attribute: Attribute, value: Span) -> None:
    """The poster of a film, or the candidates among which the browser chooses a picture."""
    written = flow.canvas.text[value.start : value.end]
    if attribute.name == "poster":
        flow.add_link(LinkKind.RESOURCE, tag.span, attribute.value.strip(), value)
    elif not attribute.computed and "data:" not in written:
        for match in _CANDIDATE.finditer(written):
            candidate = match[1].rstrip(",")
            begin = value.start + match.start(1)
            flow.add_link(LinkKind.RESOURCE, tag.span, html.unescape(candidate), Span(begin, begin + len(candidate)))


def _value_span(attribute: Attribute) -> Span:
    return attribute.value_span or attribute.name_span


def _read_value(flow: Flow, tag: Tag, attribute: Attribute) -> None:
    """A name is an anchor; values that people read or hear are prose."""
    span = attribute.value_span
    if span is None:
        return
    if attribute.name in _NAMES:
        if not attribute.computed and (attribute.name == "id" or tag.name == "a"):
            flow.add_anchor(attribute.value, span)
        return
    if " " not in attribute.value or (attribute.name == "content" and not _is_for_people(tag)):
        return  # one word is a label for machines as often as for people
    run = RunBuilder(flow.canvas, BlockKind.ATTRIBUTE, flow.block, flow.hidden)
    at = span.start
    for match in ENTITY.finditer(flow.canvas.text, span.start, span.end):
        run.add_text(at, match.start())
        run.add(match.start(), match.end(), html.unescape(match.group()), Written.ENTITY)
        at = match.end()
    run.add_text(at, span.end)
    run.finish()


def _is_for_people(tag: Tag) -> bool:
    """Whether a tag is a <meta> with a text that search engines show."""
    meta = tag.attribute("name") or tag.attribute("property")
    return tag.name == "meta" and meta is not None and meta.value.lower() in _HUMAN_META
