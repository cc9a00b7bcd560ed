"""Pages of which nothing is published, or that are there to be copied: what is missing on them is still to be written, or is a sample."""

from __future__ import annotations

import re

from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.site.unpublished import is_sample, is_unpublished
from profilelint.site.view import SiteView

#: Sample settings next to the real ones; the specimen page of a font.
_SPARE = regex(r"(?:^|[/\\])(?:_config[._ -][^/\\]+\.ya?ml|(?:web)?fonts?[/\\](?:[^/\\]+[/\\])?[^/\\]+-demo\.html)\Z", re.IGNORECASE)
#: A page that the owner copies to write a new one.
_TO_COPY = regex(r"(?:^|[/\\])(?:_?template[/\\](?:_?index|template)|_template|[^/\\.]+\.template)\.\w+\Z", re.IGNORECASE)


def is_draft(document: Document, site: SiteView | None) -> bool:
    if document.view(_says_so):
        return True
    path = document.source.path
    return site is not None and (is_sample(site, path) or is_unpublished(site, site.place(path) or path))


def _says_so(document: Document) -> bool:
    """Whether its front matter or its name says so."""
    if _TO_COPY.search(document.source.path):
        return True
    if not document.front_matter:
        return _SPARE.search(document.source.path) is not None
    front = {field.path: field.value for field in document.fields}
    never = "never" in (front.get(("build", "render")), front.get(("_build", "render")))
    return False in (front.get(("published",)), front.get(("active",))) or front.get(("draft",)) is True or never
