"""Where the keys of TOML stand, which its readers do not say."""

from __future__ import annotations

from typing import Any


def line_of(text: str, keys: tuple[str, ...], value: str = "") -> int:
    """The line of a key, or of a text in its list; of what stands around it where the key itself is not written."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
    best, line = 0, 1
    for written, node in _pairs(tree.root_node, ()):
        common = min(len(written), len(keys))
        common = common if written[:common] == keys[:common] else 0
        if common > best:
            best, line = common, node.start_point.row + 1
            if value and written == keys:
                line = next((row for row in _rows(node, value)), line)
    return line


def _pairs(node: Any, above: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any]]:
    """Every table and pair below a node, with the keys that lead to it."""
    found = []
    for child in node.named_children:
        inside = above
        if child.type in ("table", "table_array_element", "pair"):
            inside = (*above, *_key(child.named_children[0]))
            found.append((inside, child))
        if child.type in ("table", "table_array_element", "pair", "inline_table"):
            found += _pairs(child, inside)
    return found


def _key(node: Any) -> tuple[str, ...]:
    if node.type == "dotted_key":
        return tuple(part for child in node.named_children for part in _key(child))
    return (node.text.decode().strip("\"'"),)


def _rows(node: Any, value: str) -> list[int]:
    """The lines (from 1) of the strings below a node that say `value`."""
    if node.type == "string":
        return [node.start_point.row + 1] if node.text.decode()[1:-1] == value else []
    return [row for child in node.named_children for row in _rows(child, value)]
