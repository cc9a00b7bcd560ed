"""The cost of regular expressions from a repository, computed before they are used.

Python's re has no time limit, and pages may be hostile. So the parsed pattern is examined: the number of ways in which it may match at one
position, and the steps to try them all. That takes time proportional to the pattern.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from profilelint.core.record import record

#: The most steps to try all ways in which a pattern may match at one position.
MAX_STEPS = 50_000
_MAX_LENGTH, _MAX_NESTED = 2_000, 50
#: To compile a range, Python writes each of its characters down.
_MAX_RANGES = 70_000


class PatternError(ValueError):
    """The reason for which a pattern is refused."""


@record
class _Cost:
    """The cost of a match at one position: the number of ways, and the steps of all of them."""

    ways: int
    steps: int


def pattern_problem(pattern: str) -> str:
    """Why a rule may not use this pattern; "" if it may."""
    try:
        tree = parsed(pattern)
        if tree.state.flags & ~re.UNICODE:
            raise PatternError("it has flags such as (?i); the option case sets how upper and lower case are compared")
        if tree.state.groupdict:
            raise PatternError("it has named groups; patterns of a rule are joined into one, so use (?:…)")
        _cost(tree)
        re.compile(pattern)
    except (PatternError, re.error) as error:
        return str(error) if isinstance(error, PatternError) else f"it does not compile ({error})"
    return ""


def parsed(pattern: str) -> Any:
    """Python's parse tree of a pattern; `PatternError` if it is invalid, or parsing would take long."""
    if len(pattern) > _MAX_LENGTH:
        raise PatternError(f"it is longer than {_MAX_LENGTH} characters")
    if pattern.count("(") > _MAX_NESTED and _depth(pattern) > _MAX_NESTED:
        raise PatternError(f"its groups are nested more than {_MAX_NESTED} deep")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what later versions of Python may read otherwise
        try:
            tree = import_module("re._parser").parse(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            raise PatternError(f"it does not compile ({error})") from None
    return tree


def _depth(pattern: str) -> int:
    """How deep groups are nested at most; more where brackets stand for themselves."""
    depth = deepest = 0
    for bracket in re.findall(r"\\.|[()]", pattern, re.DOTALL):
        depth = max(0, depth + {"(": 1, ")": -1}.get(bracket, 0))
        deepest = max(deepest, depth)
    return deepest


def _cost(tree: Iterable[tuple[Any, Any]]) -> _Cost:
    """Of parts one after the other: each is tried for every way in which those before it match."""
    cost = _Cost(1, 0)
    for operation, argument in tree:
        each = _cost_of_part(str(operation), argument)
        cost = _limited(cost.ways * each.ways, cost.steps + cost.ways * each.steps)
    return cost


def _cost_of_part(name: str, argument: Any) -> _Cost:
    match name:
        case "BRANCH":
            costs = [_cost(branch) for branch in argument[1]]
            ways, steps = [cost.ways for cost in costs], [cost.steps for cost in costs]
            if _begin_apart(argument[1]):
                return _Cost(max(ways), len(costs) + max(steps))
            return _limited(sum(ways), len(costs) + sum(steps))
        case "SUBPATTERN":
            return _cost(argument[3])
        case "ASSERT" | "ASSERT_NOT":
            return _cost(argument[1])
        case "ATOMIC_GROUP":
            return _Cost(1, _cost(argument).steps)  # once it matches, no other way is tried
        case "POSSESSIVE_REPEAT":
            return _Cost(1, _repeated(*argument).steps)
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _repeated(*argument)
        case "IN":
            if sum(about[1] - about[0] for kind, about in argument if str(kind) == "RANGE") > _MAX_RANGES:
                raise PatternError("it has ranges of too many characters; use classes such as \\w")
    if name.startswith("GROUPREF"):
        raise PatternError("it refers back to a group; patterns of a rule are joined into one, so groups have no numbers")
    return _Cost(1, 1)


def _begin_apart(branches: Iterable[Any]) -> bool:
    """Whether the first letter of a text tells which of the branches it may match."""
    first = [chr(branch[0][1]).lower() if branch and str(branch[0][0]) == "LITERAL" else "" for branch in map(list, branches)]
    return "" not in first and len(set(first)) == len(first)


def _repeated(least: int, most: int, tree: Iterable[tuple[Any, Any]]) -> _Cost:
    if str(most) == "MAXREPEAT":
        raise PatternError("it has an unbounded repetition; write {0,40} in place of * and {1,40} in place of +")
    each = _cost(tree)
    if each.ways == 1:
        return _limited(most - least + 1, most * (each.steps + 1))
    ways = steps = 0
    power = 1  # the ways of so many times
    for times in range(most + 1):
        ways += power if times >= least else 0
        steps += power * (each.steps + 1)
        _limited(ways, steps)
        power *= each.ways
    return _Cost(ways, steps)


def _limited(ways: int, steps: int) -> _Cost:
    if steps > MAX_STEPS:
        hint = "repeat less in it, or write {1,20}+ for a possessive repetition"
        raise PatternError(f"matching it at one position may take more than {MAX_STEPS} steps; {hint}")
    return _Cost(ways, steps)
