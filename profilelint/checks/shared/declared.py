"""The language that somebody has said a text is in."""

from __future__ import annotations

from functools import partial

from profilelint.checks.shared.cover import Cover, cover, insides_where
from profilelint.core.regex import regex
from profilelint.document.model import Document, Run
from profilelint.document.tags import Tag
from profilelint.site.facts import language
from profilelint.site.view import SiteView

_KEYS = ("lang", "locale", "language")
_CODE = regex(r"([A-Za-z]{2})(?:[-_][A-Za-z-]{2,12})?")
_IN_NAME = regex(r"\.([a-z]{2})\.(?:md|markdown|html)$")


def declared(document: Document, run: Run, site: SiteView | None) -> str:
    """The language by two letters, as the closest element around a run, else the page, else the site says; "" where nothing does."""
    start = run.pieces[0].start
    around = next((code for code, inside in document.view(_elements) if start in inside), "")
    return around or document.view(_of_page) or (language(site) if site is not None else "")


def _elements(document: Document) -> list[tuple[str, Cover]]:
    """The content of elements that declare a language, by language."""
    codes = sorted({_of_tag(tag) for tag in document.tags if tag.name != "html"} - {""})
    return [(code, cover(insides_where(document, partial(_is_in, code)))) for code in codes]


def _is_in(code: str, tag: Tag) -> bool:
    return tag.name != "html" and _of_tag(tag) == code


def _of_page(document: Document) -> str:
    tags = (_of_tag(tag) for tag in document.tags if tag.name == "html")
    fields = (_code(field.value) for key in _KEYS if (field := document.field_at(key)) and document.format in ("markdown", "html"))
    named = _IN_NAME.search(document.source.path)
    return next(filter(None, (*tags, *fields, named[1] if named else "")), "")


def _of_tag(tag: Tag) -> str:
    attribute = tag.attribute("lang")
    return _code(attribute.value) if attribute else ""


def _code(value: object) -> str:
    match = _CODE.fullmatch(value.strip()) if isinstance(value, str) else None
    return match[1].lower() if match else ""
