"""Web addresses that cannot be right as they are written, whoever answers there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.fieldkinds import words
from profilelint.document.model import Document, Link, LinkKind
from profilelint.site.resolution import Existence, resolve
from profilelint.site.view import AnySite

_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (r"https?:?/{0,2}\s*(?=https?(?::/|//))", 'it begins with "http" twice'),
        (r"mailto:\s*(?=https?://)", '"mailto:" before a web address'),
        (r"(?P<scheme>https?)[;.,：]?//:?(?=\w)", 'missing ":" after "{scheme}"'),
        (r"(?P<scheme>https?)(?:::+|:/:|:;)/*(?=\w)", '"://" after "{scheme}"'),
        (r"(?P<scheme>https?):/(?=[^/\s])", 'two slashes after "{scheme}:"'),
        (r"(?P<scheme>https?):(?=\w)", 'two slashes after "{scheme}:"'),
        (r"(?P<scheme>https?)(?:\s+:\s*/*|:\s+/*|:/\s+/|://\s+)(?=\w)", "it contains a space"),
        (r"(?:href|src)=[\"'“”]?(?=https?://)", "the name of an attribute was left before it"),
        (r"[(\[<\"'`](?=https?://)", "a bracket or quotation mark before it"),
    )
)
_MISSPELT = regex(r"([htps]{3,9}|https?[a-z]{1,2}):?//(?=\w)", re.IGNORECASE)
_SCHEMES = frozenset(("http", "https", "ssh"))
_AUTHORITY = regex(r"https?://([^/?#]*)", re.IGNORECASE)
_TWO_ADDRESSES = regex(r"https?://[^?#]*?[A-Za-z0-9.,;\s](?=https?://)", re.IGNORECASE)
_BAD_IN_HOST = regex(r"[\s,;()<>\[\]\"|^`]|%20|\.\.")
_TEMPLATE = regex(r"[{}<$*]|\.\.\.|…")
_MARKS = frozenset(".,;")
#: A mark of the sentence that was taken along: no file has it at its end, and no DOI. Names of pages may: `wiki/Warner_Bros.`
_TRAILING = regex(
    r"(?P<address>.*(?:\.(?:pdf|html?|docx?|pptx?|xlsx?|zip|ps|png|jpe?g)|doi\.org/10\.\d{4,9}/[^?#]{2,200}\w))[.,;]{1,3}", re.IGNORECASE
)
_WITHOUT_SCHEME = regex(r"((?:[A-Za-z0-9-]+\.)+([A-Za-z]{2,6}))(?::\d+)?(?=[/?#]|$)")
#: Endings that no file has, and those that are a country's, of which some files have them.
_PLAIN_ENDINGS = frozenset(("com", "org", "net", "edu", "gov"))
_COUNTRIES = words(
    "ac at au be br ca ch cn cz de dk es eu fi fr gr hk hu ie il in io ir it jp kr lu mx my nl no nz pt ro ru se sg si tr tw ua uk us za"
)
ENDINGS = _PLAIN_ENDINGS | _COUNTRIES
_PAGE_NAMES = frozenset(("html", "htm", "php", "index"))


#: Fields of a bibliography that a site shows as they are; others are notes of the program that keeps it.
BIBTEX_FIELDS = words("pdf slides poster supp preview video image img teaser thumbnail cover html")


#: Addresses that work only on the owner's computer: a file by its path there, a page of a browser's extension.
_OWN_FILE = regex(
    r"file:[/\\]|[A-Za-z]:(?:[\\/]|%5C)(?!/)|/Users/[^/]+/(?:Desktop|Documents|Downloads|Library|Dropbox|OneDrive)\b", re.IGNORECASE
)
_EXTENSION = regex(r"[a-z-]+-extension://[^/]*/*(?P<page>https?://.+)?", re.IGNORECASE)
#: ORCID's page of the visitor who is signed in, not of the owner.
_OWN_ORCID = regex(r"https?://orcid\.org/my-orcid\?(?:[^#]*&)?orcid=(?P<id>[\d-]{18}[\dX])", re.IGNORECASE)
#: How a script writes a value that it did not look into.
_UNREAD_VALUE = regex(r"\[object(?: |%20|\+)[A-Z]\w+\]|%5Bobject(?: |%20|\+)[A-Z]\w+%5D", re.IGNORECASE)


_LABELLED = (LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.ANCHOR)
#: A DOI in place of an address; its first figure is easily lost.
_ALONE = regex(r"(?:doi:\s*)?1?0\.(?P<rest>\d{4,9}/[^\s?#]+)", re.IGNORECASE)


@record
class Slip:
    reason: str
    suggestion: str | None = None


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Invalid URLs: a misspelt, doubled or missing scheme, a space or a comma in the host."""
    links = document.view(parted)
    trailing = (link for found in links.plain.values() for link in found if link.target[-1] in _MARKS)
    for link in (*links.others, *links.plain.get("orcid.org", ()), *trailing):
        slip = slip_of(link, context.site, document.source.path)
        if document.format == "bibtex" and link.target[-1:] in _MARKS and link.text.lower() not in BIBTEX_FIELDS:
            continue
        if slip and link.target_span:
            suggestions = (slip.suggestion,) if slip.suggestion else ()
            written = document.text[link.target_span.start : link.target_span.end]
            edits = (Edit(link.target_span, slip.suggestion),) if slip.suggestion and written == link.target else ()
            # What was meant is a guess; nobody has asked whether that address is there.
            yield Finding(link.target_span, {"reason": slip.reason}, edits, Applicability.UNSAFE, suggestions)


def slip_of(link: Link, site: AnySite | None, page: str) -> Slip | None:
    """The visible problem of a link's address; None if there is none."""
    target = link.target
    if link.computed or not len(link.target_span) or "](" in target or _is_own_note(link):
        return None
    if slip := url_slip(target):
        return slip
    if link.kind in _LABELLED and (doi := _ALONE.fullmatch(target)):
        return Slip("a DOI is an address only after https://doi.org/", f"https://doi.org/10.{doi['rest']}")
    if link.kind in (LinkKind.BARE, LinkKind.AUTOLINK, LinkKind.FIELD) or not is_host_without_scheme(target):
        return None
    if site and resolve(site, target, page).verdict is Existence.EXISTS:
        return None
    return Slip('missing "https://", so browsers look for a file of that name', f"https://{target}")


def _is_own_note(link: Link) -> bool:
    """Whether a file is only mentioned, or is what a program that keeps references noted for itself."""
    return (link.target in link.text or link.text == "file") and _OWN_FILE.match(link.target) is not None


@lru_cache(maxsize=256)
def url_slip(target: str) -> Slip | None:
    """The problem of an address that has, or should have, a scheme."""
    if target[-1:] in _MARKS and (whole := _TRAILING.fullmatch(target)) and not _TEMPLATE.search(target):
        return Slip(f'"{target[len(whole["address"]) :]}" at its end belongs to the sentence', whole["address"])
    if (":" not in target and "//" not in target and not target.startswith("/Users/")) or _TEMPLATE.search(target.lstrip("<")):
        return None
    if ">" in target and not target.startswith("<"):
        return _host_slip(target)
    if _OWN_FILE.match(target):
        return Slip("it is a file on your own computer, which visitors cannot reach")
    if "-extension:" in target and (extension := _EXTENSION.match(target)):
        return Slip("it is a page of your browser's own, which visitors do not have", extension["page"])
    if own := _OWN_ORCID.match(target):
        return Slip("it opens the visitor's own ORCID record, not yours", f"https://orcid.org/{own['id']}")
    if "bject" in target and _UNREAD_VALUE.search(target):
        return Slip("a note that an AI assistant made for itself was left in the URL")
    for pattern, reason in _SLIPS:
        if match := pattern.match(target):
            scheme = match.groupdict().get("scheme")
            rest = target[match.end() :]
            return Slip(reason.format(scheme=scheme), f"{scheme.lower()}://{rest}" if scheme else rest.rstrip(")]>\"'`"))
    misspelt = _MISSPELT.match(target)
    if misspelt and misspelt[1].lower() not in _SCHEMES and {"t", "p"} <= set(misspelt[1].lower()):
        scheme = "https" if "s" in misspelt[1].lower() else "http"
        return Slip(f'"{misspelt[1]}" is not a scheme', f"{scheme}://{target[misspelt.end() :]}")
    return _host_slip(target)


def _host_slip(target: str) -> Slip | None:
    authority = _AUTHORITY.match(target)
    if authority is None:
        return None
    if target.endswith(">"):
        return Slip("a bracket follows it", target.rstrip(">"))
    if _TWO_ADDRESSES.match(target):
        return Slip("two addresses run together")
    host = authority[1].rpartition("@")[2]
    if host.startswith("["):
        return None
    if bad := _BAD_IN_HOST.search(host):
        what = {"..": "two dots", ",": "a comma"}.get(bad.group(), "an impossible character")
        return Slip(f"{what} in the host name")
    if host.startswith(".") and len(host) > 1:
        return Slip("the host name begins with a dot")
    return Slip("the host name is missing") if not host and len(target) > authority.end() + 1 else None


def is_host_without_scheme(target: str) -> bool:
    """Whether a target is plainly a host, with or without a path, and not a file."""
    match = _WITHOUT_SCHEME.match(target)
    if match is None:
        return False
    labels = match[1].lower().split(".")
    if labels[0] == "www":
        return len(labels) > 2
    has_path = match.end() < len(target)
    if labels[-1] in _PLAIN_ENDINGS:
        return len(labels) > 2 or has_path
    return labels[-1] in _COUNTRIES and len(labels) > 2 and has_path and _PAGE_NAMES.isdisjoint(labels)


def may_be_host(target: str) -> bool:
    """Whether a target that is not a file may be a host without a scheme."""
    match = _WITHOUT_SCHEME.match(target)
    return match is not None and match[2].lower() in ENDINGS
