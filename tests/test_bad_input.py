"""What must happen with files and situations that nobody wishes for: one clear sentence and an exit code, never a traceback or a hang.

Each row is a command line run as a process. What holds for all of them is asserted for all of them (`said`).
"""

from __future__ import annotations

import os
import re
import resource
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SLIP = b"Research intern, Febrary 2025\n"
TBD = b"TBD\n"
REPORTED = "date/misspelled-month"
#: Nothing that a row asks for takes longer on the slowest machine; a hang ends here instead of holding up the tests.
PATIENCE = 60


@dataclass(frozen=True)
class Row:
    """`make` prepares the folder; `code` is the exit code; `says` are patterns that the output has, `never` one that it has not."""

    name: str
    make: Callable[[Path], object]
    code: int | None  # None: 0 or 1, as more or less may be found
    says: tuple[str, ...] = ()
    never: str = "Traceback"
    argv: tuple[str, ...] = ("page.md",)
    stdin: bytes | None = b""
    environ: Mapping[str, str | None] = field(default_factory=dict)
    limits: Mapping[int, int] = field(default_factory=dict)
    wrap: tuple[str, ...] = ()  # a command around it


def files(**contents: bytes) -> Callable[[Path], None]:
    """Files by their names, "__" for a dot."""
    return lambda site: [path_in(site, name.replace("__", ".")).write_bytes(data) for name, data in contents.items()] and None


def named(name: str | bytes, data: bytes = SLIP) -> Callable[[Path], None]:
    def make(site: Path) -> None:
        with open(os.path.join(os.fsencode(site), os.fsencode(name)), "wb") as file:
            file.write(data)

    return make


def path_in(site: Path, name: str) -> Path:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def page(data: bytes, name: str = "page.md") -> Callable[[Path], None]:
    return named(name, data)


def run(row: Row, site: Path) -> subprocess.CompletedProcess[bytes]:
    def before() -> None:
        for limit, value in row.limits.items():
            resource.setrlimit(limit, (value, value))

    environ = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "PROFILELINT_DEBUG")}
    environ["XDG_CACHE_HOME"] = str(site / ".git" / "cache")
    for name, value in row.environ.items():
        environ.pop(name, None)
        if value is not None:
            environ[name] = value
    command = [*row.wrap, sys.executable, "-m", "profilelint", *row.argv]
    return subprocess.run(
        command, cwd=site, input=row.stdin, capture_output=True, env=environ, preexec_fn=before, timeout=PATIENCE, check=False
    )


def said(row: Row, site: Path) -> str:
    """The output, which fits every promise that is made about all output."""
    done = run(row, site)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")  # valid UTF-8, or this fails
    for line in err.splitlines():
        assert re.match(r"profilelint: |\d+ files? checked|\d+ fixed|What a rule is about", line), err
    assert "profilelint failed" not in err
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out + err)
    assert done.returncode in ((0, 1) if row.code is None else (row.code,)), (done.returncode, out[-2000:], err[-2000:])
    return out + err


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
    Row(f"an empty .{kind} file", page(b"", f"page.{kind}"), 0, ("nothing to report",), argv=(f"page.{kind}",))
    for kind in ("md", "html", "yml", "json", "toml", "bib", "txt", "qmd")
] + [
    Row("blanks only", page(b" \t \n\n   \n"), 0, ("nothing to report",)),
    Row("line ends only, of all kinds", page(b"\r\r\n\n\n\r"), 0, ("nothing to report",)),
    Row("no line end", page(SLIP.strip()), 1, (REPORTED,)),
    Row("an empty folder", lambda site: (site / "x").mkdir(), 2, ("there are no pages in this folder",), argv=("x",)),
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
    "links": b"[" * DEEP + b"a" + b"](b)" * DEEP + b"\n",
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
    Row("300,000 links", page(b"[a](https://b.edu/c) " * 300_000), None),
    Row(
        "a million findings wanted",
        page(b"Febrary 2025 " * 100_000),
        1,
        (REPORTED,),
        argv=("page.md", "--output-format", "concise", "--select", REPORTED),
    ),
]


NAMES = [
    Row("a name with a line end", named("a\nb.md"), 1, (r"a\\x0ab\.md:1:18",), argv=("a\nb.md",)),
    Row("a name that recolours the terminal", named("a\x1b[31mb.md"), 1, (r"\\x1b\[31m",), argv=(".",)),
    Row("a name that is not UTF-8", named(b"caf\xe9.md"), 1, (REPORTED,), argv=(".",)),
    Row("a name of 255 bytes", named("a" * 252 + ".md"), 1, (REPORTED,), argv=(".",)),
    Row("a name that turns the direction of text", named("a\u202egpj.md"), 1, (r"\\u202e",), argv=(".",)),
    Row("a name with a workflow command", named("%0A::error::x.md"), 1, (REPORTED,), argv=(".",)),
    Row("a name like an option", named("--fix.md"), 1, (REPORTED,), argv=("--", "--fix.md")),
    Row("a name like an option, met in a folder", named("-x.md"), 1, (REPORTED,), argv=(".",)),
    Row("a name with blanks, a colon and brackets", named("a b: [c] *.md"), 1, (re.escape("a b: [c] *.md:1:18"),), argv=("a b: [c] *.md",)),
    Row("a name of nothing but its ending", named(".md"), 2, ("this kind of file is not read",), argv=(".md",)),
    Row("a name in another Unicode form", named("Zu\u0308rich.md"), 1, (REPORTED,), argv=("Zu\u0308rich.md",)),
    Row("a name with a NUL", page(SLIP), 2, ("no such file",), argv=("page.md\ufffe/../x",)),
    Row("a path longer than paths may be", page(SLIP), 2, ("no such file|cannot be read",), argv=("a/" * 3000 + "x.md",)),
    Row("a name longer than names may be", page(SLIP), 2, ("no such file|cannot be read",), argv=("a" * 300 + ".md",)),
    Row("an empty name", page(SLIP), 2, ("no such file",), argv=("",)),
    Row("the same file five times", page(SLIP), 1, ("1 file checked",), argv=("page.md", "./page.md", ".", "page.md", "x/../page.md")[:4]),
]


def fifo(name: str) -> Callable[[Path], None]:
    return lambda site: os.mkfifo(path_in(site, name))


def link(name: str, target: str) -> Callable[[Path], None]:
    return lambda site: os.symlink(target, path_in(site, name))


def both(*steps: Callable[[Path], object]) -> Callable[[Path], None]:
    return lambda site: [step(site) for step in steps] and None


def bound(name: str) -> Callable[[Path], None]:
    """A socket by that name."""

    def make(site: Path) -> None:
        here = os.getcwd()
        os.chdir(site)  # the path of a socket is short
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(name)
        os.chdir(here)

    return make


def deep_folders(site: Path) -> None:
    here = os.getcwd()
    os.chdir(site)
    for _ in range(400):
        os.mkdir("d" * 20)
        os.chdir("d" * 20)
    Path("page.md").write_bytes(SLIP)
    os.chdir(here)


IRREGULAR = "not a regular file"
FILES = [
    Row("a pipe", fifo("page.md"), 2, (IRREGULAR,)),
    Row("a pipe in a folder", both(fifo("page.md"), page(SLIP, "b.md")), 1, ("1 file checked",), argv=(".",)),
    Row("a socket", bound("page.md"), 2, (IRREGULAR,)),
    Row("a device", link("page.md", "/dev/zero"), 2, (IRREGULAR,)),
    Row("a device that blocks", link("page.md", "/dev/tty"), 2, (IRREGULAR,)),
    Row("a device in a folder", both(link("page.md", "/dev/zero"), page(SLIP, "b.md")), 1, ("1 file checked",), argv=(".",)),
    Row("a folder called page.md", both(lambda site: (site / "page.md").mkdir(), page(SLIP, "page.md/b.md")), 1, (r"page\.md/b\.md:1:18",)),
    Row("a link to itself", link("page.md", "page.md"), 2, ("no such file",)),
    Row("a link to itself, in a folder", both(link("page.md", "page.md"), page(SLIP, "b.md")), 1, ("1 file checked",), argv=(".",)),
    Row("folders that hold themselves", both(page(SLIP, "b.md"), link("a", ".")), 1, ("1 file checked",), argv=(".",)),
    Row("a link that leads nowhere", link("page.md", "nowhere.md"), 2, ("no such file",)),
    Row(
        "a link out of the tree, in a folder",
        both(page(b"TBD\n", "b.md"), link("passwd.md", "/etc/passwd"), link("etc", "/etc")),
        1,
        ("1 file checked",),
        argv=(".",),
    ),
    Row("a file that there is not", page(SLIP, "b.md"), 2, ("no such file",)),
    Row("a file behind a file", page(SLIP), 2, ("no such file",), argv=("page.md/x.md",)),
    Row("memory that cannot be read", link("page.md", "/proc/self/mem"), 2, ("cannot be read",)),
    data("a file of another kind", "page.docx", b"x", 2, "this kind of file is not read"),
    Row("folders 400 deep", both(deep_folders, page(SLIP)), 2, ("File name too long", REPORTED), argv=(".",)),
    Row("a pipe for .gitignore", both(fifo(".gitignore"), page(SLIP)), 1, (REPORTED,), argv=(".",)),
    Row("a folder for .gitignore", both(lambda site: (site / ".gitignore").mkdir(), page(SLIP)), 1, (REPORTED,), argv=(".",)),
    Row("an endless .gitignore", both(link(".gitignore", "/dev/zero"), page(SLIP)), 1, (REPORTED,), argv=(".",)),
    Row("a .gitignore of bytes", both(page(bytes(range(256)) * 100, ".gitignore"), page(SLIP)), None, argv=(".",)),
    Row(
        "a .gitignore that takes its time",
        both(page(b"a*" * 500 + b"b\n" + b"**/" * 200 + b"x\n[!\n\\\n", ".gitignore"), page(SLIP, "a" * 200 + ".md")),
        1,
        (REPORTED,),
        argv=(".",),
    ),
    Row("a pipe for _config.yml", both(fifo("_config.yml"), page(b"[a](b.md)\n")), None, argv=("page.md",)),
    Row("an endless _config.yml", both(link("_config.yml", "/dev/zero"), page(b"[a](b.md)\n")), None, argv=("page.md",)),
    Row("a _config.yml of 50 MB", both(page(b"a: b\n" * 10**7, "_config.yml"), page(b"[a](b.md)\n")), None, argv=("page.md",)),
    Row(
        "a _config.yml that explodes",
        both(
            page(
                b"x0: &x0 [y, y]\n"
                + b"".join(b"x%d: &x%d [*x%d, *x%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60))
                + b"exclude: *x59\n",
                "_config.yml",
            ),
            page(b"[a](b.md)\n"),
        ),
        None,
        argv=(".",),
    ),
    Row(
        "a page that is linked to and is a pipe",
        both(page(b"[a](b.md#c)\n"), page(b"", "_config.yml"), fifo("b.md")),
        None,
        argv=("page.md",),
    ),
    Row(
        "a page that is linked to and is 50 MB",
        both(page(b"[a](b.md#c)\n"), page(b"", "_config.yml"), page(b"x\n" * 25_000_000, "b.md")),
        None,
        argv=("page.md",),
    ),
    Row(
        "links out of the tree",
        both(page(b"[a](../../../../../../etc/passwd) ![b](/../../etc/hosts)\n"), page(b"", "_config.yml")),
        None,
        never="root:",
    ),
    Row("a pipe for hugo.toml", both(fifo("hugo.toml"), page(SLIP)), 1, (REPORTED,), argv=(".",)),
    Row("an endless config.toml", both(link("config.toml", "/dev/zero"), page(SLIP)), 1, (REPORTED,), argv=(".",)),
]

RULE = """---
title: A
message: B
severity: error
check: phrases
fix: none
since: "0.1"
options:
  patterns: ['{pattern}']
---
C
"""


def own_rule(text: str) -> Callable[[Path], None]:
    """A configuration that names a rule of its own, and a page that keeps its patterns busy."""
    rule = lambda site: path_in(site, "own/x/y.md").write_text(text)  # noqa: E731
    return both(page(b'rule-paths = ["own"]\n', ".profilelint.toml"), rule, page(b"a" * 5000 + b"b\n"))


SETTINGS = [
    Row(f"configuration: {name}", both(page(data, ".profilelint.toml"), page(SLIP)), 2, (says,))
    for name, data, says in [
        ("not TOML", b"a = \n", r"\.profilelint\.toml:1: this is not TOML"),
        ("not UTF-8", b'a = 1\nb = "\xff"\n', r"\.profilelint\.toml:2: a configuration file must be UTF-8"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0", r"\.profilelint\.toml:\d+: "),
        ("deep", b"a = " + b"[" * 100_000, r"\.profilelint\.toml:\d+: "),
        ("an unknown key", b'\nexclud = ["a"]\n', r'\.profilelint\.toml:2: unknown key "exclud"; did you mean "exclude"'),
        ("a wrong type", b"exclude = 3\n", r"\.profilelint\.toml:1: exclude must be a list"),
        ("an unknown rule", b'ignore = ["lnk"]\n', r'\.profilelint\.toml:1: ignore names "lnk"'),
        ("a severity", b'fail-on = "always"\n', r"\.profilelint\.toml:1: fail-on must be one of"),
        ("a key twice", b"exclude = []\nexclude = []\n", r"\.profilelint\.toml:\d: "),
        ("rules that are no table", b"rules = 1\n", r"\.profilelint\.toml:1: rules must be a table"),
        ("a name with escapes", b'"\\u001b[31m" = 1\n', r"\.profilelint\.toml:1: unknown key"),
        ("rules from nowhere", b'rule-paths = ["nowhere"]\n', r"nowhere"),
        ("rules from a file", b'rule-paths = ["page.md"]\n', r"page\.md"),
    ]
] + [
    Row("configuration: empty", both(page(b"", ".profilelint.toml"), page(SLIP)), 1, (REPORTED,)),
    Row("configuration: a folder", both(lambda site: (site / ".profilelint.toml").mkdir(), page(SLIP)), 1, (REPORTED,)),
    Row("configuration: a pipe", both(fifo(".profilelint.toml"), page(SLIP)), 1, (REPORTED,)),
    Row(
        "configuration: a pipe that is named",
        both(fifo("x.toml"), page(SLIP)),
        2,
        (r"x\.toml:1: ",),
        argv=("--config", "x.toml", "page.md"),
    ),
    Row("configuration: endless", both(page(SLIP)), 2, ("/dev/zero:1: ",), argv=("--config", "/dev/zero", "page.md")),
    Row("configuration: 50 MB", both(page(b"# x\n" * 13_000_000, ".profilelint.toml"), page(SLIP)), 2, (r"\.profilelint\.toml:1: ",)),
    Row("configuration: somebody else's broken pyproject.toml", both(page(b"[tool\n", "pyproject.toml"), page(SLIP)), 1, (REPORTED,)),
    Row("rules that never end", own_rule(RULE.format(pattern="(a{1,40}){1,40}$")), 2, (r"own/x/y\.md:\d+: the option patterns",)),
    Row("rules that never end, otherwise", own_rule(RULE.format(pattern="(a|a){1,40}(a|a){1,40}b")), 2, (r"own/x/y\.md:\d+",)),
    Row(
        "rules that would run code", own_rule('---\ntitle: !!python/object/apply:os.system ["touch ran"]\n---\n'), 2, (r"own/x/y\.md:\d+",)
    ),
    Row("an unknown option", page(SLIP), 2, ("unrecognized arguments",), argv=("--fxi", "page.md")),
    Row("a date that is none", page(SLIP), 2, ("is not a date",), argv=("--today", "2026-02-30", "page.md")),
    Row("the first day", page(SLIP), 1, (REPORTED,), argv=("--today", "0001-01-01", "page.md")),
    Row("the last day", page(SLIP), 1, (REPORTED,), argv=("--today", "9999-12-31", "page.md")),
    Row("nothing to do", page(SLIP), 2, ("--unsafe-fixes",), argv=("--unsafe-fixes", "page.md")),
    Row("questions without a terminal", page(SLIP), 2, ("--interactive",), argv=("--interactive", "page.md")),
]


def sparse(path: Path, size: int) -> None:
    with open(path, "wb") as file:
        file.truncate(size)


@pytest.mark.parametrize("row", [*ENCODINGS, *EMPTY, *CUTS, *DATA, *NAMES, *FILES, *SETTINGS], ids=lambda row: row.name)
def test_what_a_file_may_hold(row, site):
    check(row, site)


@pytest.mark.slow
@pytest.mark.parametrize("row", [*NESTED, *SIZES], ids=lambda row: row.name)
def test_how_much_a_file_may_hold(row, site):
    check(row, site)


def check(row: Row, site: Path) -> None:
    row.make(site)
    before = {
        path: path.read_bytes() for path in site.iterdir() if path.is_file() and not path.is_symlink() and path.stat().st_size < 10**8
    }
    text = said(row, site)
    for pattern in row.says:
        assert re.search(pattern, text), text[-3000:]
    assert not re.search(row.never, text), text[-3000:]
    assert {path: path.read_bytes() for path in before} == before
    assert not (site / "ran").exists()
