"""Typography: cases beyond the examples on the rules' pages."""

from __future__ import annotations

from functools import cache

import pytest
from patience import within
from rulepages import CONTEXT

from profilelint.core.diagnostic import Applicability
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.fix.fixer import apply_edits, select_fixes
from profilelint.rulepages.rules import Rule, load_rule, packaged_rules
from profilelint.run.engine import lint
from profilelint.run.selection import ready


@cache
def rules() -> tuple[Rule, ...]:
    return tuple(ready(load_rule(path)) for path in sorted((packaged_rules() / "typography").glob("*.md")))


def found(text: str, path: str = "page.md") -> list[str]:
    source = Source(text, path)
    return [source.slice(said.span) for said in lint(read(source), rules(), CONTEXT)]


def fixed(text: str, path: str = "page.md") -> str:
    source = Source(text, path)
    safe = [said for said in lint(read(source), rules(), CONTEXT) if said.fix and said.fix.applicability is Applicability.SAFE]
    edits = [edit for said in select_fixes(safe) if said.fix for edit in said.fix.edits]
    return fixed(apply_edits(text, edits), path) if edits else text


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("The flow of the river（the Elbe）is in the map.", "The flow of the river (the Elbe) is in the map."),
        ("It is in the best 0.1%，36 of them.", "It is in the best 0.1%, 36 of them."),
        ("We go to the river at 10：30 and back.", "We go to the river at 10：30 and back."),  # a time or two numbers
        ("我们\n\nWe are in the group of the river，and in the sea.", "我们\n\nWe are in the group of the river, and in the sea."),
        ("We were in the delta ，and in the sea.", "We were in the delta, and in the sea."),
        ("The maps of the river,, and of the sea.", "The maps of the river, and of the sea."),
        ("a , of b , and c", "a , of b , and c"),  # single letters are variables
        (
            "He went with rivers , lakes , dunes , seas , and the rest of it.",
            "He went with rivers, lakes, dunes, seas, and the rest of it.",
        ),
        ("She met Dr.Nilsen and Mrs.Olsen at the river.", "She met Dr. Nilsen and Mrs. Olsen at the river."),
        ("He is in the group of [Ada Nilsen](a.md)(NTNU) at the river.", "He is in the group of [Ada Nilsen](a.md) (NTNU) at the river."),
        ("The video was cut with SFX(Sound Effects) of the sea.", "The video was cut with SFX (Sound Effects) of the sea."),
        ("Intern, May 2021 -June 2022", "Intern, May 2021-June 2022"),
        ("Intern, 2021 - 2022\n\nFellow, 2019- 2020", "Intern, 2021 - 2022\n\nFellow, 2019 - 2020"),  # as the page writes them
    ],
)
def test_fixes(page: str, wanted: str) -> None:
    assert fixed(page) == wanted
    assert fixed(wanted) == wanted


@pytest.mark.parametrize(
    "page",
    [
        "He said that the river, 王小明，is long, and it is so.",
        "全部论文请见这里的列表，欢迎引用我们的工作。\n\nDeep learning，an introduction",
        "He is a professor at 北京大学（Peking University），and the maps of the river are in the archive of it.",
        "川の地図\n\nThe paper on the sand of the river is in the archive of the ministry（in Japanese）.",
        "Les rivières : une histoire ! Qui est là ?",
        "Rivières du Nord : atlas",
        "The map is at https://maps.test/a,,b and the river is in it.",
        "In `a ,b` and $x .$ there is no slip of the pen.",
        "We use min(Height), argmax(Score) and Aut(SLN) for all of it.",
        "The file is in data.Rivers.csv of the archive.",
        "He is Dr.-Ing. Nilsen, or Dr.Ing. Nilsen, as they write it there.",
        "The ratio of sand to water was 3 : 2 in the sea.",
        "src : the path to the file that is read by the program",
        "The isotope ratio of the 10- 9 samples is not known, as is 020- 794.",
        "The isbn is 978-3- 16 and the code is 12-34- 56.",
        "The well-known pre- and post-2015- and later maps of the sea.",
        "It was so long.. we never went there, and so on..",
        "Well... it is what it is.",
    ],
)
def test_accepts(page: str) -> None:
    assert found(page) == []


def test_names_and_bibliographies_are_left_alone() -> None:
    assert found("---\ntitle: Maps\nauthors: Nilsen,, A. and Olsen , B.\ntags: sand,water and rivers\n---\n") == []
    assert found("@article{nilsen, title = {The rivers , and the sea}, pages = {265- 273}}\n", "papers.bib") == []


def test_footnotes_do_not_glue_sentences() -> None:
    assert found("The river is long.<d-footnote>This is a note.</d-footnote> It ends in the sea.") == []


def test_markup_between_blank_and_mark_is_not_fixed() -> None:
    page = "<p>The maps of the <i>river </i>, and of the sea.</p>"
    assert found(page, "page.html") == [" </i>,"]
    assert fixed(page, "page.html") == page


@pytest.mark.parametrize(
    "page",
    [
        "---\nabout: Advisor：Ada Nilsen\n---\n",  # a blank behind the colon would make a map of it
        "---\nabout: [the sand，the river]\n---\n",
        "He is on <b>the river，</b>and it is long.",
        "The flow is predicted by a neural network<b>(CNN)</b> on old maps.",
        "<b>The survey of the delta is done.</b>The data are in the archive.",
    ],
)
def test_does_not_fix_what_would_break(page: str) -> None:
    assert len(found(page)) == 1
    assert fixed(page) == page


def test_fixes_quoted_values() -> None:
    assert fixed('---\nabout: "Advisor：Ada Nilsen"\n---\n') == '---\nabout: "Advisor: Ada Nilsen"\n---\n'


def test_brackets_do_not_become_a_link() -> None:
    assert fixed("The map [3]（of the river）is in the archive.") == "The map [3] (of the river) is in the archive."


def test_a_page_that_spaces_its_colons_does_so_on_purpose() -> None:
    assert found("\n\n".join(f"The {name} : it is in the map" for name in ("river", "lake", "sea", "delta", "shore", "dune"))) == []


@pytest.mark.parametrize("part", ["a(", "ab ,", "word(Some ", "，a", "a..", "12- 1", "——2022", "Prof.A", "end.The ", "a :", " " * 7 + ","])
def test_long_lines_are_read_in_linear_time(part: str) -> None:
    page = "The river is in the map. " + part * 20_000
    with within(10):
        found(page)


@pytest.mark.parametrize(("words", "is_looked_at"), [(280, True), (300, False)])
def test_a_text_so_long_is_no_sentence(words: int, is_looked_at: bool) -> None:
    assert bool(found(f"The work (with A. Berg, 2019 {'sand ' * words}\n")) is is_looked_at


def test_four_blanks_before_commas_of_one_text_are_one_report() -> None:
    assert [len(found("We went to" + " the river ," * many + " and home.\n")) for many in (3, 4)] == [3, 1]
