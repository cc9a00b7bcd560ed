"""Where the keys and values of TOML stand, which its readers do not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

#: A key, or the place of an element in an array, from 0.
Step = str | int


def line_of(text: str, keys: tuple[Step, ...], value: str | None = None) -> int:
    """The line of what keys lead to, or of a text in it; of what stands around it where the key itself is not written. Elements of arrays
    need not be counted: without their places, all of them are meant."""
    best, line = 0, 1
    for written, node in _nodes(text, keys):
        common = min(len(written), len(keys))
        common = common if written[:common] == keys[:common] else 0
        if common > best:
            best, line = common, _row(node)
    return line if value is None else find_line(text, keys, value) or line


def find_line(text: str, keys: tuple[Step, ...], value: str | None = None) -> int | None:
    """The line of what keys lead to, or of a text in it; None where that is not written."""
    found = (node for written, node in _nodes(text, keys) if written == keys)
    if value is None:
        return next(map(_row, found), None)
    return next((row for node in found for row in _rows(node, value)), None)


def _nodes(text: str, keys: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Any]]:
    """Every table, pair and element of an array, with the keys that lead to it."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    is_counted = any(isinstance(key, int) for key in keys)
    tables: Counter[tuple[Step, ...]] = Counter()  # of arrays of tables: how many there are so far
    for child in Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node.named_children:
        above: tuple[Step, ...] = ()
        if child.type in ("table", "table_array_element"):
            plain = _key(child.named_children[0])
            tables[plain] += child.type == "table_array_element"
            for end in range(1, len(plain) + 1):  # a table within the last element of an array
                count = tables[plain[:end]]
                above = (*above, plain[end - 1], *((count - 1,) if count else ()))
            yield above if is_counted else plain, child
        for written, node in _inside(child, above):
            yield written if is_counted else tuple(key for key in written if isinstance(key, str)), node


def _inside(node: Any, above: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Any]]:
    if node.type == "pair":
        above = (*above, *_key(node.named_children[0]))
        yield above, node
        yield from _inside(node.named_children[-1], above)
    elif node.type == "array":
        for number, child in enumerate(child for child in node.named_children if child.type != "comment"):
            yield (*above, number), child
            yield from _inside(child, (*above, number))
    elif node.type in ("table", "table_array_element", "inline_table"):
        for child in node.named_children:
            yield from _inside(child, above)


def _key(node: Any) -> tuple[str, ...]:
    if node.type == "dotted_key":
        return tuple(part for child in node.named_children for part in _key(child))
    return (node.text.decode().strip("\"'"),)


def _row(node: Any) -> int:
    return int(node.start_point.row) + 1


def _rows(node: Any, value: str) -> list[int]:
    """The lines (from 1) of the strings below a node that say `value`."""
    if node.type == "string":
        return [_row(node)] if node.text.decode()[1:-1] == value else []
    return [row for child in node.named_children for row in _rows(child, value)]
