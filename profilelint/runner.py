"""Paths -> files -> results."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter

from profilelint.checks import CHECKS
from profilelint.checks.context import Context
from profilelint.config import Override, Settings, check_names
from profilelint.diagnostic import Applicability, Diagnostic
from profilelint.discovery import Found, find_files
from profilelint.disk import Notes, notes, read_file, take_notes
from profilelint.document import format_of, read
from profilelint.document.model import Document
from profilelint.engine import lint, ready_rules
from profilelint.exclusions import Patterns
from profilelint.fixer import Fixed, FixLoopError, fix_source
from profilelint.links.answers import Web
from profilelint.pages import is_generated, is_text
from profilelint.results import Excluded, Mended, Page, Result, Trouble, shown_path
from profilelint.rules import Rule, RuleError
from profilelint.selection import check_selectors, choose_rules, for_path
from profilelint.site.files import Site
from profilelint.source import Source

#: A page has a few hundred thousand bytes at most; what is larger is data, or not meant to be read.
MAX_BYTES = 10_000_000
#: Processes take a moment to start: from so many bytes on, they save more than that. One large page is not shared by two.
_WORTH_PROCESSES, _LARGE = 300_000, 60_000
_MOST_PROCESSES = 8


@dataclass(frozen=True, slots=True)
class Linter:
    """What all files of a run share. `known`: the ids of all rules there are; `sites`: by their roots, each read once; `fix`: the
    fixes that are made, None where pages are only looked at; `web`: what is known of the web, None where nobody asks it; `spent`: the
    seconds that go into reading and into each rule, None where nobody wants to know."""

    rules: tuple[Rule, ...]
    known: Mapping[str, str]
    today: date
    fix: Applicability | None = None
    sites: dict[Path, Site] = field(default_factory=dict)
    web: Web | None = None
    spent: dict[str, float] | None = None
    overrides: tuple[tuple[Override, Patterns], ...] = ()

    def lint(self, source: Source, format: str | None = None) -> tuple[Diagnostic, ...]:
        """`format`: of what stands in no file whose name would say it."""
        context = self._context(source)
        start = perf_counter()
        document = read(source, format)
        if self.spent is not None:
            self.spent["reading"] = self.spent.get("reading", 0.0) + perf_counter() - start
        diagnostics = self._look(document, context)
        if (seen := notes()) is not None:
            seen.limit(context.since.isoformat(), context.until.isoformat())
        return diagnostics

    def mend(self, source: Source, allowed: Applicability) -> Fixed:
        """The text with the fixes made; `FixLoopError` where they undo one another."""
        context = self._context(source)
        return fix_source(source, read, lambda document: self._look(document, context), allowed)

    def mended_page(self, source: Source, allowed: Applicability) -> Page:
        fixed = self.mend(source, allowed)
        changes = tuple((change.rule, change.line, change.old, change.new) for made in fixed.applied for change in made)
        before, after = source.encode(source.text), fixed.source.encode(fixed.source.text)
        return Page(fixed.source, fixed.left, Mended(before, after, changes, fixed.refused))

    def _context(self, source: Source) -> Context:
        return Context(self.today, self.site(source), web=self.web)

    def site(self, source: Source) -> Site | None:
        return Site.around(source.path, self.sites) if source.path != "-" else None

    def _look(self, document: Document, context: Context) -> tuple[Diagnostic, ...]:
        rules = for_path(self.rules, self.overrides, document.source.path) if self.overrides else self.rules
        return lint(document, rules, context, self.known, self.spent)


def linter_for(
    settings: Settings, today: date, selectors: Sequence[str] = (), fix: Applicability | None = None, web: Web | None = None
) -> Linter:
    """`selectors`: names from the command line, to be looked at before anything is read. Without a `web` its rules do not run."""
    rules = ready_rules(*map(str, settings.rule_paths))
    known = {rule.id: rule.family for rule in rules}
    check_selectors(selectors, rules)
    check_names(settings, known)
    running = (rule for rule in choose_rules(rules, settings) if web is not None or CHECKS[rule.check].web != "needed")
    overrides = tuple((override, Patterns(((settings.folder, override.paths),))) for override in settings.overrides)
    return Linter(tuple(running), known, today, fix, web=web, overrides=overrides)


def with_web_rules_only(linter: Linter) -> Linter:
    """The same, for who wants to hear of nothing but what the web says."""
    return replace(linter, rules=tuple(rule for rule in linter.rules if CHECKS[rule.check].web))


def patterns_of(settings: Settings, exclude: Sequence[str] = ()) -> Patterns:
    """What is left out; `exclude` is relative to the working directory."""
    lists = ((settings.folder, (*(settings.exclude or ()), *settings.extend_exclude)), (Path.cwd(), exclude))
    plain = ((folder, tuple(pattern.removeprefix("./") for pattern in patterns)) for folder, patterns in lists if patterns)
    return Patterns(tuple(plain), settings.exclude is None)


def run(linter: Linter, paths: Sequence[str], patterns: Patterns, force_exclude: bool = False) -> Iterator[Result]:
    files = find_files(paths, patterns, force_exclude)
    first = list(_first(files))
    everything = chain((found for found, _ in first), files)
    if linter.web is not None or linter.spent is not None or sum(size for _, size in first) < _WORTH_PROCESSES or cores() == 1:
        for found in everything:
            yield lint_file(linter, found) if isinstance(found, Found) else found
        return
    from profilelint.workers import spread

    own = notes()
    for result, seen in spread(partial(_lint_apart, linter, own is not None), everything, _lost, cores()):
        if own is not None and seen is not None:
            own.add(seen)
        yield result


def cores() -> int:
    """How many processes may work at a time."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, _MOST_PROCESSES)


def _first(files: Iterator[Found | Trouble | Excluded]) -> Iterator[tuple[Found | Trouble | Excluded, int]]:
    """Of the files those that tell whether there is much to do, with their sizes."""
    total = 0
    for found in files:
        size = 0
        if isinstance(found, Found):
            with suppress(OSError):
                size = min(os.path.getsize(found.path), _LARGE)
        yield found, size
        total += size
        if total >= _WORTH_PROCESSES:
            return


def _lint_apart(linter: Linter, noting: bool, found: Found | Trouble | Excluded) -> tuple[Result, Notes | None]:
    """What a process of its own does with a file: the result, and what was seen for it."""
    if not isinstance(found, Found):
        return found, None
    seen = Notes() if noting else None
    take_notes(seen)
    result = lint_file(linter, found)
    if isinstance(result, Page):
        result = replace(result, source=replace(result.source))  # without what was worked out on the way
    return result, seen


def _lost(found: Found | Trouble | Excluded) -> tuple[Result, Notes | None]:
    return Trouble(found.path, "profilelint was stopped while it read this page; please report it, with the page"), None


def lint_file(linter: Linter, found: Found) -> Result:
    try:
        data = read_file(found.path, MAX_BYTES + 1)
    except OSError as error:
        return Trouble(found.path, f"cannot be read: {error.strerror}")
    return lint_data(linter, data, found)


def lint_data(linter: Linter, data: bytes, found: Found) -> Result:
    """`data`: the bytes of what was found, or one more than may be read."""
    if len(data) > MAX_BYTES:
        return Trouble(found.path, f"larger than {MAX_BYTES // 1_000_000} MB, so it was not read", found.given)
    if not is_text(data):
        return Trouble(found.path, "does not look like text, so it was not read", found.given)
    if not found.given and is_generated(data, format_of(found.path)):
        return Excluded(found.path)
    return lint_source(linter, Source.from_bytes(data, found.path))


def lint_source(linter: Linter, source: Source) -> Page | Trouble:
    """A page is never lost for the others: what goes wrong in one of them is said, and asked to be reported."""
    try:
        return Page(source, linter.lint(source)) if linter.fix is None else linter.mended_page(source, linter.fix)
    except RuleError:
        raise
    except FixLoopError as error:
        return Trouble(source.path, error.reason)
    except MemoryError:
        _do_not_keep()
        return Trouble(source.path, "takes more memory than there is, so it was not checked")
    except Exception as error:
        if os.environ.get("PROFILELINT_DEBUG"):
            raise
        _do_not_keep()
        return Trouble(source.path, f"profilelint failed on this page ({type(error).__name__}); please report it, with the page")


def _do_not_keep() -> None:
    """What went wrong may go well the next time: a module may be there, or more memory."""
    if (seen := notes()) is not None:
        seen.changed = True


def site_around(folder: Path) -> str:
    """What is linted where no path is given: the site that a folder stands in, as a path to show."""
    from profilelint.site.generator import find_root

    return shown_path(find_root(folder / "page") or folder)
