"""Pages of which visitors see nothing: what is wrong on them is no more than worth a note."""

from __future__ import annotations

from profilelint.checks.shared.drafts import is_draft
from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.record import replace
from profilelint.document.model import Document
from profilelint.site.seen import Use, use_of
from profilelint.site.view import SiteView

#: What stops the generator, also on a page of which it makes nothing.
_STOPS_BUILD = frozenset(("markup/broken-data", "markup/broken-front-matter"))


def weighed(said: list[Diagnostic], document: Document, site: SiteView | None) -> list[Diagnostic]:
    """What is said about a page, by what comes of it."""
    if all(diagnostic.severity is Severity.NOTE for diagnostic in said) or (found := use(document, site)) is Use.SHOWN:
        return said
    return [
        diagnostic if found is Use.READ and diagnostic.rule in _STOPS_BUILD else replace(diagnostic, severity=Severity.NOTE)
        for diagnostic in said
    ]


def use(document: Document, site: SiteView | None) -> Use:
    """What visitors see of a page."""
    if is_draft(document, site):
        return Use.READ
    place = site.place(document.source.path) if site is not None else None
    if site is None or place is None or (document.front_matter and document.format != "bibtex"):
        return Use.SHOWN
    return Use(use_of(site, place))
