"""The works of a page beside all other places of them: which two are compared, and how a message names the other one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from profilelint.checks.context import Context
from profilelint.core.record import record, replace
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.facts.reading import Entry, entries_of
from profilelint.facts.site import is_elsewhere, places_of
from profilelint.facts.work import Work, keys_of
from profilelint.site.seen import Use, use_of

#: So many other places of a work are compared with it.
_MOST = 8


@record
class Other:
    """Another place that shares an identifier or a title with one on this page. `here`: its name, where it is on this page."""

    work: Work
    here: Span | None

    @property
    def place(self) -> str:
        return f"on line {self.work.line}" if self.here else f"in {self.work.path}, line {self.work.line}"


#: A work of the page, and other places that may be of it.
Compared = tuple[Entry, tuple[Other, ...]]


def with_others(document: Document, context: Context) -> tuple[Compared, ...]:
    """Each work of the page with the other places that may be of it, on this page and on others; nothing on pages of former days."""
    known = document.view(_compared)
    if context not in known:
        known[context] = tuple(_with_others(document, context))
    return known[context]


def _compared(document: Document) -> dict[Context, tuple[Compared, ...]]:
    """A view: what is known already, as several rules ask."""
    return {}


def _with_others(document: Document, context: Context) -> Iterator[Compared]:
    entries = document.view(entries_of)
    placed = context.site.place(document.source.path) if context.site and entries else None
    path = placed or document.source.path
    if not entries or is_elsewhere(path):
        return
    keys = [keys_of(entry.work) for entry in entries]
    found: defaultdict[str, list[Other]] = defaultdict(list)
    if path != document.source.path:
        entries = tuple(Entry(replace(entry.work, path=path), entry.fields, entry.head) for entry in entries)
    for entry, names in zip(entries, keys, strict=True):
        for key in names:
            found[key].append(Other(entry.work, entry.head))
    if context.site is not None and placed is not None and found:
        for work in places_of(context.site, path, tuple(sorted(found))):
            other = Other(work, None)
            for key in keys_of(work):
                if key in found:
                    found[key].append(other)
    for entry, names in zip(entries, keys, strict=True):
        others = {other.work.place: other for key in names for other in found[key][:_MOST]}
        others.pop(entry.work.place, None)
        if others:
            yield entry, tuple(others.values())


def other_places(document: Document, context: Context, keys: tuple[str, ...]) -> tuple[Work, ...]:
    """The works on other pages that have one of these keys; none for pages of former days."""
    path = context.site.place(document.source.path) if context.site else None
    return places_of(context.site, path, keys) if context.site is not None and path is not None and not is_elsewhere(path) else ()


def is_second(work: Work, other: Other) -> bool:
    """Whether a disagreement with another place is reported at this one: on pages and data rather than in a .bib file, else where it comes
    later."""
    return (other.work.is_bibtex, work.place) > (work.is_bibtex, other.work.place)


def is_shown(other: Other, context: Context) -> bool:
    """Whether visitors see the other place, as far as it is known."""
    return other.here is not None or context.site is None or use_of(context.site, other.work.path) == Use.SHOWN.value
