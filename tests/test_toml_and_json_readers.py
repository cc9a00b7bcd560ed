"""TOML and JSON data: tomllib and json are the oracles."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from datetime import time as clock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import within
from reading import check, read_text

from profilelint.document.model import Document

BOUNDED = settings(max_examples=150)

LETTERS = "ab Zé𝒳字'\"\\:#-{}[],=/.<&\n\t\r\u2028\xa0"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=20)
KEYS = st.sampled_from(["title", "description", "url", "date", "über", "a b", "1", "x_y"])
SCALARS = TEXTS | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    else:
        yield path, None if value in ([], {}) else value


def values(document: Document) -> dict[tuple[str | int, ...], object]:
    return {field.path: field.value for field in document.fields}


def toml(value: object, path: tuple[str, ...] = (), inline: bool = False) -> str:
    """A writer of TOML: Python's own strings are basic strings, but for a few escapes."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        if "'" not in value and not any(character in value for character in "\n\r\t") and len(value) % 2:
            return f"'{value}'"
        return json.dumps(value, ensure_ascii=len(value) % 3 == 0 and value.isascii())
    if isinstance(value, list):
        return "[" + ", ".join(toml(inner, inline=True) for inner in value) + "]"
    if isinstance(value, dict) and inline:
        return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {toml(inner, inline=True)}" for key, inner in value.items()) + "}"
    if isinstance(value, dict):
        name = ".".join(json.dumps(key, ensure_ascii=False) for key in path)
        lines = [f"[{name}]  # table"] if path else []
        lines += [f"{json.dumps(k, ensure_ascii=False)} = {toml(v, inline=True)}" for k, v in value.items() if not isinstance(v, dict)]
        return "\n".join([*lines, *(toml(v, (*path, k)) for k, v in value.items() if isinstance(v, dict) and v)])
    return repr(value)


@BOUNDED
@given(VALUES, st.booleans(), st.sampled_from([None, 2]), st.booleans())
def test_values_are_those_of_json(value: object, ascii_only: bool, indent: int | None, windows: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    if windows:
        text = text.replace("\n", "\r\n")
    document = check(read_text(text, "data.json"))
    assert not document.problems
    assert values(document) == dict(leaves(json.loads(text)))


@BOUNDED
@given(st.dictionaries(KEYS, VALUES, max_size=4), st.booleans())
def test_values_are_those_of_tomllib(value: dict[str, object], windows: bool) -> None:
    text = toml(value)
    if windows:
        text = text.replace("\n", "\r\n")
    expected = tomllib.loads(text)
    document = check(read_text(text, "data.toml"))
    assert not document.problems
    found = values(document)
    for path, wanted in leaves(expected):
        if path and (wanted is not None or path in found):
            assert found.pop(path) == wanted
    assert not found


def places(document: Document) -> dict[tuple[str | int, ...], tuple[str, str | None]]:
    """How each value and its key are written."""
    slice = document.source.slice
    return {field.path: (slice(field.span), field.key_span and slice(field.key_span)) for field in document.fields}


@BOUNDED
@given(VALUES, st.booleans())
def test_values_of_json_are_where_they_are_written(value: object, windows: bool) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    document = check(read_text(text.replace("\n", "\r\n") if windows else text, "data.json"))
    assert set(places(document)) == {path for path, _ in leaves(json.loads(text))}
    for path, (written, key) in places(document).items():
        assert (json.loads(written) or None) == (values(document)[path] or None)
        assert key is None if not path or isinstance(path[-1], int) else json.loads(str(key)) == path[-1]


@BOUNDED
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_values_of_toml_are_where_they_are_written(value: dict[str, object]) -> None:
    document = check(read_text(toml(value), "data.toml"))
    for path, (written, key) in places(document).items():
        assert (tomllib.loads(f"x = {written}")["x"] or None) == (values(document)[path] or None)
        assert key is None if isinstance(path[-1], int) else tomllib.loads(f"{key} = 1") == {path[-1]: 1}


@BOUNDED
@given(VALUES, st.integers(0, 400))
def test_json_that_breaks_off_is_read_up_to_there(value: object, at: int) -> None:
    text = json.dumps(value, indent=1)
    whole, cut = check(read_text(text, "data.json")), places(check(read_text(text[:at], "data.json")))
    ended = {field.path for field in whole.fields if field.span.end < at}
    assert cut.keys() <= places(whole).keys()
    assert {path: cut.get(path) for path in ended} == {path: places(whole)[path] for path in ended}


BROKEN = ["title2 = My page", "name", 'name = "Ann Bee', "name = 'x' y", "= 3", "[a b]", "x = [1 2]", "x = {a = 1", "é = 1"]


@BOUNDED
@given(st.dictionaries(KEYS, SCALARS | st.lists(SCALARS, max_size=3), min_size=1, max_size=4), st.integers(0, 3), st.sampled_from(BROKEN))
def test_a_broken_line_of_toml_costs_no_other(value: dict[str, object], at: int, broken: str) -> None:
    lines = [toml({key: inner}) for key, inner in value.items()]
    whole = places(check(read_text("\n".join(lines), "data.toml")))
    document = check(read_text("\n".join([*lines[:at], broken, *lines[at:]]), "data.toml"))
    assert document.problems
    assert places(document).items() >= whole.items()


@BOUNDED
@given(VALUES, st.integers(0, 200), TEXTS)
def test_nothing_raises(value: object, at: int, inserted: str) -> None:
    for text, path in ((json.dumps(value, indent=1), "data.json"), (toml({"title": value}), "data.toml")):
        check(read_text(text[:at] + inserted + text[at:], path))
        check(read_text(text[:at], path))
    check(read_text("+++\n" + toml({"title": value})[:at] + inserted + "\n+++\nBody", "page.md"))


@BOUNDED
@given(st.text(st.sampled_from("a\"'=[]{},:.#1\n\\ é/*-\ud800\0")), st.sampled_from(["data.toml", "data.json"]))
def test_noise_does_not_raise(text: str, path: str) -> None:
    document = check(read_text(text, path))
    if path == "data.json" and text.strip() and not any(problem.kind == "data" for problem in document.problems):
        assert "/" in text or json.loads(document.text) is not Ellipsis


@pytest.mark.parametrize(
    ("path", "text", "place", "kind", "detail"),
    [
        ("data.json", '{"a": 1,}', "1:8", "data", "comma"),
        ("data.json", '{"é": [1,\n ]}', "1:9", "data", "comma"),
        ("data.json", '{"a": 1', "1:7", "data", "still open"),
        ("data.json", '{"a": 1, "b" 2}', "1:14", "data", "colon"),
        ("data.json", '{"a": "x}', "1:7", "data", "never closed"),
        ("data.json", "{'a': 1}", "1:2", "data", "double"),
        ("data.json", '{"a": 1,\n "a": 2}', "2:2", "duplicate-key", "line 1"),
        ("data.toml", "title = My page\n", "1:9", "data", "quotation marks"),
        ("data.toml", 'é = 1\r\ntitle = "My page\r\n', "1:1", "data", "name"),
        ("data.toml", "a = 1\r\na = 2\r\n", "2:1", "duplicate-key", "line 1"),
        ("data.toml", "[a]\nb = 1\n[a]\n", "3:3", "duplicate-key", "further up"),
        ("page.md", "+++\ntitle = 'x'\ndate = 2020-02-30\n+++\n", "3:8", "front-matter", "does not exist"),
        ("page.md", "+++\ntitle = 'x'\n", "1:1", "front-matter", "closes it"),
        ("page.md", '{"title": "x"\n', "1:1", "front-matter", "never closed"),
        ("page.md", '{"title" "x"}\nBody', "1:10", "front-matter", "colon"),
    ],
)
def test_problems_are_placed(path: str, text: str, place: str, kind: str, detail: str) -> None:
    document = check(read_text(text, path))
    [problem] = document.problems
    position = document.source.position(problem.span.start)
    assert (f"{position.line}:{position.column}", problem.kind) == (place, kind)
    assert detail in problem.detail


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("data.json", ""),
        ("data.json", '{"a": 1, // a remark\n "b": [2,],}'),
        ("tsconfig.json", '{"a": [1,],}'),
        ("data.json", "---\n---\n[{% for p in site.posts %}{{ p.title | jsonify }}{% endfor %}]"),
        ("data.toml", ""),
        ("data.toml", "a.b = 1\na.c = 2\n[[x]]\n[[x]]\n[x.y]\n"),
        ("archetypes/default.md", '+++\ntitle = "{{ replace .Name "-" " " }}"\ndate = {{ .Date }}\n+++\n'),
        ("page.md", "{% include base.html %}\n\nText"),
        ("page.md", "{{ content }}"),
        ("page.md", "{: .notice}\nText"),
        ("page.md", "+++\n"),
    ],
)
def test_no_problem(path: str, text: str) -> None:
    assert not check(read_text(text, path)).problems


def test_what_follows_a_broken_line_of_toml_is_read() -> None:
    text = "+++\ntitle = My page\nurl = 'https://a.org/b'\n[author]\nname = \"Ann Bee\n[more]\nnote = 'Here is one'\n+++\n"
    document = check(read_text(text, "page.md"))
    assert values(document) == {
        ("title",): "My page", ("url",): "https://a.org/b", ("author", "name"): "Ann Bee", ("more", "note"): "Here is one"
    }  # fmt: skip
    assert len(document.problems) == 1


def test_runs_say_how_they_are_written() -> None:
    text = '{"summary": "A \\"b\\" caf\\u00e9 \\ud83d\\ude00 <b>x</b>\\nhttps://a.org/x"}'
    [run] = check(read_text(text, "data.json")).runs
    assert run.text == 'A "b" café 😀 x\n\ufffc'
    at = run.text.index("é")
    assert text[run.span(at, at + 1).start : run.span(at, at + 1).end] == "\\u00e9"
    assert not run.is_plain(at - 2, at + 1)
    [run] = check(read_text('title = """\r\nOne \\\r\n   two\r\nthree"""', "data.toml")).runs
    assert run.text == "One two\nthree"


def test_comments_are_read_wherever_they_stand() -> None:
    text = '// The first remark\n{"a": /* 2 */ [1, // The second remark\n 2,], "b//": 1} // The last remark'
    assert [run.text for run in check(read_text(text, "tsconfig.json")).runs if run.hidden] == [
        "The first remark", "The second remark", "The last remark"
    ]  # fmt: skip
    text = "# The first remark\na = [ # The second remark\n 1, # The third remark\n]\n['b#'] # The fourth remark\n"
    assert [run.text for run in check(read_text(text, "data.toml")).runs if run.hidden] == [
        "The first remark", "The second remark", "The third remark", "The fourth remark"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a = 1979-05-27 07:32:00", "1979-05-27 07:32:00"),
        ("a = 1979-05-27T00:32:00.99-07:00", "1979-05-27T00:32:00.99-07:00"),
        ("a = -0x1F", "-0x1F"),
        ("a = 0xDEAD_beef", 0xDEADBEEF),
        ("a = +6.6e-34 # small", 6.6e-34),
        ("a = -inf", float("-inf")),
        ('a = """x""y"""""', 'x""y""'),
        ("a = '''\nx''y''''", "x''y'"),
        ("a = 'C:\\x' # a path", "C:\\x"),
        ('"a" = "\\u00e9\\t\\""', 'é\t"'),
    ],
)
def test_each_kind_of_value_of_toml(text: str, value: object) -> None:
    document = check(read_text(text, "data.toml"))
    assert values(document) == {("a",): value} or document.problems


def test_dates_stay_text() -> None:
    document = check(read_text("a = 2020-01-02\nb = 10:00:00\nc = 2020-01-02T10:00:00Z\n", "data.toml"))
    assert not any(isinstance(field.value, date | datetime | clock) for field in document.fields)
    assert values(document) == {("a",): "2020-01-02", ("b",): "10:00:00", ("c",): "2020-01-02T10:00:00Z"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 30_000,
        "[" * 50_000 + "]" * 50_000,
        "a = " + "[" * 50_000,
        "a." * 50_000 + "a = 1",
        "[a]\n" * 20_000,
        "a = \n" * 20_000,
        '"' * 200_001,
        "/*" * 100_000,
        "," * 200_000,
        "1" * 100_000,
        '{"a": "' + "\\" * 100_001,
        "a = '''" + "x\n" * 100_000,
        "#" * 200_000,
        "# a b\n" * 20_000,
        '{"' + '\\"' * 100_000,
        "[" * 101 + '"' + '\\"' * 100_000,
        "[" * 101 + "/*" * 100_000,
        "a = " + "[" * 101 + '"""' + ' \\"""' * 50_000,
        "a = [\n" * 40_000,
        "a = {b = [\n" * 40_000,
        'a = """\n' * 40_001,
    ],
)
def test_hostile_data_is_read_in_time(text: str) -> None:
    with within(20):
        check(read_text(text, "data.json"))
        check(read_text(text, "data.toml"))
        check(read_text("+++\n" + text + "\n+++\n", "page.md"))


def test_broken_json_that_is_too_deep_is_said_to_be_so():
    [problem] = check(read_text("[" * 50_000, "resume.json")).problems
    assert problem.detail == "nested more than 100 levels deep"
