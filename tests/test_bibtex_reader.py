"""Bibliographies: bibtexparser is the oracle for values, a table of accents for text."""

from __future__ import annotations

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import within
from reading import check, read_text

BOUNDED = settings(max_examples=150)

WORDS = st.text(st.sampled_from("ab Zé𝒳'`~$%&_#-.,:/=\\@<>"), min_size=1, max_size=12)
BRACED = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3).map("".join) | inner.map("{{{}}}".format), max_leaves=6)
NAMES = st.sampled_from(["title", "author", "abstract", "year", "url", "note", "custom_field"])
ENTRIES = st.lists(st.dictionaries(NAMES, BRACED, min_size=1, max_size=4), max_size=4)


def bibliography(entries: list[dict[str, str]], quotes: bool, newline: str) -> str:
    lines: list[str] = []
    for index, entry in enumerate(entries):
        lines += ["% a remark", f"@Article{{key{index},"]
        for name, text in entry.items():
            quoted = quotes and '"' not in text and "\\" not in text
            lines.append(f'  {name} = "{text}",' if quoted else f"  {name} = {{{text}}},")
        lines += ["}", ""]
    return newline.join(lines)


@BOUNDED
@given(ENTRIES, st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_values_are_those_of_bibtexparser(entries: list[dict[str, str]], quotes: bool, newline: str) -> None:
    text = bibliography(entries, quotes, newline)
    document = check(read_text(text, "papers.bib"))
    assert not document.problems
    parsed = bibtexparser.parse_string(text.replace("\r\n", "\n")).entries
    expected = {(entry.key, field.key): " ".join(field.value.split()) for entry in parsed for field in entry.fields}
    found = {field.path: field.value for field in document.fields}
    written = {(f"key{i}", name): " ".join(value.split()) for i, entry in enumerate(entries) for name, value in entry.items()}
    assert found == written
    if not any(mark in text for mark in '\\@"'):  # at these bibtexparser loses its way
        assert found == expected


@BOUNDED
@given(ENTRIES, st.booleans(), st.integers(0, 300), WORDS | st.sampled_from(["{", "}", '"', "@a{", "\n@b{c,", "---\n", "\ud800", "\0"]))
def test_nothing_raises(entries: list[dict[str, str]], quotes: bool, at: int, inserted: str) -> None:
    text = bibliography(entries, quotes, "\n")
    check(read_text(text[:at] + inserted + text[at:], "papers.bib"))
    check(read_text("---\n---\n" + text[:at], "papers.bib"))


@BOUNDED
@given(st.text(st.sampled_from('@a{}"=,#%\n \\é$~-()1')))
def test_noise_does_not_raise(text: str) -> None:
    check(read_text(text, "papers.bib"))
    check(read_text("@article{k,\n title = {" + text + "}\n}\n@article{last, title = {Two words}}", "papers.bib"))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"{\"U}ber", "Über"),
        (r"{\"{u}}ber", "über"),
        (r"\'Etude na\"{\i}ve", "Étude naïve"),
        (r"{\v S}koda and \v{Z}", "Škoda and Ž"),
        (r"Stra{\ss}e, Stra\ss e, {\AA}ngstr{\"o}m", "Straße, Straße, Ångström"),
        (r"\L{}ukasz \o re", "Łukasz øre"),
        (r"Gon{\c{c}}alves and Erd{\H o}s", "Gonçalves and Erdős"),
        (r"{The} {DNA} of \emph{things}", "The DNA of things"),
        (r"50\% of R\&D", "50% of R&D"),
        ("one -- two --- three", "one – two — three"),
        ("``quoted'' text", "“quoted” text"),
        ("Vol.~3", "Vol. 3"),
        (r"$O(n^2)$ in \cite{foo} time", "\ufffc in \ufffc time"),
        ("Two\n   lines", "Two lines"),
        ("see https://a.org/b.", "see \ufffc."),
        (r"\href{https://a.org}{a page} of x<y and y>z", "a page of x<y and y>z"),
        ("H<sub>2</sub>O is wet", "H2O is wet"),
        ("costs $5 only", "costs $5 only"),
    ],
)
def test_latex_is_decoded(written: str, text: str) -> None:
    document = check(read_text(f"@misc{{k, title = {{{written}}}}}", "papers.bib"))
    [run] = document.runs
    assert run.text == text
    assert run.path == ("k", "title")


@pytest.mark.parametrize(
    ("text", "place", "detail"),
    [
        ("@article{a,\n title = {One,\n year = {2020}\n}\n\n@article{b,\n title = {Good one}}\n", "2:10", "never closed"),
        ("@article{a,\n title = {One},\n year = {2020}\n\n@article{b,\n title = {Good one}}\n", "1:1", "never closed"),
        ("@article{a,\n title = {One}},\n year = {2020}\n}\n@article{b,\n title = {Good one}}\n", "2:15", "too many"),
        ("@article{a,\n title = {One}\n year = {2020}\n}\n@article{b,\n title = {Good one}}\n", "2:14", "comma"),
        ("@article{a\n title = {One},\n}\n@article{b,\n title = {Good one}}\n", "1:10", "comma"),
        ("@article{\n title = {One},\n}\n@article{b,\n title = {Good one}}\n", "1:1", "no key"),
        ("@article{a,\r\n title {One},\r\n}\r\n@article{b,\r\n title = {Good one}}\r\n", "2:2", '"="'),
        ("@article{a,\n title = ,\n}\n@article{b,\n title = {Good one}}\n", "2:10", "value"),
        ('@article{a,\n title = "One,\n}\n@article{b,\n title = {Good one}}\n', "2:10", "never closed"),
        ("@article{b, year = 1}\n@article{b,\n title = {Good one}}\n", "2:10", "line 1"),
        ("@article{b,\n title = {Good one},\n year = 1,\n YEAR = 2\n}\n", "4:2", "line 3"),
    ],
)
def test_problems_are_placed_and_the_next_entry_is_read(text: str, place: str, detail: str) -> None:
    document = check(read_text(text, "papers.bib"))
    [problem] = document.problems
    position = document.source.position(problem.span.start)
    assert f"{position.line}:{position.column}" == place
    assert detail in problem.detail
    assert document.field_at("b", "title") is not None


def test_what_is_no_entry_is_comment() -> None:
    text = "---\n---\nMail a@b.org\n@comment{x {y}}\n@string{p = {A Press}}\n@book{k, % gone\n publisher = p # { Ltd},\n month = jan}\n"
    document = check(read_text(text, "papers.bib"))
    assert not document.problems
    assert document.front_matter is not None
    assert [text[c.body.start : c.body.end] for c in document.comments] == ["Mail a@b.org", "x {y}", " gone"]
    assert [(f.path, f.value) for f in document.fields] == [
        (("@string", "p"), "A Press"), (("k", "publisher"), "A PressLtd"), (("k", "month"), "jan")
    ]  # fmt: skip


def test_links_are_as_they_are_followed() -> None:
    text = "@misc{k, doi={10.1/x}, url = {https://a.org/x\\_y}, pdf = {a.pdf}, html={no link here}, note={\\url{b.org/c}}, code={true}}"
    document = check(read_text(text, "papers.bib"))
    assert [link.target for link in document.links] == ["https://doi.org/10.1/x", "https://a.org/x_y", "a.pdf", "b.org/c"]


@pytest.mark.parametrize(
    "text",
    [
        "@a{" * 50_000,
        "@a{b, c = {" * 20_000,
        "\n@a{b, c = {" * 20_000,
        '\n@a{b, c = "' * 20_000,
        "@comment{" * 50_000,
        "{" * 300_000,
        "@a{b, title = {" + "{" * 100_000 + "}" * 100_000 + "}}",
        "@a{b, title = {" + "\\'" * 100_000 + "}}",
        "@a{b, title = {" + "$" * 100_001 + "}}",
        "@a{b, title = {" + "\\a{" * 30_000 + "}" * 30_000 + "}}",
        "@a{b, title = {" + "<" * 100_000 + "}}",
        "@a{b, title = " + "a # " * 50_000,
        "%" * 300_000,
        "@" * 300_000,
        "@ " * 100_000,
        "@a{b, title = {x}}, c = {" * 10_000,
        " \n" * 100_000,
        "@a{b," + "c = 1\n" * 20_000,
    ],
)
def test_hostile_bibliographies_are_read_in_time(text: str) -> None:
    with within(10):
        check(read_text(text, "papers.bib"))
