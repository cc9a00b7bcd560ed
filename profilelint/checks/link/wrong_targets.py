"""Links whose text and target disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from urllib.parse import unquote

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.link import shared_targets
from profilelint.checks.link.shared_targets import LABELLED
from profilelint.checks.needs import words
from profilelint.checks.shared.link_labels import host_of
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document, Link, LinkKind

OPTIONS: Mapping[str, Option] = {"services": Option("map", required=True)}

#: A label that is a DOI, whole; a concept's and a version's are both right for what has versions.
_DOI = regex(r"(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/[^\s…]+)(?<!\.\.\.)", re.IGNORECASE)
_VERSIONED = regex(r"10\.(?:5281/zenodo|6084/m9\.figshare|17605/osf|5061/dryad)", re.IGNORECASE)
_NO_WORD = regex(r"[\W_]+")
_WORD = regex(r"[^\W_]+")
_LABEL_END = regex(r"(?<![\s_-])[\s_-]*+(?:profile|page|url|link|account|username)?s?$", re.IGNORECASE)
#: Account names at a service: `GitHub/ada`, `github.com/ada`, `Twitter: @ada`.
_HANDLE = regex(r"([^\W\d_][\w.-]{1,20}(?: [\w.-]{1,20})?)(?:\s?[/:]\s?@?|\s@)([\w.-]{2,40})/?")
_MAIL = regex(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
_MOST_LABELS = 10  # of the name of a service
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
    yield from _other_mail(document)
    yield from shared_targets.check(document)
    if context.web is not None:
        from profilelint.checks.link.paper_titles import of_other_papers

        yield from of_other_papers(document, context)
    for run in document.runs if _NUMBER.search(document.view(words)) else ():
        if _NUMBER.search(run.text) and "rxiv" in run.text.lower():
            for match in _PREPRINT.finditer(run.text):
                if int(match[2]) < 2000 + int(match[1]):
                    reason = f"this arXiv ID is from 20{match[1]}, so the paper cannot be of {match[2]}"
                    yield Finding(run.span(*match.span()), {"reason": reason})


def _other_services(document: Document, services: Mapping[str, str | tuple[str, ...]]) -> Iterator[Finding]:
    by_host, names = _tables(tuple(services.items()))
    links = document.view(parted)
    for host, found in links.plain.items():
        if actual := _service_of(host, by_host):
            yield from _misnamed(found, actual, by_host, names)
    for link in links.others:
        if not link.computed and len(link.target_span) and (actual := _service_of(host_of(link.target), by_host)):
            yield from _misnamed([link], actual, by_host, names)


def _misnamed(links: Iterable[Link], actual: str, by_host: Mapping[str, str], names: Mapping[str, str]) -> Iterator[Finding]:
    """Links to a service whose text names another service, or an account there."""
    for link in links:
        if link.kind not in LABELLED and link.kind is not LinkKind.FIELD:
            continue
        named = names.get(_squeezed(link.text))
        if named is None and link.kind is not LinkKind.FIELD and (handle := _HANDLE.fullmatch(link.text.strip())):
            is_another = _squeezed(handle[2]) in names
            named = None if is_another else names.get(_squeezed(handle[1])) or _service_of(handle[1].lower(), by_host)
        if named and named != actual:
            yield Finding(link.target_span, {"reason": f'its text says "{link.text.strip()}", but it goes to {actual}'})


def _other_dois(document: Document) -> Iterator[Finding]:
    """Links whose text is one DOI and whose target is another; punctuation is not compared, as it varies."""
    links = document.view(parted).plain
    for link in chain(links.get("doi.org", ()), links.get("dx.doi.org", ())):
        label, doi = _DOI.fullmatch(link.text.strip(" .,;()[]")), unquote(link.target.partition("doi.org/")[2]).strip("/ ")
        if label and _NO_WORD.sub("", label[1]).lower() != _NO_WORD.sub("", doi).lower() and not _VERSIONED.match(doi):
            yield Finding(link.target_span, {"reason": f"its text says {label[1]}, but it goes to {doi or 'the front page of doi.org'}"})


def _other_mail(document: Document) -> Iterator[Finding]:
    """Links that show one e-mail address and write to another."""
    for link in document.view(parted).others:
        if link.target[:7].lower() == "mailto:" and not link.computed and (shown := _MAIL.fullmatch(link.text.strip())):
            opened = unquote(link.target[7:].partition("?")[0]).strip().lower()
            if _MAIL.fullmatch(opened) and opened != shown.group().lower():
                yield Finding(link.target_span, {"reason": f"the text says {shown.group()}, but mail goes to {opened}"})


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
