"""Names are reported where something on the page, or what is known of institutions, says that they are written otherwise."""

from __future__ import annotations

import pytest
from rulepages import lint_text

from profilelint.language.edits import one_slip
from profilelint.language.pinyin import is_pinyin
from profilelint.run.selection import ready_rules

VARIANT = next(rule for rule in ready_rules() if rule.id == "spelling/name-variant")


def reported(page: str) -> list[tuple[str, str]]:
    return [(page[said.span.start : said.span.end], said.suggestions[0]) for said in lint_text(page, VARIANT)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("I studied at Shanhai Jiao Tong University.", ("Shanhai", "Shanghai")),
        ("PhD, Tsinghau University, 2020", ("Tsinghau University", "Tsinghua University")),
        ("She is at the Weizman Institute of Science.", ("Weizman", "Weizmann")),
        ("Now at John Hopkins University", ("John Hopkins University", "Johns Hopkins University")),
        ("We met in Hang zhou in May.", ("Hang zhou", "Hangzhou")),
        ("It is made with StreamingLLLM for all.", ("StreamingLLLM", "StreamingLLM")),
        ('- "F. MAstrorilli"', ("MAstrorilli", "Mastrorilli")),
        ("With [Ramesh Govidan](https://govindan.usc.edu/) I wrote it.", ("Govidan", "Govindan")),
        ("Otto Pfaffendorfer, Otto Pfaffendorfer and Otto Pfafendorfer", ("Pfafendorfer", "Pfaffendorfer")),
    ],
)
def test_variants_are_found(page: str, expected: tuple[str, str]) -> None:
    assert reported(page) == [expected]


@pytest.mark.parametrize(
    "page",
    [
        "Hunan University, Henan University, Hainan University, Hubei University, Hebei University and Jinan University",
        "Xi'an Jiaotong University, Xi’an Jiao Tong University, Shanghai Jiaotong University",
        "University of Essex, University of Sussex, University of Kent, University of Trento, University of Torino",
        "Brown University, Brawn University Press, York University and Cork University",
        "[Xiaomin Li](https://xiaoming.edu.cn), [Wei Zhang](https://weizhangg.github.io) and [Jo Smyth](https://smith.edu)",
        "[Andrei Rublyev](https://en.wikipedia.org/wiki/Andrei_Rublev)",
        "Xiaoming Zhang, Xiaoming Zhang and Xiaomin Zhang; Sara Cohen, Sara Cohen and Sarah Cohen",
        "E. McDonald, A. MacLeod, P. DeVries; the MSc, the PDFs, the IDs and the CNNs",
        "Hongkong Post and Hongkong Land",
        "https://x.org/PageAttention and `PageAttention` are not prose.",
        "PageAttention is ours, and PageAttention is fast.",
    ],
)
def test_names_that_may_be_right_are_left_alone(page: str) -> None:
    assert reported(page) == []


@pytest.mark.parametrize("page", ["University " * 20_000, "Ab Cd " * 20_000, "A. B. " * 20_000, "e\u0301" * 20_000, "[" * 20_000])
def test_hostile_pages_end(page: str) -> None:
    assert reported(page) == []


def test_slips_are_told_apart() -> None:
    slips = [one_slip(found, "shanghai") for found in ("shanhai", "shangghai", "shanghaii", "shagnhai", "shanghau", "shangxhai", "shangai")]
    assert slips == ["lost", "doubled", "doubled", "swapped", "wrong", "extra", "lost"]
    assert one_slip("shanghai", "shanghai") is one_slip("shnhai", "shanghai") is None


def test_chinese_names_are_read() -> None:
    assert all(map(is_pinyin, "xiaoming xiaomin zhejiang qianqian yuan lv".split()))
    assert not any(map(is_pinyin, "varshney govindan mastrorilli strand".split()))
