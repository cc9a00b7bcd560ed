"""What a link's target asks of the site: a path, or nothing that the site's files could answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from profilelint.site.generator import Settings

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TEMPLATE = re.compile(r"\{[{%]|<%|\$\{|\[\[|[<>{}|\ufffd\n]|__\w+__")
_BASE = re.compile(r"\{\{-?\s*(?:site\.baseurl|site\.url|base_path|site\.url\s*\|\s*append:\s*site\.baseurl)\s*-?\}\}")
_FILTERED = re.compile(
    r"\{\{-?\s*(?:\"([^\"{}]*)\"|'([^'{}]*)')\s*\|\s*(?:relative_url|absolute_url|prepend:\s*(?:site\.baseurl|base_path))\s*-?\}\}"
)


@dataclass(frozen=True, slots=True)
class Local:
    """A path of the site, decoded; "" is the page itself. `written`: the same as it stands in the target."""

    path: str
    written: str
    absolute: bool


def local_target(target: str, settings: Settings) -> Local | None:
    """What a target asks of the site's files; None where it leads elsewhere or cannot be told."""
    written = _without_liquid(target).strip().replace("\\", "/")
    if _TEMPLATE.search(written) or any(ord(character) < 32 for character in written):
        return None
    absolute = False
    if written.startswith("//") or _SCHEME.match(written):
        own = _own_path(written, settings)
        if own is None:
            return None
        written, absolute = own, True
    written = re.split(r"[?#]", written, maxsplit=1)[0]
    path = unquote(written)
    if "\ufffd" in path or "\0" in path:
        return None
    absolute = absolute or path.startswith("/")
    if absolute and settings.baseurl and f"{path.lstrip('/')}/".startswith(f"{settings.baseurl}/"):
        path = path.lstrip("/")[len(settings.baseurl) :]
    return Local(path.lstrip("/") if absolute else path, written, absolute)


def _own_path(url: str, settings: Settings) -> str | None:
    """The path of a URL that leads to the site itself."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or (parts.hostname or "").lower() not in settings.hosts or parts.query:
        return None
    return parts.path or "/"


def _without_liquid(target: str) -> str:
    """The target with the site's address taken out where Liquid puts it in."""
    if "{{" not in target:
        return target
    target = _BASE.sub("", target, count=1) if _BASE.match(target) else target
    filtered = _FILTERED.fullmatch(target)
    if filtered is None:
        return target
    path = filtered[1] or filtered[2] or ""
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
