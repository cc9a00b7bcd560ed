"""Texts that are grown from the grammars: constructs again and again, one inside the other, of one language within another, and cut off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from fuzz.families import SHAPES, times
from fuzz.grammars import CONSTRUCTS, FRAMES
from fuzz.grammars.construct import Construct
from fuzz.pages import damaged

_SHAPES = tuple(SHAPES.values())
_BETWEEN = ("", "", " ", "\n", "\n", "\n\n")
_INDENTS = ("  ", "    ", "\t", "> ", "- ", "  - ")
#: Texts of another language that stand in one: front matter, values, code.
_WITHIN: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "md": (("---\n", "yml", "\n---\n"), ("+++\n", "toml", "\n+++\n"), ("{", "json", "}\n\n"), ("```bibtex\n", "bib", "\n```\n")),
    "html": (("---\n", "yml", "\n---\n"), ('<script type="application/ld+json">', "json", "</script>"), ("<div>", "md", "</div>")),
    "yml": (("a: |\n  ", "md", "\n"), ("b: '", "html", "'\n"), ("c: ", "json", "\n")),
    "json": (('"a": "', "md", '",'), ('"b": "', "html", '",')),
    "toml": (('a = """', "md", '"""\n'), ("b = '", "html", "'\n")),
    "bib": (("@misc{k, abstract = {", "md", "}}\n"),),
    "tex": (("\\begin{verbatim}\n", "md", "\n\\end{verbatim}\n"), ("% ", "bib", "\n")),
}


def size_of(dice: Random, most: int = 50_000) -> int:
    """Most texts are short, as they take a short time; one in fifty has all that is allowed."""
    return most if dice.random() < 0.02 else int(min(most, 20 * 2 ** dice.uniform(0, 6)))


def text_of(dice: Random, format: str, size: int) -> str:
    """A text in a format, of about that many characters."""
    before, after = dice.choice(FRAMES[format])
    text = before
    if dice.random() < 0.2:
        opens, inner, closes = dice.choice(_WITHIN[format])
        text += opens + grown(dice, CONSTRUCTS[inner], size // 3) + closes
    return spoilt(dice, text + grown(dice, CONSTRUCTS[format], size) + after, size)


def grown(dice: Random, constructs: Sequence[Construct], size: int) -> str:
    parts: list[str] = []
    left = size
    while left > 0:
        part = _part(dice, constructs, max(1, int(left * dice.random())), 3)[: left + 100]
        parts += part, dice.choice(_BETWEEN)
        left -= len(part) + 1
    return "".join(parts)


def _part(dice: Random, constructs: Sequence[Construct], size: int, depth: int) -> str:
    one, two = dice.choice(constructs), dice.choice(constructs)
    match dice.randrange(8 if depth else 3):
        case 0 | 1:
            return dice.choice(_SHAPES)(one, size)
        case 2:
            return times(one.opens + two.opens, size // 2) + times(two.closes + one.closes, size // 2)
        case 3:
            return times(one.opens, 1) + _part(dice, constructs, size, depth - 1) + times(one.closes, 1)
        case 4:
            return times(one.whole + dice.choice(_BETWEEN) + two.whole + dice.choice(_BETWEEN), size)
        case 5:
            indent = dice.choice(_INDENTS)
            return _part(dice, constructs, size, depth - 1).replace("\n", f"\n{indent * dice.randrange(1, 4)}")
        case 6:
            inner = _part(dice, constructs, size, depth - 1)
            return inner[: dice.randrange(len(inner) + 1)]
    return _part(dice, constructs, size // 2, depth - 1) + _part(dice, constructs, size // 2, depth - 1)


def spoilt(dice: Random, text: str, size: int) -> str:
    """Cut off, or damaged, or neither; not much longer than it was to be."""
    if dice.random() < 0.3:
        text = text[: dice.randrange(len(text) + 1)]
    for _ in range(dice.choice((0, 0, 1, 3))):
        text = damaged(dice, text)
    if dice.random() < 0.1:
        text = text.replace("\n", dice.choice(("\r\n", "\r", "\u2028", " ")))
    return text[: size * 2]
