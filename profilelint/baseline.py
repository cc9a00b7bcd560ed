"""What was found before: marks of diagnostics that outlive edits around them, and the file that keeps them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from profilelint.diagnostic import Diagnostic
from profilelint.disk import digest, is_file, read_file
from profilelint.results import Page, shown_path
from profilelint.source import Source

NAME = ".profilelint-baseline.json"

#: How much of the page around a finding is looked at, and how much of what was reported.
_AROUND, _NEAR, _ABOUT = 80, 24, 60
_VERSION = 1
_MAX_BYTES = 50_000_000

_HEAD = '{"about": "What was found before and is not reported: see profilelint baseline --help", "version": 1, "pages": {'


class BaselineError(Exception):
    """A baseline cannot be read."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """What tells a finding from another of its page, without its place. An edit outside of it changes what is `before` or what is
    `after`, not both; several edits at once leave some words on the `left` or on the `right`, mostly."""

    rule: str
    about: str
    before: str
    after: str
    left: str
    right: str


def marks(source: Source, diagnostics: Iterable[Diagnostic]) -> list[Mark]:
    return [_mark(source, diagnostic) for diagnostic in diagnostics]


def unknown(page: Page, known: Sequence[Mark]) -> tuple[Diagnostic, ...]:
    """The diagnostics of a page that none of the marks stands for. Each mark stands for one; the closest pairs are made first."""
    return tuple(diagnostic for diagnostic, mark in pairs(page, known) if mark is None)


def pairs(page: Page, known: Sequence[Mark]) -> list[tuple[Diagnostic, Mark | None]]:
    """Each diagnostic with the mark that stands for it."""
    now = marks(page.source, page.diagnostics)
    found: list[Mark | None] = [None] * len(now)
    free = Counter(known)
    for names in (("before", "after"), ("before",), ("after",), ("left",), ("right",)):
        waiting: dict[tuple[str, ...], list[Mark]] = defaultdict(list)
        for mark in reversed(list(free.elements())):
            waiting[_key(mark, names)].append(mark)
        for at, mark in enumerate(now):
            if found[at] is None and (same := waiting.get(_key(mark, names))):
                found[at] = taken = same.pop()
                free[taken] -= 1
    return list(zip(page.diagnostics, found, strict=True))


def _key(mark: Mark, names: Iterable[str]) -> tuple[str, ...]:
    return (mark.rule, mark.about, *(getattr(mark, name) for name in names))


def _mark(source: Source, diagnostic: Diagnostic) -> Mark:
    span = diagnostic.span
    # Blanks are made equal, so that a paragraph may be wrapped anew. A few lines hold enough of what is no blank.
    about = " ".join(source.slice(span)[: 10 * _ABOUT].split())[:_ABOUT]
    before = " ".join(source.text[max(0, span.start - 10 * _AROUND) : span.start].split())[-_AROUND:]
    after = " ".join(source.text[span.end : span.end + 10 * _AROUND].split())[:_AROUND]
    return Mark(diagnostic.rule, about, *map(_digest, (before, after, before[-_NEAR:], after[:_NEAR])))


def _digest(text: str) -> str:
    return digest(text.encode("utf-8", "surrogatepass"))[:12]


def find_baseline(start: Path) -> Path | None:
    """The nearest baseline in or above a folder."""
    return next((folder / NAME for folder in (start, *start.parents) if is_file(folder / NAME)), None)


def read_baseline(path: Path) -> dict[str, list[Mark]]:
    """The marks of each page; pages by their path from the baseline's folder."""
    try:
        values = json.loads(read_file(path, _MAX_BYTES))
        if values["version"] != _VERSION:
            raise BaselineError(f"{shown_path(path)}: made by another version of profilelint; write it anew: profilelint baseline write")
        names = {field.name for field in fields(Mark)}
        pages = {page: [Mark(**{name: str(mark[name]) for name in names}) for mark in found] for page, found in values["pages"].items()}
    except OSError as error:
        raise BaselineError(f"{shown_path(path)}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BaselineError(f"{shown_path(path)}: this is no baseline; write it anew: profilelint baseline write") from None
    return pages


def baseline_text(pages: Mapping[str, Iterable[Mark]]) -> str:
    """A finding is a line, so that versions of the file can be compared and merged."""
    lines = []
    for page, found in sorted(pages.items()):
        each = [f"    {json.dumps(asdict(mark))}" for mark in sorted(found)]
        if each:
            lines.append(f"  {json.dumps(page)}: [\n" + ",\n".join(each) + "\n  ]")
    return f"{_HEAD}\n" + ",\n".join(lines) + "\n}}\n"
