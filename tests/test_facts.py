"""The works that a site tells of: how they are read, and which places are the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from profilelint.cli import main
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.facts.reading import entries_of
from profilelint.facts.site import places_of, works_of
from profilelint.facts.work import OTHERS, Work, arxiv_in, doi_in, is_same, status_in, surname
from profilelint.site.files import Site

BIB = r"""
@string{snow = "Journal of Snow"}
% @article{none, title = {Not a work}}
@Article{berg2018,
  author = {Berg, Ada and van der Tal, Ben and G{\"o}del, Kurt and others},
  title = {{Snow} cover in {A}lpine valleys},
  journal = snow,
  volume = 3,
  year = 2018,
  doi = {https://doi.org/10.5555/Snow\_18}
}
@misc{tal2020, author = {Ben Tal}, title = {Rainfall above deserts}, eprint = {2001.01234v2}, note = {Under review}, date = {2020-02}}
@article{open, title = {An entry that is never closed
"""


def works(path: str, text: str) -> list[Work]:
    return [entry.work for entry in entries_of(read(Source(text, path)))]


def test_the_entries_of_bibtex_are_works() -> None:
    snow, rain = works("papers.bib", BIB)
    assert (snow.key, snow.kind, snow.title, snow.venue) == ("berg2018", "article", "Snow cover in Alpine valleys", "Journal of Snow")
    assert (snow.people, snow.year, snow.doi, snow.published) == (("berg", "tal", "godel", OTHERS), 2018, "10.5555/snow_18", True)
    assert (rain.arxiv, rain.year, rain.month, rain.status) == ("2001.01234", 2020, 2, "Under review")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("_publications/snow.md", "---\ntitle: Snow cover\nauthors: Ada Berg, Ben Tal\ndate: 2018-03-01\ndoi: 10.5555/18\n---\nSnow.\n"),
        (
            "content/publication/snow/index.md",
            '---\ntitle: Snow cover\nauthors:\n- Ada Berg\n- Ben Tal\ndate: "2018-03-01T00:00:00Z"\n'
            "hugoblox:\n  ids:\n    doi: 10.5555/18\n---\n",
        ),
        (
            "_data/cv.yml",
            "cv:\n  sections:\n    Publications:\n    - title: Snow cover\n      authors: [Ada Berg, Ben Tal]\n"
            "      date: 2018-03\n      doi: 10.5555/18\n",
        ),
        (
            "resume.json",
            json.dumps({"publications": [{"name": "Snow cover", "authors": "Berg, A. and Tal, B.", "releaseDate": "2018-03-01",
                                          "url": "https://doi.org/10.5555/18"}]}),
        ),
        ("_data/publications.yml", "- title: Snow cover\n  authors: Ada Berg and Ben Tal\n  year: 2018-03\n  doi: 10.5555/18\n"),
    ],
)  # fmt: skip
def test_pages_and_data_tell_of_works(path: str, text: str) -> None:
    (work,) = works(path, text)
    assert (work.title, work.people, work.year, work.month, work.doi) == ("Snow cover", ("berg", "tal"), 2018, 3, "10.5555/18")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("_pages/publications.md", "---\ntitle: Publications\n---\n"),
        ("content/publication/_index.md", "---\ntitle: Publications\n---\n"),
        ("_data/people.yml", "- name: Ada Berg\n  doi: 10.5555/18\n"),
        ("resume.json", '{"work": [{"name": "Snow cover", "releaseDate": "2018"}]}'),
    ],
)
def test_other_pages_and_lists_do_not(path: str, text: str) -> None:
    assert works(path, text) == []


def test_names_and_identifiers_are_read_as_they_are_written() -> None:
    names = ("van der Berg, Ada", "Ada van der Berg", "Berg, Jr., Ada", "Berg A.-B.", "van der Berg A")
    assert {surname(name) for name in names} == {"berg"}
    assert [surname(name) for name in ("Ömer Çelik", "C.")] == ["celik", "c"]
    assert doi_in("https://dx.doi.org/10.1016/S0140-6736(20)30183-5.") == "10.1016/s0140-6736(20)30183-5"
    assert doi_in("doi:10.5555/18", anywhere=True) == "10.5555/18"
    assert doi_in("https://example.org/10.5555/18") == ""
    assert arxiv_in("https://arxiv.org/abs/2001.01234v2") == "2001.01234"
    assert status_in("Journal of Snow (to appear)") == "to appear"
    assert status_in("Submitted to the Journal of Snow") == "Submitted"
    assert status_in("Reviews of papers submitted to journals") == ""


ENTRY = "@{kind}{{{key}, author = {{{author}}}, title = {{{title}}}, year = {{2018}}{more}}}\n"


def entry(title: str, author: str = "Berg, Ada and Tal, Ben", more: str = "", kind: str = "article", key: str = "a") -> Work:
    return works("papers.bib", ENTRY.format(kind=kind, key=key, author=author, title=title, more=more and f", {more}"))[0]


SNOW = "Snow cover in alpine valleys"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (entry("{Snow} Cover in Alpine Valleys."), True),
        (entry(SNOW, "A. Berg and B. Tal"), True),
        (entry(SNOW, "Berg, Ada and others"), True),
        (entry(SNOW, "Tal, Ben and Berg, Ada"), False),
        (entry(SNOW, "Berg, Ada and Ode, Cy and Alm, Dan"), False),
        (entry(SNOW, "Ode, Cy"), False),
        (entry(f"{SNOW}, part II"), False),
        (entry("Snow over the Alps", more="doi = {10.5555/18}"), True),
        (entry("Snow over the Alps", more="eprint = {2001.01234}"), True),
        (entry(f"{SNOW}++"), False),
        (entry("Rainfall above coastal deserts", more="doi = {10.5555/18}"), False),
        (entry("Rain", "Ode, Cy", more="doi = {10.5555/18}"), False),
    ],
)
def test_two_places_are_one_work_by_an_identifier_or_by_title_and_people(other: Work, same: bool) -> None:
    assert is_same(entry(SNOW, more="doi = {10.5555/18}, eprint = {2001.01234}"), other) is same
    assert is_same(other, entry(SNOW, more="doi = {10.5555/18}, eprint = {2001.01234}")) is same


def test_editorials_of_one_name_are_not_one_work() -> None:
    assert not is_same(entry("Editorial"), entry("Editorial"))


def test_only_what_is_published_is_read() -> None:
    page = "---\ntitle: Snow cover\n---\n"
    site = Site.from_texts(
        {
            "_config.yml": "exclude: [drafts]",
            "_publications/snow.md": page,
            "old/_publications/snow.md": page,
            "drafts/_publications/snow.md": page,
            "papers.bib": BIB,
        }
    )
    assert [work.path for work in works_of(site)] == ["_publications/snow.md", "papers.bib", "papers.bib"]


def test_what_many_places_share_is_compared_with_few_of_them() -> None:
    page = "---\ntitle: Snow cover in alpine valleys\ndoi: 10.5555/18\n---\n"
    site = Site.from_texts({"_config.yml": "", **{f"_publications/{number}.md": page for number in range(100)}})
    assert 8 < len(places_of(site, "_publications/0.md", ("doi:10.5555/18",))) < 30


def test_a_page_is_checked_again_where_another_place_of_its_work_changes(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "_config.yml").write_text("title: Snow\n")
    (site / "_publications").mkdir()
    (site / "_publications/snow.md").write_text(f"---\ntitle: {SNOW}\ndate: 2019-01-01\ndoi: 10.5555/18\n---\nSnow.\n")

    def said(year: int) -> str:
        text = f"@article{{a, author = {{Berg, Ada}}, title = {{{SNOW}}}, journal = {{Snow}}, year = {{{year}}}, doi = {{10.5555/18}}}}\n"
        (site / "papers.bib").write_text(text)
        main(["--select", "consistency", "--output-format", "concise", "."])
        return capsys.readouterr().out

    assert said(2019) == ""
    assert "The year is 2019 here, but 2018 for the same DOI in papers.bib, line 1" in said(2018)
    assert said(2019) == ""


def test_pages_about_anything_else_do_not_read_works(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import profilelint.facts.site as facts

    monkeypatch.setattr(facts, "works_of", lambda site: pytest.fail("the works were read"))
    (site / "papers.bib").write_text(BIB)
    (site / "about.md").write_text("---\ntitle: About\n---\n\nI study snow and ice.\n")
    assert main(["--no-cache", "about.md"]) == 0
