"""Complete pages in HTML that do not say their language, or say another one."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.access.elements import is_computed, is_made
from profilelint.checks.context import Context, Options
from profilelint.checks.shared.pagewords import page_reading
from profilelint.core.diagnostic import Finding, Severity
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.document.tags import TagKind

_LANGUAGES = ("lang", "xml:lang")
#: Of a page in another language than it says so many small words tell which it is in, so many times those of the other.
_WORDS, _TIMES = 30, 10


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    html = next((tag for tag in document.tags if tag.name == "html" and tag.kind is TagKind.OPEN and not tag.hidden), None)
    if html is None or is_computed(document, html) or is_made(document):
        return
    said = next((attribute for name in _LANGUAGES if (attribute := html.attribute(name)) and attribute.value.strip()), None)
    if said is None:
        if any(tag.name == "body" for tag in document.tags):
            yield Finding(html.span, {"why": 'does not say its language; write <html lang="en">, with the code of yours'})
    elif said.value_span and (why := _contradiction(document, said.value.strip().lower())):
        yield Finding(Span(said.name_span.start, said.value_span.end + len(said.quote)), {"why": why}, severity=Severity.NOTE)


def _contradiction(document: Document, said: str) -> str:
    """What is wrong with a language that a page says; only whether a page is in English can be told."""
    page, is_said_english = document.view(page_reading), said.partition("-")[0] == "en"
    if is_said_english and page.foreign >= max(_WORDS, _TIMES * page.english):
        return "says that it is in English, and is not; screen readers read it out as English"
    if not is_said_english and page.english >= max(_WORDS, _TIMES * page.foreign) and not page.other_letters:
        return f'says that its language is "{said}", and is in English; screen readers read it out in the wrong language'
    return ""
