"""`profilelint facts` lists the publications of a site, each with its places and the findings about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run, Write

pytestmark = pytest.mark.public

BIB = """\
@article{berg2018,
  author = {Berg, Ada and Tal, Ben and Ode, Cy and Alm, Dan},
  title = {Snow cover in alpine valleys},
  journal = {Journal of Snow},
  year = {2018},
  volume = {3},
  doi = {10.5555/snow.18}
}
@misc{tal2020, author = {Tal, Ben}, title = {Rainfall above coastal deserts}, eprint = {2001.01234}, year = {2020}}
"""
PAGE = "---\ntitle: Snow cover in alpine valleys\ndate: 2019-01-01\ndoi: 10.5555/snow.18\n---\nSnow.\n"


@pytest.fixture(autouse=True)
def pages(write: Write) -> None:
    write("_config.yml", "title: Snow\n")
    write("_bibliography/papers.bib", BIB)
    write("_publications/snow.md", PAGE)


def test_each_publication_has_its_places_and_findings(run: Run) -> None:
    said = run("facts", "--isolated", "--color", "never")
    assert said.code == 0
    assert [line for line in said.lines if line] == [
        "Snow cover in alpine valleys",
        "  Berg, Ada; Tal, Ben; Ode, Cy et al. · 2018 · Journal of Snow · doi:10.5555/snow.18",
        "    _bibliography/papers.bib: line 1, berg2018, 2018",
        "    _publications/snow.md: line 2, 2019",
        "      warning: The year is 2019 here, but 2018 for the same DOI in _bibliography/papers.bib, line 1; correct the wrong one "
        "[consistency/differing-year]",
        "Rainfall above coastal deserts",
        "  Tal, Ben · 2020 · arXiv:2001.01234",
        "    _bibliography/papers.bib: line 9, tal2020, 2020",
        "2 publications, 1 with findings.",
    ]


def test_programs_get_records(run: Run, site: Path) -> None:
    snow, rain = json.loads(run("facts", "--isolated", "--output-format", "json").out)
    first, second = snow["places"]
    assert (first["key"], first["people"][0], first["year"], first["doi"]) == ("berg2018", "Berg, Ada", 2018, "10.5555/snow.18")
    assert BIB[first["start"] : first["end"]].startswith("@article{berg2018,")
    assert second["filename"] == str(site / "_publications/snow.md")
    assert [found["code"] for found in second["concluded"]] == ["consistency/differing-year"]
    assert rain["places"][0]["arxiv"] == "2001.01234"


def test_a_page_has_its_publications_with_all_their_places(run: Run) -> None:
    (snow,) = json.loads(run("facts", "_publications/snow.md", "--isolated", "--output-format", "json").out)
    assert [place["row"] for place in snow["places"]] == [1, 2]


def test_a_site_without_publications(run: Run, write: Write) -> None:
    write("lab/_config.yml", "title: Lab\n")
    assert run("facts", "lab", "--isolated").lines == ["No publications."]
    assert run("facts", "nowhere", "--isolated").code == 2
