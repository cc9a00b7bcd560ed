"""Whether a link to the front page of a host was meant to lead further: by its label, or by the data around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Field, Link, LinkKind, Run
from profilelint.document.tags import TagKind

#: Host -> what people call it.
Hosts = Mapping[str, str | tuple[str, ...]]

#: Labels of what a paper or a person has.
_ARTEFACT = regex(
    r"(?:paper|pdf|full[- ]?text|preprint|(?:source )?code|video|talk|slide|poster|demo|project(?: page| website)?|data(?:set)?"
    r"|supplement(?:ary)?|report|thesis|link|profile|certificate|cv|resume|repo|repository|doi|weights)s?",
    re.IGNORECASE,
)
#: Names of fields that hold an address.
TARGET_KEY = regex(r"(?:.*[_-])?(?:url|link|href|website|pdf|paper|code|slides|poster|video|project|dataset|demo)s?(?:[_-].*)?")
_KEY_END = regex(r"[_-]?(?:url|link|href|uri|id|profile|account|user(?:name|id)?)s?$")
_WORK_KEYS = {"authors", "author", "releasedate", "publisher", "venue", "journal", "abstract"}
_ICON_KEYS = {"icon", "network", "platform", "class"}
ICON_CLASS = regex(r"(?:^|\s)(?:fa[bsrl]?|ai|bi|icon|lni|ion|mdi|social)(?:-|\s|$)")
_PROFILE_KINDS = {LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.ANCHOR}
_WEB = regex(r"\s*(?:(?:https?:)?//[^\s/]|www\.)", re.IGNORECASE)
_WORD = regex(r"[^\W_]+")
_TITLE_WORDS = 5
_NEAR = 300
_ENTRY = 80  # fields: what has more is a table, not the entry of a person or a paper


def with_scheme(target: str) -> str:
    target = target.strip()
    return target if "//" in target else "//" + target


@lru_cache(maxsize=256)
def host_of(target: str) -> str:
    """The host of a URL, in lower case; "" if it is not one."""
    if not _WEB.match(target):
        return ""
    try:
        return (urlsplit(with_scheme(target)).hostname or "").lower()
    except ValueError:
        return ""


def names_of(host: str, hosts: Hosts) -> tuple[str, ...] | None:
    """What people call a host; None where it is not known."""
    names = hosts.get(host.removeprefix("www."))
    return (names,) if isinstance(names, str) else names


def label_means_more(document: Document, link: Link, names: tuple[str, ...], hosts: Hosts) -> bool:
    label = link.text.strip("[]()|: \\")
    if not _WORD.search(label):
        return _is_icon(document, link)
    if _ARTEFACT.fullmatch(label) or label.lower().startswith("lorem"):
        return True
    if names_host(label, names):
        return _is_profile_row(document, link, hosts)
    run = run_of(document, link)
    is_title = len(_WORD.findall(label)) >= _TITLE_WORDS
    return is_title and run is not None and run.kind in (BlockKind.ITEM, BlockKind.CELL) and _is_first(run, label)


def names_host(text: str, names: tuple[str, ...]) -> bool:
    words = _WORD.findall(text.lower())
    return any(name in words or (len(name) > 3 and name in "".join(words)) for name in names)


def _is_first(run: Run, label: str) -> bool:
    """Whether the label begins its entry, as the title of a paper does."""
    return len(_WORD.findall(run.text.partition(label)[0])) <= 2


def _is_icon(document: Document, link: Link) -> bool:
    """Whether the label is an icon: nobody links one to a host's front page on purpose."""
    starts = document.view(_tag_starts)
    inside = document.tags[bisect_left(starts, link.span.start) : bisect_left(starts, link.span.end)]
    classes = [tag.attribute("class") for tag in inside if tag.kind is TagKind.OPEN]
    return any(attribute is not None and ICON_CLASS.search(attribute.value) for attribute in classes)


def _tag_starts(document: Document) -> list[int]:
    return [tag.span.start for tag in document.tags]


def run_of(document: Document, link: Link) -> Run | None:
    """The run that contains the label."""
    index = document.run_at(link.span)
    return document.runs[index] if index is not None else None


def _is_profile_row(document: Document, link: Link, hosts: Hosts) -> bool:
    """Whether the link has only labels around it, near links to a person's other profiles."""
    run = run_of(document, link)
    if run is None:
        return False
    starts = document.view(_link_starts)
    near = document.links[bisect_left(starts, link.span.start - _NEAR) : bisect_right(starts, link.span.end + _NEAR)]
    inside = Span(run.pieces[0].start, run.pieces[-1].end + 1)
    labels = sum(len(_WORD.findall(other.text)) for other in near if other.span.overlaps(inside))
    profiles = [other for other in near if other.kind in _PROFILE_KINDS and _is_profile(other, hosts)]
    return bool(profiles) and len(_WORD.findall(run.text)) <= labels


def _link_starts(document: Document) -> list[int]:
    return [link.span.start for link in document.links]


def _is_profile(link: Link, hosts: Hosts) -> bool:
    names = names_of(host_of(link.target), hosts)
    parts = urlsplit(with_scheme(link.target)) if names else None
    return parts is not None and names is not None and (len(parts.path) > 1 or bool(parts.query)) and names_host(link.text, names)


def field_means_more(document: Document, link: Link, names: tuple[str, ...], hosts: Hosts) -> bool:
    """Whether the data around the address is about a person or a paper: its key, or the fields next to it."""
    path = document.view(_field_paths).get(link.span, ())
    if not path:
        return False
    key = str(path[-1]).lower()
    profile = _KEY_END.sub("", key)
    if profile in names or (len(profile) > 3 and any(len(name) > 3 and profile.endswith(name) for name in names)):
        return True  # `github`, `google_scholar_url`
    if len(document.view(_fields_by_parent)[path[:-1]]) > _ENTRY:
        return False
    beside = [field for field in document.view(_fields_by_parent)[path[:-1]] if isinstance(field.value, str) and field.path != path]
    if any(field.key.lower() in _ICON_KEYS and names_host(str(field.value), names) for field in beside):
        return True
    honest = any(names_host(str(field.value), names) for field in beside)
    return not honest and TARGET_KEY.fullmatch(key) is not None and not _WORK_KEYS.isdisjoint(_keys_beside(document, path))


def _keys_beside(document: Document, path: tuple[str | int, ...]) -> set[str]:
    """The keys of the entry that the field belongs to, those of lists in it too."""
    return {str(other[len(path) - 1]).lower() for other in document.view(_entries).get(path[:-1], ())}


def _field_paths(document: Document) -> dict[Span, tuple[str | int, ...]]:
    return {field.span: field.path for field in document.fields}


def _fields_by_parent(document: Document) -> dict[tuple[str | int, ...], list[Field]]:
    by_parent = defaultdict(list)
    for field in document.fields:
        by_parent[field.path[:-1]].append(field)
    return by_parent


def _entries(document: Document) -> dict[tuple[str | int, ...], list[tuple[str | int, ...]]]:
    """Entry -> the paths of the fields in it and of those in its lists."""
    entries = defaultdict(list)
    for field in document.fields:
        entries[field.path[:-1]].append(field.path)
        if len(field.path) > 1 and isinstance(field.path[-1], int):
            entries[field.path[:-2]].append(field.path[:-1])
    return entries
