"""Two pages of a site that are served at one address."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.document.model import Document
from profilelint.site.view import other_at

_ADDRESSES = ("permalink", "url")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """The address in a page's front matter, where another page has it too."""
    field = next((field for key in _ADDRESSES if (field := document.field_at(key))), None)
    site = context.site
    if site is None or field is None or document.front_matter is None or not field.value or not len(field.span) or field.hidden:
        return
    page = site.place(document.source.path)
    if page is not None and (other := other_at(site, page)):
        yield Finding(field.span, {"pages": " and ".join(sorted((page, other)))})  # the same on both, so that reports say it once
