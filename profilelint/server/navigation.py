"""Where the links of a page lead in its site, and what may be written for their targets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname

from lsprotocol import types
from pygls.uris import from_fs_path

from profilelint.core.files import read_file
from profilelint.core.regex import regex
from profilelint.core.source import Source, Span
from profilelint.document import format_of, read
from profilelint.document.model import OBJECT, Document, Link
from profilelint.run.runner import MAX_BYTES
from profilelint.server.open import Open
from profilelint.server.positions import offset, range_of
from profilelint.site.anchors import github_id, heading_ids, is_heading_id
from profilelint.site.files import Site
from profilelint.site.resolution import file_of
from profilelint.site.targets import joined
from profilelint.site.tree import EntryKind

#: A target that is being written, up to the cursor.
_TARGET = regex(r"(?:\]\(<?|\b(?:href|src)=[\"']?)([^()<>\"'\s]{0,400})\Z")
_LONGEST = 500
#: So many targets are offered.
_MANY = 1_000


def document_links(opened: Open) -> list[types.DocumentLink]:
    """The links that lead to files of the site."""
    source, site = opened.page.source, opened.engine.site_around(opened.page.source.path)
    if site is None or site.root is None:
        return []
    found = ((link, file_of(site, link.target, source.path)) for link in _links(read(source)))
    return [
        types.DocumentLink(range_of(source, link.target_span, opened.encoding), target=from_fs_path(str(site.root / path)))
        for link, path in found
        if path
    ]


def definition(opened: Open, at: types.Position) -> types.Location | None:
    """The file that the link at a position leads to, and the heading in it that it names."""
    source, site = opened.page.source, opened.engine.site_around(opened.page.source.path)
    place = offset(source, at, opened.encoding)
    link = next((link for link in _links(read(source)) if link.span.start <= place <= link.span.end), None)
    path = file_of(site, link.target, source.path) if site and link else None
    if site is None or site.root is None or link is None or path is None:
        return None
    document = _document(opened, site.root / path)
    span = (_place_of(document, link.target.partition("#")[2]) if document else None) or Span(0, 0)
    there = document.source if document else Source("")
    return types.Location(from_fs_path(str(site.root / path)) or "", range_of(there, span, opened.encoding))


def completions(opened: Open, at: types.Position) -> list[types.CompletionItem]:
    """What the target at a position may go on with: files of the site beside it, addresses of its pages, headings of the page it names."""
    source, site = opened.page.source, opened.engine.site_around(opened.page.source.path)
    place = offset(source, at, opened.encoding)
    line = source.line_span(source.position(place).line)
    target = _TARGET.search(source.text[max(line.start, place - _LONGEST) : place])
    if target is None or site is None or site.root is None:
        return []
    written = target[1]
    if "#" in written:
        page, _, begun = written.partition("#")
        path = file_of(site, page, source.path) if page else site.place(source.path)
        document = _document(opened, site.root / path) if path else None
        names, kind = _names(document) if document else [], types.CompletionItemKind.Reference
    else:
        begun, names, kind = written, sorted(set(_paths(site, written, source.path)))[:_MANY], types.CompletionItemKind.File
    replaced = range_of(source, Span(place - len(begun), place), opened.encoding)
    return [
        types.CompletionItem(name, kind=kind, filter_text=name, text_edit=types.TextEdit(replaced, name))
        for name in names
        if name.startswith(begun)
    ]


def _links(document: Document) -> Iterator[Link]:
    return (link for link in document.links if link.target and len(link.target_span))


def _document(opened: Open, path: Path) -> Document | None:
    """A page of the site: as it is in the editor, else on disk; None where it cannot be read."""
    if format_of(str(path)) is None:
        return None
    text = opened.text_of(from_fs_path(str(path)) or "")
    try:
        return read(Source(text, str(path)) if text is not None else Source.from_bytes(read_file(path, MAX_BYTES), str(path)))
    except OSError:
        return None


def _place_of(document: Document, name: str) -> Span | None:
    """The place on a page that `#name` leads to."""
    if not name:
        return None
    if anchor := next((anchor for anchor in document.anchors if anchor.name == name), None):
        return anchor.span
    texts = ((heading, heading.run.text.replace(OBJECT, "")) for heading in document.headings if heading.run)
    return next((heading.span for heading, text in texts if is_heading_id(name, heading_ids([[text]]))), None)


def _names(document: Document) -> list[str]:
    """The anchors of a page, and the usual ids of its headings."""
    headings = (heading.run.text.replace(OBJECT, "").strip() for heading in document.headings if heading.run and not heading.identifier)
    anchors = (anchor.name for anchor in document.anchors if not anchor.hidden)
    return list(dict.fromkeys(name for name in (*anchors, *map(github_id, headings)) if name))


def _paths(site: Site, begun: str, page_path: str) -> Iterator[str]:
    """The targets that begin like this: addresses of pages from the root, files beside the page."""
    folder = begun[: begun.rfind("/") + 1]
    base = f"/{site.settings.baseurl}" if site.settings.baseurl else ""
    if (not folder or folder.startswith("/")) and site.addresses is not None:
        yield from (f"{base}/{served.removesuffix('index.html')}" for served in site.addresses.served.values())
    beside = "" if folder.startswith("/") else dirname(site.place(page_path) or "")
    for name, kind in site.tree.entries(joined(beside, folder.removeprefix(base))[0]).items():
        if not name.startswith((".", "_")):
            yield f"{folder}{name}{'/' if kind is EntryKind.FOLDER else ''}"
