"""Links that lead to something other than what they are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from urllib.parse import unquote, urlsplit

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.needs import words
from profilelint.checks.shared.link_labels import host_of, run_of, with_scheme
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Finding, Related
from profilelint.core.regex import regex
from profilelint.document.model import BlockKind, Document, Link, LinkKind, Run

OPTIONS: Mapping[str, Option] = {"services": Option("map", required=True)}

_CHECKED = (LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.ANCHOR)
#: Addresses of one paper, talk or film each: a host, and what follows it.
_WORKS = (
    (r"(?:dx\.)?doi\.org", r"/10\.\d+/.+"),
    (r"arxiv\.org", r"/(?:abs|pdf|html)/.+"),
    (r"openreview\.net", r"/(?:forum|pdf)\?id=.+"),
    (r"aclanthology\.org", r"/.*\d.*"),
    (r"proceedings\.mlr\.press", r"/.+\.(?:html|pdf)"),
    (r"openaccess\.thecvf\.com", r"/.+\.(?:html|pdf)"),
    (r"youtube\.com", r"/watch\?v=.+"),
    (r"youtu\.be", r"/.+"),
)
_OF_ONE_WORK = regex("|".join(host + path for host, path in _WORKS))
_HOST_OF_WORKS = regex(rf"(?:www\.)?(?:{'|'.join(host for host, _ in _WORKS)})")
#: A label that is a DOI, whole; a concept's and a version's are both right for what has versions.
_DOI = regex(r"(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/[^\s…]+)(?<!\.\.\.)", re.IGNORECASE)
_VERSIONED = regex(r"10\.(?:5281/zenodo|6084/m9\.figshare|17605/osf|5061/dryad)", re.IGNORECASE)
_NO_WORD = regex(r"[\W_]+")
_WORD = regex(r"[^\W_]+")
_LABEL_END = regex(r"(?<![\s_-])[\s_-]*+(?:profile|page|url|link|account|username)?s?$", re.IGNORECASE)
_TITLE_WORDS = 5
_MOST_LABELS = 10  # of the name of a service
_ALIKE = 0.25
#: Words and characters of an entry of a list, and how many entries are compared, so that a hostile page takes no longer.
_ENTRY_WORDS, _ENTRY_LENGTH, _MOST_ENTRIES = 8, 2_000, 10
_NOT_A_TITLE = regex(r"\b(?:here|click|link|read|watch|see|more|proceedings|workshop|special issue|vol(?:ume)?)\b", re.IGNORECASE)
#: The number of a preprint, from its point on.
_NUMBER = regex(r"\.(?<=\d{4}\.)\d{4}")
_PREPRINT = regex(
    r"\barxiv(?:[ :.,]|preprint|e-prints?){0,12}:?\s?(\d\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d{1,2})?"
    r"(?:\s?\[[\w.-]{2,12}\])?[,.]?\s?\(?((?:19|20)\d\d)\b(?![./:-]\d)",
    re.IGNORECASE,
)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Labels that name another service than the address; one work under two titles; other papers; preprints older than their number."""
    yield from _other_services(document, options["services"])
    yield from _other_dois(document)
    yield from _two_titles(document)
    yield from _two_entries(document)
    if context.web is not None:
        from profilelint.checks.link.paper_titles import of_other_papers

        yield from of_other_papers(document, context)
    for run in document.runs if _NUMBER.search(document.view(words)) else ():
        if _NUMBER.search(run.text) and "rxiv" in run.text.lower():
            for match in _PREPRINT.finditer(run.text):
                if int(match[2]) < 2000 + int(match[1]):
                    reason = f"this number of arXiv was given in 20{match[1]}, so the paper cannot be of {match[2]}"
                    yield Finding(run.span(*match.span()), {"reason": reason})


def _other_services(document: Document, services: Mapping[str, str | tuple[str, ...]]) -> Iterator[Finding]:
    by_host, names = _tables(tuple(services.items()))
    links = document.view(parted)
    for host, found in links.plain.items():
        if actual := _service_of(host, by_host):
            yield from _misnamed(found, actual, names)
    for link in links.others:
        if not link.computed and len(link.target_span) and (actual := _service_of(host_of(link.target), by_host)):
            yield from _misnamed([link], actual, names)


def _misnamed(links: Iterable[Link], actual: str, names: Mapping[str, str]) -> Iterator[Finding]:
    """What leads to a service and is called by the name of another."""
    for link in links:
        named = names.get(_squeezed(link.text)) if link.kind in _CHECKED or link.kind is LinkKind.FIELD else None
        if named and named != actual:
            yield Finding(link.target_span, {"reason": f'it is called "{link.text.strip()}", but leads to {actual}'})


def _other_dois(document: Document) -> Iterator[Finding]:
    """What is called by one DOI and leads to another; marks are not compared, which are written in many ways."""
    links = document.view(parted).plain
    for link in chain(links.get("doi.org", ()), links.get("dx.doi.org", ())):
        label, doi = _DOI.fullmatch(link.text.strip(" .,;()[]")), unquote(link.target.partition("doi.org/")[2]).strip("/ ")
        if label and _NO_WORD.sub("", label[1]).lower() != _NO_WORD.sub("", doi).lower() and not _VERSIONED.match(doi):
            yield Finding(link.target_span, {"reason": f"it is called {label[1]}, but leads to {doi}"})


@lru_cache(maxsize=8)
def _tables(services: tuple[tuple[str, str | tuple[str, ...]], ...]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The services by their hosts, and by their names."""
    by_host = {host: name for name, hosts in services for host in ((hosts,) if isinstance(hosts, str) else hosts)}
    return by_host, {_squeezed(name): name for name, _ in services}


def _squeezed(label: str) -> str:
    """A label, or a key, as one word of small letters."""
    label = _LABEL_END.sub("", label.strip("[]()|:* \t\n"), count=1)
    return "".join(_WORD.findall(label.lower().replace("_", ""))) if len(label) < 40 else ""


def _service_of(host: str, by_host: Mapping[str, str]) -> str | None:
    labels = host.rsplit(".", _MOST_LABELS)[-_MOST_LABELS:]
    return next((by_host[name] for at in range(len(labels)) if (name := ".".join(labels[at:])) in by_host), None)


def _two_titles(document: Document) -> Iterator[Finding]:
    known = document.view(parted)
    of_works = [found for host, found in known.plain.items() if _HOST_OF_WORKS.fullmatch(host)]
    by_address: dict[str, list[Link]] = defaultdict(list)
    for link in sorted(chain(known.others, *of_works), key=lambda link: link.span.start):
        if link.kind in _CHECKED and not link.computed and len(link.target_span) and _is_title(link.text):
            by_address[_work_of(link.target)].append(link)
    by_address.pop("", None)
    for links in by_address.values():
        first = links[0]
        for other in links[1:]:
            if other.hidden == first.hidden and not _are_alike(first.text, other.text):
                reason = f'the same address stands under "{_shortened(first.text)}" above'
                span = other.span if other.kind is LinkKind.REFERENCE else other.target_span  # a definition may serve both
                yield Finding(span, {"reason": reason}, related=(Related(first.span, "the same address"),))


def _two_entries(document: Document) -> Iterator[Finding]:
    """One DOI in two items of a list that have hardly a word in common, not even the names of the authors."""
    links = document.view(parted).plain
    by_doi: dict[str, list[Link]] = defaultdict(list)
    for link in chain(links.get("doi.org", ()), links.get("dx.doi.org", ())):
        by_doi[link.target.partition("doi.org/")[2].lower()].append(link)
    for found in by_doi.values():
        if len(found) == 1:
            continue
        entries = [(link, run) for link in found[:_MOST_ENTRIES] if (run := run_of(document, link)) and _is_entry(link, run)]
        for link, run in entries[1:]:
            first, run_before = entries[0]
            told, other = _telling(run_before), _telling(run)
            if len(told & other) <= _ALIKE * min(len(told), len(other)):
                reason = f"the same DOI stands in another entry, {_shortened(run_before.text)}"
                yield Finding(link.target_span, {"reason": reason}, related=(Related(first.target_span, "the same DOI"),))


def _is_entry(link: Link, run: Run) -> bool:
    is_item = run.kind is BlockKind.ITEM and len(run.text) < _ENTRY_LENGTH and not run.hidden
    return is_item and not _is_title(link.text) and len(_telling(run)) >= _ENTRY_WORDS


def _telling(run: Run) -> set[str]:
    return {word for word in _WORD.findall(run.text.lower()) if len(word) > 3}


def _is_title(text: str) -> bool:
    text = text.strip("“”\"'‘’[]*_. ")
    return text[:1].isupper() and len(_WORD.findall(text)) >= _TITLE_WORDS and _NOT_A_TITLE.search(text) is None


def _work_of(target: str) -> str:
    """The address of one work, without what does not matter to it; "" where it is not plain that it is of one."""
    try:
        parts = urlsplit(with_scheme(target))
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    address = host + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return address.lower() if _OF_ONE_WORK.fullmatch(address) and not parts.fragment else ""


def _are_alike(first: str, second: str) -> bool:
    one, two = set(_WORD.findall(first.lower())), set(_WORD.findall(second.lower()))
    return len(one & two) > _ALIKE * min(len(one), len(two)) or not first.isascii() or not second.isascii()


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
