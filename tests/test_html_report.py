"""The page that `profilelint report` writes: it holds no more than it should, says what the other formats say, and its commands work."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from profilelint.report import HTML_MARK

pytestmark = pytest.mark.public

ROOT = Path(__file__).parent.parent
DAY = ("--today", "2026-01-31")
#: Markup that would run, load or close something, and marks that turn text.
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "</style><style>*{display:none}</style>",
    "<img src=x onerror=alert(3)>",
    '" onfocus="alert(4)" autofocus="',
    "'><iframe srcdoc=x></iframe>",
    "{{ 7 * 7 }}{% raw %}",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "javascript:alert(5)",
    "a\u202eb\u2066c",
)


@pytest.fixture
def report(run, site):
    """The page for the site, as the tree of its elements."""

    def report(*argv: str) -> BeautifulSoup:
        done = run("report", "-o", "report.html", *DAY, *argv)
        assert "profilelint failed" not in done.err
        return BeautifulSoup((site / "report.html").read_text(encoding="utf-8"), "html.parser")

    return report


@pytest.fixture
def examples(site):
    shutil.copytree(ROOT / "examples", site, dirs_exist_ok=True)


def texts(tag: Tag, selector: str) -> list[str]:
    return [found.get_text() for found in tag.select(selector)]


def test_hostile_text_is_text(report, write):
    for number, text in enumerate(HOSTILE):
        name = text.replace("/", "") + f"{number}.md"
        write(
            name if sys.platform != "win32" else f"{number}.md",
            f'---\ntitle: "x"\n---\n{text}\n\n{text} in Febrary 2025 {text}\n\n[a{text}]({text}.pdf)\n',
        )
    page = report(".")
    assert {tag.name for tag in page.find_all(True)} <= set(
        """a article bdi body button code del details div footer form h1 h2 h3 head header html input ins kbd label li main mark meta ol
        option p pre rect script section select span strong style summary svg table tbody td th thead title tr ul wbr""".split()
    )
    assert len(page.find_all("script")) == len(page.find_all("style")) == 1
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on") or name in ("src", "style", "srcdoc")]
    seen = page.main.get_text()
    for text in HOSTILE[:-1]:
        assert text in seen
    assert "a\\u202eb\\u2066c" in seen
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", str(page))


def test_it_loads_nothing(report, examples):
    page = report()
    links = [tag[name] for tag in page.find_all(True) for name in ("href", "src", "action", "data", "poster") if tag.has_attr(name)]
    assert links
    assert all(link.startswith("#") for link in links)
    assert not re.search(r"url\(|@import|image-set", page.style.string)
    assert not re.search(r"fetch|XMLHttp|WebSocket|import\b|innerHTML|eval|localStorage|cookie", page.script.string)


def test_its_policy_allows_what_is_in_it_and_nothing_else(report, examples):
    page = report()
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert {name: value for name, value in rules.items() if value != "'none'"} == {
        f"{name}-src": f"'sha256-{b64encode(sha256(tag.string.encode()).digest()).decode()}'"
        for name, tag in (("style", page.style), ("script", page.script))
    }
    assert rules["default-src"] == "'none'"


def test_it_says_what_the_other_formats_say(report, run, examples):
    page, records = report(), json.loads(run("--output-format", "json", *DAY).out)
    articles = page.select("article")
    assert len(articles) == len({(record["group"], record["severity"]) for record in records})
    assert sum(int(article["data-count"]) for article in articles) == len(records)
    severities = Counter(record["severity"] for record in records)
    assert {a["href"]: a.strong.string for a in page.select(".totals a")} == {
        f"#severity={severity}": str(severities[severity]) for severity in ("error", "warning", "note")
    }
    by_page = Counter(Path(record["filename"]).relative_to(Path.cwd()).as_posix() for record in records)
    rows = {row.th.get_text(): int(row.select("td")[1].contents[0]) for row in page.select(".by-page tbody tr")}
    assert rows == by_page
    assert sum(int(row.select("td")[1].contents[0]) for row in page.select(".by-family tbody tr")) == len(records)
    said = {article["id"]: article.get_text() for article in articles}
    for record in records:
        entry = said[f"finding-{record['group']}-{record['severity']}"]
        assert record["message"] in entry
        assert f":{record['location']['row']}:{record['location']['column']}" in entry


def test_one_report_in_many_places_is_one_entry(report, write):
    for number in range(40):
        write(f"page{number}.md", "In Febrary 2025.\n" * 6)
    page = report(".")
    (article,) = page.select("article")
    assert article["data-count"] == "240"
    assert len(article["data-pages"].split()) == 40
    assert texts(article, "summary") == ["239 more places"]
    shown, named = len(article.select("details pre")), len(article.select("details li.where"))
    assert f"and {239 - shown - named} more." in article.get_text()
    assert [command for command in texts(article, ".command") if "--fix" in command] == ["profilelint --fix --select date/misspelled-month"]


def test_one_cause_is_one_entry_that_says_what_differs(report, write):
    write("index.html", "<!doctype html><title>Home</title>" + "".join(f'<p><a href="talks/{n}.pdf">Talk {n}</a></p>\n' for n in range(30)))
    page = report()
    (article,) = page.select("article")
    assert article["data-count"] == "30"
    assert all(f"talks/{n}.pdf" in article.get_text() for n in range(30))


def test_each_finding_is_marked_in_its_line(report, write):
    write("a.md", "Before.\n\n" + "word " * 200 + "Febrary 2025" + " word" * 200 + "\nAfter.\n\nTBD\n\n[x]()\n")
    page = report(".")
    assert sorted(filter(None, texts(page, "mark"))) == ["Febrary", "TBD", "[x]()"]
    (line,) = (line for line in page.select(".line.reported") if "Febrary" in line.get_text())
    assert (line["data-number"], len(line.get_text()) < 300) == ("3", True)
    assert [line["data-number"] for line in line.parent.select(".line:not(.reported)")] == ["4"]


def test_of_many_lines_the_first_and_the_last_are_shown(report, write):
    lorem = (
        "Lorem ipsum dolor sit amet,\nconsectetur adipiscing elit,\nsed do eiusmod tempor\nincididunt ut labore et dolore\nmagna aliqua."
    )
    write("a.md", f"Before.\n{lorem}\nAfter.\n")
    write("b.md", f"Before.\n\n{lorem}\n\nAfter.\n")
    write("c.md", lorem)
    first, *others = report(".").article.select("pre")
    numbers = [(line.get("data-number"), "reported" in line["class"]) for line in first.select(".line")]
    reported = [("2", True), ("3", True), ("4", True), (None, False), ("6", True)]
    assert numbers == [("1", False), *reported, ("7", False)]
    assert first.select(".line")[4].string == "…"
    assert [texts(other, "mark") for other in others] == [["Lorem ipsum dolor sit amet,"]] * 2


def test_long_lines_are_cut_around_the_finding(report, write):
    write("a.md", "a" * 120 + "\n" + "In Febrary 2025 " + "b" * 400 + "\n" + "c" * 121 + "\n")
    before, line, after = texts(report(".").article, ".line")
    assert (before, after) == ("a" * 120, "c" * 120 + "…")
    assert (line[:15], line[-1], len(line)) == ("In Febrary 2025", "…", 241)


def test_errors_come_before_notes_and_rest_in_the_order_of_the_site(report, write):
    write("a.md", "<!-- In Septmber 2025 -->\n\nIn Febrary 2025.\n\nIn Decemeber 2025.\n")
    (section,) = report(".").select("section.kind")
    assert [heading.get_text().split()[0] for heading in section.select("h3")] == ["error", "error", "note"]
    assert [mark.string for mark in section.select("mark")] == ["Febrary", "Decemeber", "Septmber"]


def test_what_has_a_fix_says_what_it_changes(report, write):
    write("a.md", "In Febrary 2025.\n\nTBD\n\nThe the tide.\n")
    month, placeholder, word = report(".").select("article")
    assert [article.has_attr("data-fix") for article in (month, placeholder, word)] == [True, False, True]
    assert texts(month, ".changes li") == ["Replace Febrary with February"]
    assert "more change" not in month.get_text()
    assert not placeholder.select(".changes, .do")


def test_the_command_names_the_pages_unless_they_are_many(report, write):
    for number in range(4):
        write(f"{number}.md", "In Febrary 2025.\n")
    assert "profilelint --fix --select date/misspelled-month 0.md 1.md 2.md 3.md" in texts(report("."), "article .command")
    write("4.md", "In Febrary 2025.\n")
    page = report(".")
    assert "profilelint --fix --select date/misspelled-month" in texts(page, "article .command")
    assert not [text for text in texts(page.article, "details p") if "more" in text]


def test_it_begins_with_the_steps_of_the_terminal(report, run, examples):
    steps = [" ".join(text.split()) for text in texts(report(), ".first li")]
    said = run("--output-format", "text", *DAY).out
    assert [step.partition(" (")[0] for step in steps] == [line[5:].partition(":")[0] for line in said.splitlines() if line[:4] == "  1."]
    assert steps[0].endswith(": profilelint --fix")


def test_a_word_that_is_right_and_other_places_are_named(report, write):
    write("a.md", "We recieve it.\n\n<!-- a\n\n<!-- b -->\n\nText -->\n")
    page = report(".")
    assert "profilelint words add recieve" in texts(page, "article .command")
    assert [text for text in texts(page, ".changes li") if text.startswith("a.md:3:1: ")]


def test_a_sample_of_a_template_is_deleted_by_a_command(report, write):
    text = "This is a description of your talk, which is one like any other."
    talk = f"---\ntitle: Talk 2 on Relevant Topic in Your Field\ncollection: talks\n---\n\n{text}\n"
    write("_talks/a talk.md", talk)
    write("_talks/b\u202ec.md", talk)
    page = report(".")
    assert [text for text in texts(page, "article .command") if text.startswith("git")] == []
    write("_talks/b\u202ec.md").unlink()
    page = report(".")
    assert texts(page, "article .command") == ["git rm '_talks/a talk.md'"]
    assert page.article.has_attr("data-fix")


@pytest.mark.parametrize("name", ["page.md", "a b.md", "-x.md", "it's $(touch ran).md"])
def test_the_commands_do_what_they_say(report, run, write, site, name):
    write(name, "We recieve it in Febrary 2025.\n")
    page = report(".")
    for article in page.select("article"):
        for command in texts(article, ".command"):
            program, *argv = shlex.split(command)
            assert program == "profilelint"
            run(*argv)
    assert json.loads(run(".", "--output-format", "json").out) == []
    assert (site / name).read_text() == "We receive it in February 2025.\n"
    assert not (site / "ran").exists()


def test_a_name_that_cannot_be_shown_gets_no_command(report, write):
    write("a\u202eb.md", "In Febrary 2025.\n")
    page = report(".")
    assert texts(page, "article .command") == []
    assert "a\\u202eb.md:1:4" in page.get_text()


def test_it_explains_each_rule_once(report, examples):
    page = report()
    ids = [tag["id"] for tag in page.find_all(True) if tag.has_attr("id")]
    assert len(set(ids)) == len(ids)
    targets = {tag["popovertarget"] for tag in page.select("article [popovertarget]")}
    assert targets == {tag["id"] for tag in page.select("[popover]")}
    assert all(tag.p.get_text() in tag["id"] and len(tag.select("p")) > 2 for tag in page.select("[popover]"))
    described = [name for tag in page.find_all(True) for name in tag.get("aria-labelledby", "").split()]
    assert set(described) <= set(ids)


def test_it_is_the_same_each_time_and_everywhere(run, examples, site, monkeypatch):
    run("report", *DAY)
    first = (site / "report.html").read_bytes()
    run("report", *DAY)
    assert (site / "report.html").read_bytes() == first
    assert run("--output-format", "html", *DAY).out.encode() == first
    with monkeypatch.context() as patch:
        patch.setenv("CI", "true")
        run("report", *DAY)
        assert (site / "report.html").read_bytes() == first
    for encoding in ("cp1252", "ascii"):
        command = [sys.executable, "-P", "-m", "profilelint", "--output-format", "html", *DAY]
        printed = subprocess.run(command, cwd=site, capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding}).stdout
        assert printed.isascii()
        here, there = (BeautifulSoup(each.replace(b"\r\n", b"\n"), "html.parser") for each in (first, printed))
        assert here.get_text() == there.get_text()


def test_500_findings_take_less_than_a_megabyte_and_a_half(report, write, site):
    text = "".join(
        f"See the [slides of talk {n}](talk{n}.pdf), with {'words of others ' * 12}, and some more.\nNext line {n}.\n\n" for n in range(500)
    )
    write("index.html", "<!doctype html><title>Home</title><p>Home</p>\n")
    write("a.md", text)
    assert len(report().select("article")) > 500
    assert (site / "report.html").stat().st_size < 1_500_000


def test_a_report_is_not_a_page_of_the_site(run, write, site):
    write("a.md", "In Febrary 2025.\n")
    assert [run("report", *DAY, ".").code for _ in range(2)] == [1, 1]
    assert (site / "report.html").read_text(encoding="utf-8").startswith(HTML_MARK)
    assert run(".").lines[-3].startswith("1 file checked: 1 error")
    write("b.html", "<p>In Febrary 2025.</p>\n")
    done = run("report", "-o", "b.html", ".")
    assert (done.code, "b.html: this run reads this file" in done.err) == (2, True)


def test_exit_codes_are_those_of_check(run, write):
    write("a.md", "Hello.\n")
    done = run("report", "a.md")
    assert (done.code, done.lines) == (0, ["1 file checked: no problems found.", "Report: report.html"])
    assert "No problems found." in Path("report.html").read_text()
    write("a.md", "In Febrary 2025.\n")
    assert run("report", "a.md").code == 1
    assert run("report", "a.md", "--exit-zero").code == 0
    assert run("report", "nowhere.md").code == 2
    assert run("report", "a.md", "-o", "no/such/folder.html").code == 2


def test_another_format_on_standard_output_is_not_disturbed(run, write, site):
    write("a.md", "In Febrary 2025.\n")
    done = run("report", "a.md", "--output-format", "json")
    assert len(json.loads(done.out)) == 1
    assert done.err.splitlines()[-1] == "Report: report.html"
    assert (site / "report.html").exists()


def test_standard_input_has_a_page_too(run, site):
    done = run("report", "-", stdin=b"In Febrary 2025.\n")
    assert done.code == 1
    page = BeautifulSoup((site / "report.html").read_text(encoding="utf-8"), "html.parser")
    assert (page.h1.string, texts(page, "article .command")) == ("Report", [])


@pytest.fixture
def browser(site):
    """The page after its script ran in a browser, with something after `#` in its address."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("chromium is not installed")

    def browser(place: str) -> BeautifulSoup:
        quiet = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --no-first-run".split()
        command = [program, *quiet, f"--user-data-dir={site / '.browser'}", "--dump-dom", f"{(site / 'report.html').as_uri()}#{place}"]
        done = subprocess.run(command, capture_output=True, timeout=120)
        return BeautifulSoup(done.stdout.decode(), "html.parser")

    return browser


@pytest.mark.slow
def test_filters_are_in_its_address(report, browser, run, examples):
    report()
    records = json.loads(run("--output-format", "json", *DAY).out)
    errors = [record for record in records if record["severity"] == "error"]
    page = browser("severity=error")
    assert page.select_one("#shown").string == f"{len(errors)} of {len(records)} findings"
    assert {article["class"][0] for article in page.select("article:not([hidden])")} == {"error"}
    page = browser("q=febrary&kind=Wrong%20facts&page=_pages%2Fcv.md&fix=yes")
    assert [mark.string for mark in page.select("article:not([hidden]) mark")] == ["Febrary"]
    assert page.select_one("#none").has_attr("hidden")
    assert browser("q=nowhere").select("article:not([hidden])") == []
    assert len(browser("finding-x").select("article:not([hidden])")) == len(page.select("article"))


@pytest.mark.slow
def test_hostile_text_is_text_in_a_browser(report, browser, write):
    for number, text in enumerate(HOSTILE):
        write(f"{number}.md", f"---\ntitle: Ada\n---\n{text} in Febrary 2025 {text}\n")
    before, after = report("."), browser("")
    assert len(after.select("article")) == len(before.select("article"))
    assert Counter(tag.name for tag in after.find_all(["script", "style", "img", "iframe"])) == {"script": 1, "style": 1}
    assert after.select_one("#shown").string.endswith(" findings")


def test_without_its_package_it_says_so_before_the_run(run, write, monkeypatch):
    write("a.md", "In Febrary 2025.\n")
    for name in [name for name in sys.modules if name.startswith("jinja2") or name == "profilelint.report.html"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    for argv in (("report", "a.md"), ("a.md", "--output-format", "html"), ("a.md", "--output-file", "html=out.html")):
        done = run(*argv)
        assert (done.code, done.out) == (2, "")
        assert 'pip install "profilelint[report]"' in done.err
    assert run("a.md").code == 1
