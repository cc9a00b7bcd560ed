"""What a link's target asks of the site: a path, or nothing that the site's files could answer."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.fieldkinds import words
from profilelint.site.generator import SiteSettings

#: What is served as it is in the repository, whatever makes the site.
ASSETS = words("""
    .pdf .png .jpg .jpeg .gif .svg .webp .avif .ico .bmp .tif .tiff .css .js .doc .docx .ppt .pptx .xls .xlsx .odt .odp .rtf .key .csv .zip
    .tar .gz .tgz .rar .7z .bib .ps .eps .tex .mp3 .mp4 .webm .mov .avi .wav .ipynb .woff .woff2 .ttf
""")
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TEMPLATE = regex(r"[<>{}|\ufffd\x00-\x1f]|\[\[|__\w+__|^!|/:[a-z]")
_BASE = regex(r"(?:\{\{-?\s*(?:site\.baseurl|site\.url|base_path|site\.url\s*\|\s*append:\s*site\.baseurl)\s*-?\}\})+")
_ADDRESS = r"\|\s*(?:(?:relative|absolute)_url|(?:rel|abs|relLang|absLang)URL|prepend:\s*(?:site\.(?:baseurl|url)|base_path))\s*"
_FILTERED = regex(rf"\{{\{{-?\s*(?:\"([^\"{{}}]*)\"|'([^'{{}}]*)')\s*(?:{_ADDRESS}){{1,3}}-?\}}\}}")
_NAMED = regex(
    r"(?:\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\})*\{%-?\s*(link|post_url)\s([^{}%]+)%\}"
    r"|\{\{[<%]\s*((?:rel)?ref)\s+(?:\"([^\"{}]+)\"|'([^'{}]+)'|([^\s\"'{}]+))\s*[>%]\}\}"
)


@record
class Local:
    """A path of the site, decoded; "" is the page itself. `written`: as in the target, not decoded. `based`: it certainly belongs to
    this site, and not to another one on the same host. `whole`: it was written with the host."""

    path: str
    written: str
    absolute: bool
    based: bool
    whole: bool = False


def local_target(target: str, settings: SiteSettings) -> Local | None:
    """The path that a target needs on the site; None if it leads elsewhere or is uncertain."""
    written = _without_liquid(target).strip(" \t\r\n\ufeff").replace("\\", "/")
    if _TEMPLATE.search(written):
        return None
    absolute, based = False, target.lstrip().startswith("{{") or not settings.baseurl
    if written.startswith("//") or _SCHEME.match(written):
        own = _own_path(written, settings)
        if own is None:
            return None
        written, absolute, based = own, True, not settings.baseurl
    written = re.split(r"[?#]", written, maxsplit=1)[0]
    path = unquote(written)
    if "\ufffd" in path or "\0" in path:
        return None
    is_address, absolute = absolute, absolute or path.startswith("/")
    if absolute and settings.baseurl and f"{path.lstrip('/')}/".startswith(f"{settings.baseurl}/"):
        path, based = path.lstrip("/")[len(settings.baseurl) :], True
    if is_address and not based and path.strip("/"):
        return None  # another site at the same host
    return Local(path.lstrip("/") if absolute else path, written, absolute, based or not absolute, is_address)


def _own_path(url: str, settings: SiteSettings) -> str | None:
    """The path of a URL that leads to the site itself."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or (parts.hostname or "").lower() not in settings.hosts or parts.query:
        return None
    return parts.path or "/"


def named_source(target: str) -> tuple[str, str] | None:
    """What a tag that looks a page up by its source asks for: the tag, and the source as it is named."""
    match = _NAMED.match(target) if "{" in target else None
    if match is None:
        return None
    if match[1]:
        return match[1], match[2].removesuffix("-").strip(" \t\r\n\"'")
    return "ref", re.split(r"[?#]", match[4] or match[5] or match[6])[0]


def _without_liquid(target: str) -> str:
    """The target with the site's address taken out where Liquid puts it in."""
    if "{{" not in target:
        return target
    target = _BASE.sub("", target, count=1) if _BASE.match(target) else target
    filtered = _FILTERED.match(target)
    if filtered is None:
        return target
    path = (filtered[1] or filtered[2] or "") + target[filtered.end() :]
    return path if path.startswith("/") or _SCHEME.match(path) else f"/{path}"


def joined(folder: str, path: str) -> tuple[str, bool]:
    """`path` as seen from `folder`, and whether it would leave the root; at the root ".." stays there, as in browsers."""
    parts, leaves = [part for part in folder.split("/") if part], False
    for part in path.split("/"):
        if part == "..":
            leaves = leaves or not parts
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts), leaves
