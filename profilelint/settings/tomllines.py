"""The positions of keys and values in TOML, which its parsers do not give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from profilelint.document.tomlsyntax import Node

#: A key, or the place of an element in an array, from 0.
Step = str | int


def line_of(text: str, keys: tuple[Step, ...], value: str | None = None) -> int:
    """The line of the value under the keys, or of a text in it; of the enclosing value if the key itself is not there. Indexes of arrays
    may be omitted: then any element matches."""
    best, at = 0, 0
    for written, node in _nodes(text, keys):
        common = min(len(written), len(keys))
        common = common if written[:common] == keys[:common] else 0
        if common > best:
            best, at = common, node.start
    return _row(text, at) if value is None else find_line(text, keys, value) or _row(text, at)


def find_line(text: str, keys: tuple[Step, ...], value: str | None = None) -> int | None:
    """The line of what keys lead to, or of a text in it; None where that is not written."""
    from profilelint.document.tomlsyntax import scalar

    if value is None:
        found = (node for written, node in _nodes(text, keys) if written == keys)
    else:
        inside = (node for written, node in _nodes(text, keys) if written[: len(keys)] == keys)
        found = (string for node in inside for string in _scalars(node) if scalar(text[string.start : string.end]) == value)
    return next((_row(text, node.start) for node in found), None)


def _nodes(text: str, keys: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Node]]:
    """Every table, pair and element of an array, with the keys that lead to it."""
    from profilelint.document.tomlsyntax import statements  # where something is wrong, and not at every start

    is_counted = any(isinstance(key, int) for key in keys)
    tables: Counter[tuple[Step, ...]] = Counter()  # of arrays of tables: how many there are so far
    above: tuple[Step, ...] = ()
    for statement in statements(text):
        if statement.keys and statement.kind != "pair":
            plain = statement.names
            tables[plain] += statement.kind == "array of tables"
            above = ()
            for end in range(1, len(plain) + 1):  # a table within the last element of an array
                count = tables[plain[:end]]
                above = (*above, plain[end - 1], *((count - 1,) if count else ()))
            yield above if is_counted else plain, statement
        for written, node in _inside(statement, above):
            yield written if is_counted else tuple(key for key in written if isinstance(key, str)), node


def _inside(node: Node, above: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Node]]:
    if node.kind == "pair":
        above = (*above, *node.names)
        yield above, node
        yield from _inside(node.inner[0], above)
    elif node.kind == "list":
        for number, child in enumerate(child for child in node.inner if child.kind != "comment"):
            yield (*above, number), child
            yield from _inside(child, (*above, number))
    elif node.kind == "inline table":
        for child in node.inner:
            yield from _inside(child, above)


def _row(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _scalars(node: Node) -> Iterator[Node]:
    if node.kind == "scalar":
        yield node
    for inner in node.inner:
        yield from _scalars(inner)
