"""Links to files of the site that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from profilelint.checks.context import Context, Options
from profilelint.checks.link.mailto import mail_slip
from profilelint.checks.link.urls import is_host_without_scheme, url_slip
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.source import Span
from profilelint.document.fieldkinds import words
from profilelint.document.model import Document, Link, LinkKind
from profilelint.site.resolution import Existence, Resolution, resolve_from
from profilelint.site.targets import local_target
from profilelint.site.view import SiteView, has_folder

_UNCHECKED = (LinkKind.AUTOLINK, LinkKind.BARE)
#: Fields of a bibliography that a site shows; others are notes of the program that keeps it.
_BIBTEX_FIELDS = words("pdf slides poster supp preview video image img teaser thumbnail cover html")
#: Where well-known themes look for the file that a field names.
_FOLDERS = {
    "avatar": "images",
    "cv_pdf": "assets/pdf",
    "preview": "assets/img/publication_preview",
    **dict.fromkeys(("pdf", "slides", "poster", "supp"), "assets/pdf"),
}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Targets of links, images, scripts and fields that are missing from the site."""
    site = context.site
    place = site.place(document.source.path) if site is not None else None
    if site is None or place is None or place.startswith("."):
        return
    links = document.view(parted)
    own = (found for host, found in links.plain.items() if host in site.settings.hosts)
    for link in chain(links.others, *own):
        if link.kind in _UNCHECKED or link.target[:1] in ("", "#") or not len(link.target_span):
            continue
        is_field = link.kind is LinkKind.FIELD
        if is_field and not _is_clear(document, link, site):
            continue
        if "](" in link.target or (not link.computed and url_slip(link.target)) or is_host_without_scheme(link.target) or mail_slip(link):
            continue
        resolution = resolve_from(site, place, link.target, folder_known=not is_field and not document.view(_has_base))
        if resolution.verdict is Existence.MISSING and link.span.start not in document.view(_excused):
            yield _finding(document, link, resolution, site)


def _has_base(document: Document) -> bool:
    return any(tag.name == "base" for tag in document.tags)


def _excused(document: Document) -> set[int]:
    """Where tags stand that say what is to be done when their file is not there."""
    return {tag.span.start for tag in document.tags if tag.attribute("onerror")}


def _is_clear(document: Document, link: Link, site: SiteView) -> bool:
    """Whether a field says where its file is: the site may put a folder before it, or the address of another server."""
    key = link.text.lower()
    if document.format == "bibtex" and key not in _BIBTEX_FIELDS:
        return False
    if link.target.startswith("/"):
        return True
    first = link.target.removeprefix("./").partition("/")[0]
    if first != link.target and has_folder(site, first):
        return True
    return key in _FOLDERS and has_folder(site, _FOLDERS[key])


def _finding(document: Document, link: Link, resolution: Resolution, site: SiteView) -> Finding:
    nearest = resolution.nearest
    local = local_target(link.target, site.settings) if link.computed else None
    path = {"found": local.written} if local else {}  # without the Liquid before it, which is not what is wrong
    if resolution.lacks_base:
        hint = f"; the site is served under /{site.settings.baseurl}, so it is {nearest}"
        return Finding(link.target_span, {"hint": hint}, suggestions=(f"/{site.settings.baseurl}/{link.target.strip().lstrip('/')}",))
    if not resolution.differs_in_case or nearest is None:
        hint = f"; there is {nearest}" if nearest else ""
        return Finding(link.target_span, {"hint": hint, **path}, suggestions=(nearest,) if nearest else ())
    hint = f": letters differ in case from {nearest}, which servers tell apart"
    written = document.text[link.target_span.start : link.target_span.end]
    at = written.lower().find(nearest.lower())
    start = link.target_span.start + at
    edits = (Edit(Span(start, start + len(nearest)), nearest),) if at >= 0 else ()
    return Finding(link.target_span, {"hint": hint, **path}, edits, suggestions=(nearest,))
