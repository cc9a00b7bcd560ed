"""The Markdown and HTML reader: the partition, the exact map of every view, and what is read as what."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profilelint.core.source import Source
from profilelint.document import read
from profilelint.document.kinds import Kind
from profilelint.document.model import OBJECT, BlockKind, Document, LinkKind, Piece, Run, Written

PARTS = [
    "# Head *x* {#id}\n",
    "Text **bo**ld &amp; \\* end.\n",
    '[link *a*](http://x.org "t") ',
    "![alt text](a.png) ",
    "`code` ",
    "$x_1$ ",
    "<b>q</b> ",
    "<https://a.org/b> ",
    "https://c.org/d(e)). ",
    "line  \nbreak\n",
    "* item\n  * sub <!-- c **d** -->\n",
    '<div class="x" markdown="1">\n',
    "</div>\n",
    "<!-- open <!-- inner -->\n",
    "<!--\n\n* a\n\n-->",
    "{% include x.html %}\n",
    "{{ site.url }}",
    "{: .cls #here}\n",
    "a | b\n--|--\n1 | 2\n",
    '[r]: http://foo.org "T"\n',
    "[text][r] ",
    "~~~\ncode {{ x }}\n~~~\n",
    "    indented\n",
    "\n",
    "\n\n",
    "> quote\n> more\n",
    "\\\n",
    "\\",
    "<p>para<br>two<li>x",
    "<script>if (a < b) {\n\n}</script>",
    "<img src='a.jpg' alt=\"a b &eacute; c\">",
    "$$\na+b\n$$\n",
    "中文（abc）",
    "é𝒳🎉",
    "\ufffd",
    "&ldquo;",
    "&#8217;",
    "***",
    "**open",
    "[x]()",
    "\t",
    " ",
    "-",
    '<a href="u">in <i>a</i></a>',
    '<h2 id="k">T</h2>\n',
    "{% comment %} gone {% endcomment %}",
    "{% raw %}{{{% endraw %}",
    "\\\\(a\\\\)",
    "www.a.org/b, ",
    "<textarea><b></textarea>",
    "</",
    "<",
    "{{",
    "{%",
    "`",
    "``",
    "<!--",
    "-->",
    "&",
    "[//]: # (hidden words)\n",
    "[comment]: <hidden words>\n",
    "1. one\n2. two\n",
    "Term\n: Meaning\n",
    "note[^1]\n\n[^1]: foot\n",
    "===\n",
    "\u00a0",
    "\u2028",
    "\x0c",
    "\x00",
]
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
            assert 0 <= piece.start <= piece.end <= size
            assert decoded(text, piece) == piece.text
        for before, after in zip(run.pieces, run.pieces[1:], strict=False):
            assert before.end <= after.start
        assert -1 <= run.block < len(document.blocks)
        whole = run.span(0, len(run.text))
        assert (whole.start, whole.end) == (run.pieces[0].start, run.pieces[-1].end)
        for match in re.finditer(r"\w+", run.text):
            span = run.span(*match.span())
            assert joined(text, run, *match.span()) == match.group()
            if run.is_plain(*match.span()):
                assert text[span.start : span.end] == match.group()
    spans = [
        view.span for name in ("blocks", "headings", "links", "tags", "anchors", "comments", "problems") for view in getattr(document, name)
    ]
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
    written = text[piece.start : piece.end]
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
@settings(max_examples=400)
def test_every_view_lies_in_the_source(page: str, format: str, newline: str) -> None:
    check_views(read(Source(page.replace("\n", newline)), format))


@given(st.binary(max_size=200), st.sampled_from(["markdown", "html"]))
@settings(max_examples=200)
def test_any_bytes_are_read(data: bytes, format: str) -> None:
    check_views(read(Source.from_bytes(data), format))


def kinds(page: str, format: str = "markdown") -> list[tuple[str, str]]:
    document = read(Source(page), format)
    return [
        (segment.kind.name, page[segment.span.start : segment.span.end]) for segment in document.segments if segment.kind is not Kind.BLANK
    ]


def runs(page: str, format: str = "markdown") -> list[str]:
    return [run.text for run in read(Source(page), format).runs if not run.hidden]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a **bo**ld word", ["a bold word"]),
        ("AT&amp;T and caf&eacute;", ["AT&T and café"]),
        ("two\n  lines", ["two lines"]),
        ("> quoted\n> twice", ["quoted twice"]),
        ("a `b` c $d$ e", [f"a {OBJECT} c {OBJECT} e"]),
        ("costs $5 or $6", ["costs $5 or $6"]),
        ("one  \ntwo<br>three", ["one\ntwo\nthree"]),
        ("* a\n* b\n  c", ["a", "b c"]),
        ("a\n\\\nb", ["a \nb"]),
        ("a | b\n--|--\nc | d\n", ["a", "b", "c", "d"]),
        ("see https://a.org/b_c_d.", [f"see {OBJECT}."]),
        ("x {{ site.name }} y {% if a %}z{% endif %}", [f"x {OBJECT} y {OBJECT}z{OBJECT}"]),
        ("word{: .wide} more", ["word more"]),
        ("<div>\n<b>H</b>ome\n</div>", ["Home"]),
        ('<div markdown="1">\nread **this**\n</div>', ["read this"]),
        ("<div>\n\n    <p>indented</p>\n\n</div>", ["indented"]),
        ("before <!-- gone --> after", ["before  after"]),
        ("<!--\n\nall\n\ngone\n\n--> **kept**", ["kept"]),
        ("![a dog](d.png) text", ["a dog", f"{OBJECT} text"]),
        ("<script>\n\nvar x = 'text';\n\n</script>\n\nprose", ["prose"]),
        ("~~~\n<!-- not a comment\n~~~\n\nprose", ["prose"]),
        ("{% highlight python %}\nx = '**'\n{% endhighlight %}\n\nprose", ["prose"]),
        ("$$\na < b\n$$\n\nprose", ["prose"]),
        ("Term\n: Meaning", ["Term", "Meaning"]),
    ],
)
def test_the_prose_of_markdown(page: str, text: list[str]) -> None:
    assert sorted(run.strip() for run in runs(page) if run.strip(f" {OBJECT}")) == sorted(text)


def test_comments_are_read_and_hidden() -> None:
    document = read(Source("Seen <!-- *not* seen [x](y.pdf) --> seen\n\n<!-- <p>no</p> <!-- twice -->\n"))
    assert [run.text.strip() for run in document.runs if run.hidden] == ["not seen x", "no", "twice"]
    assert [(link.target, link.hidden) for link in document.links] == [("y.pdf", True)]
    assert [len(comment.opens) for comment in document.comments] == [0, 1]
    assert all(segment.hidden for segment in document.segments if segment.kind is Kind.COMMENT_DELIMITER)


def test_a_comment_in_a_comment_is_prose() -> None:
    document = read(Source("<!--\n<div>a</div>\n\n<!-- * Role: b -->\n"))
    assert [run.text.strip() for run in document.runs] == ["a", "* Role: b"]


def test_a_comment_that_never_ends_hides_the_rest() -> None:
    document = read(Source("Seen\n\n<!-- hidden\n\nand this\n"))
    assert [(run.text, run.hidden) for run in document.runs] == [("Seen", False), ("hidden", True), ("and this", True)]
    assert not document.comments[0].closed


@pytest.mark.parametrize(
    ("page", "links"),
    [
        ('[a *b*](u "t")', [(LinkKind.INLINE, "u", "u", "a b")]),
        ("[x]()", [(LinkKind.INLINE, "", "", "x")]),
        ("[x](<a b>)", [(LinkKind.INLINE, "a b", "a b", "x")]),
        ("[x](a\\_b)", [(LinkKind.INLINE, "a_b", "a\\_b", "x")]),
        ("[x](a(b)c)", [(LinkKind.INLINE, "a(b)c", "a(b)c", "x")]),
        ("[x][r]\n\n[r]: http://t.org", [(LinkKind.REFERENCE, "http://t.org", "http://t.org", "x")]),
        ("<http://t.org>", [(LinkKind.AUTOLINK, "http://t.org", "http://t.org", "http://t.org")]),
        ("(https://t.org/a_(b)).", [(LinkKind.BARE, "https://t.org/a_(b)", "https://t.org/a_(b)", "")]),
        ("[https://t.org](https://t.org)", [(LinkKind.INLINE, "https://t.org", "https://t.org", "https://t.org")]),
        ("![a](b.png)", [(LinkKind.IMAGE, "b.png", "b.png", "a")]),
        ('<a href="u?a&amp;b">x <i>y</i></a>', [(LinkKind.ANCHOR, "u?a&b", "u?a&amp;b", "x y")]),
        ("<img src='a.png' alt=\"one\">", [(LinkKind.HTML_IMAGE, "a.png", "a.png", "one")]),
        ("[![i](p.png)](big.png)", [(LinkKind.INLINE, "big.png", "big.png", ""), (LinkKind.IMAGE, "p.png", "p.png", "i")]),
        ('<link rel="stylesheet" href=style.css>', [(LinkKind.RESOURCE, "style.css", "style.css", "")]),
        ("[x](files/a b (c).pdf)", [(LinkKind.INLINE, "files/a b (c).pdf", "files/a b (c).pdf", "x")]),  # as kramdown and Pandoc read it
        ('[x](files/a.pdf "A title")', [(LinkKind.INLINE, "files/a.pdf", "files/a.pdf", "x")]),
        ("[x](of the river) and [y](which is long, too)", []),
        ("<a href=/>x</a>", [(LinkKind.ANCHOR, "/", "/", "x")]),
        ("```{=html}\n<a href='u'>x</a>\n```", [(LinkKind.ANCHOR, "u", "u", "x")]),
        ("```html\n<a href='u'>x</a>\n```", []),
        (
            "[r]: http://t.org\n    [s]: http://u.org\n\n[x][r] [y][s]",
            [(LinkKind.REFERENCE, "http://t.org", "http://t.org", "x"), (LinkKind.REFERENCE, "http://u.org", "", "y")],
        ),
        (
            "<img src=a.png srcset='a.png 1x, b&amp;c.png 2x' alt=''>",
            [
                (LinkKind.HTML_IMAGE, "a.png", "a.png", ""),
                (LinkKind.RESOURCE, "a.png", "a.png", ""),
                (LinkKind.RESOURCE, "b&c.png", "b&amp;c.png", ""),
            ],
        ),
        ("<img src=a.png srcset='data:image/gif;base64,R0 1x' alt=''>", [(LinkKind.HTML_IMAGE, "a.png", "a.png", "")]),
        ("<video poster='a.jpg'></video>", [(LinkKind.RESOURCE, "a.jpg", "a.jpg", "")]),
    ],
)
def test_links(page: str, links: list[tuple[LinkKind, str, str, str]]) -> None:
    found = read(Source(page)).links
    assert [(link.kind, link.target, page[link.target_span.start : link.target_span.end], link.text) for link in found] == links


def test_what_a_shortcode_says_to_people_is_prose() -> None:
    page = 'Before {{< figure src="a b.png" alt="Moss" caption="A map of & roofs" title = "Two walls" >}} after\n'
    assert runs(page) == [f"Before {OBJECT} after", "A map of & roofs", "Two walls"]
    assert runs('{{ page.url | link: title="A map" }}\n') == []
    (run,) = read(Source('<!-- {{% img caption="Two walls" %}} -->'), "markdown").runs
    assert (run.text, run.hidden) == ("Two walls", True)


def test_what_an_include_says_to_people_is_prose() -> None:
    page = 'Before {% include figure.liquid path="a b.png" title="Two walls" class="a b" %} after\n'
    page += '{%- include_cached x.html caption="A map" -%}\n'
    assert runs(page)[1:] == ["Two walls", "A map"]
    assert runs('{% assign x = title="A map" %}{% include figure.html title=page.title alt="moss" %}\n') == []


def test_a_target_that_liquid_makes_is_computed() -> None:
    page = "[pdf]({{ site.baseurl }}/a.pdf) <a href='{{ x }}'>x</a> [y](z.pdf)"
    assert [link.computed for link in read(Source(page)).links] == [True, True, False]
    [link] = read(Source("[x][1]\n\n[1]: {{ x }}\n")).links
    assert (link.target, link.computed) == ("{{ x }}", True)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_headings_and_anchors(newline: str) -> None:
    page = '# One *two* {#own}\n\nTwo\n===\n\n<h2 id="k">Thr&eacute;e</h2>\n<a name="n"></a>\n'.replace("\n", newline)
    document = read(Source(page))
    headings = [(heading.level, heading.run.text if heading.run else "", heading.identifier) for heading in document.headings]
    assert headings == [(1, "One two", "own"), (1, "Two", None), (2, "Thrée", "k")]
    assert [anchor.name for anchor in document.anchors] == ["own", "k", "n"]


def test_tags_give_their_attributes() -> None:
    page = "<A HREF=u data-x='1 2' checked>x</A><br/>"
    document = read(Source(page), "html")
    assert [(tag.name, tag.kind.value) for tag in document.tags] == [("a", "open"), ("a", "close"), ("br", "void")]
    found = [(attribute.name, attribute.value, attribute.quote) for attribute in document.tags[0].attributes]
    assert found == [("href", "u", ""), ("data-x", "1 2", "'"), ("checked", "", "")]


def test_blocks_nest() -> None:
    document = read(Source("* a\n  * b\n\n<ul><li>c<li>d</ul>\n"))
    parents = {
        document.text[block.span.start : block.span.end].strip(): block.parent for block in document.blocks if block.kind is BlockKind.ITEM
    }
    inner = next(
        block
        for block in document.blocks
        if document.text[block.span.start : block.span.end].strip() == "* b" and block.kind is BlockKind.ITEM
    )
    assert document.blocks[document.blocks[inner.parent].parent].kind is BlockKind.ITEM
    assert "<li>c" in parents
    assert "<li>d" in parents
    assert len({parents["<li>c"], parents["<li>d"]}) == 1


def test_code_in_html_is_no_prose() -> None:
    assert runs("<p>call <code>teh()</code> now</p><pre>teh</pre>", "html") == [f"call {OBJECT} now"]


words = st.lists(
    st.sampled_from(
        ["one", "two&amp;", "<b>three</b>", "<br>", "<p>four</p>", "<ul><li>five<li>six</ul>", "&eacute;", "<i>", "</i>", "7 < 8"]
    ),
    max_size=20,
)


@given(words)
@settings(max_examples=100)
def test_the_prose_of_html_is_that_of_beautifulsoup(parts: list[str]) -> None:
    from bs4 import BeautifulSoup

    page = " ".join(parts)
    theirs = BeautifulSoup(page, "html.parser").get_text(" ")
    ours = " ".join(run.text for run in read(Source(page), "html").runs)
    assert "".join(ours.split()) == "".join(theirs.split())
