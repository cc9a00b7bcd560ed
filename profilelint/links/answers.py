"""What can be said about an address on the web."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from profilelint.core.record import field, record
from profilelint.core.regex import regex

#: Ids as people and generators write them. Other fragments are meant for a script, a PDF reader or a text search.
_PLAIN_FRAGMENT = regex(r"(?!L\d+(?:-L\d+)?$|page=|top$)[\w.-]+")


class Verdict(StrEnum):
    OK = "ok"
    MOVED = "moved"  # for good, and what is at the new address is well
    DEAD = "dead"
    BLOCKED = "blocked"  # somebody is there, and does not talk to programs
    UNKNOWN = "unknown"
    SUSPICIOUS = "suspicious"  # it answers, but plainly not with what the link was made for


@record
class Answer:
    """`reason` is a clause for people, `target` the new address of a moved page, `title` and `about` describe the page;
    `fragments`: the requested ones, and whether the page may have them."""

    verdict: Verdict
    reason: str = ""
    target: str = ""
    title: str = ""
    about: str = ""
    fragments: Mapping[str, bool] = field(default_factory=dict)


#: A link: the path of its page, and the offset of its target.
Place = tuple[str, int]


@record
class Question:
    """An address without fragment, and the fragments that pages link to in it."""

    address: str
    fragments: tuple[str, ...] = ()


@record
class Web:
    """The responses of the web in a run. `papers`: the titles of identifiers such as `arxiv:2310.00001` and `doi:10.1000/1`;
    `places`: answers for single links, from a built or served site; `addresses`: the targets of single links on a served site."""

    answers: dict[str, Answer] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    places: dict[Place, Answer] = field(default_factory=dict)
    addresses: dict[Place, str] = field(default_factory=dict)


def address_of(target: str) -> str | None:
    """The address that a browser would ask for a link's target, without its fragment; None where it is none of the web."""
    target = target.strip()
    try:
        parts = urlsplit(f"https:{target}" if target.startswith("//") else target)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        if parts.scheme not in ("http", "https") or not host:
            return None
        host = host if host.isascii() else host.encode("idna").decode()
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._[]|")
        query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]|")
    except (ValueError, UnicodeError):
        return None
    if not _is_host(host):
        return None
    host = f"[{host}]" if ":" in host else host
    # Names and passwords in an address are not sent: what a link gives away, profilelint need not spread.
    place = host if port in (None, 443 if parts.scheme == "https" else 80) else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, path, query, ""))


def fragment_of(target: str) -> str:
    return target.strip().partition("#")[2]


def plain_fragment(target: str) -> str:
    """The id that a target asks of its page, "" where it asks for none that can be looked for."""
    fragment = unquote(fragment_of(target))
    return fragment if _PLAIN_FRAGMENT.fullmatch(fragment) else ""


def host_of(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _is_host(host: str) -> bool:
    return bool(host) and len(host) < 254 and not set(host) & set(" \t\r\n\"'<>\\^`{}|%")
