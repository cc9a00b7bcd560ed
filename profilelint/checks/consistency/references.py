"""References in the texts of a page: "Berg, A. (2018). Snow cover. Journal of Snow. doi:…", or with "in press" in place of a DOI."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from profilelint.checks.needs import words
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Run
from profilelint.facts.work import STATUS, Work, doi_in, folded, title_key

_KINDS = (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.CELL)
_YEAR = regex(r"(?<![\w./:-])(?:19|20)\d\d(?![\w/:-])")
_PREPRINT = regex(r"arxiv|rxiv|preprint|ssrn|\bosf\b|online|first published|\bepub\b|ahead of", re.IGNORECASE)
#: A year after one of these is that of a day: of acceptance, or of a piece of news.
_MONTH = regex(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.?,? {0,2}(?:\d{1,2}(?:[a-z]{2})?,? {0,2})?\Z", re.IGNORECASE
)
#: Between the parts of a reference, one of which is the title.
_BETWEEN = regex(r"[.?!\"“”„«»\n\ufffc]")
#: News are true of their day.
_NEWS = regex(r"news|update|recent|latest|highlight|announce|timeline|archive|blog|_posts?/", re.IGNORECASE)
_DATED = regex(
    r"\W{0,3}(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\b|spring|summer|fall|autumn|winter)", re.IGNORECASE
)
_LONGEST, _MONTH_LENGTH = 1_200, 24


@record
class Reference:
    """`year`: the only one that it has; None where there is none, or the day. `text`: folded, up to the year and after it."""

    doi: str
    year: int | None
    year_span: Span
    before: str
    after: str

    def names(self, work: Work) -> bool:
        """Whether it has the title of a work, and its first author before the year."""
        title = folded(work.title)
        is_titled = len(title) >= 10 and (title in self.after or title in self.before)
        return is_titled and bool(work.people) and work.people[0] in self.before


def references(document: Document) -> Iterator[Reference]:
    """The texts of the page with one DOI and one year."""
    by_run: defaultdict[int, set[str]] = defaultdict(set)
    for link in document.links:
        if not link.hidden and "doi.org" in link.target and (doi := doi_in(link.target)) and (at := document.run_at(link.span)) is not None:
            by_run[at].add(doi)
    for at, dois in by_run.items():
        run = document.runs[at]
        if len(dois) == 1 and run.kind in _KINDS and not run.hidden and len(run.text) <= _LONGEST and not _PREPRINT.search(run.text):
            yield from _reference(run, *dois)


def _reference(run: Run, doi: str) -> Iterator[Reference]:
    years = list(_YEAR.finditer(run.text))
    if len(years) != 1:
        return
    start, end = years[0].span()
    is_day = _MONTH.search(run.text[max(0, start - _MONTH_LENGTH) : start]) is not None
    before, after = folded(run.text[:start]), folded(run.text[end:])
    yield Reference(doi, None if is_day else int(years[0][0]), run.span(start, end), before, after)


@record
class Unfinished:
    """A reference to a work that has not appeared. `titles`: the keys of its parts, one of which may be a title; `before` and `after` the
    status: folded."""

    status: Span
    titles: tuple[str, ...]
    before: str
    after: str

    def names(self, work: Work) -> bool:
        """Whether it has the first author of a work, its title and its venue, all that on one side of the status but the venue."""
        if not work.people or not work.venue:
            return False
        author, title, venue = work.people[0], folded(work.title), folded(work.venue)
        side = self.before if author in self.before else self.after
        return author in side and title in side and venue in f"{self.before} {self.after}".replace(title, " ")


def unfinished(document: Document) -> Iterator[Unfinished]:
    """The texts of the page that say "in press" or "under review", except news."""
    if not STATUS.search(document.view(words)) or _NEWS.search(document.source.path):
        return
    heading = ""
    for run in document.runs:
        if run.kind is BlockKind.HEADING:
            heading = run.text
        elif run.kind in _KINDS and not run.hidden and not _NEWS.search(heading) and (status := _status(run.text)):
            start, end = status.span()
            titles = tuple(filter(None, map(title_key, _BETWEEN.split(run.text))))
            yield Unfinished(run.span(start, end), titles, folded(run.text[:start]), folded(run.text[end:]))


def _status(text: str) -> re.Match[str] | None:
    return STATUS.search(text) if len(text) <= _LONGEST and not _DATED.match(text) else None
