from __future__ import annotations

import json
import re

import pytest

from profilelint.core.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Severity
from profilelint.core.results import Page
from profilelint.core.source import Source, Span
from profilelint.report import writer
from profilelint.report.groups import OTHER, SECTIONS
from profilelint.report.style import Style, style_for


def page(text: str, *spans: tuple[int, int], **values) -> Page:
    source = Source(text, values.pop("path", "page.md"))
    return Page(source, tuple(diagnostic(source, Span(*span), **values) for span in spans))


def diagnostic(source: Source, span: Span, **values) -> Diagnostic:
    given = {"rule": "a/b", "severity": Severity.ERROR, "message": "wrong", **values}
    return Diagnostic(path=source.path, span=span, start=source.position(span.start), end=source.position(span.end), **given)


def full(*pages: Page, **style) -> list[str]:
    return list(writer("text")(pages, Style(**style), ()))


def marked(text: str, found: str, **style) -> list[str]:
    """The source line and the carets under it, without the margin."""
    start = text.index(found)
    lines = full(page(text, (start, start + len(found))), **style)
    return [line.partition("| ")[2] for line in lines[1:] if "|" in line]


def test_full():
    assert full(page("one\nFebrary 2025\n", (4, 11), suggestions=("February",))) == [
        "page.md:2:1: error: wrong [a/b]",
        "  2 | Febrary 2025",
        "    | ^^^^^^^",
        '  = write "February"',
        "",
    ]


def test_reports_of_one_cause_are_one():
    a, b = page("one\ntwo\n", (0, 3), message="no a", cause="x"), page("three\n", (0, 5), message="no b", cause="x", path="b.md")
    other = page("four\n", (0, 4), message="no a", cause="y", path="c.md")
    assert [line for line in full(a, b, other) if "error" in line] == [
        "page.md:1:1: error: no a [a/b] and 1 more: b.md:1",
        "c.md:1:1: error: no a [a/b]",
    ]
    written = json.loads("".join(writer("json")([a, b, other], Style(), ())))
    assert [entry["message"] for entry in written] == ["no a", "no b", "no a"]
    assert written[0]["group"] == written[1]["group"] != written[2]["group"]


def test_what_the_message_says_is_not_said_again():
    assert not any("write" in line for line in full(page("Febrary", (0, 7), message='"February"?', suggestions=("February",))))


def test_related_places():
    lines = full(page("one\none\n", (4, 7), related=(Related(Span(0, 3), "the first time"),)))
    assert "  = page.md:1:1: the first time" in lines


def test_notes_come_last_and_in_one_line():
    source = Source("one\ntwo\n", "page.md")
    note = diagnostic(source, Span(0, 3), severity=Severity.NOTE, hidden=True)
    lines = full(Page(source, (note, diagnostic(source, Span(4, 7)))))
    assert lines[0].startswith("page.md:2:1: error")
    assert lines[-2:] == ["page.md:1:1: note: wrong (in a comment) [a/b]", ""]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("a wrong word", "wrong", ["a wrong word", "  ^^^^^"]),
        ("東京 wrong", "wrong", ["東京 wrong", "     ^^^^^"]),
        ("東京 wrong", "東京", ["東京 wrong", "^^^^"]),
        ("e\u0301te\u0301 wrong", "wrong", ["e\u0301te\u0301 wrong", "    ^^^^^"]),
        ("\ta\twrong", "wrong", ["\ta\twrong", "\t \t^^^^^"]),
        ("a\u200bb", "\u200b", ["a\\u200bb", " ^^^^^^"]),
        ("نام\u200cها x", "x", ["نام\u200cها x", "      ^"]),
        ("bad \x1b[31m red", "red", ["bad \\x1b[31m red", "             ^^^"]),
        ("a \u202eb", "b", ["a \\u202eb", "        ^"]),
        ("a \udcff b", "\udcff", ["a \ufffd b", "  ^"]),
        ("e\u0301 x", "\u0301", ["e\u0301 x", "^"]),
        ("end\r\nnext", "\r\n", ["end", "   ^"]),
        ("end\nnext", "\n", ["end", "   ^"]),
    ],
)
def test_carets_stand_under_what_is_meant(text, found, expected):
    assert marked(text, found)[:2] == expected


def test_a_span_at_the_end_of_the_text():
    assert full(page("abc", (3, 3)))[1:3] == ["  1 | abc", "    |    ^"]
    assert full(page("", (0, 0)))[1:3] == ["  1 |", "    | ^"]


def test_a_span_over_several_lines():
    text = "a <b\nc\nd\ne> f\n"
    assert full(page(text, (2, 11)))[1:-1] == ["  1 | a <b", "    |   ^^", "  .", "  4 | e> f", "    | ^^"]
    assert full(page("a\nb\n", (0, 3)))[1:-1] == ["  1 | a", "    | ^", "  2 | b", "    | ^"]
    assert full(page("a\nb\n", (0, 2)))[1:-1] == ["  1 | a", "    | ^"]


@pytest.mark.parametrize("at", [0, 30, 500, 960, 994])
def test_long_lines_are_cut_around_what_is_meant(at):
    text = "".join(chr(97 + number % 26) for number in range(1000))
    text = f"{text[:at]}WRONG{text[at + 5 :]}"
    line, carets = marked(text, "WRONG", columns=80)
    assert len(line) <= 76
    assert line[carets.index("^") :].startswith("WRONG")
    assert line.startswith("…") == (at > 30)
    line, carets = marked(text, "WRONG", columns=80, unicode=False)
    assert line.isascii()
    assert line[carets.index("^") :].startswith("WRONG")


def test_a_million_characters_in_a_line():
    lines = marked("x" * 1_000_000, "x" * 900_000, columns=80)
    assert all(len(line) < 80 for line in lines)


def test_concise():
    found = page("a\nbc\n", (2, 4), message="wrong\n\x1b[2Jhere", path="a\x07.md")
    assert list(writer("concise")([found], Style(color=True), ())) == ["a\\x07.md:2:1: error a/b wrong\\x0a\\x1b[2Jhere"]


@pytest.mark.parametrize("output", ["text", "concise", "json"])
@pytest.mark.parametrize("color", [False, True])
def test_nothing_of_a_page_reaches_the_terminal_raw(output, color):
    evil = "\x1b]0;pwned\x07\x9b31m\u202e\x08\r\udc80"
    found = page(evil, (0, len(evil)), message=evil, path=f"{evil}.md", suggestions=(evil,), related=(Related(Span(0, 1), evil),))
    text = "\n".join(writer(output)([found], Style(color=color), ()))
    rest = re.sub(r"\x1b\[[0-9;]*m", "", text) if color else text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", rest)


def test_json_has_the_shape_that_scripts_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fix = Fix((Edit(Span(4, 11), "February"),), Applicability.SAFE)
    values = {"suggestions": ("February",), "url": "https://rules.test/a/b"}
    pages = [page("one\nFebrary\n", (4, 11), fix=fix, **values), page("x"), page("y", (0, 1), hidden=True, severity=Severity.NOTE)]
    assert json.loads("\n".join(writer("json")(pages, Style(), ()))) == [
        {
            "code": "a/b",
            "severity": "error",
            "message": "wrong",
            "filename": str(tmp_path / "page.md"),
            "location": {"row": 2, "column": 1},
            "end_location": {"row": 2, "column": 8},
            "hidden": False,
            "fix": {
                "applicability": "safe",
                "message": 'Write "February"',
                "edits": [{"content": "February", "location": {"row": 2, "column": 1}, "end_location": {"row": 2, "column": 8}}],
            },
            "suggestions": ["February"],
            "url": "https://rules.test/a/b",
            "group": "b3fd13f22dbd",
        },
        {
            "code": "a/b",
            "severity": "note",
            "message": "wrong",
            "filename": str(tmp_path / "page.md"),
            "location": {"row": 1, "column": 1},
            "end_location": {"row": 1, "column": 2},
            "hidden": True,
            "fix": None,
            "suggestions": [],
            "url": None,
            "group": "b3fd13f22dbd",
        },
    ]


def said_on(*pages_and_messages):
    """Pages a.md, b.md, … with an error on each line, of these messages."""
    made = []
    for name, messages in zip("abcdefgh", pages_and_messages, strict=False):
        source = Source("x\n" * len(messages), f"{name}.md")
        spans = [Span(2 * line, 2 * line + 1) for line in range(len(messages))]
        diagnostics = [
            Diagnostic(rule, Severity.ERROR, message, source.path, span, source.position(span.start), source.position(span.end))
            for span, (rule, message) in zip(spans, messages, strict=True)
        ]
        made.append(Page(source, tuple(diagnostics)))
    return made


def test_what_says_the_same_is_said_once_with_its_places():
    same, other = ("date/x", "no month"), ("date/x", "no day")
    pages = said_on([same, other, same], [same], [other, same])
    text = [line for line in writer("text")(pages, Style(), ()) if "date/x" in line]
    assert text == [
        "a.md:1:1: error: no month [date/x] and 3 more: a.md:3, b.md:1, c.md:2",
        "a.md:2:1: error: no day [date/x] and 1 more: c.md:1",
    ]
    assert [line.split("  ")[1] for line in writer("grouped")(pages, Style(), ()) if line.startswith("  ")] == ["1:1", "2:1"]
    rows = [line for line in writer("markdown")(pages, Style(), ()) if "date/x" in line]
    assert [row.split(" | ")[0] for row in rows] == ["| a.md:1:1 and 3 more", "| a.md:2:1 and 1 more"]
    assert len([*writer("concise")(pages, Style(), ())]) == 6
    groups = [json.loads(line)["group"] for line in writer("jsonl")(pages, Style(), ())]
    assert [groups.index(group) for group in groups] == [0, 1, 0, 0, 1, 0]


def test_many_come_in_the_order_of_what_to_do_and_are_folded_on_a_terminal():
    rules = ["spelling/a", "own/rule", "placeholder/a", "date/a", "link/a", "placeholder/foreign-id", "access/a"]
    pages = said_on(*([(rule, f"{rule} {number}") for number in range(8)] for rule in rules))
    lines = [*writer("text")(pages, Style(), ())]
    titles = [line for line in lines if line.endswith("reports)")]
    assert [title.rpartition(" (")[0] for title in titles] == [*(title for title, _ in SECTIONS), OTHER]
    assert len([line for line in lines if ": error:" in line]) == 56
    folded = [*writer("text")(pages, Style(folds=True), ())]
    assert len([line for line in folded if ": error:" in line]) == 35
    assert next(line for line in folded if line.startswith("…")) == "… and 3 more reports: 3 placeholder/foreign-id"
    assert folded[-2:] == ["Show all: profilelint --all", ""]


def test_a_long_message_is_wrapped_between_words():
    (page,) = said_on([("date/x", "word " * 40 + "end")])
    lines = next(iter(writer("text")([page], Style(columns=60, wraps=True), ()))).split("\n")
    assert all(len(line) <= 60 for line in lines)
    assert " ".join(line.strip() for line in lines) == f"a.md:1:1: error: {'word ' * 40}end [date/x]"


def test_json_of_nothing():
    assert json.loads("\n".join(writer("json")([], Style(), ()))) == []


class Stream:
    encoding = "utf-8"

    def __init__(self, tty: bool) -> None:
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


@pytest.mark.parametrize(
    ("color", "environ", "tty", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_color(color, environ, tty, expected):
    assert style_for(Stream(tty), color, environ).color is expected


def test_color_reaches_text_only(run, write):
    write("page.md", "TBD\n")
    assert "\x1b[" in run("page.md", "--color", "always").out
    assert "\x1b" not in run("page.md", "--color", "always", "--output-format", "json").out
    assert "\x1b" not in run("page.md").out
