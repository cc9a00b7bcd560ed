"""The address of the site in its settings, as `jekyll doctor` and the documentation of Hugo ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname
from urllib.parse import SplitResult, urlsplit

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Field
from profilelint.site.generator import Generator
from profilelint.site.hugoconfig import CONFIGURATIONS
from profilelint.site.ownaddress import adds_slash, is_set_by_build
from profilelint.site.view import SiteView, read

_OWN_COMPUTER = frozenset(("localhost", "127.0.0.1", "0.0.0.0", "::1"))
_FILLED_IN = regex(r"[{}$<>]|%\w")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    site = context.site
    place = site.place(document.source.path) if site is not None else None
    if site is None or place is None:
        return
    if site.settings.generator is Generator.JEKYLL and place in ("_config.yml", "_config.yaml"):
        yield from _of_jekyll(document, site)
    elif site.settings.generator is Generator.HUGO and basename(place) in CONFIGURATIONS and dirname(place) in ("", "config/_default"):
        yield from _of_hugo(document, site)


def _of_jekyll(document: Document, site: SiteView) -> Iterator[Finding]:
    url, base = _text(document, "url"), _text(document, "baseurl")
    if url and (why := _url(url[1], base[1] if base else "", site)) and not is_set_by_build(site, _kind(url[1])):
        yield Finding(url[0].span, {"why": why})
    if base and (why := _base(base[1], site)) and not is_set_by_build(site, "baseurl"):
        yield Finding(base[0].span, {"why": why})


def _text(document: Document, name: str) -> tuple[Field, str] | None:
    """A setting at the top whose value is a text, and no variable."""
    field = next((field for field in document.fields if len(field.path) == 1 and str(field.path[0]).lower() == name), None)
    value = field.value if field else None
    return (field, value.strip()) if field and isinstance(value, str) and value.strip() and not _FILLED_IN.search(value) else None


def _url(value: str, base: str, site: SiteView) -> str:
    """The problem of Jekyll's `url`."""
    parts = _parts(value)
    if why := _absolute(value, parts):
        return why
    path, host = parts.path.strip("/"), (parts.hostname or "").lower()
    if path and path == base.strip("/"):
        return f'/{path} is in url and in baseurl, so absolute links have it twice; url ends after "{host}"'
    cname = read(site, "CNAME").strip().lower()
    if cname and "." in cname and "\n" not in cname and _bare(host) != _bare(cname):
        return f"url is {host}, but CNAME is {cname}: feeds, the site map and shared links give the wrong address"
    return ""


def _base(value: str, site: SiteView) -> str:
    """The problem of Jekyll's `baseurl`."""
    if "://" in value:
        return "baseurl is the path of the site, without its host; the address belongs in url"
    if value != "/" and value.startswith("/"):
        return ""
    where = adds_slash(site)
    if where and value == "/":
        return f'links begin with "//", which is another host, where a template adds a "/" ({where}); write ""'
    return f'links are relative to each page where a template writes it ({where}); write "/{value}"' if where else ""


def _of_hugo(document: Document, site: SiteView) -> Iterator[Finding]:
    found = _text(document, "baseurl")
    if found and not found[1].startswith("/") and (why := _absolute(found[1], _parts(found[1]))) and not is_set_by_build(site, "baseurl"):
        yield Finding(found[0].span, {"why": why})


def _absolute(value: str, parts: SplitResult) -> str:
    """Why visitors cannot open an address; "" if they can. (Another rule reports a missing host.)"""
    if _is_here(value):
        return "that is your own computer: feeds, the site map and shared links lead there"
    return "" if parts.scheme in ("http", "https") else f'write "https://{value}": without it, absolute links go nowhere'


def _kind(url: str) -> str:
    return "localhost" if _is_here(url) else "url"


def _is_here(value: str) -> bool:
    """Whether an address, which may lack its scheme, is of the computer that it is opened on."""
    return (_parts(value).hostname or value.partition(":")[0]).lower() in _OWN_COMPUTER


def _parts(value: str) -> SplitResult:
    try:
        return urlsplit(value)
    except ValueError:
        return urlsplit("")


def _bare(host: str) -> str:
    return host.removeprefix("www.")
