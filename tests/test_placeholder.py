"""Placeholders: what is reported, and what looks like one and is none."""

from __future__ import annotations

import pytest
import rulepages

from profilelint.rulepages.rules import load_rule, packaged_rules
from profilelint.run.selection import ready

RULES = {page.stem: ready(load_rule(page)) for page in packaged_rules().glob("placeholder/*.md")}


def found(rule: str, text: str, path: str = "page.md") -> list[str]:
    """What the rule reports, as it stands in the text."""
    return [words for _, words in rulepages.found(text, RULES[rule], path=path)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Lorem ipsum dolor sit amet, consectetur.\n- Real text.", ["Lorem ipsum dolor sit amet, consectetur"]),
        ("**Lorem ipsum** dolor sit amet", ["Lorem ipsum** dolor sit amet"]),
        ("<!-- Lorem ipsum dolor sit amet -->", ["Lorem ipsum dolor sit amet"]),
        ("At work since 2020. Vestibulum ante ipsum primis in faucibus. Then home.", ["Vestibulum ante ipsum primis in faucibus"]),
        ("Bacon ipsum dolor amet short ribs", ["Bacon ipsum dolor amet"]),
        ("Stumptown raw denim kitsch, keffiyeh nulla twee", ["Stumptown raw denim kitsch, keffiyeh nulla twee"]),
        ("[Lorem](/a), China and [Ipsum](/b), France", ["Lorem", "Ipsum"]),
        ("## Lorem ipsum", ["Lorem ipsum"]),
    ],
)
def test_filler_prose_is_reported_once_a_stretch(text: str, expected: list[str]) -> None:
    assert found("lorem-ipsum", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum is a garbled page of Cicero: *dolorem ipsum quia dolor sit amet*.",
        "A generator of lorem ipsum in OCaml",
        "El dolor crónico y el contrato ipso facto",
        "Nam Le, Enim Ltd. and Leo Sem met Justo Elementum in Massa.",
        "Curriculum vitae of Aurelia Magna Libero",
        "Sed quis custodiet ipsos custodes? Et in Arcadia ego. Ut pictura poesis.",
        "We ate quinoa and umami broth beside a mustache shop.",
        "Write to lorem@ipsum.com",
        "`lorem ipsum dolor sit amet` is code",
    ],
)
def test_latin_and_talk_about_filler_are_left_alone(text: str) -> None:
    assert found("lorem-ipsum", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* Skill 1\n* Skill 2\n  * Sub-skill 2.1\n\nText.\n\n* Skill 1\n* Skill 2\n", ["Skill 1", "Skill 1"]),
        ("I am a student at xxx, advised by Prof. xxx.", ["xxx", "xxx"]),
        ("TPAMI, 2024, xx (x): xxxx-xxxx.", ["xxxx-xxxx"]),
        ("Submitted to **XXXX'24**, arXiv:XXXX.XXXXX", ["XXXX'24", "arXiv:XXXX.XXXXX"]),
        ("**[Your Name]** works at [University Name], [City, Country]", ["[Your Name]", "[University Name]", "[City, Country]"]),
        ("*Coming soon...*", ["Coming soon"]),
        ("TODO: write this section", ["TODO:"]),
        ("This page is under construction!!", ["This page is under construction"]),
        ("网站建设中", ["网站建设中"]),
        ("网站建设中的问题", []),
        ("建设中", ["建设中"]),
        ("| Year | Count |\n|---|---|\n| 2024 | xxx |\n", ["xxx"]),
        ("“Rivers”, A, B, and C, *Water* 2020", ["A, B, and C"]),
        ("# Your Name", []),
        ("Your Name", ["Your Name"]),
    ],
)
def test_stand_ins_are_reported(text: str, expected: list[str]) -> None:
    assert found("filler-text", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "XXX International Symposium on Rivers\n\nVolume XXX, Part XXXI",
        "## Topic 1\n\nGroups.\n\n## Topic 2\n\nRings.",
        "* Skill 1",
        "Hepatitis A, B, C, and D: a review, 2020",
        "Let A, B, C, and D be matrices of 2020 rows",
        "My paper on rivers is coming soon to a journal near you",
        "| Date | Speaker |\n|---|---|\n| 3 May | TBD |",
        "The TODO app, TODO list and to-do notes",
        "<!-- TODO: add the new paper -->",
        "<!-- TODO -->",
        "Name the file xxx.pdf and mail it to xxx@uni.edu",
        'Write "[Your Name] application" as the subject of the e-mail',
        "<form><p>Your name</p></form>",
        "`[Your Name]` and `YOUR_NAME`",
        "* *Your Name* (2016)\n* *Spirited Away*",
        "The bridge is under construction since 2019",
        "https://[your name].github.io is a pattern",
    ],
)
def test_what_looks_like_a_stand_in_is_left_alone(text: str) -> None:
    assert found("filler-text", text) == []


def test_a_block_names_its_other_stand_ins() -> None:
    text = "- title: X\n  contents:\n    - Description 1.\n    - Description 2.\n"
    (diagnostic,) = rulepages.lint_text(text, RULES["filler-text"], path="cv.yml")
    assert [text[related.span.start : related.span.end] for related in diagnostic.related] == ["Description 2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p>See <a href="#">our paper</a> for more.</p>', ['href="#"']),
        ("[Ice cores](#) and [rivers](TODO)", ["#", "TODO"]),
        ('<li><a href="#" class="icon fa-twitter"><span class="label">Twitter</span></a></li>', ['href="#"']),
        ("[code](https://github.com) | [pdf](https://arxiv.org/)", ["https://github.com", "https://arxiv.org/"]),
        (
            "[GitHub](https://github.com/anna) | [LinkedIn](https://www.linkedin.com/in/) | [Twitter](https://twitter.com)",
            ["https://www.linkedin.com/in/", "https://twitter.com"],
        ),
        ("[profile](https://github.com/your-username)", ["https://github.com/your-username"]),
        ("[Scholar](https://scholar.google.com/citations?user=)", ["https://scholar.google.com/citations?user="]),
        ("[mail](mailto:you@example.com)", ["mailto:you@example.com"]),
        ("[site](https://username.github.io/cv)", ["https://username.github.io/cv"]),
    ],
)
def test_placeholder_links_are_reported(text: str, expected: list[str]) -> None:
    assert found("placeholder-link", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '<nav><a href="#">Research and teaching</a></nav>',
        '<ul class="menu"><li><a href="#">Group</a></li></ul><ul><li id="pg_links"><a href="#">Links</a></li></ul>',
        '<a href="#" role="button">Abstract of the paper</a> <a href="#" class="show-more">All the papers</a> <a href="#">↑</a>',
        "[Abstract of the paper](#){:.toggle}",
        "1. Go to [DBLP](https://dblp.org/)\n2. [DBLP](https://dblp.org/pid/1) has it",
        "I work at [Facebook](https://www.facebook.com) on [YouTube](https://youtube.com) clones",
        "We use [git and its largest host](https://github.com) in the course",
        "[{{ site.name }}]({{ site.url }})",
        "[paper]\n\n[paper]: {{ '/files/a.pdf' | relative_url }}",
        "https://example.com/ is a name that documentation uses",
        "[Anna](https://github.com/anna), [user names](https://docs.github.com/username)",
    ],
)
def test_links_with_a_purpose_are_left_alone(text: str) -> None:
    assert found("placeholder-link", text) == []


def test_data_about_a_tool_may_link_to_its_front_page() -> None:
    assert found("placeholder-link", "- name: Preprint server arXiv\n  author: Cornell\n  url: https://arxiv.org\n", "tools.yml") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![image](a.png) ![Alt text](b.png) ![](c.png)", ["image", "Alt text"]),
        ("<img src='a.png' alt='sym'><img src='b.png' alt=''><img src='c.png' alt='profile photo'>", ["sym"]),
        ("![Screenshot 2024-05-01 at 10.12.11.png](a.png) ![Image of a river](b.png)", ["Screenshot 2024-05-01 at 10.12.11.png"]),
    ],
)
def test_alternative_texts(text: str, expected: list[str]) -> None:
    assert found("placeholder-alt", text) == expected
