"""E-mail links that open no message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import splitext
from urllib.parse import unquote

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Finding
from profilelint.core.endings import HTML, MARKDOWN
from profilelint.core.regex import regex
from profilelint.document.model import Document, Link, LinkKind
from profilelint.site.generator import Generator
from profilelint.site.targets import ASSETS

_MAILTO = regex(r"mailto\s*:", re.IGNORECASE)
_MISSPELT = regex(r"(?:mailto[;,.]|(?:mail|malito|maitlo|maito|mailt|mailo|mialto|email|e-mail):)/*+(?=[^@\s]+@)", re.IGNORECASE)
_ADDRESS = regex(r"[^\s@<>(),;:/]+@[^\s@<>(),;:/]+\.[^\s@<>(),;:./]+")
#: An address that is written so that programs do not read it.
_DISGUISED = regex(r"[\[\](){}<>#$%*&]|\b(?:at|dot|remove|nospam)\b|[_-](?:at|dot)[_-]", re.IGNORECASE)
#: Of fields those with an address alone are links, and nothing else.
_NO_PLACE_FOR_ONE = (LinkKind.AUTOLINK, LinkKind.BARE, LinkKind.IMAGE, LinkKind.HTML_IMAGE, LinkKind.RESOURCE)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """E-mail addresses without "mailto:", and "mailto:" before something that is not an e-mail address."""
    for link in document.view(parted).others:
        if link.computed or not len(link.target_span) or (link.kind is LinkKind.FIELD and _may_be_completed(link, context)):
            continue
        if slip := mail_slip(link):
            reason, suggestion = slip
            yield Finding(link.target_span, {"reason": reason}, suggestions=(suggestion,) if suggestion else ())


def _may_be_completed(link: Link, context: Context) -> bool:
    """Whether a layout may write the "mailto:" before the address in a field: those of Jekyll are everybody's own."""
    is_taken_as_it_is = context.site is not None and context.site.settings.generator in (Generator.HUGO, Generator.QUARTO)
    return not is_taken_as_it_is and ":" not in link.target


def mail_slip(link: Link) -> tuple[str, str | None] | None:
    """The problem of an e-mail link, and a replacement; None if there is no problem, or it is not an e-mail link."""
    target = link.target
    if ":" not in target and "@" not in target and "%40" not in target:
        return None
    if mailto := _MAILTO.match(target):
        return mailto_slip(target[mailto.end() :])
    if link.kind in _NO_PLACE_FOR_ONE:
        return None
    if (misspelt := _MISSPELT.match(target)) and link.kind is not LinkKind.FIELD:
        return f'"{misspelt.group().rstrip("/")}" is not "mailto:"', f"mailto:{target[misspelt.end() :]}"
    if _ADDRESS.fullmatch(unquote(target)) and splitext(target)[1].lower() not in (*ASSETS, *HTML, *MARKDOWN, ".php"):
        return 'without "mailto:" it links to a page of that name', f"mailto:{target}"
    return None


def mailto_slip(rest: str) -> tuple[str, str | None] | None:
    """The problem after "mailto:"."""
    written, query, _ = rest.partition("?")
    address = unquote(written).strip()
    if re.match(r"(?:https?:|www\.)", address):
        return None if address.startswith("http") else ("it is followed by a web address", f"https://{rest.strip()}")
    bare = re.sub(r"^(?:[:/\s]|mailto:)+", "", address, flags=re.IGNORECASE)
    if bare != address:
        between = address[: len(address) - len(bare)].strip()
        return f'"{between}" is between "mailto:" and the address', f"mailto:{bare}" if bare else None
    if not address:
        return None if query else ("it has no address", None)
    if all(_is_address(part) for part in re.split(r"[,;]", address) if part.strip()):
        return None
    if _is_address(bare := address.strip("<>[](){}\"' ")):
        return "there are marks around the address", f"mailto:{bare}"
    return None if _DISGUISED.search(address) else _address_slip(address)


def _address_slip(address: str) -> tuple[str, str | None] | None:
    """Why something is not an e-mail address."""
    if "@" not in address:
        return "the address has no @", None
    if re.search(r"\s", address):
        return "the address contains a space", None
    if address.count("@") > 1:
        return "it has two @", None
    if address.endswith("@"):
        return "the host is missing after the @", None
    if _is_address(pointed := address.replace(",", ".")):
        return "a comma in the address", f"mailto:{pointed}"
    return None


def _is_address(part: str) -> bool:
    return _ADDRESS.fullmatch(part.strip().rstrip(".")) is not None
