"""Pages without a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding, Severity
from profilelint.core.record import replace
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Field, FrontMatter
from profilelint.document.tags import TagKind
from profilelint.site.generator import Generator
from profilelint.site.layouts import Titles, titles

#: The generator makes the title of these from their names, or they are parts of pages, or need none.
_NO_TITLE = regex(
    r"(?:^|/)(?:_(?!pages/)[\w-]+|layouts|partials|includes|templates|archetypes)/|(?:^|/)404\.\w+$|(?:^|/)\d{4}-\d\d?-\d\d?-[^/]*$",
    re.IGNORECASE,
)
#: Where programs put the parts of a page that they save: pictures, and pages that are shown in frames of it.
_PARTS = regex(r"_files[/\\]")
#: The front page is often named by the site's own title alone.
_FRONT_PAGE = regex(r"(?:^|/)(?:_?index|home)\.\w+$", re.IGNORECASE)
_NO_PAGE_KEYS = frozenset(("inline", "redirect_to", "redirect", "redirect_link", "widget", "headless", "cms_exclude", "block", "url"))
_NO_PAGE_LAYOUTS = frozenset(("", "none", "null", "nil", "redirect", "redirected", "compress", "raw", "false", "home"))
_COMMENTED = regex(r"^[ \t]*#[ \t]*title[ \t]*[:=]", re.IGNORECASE | re.MULTILINE)
_NO_PAGE_TYPES = frozenset(("landing", "widget_page", "widget"))
_SHOWN = "browser tabs, search results and screen readers show it"
_INSTEAD = "browser tabs show the name of the site, or nothing, instead"
_NO_PAGE_ENDINGS = (".xml", ".json", ".txt", ".js", ".css", ".rss", ".atom", ".ics", ".svg")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if context.fragment or document.format not in ("markdown", "html"):
        return
    found = list(_missing(document))
    if not found or not document.front_matter or document.text.startswith("<", found[0].span.start):
        yield from (replace(finding, values={**finding.values, "shown": _SHOWN}) for finding in found)
        return
    shown = Titles(titles(context.site)) if context.site is not None else Titles.INSTEAD
    # Quarto, and generators that are not known, make a title of the file's name or of a heading.
    is_made = context.site is not None and context.site.settings.generator in (Generator.QUARTO, Generator.OTHER)
    if shown is not Titles.NEVER and not is_made:
        how, severity = (_SHOWN, Severity.WARNING) if shown is Titles.NOTHING else (_INSTEAD, Severity.NOTE)
        yield from (replace(finding, values={**finding.values, "shown": how}, severity=severity) for finding in found)


def _missing(document: Document) -> Iterator[Finding]:
    fields = {field.path[0].casefold(): field for field in document.fields if len(field.path) == 1 and isinstance(field.path[0], str)}
    tag = next((tag for tag in document.tags if tag.name == "title" and not tag.hidden), None)
    if tag is not None and tag.kind is TagKind.OPEN:
        yield from () if _PARTS.search(document.source.path) else _element(document)
    elif not document.front_matter or any(problem.kind == "front-matter" for problem in document.problems) or not _is_page(fields):
        return
    elif "title" in fields:
        if _is_empty(document, fields["title"]):
            yield Finding(_written(fields["title"]), {"why": "is empty"})
    elif _needs_title(document, fields):
        yield Finding(_first_line(document, document.front_matter), {"why": "is missing from the front matter"})


def _element(document: Document) -> Iterator[Finding]:
    """The page's own `<title>`, the first one."""
    tags = [tag for tag in document.tags if tag.name in ("title", "svg", "body") and not tag.hidden][:2]
    if len(tags) == 2 and tags[0].name == tags[1].name == "title" and not document.text[tags[0].span.end : tags[1].span.start].strip():
        yield Finding(Span(tags[0].span.start, tags[1].span.end), {"why": "is empty"})


def _written(field: Field) -> Span:
    start = field.key_span.start if field.key_span else field.span.start
    return Span(start, max(field.span.end, field.key_span.end if field.key_span else field.span.end))


def _first_line(document: Document, front_matter: FrontMatter) -> Span:
    start = front_matter.span.start
    end = document.text.find("\n", start)
    return Span(start, start + len(document.text[start : end if end >= 0 else len(document.text)].rstrip()))


def _is_empty(document: Document, field: Field) -> bool:
    """Whether nothing, or an empty text, is written; `null` is a decision."""
    return not str(field.value or "").strip() and document.text[field.span.start : field.span.end].strip("\"' ") == ""


def _is_page(fields: dict[str, Field]) -> bool:
    """Whether the front matter is that of a page that visitors open."""
    values = _values(fields)
    if not values or _NO_PAGE_KEYS & values.keys() or values.get("type") in _NO_PAGE_TYPES or values.get("published") == "false":
        return False
    return not values.get("permalink", "").endswith(_NO_PAGE_ENDINGS)


def _needs_title(document: Document, fields: dict[str, Field]) -> bool:
    """Whether nothing else names a page that has no such field: its file's name, the site's title, its first heading."""
    values = _values(fields)
    path = document.source.path.replace("\\", "/")
    if _NO_TITLE.search(path) or _FRONT_PAGE.search(path) or values.get("permalink") in ("/", "/index.html"):
        return False
    begin = document.front_matter.span.end if document.front_matter else 0
    if any("title" in key for key in values) or _COMMENTED.search(document.text, 0, begin):
        return False
    if document.headings and not document.text[begin : document.headings[0].span.start].strip():
        return False
    return values.get("layout", "none") not in _NO_PAGE_LAYOUTS


def _values(fields: dict[str, Field]) -> dict[str, str]:
    return {key: str(field.value if field.value is not None else "").strip().casefold() for key, field in fields.items()}
