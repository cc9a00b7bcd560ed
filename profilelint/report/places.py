"""What machines want to know of a place: its path in the repository, its columns as they count them, and a mark that stays."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from os.path import exists
from pathlib import Path
from urllib.parse import quote

from profilelint.core.diagnostic import Diagnostic
from profilelint.core.files import real_path
from profilelint.core.results import Page
from profilelint.core.source import Position, Source


def repository_path(path: str) -> str:
    """The path from the top of its repository, links on the way resolved, with slashes; from the working directory where there is none."""
    if path == "-":
        return "stdin"
    folder, name = os.path.split(os.path.abspath(path))
    real = Path(real_path(folder))
    top = next((each for each in (real, *real.parents) if exists(each / ".git")), Path(real_path(os.curdir)))
    return Path(os.path.relpath(real / name, top)).as_posix()


def uri(path: str) -> str:
    """A path of the repository as a relative reference."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/~!$&'()*+,;=@-._")


def severity_name(diagnostic: Diagnostic) -> str:
    return diagnostic.severity.name.lower()


def utf8_column(source: Source, position: Position) -> int:
    """The column (from 1) in bytes of UTF-8."""
    start = source.line_starts[position.line - 1]
    return len(source.text[start : start + position.column - 1].encode("utf-8", "replace")) + 1


def with_fingerprints(page: Page) -> Iterator[tuple[Diagnostic, str]]:
    """Each diagnostic with a mark that stays when other lines change: of its rule, its file and what it is about, not of its place."""
    seen: Counter[tuple[str, str]] = Counter()
    path = repository_path(page.source.path)
    for diagnostic in page.diagnostics:
        about = (diagnostic.rule, content(page.source, diagnostic))
        seen[about] += 1
        yield diagnostic, fingerprint(path, *about, seen[about])


def content(source: Source, diagnostic: Diagnostic) -> str:
    """The reported text with normalised white space, so that it stays the same when it is rewrapped."""
    return " ".join(source.slice(diagnostic.span).split()) or diagnostic.message


def fingerprint(*parts: object) -> str:
    text = "\0".join(map(str, parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def by_severity(pages: Iterable[Page]) -> list[tuple[Page, Diagnostic]]:
    """All diagnostics, the most severe first, otherwise in their order."""
    found = [(page, diagnostic) for page in pages for diagnostic in page.diagnostics]
    return sorted(found, key=lambda each: -each[1].severity)
