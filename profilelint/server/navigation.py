"""Where the links of a page lead in its site, and what may be written for their targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname

from lsprotocol import types
from pygls.uris import from_fs_path

from profilelint.core.regex import regex
from profilelint.core.source import Source, Span
from profilelint.document import read
from profilelint.document.model import OBJECT, Document, Link
from profilelint.server.citations import cited, keys_to_cite, place_of_key
from profilelint.server.open import Open, document_at
from profilelint.server.pagekeys import begun_key, keys_to_add
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
    """The file that the link at a position leads to, and the heading in it that it names; of a citation its entry in a bibliography."""
    source, site = opened.page.source, opened.engine.site_around(opened.page.source.path)
    if site is None or site.root is None:
        return None
    place, page = offset(source, at, opened.encoding), read(source)
    if key := cited(source, page, place):
        found = place_of_key(opened, site, source.slice(key), page)
        return _location(opened, Path(found[0].path), *found) if found else None
    link = next((link for link in _links(page) if link.span.start <= place <= link.span.end), None)
    path = file_of(site, link.target, source.path) if link else None
    if link is None or path is None:
        return None
    document = document_at(opened, site.root / path)
    span = (_place_of(document, link.target.partition("#")[2]) if document else None) or Span(0, 0)
    return _location(opened, site.root / path, document.source if document else Source(""), span)


def _location(opened: Open, path: Path, source: Source, span: Span) -> types.Location:
    return types.Location(from_fs_path(str(path)) or "", range_of(source, span, opened.encoding))


def completions(opened: Open, at: types.Position) -> list[types.CompletionItem]:
    """What may be written at a position: targets of links, keys of bibliographies, keys of front matter."""
    source, site = opened.page.source, opened.engine.site_around(opened.page.source.path)
    if site is None or site.root is None:
        return []
    place = offset(source, at, opened.encoding)
    line = source.line_span(source.position(place).line)
    if target := _TARGET.search(source.text[max(line.start, place - _LONGEST) : place]):
        begun, names, kind = _targets(opened, site, target[1])
        return _items(opened, Span(place - len(begun), place), dict.fromkeys(names, ""), kind)
    page = read(source)
    if key := cited(source, page, place):
        return _items(opened, Span(key.start, place), keys_to_cite(opened, site, page), types.CompletionItemKind.Reference)
    if key := begun_key(source, page, place):
        return _items(opened, key, keys_to_add(site, source, page), types.CompletionItemKind.Property)
    return []


def _targets(opened: Open, site: Site, written: str) -> tuple[str, list[str], types.CompletionItemKind]:
    """The targets that something written may become, and the part of it that they replace: files of the site beside the page, addresses of
    pages, headings of the page that is named."""
    path = opened.page.source.path
    if "#" not in written:
        return written, sorted(set(_paths(site, written, path)))[:_MANY], types.CompletionItemKind.File
    page, _, begun = written.partition("#")
    named = file_of(site, page, path) if page else site.place(path)
    document = document_at(opened, site.root / named) if named and site.root else None
    return begun, _names(document) if document else [], types.CompletionItemKind.Reference


def _items(opened: Open, replaced: Span, names: Mapping[str, str], kind: types.CompletionItemKind) -> list[types.CompletionItem]:
    """`names`: with a remark on each, perhaps empty; those are offered that begin with what is replaced."""
    source = opened.page.source
    begun, place = source.slice(replaced), range_of(source, replaced, opened.encoding)
    found = [(name, about) for name, about in names.items() if name.startswith(begun)][:_MANY]
    return [
        types.CompletionItem(
            name.rstrip(" :="),
            kind=kind,
            detail=about or None,
            sort_text=f"{at:04}",
            filter_text=name,
            text_edit=types.TextEdit(place, name),
        )
        for at, (name, about) in enumerate(found)
    ]


def _links(document: Document) -> Iterator[Link]:
    return (link for link in document.links if link.target and len(link.target_span))


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
