"""Cached forward searches in a text: a million unclosed openings cost one search for each kind, not for each opening."""

from __future__ import annotations

import re

_ASCII_LOWER = {upper: upper + 32 for upper in range(65, 91)}


class Ahead:
    """Searches of one text, up to `end`. Of places that go on and on, each part of the text is looked through once."""

    def __init__(self, text: str, end: int | None = None) -> None:
        self._text, self._end = text, len(text) if end is None else end
        self._lowered: str | None = None
        #: For what was looked for: from where on, and where it was found; -1 where it comes no more.
        self._found: dict[str, tuple[int, int]] = {}
        self._matched: dict[re.Pattern[str], tuple[int, re.Match[str] | None]] = {}

    def find(self, what: str, start: int) -> int:
        """The offset of a text at or after `start`, or -1."""
        since, found = self._found.get(what, (start + 1, 0))
        if not since <= start or 0 <= found < start:
            found = self._text.find(what, start, self._end)
            self._found[what] = start, found
        return found

    def find_tag(self, what: str, start: int) -> int:
        """The same of a text in small letters, whatever the case of the letters of ASCII."""
        if self._lowered is None:
            self._lowered = self._text.translate(_ASCII_LOWER)  # which leaves all offsets as they are
        since, found = self._found.get(what, (start + 1, 0))
        if not since <= start or 0 <= found < start:
            found = self._lowered.find(what, start, self._end)
            self._found[what] = start, found
        return found

    def search(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """The first match that begins at or after `start`. Not for patterns with a lookbehind."""
        since, match = self._matched.get(pattern, (start + 1, None))
        if not since <= start or (match is not None and match.start() < start):
            match = pattern.search(self._text, start, self._end)
            self._matched[pattern] = start, match
        return match
