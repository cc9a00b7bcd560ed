"""Empty sections, pasted texts, missing titles: cases beyond the examples on the rules' pages."""

from __future__ import annotations

from functools import cache

import pytest
from patience import within
from rulepages import CONTEXT

from profilelint.core.source import Source
from profilelint.document import read
from profilelint.rulepages.rules import Rule, load_rule, packaged_rules
from profilelint.run.engine import lint
from profilelint.run.selection import ready


@cache
def rule(name: str) -> Rule:
    return ready(load_rule(packaged_rules() / "structure" / f"{name}.md"))


def found(name: str, text: str, path: str = "page.md") -> list[str]:
    source = Source(text, path)
    return [source.slice(said.span) for said in lint(read(source), (rule(name),), CONTEXT)]


END = "\n\n# Contact\n\nWrite to me.\n"


@pytest.mark.parametrize(
    ("section", "reports"),
    [
        ("# 🔥 News\n\n", ["🔥 News"]),
        ("# News\n\n<span class='anchor' id='contact'></span>\n", ["News"]),
        ("# News\n\n<!-- We went to Bergen by train. -->\n", ["News"]),
        ("# Prizes of my pupils\n\n<!-- * River medal, 2023 -->\n", ["Prizes of my pupils"]),
        ("# Prizes of my pupils\n\n<!-- - - River medal - - -->\n", []),
        ("# Prizes of my pupils\n\n<!-- ** River medal ** -->\n", []),
        ("title: Rivers\nlayout: page\n---\n\n<!-- We went to Bergen by train. -->\n", []),
        ("# Honors & Awards\n\n- \n", ["Honors & Awards"]),
        ("# News\n\n## 2023\n\nWe went to Bergen.\n", []),
        ("# News\n\n![Bergen](bergen.jpg)\n", []),
        ("# News\n\n```\ncode\n```\n", []),
        ("# News\n\n<div id='news'></div>\n", []),
        ("# News\n\n<i class='fa fa-star'></i>\n", []),
        ("# News\n\n{% include news.html %}\n", []),
        ("# News\n\n{{< news >}}\n", []),
        ("# [News](news.html)\n\n<!-- We went to Bergen by train. -->\n", []),
        ("# Jane Doe\n\n", []),  # a title above a subtitle, for all that is known
        ("# Rivers of Norway\n\n<!-- ===== Contact ===== -->\n", []),  # a divider
    ],
)
def test_sections(section: str, reports: list[str]) -> None:
    assert found("empty-section", f"Hello.\n\n{section}{END}") == reports


@pytest.mark.parametrize(
    ("page", "reports"),
    [
        ("# A\n\n* Role: student\n* Duties:\n* Tools: a drill\n", ["Duties:"]),
        ("# A\n\n* Duties included:\n\n# B\n\nRivers\n", ["Duties included:"]),
        ("# A\n\n* Duties included:\n\n<div class='b'>\n<h1>B</h1>\n</div>\n\nRivers\n", ["Duties included:"]),
        ("# A\n\n* Duties:\n* sampling\n* teaching\n", []),  # siblings may be meant as what it announces
        ("# A\n\n* Duties:\n  * sampling\n", []),
        ("# A\n\n* Buses:\n\n  Number 16 and 26.\n\n# B\n\nRivers\n", []),
        ("# A\n\nDuties:\n\n## B\n\nRivers\n", []),
        ("# A\n\n* Visitors: <span id='count'></span>\n", []),
        ("# A\n\n* Visitors:\n\n<img src='count.png'>\n", []),
    ],
)
def test_labels(page: str, reports: list[str]) -> None:
    assert found("empty-section", page) == reports


def test_headings_in_cards_and_menus_stand_over_anything() -> None:
    card = "<td><img src='a.png'><h3>News</h3></td>"
    assert found("empty-section", f"<html><body><table><tr>{card * 3}</tr></table></body></html>", "page.html") == []
    page = "<html><body><nav><h2>News</h2></nav><h2>Awards</h2><h2>Talks</h2><p>Rivers</p></body></html>"
    assert found("empty-section", page, "page.html") == []


SENTENCE = "We measured how much water each of the valleys lost over two dry winters."


@pytest.mark.parametrize(
    ("page", "reports"),
    [
        (f"* {SENTENCE}\n* Lakes are next.\n* {SENTENCE}\n", [SENTENCE]),
        (f"## A\n\n{SENTENCE}\n\n## B\n\n{SENTENCE}\n", [SENTENCE]),
        (f"## A\n\n{SENTENCE}\n\nMore.\n\n## B\n\n{SENTENCE}\n", []),
        (f"![a](a.png)\n\n{SENTENCE}\n\n![b](b.png)\n\n{SENTENCE}\n", []),
        ("* Best paper award, Rivers and Lakes 2023\n* A talk\n* Best paper award, Rivers and Lakes 2023\n", []),
        ("* Ola Moen, Kari Lie, Per Bø, Jo Nes, Eva Li\n* A talk\n* Ola Moen, Kari Lie, Per Bø, Jo Nes, Eva Li\n", []),
        ("| a | b |\n|---|---|\n| Rivers of the far north | x |\n| Rivers of the far north | y |\n", []),
        ("* See [the slides of my talk](a.pdf) of last year\n* See [the slides of my talk](b.pdf) of last year\n", []),
    ],
)
def test_pasted_texts(page: str, reports: list[str]) -> None:
    assert found("duplicate-text", page) == reports


def lead_ins(*titles: str) -> str:
    return "\n\n".join(f"*{title}*: {SENTENCE.replace('water', f'water in year {at}')}" for at, title in enumerate(titles))


@pytest.mark.parametrize(
    ("titles", "reports"),
    [
        (("Rivers in Winter", "Lakes in Summer", "Rivers in Winter", "Rivers in Winter"), ["Rivers in Winter", "Rivers in Winter"]),
        (("My Key Findings", "My Key Findings"), []),  # a label that each entry has
        (("What I Did There", "Who Paid For It", "What I Did There", "Who Paid For It"), []),
        (("Best Paper Award", "Lakes in Winter", "Best Paper Award"), []),
        (("Abstract", "Lakes in Winter", "Abstract"), []),
    ],
)
def test_pasted_titles(titles: tuple[str, ...], reports: list[str]) -> None:
    assert found("duplicate-text", lead_ins(*titles)) == reports


@pytest.mark.parametrize(
    ("path", "front", "reports"),
    [
        ("_pages/talks.md", "layout: page\n", ["---"]),
        ("_pages/talks.md", 'title: ""\nlayout: page\n', ['title: ""']),
        ("_pages/talks.md", "title:\nlayout: page\n", ["title:"]),
        ("_pages/talks.md", "title: null\nlayout: page\n", []),
        ("_pages/talks.md", "# title: Talks\nlayout: page\n", []),
        ("_pages/talks.md", "layout: page\nredirect_to: /rivers/\n", []),
        ("index.md", "layout: page\n", []),
        ("404.md", "layout: page\n", []),
        ("_posts/2023-04-01-rivers.md", "layout: post\n", []),
        ("_talks/rivers.md", "layout: talk\n", []),
        ("content/_index.md", 'title: ""\ntype: landing\n', []),
        ("content/home/about.md", 'widget: about\ntitle: ""\n', []),
        ("feed.md", "layout: page\npermalink: /feed.xml\n", []),
    ],
)
def test_titles(path: str, front: str, reports: list[str]) -> None:
    assert found("missing-title", f"---\n{front}---\nRivers.\n", path) == reports


def test_a_page_is_named_by_its_first_heading_or_its_own_element() -> None:
    assert found("missing-title", "---\nlayout: page\n---\n\n# Talks\n\nRivers.\n", "_pages/talks.md") == []
    assert found("missing-title", "<html><head><title>{{ page.title }}</title></head></html>", "a.html") == []
    assert found("missing-title", "<html><body><svg><title></title></svg></body></html>", "a.html") == []
    assert found("missing-title", "<p>Rivers</p>", "a.html") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    ["# News\n\n" * 10_000, "# News\n<!-- We went there by train -->\n" * 10_000, "* Duties:\n" * 10_000, f"* {SENTENCE}\n" * 5_000],
    ids=["headings", "comments", "labels", "copies"],
)
def test_hostile_pages_take_their_time_and_no_more(page: str) -> None:
    document = read(Source(page, "page.md"))
    with within(10):
        lint(document, tuple(map(rule, ("empty-section", "duplicate-text", "missing-title"))), CONTEXT)


#: What safe_yaml 1.0.5, by which Jekyll reads, makes of values; what Hugo 0.152 makes of those in the second table is no different.
JEKYLL = {"12:30": "750", "1:05": "65", "190:20:30": "685230", "1,2": "12", "1,2,3": "123"}
BOTH = {"010": "8", "012345": "5349", "0777": "511"}


@pytest.mark.parametrize(("written", "number"), [*JEKYLL.items(), *BOTH.items()])
def test_numbers_of_yaml(written: str, number: str) -> None:
    path = "_data/cv.yml"
    (said,) = lint(read(Source(f"- note: {written}\n", path)), (rule("yaml-surprise"),), CONTEXT)
    assert f"number {number}" in said.message
    assert not found("yaml-surprise", f'- note: "{written}"\n', path)
    assert bool(found("yaml-surprise", f"- note: {written}\n", "data/cv.yml")) is (written in BOTH)


@pytest.mark.parametrize(
    ("data", "reports"),
    [
        ("- a b\n- C: d e\n", ["C: d e"]),
        ("- a b\n- C:\n", ["C:"]),
        ('- a b\n- C "d": \\e\n', ['C "d": \\e']),
        ("- a b\n- Ünter: e\n- 2024: f\n", ["Ünter: e", "2024: f"]),
        ("- a b\n- c: d e\n", []),  # a name as programs give them
        ("- a b\n- C: d\n  E: f\n", []),
        ("- a b\n- C: [d]\n- D: {e: f}\n- E:\n  - g\n", []),
        ("- index.md\n- About: about.md\n", []),
        ("- Home: index.md\n- About: about.md\n", []),
        ("- a b\n- 'C': d\n- D: 'e'\n", []),
        ("- name:a\n- name: b\n- http://c\n", ["name:"]),
        (f"a: 0{'7' * 5000}\nb: 1{',2' * 5000}\nc: 1{':2' * 5000}\n", []),
        ("08: 08\n09: 0912\nyear: 2020-01-01\nid: 0000-0001-0002-0003\n", []),
        ("lang: no\nfirst_name: On\nlayout: no\n", ["no", "On"]),
        ("- [no, de]\n- [yes, no]\n- [true, de]\n", ["no"]),
        ("a: b\n  - c\nd: e - f\n", []),
        ("arxiv: 2103.10550\narxiv_id: 2103.1055\nscore: 3.90\n", ["2103.10550"]),
    ],
)
def test_yaml_surprises(data: str, reports: list[str]) -> None:
    assert found("yaml-surprise", data, "_data/cv.yml") == reports


@pytest.mark.parametrize(
    ("data", "reports"),
    [
        ("- name: a\n- name:\n", ["name:"]),
        ("- name: a\n- name: ''\n  links:\n  - url:\n", ["name: ''\n  links:\n  - url:"]),
        ("- a\n- b\n-\n", ["-"]),
        ("- a\n- # b\n", ["-"]),
        ("- a\n-\n- b\n", []),  # it parts the others
        ("-\n", []),
        ("- name:\n", []),
        ("- name: a\n- name: ~\n- name: null\n- {}\n", []),
        ("name:\nurl:\n", []),
        ("- [a, '']\n", []),
    ],
)
def test_empty_records(data: str, reports: list[str]) -> None:
    assert found("empty-record", data, "_data/people.yml") == reports
