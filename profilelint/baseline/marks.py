"""Baseline: marks by which findings are recognised after edits, and the file that stores them.

No program can distinguish a mistake that was moved from one that was fixed and made again elsewhere, so this is a definition. Two
findings can be the same if the same rule reports the same words and at least one of these is unchanged: the rest of the line; the words
before; the words after; the lines above and below, both. As many findings as possible are matched with recorded ones, one to one.
It follows, for any sequence of edits:

- a finding that stayed, with part of its context, is never reported as new;
- each recorded finding matches at most one: a second one is new, and so is one in another context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from os.path import isfile
from pathlib import Path

from profilelint.core.diagnostic import Diagnostic
from profilelint.core.files import digest, read_file
from profilelint.core.record import fields, frozen
from profilelint.core.regex import regex
from profilelint.core.results import Page, shown_path
from profilelint.core.source import Source, Span
from profilelint.site.generator import leads_out

NAME = ".profilelint-baseline.json"

#: So much of what is reported is looked at, and so much of the page on either side: pages may be one line of ten megabytes.
_ABOUT, _AROUND = 60, 600
#: Small words are everywhere, and the number of a list item changes with the items above.
_WORD, _NUMBER = regex(r"\w{4,}"), regex(r"\A\W*\d+[.)]\s")
_NEAR = 2  # words on either side
_VERSION = 1
MAX_BYTES = 50_000_000

_HEAD = '{"about": "Findings that are not reported again: see profilelint baseline --help", "version": 1, "pages": {'


class BaselineError(Exception):
    """A baseline cannot be read."""


@frozen(order=True)
class Mark:
    """The identity of a finding on its page, without its position: the rule, the reported text, and its context, as digests ("" if there
    is nothing to compare)."""

    rule: str
    about: str
    line: str
    before: str
    after: str
    between: str


_SURROUNDINGS = ("line", "before", "after", "between")


def marks(source: Source, diagnostics: Iterable[Diagnostic]) -> list[Mark]:
    return [_mark(source, diagnostic) for diagnostic in diagnostics]


def unknown(page: Page, known: Sequence[Mark]) -> tuple[Diagnostic, ...]:
    """The diagnostics of a page that none of the marks stands for."""
    return tuple(diagnostic for diagnostic, mark in pairs(page, known) if mark is None)


def pairs(page: Page, known: Sequence[Mark]) -> list[tuple[Diagnostic, Mark | None]]:
    """Each diagnostic with the mark that stands for it."""
    now = marks(page.source, page.diagnostics)
    found = matched(now, known)
    return [(diagnostic, known[found[at]] if at in found else None) for at, diagnostic in enumerate(page.diagnostics)]


def matched(now: Sequence[Mark], known: Sequence[Mark]) -> dict[int, int]:
    """As many pairs of equal ones as there can be, each in one pair, by their places in the lists. Those that have most in common are
    paired first; then others step aside for who has nobody else, as in Kuhn's algorithm for bipartite graphs."""
    found: dict[int, int] = {}
    taken: dict[int, int] = {}
    for names in (_SURROUNDINGS, *((name,) for name in _SURROUNDINGS)):
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in reversed(range(len(known))):
            if at not in taken and (key := _key(known[at], names)):
                waiting[key].append(at)
        for at, mark in enumerate(now):
            if at not in found and (same := waiting.get(_key(mark, names))):
                found[at] = same.pop()
                taken[found[at]] = at
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, mark in enumerate(known):
        for key in _keys(mark):
            groups[key].append(at)
    for at in range(len(now)):
        if at not in found:
            _step_aside(at, now, groups, found, taken)
    return found


def _step_aside(
    first: int, now: Sequence[Mark], groups: dict[tuple[str, ...], list[int]], found: dict[int, int], taken: dict[int, int]
) -> None:
    """Find a mark for one more, where the others can take other marks."""
    came: dict[int, int] = {}  # each mark that was reached, by whom
    seen: set[tuple[str, ...]] = set()
    waiting = [first]
    for at in waiting:
        for key in _keys(now[at]):
            if key in seen:
                continue
            seen.add(key)
            for mark in groups.get(key, ()):
                if mark in came:
                    continue
                came[mark] = at
                if mark in taken:
                    waiting.append(taken[mark])
                    continue
                while True:  # hand the marks on along the way that led here
                    at = came[mark]
                    before = found.get(at)
                    found[at], taken[mark] = mark, at
                    if before is None:
                        return
                    mark = before
    for key in seen:  # no augmenting path leads through these, now or later
        groups.pop(key, None)


def _keys(mark: Mark) -> list[tuple[str, ...]]:
    return [key for name in _SURROUNDINGS if (key := _key(mark, (name,)))]


def _key(mark: Mark, names: tuple[str, ...]) -> tuple[str, ...]:
    """The properties that two marks must share; empty if there is nothing to compare."""
    values = tuple(getattr(mark, name) for name in names)
    return (mark.rule, mark.about, *names, *values) if any(values) else ()


def _mark(source: Source, diagnostic: Diagnostic) -> Mark:
    # White space is normalised, so that a paragraph may be rewrapped. A few lines have enough other characters.
    about = " ".join(source.slice(diagnostic.span)[: 10 * _ABOUT].split())[:_ABOUT]
    return Mark(diagnostic.rule, about, *map(_digest, _surroundings(source.text, diagnostic.span)))


def _surroundings(text: str, span: Span) -> tuple[str, str, str, str]:
    start, end = max(0, span.start - _AROUND), span.end + _AROUND
    before = text[start : span.start].replace("\r\n", "\n").replace("\r", "\n")
    after = text[span.end : end].replace("\r\n", "\n").replace("\r", "\n")
    above, line_begins, left = before.rpartition("\n")
    right, line_ends, below = after.partition("\n")
    is_whole = (line_begins or start == 0) and (line_ends or end >= len(text))  # else a line is longer than what is looked at
    return (
        f"{' '.join(_NUMBER.sub('', left).split())}\0{' '.join(right.split())}",
        " ".join(_WORD.findall(before)[-_NEAR:]),
        " ".join(_WORD.findall(after)[:_NEAR]),
        f"{_line(reversed(above.split(chr(10))))}\0{_line(below.split(chr(10)))}" if is_whole else "",
    )


def _line(lines: Iterable[str]) -> str:
    """The first one that says anything."""
    return next((" ".join(line.split()) for line in lines if _WORD.search(line)), "")


def _digest(text: str) -> str:
    return digest(text.encode("utf-8", "surrogatepass"))[:12] if text else ""


def find_baseline(start: Path) -> Path | None:
    """The nearest baseline in or above a folder."""
    return next((folder / NAME for folder in (start, *start.parents) if isfile(folder / NAME)), None)


def is_baseline(path: Path) -> bool:
    try:
        read_baseline(path)
    except BaselineError:
        return False
    return True


def read_baseline(path: Path) -> dict[str, list[Mark]]:
    """The marks of each page; pages by their path from the baseline's folder."""
    import json

    if leads_out(path):
        raise BaselineError(f"{shown_path(path)}: is a symlink to somewhere outside the site, so it was not read")
    try:
        values = json.loads(read_file(path, MAX_BYTES))
        if values["version"] != _VERSION:
            raise BaselineError(f"{shown_path(path)}: made by another version of profilelint; recreate it with: profilelint baseline write")
        names = {field.name for field in fields(Mark)}
        pages = {page: [Mark(**{name: str(mark[name]) for name in names}) for mark in found] for page, found in values["pages"].items()}
    except OSError as error:
        raise BaselineError(f"{shown_path(path)}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BaselineError(f"{shown_path(path)}: not a baseline file; recreate it with: profilelint baseline write") from None
    return pages


def baseline_text(pages: Mapping[str, Iterable[Mark]]) -> str:
    """A finding is a line, so that versions of the file can be compared and merged."""
    import json

    lines = []
    for page, found in sorted(pages.items()):
        each = [f"    {json.dumps({field.name: getattr(mark, field.name) for field in fields(mark)})}" for mark in sorted(found)]
        if each:
            lines.append(f"  {json.dumps(page)}: [\n" + ",\n".join(each) + "\n  ]")
    return f"{_HEAD}\n" + ",\n".join(lines) + "\n}}\n"
