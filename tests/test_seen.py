"""What no visitor sees is a note: drafts, data that nothing shows, pages to which nothing leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from profilelint.checks.context import Context
from profilelint.core.diagnostic import Severity
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.run.engine import lint
from profilelint.run.selection import ready_rules
from profilelint.site.files import Site

RULES = ready_rules()
SLIP = "We recieve letters from many rivers every year.\n"
PAGE = f"---\ntitle: Rivers\n---\n{SLIP}"
HTML = "<html><head><title>{}</title></head><body><p>{}</p></body></html>\n"
BIB = "@article{moss2020,\n  title = {The rivers that we recieve},\n  author = {Moss, Kari},\n  year = {2020}\n}\n"
JEKYLL = {
    "_config.yml": "title: Kari Moss\n",
    "_layouts/default.html": "{{ content }}",
    "index.md": "---\ntitle: Kari Moss\n---\nRivers.\n",
}
PLAIN = {
    "index.html": HTML.format("Kari Moss", '<a href="rivers.html">Rivers</a> <a href="old/">Old</a> <a href="talks/list.html">Talks</a>')
}
BROKEN = "news: [rivers, {lakes\n"


def severest(site: Mapping[str, str], page: str) -> Severity:
    """How severe the worst is that is said about a page of a site in memory."""
    context = Context(date(2026, 1, 31), Site.from_texts(site))
    said = lint(read(Source(site[page], page)), RULES, context)
    assert said
    return max(diagnostic.severity for diagnostic in said)


def jekyll(page: str, text: str, **others: str) -> tuple[dict[str, str], str]:
    return {**JEKYLL, page: text, **{name.replace("__", "."): text for name, text in others.items()}}, page


def plain(page: str, **others: str) -> tuple[dict[str, str], str]:
    text = others.pop("text", HTML.format("Rivers", SLIP))
    return {**PLAIN, page: text, **{name.replace("__", "."): text for name, text in others.items()}}, page


SHOWN = "{% for item in site.data.news %}{{ item }}{% endfor %}"
LISTS = "{% bibliography -f papers %}"
UNSEEN = {
    "a draft of Hugo": ({"hugo.toml": "", "content/a.md": PAGE.replace("---\nWe", "draft: true\n---\nWe")}, "content/a.md"),
    "an unpublished page of Jekyll": jekyll("_pages/a.md", PAGE.replace("---\nWe", "published: false\n---\nWe")),
    "data for which nothing asks": jekyll("_data/news.yml", f"- text: {SLIP}", other__md="{{ site.data.talks }}"),
    "data of which the name is longer": jekyll("_data/news_old.yml", f"- text: {SLIP}", other__md=SHOWN),
    "a bibliography that nothing names": jekyll("_bibliography/old.bib", BIB, other__md=LISTS),
    "a broken one": jekyll("old.bib", BIB.replace("2020}", "2020")),
    "one with front matter": jekyll("old.bib", f"---\n---\n{BIB}"),
    "one that the README names": jekyll("old.bib", BIB, **{"README.md": "old.bib is old."}),
    "a page to which nothing leads": plain("draft.html"),
    "a page to which only such a page leads": plain("draft.html", **{"draft2.html": HTML.format("x", '<a href="draft.html">x</a>')}),
    "a copy of a page in another folder": plain("copies/rivers.html"),
    "a copy of the front page": plain("copies/index.html"),
    "the same name in the folder of the link": plain("list.html"),
    "Markdown without front matter": jekyll("notes.md", SLIP),
    "a name with a blank": jekyll("notes 2.md", SLIP, other__md="[notes](notes.md)"),
    "a file of Hugo that is served as it is": ({"hugo.toml": "", "static/x.html": HTML.format("x", SLIP)}, "static/x.html"),
}
SEEN = {
    "a page": jekyll("_pages/a.md", PAGE),
    "data that a page asks for": jekyll("_data/news.yml", f"- text: {SLIP}", other__md=SHOWN),
    "by another notation": jekyll("_data/news.yml", f"- text: {SLIP}", other__md=SHOWN.replace(".news", "['news']")),
    "data in a folder": jekyll("_data/news/a.yml", f"- text: {SLIP}", other__md=SHOWN),
    "a name that is worked out": jekyll("_data/news.yml", f"- text: {SLIP}", other__md="{{ site.data[page.list] }}"),
    "data where nothing asks for any": jekyll("_data/news.yml", f"- text: {SLIP}"),
    "all data": jekyll("_data/news.yml", f"- text: {SLIP}", other__md="{% assign all = site.data %}"),
    "a plugin": jekyll("_data/news.yml", f"- text: {SLIP}", **{"_plugins/a.rb": "site.data.each"}),
    "layouts from elsewhere": ({"_config.yml": "theme: minima\n", "_data/news.yml": f"- text: {SLIP}"}, "_data/news.yml"),
    "data where layouts are empty": jekyll(
        "_data/news.yml", f"- text: {SLIP}", other__md="{{ site.data.talks }}", **{"_layouts/default.html": ""}
    ),
    "data of Hugo": ({"hugo.toml": "", "data/news.yml": f"- text: {SLIP}"}, "data/news.yml"),
    "data that stops the build": jekyll("_data/news.yml", BROKEN),
    "a draft that stops the build": jekyll("_pages/a.md", PAGE.replace("title: Rivers", "published: false\ntags: [a")),
    "a bibliography of jekyll-scholar": jekyll("_bibliography/papers.bib", BIB, other__md=LISTS),
    "one of jekyll-scholar where nothing names any": jekyll("_bibliography/papers.bib", BIB),
    "the usual one": jekyll("_bibliography/references.bib", BIB),
    "one that the settings name": ({**JEKYLL, "_config.yml": "scholar:\n  bibliography: papers\n", "papers.bib": BIB}, "papers.bib"),
    "one that is linked": jekyll("papers.bib", BIB, other__md="[all](/papers.bib)"),
    "one of LaTeX": jekyll("cv/papers.bib", BIB, **{"cv/cv.tex": r"\bibliography{mine,papers}"}),
    "any, for a program": jekyll("papers.bib", BIB, **{"make.py": 'glob("*.bib")'}),
    "one beside a page of Hugo": ({"hugo.toml": "", "content/a/cite.bib": BIB}, "content/a/cite.bib"),
    "the front page": ({"index.html": HTML.format("x", SLIP)}, "index.html"),
    "a page that is linked": plain("rivers.html"),
    "a folder that is linked": plain("old/index.html"),
    "a page in a folder that is linked": plain("talks/list.html"),
    "a page behind another": plain("old/a.html", **{"old/index.html": HTML.format("x", '<a href="a.html">x</a>')}),
    "a page linked without its ending": plain("a.html", **{"rivers.html": HTML.format("x", '<a href="/a">x</a>')}),
    "a page that a script names": plain("a.html", **{"menu.js": "load('a.html')"}),
    "a whole address": plain("a.html", **{"rivers.html": HTML.format("x", '<a href="https://kari.example/a.html">x</a>')}),
    "the address of a project": plain("a.html", **{"rivers.html": HTML.format("x", '<a href="/site/a.html">x</a>')}),
    "a page of another language": plain("de/draft.html"),
    "a page of another language by its name": plain("draft_de.html"),
    "what hosts ask for": plain("404.html"),
    "a name with a blank that is linked": plain("my page.html", **{"rivers.html": HTML.format("x", '<a href="my%20page.html">x</a>')}),
    "a bibliography without a front page": ({"_config.yml": "", "old.bib": BIB}, "old.bib"),
    "a page without a front page": ({"old/draft.html": HTML.format("x", SLIP), "list.html": ""}, "old/draft.html"),
    "a page of something else": ({"mkdocs.yml": "", "docs/a.md": SLIP}, "docs/a.md"),
}


@pytest.mark.parametrize(("site", "page"), UNSEEN.values(), ids=UNSEEN)
def test_what_no_visitor_sees_is_a_note(site: Mapping[str, str], page: str) -> None:
    assert severest(site, page) is Severity.NOTE


@pytest.mark.parametrize(("site", "page"), SEEN.values(), ids=SEEN)
def test_what_visitors_may_see_is_more_than_a_note(site: Mapping[str, str], page: str) -> None:
    assert severest(site, page) > Severity.NOTE


def test_large_sites_are_not_followed() -> None:
    many = {f"a{number}.html": "" for number in range(2_001)}
    assert severest({**PLAIN, **many, "draft.html": HTML.format("x", SLIP)}, "draft.html") > Severity.NOTE
