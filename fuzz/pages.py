"""Pages as people write them, and pages that nobody would write, made from the parts that pages are written in.

A page is grown from a grammar (Markdown, HTML, Liquid, YAML, TOML, JSON, BibTeX, dates, Unicode) and then damaged: parts are cut, doubled,
swapped and nested. Everything comes from one random generator, so that a seed is a page, on every machine.
"""

from __future__ import annotations

from random import Random

from bench.pages import as_html
from bench.pages import page as as_markdown

FORMATS = ("md", "md", "md", "html", "html", "yml", "json", "toml", "bib", "tex")

WORDS = (
    "research", "recieve", "the the", "Febrary", "lab", "Zürich", "São Paulo", "东京大学", "naïve", "e\u0301cole", "𝐁old", "🎓👩🏽‍🎓",
    "\u200b", "\xad", "\ufeff", "\u202e", "â€™", "Ã¼", "ï¼Œ", "\ue000", "\ufffd", "“x”", "‘", "xxx", "TBD",
    "lorem ipsum dolor sit amet", "a hour", "an university", "and,, or", "word（cn）", "1–2", "——", "...", "Dr.", "et al.",
    "https://alpha.edu/x_y_(z)", "www.alpha.edu", "me@alpha.edu", "#", "@you", "10.1000/x", "arXiv:2310.01234", "C++", "$x_1$", "\\*",
    "&amp;", "&#xD800;", "&lt",
)  # fmt: skip
DATES = (
    "2019", "2019-", "2019 – Present", "Sept. 2021", "2021.13", "30 Feb 2024", "2024-02-30", "May 2024 - March 2023", "2022.04 (now)",
    "'23", "Fall 2025", "10–14 September 2023", "2022 ———— Present", "至今", "09/2021 ~ 2020", "Octo 2020", "expected 2020",
    "1999-12-31T23:59:60Z", "99999", "0000", "2019 – 2019 – 2019",
)  # fmt: skip
OPENERS = (
    "**", "*", "_", "`", "``", "~~", "$", "$$", "[", "![", "](", "<", "<!--", "{{", "{%", "{%- comment -%}", "<b>", "<a href=\"", "<p>",
    "<script>", "<div markdown=\"1\">", "\"", "(", "[^1]", "{:", "::: ",
)  # fmt: skip
CLOSERS = (
    "**", "*", "_", "`", "``", "~~", "$", "$$", "]", "](x.pdf)", ")", ">", "-->", "--!>", "}}", "%}", "{%- endcomment -%}", "</b>",
    "\"></a>", "</p>", "</script>", "</div>", "\"", ".class}", "\n:::",
)  # fmt: skip
LINES = (
    "# {}", "## {} ##", "{}\n===", "{}\n---", "- {}", "  * {}", "10. {}", "> {}", ">> - {}", "| {} | {} |\n|---|:-:|\n| {} | {} |",
    "    {}", "```{}\n{}\n```", "~~~\n{}", "<!-- {} -->", "<!--\n{}\n\n{}\n-->", "<p>{}</p>", "<ul><li>{}<li>{}</ul>",
    "<table><tr><td>{}<td>{}</table>", "<details>\n<summary>{}</summary>\n\n{}\n</details>", "[{}]: {}", "[^1]: {}",
    "{{% if x %}}{}{{% else %}}{}{{% endif %}}", "{{{{ site.{} | {} }}}}", "<img src=\"{}\" alt={}>", "* * *", "\\",
    "<!-- profilelint-disable-next-line {} -->", "$$\n{}\n$$", "{}  \n{}", "{}\\\n{}", "",
)  # fmt: skip
SCALARS = (
    "{}", "\"{}\"", "'{}'", "|\n  {}\n  {}", ">-\n  {}", "[{}, {}]", "{{a: {}, b: [{}]}}", "&a {}", "*a", "!!str {}", "~", "no", "012",
    "2024-01-31", "# {}", "{}: {}",
)  # fmt: skip
KEYS = (
    "title", "date", "author", "permalink", "email", "startDate", "endDate", "url", "- name", "  - x", "é", "\"q\"", "? k", "<<",
)  # fmt: skip
ENTRIES = (
    "@article{{{}, title = {{{}}}, year = {}, url = {{{}}}}}", "@misc{{k,\n  author = \"{}\" # {},\n}}", "@string{{x = \"{}\"}}",
    "@comment{{{}}}", "% {}", "@inproceedings{{k, title={{{{{}}}}}", "{}",
)  # fmt: skip
COMMANDS = (
    "\\section{{{}}}", "\\cventry{{{}}}{{{}}}{{}}{{{}}}", "\\begin{{itemize}}\n\\item {}\n\\item[{}] {}\n\\end{{itemize}}", "% {}",
    "\\href{{{}}}{{{}}}", "\\textbf{{{}}} \\hfill {} \\\\", "\\begin{{tabular}}{{ll}}\n{} & {} \\\\\n\\end{{tabular}}",
    "\\'e{}", "``{}''", "",
    "\\name{{{}}}{{{}}}", "{{{}", "{}}}", "\\newcommand{{\\x}}[1]{{{}}}", "\\begin{{verbatim}}{}\\end{{verbatim}}", "${}$", "{}\n\n{}",
)  # fmt: skip
VALUES = (
    "\"{}\"", "12", "-0.5e+3", "true", "null", "[\"{}\", \"{}\"]", "{{\"a\": \"{}\"}}", "\"\\ud83d\\ude00 {}\"", "\"\\u0000\"",
    "1979-05-27", "'''{}'''", "\"\"\"\n{}\"\"\"",
)  # fmt: skip


def realistic(seed: int) -> tuple[str, bytes]:
    """The name and the bytes of a page as people write them, slips and all."""
    random = Random(seed)
    kind, write = random.choice((("md", as_markdown), ("md", as_markdown), ("html", as_html)))
    return f"page.{kind}", write(random, random.choice((200, 500, 2000)), random.random() < 0.5).encode()


def page(seed: int) -> tuple[str, bytes]:
    """The name and the bytes of a page that nobody would write."""
    random = Random(seed)
    kind = random.choice(FORMATS)
    text = _grown(random, kind)
    for _ in range(random.choice((0, 0, 1, 2, 5))):
        text = damaged(random, text)
    text = text.replace("\n", random.choice(("\n", "\n", "\n", "\r\n", "\r")))
    data = text.encode("utf-8", "surrogatepass" if random.random() < 0.5 else "replace")
    if random.random() < 0.1:
        data = _broken(random, data)
    if random.random() < 0.05:
        data = b"\xef\xbb\xbf" + data
    return f"page.{kind}", data


def mutated(data: bytes, seed: int) -> bytes:
    """Bytes made a little worse; `data` may be anything."""
    random = Random(seed)
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(random.randrange(1, 4)):
        text = damaged(random, text)
    return text.encode("utf-8", "surrogateescape")


def _grown(random: Random, kind: str) -> str:
    if kind in ("md", "html"):
        front = random.choice(("", "", f"---\n{_yaml(random)}\n---\n", f"+++\n{_toml(random)}\n+++\n", f"{{{_json(random)}}}\n"))
        return front + "\n".join(_line(random, 3) for _ in range(random.randrange(1, 14)))
    return {"yml": _yaml, "toml": _toml, "json": lambda random: f"{{{_json(random)}}}", "bib": _bibtex, "tex": _latex}[kind](random)


def _text(random: Random, depth: int) -> str:
    parts = []
    for _ in range(random.randrange(1, 6)):
        word = random.choice(DATES if random.random() < 0.2 else WORDS)
        if depth and random.random() < 0.3:
            index = random.randrange(len(OPENERS))
            closer = CLOSERS[index] if random.random() < 0.8 and index < len(CLOSERS) else random.choice(CLOSERS)
            word = f"{OPENERS[index]}{_text(random, depth - 1)}{closer}"
        parts.append(word)
    return random.choice((" ", " ", " ", "", "\t", "\u00a0")).join(parts)


def _filled(random: Random, form: str, depth: int = 2) -> str:
    holes = form.replace("{{", "").replace("}}", "").count("{}")
    return form.format(*(_text(random, depth) for _ in range(holes)))


def _line(random: Random, depth: int) -> str:
    if random.random() < 0.35:
        return _text(random, depth)
    filled = _filled(random, random.choice(LINES), depth)
    return filled if random.random() < 0.8 else "> " + filled.replace("\n", "\n> ")


def _yaml(random: Random) -> str:
    return "\n".join(f"{random.choice(KEYS)}: {_filled(random, random.choice(SCALARS), 1)}" for _ in range(random.randrange(1, 8)))


def _toml(random: Random) -> str:
    lines = [
        f"{random.choice(('a', 'title', 'b.c', '[x]', '[[y]]'))} = {_filled(random, random.choice(VALUES), 0)}"
        for _ in range(random.randrange(1, 7))
    ]
    return "\n".join(line.partition(" = ")[0] if line.startswith("[") else line for line in lines)


def _json(random: Random) -> str:
    return ",\n".join(
        f'"{random.choice(("title", "é", "a"))}": {_filled(random, random.choice(VALUES[:9]), 0)}' for _ in range(random.randrange(1, 6))
    )


def _latex(random: Random) -> str:
    lines = [_filled(random, random.choice(COMMANDS), 1) for _ in range(random.randrange(1, 10))]
    return "\\documentclass{moderncv}\n" * random.randrange(2) + "\\begin{document}\n" * random.randrange(2) + "\n".join(lines)


def _bibtex(random: Random) -> str:
    return "\n\n".join(_filled(random, random.choice(ENTRIES), 1) for _ in range(random.randrange(1, 6)))


def damaged(random: Random, text: str) -> str:
    if not text:
        return random.choice(WORDS)
    start, end = sorted((random.randrange(len(text)), random.randrange(len(text))))
    end = min(end, start + random.choice((1, 3, 10, 40)))
    other = random.randrange(len(text) + 1)
    match random.randrange(7):
        case 0:
            return text[:start] + text[end:]
        case 1:
            return text[:other] + text[start:end] + text[other:]
        case 2:
            return text[:start] + text[start:end] * random.choice((2, 3, 30)) + text[end:]
        case 3:
            return text[:other] + random.choice((*OPENERS, *CLOSERS, "\n", "\n\n", "\0", "\x0c", "\u2028", "\udc80")) + text[other:]
        case 4:
            return text[:start] + text[start:end][::-1] + text[end:]
        case 5:
            return text[:start] + random.choice((*WORDS, *DATES)) + text[end:]
        case _:
            return text[: start + 1]


def _broken(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + random.randrange(2) :]
