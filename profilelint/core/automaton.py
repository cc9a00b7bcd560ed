"""Regular expressions of other programs, matched in time proportional to the text.

Python tries one way after the other, and there may be more of them than seconds. Here all ways are followed at once, as Thompson wrote it
down (1968), and as RE2 and Go do it: all the places in the pattern that a text may have led to are one state, and what follows a state is
worked out once. Go's patterns have nothing that this could not do: no lookaround, and no groups that are referred to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from profilelint.core.patterns import PatternError, parsed
from profilelint.core.record import record

#: Places in the patterns of one automaton, and what is known of states.
_MOST_PLACES, _MOST_KNOWN = 1_000, 20_000
_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdigit,
    "SPACE": str.isspace,
    "WORD": lambda character: character.isalnum() or character == "_",
}


@record
class _Place:
    """Where a text may have led to. `test`: what the next character must be; None where the way goes on without one. `edge`: of the text or
    of a word, where it goes on there alone."""

    test: Callable[[str], bool] | None
    edge: str
    following: tuple[int, ...]


State = frozenset[int]


class Automaton:
    """Searches for any of several patterns at once."""

    def __init__(self) -> None:
        self._places: list[_Place] = [_Place(None, "", ())]  # the first is the end of each pattern
        self._starts: tuple[int, ...] = ()
        self._ignore_case = self._all = False  # flags of the pattern that is added
        self._known: dict[tuple[State, str, str], State | None] = {}

    def add(self, pattern: str) -> None:
        """`PatternError` where the pattern cannot be read, or is longer than there is room for."""
        tree, size = parsed(pattern), len(self._places)
        if tree.state.flags & ~(re.UNICODE | re.IGNORECASE | re.DOTALL):
            raise PatternError("it has flags that are not known here")
        self._ignore_case, self._all = bool(tree.state.flags & re.IGNORECASE), bool(tree.state.flags & re.DOTALL)
        try:
            start = self._sequence(tree, 0)
        except PatternError:
            del self._places[size:]
            raise
        self._starts = (*self._starts, start)
        self._known.clear()

    def search(self, text: str) -> bool:
        """Whether one of the patterns matches somewhere in a text."""
        state: State = frozenset()
        before = ""
        for character in (*text, ""):
            key = state, before, character
            if key not in self._known:
                if len(self._known) > _MOST_KNOWN:
                    self._known.clear()
                self._known[key] = self._step(state, before, character)
            following = self._known[key]
            if following is None:
                return True
            state = following
            before = "a" if character.isalnum() or character == "_" else " "
        return False

    def _step(self, state: Iterable[int], before: str, character: str) -> State | None:
        """Where a character leads to; None where a pattern has matched before it."""
        at = _edges(before, character)
        reached: set[int] = set()
        waiting = [*state, *self._starts]
        while waiting:
            number = waiting.pop()
            if number in reached:
                continue
            reached.add(number)
            place = self._places[number]
            if place.test is None and (not place.edge or place.edge in at):
                waiting += place.following
        if 0 in reached:
            return None
        places = (self._places[number] for number in reached if character)
        return frozenset(number for place in places if place.test and place.test(character) for number in place.following)

    # Patterns become places from their end on, since each has to say what follows it.

    def _put(self, *following: int, test: Callable[[str], bool] | None = None, edge: str = "") -> int:
        if len(self._places) == _MOST_PLACES:
            raise PatternError("it is longer, or repeats more, than is searched for")
        self._places.append(_Place(test, edge, following))
        return len(self._places) - 1

    def _sequence(self, tree: Iterable[tuple[Any, Any]], following: int) -> int:
        """The number of the place where the parts begin that lead to the one with the number `following`."""
        for operation, argument in reversed(list(tree)):
            following = self._part(str(operation), argument, following)
        return following

    def _part(self, name: str, argument: Any, following: int) -> int:
        match name:
            case "BRANCH":
                return self._put(*(self._sequence(branch, following) for branch in argument[1]))
            case "SUBPATTERN" if not argument[1] and not argument[2]:
                return self._sequence(argument[3], following)
            case "MAX_REPEAT" | "MIN_REPEAT":
                return self._repeat(argument, following)
            case "AT":
                return self._put(following, edge=str(argument).removeprefix("AT_").removesuffix("_STRING"))
            case "LITERAL" | "NOT_LITERAL":
                negated = [("NEGATE", None)] if name == "NOT_LITERAL" else []
                return self._put(following, test=self._class([*negated, ("LITERAL", argument)]))
            case "IN":
                return self._put(following, test=self._class(argument))
            case "ANY":
                return self._put(following, test=self._class([("NEGATE", None), *([] if self._all else [("LITERAL", 10)])]))
        raise PatternError("it has something that is not known here")

    def _repeat(self, argument: Any, following: int) -> int:
        least, most, tree = argument
        if str(most) == "MAXREPEAT":
            again = self._put(following)
            start = self._sequence(tree, again)
            self._places[again] = _Place(None, "", (start, following))
            following = again
        elif most - least > _MOST_PLACES:
            raise PatternError("it repeats more than is searched for")
        else:
            end = following
            for _ in range(most - least):
                following = self._put(self._sequence(tree, following), end)
        for _ in range(min(least, _MOST_PLACES + 1)):
            following = self._sequence(tree, following)
        return following

    def _class(self, items: Sequence[tuple[Any, Any]]) -> Callable[[str], bool]:
        negated = bool(items) and str(items[0][0]) == "NEGATE"
        letters = {chr(argument) for kind, argument in items if str(kind) == "LITERAL"}
        ranges = [(chr(argument[0]), chr(argument[1])) for kind, argument in items if str(kind) == "RANGE"]
        names = [str(argument).removeprefix("CATEGORY_").removeprefix("UNI_") for kind, argument in items if str(kind) == "CATEGORY"]
        kinds = [(_CATEGORIES[name.removeprefix("NOT_")], name.startswith("NOT_")) for name in names]

        def is_one(character: str) -> bool:
            in_range = any(low <= character <= high for low, high in ranges)
            return character in letters or in_range or any(is_in(character) is not other for is_in, other in kinds)

        if self._ignore_case:
            return lambda character: (is_one(character.lower()) or is_one(character.upper())) is not negated
        return lambda character: is_one(character) is not negated


def _edges(before: str, character: str) -> set[str]:
    """The assertions that hold between two characters; "" is the beginning or end of the text, "a" any word character."""
    is_edge = (before == "a") is not (character.isalnum() or character == "_")
    found = {"BOUNDARY" if is_edge else "NON_BOUNDARY"}
    return found | ({"BEGINNING"} if not before else set()) | ({"END"} if not character else set())
