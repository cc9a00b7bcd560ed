"""The folders that a page's relative links may be meant from."""

from __future__ import annotations

import re
from posixpath import dirname, splitext

from profilelint.site.addresses import Addresses
from profilelint.site.generator import Generator


def page_folder(page: str, addresses: Addresses) -> str | None:
    """The folder from which the browser sees a page's relative links; None where the page is not served by itself."""
    served = addresses.served.get(page)
    return None if served is None or splitext(page)[1] in (".yml", ".yaml", ".json", ".bib") else dirname(served)


def folders_of(page: str, addresses: Addresses | None, generator: Generator) -> list[str]:
    """The folders that a relative target may be meant from, likeliest first."""
    beside = dirname(page)
    if addresses is None:
        return [beside]
    if generator is Generator.HUGO:
        served = re.sub(r"^content/", "", splitext(page)[0]).removesuffix("/index").removesuffix("/_index")
        return [beside, *(f"{root}/{served}" for root in ("static", "content"))]
    folder = page_folder(page, addresses)
    return [*([folder] if folder is not None else []), beside, "", splitext(page)[0]]
