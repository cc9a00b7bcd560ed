"""Links to files of the site that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from posixpath import splitext

from profilelint.checks.context import Context, Options
from profilelint.checks.link.mailto import mail_slip
from profilelint.checks.link.urls import BIBTEX_FIELDS, is_host_without_scheme, may_be_host, slip_of
from profilelint.checks.shared.plain_links import parted
from profilelint.checks.shared.saved_copies import is_saved_copy
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.fieldkinds import words
from profilelint.document.kinds import Kind
from profilelint.document.model import Document, Link, LinkKind
from profilelint.document.tags import Tag
from profilelint.site.generator import Generator
from profilelint.site.quarto import SETTINGS, is_made
from profilelint.site.resolution import Existence, Resolution, resolve_from
from profilelint.site.targets import ASSETS, local_target
from profilelint.site.view import SiteView, has_folder

_UNCHECKED = (LinkKind.AUTOLINK, LinkKind.BARE)
#: Fields of Quarto's and R Markdown's with a path from the page, or from the settings.
_QUARTO_PATHS = words("href file image bibliography logo favicon contents left right center tools")
_FILE_NAME = regex(r"(?<![\w%-])[\w%-]++(?:\.[\w%-]++)++")
#: Types of `<link>` for the browser, or for feed readers.
_FETCHED = words("stylesheet icon apple-touch-icon mask-icon manifest alternate preload modulepreload import")
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
    if site is None or place is None or place.startswith(".") or is_saved_copy(document):
        return
    if site.settings.generator is Generator.QUARTO and not is_made(site, place):
        return
    links = document.view(parted)
    own = (found for host, found in links.plain.items() if host in site.settings.hosts)
    for link in chain(links.others, *own):
        if link.kind in _UNCHECKED or link.target[:1] in ("", "#") or not len(link.target_span):
            continue
        is_field = link.kind is LinkKind.FIELD
        if is_field and not _is_clear(document, link, site):
            continue
        if "](" in link.target or slip_of(link, None, place) or is_host_without_scheme(link.target) or mail_slip(link):
            continue
        is_known = _is_page(link) or site.settings.generator is Generator.QUARTO if is_field else not document.view(_has_base)
        resolution = resolve_from(site, place, link.target, folder_known=is_known)
        if is_field and resolution.lacks_base:
            continue  # the layout adds the base path to addresses of menus
        if resolution.verdict is Existence.MISSING and not _is_excused(document, link):
            yield _finding(document, link, resolution, site)


def _is_page(link: Link) -> bool:
    """Whether a field leads to a page by its whole path: before the names of files layouts put folders."""
    return link.target.startswith("/") and splitext(link.target.partition("#")[0].partition("?")[0].lower())[1] not in ASSETS


def _has_base(document: Document) -> bool:
    return any(tag.name == "base" for tag in document.tags)


def _is_excused(document: Document, link: Link) -> bool:
    """Whether the page itself makes the file, by code in it, or does without it."""
    if link.span.start in document.view(_excused):
        return True
    return link.target.rpartition("/")[2] in document.view(_named_in_code)


def _named_in_code(document: Document) -> frozenset[str]:
    code = (document.text[segment.span.start : segment.span.end] for segment in document.segments_of(Kind.CODE))
    return frozenset(name for text in code for name in _FILE_NAME.findall(text))


def _excused(document: Document) -> set[int]:
    """Tags with a script that replaces a missing file, tags that no browser fetches, and those that every Jupyter page has."""
    return {tag.span.start for tag in document.tags if tag.attribute("onerror") or (tag.name == "link" and _is_idle(tag))}


def _is_idle(tag: Tag) -> bool:
    rel, href = tag.attribute("rel"), tag.attribute("href")
    if href and href.value == "custom.css":
        return True
    return rel is not None and _FETCHED.isdisjoint(rel.value.lower().split())


def _is_clear(document: Document, link: Link, site: SiteView) -> bool:
    """Whether a field says where its file is: the site may put a folder before it, or the address of another server."""
    key = link.text.lower()
    if site.settings.generator is Generator.QUARTO and (document.front_matter or SETTINGS.search(document.source.path)):
        return key in _QUARTO_PATHS
    if document.format == "bibtex" and key not in BIBTEX_FIELDS:
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
        if nearest is None and not resolution.reason and may_be_host(link.target):
            address = f"https://{link.target}"
            return Finding(link.target_span, {"hint": f"; is {address} meant?"}, suggestions=(address,))
        known = f"; did you mean {nearest}?" if nearest else f"; {resolution.cause}" if resolution.cause else ""
        hint = f": {resolution.reason}" if resolution.reason else known
        return Finding(link.target_span, {"hint": hint, **path}, suggestions=(nearest,) if nearest else (), cause=resolution.cause)
    hint = f"; did you mean {nearest}? Servers tell capital and small letters apart"
    written = document.text[link.target_span.start : link.target_span.end]
    at = written.lower().find(nearest.lower())
    start = link.target_span.start + at
    edits = (Edit(Span(start, start + len(nearest)), nearest),) if at >= 0 else ()
    return Finding(link.target_span, {"hint": hint, **path}, edits, suggestions=(nearest,))
