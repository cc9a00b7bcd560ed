"""Paths -> files -> results."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from profilelint.checks import CHECKS
from profilelint.checks.context import Context
from profilelint.core.diagnostic import Applicability, Diagnostic
from profilelint.core.disk import Notes, behind, note_modules, notes, read_file, take_notes
from profilelint.core.record import record
from profilelint.core.results import Excluded, Fixed, Page, Result, Trouble, shown_path
from profilelint.core.source import Source
from profilelint.document import format_of, read
from profilelint.document.model import Document
from profilelint.language.lexicon import LexiconError
from profilelint.links.answers import Web
from profilelint.rulepages.rules import Rule, RuleError
from profilelint.run.discovery import Found, find_files
from profilelint.run.engine import lint, ready_rules
from profilelint.run.exclusions import Patterns
from profilelint.run.pages import is_generated, is_text
from profilelint.run.recall import Recall
from profilelint.run.selection import check_selectors, choose_rules, for_path
from profilelint.settings.config import Override, Settings, check_names
from profilelint.site.files import Known, Site

if TYPE_CHECKING:
    from profilelint.fix.fixer import FixResult
    from profilelint.run.workers import Done

#: A page has a few hundred thousand bytes at most; what is larger is data, or not meant to be read.
MAX_BYTES = 10_000_000
#: Processes take a moment to start: from so many bytes on, they save more than that. One large page is not shared by two.
_WORTH_PROCESSES, _LARGE = 300_000, 60_000
_MOST_PROCESSES = 8
#: So much of what is known already waits while it is found out whether there is more to do.
_MOST_HELD = 3_000_000
#: How many modules a process of its own had imported when they were noted last.
_modules = 0

#: A file, or what was known of it; what is said of it; and what was seen for it, where that is noted.
_Checked = tuple[Found | Result, Result, Notes | None]


@record
class Linter:
    """What all files of a run share. `known`: the ids of all rules there are; `sites`: by folder, each read once; `fix`: the
    fixes that are made, None where pages are only looked at; `web`: what is known of the web, None where nobody asks it; `spent`: the
    seconds that go into reading and into each rule, None where nobody wants to know; `made_of`: what decided on the rules, where that was
    noted."""

    rules: tuple[Rule, ...]
    known: Mapping[str, str]
    today: date
    fix: Applicability | None = None
    sites: Known = field(default_factory=dict)
    web: Web | None = None
    spent: dict[str, float] | None = None
    overrides: tuple[tuple[Override, Patterns], ...] = ()
    made_of: tuple[str, ...] = ()

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

    def fixed(self, source: Source, allowed: Applicability) -> FixResult:
        """The text with the fixes made; `FixLoopError` where they undo one another."""
        from profilelint.fix.fixer import fix_source

        context = self._context(source)
        return fix_source(source, read, lambda document: self._look(document, context), allowed)

    def fixed_page(self, source: Source, allowed: Applicability) -> Page | Trouble:
        from profilelint.fix.fixer import FixLoopError

        try:
            fixed = self.fixed(source, allowed)
        except FixLoopError as error:
            return Trouble(source.path, error.reason)
        changes = tuple((change.rule, change.line, change.old, change.new) for made in fixed.applied for change in made)
        before, after = source.encode(source.text), fixed.source.encode(fixed.source.text)
        return Page(fixed.source, fixed.left, Fixed(before, after, changes, fixed.refused))

    def _context(self, source: Source) -> Context:
        return Context(self.today, self.site_around(source.path), web=self.web)

    def site_around(self, path: str) -> Site | None:
        return Site.around(path, self.sites) if path != "-" else None

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
    seen = notes()
    made_of = (repr(settings), *map(repr, sorted(seen.seen.items()))) if seen is not None else ()
    return Linter(tuple(running), known, today, fix, web=web, overrides=overrides, made_of=made_of)


def with_web_rules_only(linter: Linter) -> Linter:
    """The same, for who wants to hear of nothing but what the web says."""
    return replace(linter, rules=tuple(rule for rule in linter.rules if CHECKS[rule.check].web))


def patterns_of(settings: Settings, exclude: Sequence[str] = ()) -> Patterns:
    """What is left out; `exclude` is relative to the working directory."""
    own_rules = ((path.parent, (f"{path.name}/",)) for path in settings.rule_paths if not settings.folder.is_relative_to(path))
    lists = ((settings.folder, (*(settings.exclude or ()), *settings.extend_exclude)), (Path.cwd(), exclude), *own_rules)
    plain = ((folder, tuple(pattern.removeprefix("./") for pattern in patterns)) for folder, patterns in lists if patterns)
    return Patterns(tuple(plain), settings.exclude is None)


def run(linter: Linter, paths: Sequence[str], patterns: Patterns, force_exclude: bool = False) -> Iterator[Result]:
    files = find_files(paths, patterns, force_exclude)
    recall = _recall(linter)
    if recall is None:
        yield from (result for _, result, _ in _checked(linter, files))
        return
    try:
        for found, result, seen in _checked(linter, ((isinstance(found, Found) and recall.page(found)) or found for found in files)):
            if isinstance(found, Found) and isinstance(result, Page) and seen is not None:
                recall.keep(found, result, seen)
            yield result
    finally:
        recall.save()


def _recall(linter: Linter) -> Recall | None:
    """The pages that are known, where they are only looked at, and nothing decides what is said of them but what is noted."""
    if not linter.made_of or linter.fix is not None or linter.web is not None or linter.spent is not None:
        return None
    rules = (repr(replace(rule, options={}, body="")) for rule in linter.rules)
    return Recall((*linter.made_of, *rules), linter.today, partial(read_file, limit=MAX_BYTES + 1), linter.site_around)


def _checked(linter: Linter, items: Iterable[Found | Result]) -> Iterator[_Checked]:
    """What is said of files, in their order, with what was seen for it. What is a result already stays as it is."""
    own, work, rest = notes(), partial(_check, linter, notes() is not None), iter(items)
    alone = linter.web is not None or linter.spent is not None or cores() == 1
    while window := list(_window(rest)):
        checked: Iterator[_Checked]
        if alone or sum(size for item, size in window if isinstance(item, Found)) < _WORTH_PROCESSES:
            checked = (work(item) if isinstance(item, Found) else (item, item, None) for item, _ in window)
        else:
            from profilelint.run.workers import spread

            todo = _todo(work, chain((item for item, _ in window), rest))
            checked = spread(partial(_check_apart, work), todo, _lost, cores())
        for item, result, seen in checked:
            take_notes(own)
            if own is not None and seen is not None:
                own.add(seen)
            yield item, result, seen


def _todo(work: Callable[[Found], _Checked], items: Iterable[Found | Result]) -> Iterator[Found | Done[_Checked]]:
    """What is left for other processes. The first page of Markdown is not: what it makes this process import, compile and read of the site
    is theirs, too, where they begin as copies of it."""
    from profilelint.run.workers import Done

    own, is_first = notes(), True
    for item in items:
        if not isinstance(item, Found):
            yield Done((item, item, None))
        elif is_first and format_of(item.path) == "markdown":
            done, is_first = Done(work(item)), False
            take_notes(own)
            yield done
        else:
            yield item


def cores() -> int:
    """How many processes may work at a time."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, _MOST_PROCESSES)


def _window(items: Iterator[Found | Result]) -> Iterator[tuple[Found | Result, int]]:
    """Of the items those that tell whether there is much to do, with their sizes; no more of them than may wait."""
    work = held = 0
    for item in items:
        size = 0
        if isinstance(item, Found):
            with suppress(OSError):
                size = min(os.path.getsize(item.path), _LARGE)
            work += size
        elif isinstance(item, Page):
            size = len(item.source.text)
        held += size
        yield item, size
        if work >= _WORTH_PROCESSES or held >= _MOST_HELD:
            return


def _check(linter: Linter, noting: bool, found: Found) -> _Checked:
    """The result for a file, and what was seen for it."""
    seen = Notes() if noting else None
    take_notes(seen)
    return found, lint_file(linter, found), seen


def _check_apart(check: Callable[[Found], _Checked], found: Found) -> _Checked:
    """The same, by a process of its own."""
    global _modules
    _, result, seen = check(found)
    if seen is not None and len(sys.modules) != _modules:
        behind(note_modules)
        _modules = len(sys.modules)
    if isinstance(result, Page):
        result = replace(result, source=replace(result.source))  # without what was worked out on the way
    return found, result, seen


def _lost(found: Found) -> _Checked:
    return found, Trouble(found.path, "profilelint was stopped while it read this page; please report it, with the page"), None


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
        return Page(source, linter.lint(source)) if linter.fix is None else linter.fixed_page(source, linter.fix)
    except RuleError:
        raise
    except LexiconError as error:
        _do_not_keep()
        return Trouble(source.path, f"was not checked: {error}")
    except MemoryError:
        pass  # all that was read is held until this is left, so nothing can be said yet
    except Exception as error:
        if os.environ.get("PROFILELINT_DEBUG"):
            raise
        _do_not_keep()
        return Trouble(source.path, f"profilelint failed on this page ({type(error).__name__}); please report it, with the page")
    _do_not_keep()
    return Trouble(source.path, "takes more memory than there is, so it was not checked")


def _do_not_keep() -> None:
    """What went wrong may go well the next time: a module may be there, or more memory."""
    if (seen := notes()) is not None:
        seen.changed = True


def site_around(folder: Path) -> str:
    """What is linted where no path is given: the site that a folder stands in, as a path to show."""
    from profilelint.site.generator import find_root

    return shown_path(find_root(folder / "page") or folder)
