"""How much may be made of little: macros, aliases and placeholders of a page or a site can name gigabytes with a few bytes."""

from __future__ import annotations

import re
from collections.abc import Callable


class Budget:
    """So many characters may still be added to what was written."""

    __slots__ = ("_left",)

    def __init__(self, most: int) -> None:
        self._left = most

    def allows(self, size: int) -> bool:
        """Whether there is room for so many more; they are then spent."""
        if size > self._left:
            return False
        self._left -= size
        return True


def substituted(placeholder: re.Pattern[str], template: str, value_of: Callable[[str], str | None], most: int) -> str | None:
    """A template with each placeholder replaced by the value of its first group; None where one has no value, and where it or what comes of
    it is longer than `most`."""
    budget = Budget(most)
    if not budget.allows(len(template)):
        return None
    parts: list[str] = []
    at = 0
    for match in placeholder.finditer(template):
        value = value_of(match[1])
        if value is None or not budget.allows(len(value)):
            return None
        parts += template[at : match.start()], value
        at = match.end()
    return "".join((*parts, template[at:]))
