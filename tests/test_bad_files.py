"""Files that nobody wishes for: what they hold, and how much of it."""

from __future__ import annotations

import pytest
from rows import REPORTED, SLIP, Row, check, named, page, sparse

import profilelint

pytestmark = pytest.mark.public

ENCODINGS = [
    Row("utf-8", page("Zürich, Febrary 2025\n".encode()), 1, (REPORTED, ":1:9:")),
    Row("utf-8 with a mark", page(b"\xef\xbb\xbf---\ntitle: A\n---\n" + SLIP), 1, (REPORTED, ":4:18:", "byte-order-mark")),
    Row("utf-16-le", page(b"\xff\xfe" + SLIP.decode().encode("utf-16-le")), 1, (REPORTED, ":1:18:")),
    Row("utf-16-be", page(b"\xfe\xff" + SLIP.decode().encode("utf-16-be")), 1, (REPORTED, ":1:18:")),
    Row("utf-16 without a mark", page(SLIP.decode().encode("utf-16-le") * 9), 2, ("does not look like text",)),
    Row("utf-16 cut in a character", page(b"\xff\xfea\x00b"), 1, ("invalid-utf8",)),
    Row("utf-32", page(SLIP.decode().encode("utf-32") * 9), 2, ("does not look like text",)),
    Row("latin-1", page("Zürich, Febrary 2025\n".encode("latin-1")), 1, ("invalid-utf8", REPORTED)),
    Row("cp1252", page("“Zürich” – Febrary 2025\n".encode("cp1252")), 1, ("invalid-utf8", REPORTED)),
    Row("shift-jis", page("東京大学 Febrary 2025\n".encode("shift-jis")), 1, ("invalid-utf8",)),
    Row("gb18030", page("上海交通大学 Febrary 2025\n".encode("gb18030")), 1, ("invalid-utf8",)),
    Row("koi8-r", page("Москва, Febrary 2025\n".encode("koi8-r")), 1, ("invalid-utf8",)),
    Row("euc-kr", page("서울대학교, Febrary 2025\n".encode("euc-kr")), 1, ("invalid-utf8",)),
    Row("utf-7", page(b"Z+APw-rich, Febrary 2025\n"), 1, (REPORTED,)),
    Row("ebcdic", page("Research intern at the lab of physics\n".encode("cp500")), 1, ("invalid-utf8",)),
    Row("overlong utf-8", page(b"a \xc0\xaf b\n"), 1, ("invalid-utf8",)),
    Row("surrogates in utf-8", page(b"a \xed\xa0\x80 b\n"), 1, ("invalid-utf8",)),
    Row("a character cut at the end", page("Zü".encode()[:-1]), 1, ("invalid-utf8",)),
    Row("nothing but high bytes", page(bytes(range(128, 256)) * 50), 1, ("invalid-utf8",)),
    Row("a mark and nothing else", page(b"\xef\xbb\xbf"), 0),
    Row("two marks", page(b"\xef\xbb\xbf\xef\xbb\xbf" + SLIP), 1, (REPORTED, "invisible-character")),
]

EMPTY = [
    Row(f"an empty .{kind} file", page(b"", f"page.{kind}"), 0, ("no problems found",), argv=(f"page.{kind}",))
    for kind in ("md", "html", "yml", "json", "toml", "bib", "txt", "qmd")
] + [
    Row("blanks only", page(b" \t \n\n   \n"), 0, ("no problems found",)),
    Row("line ends only, of all kinds", page(b"\r\r\n\n\n\r"), 0, ("no problems found",)),
    Row("no line end", page(SLIP.strip()), 1, (REPORTED,)),
    Row("an empty folder", lambda site: (site / "x").mkdir(), 2, ("no pages found in this folder",), argv=("x",)),
]

CUT = {
    "front matter": b"---\ntitle: Ada\n",
    "a quoted value": b'---\ntitle: "Ada\n---\ntext\n',
    "a flow sequence": b"---\ntags: [a, b\n---\ntext\n",
    "a tag": b'Hello <a href="x',
    "a tag's name": b"Hello <a",
    "a comment": b"Hello\n\n<!-- and",
    "a comment's mark": b"Hello <!-",
    "a fence": b"```python\nprint(1)\n",
    "a link": b"See [this](that",
    "a Liquid tag": b"{% if x %} a {% en",
    "Liquid output": b"{{ page.ti",
    "math": b"$$ a_1 + b",
    "a script": b"<script>var a = '</scr",
    "a style": b"<style>p {",
    "an entity": b"Fish &am",
    "a table": b"| a | b |\n| --- |",
    "an autolink": b"<https://alpha.edu/",
    "a footnote": b"Text[^1]\n\n[^1]:",
    "an escape": b"Text \\",
}
CUTS = [Row(f"cut in {name}", page(data), None, never="misspelling") for name, data in CUT.items()]


def data(name: str, path: str, content: bytes, code: int | None, *says: str) -> Row:
    return Row(name, page(content, path), code, says, argv=(path,))


def exploding(name: bytes, first: bytes, each: bytes) -> bytes:
    """60 lines, each of which holds the one before it twice."""
    return first + b"".join(name + each.replace(b"N", b"%d" % n).replace(b"M", b"%d" % (n - 1)) for n in range(1, 60))


DATA = [
    Row(
        "yaml aliases that explode",
        page(b"a0: &a0 [x, x]\n" + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60)), "cv.yml"),
        0,
        argv=("cv.yml",),
    ),
    Row(
        "yaml merges that explode",
        page(
            b"a0: &a0 {k: v}\n" + b"".join(b"a%d: &a%d {<<: [*a%d, *a%d], b%d: c}\n" % (n, n, n - 1, n - 1, n) for n in range(1, 40)),
            "cv.yml",
        ),
        0,
        argv=("cv.yml",),
    ),
    data("yaml that holds itself", "cv.yml", b"a: &a [*a]\nb: &b {c: *b}\n", 0),
    Row(
        "yaml tags that would run code",
        page(b'a: !!python/object/apply:os.system ["touch ran"]\nb: !!python/name:os.system\n', "cv.yml"),
        None,
        argv=("cv.yml",),
    ),
    Row("front matter that would run code", page(b'---\na: !!python/object/apply:os.system ["touch ran"]\n---\nHello.\n'), None),
    Row(
        "yaml binary and sets", page(b"a: !!binary aGVsbG8=\nb: !!set {x, y}\nc: !!omap [a: 1]\nd: !own 1\n", "cv.yml"), 0, argv=("cv.yml",)
    ),
    data("yaml with tabs", "cv.yml", b"a:\n\tb: c\n", 1, "broken-data"),
    data("yaml, many documents", "cv.yml", b"---\na: 1\n---\nb: 2\n...\n%YAML 1.2\n---\nc: 3\n", None),
    data("yaml, 30,000 keys", "cv.yml", b"".join(b"key%d: value\n" % n for n in range(30_000)), 0),
    data("yaml alias that there is not", "cv.yml", b"a: *b\n", 1, "broken-data"),
    data("yaml control characters", "cv.yml", b"a: b\x01c\n", 1, "broken-data"),
    data("json, a lone surrogate", "cv.json", b'{"a": "x \\ud800 y"}', None),
    data("json, numbers without an end", "cv.json", b'{"a": ' + b"9" * 100_000 + b', "b": 1e999999}', 0),
    data("json with comments and NaN", "cv.json", b'{"a": NaN // one\n}', None),
    data("yaml, a lone surrogate", "cv.yml", b'a: "x \\uD800 y"\n', None),
    Row(
        "character references out of range",
        page(b"<p>a &#xD800; b &#x110000; c &#0; d &#99999999999999999999; e</p>\n", "page.html"),
        None,
        argv=("page.html",),
    ),
    Row(
        "toml dates and numbers",
        page(b"a = 1979-13-45\nb = 99999999999999999999999999\n", "cv.toml"),
        1,
        ("broken-data",),
        argv=("cv.toml",),
    ),
    Row(
        "bibtex, strings that hold themselves",
        page(b"@string{a = b # b}\n@string{b = a # a}\n@misc{k, title = a # b}\n", "refs.bib"),
        None,
        argv=("refs.bib",),
    ),
]

DEEP = 100_000
DEPTHS = {
    "quotations": b">" * DEEP + b" a\n",
    "lists": b"- " * DEEP + b"a\n",
    "brackets": b"[" * DEEP + b"\n",
    "links in links": b"[" * DEEP + b"a" + b"](b)" * DEEP + b"\n",
    "images": b"![" * DEEP + b"\n",
    "emphasis": b"*a " * DEEP + b"\n",
    "underscores": b"_" * DEEP + b"a\n",
    "code": b"".join(b"`" * (n % 50 + 1) + b" a " for n in range(DEEP // 10)) + b"\n",
    "tags": b"<div>" * DEEP + b"\n",
    "tags that close": b"<b>" * DEEP + b"a" + b"</b>" * DEEP + b"\n",
    "attributes": b"<p " + b"a=b " * DEEP + b">x</p>\n",
    "comments": b"<!-- " * DEEP + b"\n",
    "comment ends": b"--> " * DEEP + b"\n",
    "liquid": b"{% if a %}" * DEEP + b"\n",
    "liquid output": b"{{" * DEEP + b"\n",
    "math": b"$a" * DEEP + b"\n",
    "parentheses": b"(" * DEEP + b"a" + b")" * DEEP + b"\n",
    "autolinks": b"<http://" * DEEP + b"\n",
    "entities": b"&" * DEEP + b"\n",
    "escapes": b"\\" * DEEP + b"\n",
    "tables": b"|" * DEEP + b"\n" + b"|-" * DEEP + b"\n",
    "headings": b"# a\n" * (DEEP // 10),
    "footnotes": b"[^1]" * DEEP + b"\n",
    "combining marks": "á".encode() + "\u0301".encode() * DEEP + b"\n",
    "dates": b"2019 - " * DEEP + b"\n",
    "words without a blank": b"a" * (20 * DEEP) + b"\n",
    "commas": b"a," * DEEP + b"\n",
    "suppressions": b"<!-- profilelint-disable link -->\n" * (DEEP // 10),
}
NESTED = [Row(f"100,000 {name}", page(data), None) for name, data in DEPTHS.items()] + [
    data("100,000 flow sequences", "cv.yml", b"a: " + b"[" * DEEP, 1, "broken-data"),
    Row(
        "100,000 flow sequences in front matter",
        page(b"---\na: " + b"[" * DEEP + b"\ntitle: x\n---\nHello.\n"),
        1,
        ("broken-front-matter",),
    ),
    data("100,000 indented keys", "cv.yml", b"".join(b" " * n + b"a:\n" for n in range(2000)), None),
    data("100,000 arrays in JSON", "cv.json", b"[" * DEEP + b"]" * DEEP, None),
    data("100,000 objects in JSON", "cv.json", b'{"a":' * DEEP, 1, "broken-data"),
    data("100,000 arrays in TOML", "cv.toml", b"a = " + b"[" * DEEP, None),
    data("100,000 tables in TOML", "cv.toml", b"[" + b".".join([b"a"] * 20_000) + b"]\n", None),
    data("100,000 braces in BibTeX", "refs.bib", b"@misc{k, title = " + b"{" * DEEP, 1, "broken-data"),
    data("100,000 tags in HTML", "page.html", b"<div><p>" * DEEP, None),
]

SIZES = [
    Row("one NUL", page(b"a\0b\n"), 1),
    Row("many NULs", page(b"a\0" * 500), 2, ("does not look like text",)),
    Row("a picture called page.md", page(b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 99), 2, ("does not look like text",)),
    Row("a line of 100 MB", lambda site: sparse(site / "page.md", 100_000_000), 2, ("larger than 10 MB",)),
    Row(
        "a line of 100 MB in a folder",
        lambda site: (sparse(site / "page.md", 100_000_000), named("b.md")(site)),
        1,
        (REPORTED, "larger than 10 MB"),
        argv=(".",),
    ),
    Row("a terabyte", lambda site: sparse(site / "page.md", 10**12), 2, ("larger than 10 MB",)),
    Row("a line of 9 MB", page(b"word " * 1_800_000), 0),
    Row("100,000 links", page(b"[a](https://b.edu/c) " * DEEP), None),
    Row(
        "a million findings wanted",
        page(b"Febrary 2025 " * 100_000),
        1,
        (REPORTED,),
        argv=("page.md", "--output-format", "concise", "--select", REPORTED),
    ),
]


@pytest.mark.parametrize("row", [*ENCODINGS, *EMPTY, *CUTS, *DATA], ids=lambda row: row.name)
def test_what_a_file_may_hold(row, site):
    check(row, site)


@pytest.mark.slow
@pytest.mark.parametrize("row", [*NESTED, *SIZES], ids=lambda row: row.name)
def test_how_much_a_file_may_hold(row, site):
    check(row, site)


def test_front_matter_that_is_cut_anywhere(site):
    toml, json = '+++\ntitle = "A"\ndate = 2024-01-31\n[x]\ny = [1, "b"]\n', '{\n"title": "A",\n"x": {"y": [1, "b"]}\n'
    for kind, front, end in (("toml", toml, "+++\n"), ("json", json, "}\n")):
        for cut in range(len(front)):
            page(f"{front[:cut]}{end}\nHello.\n".encode(), f"{kind}{cut}.md")(site)
    results = list(profilelint.lint_paths(["."]))
    assert len(results) == len(toml + json)
    assert all(isinstance(result, profilelint.Page) for result in results)
