"""The name that was probably meant by another one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

#: The names that have most pairs of letters in common are compared, and no longer ones: that takes time with the square of their length.
_FEW, LONGEST = 3, 80


def most_similar(name: str, names: Iterable[str], cutoff: float) -> str | None:
    """The name that has most in common with another one, as difflib's ratio says, and at least so much; None where there is none."""
    from difflib import get_close_matches

    if len(name) > LONGEST:
        return None
    pairs = {*pairwise(name)}
    likely = sorted(names, key=lambda other: -len(pairs.intersection(pairwise(other[: 2 * LONGEST]))))[:_FEW]
    return next(iter(get_close_matches(name, likely, n=1, cutoff=cutoff)), None)
