"""Entries of BibTeX without a field that every list of publications shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding, Severity
from profilelint.core.record import record
from profilelint.document.model import Document
from profilelint.facts.reading import Entry, entries_of
from profilelint.facts.work import has_preprint_doi


@record
class _Required:
    """One of `fields`, the first by the name of `what`, is needed. `severity`: where it is missing."""

    what: str
    fields: tuple[str, ...]
    severity: Severity = Severity.WARNING


_TITLE = _Required("title", ("title",))
_AUTHOR = _Required("author", ("author", "editor"))
_YEAR = _Required("year", ("year", "date", "issued"))
#: Fields that name a place, whatever the type.
_PLACES = ("abbr", "archiveprefix", "arxiv", "eprint", "eventtitle", "howpublished", "note", "publisher", "venue")
_JOURNAL = _Required("journal", ("journal", "journaltitle", "booktitle", *_PLACES), Severity.NOTE)
_BOOK = _Required("booktitle", ("booktitle", "journal", "series", "maintitle", *_PLACES), Severity.NOTE)
_SCHOOL = _Required("school", ("school", "institution", *_PLACES), Severity.NOTE)
_BY_TYPE = {
    "article": (_TITLE, _AUTHOR, _YEAR, _JOURNAL),
    **dict.fromkeys(("inproceedings", "conference", "incollection"), (_TITLE, _AUTHOR, _YEAR, _BOOK)),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), (_TITLE, _AUTHOR, _YEAR, _SCHOOL)),
    "book": (_TITLE, _AUTHOR, _YEAR),
}
#: What so many entries lack, and more than this share of them, is left out on purpose: one's own name, for instance.
_HABIT, _HABIT_SHARE = 3, 0.2
#: An entry with one of these takes fields from another.
_INHERITS = frozenset(("crossref", "xdata", "xref"))


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Nothing of a work that has not appeared: it may have no year yet."""
    if document.format != "bibtex" or context.fragment:
        return
    lacking: list[tuple[Entry, list[_Required]]] = []
    asked: Counter[_Required] = Counter()
    for entry in document.view(entries_of):
        if not entry.work.status and not _INHERITS & entry.fields.keys():
            needed = _BY_TYPE.get(entry.work.kind, ())
            asked.update(needed)
            if missing := [required for required in needed if _is_missing(entry, required)]:
                lacking.append((entry, missing))
    counts = Counter(required for _, missing in lacking for required in missing)
    habits = {required for required, count in counts.items() if count >= _HABIT and count > _HABIT_SHARE * asked[required]}
    for entry, missing in lacking:
        required = next((each for each in missing if each not in habits), missing[0])  # the gravest comes first
        yield _finding(entry, required, Severity.NOTE if required in habits else required.severity)


def _is_missing(entry: Entry, required: _Required) -> bool:
    is_preprint = required.severity is Severity.NOTE and has_preprint_doi(entry.work.doi)
    return not is_preprint and not any(_is_filled(entry, name) for name in required.fields)


def _is_filled(entry: Entry, name: str) -> bool:
    return name in entry.fields and bool(str(entry.fields[name].value or "").strip())


def _finding(entry: Entry, required: _Required, severity: Severity) -> Finding:
    from profilelint.core.similar import most_similar

    meant = most_similar(required.what, [name for name in entry.fields if name not in _KNOWN], cutoff=0.75)
    remedy = f'is "{meant}" meant for it?' if meant else "add it"
    return Finding(entry.head, {"kind": entry.work.kind, "field": required.what, "remedy": remedy}, severity=severity)


_KNOWN = frozenset(name for group in _BY_TYPE.values() for required in group for name in required.fields)
