"""The links of a page, parted for all rules about them: whole addresses of the web, by their hosts, and what takes a closer look."""

from __future__ import annotations

from collections.abc import Mapping

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import Document, Link

#: An address whose form is beyond doubt: nothing before its scheme, a host with a name of the top level, no second address in it, and no
#: character that only templates and slips bring in. Nine of ten addresses are so.
_PLAIN = regex(r"https?://((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})(?![^/?#])[\w./?#=&%+;,@!~'()*-]*")


@record
class Parted:
    """`plain`: the links to whole addresses, by their hosts in small letters; `others`: all others, computed ones and empty ones too."""

    plain: Mapping[str, list[Link]]
    others: list[Link]


def parted(document: Document) -> Parted:
    """A view: `document.view(parted)`."""
    plain: dict[str, list[Link]] = {}
    others: list[Link] = []
    for link in document.links:
        match = _PLAIN.fullmatch(link.target)
        if match and not link.computed and len(link.target_span):
            plain.setdefault(match[1].lower(), []).append(link)
        else:
            others.append(link)
    return Parted(plain, others)
