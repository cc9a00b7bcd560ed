"""The findings of the baseline, by the names that pages have today."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from os.path import exists
from pathlib import Path

from profilelint.baseline.marks import BaselineError, Mark, read_baseline
from profilelint.core.errors import UsageError


def relative_name(path: str, folder: Path) -> str:
    return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(folder))).as_posix()


def known_marks(baseline: Path) -> Callable[[str], list[Mark]]:
    """The baseline findings of a page, also under its earlier name."""
    pages = known_pages(baseline)
    return lambda path: pages.get(relative_name(path, baseline.parent), [])


def known_pages(baseline: Path) -> dict[str, list[Mark]]:
    """The marks by the names that pages have today, from the baseline's folder; those of pages that are gone by their old names."""
    try:
        pages = read_baseline(baseline)
    except BaselineError as error:
        raise UsageError(str(error)) from None
    gone = _names_today(baseline.parent, [name for name in pages if not exists(baseline.parent / name)])
    today: dict[str, list[Mark]] = defaultdict(list)
    for name, found in pages.items():
        today[gone.get(name, name)] += found
    return today


def _names_today(folder: Path, names: list[str]) -> dict[str, str]:
    """Of those that are not there any more the names that they have today."""
    from profilelint.baseline.history import HistoryError, names_today, top_of

    if not names:
        return {}
    try:
        top = top_of(folder)
    except HistoryError:
        return {}
    old = {name: relative_name(str(folder / name), top) for name in names}
    renamed = names_today(top, old.values())
    return {name: relative_name(str(top / renamed[was]), folder) for name, was in old.items() if was in renamed}
