"""Only what is new: what the baseline does not know, or what an older version of the pages did not have."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from profilelint.baseline.marks import BaselineError, Mark, find_baseline, marks, read_baseline, unknown
from profilelint.core.disk import exists, notes
from profilelint.core.errors import UsageError
from profilelint.core.results import Page, Result
from profilelint.run.runner import Linter


class Fresh:
    """Leaves out of pages what was there before, and counts it. `baseline`: the file; `diff_base`: the commit that pages are compared
    with."""

    def __init__(self, arguments: Namespace, linter: Linter) -> None:
        self.linter = linter
        self.left_out = 0
        self.diff_base: str | None = arguments.diff_base
        # Without a configuration there is no baseline either.
        self.baseline = None if arguments.no_baseline or arguments.isolated else find_baseline(Path.cwd())
        if self.diff_base and (arguments.fix or arguments.fix_only or arguments.diff or arguments.interactive):
            raise UsageError("--diff-base says what is reported; it does not go together with fixes")

    def results(self, results: Iterable[Result]) -> Iterator[Result]:
        if self.baseline:
            of_path = known_marks(self.baseline)
            results = self._without(results, of_path)
        if not self.diff_base:
            yield from results
            return
        import tempfile

        from profilelint.baseline.history import HistoryError

        try:
            with tempfile.TemporaryDirectory(prefix="profilelint-") as folder:
                yield from self._without(results, self._older(self.diff_base, Path(os.path.realpath(folder))))
        except HistoryError as error:
            raise UsageError(f"--diff-base: {error}") from None

    def _without(self, results: Iterable[Result], known: Callable[[str], list[Mark]]) -> Iterator[Result]:
        for result in results:
            if isinstance(result, Page) and result.diagnostics:
                new = unknown(result, known(result.source.path))
                self.left_out += len(result.diagnostics) - len(new)
                result = replace(result, diagnostics=new)
            yield result

    def _older(self, revision: str, folder: Path) -> Callable[[str], list[Mark]]:
        """What a page had in a commit. The whole site is looked at as it was then, for what is found on one page may lie in others."""
        from profilelint.baseline.history import commit_of, export, renamed_since, top_of
        from profilelint.document import FORMATS
        from profilelint.run.discovery import Found
        from profilelint.run.runner import lint_file

        top = top_of(Path.cwd())
        commit = commit_of(top, revision)
        renamed = renamed_since(top, commit)
        export(top, commit, folder, tuple(FORMATS))

        def known(path: str) -> list[Mark]:
            name = relative_name(path, top)
            before = folder / renamed.get(name, name)
            if name.startswith("../") or not before.is_file():
                return []
            page = lint_file(replace(self.linter, fix=None), Found(str(before), True))
            return marks(page.source, page.diagnostics) if isinstance(page, Page) else []

        return known


def relative_name(path: str, folder: Path) -> str:
    return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(folder))).as_posix()


def known_marks(baseline: Path) -> Callable[[str], list[Mark]]:
    """What the baseline knows of a page, also under the name that it had before."""
    pages = known_pages(baseline)
    return lambda path: pages.get(relative_name(path, baseline.parent), [])


def known_pages(baseline: Path) -> dict[str, list[Mark]]:
    """The marks by the names that pages have today, from the baseline's folder; those of pages that are gone by their old names."""
    try:
        pages = read_baseline(baseline)
    except BaselineError as error:
        raise UsageError(str(error)) from None
    today: dict[str, list[Mark]] = defaultdict(list)
    for name, found in pages.items():
        today[name if exists(baseline.parent / name) else _name_today(baseline.parent, name)] += found
    return today


def _name_today(folder: Path, name: str) -> str:
    from profilelint.baseline.history import HistoryError, name_today, top_of

    if (seen := notes()) is not None:
        seen.repeatable = False  # nobody notes what git says
    try:
        top = top_of(folder)
        renamed = name_today(top, relative_name(str(folder / name), top))
    except HistoryError:
        return name
    return relative_name(str(top / renamed), folder) if renamed else name
