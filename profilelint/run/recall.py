"""Pages that an earlier run has checked, and that are not checked again where the check would say the same.

What is kept of a page: a digest of its bytes, the site that it stands in, what the checks asked of that site, each question with a digest
of the answer, the days on which they would have said the same, and what they said. The pages of all runs with the same rules and settings
from one folder stand in one file, with the modules that checked them; it is found by what decided on the rules and settings.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from profilelint.cache import store as kept
from profilelint.core import disk
from profilelint.core.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Severity
from profilelint.core.results import Page
from profilelint.core.source import Source, Span
from profilelint.run.discovery import Found

if TYPE_CHECKING:
    from profilelint.site.files import Site

#: So many pages of one site are kept, so many sites, in so many bytes.
_MAX_PAGES, _MAX_SITES, _MAX_BYTES = 30_000, 100, 100_000_000
#: Of what is kept of a page, the numbers of the questions with their answers.
_ASKED = 4


class Recall:
    """The pages of one site. `linter`: texts that say which rules run, and how; `site_of`: the site around a path."""

    def __init__(self, linter: Sequence[str], today: date, read: Callable[[str], bytes], site_of: Callable[[str], Site | None]) -> None:
        self._path = kept.place("pages", sys.version, sys.executable, repr(sys.flags), os.getcwd(), *linter)
        self._today, self._read, self._site_of = today.isoformat(), read, site_of
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
            data = self._read(found.path)
        except OSError:
            return None
        if disk.digest(data) != content or not since <= self._today <= until or not self._holds(found.path, site, asked):
            return None
        if (notes := disk.notes()) is not None:
            notes.limit(since, until)
        self._met[_key(found)] = page
        source = Source.from_bytes(data, found.path)
        return Page(source, tuple(_diagnostic(source, written) for written in said))

    def keep(self, found: Found, page: Page, notes: disk.Notes) -> None:
        """What was said about a file, where its text and its questions decide that."""
        own = list(notes.own)
        if notes.changed or len(own) != 1 or own[0][1] != found.path:
            return
        asked = [self._number(answer) for answer in notes.asked.items()]
        said = [_written(diagnostic) for diagnostic in page.diagnostics]
        self._is_new = True
        self._met[_key(found)] = [notes.seen[own[0]], _identity(self._site_of(found.path)), notes.since, notes.until, asked, said]

    def save(self) -> None:
        """For the next run. Where there are too many pages, those go that this run has not met."""
        notes = disk.notes()
        if not self._is_new or notes is None:
            return
        import json

        disk.note_code()
        code = [(path, seen) for (look, path), seen in notes.seen.items() if look == "identity"]
        pages = dict([*self._met.items(), *((key, page) for key, page in self._pages.items() if key not in self._met)][:_MAX_PAGES])
        places = {number: place for place, number in enumerate(sorted({number for page in pages.values() for number in page[_ASKED]}))}
        placed = {key: [*page[:_ASKED], [places[number] for number in page[_ASKED]], *page[_ASKED + 1 :]] for key, page in pages.items()}
        data = json.dumps([code, [self._answers[number] for number in places], placed], separators=(",", ":")).encode()
        if len(data) <= _MAX_BYTES:
            kept.write(self._path, data, _MAX_SITES, _MAX_BYTES)

    def _load(self) -> None:
        data = kept.read(self._path)
        if data is None:
            return
        import json

        code, answers, pages = json.loads(data)
        if all(disk.again("identity", path) == seen for path, seen in code):
            for path, _ in code:
                disk.note_identity(path)
            for answer in answers:
                self._number((answer[0], answer[1]))
            self._pages = pages
            kept.touch(self._path)

    def _number(self, answer: tuple[str, str]) -> int:
        number = self._numbers.setdefault(answer, len(self._answers))
        if number == len(self._answers):
            self._answers.append(answer)
        return number

    def _holds(self, path: str, identity: str, asked: Sequence[int]) -> bool:
        """Whether a page stands in the same site, and would be told the same."""
        site = self._site_of(path)
        return _identity(site) == identity and (site is None or all(self._is_answered(site, number) for number in asked))

    def _is_answered(self, site: Site, number: int) -> bool:
        from profilelint.site.questions import ask_again

        key = id(site), number
        if key not in self._holding:
            question, answer = self._answers[number]
            try:
                self._holding[key] = ask_again(site, question) == answer
            except Exception:  # as a check may fail on one page, which is no reason to stop
                self._holding[key] = False
        return self._holding[key]


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
    ]


def _edit(edit: Edit) -> list[object]:
    return [edit.span.start, edit.span.end, edit.content]


def _diagnostic(source: Source, written: Sequence[Any]) -> Diagnostic:
    rule, severity, message, start, end, hidden, fix, suggestions, url, related = written
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
    )


def _fix(edits: Sequence[Any], applicability: int, structural: bool, drop_mark: bool) -> Fix:
    made = tuple(Edit(Span(start, end), content) for start, end, content in edits)
    return Fix(made, Applicability(applicability), structural, drop_mark)
