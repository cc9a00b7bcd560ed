"""Cheap preconditions for calling a check, or even importing it.

Each is a few lookups in the parsed page. It may be true although the check then reports nothing, never the other way round.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from profilelint.core.regex import regex
from profilelint.document.model import Document

Need = Callable[[Document], bool]

_DIGIT = regex(r"\d")  # of any script
_OF_WORKS = ("publication", "papers")
_PLAIN = bytes((*b"\t\n\r", *range(0x20, 0x7F)))


def anything(document: Document) -> bool:
    return True


def a_page(document: Document) -> bool:
    return document.format in ("markdown", "html")


def a_byte_order_mark(document: Document) -> bool:
    return document.source.bom


def bibtex(document: Document) -> bool:
    return document.format == "bibtex"


def works(document: Document) -> bool:
    """Whether it may list works: a bibliography, data, or a page with front matter in a folder of publications."""
    if document.format in ("markdown", "html"):
        return document.front_matter is not None and any(name in document.source.path.lower() for name in _OF_WORKS)
    return document.format in ("bibtex", "yaml", "json")


def front_matter(document: Document) -> bool:
    return document.front_matter is not None


def fields(document: Document) -> bool:
    return bool(document.fields)


def headings(document: Document) -> bool:
    return bool(document.headings)


def links(document: Document) -> bool:
    return bool(document.links)


def links_or_fields(document: Document) -> bool:
    return bool(document.links or document.fields)


def fragments(document: Document) -> bool:
    return any("#" in link.target for link in document.links)


def problems(document: Document) -> bool:
    return bool(document.problems)


def tags(document: Document) -> bool:
    return bool(document.tags)


def characters(pattern: str) -> Need:
    """One of these that are not plain ASCII, a class of a pattern, in the file itself."""
    wanted = regex(pattern)
    return lambda document: wanted.search(document.view(_strange)) is not None


def _strange(document: Document) -> str:
    """Each character that is not plain ASCII."""
    data = document.source.text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return "".join(set(data.decode("utf-8", "surrogatepass")))


_UNDECODABLE = characters("[\udc80-\udcff]")


def not_utf8(document: Document) -> bool:
    """Bytes that are not UTF-8, an encoding that the page declares, or the escapes of one that is all ASCII."""
    return bool(document.source.charset) or _UNDECODABLE(document) or "\x1b$" in document.source.text


def digits(document: Document) -> bool:
    """In the file itself: where a format writes a digit by its number, that number is one."""
    return document.view(_has_digits)


def _has_digits(document: Document) -> bool:
    return _DIGIT.search(document.text) is not None


def written(*texts: str) -> Need:
    """One of these in the file itself."""
    return lambda document: any(map(document.text.__contains__, texts))


def said(*texts: str) -> Need:
    """One of these in the text for people, whatever markup and escapes it is written with."""
    return lambda document: any(map(document.view(words).__contains__, texts))


def found(pattern: str) -> Need:
    """The pattern finds something in the text for people."""
    wanted = regex(pattern)
    return lambda document: wanted.search(document.view(words)) is not None


def words(document: Document) -> str:
    """All text for people on the page, a line break between any two texts. A view."""
    return "\n".join(run.text for run in document.runs)


def runs_with(document: Document, pattern: re.Pattern[str]) -> list[int]:
    """The indices of the runs in which a pattern finds something; it must look no further than their ends."""
    starts: list[int] = []
    found: dict[int, None] = {}
    for match in pattern.finditer(document.view(words)):
        starts = starts or document.view(_run_starts)
        found[bisect_right(starts, match.start()) - 1] = None
    return list(found)


def _run_starts(document: Document) -> list[int]:
    """Where each run begins in all text for people."""
    return list(accumulate([len(run.text) + 1 for run in document.runs], initial=0))


def any_of(*needs: Need) -> Need:
    return lambda document: any(need(document) for need in needs)


def all_of(*needs: Need) -> Need:
    return lambda document: all(need(document) for need in needs)
