"""YAML data and front matter: PyYAML and python-frontmatter are the oracles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import frontmatter
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from patience import within
from reading import check, read_text

from profilelint.core.yamlloader import safe_loader
from profilelint.document.model import Document, Written

BOUNDED = settings(max_examples=150)

LETTERS = "ab Zé𝒳字'\"\\:#-*&!%@`{}[],|>?~.0123\t\n\r\x85\u2028\xa0\ufeff<&/"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=25)
KEYS = st.sampled_from(["title", "description", "url", "date", "weight", "über", "a b", "no", "1", "x_y"])
SCALARS = TEXTS | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12)
STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, '"', "'", "|", ">"]),
        "default_flow_style": st.booleans(),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([10, 80]),
        "line_break": st.sampled_from(["\n", "\r\n"]),
    }
)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, None if value in ([], {}) else value


def assert_same(document: Document, expected: object) -> None:
    found = {field.path: field.value for field in document.fields}
    wanted = dict(leaves(expected))
    assert {path: value for path, value in found.items() if not isinstance(wanted.get(path), date | datetime)} == {
        path: value for path, value in wanted.items() if not isinstance(value, date | datetime)
    }


@BOUNDED
@given(VALUES, STYLES, st.booleans())
def test_values_are_those_of_pyyaml(value: object, style: dict[str, object], mark: bool) -> None:
    text = yaml.dump(value, encoding=None, **style)
    document = check(read_text(("\ufeff" if mark else "") + text, "data.yml"))
    assert not document.problems
    assert_same(document, yaml.load(text, yaml.CSafeLoader))


@BOUNDED
@given(VALUES, STYLES)
def test_the_runs_of_fields_are_their_values(value: object, style: dict[str, object]) -> None:
    document = check(read_text(yaml.dump({"title": value}, encoding=None, **style), "data.yml"))
    for field in document.fields:
        if field.run and not any(mark in str(field.value) for mark in "<*`$&[\\_"):
            assert field.run.text in (field.value, str(field.value).strip("\n").rstrip())


@BOUNDED
@given(st.dictionaries(KEYS, VALUES, max_size=4), STYLES, st.integers(0, 400), TEXTS)
@example({"title": "a"}, {}, 0, "\ud800")
def test_nothing_raises(value: object, style: dict[str, object], at: int, inserted: str) -> None:
    text = "---\n" + yaml.dump(value, encoding=None, **style) + "---\nBody\n"
    check(read_text(text[:at] + inserted + text[at:], "page.md"))
    check(read_text(text[4:at] + inserted + text[at:], "data.yml"))
    check(read_text(text[:at], "page.md"))
    check(read_text(text[4:at], "data.yml"))


@BOUNDED
@given(st.text(st.sampled_from("a:-# \n'\"[]{}|>&*!é,?<")), st.sampled_from(["page.md", "data.yml"]))
def test_noise_does_not_raise(text: str, path: str) -> None:
    check(read_text(text, path))
    check(read_text("---\n" + text + "\n---\n", path))


@BOUNDED
@given(st.dictionaries(KEYS.filter(lambda key: key not in ("no", "1")), VALUES, min_size=1, max_size=4), STYLES)
def test_front_matter_is_that_of_python_frontmatter(value: object, style: dict[str, object]) -> None:
    text = "---\n" + yaml.dump(value, encoding=None, **style).replace("\r\n", "\n") + "---\nBody\n"
    document = check(read_text(text, "page.md"))
    if document.front_matter is None:
        return  # a line of dashes in a value
    assert_same(document, frontmatter.loads(text).metadata)


@pytest.mark.parametrize(
    ("text", "place", "kind", "detail"),
    [
        ("---\ntitle: A: b\n---\n", "2:9", "front-matter", "colon"),
        ("---\ntitle: 'It's'\n---\n", "2:12", "front-matter", "closing quotation mark"),
        ('---\ntitle: "It\nlayout: x\n---\n', "2:8", "front-matter", "never closed"),
        ('---\ntitle: "It\nlayout: "x"\n---\n', "2:8", "front-matter", "never closed"),
        ("---\ntitle: x\nlayout: y\n", "1:1", "front-matter", "closes it"),
        ("---\ntitle: x\nlayout y\n---\n", "3:1", "front-matter", "no colon"),
        ("---\ntitle: x\ntitle: y\n---\n", "3:1", "duplicate-key", "line 2"),
        ("---\ntitle: @x\n---\n", "2:8", "front-matter", '"@"'),
        ("---\ntitle: *x* y\n---\n", "2:8", "front-matter", '"*"'),
        ("---\na:\n\t- x\nlayout: y\n---\n", "3:1", "front-matter", "tab"),
        ("---\ntitle: a\x80b\n---\n", "2:9", "front-matter", "U+0080"),
        ("---\r\ntitle: é\r\na: [b\r\n---\r\n", "3:4", "front-matter", '"["'),
    ],
)
def test_problems_are_placed(text: str, place: str, kind: str, detail: str) -> None:
    document = check(read_text(text, "page.md"))
    [problem] = document.problems
    position = document.source.position(problem.span.start)
    assert (f"{position.line}:{position.column}", problem.kind) == (place, kind)
    assert detail in problem.detail


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule, and a paragraph.\n\n---\n",
        "---\nA note: it is a paragraph\nof two lines.\n---\n",
        "---\n\nAnother paragraph: this one.\n",
        "---",
        "---\n---\n",
        "---\n# only a comment\n---\n",
        "----\ntitle: x\n----\n",
        "\n---\ntitle: x\n---\n",
        "---\ntitle: {{ page.title }}\ndate: {{ .Date }}\n---\n",
        '---\ntitle: "{{ replace .Name "-" " " }}"\n---\n',
        "---\ntitle: !ruby/object x\n---\n",
        "---\na: &x 1\nb: *x\nc:\n  <<: *x\n  <<: *x\n---\n",
    ],
)
def test_no_problem(text: str) -> None:
    assert not check(read_text(text, "page.md")).problems


def test_what_follows_a_broken_line_is_read() -> None:
    document = check(read_text("---\ntitle: My page: a start\nlayout: single\nurl: 'https://a.org/b'\n---\nBody\n", "page.md"))
    assert [(field.path, field.value) for field in document.fields] == [
        (("title",), "My page: a start"), (("layout",), "single"), (("url",), "https://a.org/b")
    ]  # fmt: skip
    assert [link.target for link in document.links] == ["https://a.org/b"]
    assert document.front_matter is not None


def test_spans_count_code_points_in_any_newline() -> None:
    for newline in ("\n", "\r\n", "\r"):
        text = newline.join(["title: 𝒳é", 'description: "a \\"b\\"', '  c"', "bio: |", "  Zwei", "  Wörter", ""])
        document = check(read_text(text, "data.yml"))
        assert [document.text[f.span.start : f.span.end].split()[-1] for f in document.fields] == ["𝒳é", 'c"', "Wörter"]
        assert [run.text for run in document.runs] == ["𝒳é", 'a "b" c', "Zwei\nWörter"]
        assert [piece.written for piece in document.runs[1].pieces][1] is Written.ESCAPE


def test_comments_are_hidden_text() -> None:
    text = "a: 'x # no' # here is a remark\n# description: what this was about\n# key: value\n# -----\nb: x#no\n# profilelint-disable x\n"
    remarks = ["here is a remark", "what this was about"]
    document = check(read_text(text, "data.yml"))
    assert text[document.comments[0].body.start : document.comments[0].body.end] == " here is a remark"
    assert len(document.comments) == 5
    assert [(run.text, run.hidden, run.path) for run in document.runs] == [(remark, True, ()) for remark in remarks]


def test_markup_in_values_is_read_once() -> None:
    text = "description: \"See <a href='https://a.org/'>al</a> and\"\nbio: |\n    Some **bold** [link](/x).\n\n    - an item\n"
    document = check(read_text(text, "data.yml"))
    assert [run.text for run in document.runs] == ["See al and", "Some bold link.", "an item"]
    assert {run.path for run in document.runs} == {("description",), ("bio",)}
    assert [link.target for link in document.links] == ["https://a.org/", "/x"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 100_000,
        "{a: " * 50_000,
        "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(2_000)),
        "? " * 50_000,
        "# " * 200_000,
        "a: " + "'" * 200_001,
        "a:\n" * 50_000,
        "x " * 200_000,
        "!" * 100_000,
        "\ufeff" * 50_000,
        ("a: " + "\\" * 1_000 + "\n") * 100,
    ],
)
def test_hostile_data_is_read_in_time(text: str) -> None:
    with within(20):
        check(read_text(text, "data.yml"))
        check(read_text("---\n" + text + "\n---\n", "page.md"))


def test_a_collection_can_be_used_again():
    document = check(read_text("en: &base\n  page: Page\nde:\n  <<: *base\n  list: &all [a, b]\n  more: *all\n", "ui.yml"))
    assert not document.problems
    assert document.field_at("de", "more").value == "*all"


WITHOUT_LIBYAML = [
    "a:\tb\n", "a: b\tc\n", "a: b \t # c\n", "a: b\n\tc\n", "a: b\n  \tc\n", "a:\n\tb: c\n", "\ta: b\n", "- a\n-\tb\n",
    "a: [b,\tc\n\t, d]\n", "a: {b:\tc}\n", "a: |\n  b\tc\n", "a: >\n  b\n  c\n\n  d\n", "a: b\n\n  c\n   d\n", "a: 'b\tc'\n",
    "a:\t# b\n  c\n", "? a\n:\tb\n", "a: b\n---\tc\n", "a: b: c\n", "a: - b\n", 'a: "\\q"\n', "a: |b\n  c\n", "a: b\n...\nc\n",
    "a:\n- b\n c\n", "- a\nb: c\n", "a: 'b\n", "a: b\nc\nd: e\n", "a: *b c\n", "a: &b* c\n", "a: !<b c\n", "a: [b, c\n",
    "a: [b c: d: e]\n", "a: {b, c\n", 'a: "b" c\n', "a: b\n  c: d\n", "a: b\n c: d\n", "a: @b\n", "a: `b\n", "a: %b\n",
    "a:\n  b: c\n d: e\n", "a\u2028b: c\n", "a: b\x85  c\n", "a: ,b\n", "a: 'b' # c\n'd': \"e\"\n",
]  # fmt: skip


@pytest.mark.parametrize("text", WITHOUT_LIBYAML)
def test_a_reader_in_python_says_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def said() -> list[object]:
        safe_loader.cache_clear()
        document = check(read_text(text, "data.yml"))
        return [
            [(field.path, field.value, field.span) for field in document.fields],
            document.problems,
            [run.text for run in document.runs],
        ]

    expected = said()
    with monkeypatch.context() as patch:
        patch.delattr("yaml.CSafeLoader", raising=False)
        assert said() == expected
    safe_loader.cache_clear()
