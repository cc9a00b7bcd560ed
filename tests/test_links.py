"""Links that cannot work, and those that only look so."""

from __future__ import annotations

from datetime import date

import pytest
from patience import within
from reading import read_text
from rulepages import CONTEXT

from profilelint.checks.context import Context
from profilelint.checks.link import (
    empty_links,
    library_proxies,
    link_markup,
    mailto,
    missing_anchors,
    missing_files,
    paper_titles,
    unopened_brackets,
    urls,
)
from profilelint.links.answers import Web
from profilelint.site.files import Site


@pytest.mark.parametrize(
    ("target", "suggestion"),
    [
        ("http//ice.org", "http://ice.org"),
        ("https//www.ice.org/a", "https://www.ice.org/a"),
        ("https;//ice.org", "https://ice.org"),
        ("https//:ice.org", "https://ice.org"),
        ("https:://ice.org", "https://ice.org"),
        ("https:/ice.org", "https://ice.org"),
        ("https:ice.org", "https://ice.org"),
        ("htttps://ice.org", "https://ice.org"),
        ("htp://ice.org", "http://ice.org"),
        ("ttps://ice.org", "https://ice.org"),
        ("https://https://ice.org", "https://ice.org"),
        ("http://http:/ice.org", "http:/ice.org"),
        ("http:https://ice.org", "https://ice.org"),
        ("mailto:https://ice.org", "https://ice.org"),
        ("https:// ice.org", "https://ice.org"),
        ("(https://ice.org)", "https://ice.org"),
        ("https://www.ice. org/a", None),
        ("https://www.ice,org/a", None),
        ("https://ice.orghttps://snow.org", None),
        ("https://ice..org", None),
        ("https:///ice.org", None),
    ],
)
def test_broken_addresses(target: str, suggestion: str | None) -> None:
    slip = urls.url_slip(target)
    assert slip is not None
    assert slip.suggestion == suggestion


@pytest.mark.parametrize(
    "target",
    [
        "https://ice.org",
        "http://ice.org:8080/a b",
        "https://user@ice.org/",
        "http://[2001:db8::1]/",
        "https://web.archive.org/web/2020/https://ice.org/",
        "https://proxy.org/login?url=https://ice.org",
        "https://https-doi-org.proxy.org/10.1/x",
        "https://en.wikipedia.org/wiki/Ice_(core)",
        "https://müller.de/",
        "https://...",
        "https://",
        "//cdn.org/x.js",
        "ftp://ice.org/a",
        "ssh://git.ice.org",
        "http/index.html",
        "https.html",
        "tel:+33123",
        "javascript:void(0)",
        "{{ url }}",
        "https://<user>.github.io",
        "files/a,b.pdf",
    ],
)
def test_addresses_that_are_left_alone(target: str) -> None:
    assert urls.url_slip(target) is None


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("www.ice.org", True),
        ("WWW.ice.org/a", True),
        ("github.com/weber", True),
        ("cs.ice.edu/~weber/cv.pdf", True),
        ("weber.physics.uni-lyon.fr/a", True),
        ("scholar.google.com/citations?user=x", True),
        ("github.com", False),
        ("cv.pdf", False),
        ("index.html.fr/a", False),
        ("plot.min.js", False),
        ("a.tar.gz", False),
        ("uni-lyon.fr", False),
        ("script.v1.py", False),
        ("../www.ice.org", False),
        ("www.html", False),
    ],
)
def test_host_without_scheme(target: str, expected: bool) -> None:
    assert urls.is_host_without_scheme(target) is expected


@pytest.mark.parametrize(
    ("rest", "suggestion"),
    [
        (":weber@ice.org", "mailto:weber@ice.org"),
        ("//weber@ice.org", "mailto:weber@ice.org"),
        ("mailto:weber@ice.org", "mailto:weber@ice.org"),
        ("www.ice.org/a", "https://www.ice.org/a"),
        ("", None),
        ("weber.ice.org", None),
        ("weber@ice.org x", None),
        ("weber@@ice.org", None),
    ],
)
def test_broken_mailto(rest: str, suggestion: str | None) -> None:
    slip = mailto.mailto_slip(rest)
    assert slip is not None
    assert slip[1] == suggestion


@pytest.mark.parametrize(
    "rest",
    [
        "weber@ice.org",
        " weber@ice.org",
        "weber@ice.org?subject=a b",
        "?subject=x",
        "a@ice.org,b@snow.org; c@ice.org",
        "weber%40ice.org",
        "weber [at] ice [dot] org",
        "weber at ice dot org",
        "weber_at_ice.org",
        "Weber <weber@ice.org>",
        "weber@NOSPAM.ice.org",
        "weber@local",
    ],
)
def test_mailto_that_is_left_alone(rest: str) -> None:
    assert mailto.mailto_slip(rest) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[the page] (https://ice.org)", ["[the page] (https://ice.org)"]),
        ("[论文]（https://ice.org/a）", ["[论文]（https://ice.org/a）"]),
        ("[the page](https://ice.org and more", ["[the page](https://ice.org"]),
        ("[a](https://ice.org/](https://snow.org/x), b", ["[a](https://ice.org/](https://snow.org/x)"]),
        ("(the page)[https://ice.org]", ["(the page)[https://ice.org]"]),
        ("a page](https://ice.org)", ["page](https://ice.org)"]),
        ("[1] (https://ice.org)", []),
        ("[Weber et al.] (https://ice.org)", []),
        ("[the page](my cores.pdf)", []),
        ("[the page](https://ice.org/a b)", []),
        ("- [x] (https://ice.org)", []),
        (r"\[the page\] (https://ice.org)", []),
        ("`[the page] (https://ice.org)`", []),
        ("[a [b](https://ice.org)](https://snow.org)", []),
        ("a[i] (https://ice.org)", []),
        ("**[the page](https://ice.org)** (https://snow.org)", []),
    ],
)
def test_brackets_in_sight(text: str, found: list[str]) -> None:
    document = read_text(text, "page.md")
    findings = link_markup.check(document, {}, CONTEXT)
    assert [text[finding.span.start : finding.span.end] for finding in findings] == found


def missing(text: str, path: str = "_pages/about.md", **files: str) -> list[str]:
    context = Context(date(2026, 1, 31), Site.from_texts({"_config.yml": "", path: text, **files}))
    return [text[f.span.start : f.span.end] for f in missing_anchors.check(read_text(text, path), {}, context)]


@pytest.mark.parametrize(
    "text",
    [
        "[a](#b)\n\n## {{ page.x }}\n",
        "[a](#b)\n\n{% include list.html %}\n",
        '[a](#b)\n\n<h2 id="{{ x }}">B</h2>\n',
        "[a](#b)\n\n<script>document.body.innerHTML = page;</script>\n",
        "[a](#b)\n\n## B\n",
        "[a](#b)\n\n{% for post in site.posts %}{{ post.content }}{% endfor %}\n",
        "[a](#b)\n\n{% for person in site.data.people %}{{ person.long_text | markdownify }}{% endfor %}\n",
        "[a](#b)\n\n## `b`\n",
        "[a](#b)\n\n## [B](https://ice.org)\n",
        "[a](#b)\n\nText\n{: #b}\n",
        '[a](#b)\n\nText\n{: id="b" .c}\n',
        '[a](#b)\n\n<div id="b"></div>\n',
        "[a](#)\n[b](#top)\n[c](#/b)\n[d](#fn:1)\n",
        '<a href="#b" onclick="open()">a</a>\n',
    ],
)
def test_anchors_that_are_there_or_may_be(text: str) -> None:
    assert missing(text) == []


def test_anchors_that_are_not_there() -> None:
    assert missing("[a](#b)\n\n## C\n") == ["#b"]
    assert missing("[a](#b)\n\n<!-- ## B -->\n") == ["#b"]
    assert missing("[a](#b)\n\n{% for person in site.data.people %}\n<h4>{{ person.name }}</h4>\n{% endfor %}\n") == ["#b"]
    assert missing("[a](#main)\n") == []
    assert missing("[a](#b)\n", **{"_layouts/page.html": '<div id="b">'}) == []
    assert missing("[a](#b)\n", path="_includes/part.md") == []
    assert missing("---\nlayout: wide\n---\n[a](#b)\n", **{"_layouts/wide.html": '<h2 id="{{ h }}">'}) == []


def test_a_page_alone_is_not_judged() -> None:
    assert list(missing_anchors.check(read_text("[a](#b)", "page.md"), {}, CONTEXT)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "check", [link_markup.check, urls.check, mailto.check, empty_links.check, library_proxies.check, unopened_brackets.check]
)
@pytest.mark.parametrize(
    "part",
    [
        "[a](http://b",
        "[a] (",
        "(a)[",
        "[[",
        "](https://",
        "a" * 50,
        "[a](mailto:a@@ ",
        "[ab][https://a.b",
        "[a](b))",
        "- [a]\n- [a](b)\n",
        "<https://a-a.ezproxy.b>",
    ],
)
def test_hostile_pages_take_no_longer_than_others(check: object, part: str) -> None:
    document = read_text(part * 3_000, "page.md")
    with within(10):
        list(check(document, {}, CONTEXT))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://doi-org.unilyon.idm.oclc.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("https://ice--flow-example-org.ezproxy.lib.uni-lyon.fr/a?b#c", "https://ice-flow.example.org/a?b#c"),
        ("https://www.jstor.org.ezproxy.uni-lyon.fr", "https://www.jstor.org"),
        ("https://login.ezproxy.uni-lyon.fr/login?qurl=https%3A%2F%2Fwww.jstor.org%2Fa", "https://www.jstor.org/a"),
        ("https://ezproxy.uni-lyon.fr/login", ""),
        ("https://my.ezproxy.uni-lyon.fr/menu", ""),
        ("https://docs-first.ezproxy.uni-lyon.fr/", ""),
        ("https://ezproxy.readthedocs.io/en/latest/", ""),
        ("https://help.oclc.org/ezproxy", ""),
    ],
)
def test_what_stands_behind_a_proxy(target: str, address: str) -> None:
    findings = library_proxies.check(read_text(f"[Ice]({target})", "page.md"), {}, CONTEXT)
    assert [finding.suggestions[0] for finding in findings] == ([address] if address else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](file:///C:/ice.pdf)", True),
        (r"[a](D:\\ice.pdf)", True),
        ("<img src='C:/fakepath/ice.png'>", True),
        ("[a](/Users/ada/Downloads/ice.pdf)", True),
        ("[a](moz-extension://12-34/ice.html)", True),
        ("[a](/users/ada/ice.pdf)", False),
        ("[a](tel:+331234)", False),
        ("[file:///C:/ice.pdf](file:///C:/ice.pdf)", False),
        ("[a](https://ice.org/C:/ice.pdf)", False),
    ],
)
def test_what_only_the_owner_can_open(text: str, found: bool) -> None:
    assert bool(list(urls.check(read_text(text, "page.md"), {}, CONTEXT))) is found


JEKYLL = {"_layouts/a.html": "", "files/thesis.pdf": ""}
#: A site, a page, a link on it that leads nowhere, and how the link that was meant is written there.
MEANT = {
    "Jekyll, under a folder": ({"_config.yml": "baseurl: /me\n", **JEKYLL}, "_pages/a.md", "/me/files/thesys.pdf", "/me/files/thesis.pdf"),
    "Jekyll, without the folder": ({"_config.yml": "baseurl: /me\n", **JEKYLL}, "a.md", "/files/thesis.pdf", "/me/files/thesis.pdf"),
    "Jekyll, in other case": ({"_config.yml": "baseurl: /me\n", **JEKYLL}, "a.md", "/me/files/Thesis.pdf", "/me/files/thesis.pdf"),
    "Jekyll, at the root": ({"_config.yml": "title: A\n", **JEKYLL}, "_pages/a.md", "../files/thesys.pdf", "/files/thesis.pdf"),
    "Hugo": ({"hugo.toml": "", "static/files/thesis.pdf": ""}, "content/a.md", "/files/thesys.pdf", "/files/thesis.pdf"),
    "Quarto": ({"_quarto.yml": "", "files/thesis.pdf": ""}, "pages/a.md", "../files/thesys.pdf", "../files/thesis.pdf"),
    "no generator": ({"index.html": "", "files/thesis.pdf": ""}, "pages/a.html", "../files/thesys.pdf", "../files/thesis.pdf"),
    "no generator, from the root": ({"index.html": "", "files/thesis.pdf": ""}, "pages/a.html", "/files/thesys.pdf", "/files/thesis.pdf"),
    "another folder": ({"index.html": "", "files/thesis.pdf": ""}, "pages/a.html", "../other/thesis.pdf", "../files/thesis.pdf"),
    "not two names apart": ({"index.html": "", "files/thesis.pdf": ""}, "pages/a.html", "../files/poster.pdf", None),
}


@pytest.mark.parametrize("case", MEANT)
def test_the_file_that_was_meant_is_written_as_the_page_links_to_it(case: str) -> None:
    site, page, link, meant = MEANT[case]
    text = f"[thesis]({link})\n" if page.endswith(".md") else f'<body><a href="{link}">thesis</a></body>'
    context = Context(date(2026, 1, 31), Site.from_texts({**site, page: text}))
    (finding,) = missing_files.check(read_text(text, page), {}, context)
    assert finding.suggestions == ((meant,) if meant else ())


PAPER = "https://arxiv.org/abs/2310.00001"
OTHER = "Elastic Forecasts for Glaciers"
#: A page that links to a paper on compilers, and whether the page plainly means another one.
PAPERS = {
    "an entry": ("page.md", f"- **{OTHER}.** Ada, 2024. [PDF]({PAPER})", True),
    "the title itself": ("page.md", f"- [{OTHER}]({PAPER})", True),
    "too few words": ("page.md", f"- [Elastic Forecasts]({PAPER})", False),
    "a word of the paper's in the title": ("page.md", f"- **Elastic Crash for Glaciers.** Ada, 2024. [PDF]({PAPER})", False),
    "words of the paper's beside it": ("page.md", f"- **{OTHER}.** On crash reports. Ada, 2024. [PDF]({PAPER})", False),
    "a heading above a line": ("page.md", f"## {OTHER}\n\n[PDF]({PAPER}) Ada Weber and others in it\n", True),
    "a heading above a paragraph": ("page.md", f"## {OTHER}\n\n[PDF]({PAPER}) {'and the others ' * 5}\n", False),
    "a page about one paper": ("page.md", f"---\ntitle: {OTHER}\nvenue: A\nauthors: B\n---\n[PDF]({PAPER})", True),
    "a page about anything": ("page.md", f"---\ntitle: {OTHER}\nvenue: A\n---\n[PDF]({PAPER})", False),
    "a field of an entry": ("a.yml", f"- title: {OTHER}\n  a:\n    b:\n      url: {PAPER}\n", True),
    "a field deep below one": ("a.yml", f"- title: {OTHER}\n  a:\n    b:\n      c:\n        url: {PAPER}\n", False),
}


def _papers(path: str, page: str, title: str) -> list[str]:
    context = Context(date(2026, 1, 31), web=Web(papers={"arxiv:2310.00001": title}))
    return [finding.values["reason"] for finding in paper_titles.of_other_papers(read_text(page, path), context)]


@pytest.mark.parametrize("case", PAPERS)
def test_a_number_of_another_paper_is_reported_where_the_page_plainly_names_its_own(case: str) -> None:
    path, page, is_other = PAPERS[case]
    assert bool(_papers(path, page, "Compiler Fuzzing with Grammars and Crash Reports")) is is_other


def test_a_long_title_is_cut_and_a_short_one_says_too_little() -> None:
    page = PAPERS["an entry"][1]
    assert _papers("page.md", page, "Crash Reports") == []
    (reason,) = _papers("page.md", page, "Compiler Fuzzing " + "Crash Reports " * 6)
    assert reason.startswith('its number is that of "Compiler Fuzzing Crash Reports Crash Reports Crash Reports Crash Reports Crash…"')
