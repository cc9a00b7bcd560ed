"""`profilelint dates` shows the timeline of a page, and what is concluded from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run, Write

pytestmark = pytest.mark.public

CV = """\
# Anna Berg

## Education

- PhD in geology, Lund, Sept. 2022 – present
- MSc in geology, Graz, 2020.09 - 2019.06

## Posts

| From | To | What |
|---|---|---|
| 2018-03 | 2017-01 | guide in Chur |
| 2019 | now | member of the choir |

<!-- until 2016 in Bern -->
"""


def test_the_timeline_is_a_table_in_order_with_what_is_concluded(run: Run, write: Write) -> None:
    write("cv.md", CV)
    said = run("dates", "cv.md", "--isolated", "--color", "never", "--today", "2026-01-31")
    assert said.code == 0
    lines = [line.split() for line in said.lines]
    assert lines[0] == ["cv.md"]
    assert [line[:3] for line in lines if line[0].isdigit()] == [
        ["5", "2022-09", "now"], ["6", "2020-09", "2019-06"], ["12", "2018-03", "2017-01"], ["13", "2019", "now"], ["15", "…", "2016"],
    ]  # fmt: skip
    concluded = [line for line in said.lines if "error:" in line]
    assert len(concluded) == 2
    assert all("date/reversed-range" in line for line in concluded)
    assert said.lines.index(concluded[0]) == [line[:1] for line in lines].index(["6"]) + 1


def test_the_timeline_is_told_to_programs(run: Run, write: Write) -> None:
    write("cv.md", CV)
    records = json.loads(run("dates", "cv.md", "--isolated", "--output-format", "json", "--today", "2026-01-31").out)
    assert [(record["from"], record["to"], record["ongoing"], record["hidden"]) for record in records] == [
        ("2022-09", None, True, False), ("2020-09", "2019-06", False, False), ("2018-03", "2017-01", False, False),
        ("2019", None, True, False), (None, "2016", False, True),
    ]  # fmt: skip
    assert records[1]["location"] == {"row": 6, "column": 25}
    assert records[1]["under"] == ["Anna Berg", "Education"]
    assert records[1]["text"] == "MSc in geology, Graz, 2020.09 - 2019.06"
    assert [found["code"] for found in records[1]["concluded"]] == ["date/reversed-range"]
    assert [found["code"] for found in records[2]["concluded"]] == ["date/reversed-range"]


def test_dates_of_data_are_told_record_by_record(run: Run, write: Write) -> None:
    write(
        "cv.yml", "work:\n  - name: Lake Institute\n    startDate: 2019-05-01\n    endDate: Present\n  - name: Port\n    years: 2011-2013\n"
    )
    records = json.loads(run("dates", "cv.yml", "--isolated", "--output-format", "json").out)
    assert [(record["from"], record["to"], record["ongoing"], record["under"]) for record in records] == [
        ("2019-05-01", None, True, ["work"]), ("2011", "2013", False, ["work"]),
    ]  # fmt: skip


def test_the_day_that_is_given_decides(run: Run, write: Write) -> None:
    write("cv.md", "- 2019.06 - 2022.04 (now), student in Graz\n")
    said = [run("dates", "cv.md", "--isolated", "--today", day).out.count("open-and-ended") for day in ("2022-04-30", "2022-05-01")]
    assert said == [0, 1]


def test_pages_without_dates_and_files_that_are_none_are_said_so(run: Run, write: Write, site: Path) -> None:
    write("page.md", "No date at all.\n")
    assert run("dates", "page.md", "--isolated").lines == ["page.md", "  No dates."]
    said = run("dates", "none.md", "--isolated")
    assert (said.code, said.out) == (2, "")
    assert "no such file" in said.err


def test_nothing_of_a_page_moves_the_cursor(run: Run, write: Write) -> None:
    write("page.md", "- 2019 – 2021, \x1b[31mred\x1b[0m\n")
    assert "\x1b" not in run("dates", "page.md", "--isolated", "--color", "never").out


def test_what_was_said_yesterday_is_not_said_today_where_it_differs(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(write("cache/.keep").parent))
    write("cv.md", "- PhD, Lund, expected May 2027\n- Student, 2019.06 - 2022.04 (now)\n")
    said = [run("check", "cv.md", "--isolated", "--today", day).out for day in ("2027-05-31", "2027-05-31", "2027-06-01", "2022-01-31")]
    assert [(out.count("[date/stale]"), out.count("[date/open-and-ended]")) for out in said] == [(0, 1), (0, 1), (1, 1), (0, 0)]
