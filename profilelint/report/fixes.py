"""What fixes did, or would do, to pages."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.core.results import Page
from profilelint.report.style import Style, escaped

_SHOWN = 60


def changes(page: Page, style: Style) -> Iterator[str]:
    """A line for each fix that was made, and for each that was not since it would have done harm."""
    if page.fixed is None:
        return
    path = escaped(page.source.path)
    for rule, line, old, new in page.fixed.changes:
        what = f"{_quoted(old)} → {_quoted(new)}" if new else f"{_quoted(old)} removed"
        yield f"{style.paint(f'{path}:{line}', 'bold')}: {style.paint('fixed', 'green')}: {what} {style.paint(f'[{rule}]', 'dim')}"
    for diagnostic, reason in page.fixed.refused:
        yield f"{path}:{diagnostic.start.line}: not fixed, since {reason} [{diagnostic.rule}]"


def diff(page: Page, safe: bool) -> Iterator[str]:
    """A unified diff of what would be written. `safe`: a person reads it on a terminal; else a program may apply it."""
    from difflib import unified_diff

    if page.fixed is None or page.fixed.before == page.fixed.after:
        return
    path = page.source.path
    old, new = (_lines(data) for data in (page.fixed.before, page.fixed.after))
    for line in unified_diff(old, new, path, path):
        ended = line.removesuffix("\n")
        yield escaped(ended) if safe else ended
        if ended == line:
            yield "\\ No newline at end of file"


def _lines(data: bytes) -> list[str]:
    *lines, last = data.decode("utf-8", "surrogateescape").split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def counts(fixed: int, files: int, left: int, unsafe: int) -> str:
    """The summary line: fixed, left, and further fixable findings."""
    more = f", {unsafe} more with --unsafe-fixes" if unsafe else ""
    return f"{fixed} fixed in {files} file{'' if files == 1 else 's'}, {left} left{more}."


def shortened(text: str) -> str:
    """The text on one line; of a long one, its beginning and its end."""
    text = escaped(text.replace("\n", " "))
    half = _SHOWN // 2
    return text if len(text) <= _SHOWN else f"{text[:half]}…{text[-half:]}"


def _quoted(text: str) -> str:
    return f'"{shortened(text)}"'
