"""The constructs of every format that is read, and the ways in which a grammar lets them be said too often: texts that grow.

A construct is what opens, what may be inside, and what closes. A shape puts a construct many times: one after the other, one inside the
other, opened and never closed, closed and never opened. Each shape of each construct is a family, of which a text of any length can be
made; `bench/hostile.py` asks whether it is read in time in proportion to that length, and so does `tests/test_growth.py` of some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations


@dataclass(frozen=True)
class Construct:
    """`{}` in a text is a number that counts up, so that no two are alike."""

    name: str
    opens: str
    says: str = "a"
    closes: str = ""

    @property
    def whole(self) -> str:
        return self.opens + self.says + self.closes


@dataclass(frozen=True)
class Family:
    """`text(size)`: a text of about that many characters."""

    format: str
    name: str
    text: Callable[[int], str]


def _constructs(table: str) -> tuple[Construct, ...]:
    r"""A line each: name | opens | says | closes. "\n" is a line end, "\t" a tab, "\p" a stroke, "\s" a blank at an end."""
    found = []
    for line in table.strip().splitlines():
        name, *parts = (part.strip() for part in line.split("|"))
        for written, meant in (("\\n", "\n"), ("\\t", "\t"), ("\\p", "|"), ("\\s", " "), ("\\u200b", "\u200b"), ("\\u2028", "\u2028")):
            parts = [part.replace(written, meant) for part in parts]
        found.append(Construct(name, *parts))
    return tuple(found)


MARKDOWN = _constructs(r"""
    word |  | word | \s
    name |  | Ada Lovelace, | \s
    one letter |  | a |
    sentence |  | The cat sat. | \s
    capitals |  | ABC | \s
    number |  | 12 | \s
    year |  | 2020 – 2021, | \s
    date |  | May 2024, | \s
    day |  | 31 December 2024 | \s
    open range |  | 2019 – present | \n
    slip |  | recieve | \s
    foreign |  | über ß | \s
    han |  | 中文（a）。 | \s
    mojibake |  | â€™Ã¼ | \s
    zero width |  | a\u200bb | \s
    quotes | “ | a | ”
    straight quotes | " | a | "
    apostrophe |  | a's | \s
    brackets | ( | a | )
    square brackets | [ | a | ]
    braces | { | a | }
    emphasis | * | a | *
    strong | ** | a | **
    underscores | __ | a | __
    underscore | _ | a | _
    strike | ~~ | a | ~~
    code | ` | a | `
    code of two | `` | a | ``
    growing code | `{}` | a | `
    math | $ | a | $
    display math | $$ | a | $$
    formula | \\( | a | \\)
    display formula | \\[ | a | \\]
    link | [ | a | ](b)
    link with title | [ | a | ](b "c")
    link in angles | [ | a | ](<b>)
    link to nowhere | [a]( |  | )
    link of its own | [a{}](b{} |  | )
    link to a page | [Ada Lovelace](https://alpha.edu/{} |  | )
    image | ![ | a | ](b.png)
    reference | [ | a | ][b]
    short reference | [a{} |  | ]
    definition | [a{}]: | b | \n
    footnote | [^{} |  | ]
    footnote text | [^{}]: | a | \n
    address | < | http://a.edu | >
    bare address | http://a.edu/ | a | \s
    www | www. | a.edu | \s
    mail | < | a@b.edu | >
    bare mail |  | a@b.edu | \s
    entity | & | amp | ;
    numbered entity | &# | 65 | ;
    escape | \ | * |
    heading | #\s | a | \n
    numbered heading | #\s | a {} | \n
    deep heading | ######\s | a | #\n
    underlined | a\n | === | \n
    heading with id | #\s | a | {#b{}}\n
    list | -\s | a | \n
    numbered list | 1.\s | a | \n
    indented list | \s\s-\s | a | \n
    quote | >\s | a | \n
    code block | \s\s\s\s | a | \n
    fence | ```\n | a | \n```\n
    tilde fence | ~~~\n | a | \n~~~\n
    rule | *** | | \n
    table | \p a \p b \p\n\p---\p---\p\n | \p a \p b \p\n | \n
    table row | \p | a | \p\n
    cell | \p | a |
    term | a\n | : b | \n
    task | - [ ]\s | a | \n
    attribute list | {: | .a | }
    div | :::\s | a | \n:::\n
    line break |  | a | \s\s\n
    back slash at end |  | a | \\\n
    paragraph |  | a | \n\n
    tag | <b> | a | </b>
    block tag | <p> | a | </p>
    block tag on its line | <div>\n | a | \n</div>\n
    markdown in html | <div markdown="1">\n | a | \n</div>\n
    tag at each paragraph | <b> | a | \n\n
    list tag | <ul><li> | a | </li></ul>
    item tag | <li> | a |
    table tag | <table><tr><td> | a | </td></tr></table>
    link tag | <a href="b"> | a | </a>
    image tag | <img src="b" alt=" | a | ">
    anchor tag | <a name="a{}"> | a | </a>
    details | <details><summary> | a | </summary></details>
    script | <script> | a | </script>
    style | <style> | a | </style>
    script with attributes | <script src="a" | b | ></script>
    textarea | <textarea> | a | </textarea>
    pre | <pre> | a | </pre>
    attribute | <p a=" | b | ">
    attributes | <p | \sa{}="b" | >
    comment | <!-- | a | -->
    comment with markup | <!-- **a** [b](c) | <i>d</i> | -->
    short comment | <!--> | a |
    declaration | <!DOCTYPE | a | >
    instruction | <?a | b | ?>
    section | <![CDATA[ | a | ]]>
    output | {{ | a | }}
    liquid tag | {% | a | %}
    liquid if | {% if a %} | b | {% endif %}
    liquid for | {% for a in b %} | c | {% endfor %}
    liquid comment | {% comment %} | a | {% endcomment %}
    liquid raw | {% raw %} | a | {% endraw %}
    liquid highlight | {% highlight a %} | a | {% endhighlight %}
    liquid capture | {% capture a %} | b | {% endcapture %}
    shortcode | {{< | a | >}}
    shortcode of markup | {{% | a | %}}
    suppression | <!-- profilelint-disable-next-line | spelling | -->\n
    suppression of files | <!-- profilelint-disable | spelling | -->\n
    lorem |  | lorem ipsum dolor sit amet | \s
    filler |  | TBD xxx | \s
    identifier |  | arXiv:2310.01234 10.1000/x{} | \s
    publication | -\s | A. Author, B. Author. Title {}. NeurIPS 2023. | \n
    position | -\s | Lecturer, University of Alpha, 2019 – 2021 | \n
    section of nothing | ##\s | Publications {} | \n\n
    line separator |  | a\u2028b | \n
""")  # fmt: skip

HTML = (*MARKDOWN[:20], *(construct for construct in MARKDOWN if construct.opens[:1] in ("<", "&", "{")))

YAML = _constructs(r"""
    field | a{}:\s | b | \n
    text | title:\s | The cat sat. | \n
    same field | a:\s | b | \n
    quoted | a{}: " | b | "\n
    single quoted | a{}: ' | b | '\n
    escape | a{}: " | \\x41 | "\n
    block | a{}: \p\n\s\s | b | \n
    folded | a{}: >\n\s\s | b | \n
    item | -\s | a | \n
    nested item | -\s | a |
    map in item | - a:\s | b | \n
    list | [ | a, | ]
    map | { | a{}: b, | }
    key | ?\s | a | \n
    anchor | a{}: &b{}\s | c | \n
    alias | a{}: &b c\na{}: *b | | \n
    merge | a{}: &b {c: d}\nb{}: {<<: *b} | | \n
    tag | a{}: !!str\s | b | \n
    comment | #\s | a: b | \n
    document | ---\n | a | \n...\n
    number | a{}: | 12 | \n
    sixty | a{}: 1 | :00 | \n
    exponent | a{}: | 1e3 | \n
    number for key |  | {}000: a | \n
    date | a{}:\s | 2020-01-31 | \n
    link | url{}:\s | https://alpha.edu/ | \n
    markup | a{}:\s | **b** <i>c</i> | \n
    broken quote | a: "b" | c | \n
    broken colon | a: b: | c | \n
    tab | \t | a: b | \n
    directive | % | YAML 1.1 | \n
    suppression | # profilelint-disable | spelling | \n
    long line |  | a b | \s
""")  # fmt: skip

JSON = _constructs(r"""
    text | " | a | ",
    escaped quote | " | \\" | ",
    escape | " | \\u0041 | ",
    surrogate | " | \\ud83d | ",
    list | [ | 1, | ]
    map | { | "a{}": 1, | }
    same key | { | "a": 1, | }
    field | "a{}": | "b" | ,
    number |  | 12 | ,
    long number |  | 1 |
    exponent |  | 1e9 | ,
    word |  | true | ,
    comment | // | a | \n
    markup | "a{}": " | <b>c</b> **d** | ",
    sentence | "a{}": " | The cat sat. | ",
    line | | 1, | \n
""")  # fmt: skip

TOML = _constructs(r"""
    field | a{} = " | b | "\n
    same field | a = " | b | "\n
    literal | a{} = ' | b | '\n
    multi-line | a{} = \"\"\" | b | \"\"\"\n
    literal lines | a{} = ''' | b | '''\n
    escape | a{} = " | \\u0041 | "\n
    table | [a{} | .b | ]\n
    same table | [a | | ]\n
    array table | [[a | .b | ]]\n
    dotted key | a{} | .b | = 1\n
    quoted key | "a{} | b | " = 1\n
    list | a{} = [ | 1, | ]\n
    nested list | [ | 1, | ]
    inline table | a{} = { | b = 1, | }\n
    nested table | { | a = 1, | }
    number | a{} = | 12 | \n
    long number | a{} = | 1 |
    date | a{} = | 2020-01-31 | \n
    comment | #\s | a = 1 | \n
    markup | a{} = " | **b** <i>c</i> | "\n
    suppression | # profilelint-disable | spelling | \n
    no value | a{} | | \n
""".replace('\\"', '"'))  # fmt: skip

BIBTEX = _constructs(r"""
    entry | @misc{k{}, title = { | a | }}\n
    same entry | @misc{k, title = { | a | }}\n
    quoted | @misc{k{}, title = " | a | "}\n
    round entry | @misc(k{}, title = { | a | })\n
    field | title{} = { | a | },\n
    same field | title = { | a | },\n
    braces | { | a | }
    authors | @misc{k{}, author = { | A. B. and\s | C}}\n
    joined | @misc{k{}, title = "a" | # "b" | }\n
    macro | @string{a{} = { | b | }}\n
    doubled macro | @string{a = {b}}\n@string{a = a # a | | }\n
    macro of macros | @string{b = {c}}\n@misc{k{}, title = b | # b | }\n
    preamble | @preamble{ | "a" | }\n
    comment | @comment{ | a | }\n
    comment line | %\s | a | \n
    text between |  | a b | \n
    link | @misc{k{}, url = { | http://a.edu/ | }}\n
    tex | @misc{k{}, title = { | \\'{e} | }}\n
    tex command | @misc{k{}, title = { | \\emph{a} | }}\n
    math | @misc{k{}, title = { | $a$ | }}\n
    number | @misc{k{}, year = | 2020 | }\n
    at sign | @ | a |
    no key | @misc{ | | }\n
""")  # fmt: skip

CONSTRUCTS: Mapping[str, tuple[Construct, ...]] = {
    "md": MARKDOWN,
    "html": HTML,
    "yml": YAML,
    "json": JSON,
    "toml": TOML,
    "bib": BIBTEX,
}

#: What a page of a format begins with and ends with, so that a construct is met where it counts.
FRAMES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "md": (("", ""), ("---\ntitle: a\n---\n", "")),
    "html": (("", ""),),
    "yml": (("", ""), ("a:\n  - ", "")),
    "json": (("[", "1]"), ("", "")),
    "toml": (("", ""), ("a = ", "")),
    "bib": (("", ""), ("@misc{k,\n", "}\n")),
}

Shape = Callable[[Construct, int], str]


def _times(text: str, size: int) -> str:
    """A text again and again, with the numbers in it counted up."""
    if not text:
        return ""
    if "{}" not in text:
        return text * max(1, size // len(text))
    return "".join(text.replace("{}", str(number)) for number in range(max(1, size // (len(text) + 3))))


def _nested(construct: Construct, size: int) -> str:
    opens, closes = construct.opens or construct.says, construct.closes
    each = size * len(opens) // max(1, len(opens + closes))
    return _times(opens, each) + construct.says + _times(closes, size - each)


#: By name: the text that a shape makes of a construct.
SHAPES: Mapping[str, Shape] = {
    "repeated": lambda c, size: _times(c.whole, size),
    "on lines": lambda c, size: _times(c.whole + "\n", size),
    "in paragraphs": lambda c, size: _times(c.whole + "\n\n", size),
    "in items": lambda c, size: _times(f"- {c.whole}\n", size),
    "nested": _nested,
    "never closed": lambda c, size: _times(c.opens + c.says, size),
    "never closed, on lines": lambda c, size: _times(c.opens + c.says + "\n", size),
    "never closed, in paragraphs": lambda c, size: _times(c.opens + c.says + "\n\n", size),
    "opened": lambda c, size: _times(c.opens, size),
    "opened once": lambda c, size: _times(c.opens, 1) + _times(c.says + " ", size),
    "opened once, with lines": lambda c, size: _times(c.opens, 1) + _times(c.says + "\n", size),
    "closed": lambda c, size: _times(c.closes, size),
    "closed before": lambda c, size: _times(c.closes + c.opens, size),
    "long": lambda c, size: _times(c.opens, 1) + _times(c.says, size) + _times(c.closes, 1),
    "long on lines": lambda c, size: _times(c.opens, 1) + _times(c.says + "\n", size) + _times(c.closes, 1),
    "opened, then closed once": lambda c, size: _times(c.opens, size) + _times(c.closes, 1),
}


def families(format: str) -> Iterator[Family]:
    """Every shape of every construct of a format, in each frame; a text that two of them make is made once."""
    seen = set()
    for construct in CONSTRUCTS[format]:
        for name, shape in SHAPES.items():
            for number, frame in enumerate(FRAMES[format]):
                if (short := _framed(shape, construct, frame, 300)) in seen:
                    continue
                seen.add(short)
                yield Family(format, f"{construct.name}, {name}{' (framed)' * number}", _made(shape, construct, frame))


def crossings(format: str) -> Iterator[Family]:
    """Two constructs: one across, inside, beside or under the other."""
    for one, two in permutations(CONSTRUCTS[format], 2):
        for name, shape in _CROSSINGS.items():
            if name not in ("across", "both never closed") or (one.opens and two.opens):
                yield Family(format, f"{one.name} and {two.name}, {name}", _crossed(shape, one, two, FRAMES[format][0]))


_CROSSINGS: Mapping[str, Callable[[Construct, Construct, int], str]] = {
    "across": lambda one, two, size: _times(one.opens + two.opens + one.says + one.closes + two.closes, size),
    "both never closed": lambda one, two, size: _times(one.opens + two.opens, size),
    "alternating": lambda one, two, size: _times(f"{one.whole}{two.whole}", size),
    "beside": lambda one, two, size: f"{_times(one.whole, size // 2)} {_times(two.whole, size // 2)}",
    "beside, on lines": lambda one, two, size: _times(f"{one.whole}\n", size // 2) + _times(f"{two.whole}\n", size // 2),
    "under a long one": lambda one, two, size: (
        f"{_times(one.opens, 1)}{_times(one.says, size // 2)}{_times(one.closes, 1)}\n\n{_times(two.whole + chr(10), size // 2)}"
    ),
    "inside": lambda one, two, size: _times(one.opens, 1) + _times(two.whole, size) + _times(one.closes, 1),
}


def examples() -> Iterator[Family]:
    """What the pages of rules have for examples, in which one line stands again and again: what makes each check speak, or nearly."""
    from profilelint.authoring.grammar import parse_examples
    from profilelint.rulepages.rules import load_rules

    endings = {"markdown": "md", "yaml": "yml", "bibtex": "bib"}
    for rule in load_rules():
        for example in parse_examples(rule):
            lines = example.page.source.text.splitlines(keepends=True)
            for at, line in enumerate(lines[:_MOST_LINES]):
                ended = line if line.endswith("\n") else f"{line}\n"
                if len(ended) < _LONG_LINE:
                    format = endings.get(example.format, example.format)
                    made = _repeated("".join(lines[:at]), ended, "".join(lines[at + 1 :]))
                    yield Family(format, f"{rule.id}, {example.name}, line {at + 1}", made)


_MOST_LINES, _LONG_LINE = 12, 2_000


def _repeated(before: str, line: str, after: str) -> Callable[[int], str]:
    return lambda size: before + line * max(1, size // len(line)) + after


def _crossed(
    shape: Callable[[Construct, Construct, int], str], one: Construct, two: Construct, frame: tuple[str, str]
) -> Callable[[int], str]:
    return lambda size: frame[0] + shape(one, two, size) + frame[1]


def _made(shape: Shape, construct: Construct, frame: tuple[str, str]) -> Callable[[int], str]:
    return lambda size: _framed(shape, construct, frame, size)


def _framed(shape: Shape, construct: Construct, frame: tuple[str, str], size: int) -> str:
    return frame[0] + shape(construct, size) + frame[1]
