"""What was found on a served site, brought back to the sources that it was made of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from profilelint.core.source import Source
from profilelint.document.model import Document
from profilelint.links.answers import Answer, Verdict, Web, address_of
from profilelint.links.served import Served, page_text

_LIQUID = re.compile(r"\{\{-?\s*+(?:[\"']([^\"']*)[\"'])?[^{}]*\}\}")
_Place = tuple[str, int]


class Sources:
    """The links of the sources, by target and label. `base` and `hosts` are those of the site."""

    def __init__(self, documents: Iterable[Document], base: str, hosts: Iterable[str]) -> None:
        self._base, self._hosts = base, frozenset(hosts)
        self._links: dict[str, list[tuple[str, _Place]]] = defaultdict(list)
        self._addresses: set[str] = set()
        for document in documents:
            for link in document.links:
                if not link.hidden and len(link.target_span):
                    place = document.source.path, link.target_span.start
                    self._links[self._plain(link.target)].append((" ".join(link.text.split()), place))
                    self._addresses.add(address_of(link.target) or "")

    def place(self, link: Served) -> _Place | None:
        """The one place in the sources that a served link was made of; None where there is none, or more than one."""
        found = self._links.get(self._plain(link.written), [])
        alike = [place for label, place in found if label == " ".join(link.label.split())]
        return alike[0] if len(alike) == 1 else found[0][1] if len(found) == 1 and not alike else None

    def have(self, link: Served) -> bool:
        """Whether a link to the web stands in the sources too."""
        return address_of(link.written) in self._addresses

    def _plain(self, target: str) -> str:
        """A target without what a generator adds: Liquid, the address and the base path of the site, the slash before."""
        target = _LIQUID.sub(lambda match: match[1] or "", target).strip()
        try:
            parts = urlsplit(target)
        except ValueError:
            return target
        if parts.hostname and parts.hostname not in self._hosts:
            return target
        path = parts.path.removeprefix(self._base) if f"{parts.path}/".startswith(f"{self._base}/") else parts.path
        return path.lstrip("./") + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def brought_back(served: Iterable[Served], sources: Sources, web: Web) -> Iterator[Source]:
    """Note what is said of links in the sources; of the others, make pages that hold them where they stand on the served ones."""
    left: dict[str, list[Served]] = defaultdict(list)
    seen = set()
    for link in served:
        is_well = link.answer is not None and link.answer.verdict is Verdict.OK and not link.answer.fragments
        if is_well or (link.answer is None and sources.have(link)):
            continue
        place = sources.place(link) if link.answer else None
        if place and link.answer:
            web.places[place] = link.answer
        elif (link.written, link.label) not in seen:  # what a layout puts on every page is said once
            seen.add((link.written, link.label))
            left[link.page].append(link)
    for page, links in left.items():
        text, starts = page_text(links)
        answers: list[Answer | None] = [link.answer for link in sorted(links, key=lambda link: (link.line, link.column))]
        for start, answer in zip(starts, answers, strict=True):
            if answer:
                web.places[page, start] = answer
        yield Source(text, page)
