"""What an attacker would try next: names, data of git, configurations, markup and numbers that are made to break something."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import fields

import pytest
from rows import REPORTED, SLIP, Row, both, check, fifo, folder, link, named, page, path_in

from profilelint.baseline.marks import Mark

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks for names, pipes and links as Unix has them")

DIGITS = "9" * 5000
TOML = ".profilelint.toml"


def config(text: str, *more):
    return both(page(text.encode(), TOML), page(SLIP), *more)


def known_site(text: str, *more):
    """A page of a site that is known."""
    return both(page(text.encode("utf-8", "surrogatepass")), page(b"theme: minima\n", "_config.yml"), *more)


def rule(front: str, body: str = "C\n"):
    text = f'---\ntitle: A\nmessage: B\nseverity: error\ncheck: phrases\nfix: none\nsince: "0.1"\n{front}---\n{body}'
    return config('rule-paths = ["own"]\n', lambda top: path_in(top, "own/x/y.md").write_text(text))


NAMES = [
    Row("a tab", named("a\tb.md"), 1, (r"a b\.md:1:18",), argv=(".",)),
    Row("only combining marks", named("\u0301\u0302.md"), 1, (REPORTED,), argv=(".",)),
    Row("letters from right to left", named("دراسة.md"), 1, (REPORTED,), argv=(".",)),
    Row("a dash", named("-.md"), 1, (REPORTED,), argv=("./-.md",)),
    Row("capitals", named("PAGE.MD"), 1, (REPORTED,), argv=(".",)),
    Row("a line separator", named("a\u2028b\x85c.md"), 1, (REPORTED,), argv=(".",)),
    *(
        Row(f"marks of markup, in {form}", named("a\"'<b>&]]>%0A\x01\n{{x}}.md"), 1, (), argv=(".", "--output-format", form))
        for form in ("github", "markdown", "gitlab", "sarif", "junit", "rdjsonl", "json", "jsonl", "grouped", "statistics", "html")
    ),
]

GIT = [
    Row(f"a .git that {name}", lambda top, make=make: (os.rmdir(top / ".git"), make(top), page(SLIP)(top)), 1, (REPORTED,), argv=argv)
    for argv in (("page.md",), (".",))
    for name, make in [
        ("leads nowhere", page(b"gitdir: /nowhere\n", ".git")),
        ("is a pipe", fifo(".git")),
        ("has no end", link(".git", "/dev/zero")),
        ("leads to itself", link(".git", ".git")),
    ]
]

MARK = json.dumps({field.name: "" for field in fields(Mark)}).encode()
BASELINE = ".profilelint-baseline.json"
BASELINES = [
    Row(f"baseline: {name}", both(page(data, BASELINE), page(SLIP)), code, says)
    for name, data, code, says in [
        ("a NUL in a name", b'{"version": 1, "pages": {"a\\u0000b": []}}', 1, (REPORTED,)),
        ("half a surrogate in a name", b'{"version": 1, "pages": {"a\\ud800b": []}}', 1, (REPORTED,)),
        ("a name out of the tree", b'{"version": 1, "pages": {"../../../etc/passwd": [], "/etc/passwd": []}}', 1, (REPORTED,)),
        ("a name like an option", b'{"version": 1, "pages": {"--output=ran": [], ":(top)x": []}}', 1, (REPORTED,)),
        ("a long name", b'{"version": 1, "pages": {"%s": []}}' % (b"a/" * 5000), 1, (REPORTED,)),
        ("many digits", b'{"version": %s}' % DIGITS.encode(), 2, ("not a baseline",)),
        ("deep", b'{"version": 1, "pages": ' + b"[" * 100_000, 2, ("not a baseline",)),
        ("many marks", b'{"version": 1, "pages": {"page.md": [%s]}}' % b", ".join([MARK] * 50_000), 1, (REPORTED,)),
    ]
] + [
    Row("baseline: a pipe", both(fifo(BASELINE), page(SLIP)), 1, (REPORTED,)),
    Row("baseline: no end", both(link(BASELINE, "/dev/zero"), page(SLIP)), 1, (REPORTED,)),
    Row("baseline: a folder", both(folder(BASELINE), page(SLIP)), 1, (REPORTED,)),
]

HEX = "0x" + "f" * 5000
SETTINGS = [
    Row(f"settings: {name}", config(text), code, says)
    for name, text, code, says in [
        ("a number of 5,000 digits", f"fail-on = {DIGITS}\n", 2, (r"\.toml:1: ",)),
        ("a number of 5,000 hexadecimal digits", f"fail-on = {HEX}\n", 2, (r"\.toml:1: ",)),
        ("a year 0", "fail-on = 0000-00-00\n", 2, (r"\.toml:1: ",)),
        ("a path with a NUL to extend", 'extend = "a\\u0000b"\n', 2, (r"\.toml:1: ",)),
        ("a long path to extend", f'extend = "{"a/" * 5000}"\n', 2, (r"\.toml:1: ",)),
        ("a device to extend", 'extend = "/dev/zero"\n', 2, (r"\.toml:1: ",)),
        ("a folder to extend", 'extend = "."\n', 2, (r"\.toml:1: ",)),
        ("rules of a path with a NUL", 'rule-paths = ["a\\u0000b"]\n', 2, ("rule",)),
        ("rules of a long path", f'rule-paths = ["{"a/" * 5000}"]\n', 2, ("rule",)),
        ("rules of a device", 'rule-paths = ["/dev/zero"]\n', 2, ("rule",)),
        ("rules of the world", 'rule-paths = ["/dev", "/proc"]\n', None, ()),
        ("an exclusion of many stars", f'extend-exclude = ["{"*a" * 50}b", "{"**/" * 100}x"]\n', 1, (REPORTED,)),
        ("an exclusion of brackets", 'extend-exclude = ["[[[[", "[!", "\\\\", "!", "/", "**", "a[z-a]"]\n', 2, (r"\.toml:1: ",)),
        ("100,000 words", f"words = [{', '.join(f'{chr(34)}w{n}{chr(34)}' for n in range(100_000))}]\n", 1, (REPORTED,)),
        ("words of marks", 'words = ["", "a\\nb", "(a+)+$", "\\\\", "\\u0000", "\\U0001F393"]\n', 1, (REPORTED,)),
        ("a key of a megabyte", f'"{"k" * 900_000}" = 1\n', 2, ("unknown key",)),
        ("keys that nest", "a" + ".a" * 50_000 + " = 1\n", 2, (r"\.toml:1: ",)),
        ("a rule of no name", '[rules.""]\nseverity = "note"\n', 2, ("unknown rule",)),
        ("an option of another kind", '[rules."spelling/brand-case".options]\nin = 3\n', 2, (r"\.toml:\d: ",)),
        ("an option of many digits", f'[rules."spelling/brand-case".options]\nin = {DIGITS}\n', 2, (r"\.toml:\d: ",)),
        ("100 overrides of 100 paths", ("[[overrides]]\npaths = [" + "'*.x', " * 100 + "]\n") * 100, 1, (REPORTED,)),
    ]
]

RULES = (
    [
        Row(f"a rule: {name}", rule(f"options:\n  {option}\n"), code, says)
        for name, option, code, says in [
            ("too many times", "patterns: ['a{0,99999999999}']", 2, (r"own/x/y\.md",)),
            ("a pattern that nests", f"patterns: ['{'(' * 5000}a{')' * 5000}']", 2, (r"own/x/y\.md",)),
            ("a pattern that is cut", "patterns: ['(?P<']", 2, (r"own/x/y\.md",)),
            ("a pattern that refers back", "patterns: ['(a)\\1']", 2, (r"own/x/y\.md",)),
            ("a pattern that matches nothing", "patterns: ['', 'a{0,3}', '(?=a)', '^', '\\b']", 2, (r"own/x/y\.md:9",)),
            ("a look behind", "patterns: ['(?<=a{1,40})b']", 2, (r"own/x/y\.md",)),
            ("phrases of blanks", "phrases: ['', ' ', '\\n']", 2, (r"own/x/y\.md:9",)),
            ("no phrases", "phrases: []", None, ()),
            ("a file elsewhere", "phrases: {file: ../../../../../../etc/passwd}", 2, (r"own/x/y\.md",)),
            ("a device", "phrases: {file: /dev/zero}", 2, (r"own/x/y\.md",)),
            ("a number of 5,000 digits", f"phrases: [{DIGITS}]", 2, (r"own/x/y\.md",)),
            ("a number of 5,000 hexadecimal digits", f"phrases: {HEX}", 2, (r"own/x/y\.md",)),
            ("a number to the base of 60", "phrases: 1" + ":0" * 5000, 2, (r"own/x/y\.md",)),
            ("a day that is none", "phrases: 2024-13-45", 2, (r"own/x/y\.md",)),
            ("a tag without a value", "phrases: !!int ''", 2, (r"own/x/y\.md",)),
            ("a key that is a list", "? [a, b]\n  : c", 2, (r"own/x/y\.md",)),
            ("aliases that hold themselves", "phrases: &a [*a]", 2, (r"own/x/y\.md",)),
        ]
    ]
    + [
        Row(
            f"a rule's message: {message[:20]}",
            config(
                'rule-paths = ["own"]\n',
                lambda top, message=message: path_in(top, "own/x/y.md").write_text(
                    f'---\ntitle: A\nmessage: "{message}"\nseverity: error\ncheck: phrases\nfix: none\nsince: "0.1"\n'
                    "options:\n  phrases: [intern]\n---\nC\n"
                ),
            ),
            2,
            (r"own/x/y\.md",),
        )
        for message in ("{found:>9999999999}", "{found!r}", "{0}", "{}", "{", "{found.__class__}", "{found[0]}", "{nothing}")
    ]
    + [
        Row("a rule that is a pipe", config('rule-paths = ["own"]\n', fifo("own/x/y.md")), 2, (r"own/x/y\.md.*regular",)),
        Row("a rule without an end", config('rule-paths = ["own"]\n', link("own/x/y.md", "/dev/zero")), 2, (r"own/x/y\.md.*regular",)),
        Row("rules that hold themselves", config('rule-paths = ["own"]\n', link("own/x/y", "..")), None),
    ]
)

FRONT = [
    Row(f"front matter: {name}", page(f"---\n{front}\n---\nFebrary 2025\n".encode("utf-8", "surrogatepass")), 1, (REPORTED,))
    for name, front in [
        ("5,000 digits", f"title: {DIGITS}"),
        ("5,000 hexadecimal digits", f"title: {HEX}\ndate: {HEX}\nslug: 1" + ":0" * 5000),
        ("5,000 digits with a dash", f"date: {DIGITS}-01-01"),
        ("a day that is none", "date: 2024-13-45"),
        ("a time that is none", "date: 2024-01-01T25:61:61Z"),
        ("a tag without a value", "a: !!int ''\nb: !!float x\nc: !!timestamp x\nd: !!bool x\ne: !!binary é\nf: !!null x\ng: !!merge x"),
        ("keys that are lists", "? [a, b]\n: c\n? {d: e}\n: f"),
        ("a merge of a text", "<<: x\ntitle: y"),
        ("a merge of itself", "a: &a\n  <<: *a\n  b: c"),
        ("a version that there is not", "%YAML 9.9\n---\ntitle: x"),
        ("line ends of Unicode", "title: a\x85b\u2028c\u2029d\nx: y"),
        ("a base 60", "a: 190:20:30.15\nb: -1:59:59\nc: 0b\nd: 0x\ne: 0o9"),
        ("nothing but marks", "- - - - ? : : ? - -"),
        ("a long key", "k" * 2000 + ": v"),
        ("bytes that are no letters", "title: \x7f\x80"),
    ]
]

MARKUP = [
    Row(f"markup: {name}", known_site(text), None)
    for name, text in [
        (
            "addresses with brackets",
            "[Ada Lovelace](http://[a) [Ada Lovelace](https://a]b.edu/x) <http://[::1> [a](//[) ![a](http://]) [a](http://[::1]:99999999/)\n",
        ),
        (
            "addresses of odd letters",
            "[Ada Lovelace](http://a℀b.com/x) [a](http://a\u2100) [a](https://\ufe0f.com) [a](http://xn--a.com) [a](http://é..é)\n",
        ),
        ("a port of 5,000 digits", f"[Ada Lovelace](http://ada.org:{DIGITS}/) [a](http://ada.org:-1) [a](http://ada.org:٢)\n"),
        ("a NUL in a path", "[a](b%00c.md) [a](b\0c.md) [a](%00) ![x](%00.png) [a](#%00)\n"),
        ("percent signs", "[a](%ff%fe.md) [a](%zz%) [a](%) [a](%F0%9F%8E) [a](#%ff) [a](page.md#%ff%)\n"),
        ("a path of 5,000 letters", f"[a]({'b' * 5000}.md) [a]({'b/' * 5000}c.md) [a]({'../' * 5000}c.md)\n"),
        (
            "paths of other systems",
            "[a](C:\\\\x) [a](\\\\\\\\server\\\\x) [a](file:///) [a](.) [a](..) [a](?) [a](/) [a](//) [a](///) [a](./.)\n",
        ),
        ("5,000 digits", f"{DIGITS}. x\n\n[^{DIGITS}]\n\n&#{DIGITS}; &#x{DIGITS};\n\n{DIGITS}-01-01 – {DIGITS}\n\n# {DIGITS}\n"),
        (
            "identifiers of 5,000 digits",
            f"ISBN {DIGITS}\n\narXiv:{DIGITS}.{DIGITS}\n\n<https://orcid.org/{DIGITS}>\n\n<https://doi.org/10.{DIGITS}/{DIGITS}>\n",
        ),
        (
            "tables of 5,000 digits",
            f"<table><tr><td colspan={DIGITS} rowspan=-1>x</td></tr></table><ol start={DIGITS}><li value={DIGITS}>x</ol>\n",
        ),
        ("digits that are none", "²⁰²⁵ – present\n\nSept. ²⁰²¹ – ①②③\n\n٢٠٢٥ – ٢٠٢٠\n\n２０２５.１３\n\nISBN ²²²²²²²²²²\n"),
        ("letters that grow", "İ" * 3000 + " ŉ ǰ ΐ ß ﬁ ſ \n\nFebrary 2025, recieve the the\n"),
        (
            "every control character",
            "".join(map(chr, range(32))) + "\x7f\x80\x9f\u2028\u2029\ufffe\uffff\n\n\U0010ffff\U000e0001 Febrary\n",
        ),
        ("a page of marks that turn", "\u202e\u2066\u2067\u202d" * 5000 + "Febrary 2025\n"),
        ("a data address of 200 kB", f"![a](data:image/png;base64,{'A' * 200_000})\n<img src='data:,{'B' * 200_000}'>\n"),
        ("20,000 definitions", "".join(f"[a{n}]: <b{n}> 'c'\n" for n in range(20_000)) + "[a1][a1] [a2]\n"),
        ("20,000 anchors of one name", '<a id="x"></a>' * 20_000 + "[a](#x) [b](#y)\n"),
        ("20,000 titles of one name", "# a\n" * 20_000 + "[a](#a-19999) [a](#a-20000)\n"),
        ("entities in entities", "&amp;" * 20_000 + "&" * 20_000 + "&#x110000; &#xD800; &#0; &#-1; &#x;\n"),
        ("plain text for ever", "<plaintext>" * 3000 + "<textarea><title><xmp><iframe><noembed><noframes>Febrary\n"),
        ("tables in tables", "<table><tr><td>" * 3000 + "Febrary</b></i></p>\n"),
        ("templates in templates", "<template><select><svg><math><foreignObject>" * 2000 + "Febrary\n"),
        ("attributes that repeat", "<p " + " ".join(f'a{n % 7}="b{n}' for n in range(5000)) + ">Febrary</p>\n"),
        ("a doctype that defines", '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>\n<p>&c;</p>\n'),
        ("CDATA and instructions", "<![CDATA[" * 3000 + "<?php " * 3000 + "]]>?>\n"),
        ("Liquid in Liquid", "{% comment %}{% raw %}" * 3000 + "{% endcomment %}{% endraw %}{{ '}}' }}{{ \"%}\" }}{%-%}{{-}}\n"),
        ("math in math", "\\(\\[$$\\begin{a}" * 3000 + "Febrary $ \\end{a}\\]\n"),
        (
            "suppressions of nonsense",
            "<!-- profilelint-disable " + "a/b," * 5000 + " -->\n<!-- profilelint-" + "x" * 5000 + " -->\n<!-- profilelint-enable -->\n",
        ),
        ("mail", "[a](mailto:" + "a@" * 5000 + ") [a](mailto:%00) [a](mailto:) <a@" + "b." * 5000 + "> [a](mailto:a@b?subject=%ff)\n"),
        (
            "targets of scripts",
            "[a](javascript:alert(1)) [a](JaVaScRiPt:x) [a](vbscript:x) [a](data:text/html,<script>) <a href='&#106;avascript:x'>b</a>\n",
        ),
        (
            "includes",
            "{% include ../../../etc/passwd %} {% include_relative /etc/passwd %} {% render %} {% link ../../x.md %} {% post_url ../x %}\n",
        ),
        ("footnotes that hold themselves", "[^1]: [^1] [^2]\n[^2]: [^1]\n" * 1000 + "[^1]\n"),
    ]
]

DATA = [
    Row(f"data: {name}", page(text.encode("utf-8", "surrogatepass"), path), None, argv=(path,))
    for name, path, text in [
        ("5,000 digits in YAML", "cv.yml", f"a: {DIGITS}\nb: -{DIGITS}\nc: {DIGITS}.{DIGITS}e{DIGITS}\nd: {DIGITS}-01-01\n0x{DIGITS}: 1\n"),
        ("5,000 digits in JSON", "cv.json", f'{{"a": {DIGITS}, "b": {DIGITS}.{DIGITS}e{DIGITS}, "{DIGITS}": 1}}'),
        ("5,000 digits in TOML", "cv.toml", f"a = {DIGITS}\nb = {DIGITS}.0e{DIGITS}\nc = {DIGITS}-01-01\n"),
        (
            "5,000 digits in BibTeX",
            "refs.bib",
            f"@misc{{k, year = {DIGITS}, isbn = {{{DIGITS}}}, doi = {{10.{DIGITS}/x}}, month = {DIGITS}}}\n",
        ),
        ("one key 20,000 times", "cv.json", "{" + ",".join(['"a": 1'] * 20_000) + "}"),
        ("a key of its own letters", "cv.json", '{"\\u0061": 1, "a": 2, "\\ud83d": 3, "\\u0000": 4}'),
        ("texts put together", "refs.bib", "@misc{k, title = " + " # ".join(['"a"'] * 20_000) + "}\n"),
        ("20,000 beginnings", "refs.bib", "@" * 20_000 + "@misc{" * 5000),
        ("a key of 200 kB", "refs.bib", "@misc{" + "k" * 200_000 + ", title = {a}}\n"),
        ("authors for ever", "refs.bib", "@misc{k, author = {" + "A and " * 20_000 + "}}\n"),
        ("LaTeX for ever", "refs.bib", "@misc{k, title = {" + "\\'{" * 5000 + "e" + "}" * 5000 + "\\" * 5001 + "}}\n"),
        ("braces in LaTeX", "cv.tex", "\\cventry{a}{" * 20_000 + "}" * 10_000),
        ("ends that never come", "cv.tex", "\\begin{verbatim}\\begin{equation}{\\section{" * 5000 + "\\\\ & \\item " * 5000),
        ("tables in tables", "cv.toml", "a = " + "{b = " * 2000 + "1" + "}" * 2000 + "\n"),
        (
            "tags without values",
            "cv.yml",
            "a: !!int ''\nb: !!float x\nc: !!timestamp x\nd: !!bool x\ne: !!binary é\nf: !!omap x\ng: !!set x\n",
        ),
        ("anchors without an end", "cv.yml", "".join(f"a{n}: &a{n} {{<<: *a{max(0, n - 1)}}}\n" for n in range(500))),
    ]
]

SITES = [
    Row(
        f"site: {name}",
        both(
            page(text.encode(), path),
            page(b"---\ntitle: a\n---\n[a](/x.md) [b](c.md)\n"),
            lambda top: path_in(top, "content/b.md").write_bytes(SLIP),
        ),
        None,
        argv=(".",),
    )
    for name, path, text in [
        ("an address with a bracket", "_config.yml", 'url: "https://[ada"\ntheme: minima\n'),
        ("5,000 digits", "_config.yml", f"url: {DIGITS}\nbaseurl: {DIGITS}\nexclude: {DIGITS}\n"),
        ("5,000 hexadecimal digits", "_config.yml", f"url: {HEX}\npermalink: {HEX}\ncollections_dir: 1" + ":0" * 5000 + "\n"),
        ("5,000 hexadecimal digits for Hugo", "hugo.toml", f"baseURL = {HEX}\n"),
        ("a day that is none", "_config.yml", "url: 2024-13-45\ntheme: !!int ''\npermalink: 0x\n"),
        (
            "lists for texts",
            "_config.yml",
            "url: [a]\nbaseurl: {a: b}\ntheme: [1]\nexclude: 3\ninclude: {a: b}\ncollections: [1, {a: b}]\npermalink: [a]\ndefaults: x\n",
        ),
        ("nothing where something is", "_config.yml", "url:\nbaseurl:\ntheme:\nexclude:\ncollections:\ndefaults:\npermalink:\nplugins:\n"),
        (
            "a permalink of nonsense",
            "_config.yml",
            "permalink: '/:a:b:::/:year/%00/../../../../etc/:title'\ntheme: minima\n"
            "collections: {x: {output: true, permalink: '/../:path'}}\n",
        ),
        ("exclusions of nonsense", "_config.yml", 'exclude: ["[", "x/**", "", 3, null, {a: b}, "%s"]\n' % ("*a" * 40)),
        ("an address with a bracket, for Hugo", "hugo.toml", 'baseURL = "https://[ada"\n'),
        ("5,000 digits for Hugo", "hugo.toml", f"baseURL = {DIGITS}\n"),
        ("other kinds for Hugo", "hugo.toml", "baseURL = 1\ncontentDir = []\npermalinks = 3\nlanguages = 1\nmodule = [1]\n"),
        ("a content folder elsewhere", "hugo.toml", 'contentDir = "../../../../etc"\nstaticDir = "/etc"\n'),
        ("Hugo in JSON", "hugo.json", f'{{"baseURL": {DIGITS}}}'),
        ("Hugo in YAML", "hugo.yaml", f"baseURL: {DIGITS}\ncontentDir: ../..\n"),
        ("a name with nonsense", "CNAME", "\0[\n" + "a." * 5000),
    ]
]

COMMANDS = [
    Row(f"asked: {' '.join(argv)[:60]}", both(page(SLIP), *more), code, says, argv=argv)
    for argv, code, says, *more in [
        (("--today", DIGITS, "page.md"), 2, ("is not a date",)),
        (("--stdin-filename", "a\tb", "-"), None, ()),
        (("--stdin-filename", "", "-"), None, ()),
        (("-", "-"), 2, ("no such file",)),
        (("--config", ".", "page.md"), 2, (": ",)),
        (("--config", "", "page.md"), 2, (": ",)),
        (("--output-file", "sarif=.", "page.md"), 2, ("cannot be written",)),
        (("--output-file", "sarif=out.sarif", "page.md"), 2, ("cannot be",), link("out.sarif", "../ran.sarif")),
        (("--output-file", "sarif=/dev/null/x", "page.md"), 2, ("cannot be written",)),
        (("--output-file", "json=/dev/full", "page.md"), 2, ("cannot be written",)),
        (("--output-file", "=", "page.md"), 2, ("FORMAT=PATH",)),
        (("--exclude", "[", "page.md"), 2, ("not a valid .gitignore pattern",)),
        (("--exclude", "*a" * 50, "page.md"), 1, (REPORTED,)),
        (("--diff-base", "", "page.md"), 2, ("must not be empty",)),
        (("--diff-base", "-x", "page.md"), 2, ("--diff-base",)),
        (("--diff-base", "HEAD@{99999 years ago}", "page.md"), 2, ("--diff-base",)),
        (("--select", "", "page.md"), 2, ("no rule given",)),
        (("--select", "../../etc/passwd", "page.md"), 2, ("unknown rule",)),
        (("explain", "date/../../x"), 2, ("unknown rule",)),
        (("explain", ""), 2, ("",)),
        (("explain", "--why", "page.md"), 2, ("",)),
        (("explain", "--why", "page.md:0:0"), 2, ("",)),
        (("explain", "--why", f"page.md:{DIGITS}:1"), 2, ("",)),
        (("explain", "--why", "page.md:-1:1"), 2, ("",)),
        (("explain", "--why", "page.md:1:99"), 2, ("",)),
        (("explain", "--why", "page.md:²:1"), 2, ("",)),
        (("explain", "--why", "pipe.md:1:1"), 2, ("",), fifo("pipe.md")),
        (("explain", "--why", "zero.md:1:1"), 2, ("",), link("zero.md", "/dev/zero")),
        (("rules", "new", "../../ran/x"), 2, ("",)),
        (("rules", "new", "/ran/x"), 2, ("",)),
        (("rules", "new", "a/b/c"), 2, ("",)),
        (("rules", "new", "A b/\x1b[31m"), 2, ("",)),
        (("rules", "test", "nothing/nowhere"), 2, ("unknown rule",)),
        (("dates", "pipe.md"), 2, ("regular",), fifo("pipe.md")),
        (("dates", "zero.md"), 2, ("regular",), link("zero.md", "/dev/zero")),
        (("dates", "nowhere.md"), 2, ("no such",)),
        (("dates", "--output-format", "json", "."), None, ()),
        (("leftovers", "/dev/null"), 2, ("",)),
        (("leftovers", "nowhere"), 2, ("",)),
        (("leftovers", "page.md"), None, ()),
        (("words", "add", "a\nb"), 2, ("not one word",)),
        (("words", "add", "\x1b[31m"), 2, ("not one word",)),
        (("words", "add", ""), 2, ("not one word",)),
        (("words", "add", "cosets"), 2, ("cannot be",), fifo(TOML)),
        (("words", "add", "cosets"), 2, ("cannot be",), link(TOML, "../ran.toml")),
        (("words", "list"), 0, (), fifo(TOML)),
        (("words", "learn"), 2, ("terminal",)),
        (("baseline", "write"), 2, ("cannot be",), link(BASELINE, "../ran.json")),
        (("baseline", "write"), 2, ("cannot be",), fifo(BASELINE)),
        (("baseline", "write"), 2, ("cannot be",), link(BASELINE, "/dev/full")),
        (("baseline", "write", "--file", "/dev/null/x"), 2, ("cannot be",)),
        (("baseline", "prune", "--file", "nowhere.json"), 2, ("",)),
        (("init", "--yes"), 2, ("",), fifo(".pre-commit-config.yaml")),
        (("init", "--yes"), 2, ("",), link(".pre-commit-config.yaml", "/dev/zero")),
        (("init", "--yes"), 2, ("cannot be",), link(".pre-commit-config.yaml", "../ran.yaml")),
        (("init", "--yes"), 2, ("outside",), link(".github", "/tmp")),
        (("init", "--yes"), 0, ("3 files written",), link(".github/workflows/x.yml", "/dev/zero"), fifo(".github/workflows/y.yml")),
        (("init", "--yes"), 0, ("cannot edit",), page(b"\xff\xfe", ".pre-commit-config.yaml")),
        (("init", "--yes"), None, (), page(f"repos:\n- repo: {DIGITS}\n".encode(), ".pre-commit-config.yaml")),
        (("links", "--site", "http://[x", "."), 2, ("not the address",)),
        (("links", "--site", "http://x:99999/", "."), 2, ("not the address",)),
        (("links", "--site", "file:///etc/passwd", "."), 2, ("not the address",)),
        (("links", "--site", "http://a..b/", "."), 2, ("no such host",)),
        (("links", "--built", "nowhere", "."), 2, ("",)),
        (("links", "--built", "page.md", "."), 2, ("",)),
        (("links", "--built", "b", "--budget", "1", "."), None, (), link("b/x.html", "/dev/zero"), fifo("b/y.html"), link("b/z", "/etc")),
        (("links", "--allow-private", "x[", "."), 2, ("",)),
        (("links", "--allow-private", "127.0.0.1:99999", "."), 2, ("",)),
        (("links", "--allow-private", f"127.0.0.1:{DIGITS}", "."), 2, ("",)),
        (("links", "--allow-private", "", "."), 2, ("",)),
        (("links", "--budget", "nan", "."), 2, ("",)),
        (("links", "--budget", "-1", "."), 2, ("",)),
        (("links", "--timeout", "-0.1", "."), 2, ("not a number of seconds",)),
        (("links", "--timeout", "inf", "."), 2, ("",)),
        (("links", "--delay", "nan", "."), 2, ("",)),
        (("links", "--skip", "*a" * 50, "."), None, (), page(b"[x](https://127.0.0.1/" + b"a" * 300 + b")\n", "l.md")),
    ]
]


@pytest.mark.parametrize(
    "row", [*NAMES, *GIT, *BASELINES, *SETTINGS, *RULES, *FRONT, *MARKUP, *DATA, *SITES, *COMMANDS], ids=lambda row: row.name
)
def test_what_an_attacker_would_try(row, site):
    check(row, site)
    assert not list(site.parent.glob("ran*"))
