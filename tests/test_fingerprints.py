"""Where phrases of packs stand on a page: a search for each of them at each place is the oracle."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profilelint.core.source import Source
from profilelint.document import read
from profilelint.rulepages.packs import load_pack, load_packs
from profilelint.rulepages.rules import RuleError
from profilelint.templates.fingerprints import Texts, hits

BOUNDED = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
PACK = "template: Mossy\nfingerprints:\n  - what: its sample\n    instead: delete it\n    certain: {}\n"
PIECES = ["moss", "Moss", "es", "of", " ", "-", "?", "_", "1", "学", "é", "e\u0301", "."]
PHRASES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join).filter(lambda text: len(" ".join(text.split())) > 2)


def found(folder: Path, phrase: str, text: str) -> tuple[str, list[int]]:
    """The folded texts of a page with one paragraph, and where the phrase is found in them."""
    path = folder / "mossy.yaml"
    path.write_text(PACK.format([phrase]), encoding="utf-8")
    page = read(Source(f"The {text} end\n", "a.md")).view(Texts)
    return page.joined, [page.starts[hit.place] + hit.start for hit in hits(page, load_packs([path]), "a.md")]


@pytest.mark.parametrize(
    ("phrase", "text", "starts"),
    [
        ("school of moss", "School of  Moss, the school of moss", [0, 20]),
        ("school of moss", "preschool of moss, school of mosses", []),
        ("(moss)", "see(moss)es", [3]),
        ("moss_", "moss_1", [0]),
        ("_moss", "1_moss", [1]),
        ("no. 1", "no. 1, no. 11, No. 1", [0, 15]),
        ("moss moss", "moss moss moss", [0, 5]),
        ("???", "moss???? moss", [4, 5]),
        ("苔藓学校", "苔藓学校里", []),
        ("苔藓学校", "在“苔藓学校”里", [2]),
        ("école", "une e\u0301cole", [4]),
    ],
)
def test_a_phrase_is_found_where_no_word_goes_on(tmp_path: Path, phrase: str, text: str, starts: list[int]) -> None:
    assert found(tmp_path, phrase, text)[1] == [len("the ") + start for start in starts]


@BOUNDED
@given(PHRASES, st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_all_places_of_a_phrase_are_found(tmp_path: Path, phrase: str, text: str) -> None:
    whole, starts = found(tmp_path, phrase, text)
    phrase = " ".join(phrase.lower().split())
    assert starts == [
        at
        for at in range(len(whole) - len(phrase) + 1)
        if whole.startswith(phrase, at)
        and not (whole[at - 1 : at].isalnum() and phrase[0].isalnum())
        and not (whole[at + len(phrase) :][:1].isalnum() and phrase[-1].isalnum())
    ]


@pytest.mark.parametrize(
    ("more", "phrases", "why"),
    [
        ("", "high: [university of moss]", "no phrase is certain, and a site is recognised only by 2 of its files and settings"),
        ("files: [_includes/moss.html]\n", "medium: [assistant]", "no phrase is certain, and a site is recognised only by 2"),
        ("files: [a.html, b.html]\n", "low: [duties]", "phrases under low only support others"),
        ("files: [a.html]\nsettings: [moss]\n", "high: [university of moss]", ""),
        ("files: [a.html]\n", "certain: [university of moss]", ""),
        ("files: [a.html, b.html]\nimages: {me.png: 943578911d6bcb5366e20392f0dce5bb98542120}\n", "low: [duties]", ""),
    ],
)
def test_a_pack_that_can_never_report_is_refused(tmp_path, more, phrases, why):
    path = tmp_path / "mossy.yaml"
    entry = f"fingerprints:\n  - what: its sample\n    instead: delete it\n    {phrases}\n"
    path.write_text(f"template: Mossy\n{more}{entry}", encoding="utf-8")
    if not why:
        assert load_pack(path).template == "Mossy"
        return
    with pytest.raises(RuleError, match=f"this pack can never report anything: {why}") as error:
        load_pack(path)
    assert error.value.line == 2 + more.count("\n")
