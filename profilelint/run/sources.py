"""What was found on a served site, brought back to the sources that it was made of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from profilelint.core.record import replace
from profilelint.core.source import Source
from profilelint.document.model import Document
from profilelint.links.answers import Answer, Place, Web, address_of
from profilelint.links.served import Served, page_text

_LIQUID = re.compile(r"\{\{-?\s*+(?:[\"']([^\"']*)[\"'])?[^{}]*\}\}")


class Sources:
    """The links of the sources, by target and label. `base` and `hosts` are those of the site."""

    def __init__(self, documents: Iterable[Document], base: str, hosts: Iterable[str]) -> None:
        self._base, self._hosts = base, frozenset(hosts)
        self._links: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        self._addresses: set[str | None] = set()
        for document in documents:
            for link in document.links:
                if not link.hidden and len(link.target_span):
                    place = document.source.path, link.target_span.start
                    self._links[self._plain(link.target)].append((" ".join(link.text.split()), place))
                    self._addresses.add(address_of(link.target))
        self._addresses.discard(None)

    def place(self, link: Served) -> Place | None:
        """The one place in the sources that a served link was made of; None where there is none, or more than one."""
        found = self._links.get(self._plain(link.written), [])
        alike = [place for label, place in found if label == " ".join(link.label.split())]
        return alike[0] if len(alike) == 1 else found[0][1] if len(found) == 1 and not alike else None

    def have(self, address: str | None) -> bool:
        """Whether the sources have a link to this address."""
        return address in self._addresses

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
    """Record the results of links in the sources; for other links, make pages that have them where the served pages do."""
    left: dict[str, list[Served]] = defaultdict(list)
    seen = set()
    for link in served:
        address = address_of(link.written)
        if address and link.answer:
            web.answers[address] = _with_fragments(link.answer, web.answers.get(address))
        if link.is_well or not (address or link.answer or link.address):
            continue
        if (link.answer or link.address) and (place := sources.place(link)):
            _note(place, link, web)
        elif sources.have(address):
            continue  # it is reported there
        elif (link.written, link.label) not in seen:  # links of a layout, on every page, are reported once
            seen.add((link.written, link.label))
            left[link.page].append(link)
    for page, links in left.items():
        text, starts = page_text(links)
        for start, link in starts:
            _note((page, start), link, web)
        yield Source(text, page)


def _with_fragments(answer: Answer, known: Answer | None) -> Answer:
    """What is known of an address, with the fragments that others looked for."""
    return replace(answer, fragments={**known.fragments, **answer.fragments}) if known else answer


def _note(place: Place, link: Served, web: Web) -> None:
    if link.answer:
        web.places[place] = link.answer
    elif link.address:
        web.addresses[place] = link.address
