"""The titles of papers by their identifiers, from arXiv and the DOI registries."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from profilelint.links.answers import Question
from profilelint.links.options import Services

if TYPE_CHECKING:
    from profilelint.links.net import Response

#: Fetches an answer: the address and the format -> the text.
Fetch = Callable[[str, str], Awaitable["Response | None"]]

_ARXIV = re.compile(r"(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?")
_DOI = re.compile(r"(?:dx\.|www\.)?doi\.org/(?:doi:)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ENTRY = re.compile(r"<entry\b(?:(?!</?entry\b).)*+</entry>", re.DOTALL)
_ENTRY_ID = re.compile(r"<id>\s*https?://arxiv\.org/abs/([^\s<]+?)(?:v\d+)?\s*</id>")
_ENTRY_TITLE = re.compile(r"<title[^<>]*>((?:(?!</?title).)*+)</title>", re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,200}>")
_BATCH = 50


def paper_of(target: str) -> str | None:
    """The identifier in an address, as `arxiv:…` or `doi:…`; None if there is none."""
    place = target.strip().partition("://")[2].partition("#")[0].partition("?")[0]
    if match := _ARXIV.fullmatch(place):
        return f"arxiv:{match[1]}"
    if match := _DOI.fullmatch(place):
        doi = match[1].rstrip(".,;/")
        arxiv = _ARXIV_DOI.fullmatch(doi)
        return f"arxiv:{arxiv[1]}" if arxiv else f"doi:{doi.lower()}"
    return None


def is_paper(address: str) -> bool:
    return address.startswith(("arxiv:", "doi:"))


def batches(questions: Sequence[Question]) -> Iterator[Sequence[Question]]:
    """The papers among questions, as many together as one request can ask for."""
    arxiv = [question for question in questions if question.address.startswith("arxiv:")]
    for start in range(0, len(arxiv), _BATCH):
        yield arxiv[start : start + _BATCH]
    for question in questions:
        if question.address.startswith("doi:"):
            yield [question]


async def titles_of(identifiers: Sequence[str], fetch: Fetch, services: Services) -> dict[str, str]:
    """The titles of a batch, as far as there is one."""
    names = {identifier.partition(":")[2]: identifier for identifier in identifiers}
    if identifiers[0].startswith("doi:"):
        (doi,) = names
        response = await fetch(services.doi + quote(doi, safe="/:;()"), "application/vnd.citationstyles.csl+json")
        title = _from_csl(response.body) if response else ""
        return {identifiers[0]: title} if title else {}
    response = await fetch(f"{services.arxiv}?id_list={','.join(names)}&max_results={len(names)}", "application/atom+xml")
    found = _from_atom(response.body.decode("utf-8", "replace")) if response else {}
    return {names[name]: title for name, title in found.items() if name in names}


def _from_csl(body: bytes) -> str:
    try:
        title = json.loads(body).get("title", "")
    except (ValueError, AttributeError, RecursionError):
        return ""
    title = title[0] if isinstance(title, list) and title else title
    return _plain(title) if isinstance(title, str) else ""


def _from_atom(text: str) -> dict[str, str]:
    """Identifier -> title. The form is arXiv's own and does not change, and an XML parser would have to be guarded against bombs."""
    found = {}
    for entry in _ENTRY.findall(text):
        name, title = _ENTRY_ID.search(entry), _ENTRY_TITLE.search(entry)
        if name and title:
            found[name[1]] = _plain(title[1])
    return found


def _plain(title: str) -> str:
    import html

    return " ".join(html.unescape(_TAG.sub("", html.unescape(title))).split())
