"""Words and patterns as rules that are data use them: checks `phrases` and `swap`."""

from __future__ import annotations

from pathlib import Path

import pytest
from patience import within
from rulepages import found, lint_text, make_rule

from profilelint.core.diagnostic import Edit
from profilelint.rulepages.rules import Rule

FRONT = "title: t\nmessage: m\nseverity: error\ncheck: {}\nfix: {}\nsince: '0.1'\noptions: {{{}}}\n"


def phrases(folder: Path, options: str) -> Rule:
    return make_rule(folder, "a/b", FRONT.format("phrases", "none", options))


def swap(folder: Path, options: str) -> Rule:
    return make_rule(folder, "a/b", FRONT.format("swap", "safe", options))


REPORTED = [
    ("phrases: [lorem ipsum]", "Lorem ipsum, lorem\nipsum", ["Lorem ipsum", "lorem\nipsum"]),
    ("phrases: [lorem ipsum]", "a **lor**em ipsum", ["lor**em ipsum"]),
    ("phrases: [foo, foo bar, bar]", "foo bar, foo baz bar", ["foo bar", "foo", "bar"]),
    ("phrases: [foo bar]", "foo  &nbsp;bar", ["foo  &nbsp;bar"]),
    ("phrases: [foo], case: sensitive", "Foo foo FOO", ["foo"]),
    ("phrases: [tbd]", "TBD. (tbd) 'tbd' tbd-", ["TBD", "tbd", "tbd", "tbd"]),
    ("phrases: [tbd], word-bounded: false", "TBDs", ["TBD"]),
    ("phrases: [待更新], word-bounded: false", "内容待更新。", ["待更新"]),
    ("patterns: ['item \\d{1,3}']", "Item 12, item x", ["Item 12"]),
    ("phrases: ['[x]'], patterns: ['a|b']", "[x] a b ab", ["[x]", "a", "b"]),
    ("phrases: [foo], in: [heading]", "# foo\n\nfoo\n", ["foo"]),
    ("phrases: [foo], in: [alt]", "![a foo](x.png) foo\n", ["foo"]),
    ("phrases: [foo], in: [link-text]", "[a foo](foo.html) foo\n", ["foo"]),
    ("phrases: [foo], in: [link-text]", "[a **foo**](x) foo\n", ["a **foo**"]),
    ("phrases: [foo], in: [link-target]", "[foo](foo bar) [foo](/foo?a) foo\n", ["foo"]),
    ("phrases: [foo], in: [link-target]", "[foo](https://foo.org/b) [x](food.html) foo\n", ["foo"]),
    ("phrases: [foo], in: [field]", "---\ntitle: My foo\n---\nfoo\n", ["foo"]),
    ("phrases: [foo], in: [comment]", "foo <!-- A foo --> foo\n", ["foo"]),
    ("phrases: [foo], whole: true", "foo\n\nA foo\n\n- foo\n\n | foo |\n", ["foo", "foo"]),
    ("phrases: [here, click here], in: [link-text], whole: true", "[here](x) [Click here](x) [here it is](x)", ["here", "Click here"]),
    ("phrases: [foo], unless: ['foo bar', 'the foo']", "foo bar, the foo, foo", ["foo"]),
]


@pytest.mark.parametrize(("options", "text", "expected"), REPORTED)
def test_reported(tmp_path: Path, options: str, text: str, expected: list[str]) -> None:
    assert [word for _, word in found(text, phrases(tmp_path, options))] == expected


ACCEPTED = [
    ("phrases: [foo]", "food, xfoo, foo_bar, @foo, #foo, foo/bar, /foo, a.foo, foo.org, foo-bar, foo@bar"),
    ("phrases: [foo]", "`foo` <b foo='foo'>x</b> $$foo$$ {{ foo }} https://foo.org/foo"),
    ("phrases: [foo], in: [link-text]", "![foo](x.png) foo"),
    ("phrases: [foo], in: [link-target], word-bounded: false", "[x]({{ foo }}/foo)"),
    ("phrases: []", "anything"),
]


@pytest.mark.parametrize(("options", "text"), ACCEPTED)
def test_accepted(tmp_path: Path, options: str, text: str) -> None:
    assert found(text, phrases(tmp_path, options)) == []


SWAPPED = [
    ("swap: {pytorch: PyTorch}", "pytorch Pytorch PYTORCH PyTorch", ["PyTorch", "PyTorch", "PyTorch"]),
    ("swap: {utilise: use}", "utilise Utilise UTILISE use", ["use", "Use", "USE"]),
    ("swap: {Carnegie Melon: Carnegie Mellon}", "Carnegie  melon", ["Carnegie Mellon"]),
    ("swap: {Iccv: ICCV}, case: sensitive", "Iccv ICCV iccv", ["ICCV"]),
    ("swap: {a: x, A: y}, case: sensitive", "a A", ["x", "y"]),
    ("swap: {i: x}", "i ı İ", ["x"]),
]


@pytest.mark.parametrize(("options", "text", "expected"), SWAPPED)
def test_swapped(tmp_path: Path, options: str, text: str, expected: list[str]) -> None:
    diagnostics = lint_text(text, swap(tmp_path, options))
    assert [d.suggestions for d in diagnostics] == [(word,) for word in expected]
    assert [d.fix and d.fix.edits for d in diagnostics] == [(Edit(d.span, word),) for d, word in zip(diagnostics, expected, strict=True)]


def test_where_it_is_not_certain_nothing_is_edited(tmp_path: Path) -> None:
    rule = swap(tmp_path, "swap: {form: [from, firm], teh: the}")
    form, teh = lint_text("form t**e**h", rule)
    assert (form.fix, form.suggestions) == (None, ("from", "firm"))
    assert (teh.fix, teh.suggestions) == (None, ("the",))


def test_hostile_pages_take_no_longer(tmp_path: Path) -> None:
    rule = phrases(tmp_path, "phrases: [foo bar, foo baz], patterns: ['a{1,40} b'], unless: ['foo bar x']")
    text = "foo bar " * 50_000 + "a" * 200_000
    with within(10):
        lint_text(text, rule)
