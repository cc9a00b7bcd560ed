"""Paths -> files -> results: found, looked up in the cache, linted or fixed, stored."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from profilelint.checks.context import Context
from profilelint.core.dependencies import Dependencies
from profilelint.core.diagnostic import Applicability
from profilelint.core.files import read_file
from profilelint.core.globs import IgnoreList
from profilelint.core.record import replace
from profilelint.core.results import Excluded, Fixed, Page, Result, Trouble, shown_path
from profilelint.core.source import Source
from profilelint.document import format_of
from profilelint.language.wordtable import LexiconError
from profilelint.rulepages.rules import RuleError
from profilelint.run.discovery import Found, find_files
from profilelint.run.engine import Engine
from profilelint.run.exclusions import Patterns
from profilelint.run.pages import is_generated, is_text
from profilelint.settings.config import Settings
from profilelint.site.generator import find_root

if TYPE_CHECKING:
    from profilelint.run.cache import ResultCache
    from profilelint.run.workers import Done

#: A page has a few hundred thousand bytes at most; what is larger is data, or not meant to be read.
MAX_BYTES = 10_000_000
#: Processes take a moment to start: from so many bytes on, they save more than that. One large page is not shared by two.
_WORTH_PROCESSES, _LARGE = 300_000, 60_000
_MOST_PROCESSES = 8
#: So much of what is known already waits while it is found out whether there is more to do.
_MOST_HELD = 3_000_000

#: A file, or what was known of it; what became of it; and what that depends on, None where it is not for the cache.
Checked = tuple[Found | Result, Result, Dependencies | None]


def lint_paths(
    engine: Engine,
    paths: Sequence[str],
    patterns: Patterns,
    force_exclude: bool = False,
    *,
    fix: Applicability | None = None,
    cache: ResultCache | None = None,
) -> Iterator[Result]:
    """What there is to say about the files of paths, in their order. `fix`: the fixes that are made, None where pages are only looked at;
    `cache`: for these alone."""
    check = partial(check_file, engine, fix=fix, tracked=cache is not None)
    files = find_files(paths, patterns, force_exclude)
    items = files if cache is None else (cache.page(file) or file if isinstance(file, Found) else file for file in files)
    alone = engine.web is not None or engine.spent is not None or cores() == 1
    try:
        while window := list(_window(items)):
            waiting = [item for item, _ in window]
            if alone or sum(size for item, size in window if isinstance(item, Found)) < _WORTH_PROCESSES:
                checked: Iterable[Checked] = map(check, waiting)
            else:
                from profilelint.run.workers import spread

                checked = spread(partial(_check_apart, check), _todo(check, chain(waiting, items)), _lost, cores())
            for found, result, depends in checked:
                if cache is not None and depends is not None and isinstance(found, Found) and isinstance(result, Page):
                    cache.store(found, result, depends)
                yield result
    finally:
        if cache is not None:
            cache.save()


def cache_for(engine: Engine, settings: Settings) -> ResultCache | None:
    """The results of earlier runs; None if results depend on more than the pages, their site and the settings."""
    if engine.web is not None or engine.spent is not None:
        return None
    from profilelint.run.cache import ResultCache, known_as

    return ResultCache(known_as(settings, engine.rules), engine.today, MAX_BYTES + 1, engine.site_around)


def check_file(engine: Engine, item: Found | Result, fix: Applicability | None = None, tracked: bool = False) -> Checked:
    """What becomes of a file; what is a result already stays as it is."""
    if not isinstance(item, Found):
        return item, item, None
    try:
        data = read_file(item.path, MAX_BYTES + 1)
    except OSError as error:
        return item, Trouble(item.path, f"cannot be read: {error.strerror}"), None
    context = engine.context(item.path, tracked)
    result = check_data(engine, data, item, fix, context)
    return item, result, context.depends if tracked else None


def check_data(engine: Engine, data: bytes, found: Found, fix: Applicability | None = None, context: Context | None = None) -> Result:
    """`data`: the bytes of the file, or one more than the limit. A failure on one page does not affect the others: it is shown, with the
    request to report it."""
    if reason := _unread(data):
        return Trouble(found.path, reason, found.given)
    if not found.given and is_generated(data, format_of(found.path)):
        return Excluded(found.path)
    source = Source.from_bytes(data, found.path)
    try:
        return Page(source, engine.lint(source, context=context)) if fix is None else _fixed_page(engine, source, fix)
    except RuleError:
        raise
    except LexiconError as error:
        return Trouble(source.path, f"was not checked: {error}")
    except MemoryError:
        pass  # all that was read is held until this is left, so nothing can be said yet
    except Exception as error:
        if os.environ.get("PROFILELINT_DEBUG"):
            raise
        return Trouble(source.path, f"profilelint failed on this page ({type(error).__name__}); please report it, with the page")
    return Trouble(source.path, "not checked: it needs more memory than is available")


def _unread(data: bytes) -> str:
    """Why a file is not read; nothing where it is."""
    if len(data) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1_000_000} MB, so it was skipped"
    return "" if is_text(data) else "does not look like text, so it was skipped"


def _fixed_page(engine: Engine, source: Source, allowed: Applicability) -> Page | Trouble:
    from profilelint.fix.fixer import FixLoopError

    try:
        made = engine.fix(source, allowed)
    except FixLoopError as error:
        return Trouble(source.path, error.reason)
    changes = tuple((change.rule, change.line, change.old, change.new) for applied in made.applied for change in applied)
    before, after = source.encode(source.text), made.source.encode(made.source.text)
    return Page(made.source, made.left, Fixed(before, after, changes, made.refused))


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


def _todo(check: Callable[[Found], Checked], items: Iterable[Found | Result]) -> Iterator[Found | Done[Checked]]:
    """What is left for other processes. The first page of Markdown is not: what it makes this process import, compile and read of the site
    is theirs, too, where they begin as copies of it."""
    from profilelint.run.workers import Done

    is_first = True
    for item in items:
        if not isinstance(item, Found):
            yield Done((item, item, None))
        elif is_first and format_of(item.path) == "markdown":
            is_first = False
            yield Done(check(item))
        else:
            yield item


def _check_apart(check: Callable[[Found], Checked], found: Found) -> Checked:
    """The same, by a process of its own."""
    _, result, depends = check(found)
    if isinstance(result, Page):
        result = replace(result, source=replace(result.source))  # without what was worked out on the way
    return found, result, depends


def _lost(found: Found) -> Checked:
    return found, Trouble(found.path, "profilelint crashed on this page; please report it, with the page"), None


def patterns_of(settings: Settings, exclude: Sequence[str] = ()) -> Patterns:
    """What is left out; `exclude` is relative to the working directory."""
    own_rules = ((path.parent, (f"{path.name}/",)) for path in settings.rule_paths if not settings.folder.is_relative_to(path))
    lists = ((settings.folder, (*(settings.exclude or ()), *settings.extend_exclude)), (Path.cwd(), exclude), *own_rules)
    plain = ((folder, IgnoreList(pattern.removeprefix("./") for pattern in patterns)) for folder, patterns in lists if patterns)
    return Patterns(tuple(plain), settings.exclude is None)


def site_around(folder: Path) -> str:
    """The default path: the site that contains a folder, as a path to show."""
    return shown_path(find_root(folder / "page") or folder)
