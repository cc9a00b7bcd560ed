"""Lists in front matter and data, and the entries in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from profilelint.document.model import Document, Field

Path = tuple[str | int, ...]
#: Of each list, by its path: the fields of each of its entries, by its place.
Lists = Mapping[Path, Mapping[int, list[Field]]]


def lists(document: Document) -> Lists:
    """A view: `document.view(lists)`."""
    found: defaultdict[Path, defaultdict[int, list[Field]]] = defaultdict(lambda: defaultdict(list))
    for field in document.fields:
        if not field.hidden:
            for at, part in enumerate(field.path):
                if isinstance(part, int):
                    found[field.path[:at]][part].append(field)
    return found
