"""The Markdown and HTML reader: the partition, the exact map of every view, and what is read as what."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profilelint.document import read
from profilelint.document.model import OBJECT, BlockKind, Document, Kind, LinkKind, Piece, Run, Written
from profilelint.source import Source

PARTS = [
    "# Head *x* {#id}\n", "Text **bo**ld &amp; \\* end.\n", "[link *a*](http://x.org \"t\") ", "![alt text](a.png) ", "`code` ", "$x_1$ ", "<b>q</b> ",
    "<https://a.org/b> ", "https://c.org/d(e)). ", "line  \nbreak\n", "* item\n  * sub <!-- c **d** -->\n", "<div class=\"x\" markdown=\"1\">\n",
    "</div>\n", "<!-- open <!-- inner -->\n", "<!--\n\n* a\n\n-->", "{% include x.html %}\n", "{{ site.url }}", "{: .cls #here}\n", "a | b\n--|--\n1 | 2\n",
    "[r]: http://foo.org \"T\"\n", "[text][r] ", "~~~\ncode {{ x }}\n~~~\n", "    indented\n", "\n", "\n\n", "> quote\n> more\n", "<p>para<br>two<li>x",
    "<script>if (a < b) {\n\n}</script>", "<img src='a.jpg' alt=\"a b &eacute; c\">", "$$\na+b\n$$\n", "中文（abc）", "é𝒳🎉", "\ufffd", "&ldquo;", "&#8217;", "***",
    "**open", "[x]()", "\t", " ", "-", "<a href=\"u\">in <i>a</i></a>", "<h2 id=\"k\">T</h2>\n", "{% comment %} gone {% endcomment %}", "{% raw %}{{{% endraw %}",
    "\\\\(a\\\\)", "www.a.org/b, ", "<textarea><b></textarea>", "</", "<", "{{", "{%", "`", "``", "<!--", "-->", "&", "[//]: # (hidden words)\n", "1. one\n2. two\n",
    "Term\n: Meaning\n", "note[^1]\n\n[^1]: foot\n", "===\n", "\u00a0", "\u2028", "\x0c", "\x00",
]  # fmt: skip
pages = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=4)), max_size=25).map("".join)
newlines = st.sampled_from(["\n", "\r\n", "\r"])


def check_views(document: Document) -> None:
    """What must hold of every document."""
    text, size = document.text, len(document.text)
    at = 0
    for segment in document.segments:
        assert segment.span.start == at < segment.span.end
        at = segment.span.end
    assert at == size
    for run in document.runs:
        assert run.text == "".join(piece.text for piece in run.pieces)
        for piece in run.pieces:
            assert 0 <= piece.span.start <= piece.span.end <= size
            assert decoded(text, piece) == piece.text
        for before, after in zip(run.pieces, run.pieces[1:], strict=False):
            assert before.span.end <= after.span.start
        assert -1 <= run.block < len(document.blocks)
        whole = run.span(0, len(run.text))
        assert (whole.start, whole.end) == (run.pieces[0].span.start, run.pieces[-1].span.end)
        for match in re.finditer(r"\w+", run.text):
            span = run.span(*match.span())
            assert joined(text, run, *match.span()) == match.group()
            if run.is_plain(*match.span()):
                assert text[span.start : span.end] == match.group()
    spans = [view.span for name in ("blocks", "headings", "links", "tags", "anchors", "comments", "problems") for view in getattr(document, name)]
    spans += [link.target_span for link in document.links] + [link.text_span for link in document.links if link.text_span]
    spans += [span for tag in document.tags for attribute in tag.attributes for span in (attribute.name_span, attribute.value_span) if span]
    assert all(span.end <= size for span in spans)
    for tag in document.tags:
        assert text[tag.span.start] == "<"
        assert text[tag.span.end - 1] == ">"
        for attribute in tag.attributes:
            assert text[attribute.name_span.start : attribute.name_span.end].lower() == attribute.name
    for anchor in document.anchors:
        assert anchor.name == html.unescape(text[anchor.span.start : anchor.span.end])
    for block in document.blocks:
        assert block.parent < len(document.blocks)


def joined(text: str, run: Run, start: int, end: int) -> str:
    """`run.text[start:end]`, put together from the source pieces under it."""
    parts = []
    for offset, piece in zip(run.offsets, run.pieces, strict=True):
        begin, stop = max(start, offset), min(end, offset + len(piece.text))
        if begin < stop:
            whole = decoded(text, piece)
            parts.append(whole[begin - offset : stop - offset])
    return "".join(parts)


def decoded(text: str, piece: Piece) -> str:
    """A piece, read by the rule that it states."""
    written = text[piece.span.start : piece.span.end]
    match piece.written:
        case Written.PLAIN:
            return written
        case Written.ENTITY:
            return html.unescape(written)
        case Written.FOLD:
            assert "\n" in written
            return " "
        case Written.BREAK:
            return "\n"
        case Written.OBJECT:
            return OBJECT
        case _:
            raise AssertionError(piece)


@given(pages, st.sampled_from(["markdown", "html"]), newlines)
@settings(max_examples=400, deadline=None)
def test_every_view_lies_in_the_source(page: str, format: str, newline: str) -> None:
    check_views(read(Source(page.replace("\n", newline)), format))


@given(st.binary(max_size=200), st.sampled_from(["markdown", "html"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read(data: bytes, format: str) -> None:
    check_views(read(Source.from_bytes(data), format))
