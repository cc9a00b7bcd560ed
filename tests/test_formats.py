"""What machines read: held to the schemas of those who read it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import xmlschema

from profilelint.cli import main
from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.results import Page
from profilelint.core.source import Source, Span
from profilelint.report import FORMATS, writer
from profilelint.report.style import Style

pytestmark = pytest.mark.public

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(__file__).parent / "schemas"
TODAY = ("--today", "2026-01-31")
#: A page on which columns differ by how they are counted: 𝒜 is two units of UTF-16 and four bytes.
ASTRAL = "𝒜🎓é Febrary 2025 and\r\nthe [slides]()\r\n"


@pytest.fixture
def example(capsys, monkeypatch, tmp_path):
    """The report about the example site, or about one file."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def example(format: str, path: str = "examples/") -> str:
        main([path, "--output-format", format, *TODAY])
        return capsys.readouterr().out

    return example


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def checked(name: str, value: object) -> None:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(value)


def test_sarif_fits_its_schema(example):
    log = json.loads(example("sarif"))
    checked("sarif-2.1.0.json", log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) > 20
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert (ROOT / place["artifactLocation"]["uri"]).is_file()
    assert all(rule["help"]["markdown"] and rule["shortDescription"]["text"] for rule in rules)
    assert any("fixes" in result for result in run["results"])
    marks = [result["partialFingerprints"]["profilelint/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


def test_rdjsonl_fits_its_schema(example):
    records = [json.loads(line) for line in example("rdjsonl").splitlines()]
    assert len(records) > 20
    for record in records:
        checked("rdjson-Diagnostic.json", record)


def test_junit_fits_its_schema(example):
    xmlschema.XMLSchema(str(SCHEMAS / "junit.xsd")).validate(example("junit"))
    xmlschema.XMLSchema(str(SCHEMAS / "junit.xsd")).validate(example("junit", "examples/_config.yml"))


def test_gitlab_has_what_gitlab_asks_for(example):
    """https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format"""
    records = json.loads(example("gitlab"))
    assert len(records) > 20
    for record in records:
        assert record["description"].startswith(record["check_name"])
        assert record["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not record["location"]["path"].startswith((".", "/"))
        assert record["location"]["positions"]["begin"]["line"] >= 1
    assert len({record["fingerprint"] for record in records}) == len(records)


@pytest.mark.parametrize("format", ["gitlab", "json"])
def test_nothing_is_an_empty_array(run, write, format):
    write("a.md", "Hello.\n")
    assert json.loads(run("a.md", "--output-format", format).out) == []


def test_lines_have_offsets(example):
    records = [json.loads(line) for line in example("jsonl").splitlines()]
    assert len(records) > 20
    for record in records:
        text = (ROOT / record["path"]).read_text(encoding="utf-8")
        assert record["version"] == 1
        start, end = record["span"]
        lines = text[:start].split("\n")
        assert (len(lines), len(lines[-1]) + 1) == (record["location"]["row"], record["location"]["column"])
        assert end > start


def test_columns_are_counted_as_each_reader_counts(run, write):
    write("a.md", ASTRAL)
    code_points = ASTRAL.index("Feb") + 1
    (log,) = json.loads(run("a.md", "--output-format", "sarif").out)["runs"]
    (result, _) = log["results"]
    assert log["columnKind"] == "unicodeCodePoints"
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 1,
        "startColumn": code_points,
        "endLine": 1,
        "endColumn": code_points + len("Febrary"),
    }
    (change,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    start, end = change["deletedRegion"]["startColumn"] - 1, change["deletedRegion"]["endColumn"] - 1
    line = ASTRAL.partition("\r")[0]
    assert (line[:start] + change["insertedContent"]["text"] + line[end:]).startswith("𝒜🎓é February 2025")
    first = json.loads(run("a.md", "--output-format", "rdjsonl").lines[0])
    assert first["location"]["range"]["start"] == {"line": 1, "column": len(ASTRAL.partition("Feb")[0].encode()) + 1}
    assert f"col={code_points},endColumn={code_points + 7}" in run("a.md", "--output-format", "github").out


def test_annotations_are_escaped(run, write):
    write("50%, a: b.md", "See [x](y\x1b%0A.pdf) Febrary 2025\n")
    (line,) = [line for line in run(".", "--output-format", "github").lines if "misspelled-month" in line]
    assert line.startswith("::error file=50%25%2C a%3A b.md,line=1,")
    assert re.fullmatch(r"::error [^:]*::[^\x00-\x1f]*", line)


def test_a_message_over_several_lines_stays_in_its_annotation():
    source = Source("Tides.\n", "50%, a: b.md")
    place = source.position(0)
    message = "first, at 50%: so\r\nsecond"
    found = Diagnostic("own/rule", Severity.NOTE, message, source.path, Span(0, 5), place, source.position(5))
    (line,) = writer("github")([Page(source, (found,))], Style(), ())
    assert line.startswith("::notice file=")
    assert "50%25%2C a%3A b.md,line=1," in line
    assert line.endswith("::first, at 50%25: so%0D%0Asecond")


def test_annotations_begin_with_the_worst(example):
    kinds = [line[2:].partition(" ")[0] for line in example("github").splitlines()]
    assert kinds == sorted(kinds, key=("error", "warning", "notice").index)


def test_an_annotation_over_several_lines_has_no_columns(run, write):
    write("a.md", "Text.\n\n<!-- not closed\n\nmore\n")
    (line,) = run("a.md", "--output-format", "github", "--select", "markup/unclosed-comment").lines
    assert ("col=" in line) == (re.search(r"line=(\d+),endLine=\1,", line) is not None)


def test_in_a_workflow_annotations_are_usual_and_the_job_gets_a_summary(run, write, site, monkeypatch):
    write("a|b.md", "Febrary <b>2025\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(site / "summary"))
    (site / "summary").write_text("What another step said.\n")
    assert run(".").lines[0].startswith("::error ")
    summary = (site / "summary").read_text()
    assert summary.startswith("What another step said.\nprofilelint found 1 error")
    assert "| a\\|b.md:1:1 | error: " in summary
    assert run(".", "--output-format", "concise").lines[0].startswith("a|b.md:1:1: error")


def test_several_reports_at_once(run, write, site):
    write("a.md", "Febrary 2025\n")
    said = run("a.md", "--output-file", "sarif=out.sarif", "--output-file", "junit=out.xml")
    assert "a.md:1:1: error" in said.out
    checked("sarif-2.1.0.json", json.loads((site / "out.sarif").read_text()))
    assert (site / "out.xml").read_text().startswith("<?xml")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("xml=a", "is not FORMAT=PATH"),
        ("sarif", "is not FORMAT=PATH"),
        ("sarif=none/a", "none/a: cannot be written: No such"),
    ],
)
def test_a_report_that_cannot_be_written_is_said(run, write, value, says):
    write("a.md", "Febrary 2025\n")
    said = run("a.md", "--output-file", value)
    assert said.code == 2
    assert says in said.err


def test_a_report_replaces_the_one_before_it_and_nothing_outside(run, write, site, tmp_path_factory):
    write("a.md", "Febrary 2025\n")
    write("out.jsonl", "the one before\n" * 1000)
    assert run("a.md", "--output-file", "jsonl=out.jsonl").code == 1
    assert len((site / "out.jsonl").read_text().splitlines()) == 1
    theirs = tmp_path_factory.mktemp("elsewhere") / "theirs"
    theirs.write_text("theirs")
    (site / "link").symlink_to(theirs)
    said = run("a.md", "--output-file", "jsonl=link")
    assert (said.code, theirs.read_text()) == (2, "theirs")
    assert "outside the site" in said.err
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:
        run("a.md", "--output-file", "jsonl=pipe")
        assert reader.communicate()[0].count(b"\n") == 1


def test_a_report_is_written_over_nothing_that_is_read(run, write, site):
    page, data = write("a.md", "Febrary 2025\n"), write("_data/cv.yml", "title: the the\n")
    write("_config.yml", "title: Ada\n")
    config = write(".profilelint.toml", 'ignore = ["typography"]\n')
    (site / "other.md").hardlink_to(page)
    before = {path: path.read_bytes() for path in (page, data, config)}
    for argv in (("a.md",), (".",), (), ("--fix",)):
        for path in ("a.md", "./a.md", "other.md", str(page), ".profilelint.toml", *(("_data/cv.yml",) if argv != ("a.md",) else ())):
            said = run(*argv, "--output-file", f"json={path}")
            assert (said.code, said.out) == (2, "")
            assert said.err == f"profilelint: {path}: this run reads this file, so no report is written over it\n"
    said = run("-", "--stdin-filename", "a.md", "--output-file", "json=a.md", stdin=b"Febrary 2025\n")
    assert said.err == "profilelint: a.md: this run reads this file, so no report is written over it\n"
    assert {path: path.read_bytes() for path in before} == before
    assert run("_data/cv.yml", "--output-file", "json=other.json").code == 1
    assert run("--isolated", "a.md", "--output-file", "json=.profilelint.toml").code == 1  # it is asked for, and not read


def test_two_reports_are_not_written_into_one_file(run, write, site, monkeypatch):
    write("a.md", "Febrary 2025\n")
    (site / "link.json").symlink_to("out.json")
    for one, other in (("json=out.json", "json=out.json"), ("json=out.json", "sarif=./out.json"), ("sarif=out.json", "json=x/../out.json")):
        (site / "x").mkdir(exist_ok=True)
        said = run("a.md", "--output-file", one, "--output-file", other)
        assert (said.code, said.out, (site / "out.json").exists()) == (2, "", False)
        assert said.err.endswith(": two reports cannot be written into one file\n")
    write("out.json", "[]")
    assert run("a.md", "--output-file", "json=out.json", "--output-file", "sarif=link.json").code == 2
    assert run("a.md", "--output-file", "json=/dev/null", "--output-file", "sarif=/dev/null").code == 1
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(site / "summary"))
    run("a.md", "--output-file", f"markdown={site / 'summary'}")
    assert (site / "summary").read_text().count("profilelint found 1 error") == 1


def test_grouped(run, write):
    write("a.md", "Febrary 2025\n\nTBD\n")
    assert run("a.md", "--output-format", "grouped").lines[:3] == [
        "a.md",
        '  1:1     error    Misspelt month "Febrary"; did you mean "February"? [date/misspelled-month]',
        run("a.md", "--output-format", "grouped").lines[2],
    ]


def test_on_a_terminal_grouped_wraps_between_words(write, monkeypatch):
    write("a.md", "Febrary 2025 and ![alt text](a.png)\n")
    monkeypatch.setenv("COLUMNS", "64")
    out = Terminal(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        main(["a.md", "--output-format", "grouped", "--select", "date,placeholder", "--color", "never"])
    out.flush()
    lines = out.buffer.getvalue().decode().splitlines()
    assert max(map(len, lines[:5])) <= 64
    assert lines[:2] == ["a.md", '  1:1     error    Misspelt month "Febrary"; did you mean']
    assert " ".join(lines[2].split()) == '"February"? [date/misspelled-month]'
    assert " ".join(" ".join(lines[3:6]).split()).startswith('1:20 warning Alt text "alt text" does not describe the picture;')


def test_a_fingerprint_stays_when_other_lines_change(run, write):
    def marks():
        return {record["fingerprint"] for record in json.loads(run("a.md", "--output-format", "gitlab").out)}

    write("a.md", "Febrary 2025\n\nFebrary 2024\n\nTBD\n")
    before = marks()
    write("a.md", "Some more.\n\nFebrary 2025\n\nFebrary\n2024\n\nAnd more.\n\nTBD\n")
    assert len(before) == 3
    assert marks() == before


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_breaks_no_format(run, write, format):
    write("a\u202eb.md", "Febrary\x00 2025 \udc80\n<b>]]></failure> & \ufffe Febrary\x1b 2024\n".encode("utf-8", "surrogateescape"))
    out = run(".", "--output-format", format).out
    out.encode("utf-8")
    if format == "junit":
        xmlschema.XMLSchema(str(SCHEMAS / "junit.xsd")).validate(out)
    elif format not in ("github", "markdown"):
        assert "\x1b" not in out
