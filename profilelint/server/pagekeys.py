"""The keys that may go into a page's front matter: those that the site's layouts read, and those of the pages beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from os.path import splitext
from posixpath import dirname

from profilelint.core.regex import regex
from profilelint.core.source import Source, Span
from profilelint.document.canvas import Canvas
from profilelint.document.frontmatter import read_front_matter
from profilelint.document.model import Document
from profilelint.site.files import Site
from profilelint.site.tree import EntryKind

#: Where Jekyll and Hugo, and themes of Hugo, have layouts; and how these name a key of the page.
_LAYOUTS = regex(r"(?:\A|/)(?:_layouts|_includes|layouts)/.{0,500}\.html?\Z")
_READ = regex(r"(?:(?<![\w.])page|\.Params)\.([A-Za-z]\w{0,60})")
#: The variables of a page that Jekyll works out itself (jekyllrb.com/docs/variables).
_WORKED_OUT = frozenset("collection content dir excerpt id name next output path previous relative_path url".split())
_WRITTEN = regex(r"^([\w-]{1,60})[ \t]{0,20}[:=]", re.MULTILINE)
_BEGUN = regex(r"[\w-]{0,60}")
_TABLE = regex(r"^\[", re.MULTILINE)
#: So many layouts and pages are read, and so much of a page.
_MANY, _HEAD = 500, 20_000


def begun_key(source: Source, document: Document, place: int) -> Span | None:
    """The key that is being written at a position, perhaps empty; None where no key of the page can be."""
    front = document.front_matter
    if front is None or front.format == "json" or not front.body.start <= place <= front.body.end:
        return None
    line = source.line_span(source.position(place).line)
    if not _BEGUN.fullmatch(source.text, line.start, place) or source.text[place : line.end].strip():
        return None
    if front.format == "toml" and _TABLE.search(source.text, front.body.start, place):
        return None
    return Span(line.start, place)


def keys_to_add(site: Site, source: Source, document: Document) -> dict[str, str]:
    """The keys that the page does not have, as they are written, with where they come from; the most usual ones first."""
    front = document.front_matter
    if front is None:
        return {}
    # By the lines: a page that is being written often cannot be read as YAML.
    written = set(_WRITTEN.findall(source.text[front.body.start : front.body.end]))
    place = site.place(source.path)
    folder, ending = dirname(place or ""), splitext(source.path)[1]
    beside = site.remember((_beside, folder, ending), lambda: _beside(site, folder, ending)) if place is not None else {}
    layouts = site.remember(_of_layouts, lambda: _of_layouts(site))
    keys = [*sorted(beside, key=lambda key: (-beside[key], key)), *sorted(layouts - set(beside))]
    sign = " = " if front.format == "toml" else ": "
    return {f"{key}{sign}": "on pages of this folder" if key in beside else "read by a layout" for key in keys if key not in written}


def _of_layouts(site: Site) -> frozenset[str]:
    paths = sorted(path for found in site.index.by_name.values() for path in found if _LAYOUTS.search(path))
    return frozenset(key for path in paths[:_MANY] for key in _READ.findall(site.tree.read(path))) - _WORKED_OUT


def _beside(site: Site, folder: str, ending: str) -> Mapping[str, int]:
    """The keys of the pages in a folder, with the number of pages."""
    count: Counter[str] = Counter()
    names = [name for name, kind in site.tree.entries(folder).items() if kind is EntryKind.FILE and name.endswith(ending)]
    for name in sorted(names)[:_MANY]:
        canvas = Canvas(Source(site.tree.read(f"{folder}/{name}".lstrip("/"), _HEAD), name))
        read_front_matter(canvas)
        count.update({str(field.path[0]) for field in canvas.fields if field.path})
    return count
