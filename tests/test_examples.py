"""The runner of examples notices every kind of wrong page, wrong mark and wrong promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rulepages import CITY, MONTH, make_rule

from profilelint import UnknownRuleError
from profilelint.authoring.examples import main, run_examples
from profilelint.authoring.grammar import Example, parse_examples
from profilelint.checks import CHECKS
from profilelint.checks.context import Check, Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.rulepages.rules import RuleError

GOOD = """\
Why.

## Reports
```markdown
From Febrary to May
     ^^^^^^^
```
```markdown fixed
From February to May
```
```markdown
Octo, Febrary
^^^^  ^^^^^^^
```
## Accepts
```markdown
February
```
```markdown
Octopus
```
"""


def failures(folder: Path, body: str, front: str = MONTH) -> list[str]:
    """What is said of a page, from "month.md:" on; it has ten lines of front matter."""
    rule = make_rule(folder, "date/month", front, body)
    other = make_rule(folder, "city/name", CITY)
    return [str(failure).removeprefix(f"{folder}/date/month.md:") for failure in run_examples(rule, [rule, other])]


def parse(folder: Path, body: str) -> tuple[Example, ...]:
    return parse_examples(make_rule(folder, "date/month", MONTH, body))


def report(page: str, info: str = "markdown") -> str:
    """A body whose first example is this one; its page begins at line 13."""
    return f"Why.\n## Reports\n```{info}\n{page}\n```\n"


def test_a_good_page(tmp_path: Path) -> None:
    assert failures(tmp_path, GOOD) == []


WRONG_PROMISES = [
    (("     ^^^^^^^\n", "     ^^^^^^\n"), "15: expected a report, got none here (columns 6-11: 'Febrar')"),
    (
        ("^^^^  ^^^^^^^", "^^^^"),
        '22: expected no report, got: "Febrary" is not a month; "February"? (columns 7-13: \'Febrary\')',
    ),
    (("From Febrary", "From Febuary"), "15: expected a report, got none here (columns 6-12: 'Febuary')"),
    (("\nFebruary\n", "\nFebrary\n"), '27: expected no report, got: "Febrary" is not a month'),
    (("From February to", "From February  to"), "18: expected the fix to make 'From February  to May\\n', got 'From February to May\\n'"),
    (("From February to", "From Febrary to"), "18: expected nothing more to fix, got 'From February to May\\n'"),
    (("Octopus", "Octopus in Turn"), "30: expected no report by another rule, got city/name: not a city Turn (columns 12-15: 'Turn')"),
    (("to May", "to Turn"), "19: expected no report by another rule, got city/name"),
    (("```markdown\nOctopus\n```\n", ""), "11: expected at least 2 examples under ## Accepts, got 1"),
    (("```markdown\nOctopus\n```\n", "## Misses\n```markdown\nOcto\n^^^^\n```\n"), "30: this miss is found now: move the example"),
    (("markdown fixed\nFrom February to May", "markdown\nOcto\n^^^^"), 'the rule has a fix: expected a "fixed" fence after an example'),
    (
        ("markdown\nOctopus", "markdown also=city/nam\nOctopus"),
        '29: also= names "city/nam", which is not a rule; did you mean "city/name"?',
    ),
    (("```markdown\nOctopus", "```yaml options\nswop: {}\n```\n```markdown\nOctopus"), 'has no option "swop"; did you mean "swap"?'),
]


@pytest.mark.parametrize(("change", "expected"), WRONG_PROMISES)
def test_a_promise_that_is_not_kept(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    assert change[0] in GOOD
    said = failures(tmp_path, GOOD.replace(*change))
    assert any(expected in failure for failure in said), said


WRONG_GRAMMAR = [
    (report("Octo\n^^^^").replace("## Reports", "## Report"), 12, '"Report" is not a section of a rule page; did you mean "Reports"?'),
    (report("Octo\n^^^^")[:-4], 13, "this fence never ends"),
    (report("Octo\n^^^^").replace("```markdown", "  ```markdown"), 13, "a fence begins at the start of its line"),
    (report("Octo\n^^^^", "markdwon"), 13, '"markdwon" is not the format of an example; did you mean "markdown"?'),
    (report("Octo\n^^^^", ""), 13, '"" is not the format of an example'),
    (report("Octo\n^^^^", "markdown pge"), 13, '"pge" is not allowed after a fence; did you mean "page"?'),
    (report("Octo\n^^^^", "markdown pth=x.md"), 13, '"pth=x.md" is not allowed after a fence; did you mean "path="?'),
    (report("Octo\n^^^^", "markdown path="), 13, '"path=" is not allowed after a fence'),
    (report("Octo\n^^^^", "markdown path=a path=b"), 13, '"path=b" is not allowed after a fence'),
    (report("Octo\n^^^^", "markdown today=2026-02-30"), 13, "today=2026-02-30 is not a date such as 2026-01-31"),
    (report("Octo\n^^^^", "markdown fixed"), 13, 'a "fixed" fence must directly follow its example'),
    (report("Octo\n^^^^", "markdown options"), 13, "options: write it in YAML"),
    (report("Octo", "markdown file=a.md"), 13, "no example follows this fence"),
    (report("a: b", "yaml options"), 13, "no example follows this fence"),
    (report("- a", "yaml options"), 13, "options must be a map of names to values"),
    (report("a: [", "yaml options"), 15, "invalid YAML"),
    (report("Octo", "markdown page file=a.md"), 13, "page cannot be combined in a fence with file"),
    (report("Octo", "markdown fixed page"), 13, "page cannot be combined in a fence with fixed"),
    (report("Octo"), 13, "an example under Reports needs marks"),
    (report("Octo\n^^^^").replace("Reports", "Accepts"), 13, "an example under ## Accepts has no marks"),
    (report("Octo").replace("Reports", "Misses"), 13, "an example under Misses needs marks"),
    (report("^^^^\nOcto"), 14, "this mark has no text above it"),
    (report("Octo\n ^^^^"), 15, "this mark has no text above it"),
    (report("Octo\n^^^^>"), 13, "a span that begins with ^^^> ends nowhere"),
    (report("Octo\n^^^^<"), 15, "a span over several lines begins with"),
    (report("Octo Octo\n^^^^>^^^^"), 15, "a span over several lines begins with"),
    (report("Octo Octo\n^^^^ ^^^>\nx\n^>\nx\n^<"), 17, "a span over several lines begins with"),
    (report("Octo\n^^ >"), 15, "a span over several lines begins with"),
    (report("a\\xc3\\xa9\n     ^^^^", "markdown escapes"), 15, "this mark covers no character"),
    (report("a\\q\n^", "markdown escapes"), 14, "an escape is one of"),
    (report("a\\ud800\n^", "markdown escapes"), 14, "\\ud800 is not a character"),
    (report("a\\UFFFFFFFF\n^", "markdown escapes"), 14, "is not a character"),
    (report("Octo\n^^^^") + "```html fixed\nOctober\n```", 17, "the example is markdown, so its fixed version cannot be html"),
    (report("Octo\n^^^^") + "```markdown fixed\nOctober\n^^\n```", 17, 'a "fixed" fence has no marks'),
    (report("Octo\n^^^^") + "```markdown fixed\nOctober\n```\n```markdown fixed\nOctober\n```", 20, "must directly follow its example"),
    (report("Octo\n^^^^") + "## Accepts\n```markdown fixed\nOctober\n```", 18, "must directly follow its example"),
    (report("x").replace("Reports", "Accepts") + "```markdown fixed\nOctober\n```", 16, "belongs to an example under Reports"),
    (report("", "text file=page.md") + "```markdown\nOcto\n^^^^\n```", 16, "the example is itself at page.md"),
]


@pytest.mark.parametrize(("body", "line", "message"), WRONG_GRAMMAR)
def test_a_page_that_breaks_the_grammar(tmp_path: Path, body: str, line: int, message: str) -> None:
    with pytest.raises(RuleError) as error:
        parse(tmp_path, body)
    assert message in error.value.message
    assert error.value.line == line
    assert any(message in failure for failure in failures(tmp_path, body))


def test_a_fix_that_the_page_denies(tmp_path: Path) -> None:
    assert "fix: none" in failures(tmp_path, GOOD, MONTH.replace("fix: safe", "fix: none"))[0]


MARKS = [
    ("a bc d\n  ^^", ["bc"]),
    ("a bc d\n^ ^^", ["a", "bc"]),
    ("abcd\n^^\n  ^^", ["ab", "cd"]),
    ("éé 𝒳𝒳\n   ^^", ["𝒳𝒳"]),
    ("> a\n>\n> b\n  ^", ["b"]),
    ("ab\n ^>\ncd\n^<", ["b\nc"]),
    ("ab\n ^>\n\ncd\n ^<\nef\n^^", ["b\n\ncd", "ef"]),
    ("ab\n^^>\ncd\n^<\n ^", ["ab\nc", "d"]),
]


@pytest.mark.parametrize(("page", "expected"), MARKS)
def test_marks(tmp_path: Path, page: str, expected: list[str]) -> None:
    (example,) = parse(tmp_path, report(page))
    text = example.page.source.text
    assert [text[span.start : span.end] for span in example.page.marks] == expected


ESCAPES = [
    (r"a\r\nb", b"a\r\nb\n", "b\n"),
    ("a\\r\nb", b"a\r\nb\n", "b\n"),
    (r"\xffb", b"\xffb\n", "b\n"),
    (r"\xef\xbb\xbfb", b"\xef\xbb\xbfb\n", "b\n"),
    (r"\u00e9\U0001F600\t\\b", "é😀\t\\b\n".encode(), "b\n"),
]


@pytest.mark.parametrize(("page", "data", "rest"), ESCAPES)
def test_escapes(tmp_path: Path, page: str, data: bytes, rest: str) -> None:
    last = page.split("\n")[-1]
    (example,) = parse(tmp_path, report(f"{page}\n{' ' * (len(last) - 1)}^", "markdown escapes"))
    source = example.page.source
    assert source.encode(source.text) == data
    (mark,) = example.page.marks
    assert source.text[mark.start :] == rest
    assert example.page.place(mark.start)[0] == 13 + len(page.split("\n"))


def test_a_mark_may_cover_all_that_is_written_for_a_character(tmp_path: Path) -> None:
    (example,) = parse(tmp_path, report("a\\xc3\\xa9b\n ^^^^^^^^", "markdown escapes"))
    assert example.page.marks == (Span(1, 2),)


def test_what_an_info_string_says(tmp_path: Path) -> None:
    body = """Why.
```
anything
```
## Reports
```text file=files/cv.pdf
```
```file=a.md
Text
```
```yaml options
case: sensitive
```
~~~~markdown page path=_pages/cv.md today=2020-02-29 also=a/b,c/d
~~~
Octo
^^^^
~~~
~~~~
```html site
Octo
^^^^
```
```bibtex
Octo
^^^^
```
"""
    first, second, third = parse(tmp_path, body)
    assert (first.page.source.path, first.today, first.also, first.whole) == ("_pages/cv.md", date(2020, 2, 29), ("a/b", "c/d"), True)
    assert first.files == {"files/cv.pdf": "", "a.md": "Text\n"}
    assert first.options == {"case": "sensitive"}
    assert first.page.source.text == "~~~\nOcto\n~~~\n"
    assert (second.name, second.format, second.files, second.options, second.whole) == ("Reports 2", "html", {}, {}, False)
    assert (third.page.source.path, third.files) == ("page.bib", None)


def test_what_a_check_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told: list[tuple[str, Context]] = []

    def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
        told.append((document.source.path, context))
        return iter(())

    monkeypatch.setitem(CHECKS, "toy", Check(check))
    body = "Why.\n## Accepts\n```markdown page today=2025-05-05\nx\n```\n```text file=b.md\n```\n```markdown path=a.md\nx\n```\n"
    rule = make_rule(tmp_path, "a/b", CITY.replace("phrases\n", "toy\n").partition("options")[0], body)
    run_examples(rule, [rule])
    (path, context), (other_path, other_context) = told
    assert (path, context.fragment, context.site) == ("page.md", False, None)
    assert [context.is_past(date(2025, 5, day)) for day in (4, 5)] == [True, False]
    assert (other_path, other_context.fragment, other_context.site is None) == ("a.md", True, False)


def test_options_before_an_example_are_for_its_own_rule(tmp_path: Path) -> None:
    extra = "```yaml options\ncase: sensitive\n```\n```markdown\nFEBRARY\n```\n"
    assert failures(tmp_path, GOOD + extra) == []


def test_other_rules_may_be_named(tmp_path: Path) -> None:
    assert failures(tmp_path, GOOD + "```markdown also=city/name\nTurn\n```\n") == []


def test_a_check_that_breaks_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
        raise IndexError("nothing there")

    monkeypatch.setattr("profilelint.checks.shared.swap.check", check)
    monkeypatch.setitem(CHECKS, "swap", Check("shared.swap.check"))
    assert failures(tmp_path, GOOD)[0].startswith("14: the check swap fails on this example: IndexError: nothing there (test_examples.py:")
    rule = make_rule(tmp_path / "b", "city/name", CITY, "## Misses\n```markdown\nTurn\n^^^^\n```")
    broken = make_rule(tmp_path, "date/month", MONTH)
    assert any("the check swap of date/month fails" in str(failure) for failure in run_examples(rule, [rule, broken]))


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suppression", "placeholder/filler-text"]) == 0
    assert capsys.readouterr().out.endswith("3 rules, 0 failures\n")
    with pytest.raises(UnknownRuleError, match='unknown rule or family "no-such-rule"'):
        main(["no-such-rule"])
