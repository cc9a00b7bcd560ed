"""Links copied from behind a library's proxy, which only its members can use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from profilelint.checks.context import Context, Options
from profilelint.checks.link.urls import ENDINGS
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Link

#: Host names of library proxies; those of OCLC are `LIBRARY.idm.oclc.org`.
_PROXY = regex(r"(?:ez-?|e|lib-?)proxy[\w-]*")
_HOSTED = ".idm.oclc.org"
_HOST = regex(r"https?://([\w.-]+)(?::\d+)?(?=[/?#]|$)", re.IGNORECASE)
_ASKED = regex(r"/login\?q?url=(https?(?:://|%3A%2F%2F).+)", re.IGNORECASE)
#: Words for links that are meant for members.
_MEANT = regex(r"\b(?:library|proxy|access|log ?-?in|sign ?-?in|campus|vpn|members|students)\b", re.IGNORECASE)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    links = document.view(parted)
    for link in chain(*(found for host, found in links.plain.items() if "oclc" in host or "proxy" in host), links.others):
        if link.computed or not len(link.target_span) or not ("oclc" in link.target or "proxy" in link.target) or _MEANT.search(link.text):
            continue
        if address := _address(link.target):
            yield _finding(document, link, address)


def _finding(document: Document, link: Link, address: str) -> Finding:
    is_written = document.text[link.target_span.start : link.target_span.end] == link.target
    edits = (Edit(link.target_span, address),) if is_written else ()
    return Finding(link.target_span, {"address": address}, edits, Applicability.UNSAFE, (address,))


def _address(target: str) -> str:
    """The address behind a proxy link; "" if it is not one."""
    match = _HOST.match(target)
    host = match[1].lower() if match else ""
    labels = host.removesuffix(_HOSTED).split(".")
    proxy = next((at for at, label in enumerate(labels) if _PROXY.fullmatch(label)), -1 if host.endswith(_HOSTED) else None)
    if match is None or proxy is None:
        return ""
    rest = target[match.end() :]
    if asked := _ASKED.fullmatch(rest):
        return unquote(asked[1]) if "%" in asked[1][:8] else asked[1]
    behind = labels[:proxy]
    if len(behind) == 1:  # written with hyphens for points, and two for one
        behind = [label.replace("\0", "-") for label in behind[0].replace("--", "\0").split("-")]
    return f"https://{'.'.join(behind)}{rest}" if len(behind) > 1 and behind[-1] in ENDINGS else ""
