"""Only new findings: those not in the baseline, or not in an older version of the pages."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from os.path import exists, isfile
from pathlib import Path

from profilelint.baseline.marks import BaselineError, Mark, marks, read_baseline, unknown
from profilelint.core.errors import UsageError
from profilelint.core.record import replace
from profilelint.core.results import Page
from profilelint.run.engine import Engine
from profilelint.site.files import Former

#: The marks of a page's earlier findings, by its path.
Known = Callable[[str], list[Mark]]


class Fresh:
    """Leaves out of pages what was there before, and counts it. `baseline`: the file; `diff_base`: the commit that pages are compared
    with. As a context: where that is unpacked. `engine`: for the pages as they are now, what was removed is missed there."""

    def __init__(self, engine: Engine, baseline: Path | None, diff_base: str | None) -> None:
        self.left_out = 0
        self.engine, self._linter, self._diff_base = engine, engine, diff_base
        self._known: list[Known] = [known_marks(baseline)] if baseline else []
        self._open = ExitStack()

    def __enter__(self) -> Fresh:
        if self._diff_base:
            import tempfile

            with ExitStack() as stack:
                folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="profilelint-"))
                self._known.append(self._older(self._diff_base, Path(os.path.realpath(folder))))
                self._open = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def only_new(self, page: Page) -> Page:
        for known in self._known:
            if page.diagnostics:
                new = unknown(page, known(page.source.path))
                self.left_out += len(page.diagnostics) - len(new)
                page = replace(page, diagnostics=new)
        return page

    def _older(self, revision: str, folder: Path) -> Known:
        """The findings of a page in a commit. The whole site is read as it was then, since findings may depend on other pages."""
        from profilelint.baseline.history import HistoryError, commit_of, export, renamed_since, top_of
        from profilelint.document import FORMATS
        from profilelint.run.discovery import Found
        from profilelint.run.runner import check_file

        try:
            top = top_of(Path.cwd())
            commit = commit_of(top, revision)
            renamed = renamed_since(top, commit)
            export(top, commit, folder, tuple(FORMATS))
        except HistoryError as error:
            raise UsageError(f"--diff-base: {error}") from None
        self.engine = replace(self.engine, former=Former(Path(os.path.realpath(top)), folder))

        def known(path: str) -> list[Mark]:
            name = relative_name(path, top)
            before = folder / renamed.get(name, name)
            if name.startswith("../") or not isfile(before):
                return []
            _, page, _ = check_file(self._linter, Found(str(before), True))
            return marks(page.source, page.diagnostics) if isinstance(page, Page) else []

        return known


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
