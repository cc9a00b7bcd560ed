"""What the server knows: a configuration and an engine for each folder, and the results for the texts of open pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from profilelint.baseline.known import known_marks
from profilelint.baseline.marks import Mark, find_baseline, unknown
from profilelint.core.errors import UsageError
from profilelint.core.files import read_file
from profilelint.core.record import record, replace
from profilelint.core.results import Page, Trouble
from profilelint.core.source import Source, Span
from profilelint.document import format_of
from profilelint.run.discovery import Found, is_left_out
from profilelint.run.engine import Engine, engine_for
from profilelint.run.exclusions import Known, Patterns
from profilelint.run.runner import MAX_BYTES, check_data, patterns_of
from profilelint.settings.config import NAMES, Settings, find_settings

#: The path of a page that has no file.
UNTITLED = "-"


@record
class Setup:
    """How the pages of a folder are checked. `stamp`: by which one sees that a file of the configuration has changed; `problem`: why the
    configuration is not used, "" where it is; `left_out`: files that are not checked, by path."""

    settings: Settings
    engine: Engine
    patterns: Patterns
    marks: Callable[[str], list[Mark]]
    stamp: object
    problem: str
    left_out: dict[str, bool]
    around: Known

    def leaves_out(self, path: str) -> bool:
        if path not in self.left_out:
            self.left_out[path] = is_left_out(path, self.patterns, self.around)
        return self.left_out[path]


class Workspace:
    """`folders`: those that are open in the editor. A page belongs to the innermost one around it, else to its own folder. `troubles`: why
    pages were not checked, by path."""

    def __init__(self, folders: Iterable[str]) -> None:
        self.folders = [Path(folder) for folder in folders]
        self.troubles: dict[str, str] = {}
        self._setups: dict[Path, Setup] = {}
        self._pages: dict[str, tuple[str, Page | None]] = {}

    def setup(self, path: str) -> Setup:
        """How a page is checked."""
        folder = self._folder_of(path)
        setup = self._setups.get(folder)
        if setup is None or setup.engine.today != date.today():
            setup = self._setups[folder] = _setup(folder)
        return setup

    def page(self, path: str, text: str) -> Page | None:
        """The findings on a text, as `check` reports them; None where it would not be checked."""
        setup = self.setup(path)
        known = self._pages.get(path)
        if known is None or known[0] != text or (known[1] and setup.engine.today != date.today()):
            known = self._pages[path] = text, self._checked(setup, path, text)
        return known[1]

    def close(self, path: str) -> None:
        self._pages.pop(path, None)

    def forget(self) -> bool:
        """Look again at all files but the open pages; whether a configuration has changed."""
        self._pages.clear()
        old = [folder for folder, setup in self._setups.items() if setup.stamp != _stamp(folder, setup.settings)]
        for folder in old:
            del self._setups[folder]
        for setup in self._setups.values():
            setup.engine.sites.clear()
            setup.left_out.clear()
            setup.around.clear()
        return bool(old)

    def _folder_of(self, path: str) -> Path:
        if path == UNTITLED:
            return self.folders[0] if self.folders else Path.cwd()
        around = [folder for folder in self.folders if Path(path).is_relative_to(folder)]
        return max(around, key=lambda folder: len(folder.parts), default=Path(path).parent)

    def _checked(self, setup: Setup, path: str, text: str) -> Page | None:
        self.troubles.pop(path, None)
        if path != UNTITLED and (format_of(path) is None or setup.leaves_out(path)):
            return None
        result = check_data(setup.engine, _bytes_of(path, text), Found(path, given=True))
        if isinstance(result, Trouble):
            self.troubles[path] = f"{os.path.basename(path)}: {result.message}"
        if not isinstance(result, Page):
            return None
        return replace(result, diagnostics=unknown(result, setup.marks(path))) if result.diagnostics else result


def _bytes_of(path: str, text: str) -> bytes:
    """The bytes of the file, where it holds this very text; else those that an editor would write."""
    if path != UNTITLED:
        with suppress(OSError):
            data = read_file(path, MAX_BYTES)
            source = Source.from_bytes(data, path)
            if source.slice(Span(0, len(source.text))) == text:
                return data
    return text.encode("utf-8", "replace")


def _setup(folder: Path) -> Setup:
    """The setup of a folder; where its configuration is wrong, that without one."""
    problem = ""
    marks: Callable[[str], list[Mark]] = _no_marks
    try:
        settings = find_settings(folder)
        engine = engine_for(settings, date.today())
        if baseline := find_baseline(folder):
            marks = known_marks(baseline)
    except UsageError as error:
        problem, settings = str(error), Settings(folder)
        engine = engine_for(settings, date.today())
    return Setup(settings, engine, patterns_of(settings), marks, _stamp(folder, settings), problem, {}, {})


def _no_marks(path: str) -> list[Mark]:
    return []


def _stamp(folder: Path, settings: Settings) -> object:
    """What changes as soon as a file of the configuration does."""
    named = [each / name for each in (folder, *folder.parents) for name in NAMES]
    rules = [path for each in settings.rule_paths for path in sorted(each.rglob("*"))]
    baseline = find_baseline(folder)
    return [_changed(path) for path in (*named, *settings.bases, *rules, *([baseline] if baseline else ()))]


def _changed(path: Path) -> tuple[str, int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return str(path), status.st_mtime_ns, status.st_size
