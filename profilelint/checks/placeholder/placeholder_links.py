"""Placeholder links: `#`, example.com, the front page of GitHub where a paper's code was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.cover import Cover, cover, insides_where
from profilelint.checks.shared.drafts import is_draft
from profilelint.checks.shared.link_labels import (
    ICON_CLASS,
    TARGET_KEY,
    Hosts,
    field_means_more,
    host_of,
    label_means_more,
    names_of,
    with_scheme,
)
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Finding, Related
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Link, LinkKind
from profilelint.document.tags import Tag, TagKind

#: `hosts`: host -> what people call it.
OPTIONS = {"hosts": Option("map", required=True)}

_CHECKED = (LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.ANCHOR, LinkKind.FIELD)
_SAMPLE_HOST = regex(
    r"(?:[\w-]+\.)*example\.(?:com|org|net|edu)|exampleurl\.com|domain\.tld"
    r"|(?:www\.)?your-?(?:site|domain|website|homepage|blog|company|lab|name|url)(?:-?(?:name|here|url))?\.\w+"
    r"|(?:your-?(?:user)?-?name|user-?name|your-?github-?(?:id|user(?:name)?)?)\.(?:github|gitlab)\.io",
    re.IGNORECASE,
)
#: Words that are not addresses.
_WORDS = regex(
    r"(?:https?://)?(?:todo|tbd|tba|x{3,}|\.{3}|url|link|(?:your|insert|paper|pdf|code|project|video|slides)[-_ ](?:link|url)(?:[-_ ]here)?"
    r"|link[-_ ]?(?:here|to[-_ ]\w+)|/?path/to/[\w./-]+|placeholder|replace[-_]?me|change[-_]?me)/?",
    re.IGNORECASE,
)
_SAMPLE_USER = regex(
    r"/(?:(?:in|users?|profile|citations)/)?@?"
    r"(?:your[-_]?(?:user|last|first|full|github|linkedin|twitter|scholar|orcid)?[-_]?(?:name|id|handle|profile|username|url)"
    r"|user[-_]?name|YOUR_\w+|%3Cuser(?:name)?%3E|<[\w-]+>)(?:/.*)?",
    re.IGNORECASE,
)
#: X's in the place of an id, a name or a number, and words that ask for it.
_XS = regex(
    r"[/=](?:(?:\d{4}\.)?[xX]{4,}(?:[.-][xX]{3,})*|[xX]{3}/[xXyY]{3}|0000-0000-0000-0000|1234\.5678\d?)(?:\.pdf|\.git)?/?(?=$|[?&#])"
    r"|[/=](?P<words>(?i:your)(?:[_-][A-Za-z]+){1,5}[_-](?i:here))(?=$|[/?&#])"
)
_PORT = regex(r"^\w+://[^/]{1,60}:(?!4000\b|1313\b)\d")  # other than those at which Jekyll and Hugo show a site
_THREE_XS = regex(r"[/=][xX]{3}/?$")
_NO_ADDRESS = regex(r"https?:/{0,2}(?:www\.)?", re.IGNORECASE)
#: Files whose `#` may be an entry of a menu that opens another, or a value that is not used.
_SETTINGS = regex(r"(?:^|[/\\])_?(?:config|params|menus?|nav|navigation|header|footer|sidebar|social)(?:[._-][^/\\]*)?\Z", re.IGNORECASE)
#: Fields that hold the beginning of addresses, to which something is added.
_BEGINNING_KEY = regex(r"(?:.*[_-])?(?:pre|prefix|base|base_?url|host|root|pattern|template|endpoint)")
_OWN_MACHINE = regex(r"localhost|127\.0\.0\.1|0\.0\.0\.0")
_OWN = "is on your own machine, which visitors cannot reach"
_EMPTY_USER = regex(r"(?:^|&)user=(?:&|$|your|x{3,}|user)", re.IGNORECASE)
_SAMPLE_MAIL = regex(
    r"mailto:(?:[^@?]*@(?:[\w-]+\.)*example\.(?:com|org|net|edu)\b|your[._-]?(?:name|e?-?mail)\w*@|name@name\.|you@your|e?mail@(?:domain|e?mail)\.)",
    re.IGNORECASE,
)

#: What a picture has that no script looks for.
_OF_PICTURES = {"src", "alt", "width", "height", "align", "border", "style", "title"}
#: Attributes of links that a script handles.
_HANDLED = regex(r"data-|on[a-z]|aria-(?:expanded|haspopup|controls|label$)|role$|id$|name$|@|x-|v-|:|ng-")
_MENU = regex(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|tabs?|dropdown\w*|breadcrumbs?|pagination|pager|carousel|slider|toc|modal|accordion)(?:$|[\s_-])"
)
#: A button that is one by its looks alone, and what it promises.
_BUTTON = regex(r"(?:(?:btn|button|primary|secondary|special|alt|icon|big|large|small|fit)(?:-[\w-]+)?(?:\s+|\Z))+")
_PROMISE = regex(r"(?:learn|find out|discover) more|get started", re.IGNORECASE)
#: Labels of what a script, not the target, answers.
_ACTION = regex(
    r"(?:back )?(?:to )?(?:the )?top|home|menu|toggle\b.*|(?:show|read|view|see|load|hide|expand|collapse|less|more)\b.*|abs(?:tract)?"
    r"|bib(?:tex)?|cite|citation|close|open|next|prev(?:ious)?|copy|share|search|print|dark|light|theme|en|zh|english|中文|toc|skip to .*"
    r"|all|log ?in|sign ?(?:in|up)|tl;?dr|summary|details",
    re.IGNORECASE,
)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    found = list(_placeholders(document, options["hosts"]))
    if found and not is_draft(document, context.site):
        yield from found


def _placeholders(document: Document, hosts: Hosts) -> Iterator[Finding]:
    fields: dict[tuple[str, str], list[Span]] = {}  # what is written in values, and what is wrong with it -> where
    for link in _suspects(document, hosts):
        if link.computed or not link.target or not link.target_span:
            continue
        if link.target.strip() == "#":
            if link.kind is LinkKind.FIELD:
                if TARGET_KEY.fullmatch(link.text.lower()) and not _SETTINGS.search(document.source.path):
                    fields.setdefault((link.target, "goes nowhere; add the address, or remove the link"), []).append(link.target_span)
            elif _is_dead_end(document, link):
                yield Finding(_attribute_span(document, link), {"why": "goes nowhere; add the address, or remove the link"})
        elif link.kind not in _CHECKED:
            continue
        elif why := _no_address(document, link) or _why(document, link, hosts):
            if link.kind is LinkKind.FIELD:
                fields.setdefault((link.target, why), []).append(link.target_span)
            else:
                yield Finding(link.target_span, {"why": why}, cause=why if why == _OWN else "")
    for (_, why), (first, *others) in fields.items():
        yield Finding(first, {"why": why}, related=tuple(Related(span, "the same") for span in others))


def _suspects(document: Document, hosts: Hosts) -> Iterator[Link]:
    """The links without those to whole addresses on hosts of which nothing is known, but for X's in them."""
    links = document.view(parted)
    for host, found in links.plain.items():
        is_known = names_of(host, hosts) is not None or _SAMPLE_HOST.fullmatch(host) is not None
        yield from found if is_known else [link for link in found if _XS.search(link.target)]
    yield from links.others


def _no_address(document: Document, link: Link) -> str:
    """Why a target is a placeholder and not a URL; "" if it may be a URL."""
    if _SAMPLE_MAIL.match(link.target):
        return "is a sample address; put in your own, or remove it"
    if link.kind is LinkKind.FIELD:
        return "ends before its address begins" if _NO_ADDRESS.fullmatch(link.target) and TARGET_KEY.fullmatch(link.text.lower()) else ""
    if _WORDS.fullmatch(document.source.slice(link.target_span)):
        return "is a word instead of an address"
    return "ends before its address begins" if _NO_ADDRESS.fullmatch(link.target.strip()) else ""


def _why(document: Document, link: Link, hosts: Hosts) -> str:
    """What is wrong with a web address; "" where nothing is."""
    host = host_of(link.target)
    if not host:
        return ""
    if _SAMPLE_HOST.fullmatch(host):
        return "" if host in link.text.lower() else "is a sample address; put in your own, or remove it"
    if _OWN_MACHINE.fullmatch(host):
        # With a port it may be what the reader is to start, as a notebook.
        is_meant = link.kind is LinkKind.FIELD or host in link.text.lower() or _PORT.search(link.target) is not None
        return "" if is_meant else _OWN
    if link.kind is LinkKind.FIELD and _BEGINNING_KEY.fullmatch(link.text.lower()):
        return ""
    names = names_of(host, hosts)
    if (stand_in := _XS.search(link.target)) or (names and _THREE_XS.search(link.target)):
        return "has a placeholder instead of an ID" if stand_in and stand_in["words"] else "has X's or zeros instead of an ID"
    if names is None:
        return ""
    parts = urlsplit(with_scheme(link.target))
    if _SAMPLE_USER.fullmatch(parts.path) or parts.path in ("/in", "/in/") or _EMPTY_USER.search(parts.query):
        return "still has the sample account; put in yours"
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        return ""
    judge = field_means_more if link.kind is LinkKind.FIELD else label_means_more
    return f"is just the front page of {host}; link to your own page" if judge(document, link, names, hosts) else ""


def _is_dead_end(document: Document, link: Link) -> bool:
    """Whether a link to `#` is one that was to be filled in, not one that a script or a menu uses."""
    tag = _tag_of(document, link)
    if link.kind is LinkKind.HTML_IMAGE:
        return tag is not None and {attribute.name for attribute in tag.attributes} <= _OF_PICTURES
    label, is_menu = link.text.strip("[]() .▲↑^»…\t"), link.span.start in document.view(_menus)
    if not label or _ACTION.fullmatch(label):
        return False
    if link.kind is not LinkKind.ANCHOR:
        # An attribute list after it gives it a class or an id.
        return link.kind in _CHECKED and not is_menu and not document.text.startswith("{", link.span.end)
    if tag is None or any(_HANDLED.match(attribute.name) for attribute in tag.attributes):
        return False
    attribute = tag.attribute("class")
    classes = attribute.value.strip() if attribute else ""
    if _PROMISE.fullmatch(label) and _BUTTON.fullmatch(classes):
        return True
    if is_menu:
        return False
    return not classes or ICON_CLASS.search(classes) is not None


def _tag_of(document: Document, link: Link) -> Tag | None:
    return document.view(_anchors).get(link.span.start)


def _anchors(document: Document) -> dict[int, Tag]:
    return {tag.span.start: tag for tag in document.tags if tag.name in ("a", "area", "img") and tag.kind is not TagKind.CLOSE}


def _menus(document: Document) -> Cover:
    return cover(insides_where(document, _is_menu))


def _is_menu(tag: Tag) -> bool:
    """Whether an element is a menu, or an entry of a list that a script knows by its id."""
    marks = " ".join(attribute.value for attribute in tag.attributes if attribute.name in ("class", "id", "role"))
    return tag.name in ("nav", "header") or (tag.name == "li" and tag.attribute("id") is not None) or _MENU.search(marks) is not None


def _attribute_span(document: Document, link: Link) -> Span:
    """`href="#"` with the attribute name; for a Markdown link, the text in its brackets."""
    tag = _tag_of(document, link) if link.kind in (LinkKind.ANCHOR, LinkKind.HTML_IMAGE) else None
    href = (tag.attribute("href") or tag.attribute("src")) if tag else None
    if href is None or href.value_span is None:
        return link.target_span
    return Span(href.name_span.start, href.value_span.end + len(href.quote))
