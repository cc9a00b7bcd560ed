"""Only new findings: those not in the baseline, or not in an older version of the pages."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from os.path import isfile
from pathlib import Path

from profilelint.baseline.known import known_marks, relative_name
from profilelint.baseline.marks import Mark, marks, unknown
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
