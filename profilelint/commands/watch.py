"""`profilelint check --watch`: check, and whenever files change, report what is new and what is gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from profilelint.baseline.marks import Mark, marks, matched
from profilelint.commands import FAILED, INTERRUPTED, Terminated, say
from profilelint.commands.output import Tally, closing
from profilelint.commands.request import Request
from profilelint.core.diagnostic import Diagnostic
from profilelint.core.errors import UsageError
from profilelint.core.record import record, replace
from profilelint.core.results import Page
from profilelint.report import FOR_PEOPLE, writer
from profilelint.report.about import About
from profilelint.report.style import Style, escaped, style_for
from profilelint.report.text import summary
from profilelint.site.generator import find_root

#: Milliseconds without a change, after which an empty set comes.
_PAUSE = 100


@record
class Look:
    """The state of the pages: what is reported, the rules, the counts, and the exit code of a run that ends with it. `left_out`: how many
    findings the baseline has."""

    pages: tuple[Page, ...]
    rules: tuple[About, ...]
    tally: Tally
    left_out: int
    code: int


#: Makes the request anew, as the configuration may have changed, and looks at the pages; problems that are known are not printed again.
Looking = Callable[[Collection[str]], tuple[Request, Look]]


def watch(request: Request, look: Looking) -> int:
    """Check until the user stops it; returns the exit code of the last state."""
    last: Look | None = None
    style = style_for(sys.stdout, request.color, os.environ, request.in_full) if request.format in FOR_PEOPLE else Style()
    code = INTERRUPTED
    try:
        for changes in _changes(_watched(request)):
            if not changes and last:
                continue
            try:
                request, now = look(last.tally.troubles if last else ())
            except UsageError as error:  # the configuration is being edited
                if last is None:
                    raise
                code = FAILED
                say(str(error))
                continue
            # Before it is printed: the user may have seen enough of it, and the exit code is that of what was printed.
            before, last, former_code, code = last, now, code, now.code
            if before is None:
                _begin(request, now, style)
                continue
            new, gone = changed(before.pages, now.pages)
            if new or gone or (now.code, now.tally.troubles) != (former_code, before.tally.troubles):
                _report(request, now, new, gone, style)
    except Terminated:
        raise
    except KeyboardInterrupt:
        pass
    return code


def changed(before: Iterable[Page], now: Iterable[Page]) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """The pages with their new findings, and the findings that are gone. A finding that has only moved is the same."""
    known = {page.source.path: (page, marks(page.source, page.diagnostics)) for page in before}
    new: list[Page] = []
    gone: list[Diagnostic] = []
    for page in now:
        former, old = known.pop(page.source.path, (None, list[Mark]()))
        pairs = matched(marks(page.source, page.diagnostics), old)
        if fresh := tuple(each for at, each in enumerate(page.diagnostics) if at not in pairs):
            new.append(replace(page, diagnostics=fresh))
        gone += [each for at, each in enumerate(former.diagnostics if former else ()) if at not in pairs.values()]
    gone += [each for page, _ in known.values() for each in page.diagnostics]
    return tuple(new), tuple(gone)


def _begin(request: Request, now: Look, style: Style) -> None:
    for line in writer(request.format)(now.pages, style, now.rules):
        print(line)
    closing(now.tally, request.format, request.is_text, request.quiet, request.mode, now.left_out, "")
    print("Watching for changes; press Ctrl-C to stop.", file=sys.stderr, flush=True)


def _report(request: Request, now: Look, new: Sequence[Page], gone: Sequence[Diagnostic], style: Style) -> None:
    print()
    for diagnostic in gone:
        place = f"{escaped(diagnostic.path)}:{diagnostic.start.line}:{diagnostic.start.column}"
        print(f"{style.paint('Gone', 'green')}: {place}: {escaped(diagnostic.message)} {style.paint(f'[{diagnostic.rule}]', 'dim')}")
    for line in writer(request.format)(new, style, now.rules):
        print(line)
    found = sum(len(page.diagnostics) for page in new)
    print(f"{found} new, {len(gone)} gone. {summary(now.tally.files, now.tally.found, now.tally.excluded, now.tally.unread)}", flush=True)


def _watched(request: Request) -> tuple[Path, ...]:
    """The sites whose files a run reads, and the files of the configuration that are in none of them."""
    sites = {Path(os.path.realpath(_site_of(Path(path)))) for path in request.paths or (".",)}
    settings = request.settings
    files = {Path(os.path.realpath(file)) for file in (settings.file, *settings.bases, request.baseline) if file}
    return tuple(sorted(each for each in sites | files if each.exists() and sites.isdisjoint(each.parents)))


def _site_of(path: Path) -> Path:
    folder = path if path.is_dir() else path.parent
    return find_root(folder / "page") or folder


def _changes(paths: Iterable[Path]) -> Iterator[Collection[object]]:
    """The changes, one set after the other; the first is empty, and comes when nothing can be missed any more."""
    try:
        import watchfiles
    except ModuleNotFoundError:
        raise UsageError('--watch needs an extra package: pip install "profilelint[watch]"') from None
    try:
        yield from watchfiles.watch(*paths, rust_timeout=_PAUSE, yield_on_timeout=True, ignore_permission_denied=True)
    except OSError as error:
        raise UsageError(f"the files cannot be watched: {error}") from None
