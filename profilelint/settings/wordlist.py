"""A configuration's text with more words in its list, and all else as it was."""

from __future__ import annotations

import json

from profilelint.document.tomlsyntax import Node, statements

#: Characters within words.
_JOINTS = str.maketrans("", "", "-'’")


def is_word(text: str) -> bool:
    return text.translate(_JOINTS).isalpha()


def with_words(text: str, words: list[str], name: str) -> str:
    """`name`: of the file, as the table is another one in pyproject.toml."""
    written = ", ".join(json.dumps(word, ensure_ascii=False) for word in words)
    found = _table(text, ("tool", "profilelint") if name == "pyproject.toml" else ())
    if found is None:
        gap = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{gap}\n[tool.profilelint]\nwords = [{written}]\n"
    at, pairs = found
    array = next((pair.inner[0] for pair in pairs if pair.names == ("words",) and pair.inner[0].kind == "list"), None)
    if array is None:
        head, tail = text[:at], text[at:]
        return f"{head}{'' if not head or head.endswith(chr(10)) else chr(10)}words = [{written}]\n{tail}"
    items = [item for item in array.inner if item.kind == "scalar"]
    at = items[-1].end if items else array.start + 1
    return f"{text[:at]}{', ' if items else ''}{written}{text[at:]}"


def _table(text: str, names: tuple[str, ...]) -> tuple[int, list[Node]] | None:
    """The place for a first key of the table, and its pairs. Without `names`, the top of the file before all tables."""
    at, pairs = (None, []) if names else (_behind_schema(text), list[Node]())
    is_inside = not names
    for node in statements(text):
        if node.kind == "pair" and is_inside:
            pairs.append(node)
        elif node.keys:
            is_inside = at is None and node.names == names
            at = (text.find("\n", node.end) + 1 or len(text)) if is_inside else at
    return None if at is None else (at, pairs)


def _behind_schema(text: str) -> int:
    """The place for a first key: editors look for the schema in the first line."""
    return (text.find("\n") + 1 or len(text)) if text.startswith("#:schema") else 0
