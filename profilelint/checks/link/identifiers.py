"""Identifiers that cannot exist: a check digit that is wrong, or a form that the registry never gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from profilelint.checks.context import Context, Options
from profilelint.checks.needs import words
from profilelint.checks.shared.link_labels import host_of
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Link, LinkKind

_ORCID = regex(r"[X-]*+\d[0-9X-]*", re.IGNORECASE)
_DOI = regex(r"(?:doi:\s*)?10\.\d{1,9}(?:\.\d+)*/\S.*|10/[a-z0-9]+", re.IGNORECASE | re.DOTALL)
#: The label of a link to one that lost its beginning.
_CUT_DOI = regex(r"(?:doi:?\s*)?([0.]\d*\.?\d{4,9}/\S+)", re.IGNORECASE)
_LIKE_DOI = regex(r"(?:doi:\s*)?\d{1,2}[.,]?\d{3,}.*|https?:.*|10\..*", re.IGNORECASE | re.DOTALL)
_ARXIV_PATH = regex(r"/(?:abs|pdf|html)/(?:arxiv:)?([^?#]+?)(?:\.pdf)?/?", re.IGNORECASE)
_ARXIV_NEW = regex(r"(\d\d)(\d\d)\.(\d{4,5})(?:v\d{1,3})?", re.IGNORECASE)
_ARXIV_OLD = regex(r"[a-z-]+(?:\.[A-Za-z-]{2,})?/\d{7}(?:v\d{1,3})?", re.IGNORECASE)
_ARXIV_LIKE = regex(r"\d[\d.]+(?:v\d+)?")
_SCHOLAR_ID = regex(r"[A-Za-z0-9_-]{8,16}")
_ISBN = regex(r"\bISBN(?:[- ]?1[03])?[:\s]{0,3}((?:97[89][- ]?)?\d(?:[- ]?\d){7,8}[- ]?[\dXx])(?![\d-]|[ ]\d)")
_ISSN = regex(r"\be?ISSN[:\s]{0,3}(\d{4}-\d{3}[\dXx])(?![\w-])")
_PLACEHOLDER = regex(r"x{2,}|your|<|\{|\*|\.\.\.|…|0000-0000-0000|example|1234[.-]?5678|placeholder", re.IGNORECASE)
#: Hosts whose addresses hold identifiers.
_REGISTRY = regex(r"(?:www\.)?(?:orcid\.org|(?:dx\.)?doi\.org|(?:export\.)?arxiv\.org|scholar\.google\..*)")
_FIELDS = {"orcid": "ORCID", "orcid_id": "ORCID", "doi": "DOI"}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Links, fields and numbers in the text that name a person, a paper or a book that cannot be."""
    links = document.view(parted)
    of_registries = [(host, link) for host, found in links.plain.items() if _REGISTRY.fullmatch(host) for link in found]
    others = [(host_of(link.target), link) for link in links.others if not link.computed and len(link.target_span)]
    for host, link in (*of_registries, *others):
        if reason := _wrong_link(host.removeprefix("www."), link):
            yield Finding(link.target_span, {"reason": reason})
        elif host.endswith("doi.org") and link.text_span and (cut := _CUT_DOI.fullmatch(link.text)) and link.target.endswith(cut[1]):
            yield Finding(link.text_span, {"reason": "the beginning of the DOI is missing, which is 10."})
    for field in document.fields:
        kind = _FIELDS.get(field.key.lower().replace("-", "_"))
        if kind and isinstance(field.value, str) and len(field.span) and not host_of(field.value):
            wrong = _wrong_orcid if kind == "ORCID" else _wrong_doi
            if reason := wrong(field.value.strip()):
                yield Finding(field.span, {"reason": reason})
    for run in document.runs if "SBN" in document.view(words) or "SSN" in document.view(words) else ():
        if "SBN" in run.text or "SSN" in run.text:
            for start, end, reason in _wrong_numbers(run.text):
                yield Finding(run.span(start, end), {"reason": reason})


def _wrong_link(host: str, link: Link) -> str:
    if host in ("orcid.org", "doi.org", "dx.doi.org"):
        path = unquote(urlsplit(link.target).path).strip("/ ")
        return _wrong_orcid(path) if host == "orcid.org" else _wrong_doi(path)
    if host in ("arxiv.org", "export.arxiv.org") and link.kind is not LinkKind.BARE:
        match = _ARXIV_PATH.fullmatch(urlsplit(link.target).path)
        return _wrong_arxiv(match[1]) if match else ""
    if host.startswith("scholar.google.") and "user=" in link.target:
        return _wrong_scholar(link.target)
    return ""


def _wrong_orcid(text: str) -> str:
    if not _ORCID.fullmatch(text) or _PLACEHOLDER.search(text):
        return ""
    digits = text.replace("-", "").upper()
    if len(digits) != 16:
        return f"an ORCID iD has 16 digits, this has {len(digits)}" if 12 <= len(digits) <= 20 else ""
    if not digits[:15].isdigit():
        return "only the last character of an ORCID iD may be an X"
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    expected = "0123456789X"[(12 - total % 11) % 11]
    return "" if digits[15] == expected else "the check digit does not match, so at least one digit is wrong; copy it again"


def _wrong_doi(text: str) -> str:
    if not text or _DOI.fullmatch(text) or _PLACEHOLDER.search(text) or not _LIKE_DOI.fullmatch(text):
        return ""
    if text.lower().startswith("http"):
        return "there is an address instead of the DOI"
    return "the DOI is incomplete (a full one: 10.1000/182); copy it again"


def _wrong_arxiv(text: str) -> str:
    if _PLACEHOLDER.search(text):
        return ""
    match = _ARXIV_NEW.fullmatch(text)
    if match is None:
        is_number = _ARXIV_LIKE.fullmatch(text) is not None and not _ARXIV_OLD.fullmatch(text)
        return "arXiv IDs look like 2103.01234 (year, month, number)" if is_number else ""
    year, month, number = match.groups()
    if not 1 <= int(month) <= 12:
        return f"{month} is not a month, and arXiv IDs begin with year and month"
    if (len(number) == 5) is not (int(year) >= 15):
        return f"numbers of 20{year} have {'five' if int(year) >= 15 else 'four'} digits after the point"
    return ""


def _wrong_scholar(target: str) -> str:
    try:
        user = parse_qs(urlsplit(target).query).get("user", [""])[0]
    except ValueError:
        return ""
    if not _SCHOLAR_ID.fullmatch(user) or "AAAA" not in user or len(user) == 12:
        return ""
    return f"the id of a profile has 12 characters, this has {len(user)}"


def _wrong_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _ISBN.finditer(text):
        digits = re.sub(r"[- ]", "", match[1]).upper()
        if len(digits) in (10, 13) and not _is_isbn(digits) and not _PLACEHOLDER.search(match[1]):
            yield *match.span(1), "the check digit does not match, so at least one digit is wrong; copy it again"
    for match in _ISSN.finditer(text):
        digits = match[1].replace("-", "").upper()
        if _weighted(digits, range(8, 0, -1)) % 11 and not _PLACEHOLDER.search(match[1]):
            yield *match.span(1), "the check digit does not match, so at least one digit is wrong; copy it again"


def _is_isbn(digits: str) -> bool:
    if len(digits) == 10:
        return _weighted(digits, range(10, 0, -1)) % 11 == 0
    return digits.isdigit() and _weighted(digits, (1, 3) * 7) % 10 == 0


def _weighted(digits: str, weights: range | tuple[int, ...]) -> int:
    return sum((10 if digit == "X" else int(digit)) * weight for digit, weight in zip(digits, weights, strict=False))
