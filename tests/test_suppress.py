"""Comments that switch rules off."""

from __future__ import annotations

from pathlib import Path

import pytest
from patience import within
from rulepages import CITY, CONTEXT, MONTH, found, make_rule

from profilelint.core.source import Source
from profilelint.document import read
from profilelint.rulepages.rules import Rule
from profilelint.run.engine import lint

ABOUT = "title: t\nmessage: '{}'\nseverity: warning\ncheck: suppressions\nfix: none\nsince: '0.1'\nhidden: keep\noptions: {{about: {}}}\n"


@pytest.fixture
def rules(tmp_path: Path) -> tuple[Rule, ...]:
    return (
        make_rule(tmp_path, "date/month", MONTH),
        make_rule(tmp_path, "city/name", CITY),
        make_rule(tmp_path, "suppression/unused", ABOUT.format("{found}", "unused")),
        make_rule(tmp_path, "suppression/unknown-rule", ABOUT.format("{problem}", "unknown")),
    )


SILENT = [
    "<!-- profilelint-disable-next-line date/month -->\nFebrary\n",
    "<!-- profilelint-disable-next-line date -->\nFebrary\n",
    "<!--profilelint-disable-next-line date/month-->\nFebrary\n",
    "<!-- profilelint-disable-next-line date/month, city -->\nFebrary in Turn\n",
    "<!-- profilelint-disable-next-line date/month city/name -->\r\nFebrary in Turn\r\n",
    "<!-- profilelint-disable-next-line date/month -->\n\nFebrary\n",
    "<!-- profilelint-disable-next-line date/month -->\n<!-- profilelint-disable-next-line city -->\n\nFebrary in Turn\n",
    "Text in a paragraph\n<!-- profilelint-disable-next-line date/month -->\nFebrary\n",
    "Febrary <!-- profilelint-disable-line date/month -->\n",
    "| Febrary | Turn <!-- profilelint-disable-line date city --> |\n|---|---|\n| a | b |\n",
    "<!-- profilelint-disable date/month -->\nFebrary\n\nFebrary\n<!-- profilelint-enable date/month -->\n",
    "<!-- profilelint-disable date/month -->\nFebrary\n<!-- profilelint-enable -->\n\n<!-- profilelint-disable date/month -->\nOcto",
    "<!-- profilelint-disable date/month -->\n\nFebrary\n",
    "Febrary\n\n<!-- profilelint-disable-file date/month -->\n",
    "{% comment %} profilelint-disable-line date/month {% endcomment %} Febrary\n",
    "---\ntitle: Febrary # profilelint-disable-line date/month\n---\n",
    "---\n# profilelint-disable-next-line date/month\ntitle: Febrary\n---\n",
    "---\n# profilelint-disable-file date/month\ntitle: Talks\n---\n\nFebrary\n",
    "<!-- profilelint-disable-next-line date/month -->\n<!-- Febrary -->\n",
]


@pytest.mark.parametrize("text", SILENT)
def test_silent(rules: tuple[Rule, ...], text: str) -> None:
    assert found(text, *rules) == []


SPEAKING = [
    ("<!-- profilelint-disable-line city -->\nTurn\n", [("suppression/unused", "city"), ("city/name", "Turn")]),
    ("<!-- profilelint-disable-next-line city -->\nTurn\nTurn\n", [("city/name", "Turn")]),
    ("<!-- profilelint-disable-next-line city date -->\nTurn\n", [("suppression/unused", "date")]),
    ("Turn\n\n<!-- profilelint-disable city -->\n\nTurn\n", [("city/name", "Turn")]),
    ("<!-- profilelint-disable city -->\nTurn\n\n<!-- profilelint-enable city -->\nTurn\n", [("city/name", "Turn")]),
    ("<!-- profilelint-disable city -->\nTurn\n\n<!-- profilelint-enable date -->\nTurn\n", []),
    ("<!-- profilelint-disable city -->\n<!-- profilelint-disable city -->\nTurn\n", [("suppression/unused", "city")]),
    ("<!-- profilelint-disable-file city city -->\nTurn\n", [("suppression/unused", "city")]),
    ("<!-- profilelint-disable-next-line city -->\n", [("suppression/unused", "city")]),
    ("<!-- profilelint-disable-line cty -->\nTurn\n", [("suppression/unknown-rule", "cty"), ("city/name", "Turn")]),
    ("<!-- profilelint-disable-line -->\n", [("suppression/unknown-rule", "profilelint-disable-line")]),
    ("<!-- profilelint-disable all -->\nTurn\n", [("suppression/unknown-rule", "all"), ("city/name", "Turn")]),
    ("<!-- profilelint-ignore city -->\nTurn\n", [("suppression/unknown-rule", "profilelint-ignore"), ("city/name", "Turn")]),
    ("Use `<!-- profilelint-disable-line city -->` in Turn\n", [("city/name", "Turn")]),
    (
        "Turn <!-- profilelint-disable city --><!-- profilelint-enable city -->Turn\n",
        [("city/name", "Turn"), ("suppression/unused", "city"), ("city/name", "Turn")],
    ),
    (
        "Turn\n\nText\n<!-- profilelint-disable-line city -->\nTurn\n",
        [("city/name", "Turn"), ("suppression/unused", "city"), ("city/name", "Turn")],
    ),
    ("Turn <!-- see profilelint-disable-line city -->\n", [("city/name", "Turn")]),
    ("Turn <!-- profilelint-disable-line city\n--> Turn\nTurn\n", [("city/name", "Turn")]),
    (
        "Turn <!-- profilelint-disable-line city --> <!-- profilelint-disable-line city -->\n",
        [("suppression/unused", "city")],
    ),
    (
        "<!-- profilelint-disable-next-line city -->\n<!-- profilelint-disable-next-line city -->\nTurn\n",
        [("suppression/unused", "city")],
    ),
    (
        "<!-- profilelint-disable-next-line city -->\n  <!-- profilelint-disable-line date --> Turn\nTurn\n",
        [("suppression/unused", "date"), ("city/name", "Turn")],
    ),
    (
        "<!-- profilelint-disable-next-line city --> <!-- profilelint-disable-next-line date -->  \n \n  Turn\n",
        [("suppression/unused", "date")],
    ),
    (
        "<!-- profilelint-disable city -->\nTurn\n\n<!-- profilelint-enable city -->\n\nTurn\n\n<!-- profilelint-enable city -->\n\nTurn\n",
        [("city/name", "Turn"), ("city/name", "Turn")],
    ),
    (
        "<!-- profilelint-disable city -->\nTurn\n\n<!-- profilelint-enable -->\n\nTurn\n\n<!-- profilelint-disable city -->Turn\n",
        [("city/name", "Turn")],
    ),
    (
        "<!-- profilelint-disable city, date -->\nTurn Febrary\n\n<!-- profilelint-enable date -->\n\nTurn Febrary\n",
        [("date/month", "Febrary")],
    ),
    ("Turn\n\n<!-- profilelint-disable-file city\n", [("city/name", "Turn")]),
    ("<!-- profilelint-enable -->\nTurn\n", [("city/name", "Turn")]),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKING)
def test_speaking(rules: tuple[Rule, ...], text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, *rules) == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.yml", "title: Febrary # profilelint-disable-line date/month\n"),
        ("x.yml", "# profilelint-disable-next-line date/month\ntitle: Febrary\n"),
        ("x.yml", "# profilelint-disable date/month\ntitle: Febrary\n# profilelint-enable\n"),
        ("x.html", "<!-- profilelint-disable-next-line date/month -->\n<p>Febrary</p>\n"),
        ("x.toml", "# profilelint-disable-next-line date/month\ntitle = 'Febrary in May'\n"),
    ],
)
def test_other_formats(rules: tuple[Rule, ...], path: str, text: str) -> None:
    lines = [line for line in text.splitlines() if "profilelint" not in line or "Febrary" in line]
    bare = "\n".join(line.partition(" # ")[0] for line in lines)
    assert [rule for rule, _ in found(bare, *rules, path=path)] == ["date/month"]
    assert found(text, *rules, path=path) == []


def test_the_comment_is_no_content(tmp_path: Path) -> None:
    between = make_rule(tmp_path, "turn/between", CITY)
    assert found("Turn\n<!-- profilelint-disable-line Turn -->\nTurn\n", between) == [("turn/between", "Turn"), ("turn/between", "Turn")]
    city = make_rule(tmp_path, "turn/turn", CITY.replace("Turn,", "turn, profilelint-disable-line,"))
    assert found("<!-- profilelint-disable-line turn/turn -->\n", city) == []
    assert found("---\n# profilelint-disable-line turn\n---\n", city) == []


def test_what_does_not_run_is_neither_unused_nor_unknown(rules: tuple[Rule, ...]) -> None:
    document = read(Source("<!-- profilelint-disable-file spelling/misspelling date links -->\n", "page.md"))
    known = ("spelling/misspelling", "date/stale", "date/month", "links/dead")
    assert lint(document, rules, CONTEXT, known) == ()


def test_a_near_name_is_given(rules: tuple[Rule, ...]) -> None:
    (diagnostic,) = lint(read(Source("<!-- profilelint-disable-file date/mnth -->\n", "page.md")), rules, CONTEXT)
    assert diagnostic.message == 'This suppresses nothing: unknown rule "date/mnth"; did you mean "date/month"?'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- profilelint-disable-nextline city -->\n",
         '"profilelint-disable-nextline" is not an instruction; did you mean "disable-next-line"?'),
        ("<!-- profilelint-ignore city -->\n",
         '"profilelint-ignore" is not an instruction; known: disable, disable-file, disable-line, disable-next-line, enable'),
        ("<!-- profilelint-disable-file -->\n", '"profilelint-disable-file" must name the rules'),
    ],
)  # fmt: skip
def test_why_nothing_is_switched_off(rules: tuple[Rule, ...], text: str, message: str) -> None:
    (diagnostic,) = lint(read(Source(text, "page.md")), rules, CONTEXT)
    assert diagnostic.message == f"This suppresses nothing: {message}"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "<!-- profilelint-disable-next-line city -->\n" * 20_000,
        "<!-- profilelint-disable city -->\n" * 20_000 + "Turn\n\n" * 5_000,
        "<!-- profilelint-disable city -->\n<!-- profilelint-enable -->\n" * 10_000 + "Turn\n\n" * 5_000,
        "<!-- profilelint-disable-line " + "x " * 20_000 + "-->",
        "<!-- profilelint-disable-line x\n" * 20_000,
    ],
    ids=["next-line", "disable", "enable", "names", "never closed"],
)
def test_hostile_pages_take_no_longer(rules: tuple[Rule, ...], text: str) -> None:
    document = read(Source(text, "page.md"))
    with within(10):
        lint(document, rules, CONTEXT)
