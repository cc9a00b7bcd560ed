"""The cache of results: pages that an earlier run has checked, and that need no check because the result would be the same.

One file has the pages that were checked from one folder, by one program, with one configuration. For each page it has a digest of its
bytes, its site, the checks' questions about the site, each with a digest of the answer, the days for which the result is valid, and the
result. A result depends on nothing else: checks reach the site and the day only through their `Context`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from profilelint.cache import code, store
from profilelint.core.dependencies import Dependencies
from profilelint.core.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Severity
from profilelint.core.files import digest, read_file
from profilelint.core.results import Page
from profilelint.core.source import Source, Span
from profilelint.rulepages.rules import Rule, packaged_rules
from profilelint.run.discovery import Found
from profilelint.settings.config import Settings
from profilelint.site.files import Site
from profilelint.site.view import asked_again

#: So many pages of one site are kept, so many sites, in so many bytes.
_MAX_PAGES, _MAX_SITES, _MAX_BYTES = 30_000, 100, 100_000_000
#: The endings of the files of custom rules.
_OF_RULES = (".md", ".yaml", ".yml", ".copies")
#: Of what is kept of a page, the numbers of the questions with their answers.
_ASKED = 4


class ResultCache:
    """The pages that are known. `known_as`: texts that say which program checked them, from where, and how; `site_of`: the site around a
    path."""

    def __init__(self, known_as: Sequence[str], today: date, limit: int, site_of: Callable[[str], Site | None]) -> None:
        self._path = store.place("pages", *known_as)
        self._today, self._limit, self._site_of = today.isoformat(), limit, site_of
        self._answers: list[tuple[str, str]] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._pages: dict[str, list[Any]] = {}
        self._met: dict[str, list[Any]] = {}
        self._is_new = False
        self._holding: dict[tuple[int, int], bool] = {}
        self._load()

    def page(self, found: Found) -> Page | None:
        """What would be said about a file; None where that is not known."""
        page = self._pages.get(_key(found))
        if page is None:
            return None
        content, site, since, until, asked, said = page
        try:
            data = read_file(found.path, self._limit)
        except OSError:
            return None
        if digest(data) != content or not since <= self._today <= until or not self._holds(found.path, site, asked):
            return None
        self._met[_key(found)] = page
        source = Source.from_bytes(data, found.path)
        return Page(source, tuple(_diagnostic(source, written) for written in said))

    def store(self, found: Found, page: Page, depends: Dependencies) -> None:
        """What was said about a file, and what that depends on."""
        content = digest(page.source.encode(page.source.text))
        asked = [self._number(answer) for answer in (depends.answers or {}).items()]
        said = [_written(diagnostic) for diagnostic in page.diagnostics]
        days = depends.since.isoformat(), depends.until.isoformat()
        self._is_new = True
        self._met[_key(found)] = [content, _identity(self._site_of(found.path)), *days, asked, said]

    def save(self) -> None:
        """For the next run. Where there are too many pages, those go that this run has not met."""
        if not self._is_new:
            return
        import json

        pages = dict([*self._met.items(), *((key, page) for key, page in self._pages.items() if key not in self._met)][:_MAX_PAGES])
        places = {number: place for place, number in enumerate(sorted({number for page in pages.values() for number in page[_ASKED]}))}
        placed = {key: [*page[:_ASKED], [places[number] for number in page[_ASKED]], *page[_ASKED + 1 :]] for key, page in pages.items()}
        data = json.dumps([[self._answers[number] for number in places], placed], separators=(",", ":")).encode()
        if len(data) <= _MAX_BYTES:
            store.write(self._path, data, _MAX_SITES, _MAX_BYTES)

    def _load(self) -> None:
        data = store.read(self._path)
        if data is None:
            return
        import json

        answers, self._pages = json.loads(data)
        for answer in answers:
            self._number((answer[0], answer[1]))
        store.touch(self._path)

    def _number(self, answer: tuple[str, str]) -> int:
        number = self._numbers.setdefault(answer, len(self._answers))
        if number == len(self._answers):
            self._answers.append(answer)
        return number

    def _holds(self, path: str, identity: str, asked: Sequence[int]) -> bool:
        """Whether a page is in the same site, and all answers are the same."""
        site = self._site_of(path)
        return _identity(site) == identity and (site is None or all(self._is_answered(site, number) for number in asked))

    def _is_answered(self, site: Site, number: int) -> bool:
        key = id(site), number
        if key not in self._holding:
            question, answer = self._answers[number]
            try:
                self._holding[key] = asked_again(site, question) == answer
            except Exception:  # a check may fail on one page, which must not stop the run
                self._holding[key] = False
        return self._holding[key]


def known_as(settings: Settings, rules: Sequence[Rule]) -> tuple[str, ...]:
    """Everything that results depend on, except the pages: the program, the folder that paths are relative to, the configuration,
    the rules that run, and the files of custom rules."""
    ours = packaged_rules()
    own = sorted({folder for rule in rules if not (folder := Path(rule.path).parent).is_relative_to(ours)})
    files = (path for folder in own for pattern in ("*", "*/*") for path in sorted(folder.glob(pattern)) if path.suffix in _OF_RULES)
    digests = (f"{path}\0{digest(read_file(path, _MAX_BYTES))}" for path in files if path.is_file())
    return code.identity(str(ours)), os.getcwd(), repr(settings), *(rule.id for rule in rules), *digests


def _key(found: Found) -> str:
    return f"{found.given:d}{found.path}"


def _identity(site: Site | None) -> str:
    return site.identity if site else ""


def _written(diagnostic: Diagnostic) -> list[object]:
    fix = diagnostic.fix
    return [
        diagnostic.rule,
        diagnostic.severity,
        diagnostic.message,
        diagnostic.span.start,
        diagnostic.span.end,
        diagnostic.hidden,
        fix and [[_edit(edit) for edit in fix.edits], fix.applicability, fix.structural, fix.drop_mark],
        diagnostic.suggestions,
        diagnostic.url,
        [[related.span.start, related.span.end, related.message] for related in diagnostic.related],
        diagnostic.deletes,
        diagnostic.cause,
    ]


def _edit(edit: Edit) -> list[object]:
    return [edit.span.start, edit.span.end, edit.content]


def _diagnostic(source: Source, written: Sequence[Any]) -> Diagnostic:
    rule, severity, message, start, end, hidden, fix, suggestions, url, related, deletes, cause = written
    return Diagnostic(
        rule,
        Severity(severity),
        message,
        source.path,
        Span(start, end),
        source.position(start),
        source.position(end),
        hidden,
        fix and _fix(*fix),
        tuple(suggestions),
        tuple(Related(Span(first, last), text) for first, last, text in related),
        url,
        deletes,
        cause,
    )


def _fix(edits: Sequence[Any], applicability: int, structural: bool, drop_mark: bool) -> Fix:
    made = tuple(Edit(Span(start, end), content) for start, end, content in edits)
    return Fix(made, Applicability(applicability), structural, drop_mark)
