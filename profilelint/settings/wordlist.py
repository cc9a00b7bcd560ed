"""A configuration's text with more words in its list, and all else as it was."""

from __future__ import annotations

import json
from typing import Any


def with_words(text: str, words: list[str], name: str) -> str:
    """`name`: of the file, as the table is another one in pyproject.toml."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    data = text.encode()
    root = Parser(Language(tree_sitter_toml.language())).parse(data).root_node
    written = ", ".join(json.dumps(word, ensure_ascii=False) for word in words)
    table = root if name != "pyproject.toml" else _table(root)
    if table is None:
        gap = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{gap}\n[tool.profilelint]\nwords = [{written}]\n"
    array = _array(table)
    if array is None:
        at = (
            _behind_schema(data)
            if table is root
            else data.index(b"\n", table.start_byte) + 1
            if b"\n" in data[table.start_byte :]
            else len(data)
        )
        head, tail = data[:at].decode(), data[at:].decode()
        return f"{head}{'' if not head or head.endswith(chr(10)) else chr(10)}words = [{written}]\n{tail}"
    items = [child for child in array.named_children if child.type == "string"]
    at = items[-1].end_byte if items else array.start_byte + 1
    return f"{data[:at].decode()}{', ' if items else ''}{written}{data[at:].decode()}"


def _behind_schema(data: bytes) -> int:
    """Where a first key may stand: editors look for the schema in the first line."""
    return (data.find(b"\n") + 1 or len(data)) if data.startswith(b"#:schema") else 0


def _table(root: Any) -> Any:
    return next((node for node in root.named_children if node.type == "table" and _name(node) == "tool.profilelint"), None)


def _array(table: Any) -> Any:
    """The value of `words` that stands in a table itself."""
    pairs = (child for child in table.named_children if child.type == "pair" and _name(child) == "words")
    return next((pair.named_children[1] for pair in pairs if pair.named_children[1].type == "array"), None)


def _name(node: Any) -> str:
    return str(node.named_children[0].text.decode()).replace(" ", "").replace('"', "")
