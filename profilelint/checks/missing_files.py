"""Links to files of the site that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.mailto import mail_slip
from profilelint.checks.urls import slip_of
from profilelint.diagnostic import Edit, Finding
from profilelint.document.fieldkinds import words
from profilelint.document.model import Document, Link, LinkKind
from profilelint.site.files import Resolution, Verdict
from profilelint.source import Span

_CHECKED = frozenset(LinkKind) - {LinkKind.AUTOLINK, LinkKind.BARE}
#: Fields of a bibliography that a site shows; others are notes of the program that keeps it.
_BIBTEX_FIELDS = words("pdf slides poster supp preview video image img teaser thumbnail cover html")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Targets of links, images, scripts and fields that are missing from the site."""
    site, page = context.site, document.source.path
    if site is None or (site.place(page) or ".").startswith("."):
        return
    has_base = any(tag.name == "base" for tag in document.tags)
    excused = {tag.span.start for tag in document.tags if tag.attribute("onerror")}
    for link in document.links:
        if link.kind not in _CHECKED or not len(link.target_span) or not link.target:
            continue
        if link.span.start in excused or (document.format == "bibtex" and link.text.lower() not in _BIBTEX_FIELDS):
            continue
        if slip_of(link, None, page) or mail_slip(link) or "](" in link.target:
            continue
        resolution = site.resolve(link.target, page, folder_known=link.kind is not LinkKind.FIELD and not has_base)
        if resolution.verdict is Verdict.MISSING:
            yield _finding(document, link, resolution)


def _finding(document: Document, link: Link, resolution: Resolution) -> Finding:
    nearest = resolution.nearest
    if not resolution.differs_in_case or nearest is None:
        hint = f"; there is {nearest}" if nearest else ""
        return Finding(link.target_span, {"hint": hint}, suggestions=(nearest,) if nearest else ())
    hint = f": letters differ in case from {nearest}, which servers tell apart"
    written = document.text[link.target_span.start : link.target_span.end]
    at = written.lower().find(nearest.lower())
    start = link.target_span.start + at
    edits = (Edit(Span(start, start + len(nearest)), nearest),) if at >= 0 else ()
    return Finding(link.target_span, {"hint": hint}, edits, suggestions=(nearest,))
