"""No regular expression takes longer than in proportion to the text, whatever the text is: pages may be hostile.

Texts are made for each pattern: what leads to a repetition, once or again and again, its body again and again, and something that it cannot
go on with. What Python takes for a text, and for one eight times as long, in time of the processor alone, tells linear from quadratic,
which lie far apart; what is fast enough tells nothing, and is fine.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

import pytest

_LENGTH = 4_000
_FAST = 0.004  # seconds: no quadratic search of so many characters is done by then
_LONGER, _STEEP = 8, 24.0  # for eight times the text: 8 times as long is linear, 64 times quadratic
_PATIENCE = 1.0
_ALPHABET = "a1 .-_/\n\t<\"'A([{&:,#*|=é。+%@!?;$^~`\\>)]}–Zz\u200b"
_PIECES = (
    *"a A 1 . - < > [ ( { {% <!-- --> & / $ ` , : = é 。 * _ a. a- Aa 1. 1- [a]( ![ <p> a=\" http://a/ www. a@ &#1 2020- ' '' \"".split(),
    " ", "\n", "\r", "\t", "a ", "Aa ", "\\", "a\n", "a\n\n", "- a\n", "# a\n", "> ", "a: b\n", "[a]: b\n", "{{ ", "<a ", "Jan 20", 
    "2020 – ", "| a ", "â€",
)  # fmt: skip

Nodes = tuple[tuple[Any, Any], ...]


def _is_in(items: list[tuple[Any, Any]], character: str) -> bool:
    kinds: dict[str, Callable[[str], bool]] = {
        "DIGIT": str.isdigit,
        "SPACE": str.isspace,
        "WORD": lambda character: character.isalnum() or character == "_",
    }
    found = False
    for operation, argument in items:
        if str(operation) == "LITERAL":
            found = found or ord(character) == argument
        elif str(operation) == "RANGE":
            found = found or argument[0] <= ord(character) <= argument[1]
        elif str(operation) == "CATEGORY":
            kind = str(argument).removeprefix("CATEGORY_").removeprefix("UNI_")
            found = found or kinds[kind.removeprefix("NOT_")](character) is not kind.startswith("NOT_")
    return found is not (str(items[0][0]) == "NEGATE")


def _one_of(items: list[tuple[Any, Any]], number: int) -> str:
    found = [character for character in _ALPHABET if _is_in(items, character)]
    found += [
        chr(argument if str(operation) == "LITERAL" else argument[0])
        for operation, argument in items
        if str(operation) in ("LITERAL", "RANGE")
    ]
    return found[number % len(found)] if found else "\u4e00"


def _matching(nodes: Iterable[tuple[Any, Any]], number: int) -> str:
    """A short text that the nodes match, as far as that is told without looking around; which one, `number` says."""
    parts = []
    for operation, argument in nodes:
        match str(operation):
            case "LITERAL":
                parts.append(chr(argument))
            case "NOT_LITERAL" | "ANY":
                parts.append("a" if argument != ord("a") else "b")
            case "IN":
                parts.append(_one_of(argument, number))
            case "BRANCH":
                parts.append(_matching(argument[1][number % len(argument[1])], number))
            case "SUBPATTERN":
                parts.append(_matching(argument[3], number))
            case "ATOMIC_GROUP":
                parts.append(_matching(argument, number))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                parts.append(_matching(argument[2], number) * (min(argument[0], 40) or number % 2))
    return "".join(parts)


def _repetitions(nodes: Nodes, before: Nodes = ()) -> Iterator[tuple[Nodes, Nodes]]:
    """Each repetition that has no near end: what leads to it, and its body."""
    for at, (operation, argument) in enumerate(nodes):
        head = (*before, *nodes[:at])
        match str(operation):
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                if argument[1] > 16:
                    yield head, tuple(argument[2])
                yield from _repetitions(tuple(argument[2]), head)
            case "BRANCH":
                for branch in argument[1]:
                    yield from _repetitions(tuple(branch), head)
            case "SUBPATTERN":
                yield from _repetitions(tuple(argument[3]), head)
            case "ATOMIC_GROUP":
                yield from _repetitions(tuple(argument), head)
            case "ASSERT" | "ASSERT_NOT":
                yield from _repetitions(tuple(argument[1]), head)


def hostile_texts(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """What a text begins with, what it says again and again, and what it ends with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = import_module("re._parser").parse(pattern, flags)
    made = {("", piece, "") for piece in _PIECES}
    for head, body in list(_repetitions(tuple(tree)))[:12]:
        for number in range(3):
            lead, said = _matching(head, number), _matching(body, number) or "a"
            made |= {(front, unit, end) for front in ("", lead) for unit in (said, lead + said, lead) if unit for end in ("", "\0")}
    return iter(sorted(made))


class _TooLongError(Exception):
    pass


def _too_long(*_: object) -> None:
    raise _TooLongError


def _spent(work: Callable[[str], object], text: str, patience: float) -> float:
    """The seconds of the processor that it takes, the least of some; infinite where that is more than `patience`."""
    least = float("inf")
    for _ in range(3):
        start = process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, patience)
        with suppress(_TooLongError):
            work(text)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            least = min(least, process_time() - start)
        if least < _FAST:
            break
    return least


def steep(pattern: str, flags: int, method: str) -> tuple[str, str, str] | None:
    """A text for which the pattern takes more than in proportion; None where there is none of those that were tried."""
    look = getattr(re.compile(pattern, flags), method)

    def work(text: str) -> None:
        deque(look(text) if method == "finditer" else (look(text),), 0)

    for front, unit, end in hostile_texts(pattern, flags):
        times = _LENGTH // len(unit) + 1
        short = _spent(work, front + unit * times + end, _PATIENCE)
        while short > 16 * _FAST:  # as many characters as tell it, and no more: of half of them even a cubic one takes more than _FAST
            times //= 2
            short = _spent(work, front + unit * times + end, _PATIENCE)
        if short > _FAST and _spent(work, front + unit * times * _LONGER + end, _STEEP * min(short, _PATIENCE)) == float("inf"):
            return front, unit, end
    return None


@pytest.fixture(autouse=True)
def timer() -> Iterator[None]:
    before = signal.signal(signal.SIGVTALRM, _too_long)
    yield
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize(
    ("pattern", "method", "is_steep"),
    [
        (r"\s+$", "finditer", True),
        (r"\s+$", "match", False),
        (r"[^x]*x", "finditer", True),
        (r"\w{1,40}:", "finditer", False),
        (r"<!--(?:(?!-->).)*+-->", "finditer", True),
        (r"[a-z]++!", "finditer", True),
        (r"(?<![a-z])[a-z]++!", "finditer", False),
        (r"(\d+)-(\d+)-x", "match", False),
        (r"\d+\d+x", "match", True),
    ],
)
def test_linear_and_quadratic_are_told_apart(pattern: str, method: str, is_steep: bool) -> None:
    tries = 3 if is_steep else 1  # what else the machine does may hide it once
    assert any(steep(pattern, 0, method) for _ in range(tries)) is is_steep


@pytest.mark.slow
def test_every_pattern_is_linear() -> None:
    script = Path(__file__).parent / "data" / "gather_patterns.py"
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    patterns = json.loads(run.stdout)
    assert len(patterns) > 400
    tried = [(pattern, flags, method) for pattern, flags, methods in patterns for method in methods]
    found = {one: text for one in tried if (text := steep(*one)) and steep(*one)}  # what else the machine does may look steep once
    assert found == {}
