"""Links to a paper by its number, under the title of another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context
from profilelint.checks.link.web_links import web_links
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.fieldkinds import words
from profilelint.document.model import BlockKind, Document, Field, Link, LinkKind
from profilelint.language.titlewords import looks_like_title, telling
from profilelint.links.papers import paper_of

#: Generic texts of links to papers.
_ARTEFACT = regex(
    r"(?:full |download |read |view )?(?:the )?(?:pdf|paper|pre-?print|arxiv|doi|link|html|abs(?:tract)?|article|publisher|url|here)s?"
    r"(?: here| link| version)?|(?:arxiv|doi)[: ]?\s?[\w./()-]+|(?:submitted|to appear|accepted|published|under review)\b.{0,60}",
    re.IGNORECASE,
)
_ENTRY_KEYS = words("authors author venue citation paperurl journal booktitle year publication conference")
_SHOWN = 80
_LEAST_WORDS = 3  # that say something
_SHORT = 14  # words: a line below a heading that belongs to it
_NEAR = 3  # levels of data above a link


def of_other_papers(document: Document, context: Context) -> Iterator[Finding]:
    """Links whose arXiv number or DOI belongs to a paper with a clearly different title, as far as the web answered."""
    if context.web is None or not context.web.papers:
        return
    for link, address in web_links(document, context.site):
        title = context.web.papers.get(paper_of(address) or "")
        if not title or len(telling(title)) < _LEAST_WORDS:
            continue
        around = _around(document, link)
        claimed = _claimed(document, link)
        if claimed and _are_apart(claimed, title) and not _shared(title, around):
            yield Finding(link.target_span, {"reason": f'its number is that of "{_cut(title)}", not of "{_cut(claimed)}"'})


def _cut(title: str) -> str:
    return title if len(title) <= _SHOWN else f"{title[: _SHOWN - 1].rstrip()}…"


def _are_apart(claimed: str, title: str) -> bool:
    return len(telling(claimed)) >= _LEAST_WORDS and not telling(claimed) & telling(title)


def _shared(title: str, around: str) -> bool:
    """Whether the text around a link mentions the paper after all."""
    own = telling(title)
    return len(own & telling(around)) * 4 > len(own)


def _claimed(document: Document, link: Link) -> str:
    """The title of the linked paper on the page; "" if there is none, or it is uncertain."""
    if link.kind is LinkKind.FIELD:
        return _entry_title(document, link)
    label = link.text.strip()
    if not _ARTEFACT.fullmatch(label.strip("[]()|: ")):
        return label if looks_like_title(label) else ""
    if title := _page_title(document):
        return title
    at = document.run_at(link.span)
    if at is None or (run := document.runs[at]).hidden:
        return ""
    first = re.split(r"[\n\ufffc]|(?<=[.?!]) ", run.text.strip(), maxsplit=1)[0].strip(' "“”*.')
    if run.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL) and first != run.text.strip() and looks_like_title(first):
        return first
    before = document.runs[at - 1] if at else None
    is_line_below = before is not None and before.kind is BlockKind.HEADING and len(run.text.split()) <= _SHORT
    return before.text.strip() if is_line_below and before and not before.hidden and looks_like_title(before.text) else ""


def _page_title(document: Document) -> str:
    """The title of a page that is about one paper."""
    keys = {field.key for field in document.fields if len(field.path) == 1} if document.front_matter else set()
    return _text(document.field_at("title")) if "title" in keys and len(keys & _ENTRY_KEYS) > 1 else ""


def _entry_title(document: Document, link: Link) -> str:
    """The title of the entry that a field belongs to."""
    field = next((field for field in document.fields if field.span == link.span or link.target_span in field.span), None)
    path = field.path[:-1] if field else ()
    for _ in range(_NEAR):
        if title := _text(document.field_at(*path, "title")):
            return title
        if not path:
            return ""
        path = path[:-1]
    return ""


def _text(field: Field | None) -> str:
    if field is None or not isinstance(field.value, str):
        return ""
    return (field.run.text if field.run else field.value).strip()


def _around(document: Document, link: Link) -> str:
    if link.kind is LinkKind.FIELD:
        return _entry_title(document, link)
    at = document.run_at(link.span)
    return " ".join(run.text[:2_000] for run in document.runs[max(0, at - 2) : at + 2]) if at is not None else link.text
