"""The relevant parts of a linked page: its title, its texts and its anchors."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from profilelint.core.record import field, record
from profilelint.core.source import Source
from profilelint.document.html import ATTRIBUTE, TAG
from profilelint.document.htmltokens import tokens_of

_DESCRIPTIONS = ("citation_title", "og:title", "description", "og:description")
#: Elements whose text nobody reads.
_UNSEEN = frozenset(("script", "style", "noscript", "template"))
_NAMED = ("title", "h1")


@record
class Glance:
    """`about`: the first heading, and how the page describes itself; `anchors`: the places that links can lead to."""

    title: str = ""
    heading: str = ""
    about: str = ""
    text: str = ""
    asks_password: bool = False
    anchors: frozenset[str] = field(default_factory=frozenset)


def glance(data: bytes) -> Glance:
    text = Source.from_bytes(data, "page.html").text
    texts: list[str] = []
    named: dict[str, list[str]] = {}  # the texts of the first element of each name
    described: dict[str, str] = {}
    anchors: set[str] = set()
    inside: set[str] = set()
    asks_password = False
    for kind, start, end in tokens_of(text):
        if kind == "text":
            if inside.isdisjoint(_UNSEEN):
                part = unescape(text[start:end])
                for name in inside:
                    named[name].append(part)
                texts += [part] * ("title" not in inside)
        elif kind == "tag" and (match := TAG.match(text, start, end)):
            name = match[2].lower()
            if match[1]:
                inside.discard(name)
                continue
            if name in _UNSEEN or (name in _NAMED and name not in named):
                named.setdefault(name, [])
                inside.add(name)
            attributes = dict(_attributes(text[match.end() : end]))
            if name == "a" or "id" in attributes:
                anchors.update(filter(None, (attributes.get("id"), attributes.get("name"))))
            asks_password |= name == "input" and attributes.get("type", "").lower() == "password"
            if name == "meta" and (content := attributes.get("content")):
                for key in {attributes.get("property", ""), attributes.get("name", "")}.intersection(_DESCRIPTIONS):
                    described.setdefault(key, content)
    title, heading = ("".join(named.get(name, ())) for name in _NAMED)
    about = (_words(heading), *(described.get(name, "") for name in _DESCRIPTIONS))
    return Glance(_words(title), _words(heading), " ".join(filter(None, about)), _words("".join(texts)), asks_password, frozenset(anchors))


def _attributes(written: str) -> Iterator[tuple[str, str]]:
    """The last of a name comes first: it is the first that counts."""
    for match in reversed([*ATTRIBUTE.finditer(written.removesuffix(">"))]):
        group = match.lastindex or 1
        yield match[1].lower(), unescape(match[group]) if group > 1 else ""


def _words(text: str) -> str:
    return " ".join(text.split())
