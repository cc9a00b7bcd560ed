"""Findings from the responses of the web to a page's links."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.link.urls import slip_of
from profilelint.core.diagnostic import Applicability, Edit, Finding
from profilelint.core.record import replace
from profilelint.core.regex import regex
from profilelint.document.model import Document, Link, LinkKind
from profilelint.language.titlewords import looks_like_title, telling
from profilelint.links.answers import Answer, Verdict, Web, address_of, fragment_of, plain_fragment
from profilelint.site.resolution import Existence, resolve
from profilelint.site.view import AnySite

OPTIONS = {"verdicts": Option("strings", required=True, choices=tuple(Verdict))}

#: Not in URLs: template marks, and two links run together.
_TEMPLATE = regex(r"[{}<>$*\ufffc\ufffd]|\.\.\.|…|\]\(")
#: Names that are there for examples, and for the machine itself (RFC 2606, RFC 6761): there is nobody to ask.
_NOBODY = regex(r"(?:.*\.)?(?:example(?:\.(?:com|net|org|edu))?|test|invalid|localhost|local|internal)")
#: Titles of which each has its own words: names of conferences and institutes have fewer, and their pages are called by short forms.
_LABEL_WORDS, _TITLE_WORDS = 6, 4
_LABELLED = frozenset((LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.ANCHOR))
#: A browser takes it as a word about the host, and asks for nothing there.
_HINTS = frozenset(("preconnect", "dns-prefetch"))


def web_links(document: Document, site: AnySite | None) -> Iterator[tuple[Link, str]]:
    """The links of a page that lead to the web, each with its address: those that visitors see and that are written out."""
    for link, address, host in document.view(_outward):
        if slip_of(link, site, document.source.path):
            continue
        if site and host in site.settings.hosts and resolve(site, link.target, document.source.path).verdict is Existence.EXISTS:
            continue  # it is the site's own, and may not be published yet
        yield link, address


def asked_links(document: Document, site: AnySite | None, web: Web) -> Iterator[tuple[Link, str]]:
    """Links to request, each with its URL: without those that a built or served site has answered, with those that lead elsewhere on the
    served site than their target says."""
    path = document.source.path
    if web.addresses:
        yield from ((link, address) for link in document.links if (address := web.addresses.get((path, link.target_span.start))))
    for link, address in web_links(document, site):
        place = path, link.target_span.start
        if place not in web.places and place not in web.addresses:
            yield link, address


def _outward(document: Document) -> list[tuple[Link, str, str]]:
    """Each with its address and its host."""
    found = []
    for link in document.links:
        if link.hidden or link.computed or not len(link.target_span) or _TEMPLATE.search(link.target):
            continue
        address = address_of(link.target)
        host = (urlsplit(address).hostname or "") if address else ""
        if address and not _NOBODY.fullmatch(host) and not (link.kind is LinkKind.RESOURCE and _is_hint(document, link)):
            found.append((link, address, host))
    return found


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """The links whose address was answered with one of the rule's verdicts."""
    for link, given in _answered(document, context):
        answer = given
        if answer.verdict is not Verdict.SUSPICIOUS and _is_about_something_else(link, answer):
            answer = Answer(Verdict.SUSPICIOUS, f'the page is called "{answer.title}"')
        if answer.verdict in options["verdicts"]:
            fragment = fragment_of(link.target)
            target = answer.target + (f"#{fragment}" if fragment and answer.target else "")
            is_written = document.text[link.target_span.start : link.target_span.end] == link.target
            edits = (Edit(link.target_span, target),) if target and is_written else ()
            yield Finding(
                link.target_span,
                {"reason": answer.reason, "target": target},
                edits,
                Applicability.UNSAFE,  # the owner must look at the new page
                (target,) if target else (),
            )


def _is_about_something_else(link: Link, answer: Answer) -> bool:
    """Whether a link is labelled with a long title, and nothing that its page says of itself has a word of it."""
    if answer.verdict not in (Verdict.OK, Verdict.MOVED) or link.kind not in _LABELLED or not looks_like_title(link.text):
        return False
    label, title = telling(link.text), telling(answer.title)
    return len(label) >= _LABEL_WORDS and len(title) >= _TITLE_WORDS and not label & (title | telling(f"{answer.about} {link.target}"))


def check_fragments(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """The links whose page is there, and has no such id."""
    for link, answer in _answered(document, context):
        fragment = plain_fragment(link.target)
        if fragment and not answer.fragments.get(fragment, True):
            yield Finding(link.target_span, {"fragment": fragment})


def _answered(document: Document, context: Context) -> Iterator[tuple[Link, Answer]]:
    web = context.web
    if web is None:
        return
    path = document.source.path
    if web.places:
        yield from ((link, answer) for link in document.links if (answer := web.places.get((path, link.target_span.start))))
    for link, address in asked_links(document, context.site, web) if web.answers else ():
        if answer := web.answers.get(address):
            is_moved_there = answer.verdict is Verdict.MOVED and (path, link.target_span.start) in web.addresses
            yield link, replace(answer, verdict=Verdict.OK, target="") if is_moved_there else answer  # no address to be written into a page


def _is_hint(document: Document, link: Link) -> bool:
    tag = next((tag for tag in document.tags if tag.span == link.span), None)
    rel = tag.attribute("rel") if tag else None
    return rel is not None and not _HINTS.isdisjoint(rel.value.lower().split())
