"""Tags, comments, Liquid and emphasis: cases beyond the examples on the rules' pages."""

from __future__ import annotations

import sys
from datetime import date
from functools import cache

import pytest
from patience import within
from rulepages import CONTEXT

from profilelint.checks.context import Context
from profilelint.core.diagnostic import Severity
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.rulepages.rules import Rule, load_rule, packaged_rules
from profilelint.run.engine import lint
from profilelint.run.selection import ready
from profilelint.site.files import Site


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(ready(load_rule(path)) for path in sorted((packaged_rules() / "markup").glob("*.md")))


def found(text: str, path: str = "page.md") -> list[tuple[str, str]]:
    """What is reported on a page: the name of the rule and the text it is about."""
    source = Source(text, path)
    return [(said.rule.split("/")[1], source.slice(said.span)) for said in lint(read(source), rules(), CONTEXT)]


HTML = "<html><body>{}</body></html>"
FRONT = "---\ntitle: Rivers\n---\n"


@pytest.mark.parametrize(
    ("page", "reports"),
    [
        ("<b>Rivers", [("unclosed-tag", "<b>")]),
        ("Rivers <b>and<b> lakes", [("unclosed-tag", "<b>")]),  # one slip, not two
        ("<h2>Rivers</h3>", [("stray-close-tag", "</h3>")]),  # one slip, not two
        ('<a href="a.html">Rivers and <a href="b.html">lakes</a>', [("unclosed-tag", '<a href="a.html">')]),
        ("<ul><div>Rivers</ul></div>", [("misnested-tag", "</ul>")]),
        ("<table><tr><td><div>Rivers</td></tr></table><p>Lakes</p>", [("unclosed-tag", "<div>")]),
        ("<div><b>Rivers</div></b>", [("misnested-tag", "</div>")]),
        ('<div id="a"><ul><div id="b">Rivers</ul></div>', [("unclosed-tag", '<div id="b">')]),  # one slip, not two
        ("<h1>Rivers</h3> and lakes</h1><h2>Seas</h4>", [("stray-close-tag", "</h3>"), ("stray-close-tag", "</h4>")]),
        ("<h1>Rivers</h3></h1></h1>", [("stray-close-tag", "</h3>"), ("stray-close-tag", "</h1>")]),
        ("<p>Rivers</p>\n</P><div><p>Lakes</p></div>", [("stray-close-tag", "</P>")]),
        ("<h1>Rivers</h1z>", [("unknown-tag", "</h1z>")]),
        ("<h1>Rivers</h1z></h1>", [("unknown-tag", "</h1z>")]),  # one slip, not two
    ],
)
def test_tags_that_do_not_fit(page: str, reports: list[tuple[str, str]]) -> None:
    assert found(HTML.format(page), "page.html") == reports


@pytest.mark.parametrize(
    "page",
    [
        "<p>Rivers<ul><li>Lakes<li>Seas</ul></p>",
        "Rivers</br>Lakes<br>Seas",
        '<a name="rivers"/>Rivers</a>',
        '<a name="rivers">Rivers <a href="b.html">lakes</a>',
        "<pre>List<b> of <i>rivers</pre>",
        "<svg><g><b></svg>",
        "<svg><foreignObject><section><svg></svg></section></foreignObject></svg>",
        "<my-map>Rivers",
        "<pre>A <pre>river</pre> of <b> code</pre>",
        "<a href=/>Rivers</a>",
        "<textarea><div></textarea>",
        "<!-- <div> --><p>Rivers</p><!-- </div> -->",
    ],
)
def test_tags_that_fit_or_harm_nobody(page: str) -> None:
    assert found(HTML.format(page), "page.html") == []


@pytest.mark.parametrize(
    "page",
    [
        "<div>\n\nRivers\n\n## Lakes\n\n</div>",
        "`<div>` and `</i>` are tags.\n\n```html\n<div>\n```",
        FRONT + "{% if a %}<div>{% else %}<div class='b'>{% endif %}\n\nRivers\n\n</div>",
        FRONT + "{% for a in b %}<div>{{ a }}</div>{% endfor %}",
    ],
)
def test_tags_in_markdown_that_fit(page: str) -> None:
    assert found(page) == []


@pytest.mark.parametrize(
    ("page", "reports"),
    [
        ("<p>Ask <ada@ice.org> or <a-b@ice.org></p>", ["<ada@ice.org>", "<a-b@ice.org>"]),
        ("<p>See <https://ice.org></p>", ["<https://ice.org>"]),
        ("<p>A <your project here> and <liRivers/lakes</li></p>", ["<your project here>", "<liRivers/lakes</li>"]),
        ("<p>List<Core> of <n cores>, <name>Ada</name>, <x-a>, <o:p>, <chip/></p><!-- <nobody here> -->", []),
    ],
)
def test_words_in_angle_brackets(page: str, reports: list[str]) -> None:
    assert [text for rule, text in found(HTML.format(page), "page.html") if rule == "unknown-tag"] == reports


JEKYLL = Context(date(2026, 1, 31), Site.from_texts({"_config.yml": "title: Rivers", "index.md": "", "page.html": ""}))


def severities(text: str, path: str, context: Context) -> list[tuple[str, Severity]]:
    return [(said.rule.split("/")[1], said.severity) for said in lint(read(Source(text, path)), rules(), context)]


@pytest.mark.parametrize(
    ("page", "rule", "severity"),
    [
        # the browser ends it where its writer would have ended it
        ("<div>Rivers", "unclosed-tag", Severity.NOTE),
        ("<table><tr><td><div>Rivers</td></tr></table><p>Lakes</p>", "unclosed-tag", Severity.NOTE),
        ("<header><div class='container'>Rivers</header><p>Lakes</p>", "unclosed-tag", Severity.NOTE),
        ("<h2>Rivers</h2><ul><li>Lakes</li></ul></center>", "stray-close-tag", Severity.NOTE),
        ("<p><a href='a.html'><b>Rivers</a></b></p>", "misnested-tag", Severity.NOTE),
        # what follows becomes a part of it
        ("<p><b>Rivers</p><p>Lakes</p>", "unclosed-tag", Severity.WARNING),
        ("<p><a href='a.html'>Rivers</p><p>Lakes</p>", "unclosed-tag", Severity.WARNING),
        ("<ul><li>Rivers</li><h2>Lakes</h2><p>Seas</p>", "unclosed-tag", Severity.WARNING),
        ("<div class='card'><p>Rivers</p><div class='card'><p>Lakes</p></div><p>Seas</p>", "unclosed-tag", Severity.WARNING),
        ("<b></b>Rivers</b>", "stray-close-tag", Severity.WARNING),
        ("\n<div>\n<p>Rivers</p>\n  </div>\n<p>Lakes</p>\n</div>", "stray-close-tag", Severity.WARNING),
        ("<h1>Rivers</h1z><p>Lakes</p>", "unknown-tag", Severity.WARNING),
        ("<h1>Rivers</h1z>", "unknown-tag", Severity.NOTE),
    ],
)
def test_a_slip_that_changes_nothing_on_the_page_is_a_note(page: str, rule: str, severity: Severity) -> None:
    assert severities(HTML.format(page), "page.html", CONTEXT) == [(rule, severity)]


@pytest.mark.parametrize(
    ("page", "reports"),
    [
        ("I study rivers</i> and lakes.", [("stray-close-tag", Severity.WARNING)]),  # kramdown writes it as text
        ("I study <i>rivers and lakes.\n\nAnd seas.", [("unclosed-tag", Severity.NOTE)]),  # kramdown closes it with the paragraph
        ("<a href='/rivers/'>\n<h1>Rivers</h1>\n\n<div>Lakes</div>", [("unclosed-tag", Severity.WARNING)]),  # goes on into the layout
        ("Ada<br><ada@river.example>", []),
        ("An <<old>> word.", []),
    ],
)
def test_kramdown_is_stricter_and_kinder(page: str, reports: list[tuple[str, Severity]]) -> None:
    assert severities(FRONT + page, "page.md", JEKYLL) == reports


def test_an_end_that_was_typed_as_a_beginning_is_one_slip() -> None:
    page = HTML.format("<ul>\n<li>Rivers</li>\n<ul>\n<p>Lakes</p>")
    assert found(page, "page.html") == [("unclosed-tag", "<ul>")]
    (slip,) = lint(read(Source(page, "page.html")), rules(), CONTEXT)
    assert slip.span.start == page.rindex("<ul>")
    assert '"</ul>" seems to be meant' in slip.message


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("@article{a,\n  year = {2020},\n  year = {2020},\n}\n", Severity.NOTE),
        ("@article{a,\n  year = {2020},\n  year = {2021},\n}\n", Severity.ERROR),
    ],
)
def test_a_key_twice_with_one_value_loses_nothing(text: str, severity: Severity) -> None:
    assert severities(text, "papers.bib", CONTEXT) == [("duplicate-key", severity)]


@pytest.mark.parametrize(
    ("page", "severity"),
    [
        ("<!-- Rivers\n<!-- Lakes -->\n\nSeas", Severity.NOTE),
        ("<!-- Rivers <!-- Lakes --> Seas -->", Severity.WARNING),
        ("<!-- Rivers <!-- Lakes -->\n<!-- Seas --> and more", Severity.NOTE),
    ],
)
def test_a_comment_in_a_comment_matters_where_something_shows(page: str, severity: Severity) -> None:
    assert severities(page, "page.md", CONTEXT) == [("nested-comment", severity)]


def test_a_part_of_pages_may_leave_elements_open() -> None:
    assert found("<html><body><div>", "_includes/head.html") == []
    assert found("</div></section>", "footer.html") == []
    assert found("<p><b>Rivers <i>and</b></i> lakes</p>", "rivers.html") == [("misnested-tag", "</b>")]


@pytest.mark.parametrize(
    ("page", "reports"),
    [
        ("Rivers\n\n<!-- Lakes <!-- Seas", [("unclosed-comment", "<!--")]),
        ("<!-- a <!-- b --> Rivers -->", [("nested-comment", "<!--")]),
        ("<!-- a <!-- b --> -->", [("nested-comment", "<!--"), ("stray-comment-end", "-->")]),
        ("<!--[if lt IE 9]> <!-- old --> <![endif]-->", []),
        ("Samples --> spectra --> models", []),
        ("```mermaid\nA --> B\n-->\n```", []),
        ("{% comment %} <!-- {% endcomment %} Rivers", []),
    ],
)
def test_comments(page: str, reports: list[tuple[str, str]]) -> None:
    assert found(page) == reports


@pytest.mark.parametrize(
    ("page", "reports"),
    [
        ("**Rivers: **lakes", ["**"]),
        ("Rivers **and lakes\n\n**Seas** too", ["**"]),
        ("__Rivers and lakes", ["__"]),
        ("Rivers\\*\\* and \\*\\*lakes", []),
        ("Call it with (**kwargs) or f(x, **options).", []),
        ("Ola**, Kari\n\n**equal contribution", []),
        ("p-values: * 0.05, ** 0.01, *** 0.001", []),
        ("What the f**k", []),
        ("2**3 and $a**b$ and `**c`", []),
        ("* * *\n\n****", []),
        ("**河流：**湖泊", []),  # kramdown closes it, CommonMark does not
        ("Name: ____ file__name __init__", []),
    ],
)
def test_emphasis(page: str, reports: list[str]) -> None:
    assert [text for rule, text in found(page) if rule == "unclosed-emphasis"] == reports


@pytest.mark.parametrize(
    ("page", "reports"),
    [
        (FRONT + "Rivers {{ site.title and more", ["{{"]),
        (FRONT + "<!-- {% for a in b %} -->", ["{% for a in b %}"]),
        (FRONT + "{% comment %} {% if a %} {% endcomment %}", []),
        (FRONT + "{% if a %}{% else %}{% endif %}{% unless a %}{% endunless %}", []),
        (FRONT + "{% raw %}```html\n{% if a %}\n```{% endraw %}", []),
        ("{% if a %} without front matter is text", []),
        (FRONT + "{{< figure src='a.png' >}} {% if a %}", []),  # Hugo
    ],
)
def test_liquid(page: str, reports: list[str]) -> None:
    assert [text for rule, text in found(page) if rule == "unclosed-liquid"] == reports


@pytest.mark.parametrize(
    ("page", "reports"),
    [
        ("<a href=“https://river.test” target=“_blank”>Rivers</a>", ["“https://river.test”"]),
        ("<b id=“a”>A</b> <b id='b'>B</b> <b id=“c”>C</b> <i>D</i> <b id=“e”>E</b>", ["“a”", "“c”"]),
        ("<a href='a.html' target=&ldquo;blank&rdquo;>Rivers</a>", ["&ldquo;blank&rdquo;"]),
        ('<img alt="we set x=“river” there" src="a.png">', []),
        ("`<a target=“_blank”>`", []),
    ],
)
def test_curly_quotes(page: str, reports: list[str]) -> None:
    assert [text for rule, text in found(page) if rule == "curly-quoted-attribute"] == reports


def test_an_anchor_of_a_map_is_an_anchor() -> None:
    assert found("en: &EN\n  page: Page\nen-GB:\n  <<: *EN\n", "_data/text.yml") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    ["<b>" * 20_000, "<i>" * 10_000 + "<b>" * 10_000 + "</i>" * 10_000, "<div><ul></div></ul>" * 5_000, "<!-- <!-- -->\n-->\n" * 5_000,
     "<div class=a>" * 20_000, "<div>\n </div>\n" * 5_000 + "</div>\n" * 5_000, "<h1>a</h1z>" * 5_000,
     "<ul>" * 5_000 + "<h2>a</h2>" * 5_000,
     "**a " * 20_000, FRONT + "{% if a %}" * 10_000 + "{% endfor %}" * 10_000, "<a " + "x=“b” " * 10_000 + ">"],
    ids=["b", "cross", "cut", "comments", "divs", "strays", "misspelt", "lists", "stars", "liquid", "quotes"],
)  # fmt: skip
def test_hostile_pages_take_their_time_and_no_more(page: str) -> None:
    document = read(Source(page, "page.md"))
    with within(10):
        lint(document, rules(), CONTEXT)


@pytest.mark.parametrize(
    ("slip", "rule", "shows"),
    [
        ("<p>Rivers <b>flow to the sea.</p>\n<p>Lakes lie still.</p>", "unclosed-tag", True),
        ("<p><font>Rivers <a href='/sea'>flow</font></a> to the sea.</p>", "misnested-tag", False),
    ],
)
def test_without_a_parser_slips_in_tags_are_notes(run, write, monkeypatch, slip, rule, shows):
    """As where it has no wheel: nothing is known of what they change."""
    write("a.html", f"---\ntitle: A\n---\n{slip}\n")
    argv = ("a.html", "--no-cache", "--select", "markup", "--output-format", "concise")
    assert (f" warning markup/{rule} " in run(*argv).out) is shows
    monkeypatch.setitem(sys.modules, "turbohtml", None)
    assert f" note markup/{rule} " in run(*argv).out
