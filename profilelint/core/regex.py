"""Patterns that are compiled when they are first used: there are some five hundred, and a page needs a few of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

#: The methods of a pattern, and what it tells of itself.
_PUBLIC = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled later. (It is not that object itself: `match.re is PATTERN` is never true.)"""
    return cast("re.Pattern[AnyStr]", _Later(pattern, flags))


class _Later:
    def __init__(self, pattern: Any, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet: after the first time, a method of the pattern is found like any attribute."""
        if name.startswith("_"):
            raise AttributeError(name)
        pattern = re.compile(*self._written)
        for what in _PUBLIC:
            setattr(self, what, getattr(pattern, what))
        self.__class__ = _Now  # type: ignore[assignment]
        return getattr(pattern, name)


class _Now:
    """The same once it is compiled: as long as its class has `__getattr__`, Python goes the long way to each attribute."""
