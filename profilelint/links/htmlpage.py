"""The links and the ids of a page as it is served."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from profilelint.core.record import record

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

#: What links, by element.
_LINKS = {"a": "href", "area": "href", "link": "href", "img": "src", "script": "src", "iframe": "src", "source": "src"}
_HINTS = frozenset(("preconnect", "dns-prefetch"))


@record
class PageLink:
    """`element`: the name of what links; `line` and `column`: of the target, from 1; `written`: the target; `label`: what visitors read."""

    element: str
    line: int
    column: int
    written: str
    label: str


@record
class HtmlPage:
    """`base`: what links are relative to, from the address of the page; "" for the page itself."""

    links: tuple[PageLink, ...]
    ids: frozenset[str]
    base: str = ""

    def address(self, page: str, written: str) -> str:
        """The URL of a target on a page at an address; `ValueError` if it is invalid."""
        return urljoin(urljoin(page, self.base), written.strip())


def html_page(text: str) -> HtmlPage:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    base = soup.find("base", href=True)
    with_ids = soup.find_all(lambda element: element.has_attr("id") or element.has_attr("name"))
    ids = frozenset(str(element.get(name)) for element in with_ids for name in ("id", "name") if element.get(name))
    return HtmlPage(tuple(_links(soup, text.split("\n"))), ids, str(base["href"]) if base else "")


def _links(soup: BeautifulSoup, lines: list[str]) -> Iterator[PageLink]:
    for element in soup.find_all(list(_LINKS)):
        written = element.get(_LINKS[element.name])
        if isinstance(written, str) and written.strip() and _HINTS.isdisjoint(element.get_attribute_list("rel")):
            yield PageLink(element.name, *_place(element, written, lines), written, _label(element))


def _place(element: Tag, written: str, lines: list[str]) -> tuple[int, int]:
    """The line and column of a target: its first place after the start of its tag."""
    line, column = element.sourceline or 1, (element.sourcepos or 0) + 1
    for number, text in enumerate(lines[line - 1 : line + 9]):
        at = text.find(written, column - 1 if not number else 0)
        if at >= 0:
            return line + number, at + 1
    return line, column


def _label(element: Tag) -> str:
    return " ".join(element.get_text().split()) or str(element.get("alt") or "")
