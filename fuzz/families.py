"""The ways in which a grammar lets its constructs be said too often: texts that grow.

A shape puts a construct many times: one after the other, one inside the other, opened and never closed, closed and never opened. Each
shape of each construct is a family, of which a text of any length can be made; `bench/hostile.py` asks whether it is read in time in
proportion to that length, and so does `tests/test_growth.py` of some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from fuzz.grammars import CONSTRUCTS, FRAMES
from fuzz.grammars.construct import Construct


@dataclass(frozen=True)
class Family:
    """`text(size)`: a text of about that many characters."""

    format: str
    name: str
    text: Callable[[int], str]


Shape = Callable[[Construct, int], str]


def times(text: str, size: int) -> str:
    """A text again and again, with the numbers in it counted up."""
    if not text:
        return ""
    if "{}" not in text:
        return text * max(1, size // len(text))
    return "".join(text.replace("{}", str(number)) for number in range(max(1, size // (len(text) + 3))))


def _nested(construct: Construct, size: int) -> str:
    opens, closes = construct.opens or construct.says, construct.closes
    each = size * len(opens) // max(1, len(opens + closes))
    return times(opens, each) + construct.says + times(closes, size - each)


#: By name: the text that a shape makes of a construct.
SHAPES: Mapping[str, Shape] = {
    "repeated": lambda c, size: times(c.whole, size),
    "on lines": lambda c, size: times(c.whole + "\n", size),
    "in paragraphs": lambda c, size: times(c.whole + "\n\n", size),
    "in items": lambda c, size: times(f"- {c.whole}\n", size),
    "nested": _nested,
    "never closed": lambda c, size: times(c.opens + c.says, size),
    "never closed, on lines": lambda c, size: times(c.opens + c.says + "\n", size),
    "never closed, in paragraphs": lambda c, size: times(c.opens + c.says + "\n\n", size),
    "opened": lambda c, size: times(c.opens, size),
    "opened once": lambda c, size: times(c.opens, 1) + times(c.says + " ", size),
    "opened once, with lines": lambda c, size: times(c.opens, 1) + times(c.says + "\n", size),
    "closed": lambda c, size: times(c.closes, size),
    "closed before": lambda c, size: times(c.closes + c.opens, size),
    "long": lambda c, size: times(c.opens, 1) + times(c.says, size) + times(c.closes, 1),
    "long on lines": lambda c, size: times(c.opens, 1) + times(c.says + "\n", size) + times(c.closes, 1),
    "opened, then closed once": lambda c, size: times(c.opens, size) + times(c.closes, 1),
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
    "across": lambda one, two, size: times(one.opens + two.opens + one.says + one.closes + two.closes, size),
    "both never closed": lambda one, two, size: times(one.opens + two.opens, size),
    "alternating": lambda one, two, size: times(f"{one.whole}{two.whole}", size),
    "beside": lambda one, two, size: f"{times(one.whole, size // 2)} {times(two.whole, size // 2)}",
    "beside, on lines": lambda one, two, size: times(f"{one.whole}\n", size // 2) + times(f"{two.whole}\n", size // 2),
    "under a long one": lambda one, two, size: (
        f"{times(one.opens, 1)}{times(one.says, size // 2)}{times(one.closes, 1)}\n\n{times(two.whole + chr(10), size // 2)}"
    ),
    "inside": lambda one, two, size: times(one.opens, 1) + times(two.whole, size) + times(one.closes, 1),
}


def examples() -> Iterator[Family]:
    """What the pages of rules have for examples, in which one line stands again and again: what makes each check speak, or nearly."""
    from profilelint.authoring.grammar import parse_examples
    from profilelint.rulepages.rules import load_rules

    endings = {"markdown": "md", "yaml": "yml", "bibtex": "bib", "latex": "tex"}
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
