"""Misspelled names in BibTeX: of types of entries, and of the fields that al-folio shows."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.fieldkinds import words
from profilelint.document.model import Document
from profilelint.facts.reading import Entry, entries_of
from profilelint.language.edits import one_slip
from profilelint.site.view import SiteView, read

_TYPES = words(
    """article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis proceedings techreport
    unpublished online report thesis patent periodical collection dataset software"""
)
#: The fields that al-folio documents for its list of publications, except those that other programs know, too.
_OF_AL_FOLIO = words(
    """abbr abstract additional_info altmetric annotation arxiv award award_name bibtex_show blog code dimensions google_scholar_id html
    inspirehep_id pdf poster preview selected slides supp video website"""
)
#: Standard fields, and those that programs write, which differ from one of al-folio's in a letter.
_OTHERS = words("annote note notes author editor date data year type file files link links hal doi isbn issn pmid eprint url awards")
#: The layout that shows an entry.
_LAYOUTS = ("_layouts/bib.liquid", "_layouts/bib.html")
_READ = regex(r"\bentry\.([a-z_]+)")
_TYPE = regex(r"@[ \t]*([\w-]+)")
_SHORTEST = 4


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format != "bibtex":
        return
    entries = document.view(entries_of)
    shown = _shown(context.site) if context.site else frozenset()
    for entry in entries:
        yield from _of_type(document, entry)
        for name, field in entry.fields.items() if shown & _OF_AL_FOLIO else ():
            meant = _meant(name, shown, entry) if field.key_span else ""
            if meant and field.key_span:
                yield _finding("field", field.key_span, meant)


def _shown(site: SiteView) -> frozenset[str]:
    """The fields that the layout of a publication asks for."""
    return frozenset(name for layout in _LAYOUTS for name in _READ.findall(read(site, layout)))


def _of_type(document: Document, entry: Entry) -> Iterator[Finding]:
    kind = entry.work.kind
    if kind in _TYPES or len(kind) < _SHORTEST:
        return
    written = _TYPE.match(document.text, entry.work.start)
    if written and (meant := next((known for known in sorted(_TYPES) if one_slip(kind, known)), "")):
        yield _finding("type", Span(*written.span(1)), meant)


def _finding(what: str, span: Span, meant: str) -> Finding:
    return Finding(span, {"what": what, "meant": meant}, (Edit(span, meant),), Applicability.UNSAFE, (meant,), structural=True)


def _meant(name: str, shown: frozenset[str], entry: Entry) -> str:
    """The field that the layout shows, that the entry lacks, and that this name misses by a letter."""
    if name in shown or name in _OTHERS or len(name) < _SHORTEST:
        return ""
    candidates = [known for known in sorted(_OF_AL_FOLIO & shown) if known not in entry.fields and one_slip(name, known)]
    return candidates[0] if len(candidates) == 1 else ""
