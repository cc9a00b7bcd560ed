"""One address under two names: of two works, two entries of a list, or two people. The row was copied, and only its words were changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from profilelint.checks.shared.link_labels import run_of
from profilelint.core.diagnostic import Finding, Related
from profilelint.core.regex import regex
from profilelint.document.model import BlockKind, Document, Link, LinkKind, Run
from profilelint.language.lexicon import is_name

LABELLED = frozenset((LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.ANCHOR))
#: Addresses of one paper, talk or film each: a host and a path. Chapters share the DOI of their book, which has its ISBN in it.
_WORKS = (
    (r"(?:dx\.)?doi\.org", r"/10\.\d+/.+"),
    (r"arxiv\.org", r"/(?:abs|pdf|html)/.+"),
    (r"openreview\.net", r"/(?:forum|pdf)\?id=.+"),
    (r"aclanthology\.org", r"/.*\d.*"),
    (r"proceedings\.mlr\.press", r"/.+\.(?:html|pdf)"),
    (r"openaccess\.thecvf\.com", r"/.+\.(?:html|pdf)"),
    (r"youtube\.com", r"/watch\?v=.+"),
    (r"youtu\.be", r"/.+"),
    (r"researchgate\.net", r"/publication/\d.+"),
    (r"[\w.-]+", r"/[^?]*10\.\d{4,9}/(?!978).+"),
    (r"[^?]*", r"\.pdf"),
)
_OF_ONE_WORK = regex("|".join(host + path for host, path in _WORKS))
#: Addresses of one person each, in the forms that the services give them.
_OF_ONE_PERSON = regex(
    r"(?:[a-z]{2}\.)?linkedin\.com/in/[^/]+|orcid\.org/\d[\dx-]+|scholar\.google\.[a-z.]+/citations\?(?:.*&)?user=.+|dblp\.org/pid/.+"
    r"|(?:twitter|x)\.com/[^/?]+|researchgate\.net/profile/[^/]+"
)
_BEGINNING = regex(r"(?:https?:)?//(?:www\.)?|www\.")
_WORD = regex(r"[^\W_]+")
_LETTERS = regex(r"[^\W\d_]{4,}")
_NAME = regex(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_TITLE_WORDS = range(5, 26)
_ALIKE = 0.25
#: Words and characters of an entry of a list, and how many entries are compared, so that a hostile page takes no longer.
_ENTRY_WORDS, _ENTRY_LENGTH, _MOST_ENTRIES = 8, 2_000, 10
_NOT_A_TITLE = regex(r"\b(?:here|click|link|read|watch|see|more|proceedings|workshop|special issue|vol(?:ume)?)\b", re.IGNORECASE)
#: Words that two works may have in common, or that news have.
_COMMON = regex(
    r"code|data|slides?|video|film|talk|project|web|page|site|poster|bib|cite|book|proceeding|volume|issue|journal|suppl|blog|news|program|repo",
    re.IGNORECASE,
)
#: Features of bibliography entries, not of news: initials or many names, and a year.
_CITED = regex(r"(?:\b[^\W\d_]\.(?:[ -]?[^\W\d_]\.){0,6},? |, [^\W\d_]\.|\bet al\b)")
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_ENTRIES = (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.CELL)


def check(document: Document) -> Iterator[Finding]:
    """Of the links to one address those that say that it is something else than those before."""
    by_address: dict[str, list[Link]] = defaultdict(list)
    for link in document.links:
        if link.kind in LABELLED and not link.computed and len(link.target_span):
            by_address[_address_of(link.target)].append(link)
    by_address.pop("", None)
    for address, links in by_address.items():
        if len(links) > 1 and _OF_ONE_WORK.fullmatch(address):
            yield from _two_titles(links)
            yield from _two_entries(document, links)
        elif len(links) > 1:
            yield from _two_people(address, links)


def _address_of(target: str) -> str:
    """An address without what does not matter to it, in small letters; "" where it leads to a place on a page."""
    if "#" in target:
        return ""
    path, mark, query = _BEGINNING.sub("", target.strip().lower(), count=1).partition("?")
    return f"{path.rstrip('/')}{mark}{query}"


def _two_titles(links: Sequence[Link]) -> Iterator[Finding]:
    titled = [link for link in links if _is_title(link.text)]
    for other in titled[1:]:
        first = titled[0]
        if other.hidden == first.hidden and not _are_alike(first.text, other.text):
            yield _finding(other, first, f'same URL as "{_shortened(first.text)}" above')


def _two_entries(document: Document, links: Sequence[Link]) -> Iterator[Finding]:
    """Two entries of lists that have hardly a word in common, not even the names of the authors. A file that more entries lead to has all
    of them in it."""
    of_doi = "doi.org/" in links[0].target
    entries = [(link, run) for link in links[:_MOST_ENTRIES] if (run := run_of(document, link)) and _is_entry(link, run, of_doi)]
    if not of_doi and len({id(run) for _, run in entries}) != 2:
        return
    for link, run in entries[1:]:
        first, run_before = entries[0]
        told, other = _telling(run_before), _telling(run)
        if len(told & other) <= _ALIKE * min(len(told), len(other)):
            what = "DOI" if of_doi else "address"
            yield _finding(link, first, f"another entry has the same {what}, {_shortened(run_before.text)}")


def _two_people(address: str, links: Sequence[Link]) -> Iterator[Finding]:
    """Two names of which one is in the address, or an address that one person has."""
    named = [link for link in links if _is_person(link.text)]
    if len({link.text.lower() for link in named}) < 2:
        return
    spelt = [link for link in named if _spells(address, link.text)]
    of_one = _OF_ONE_PERSON.fullmatch(address) is not None
    if not spelt and not of_one:
        return
    first = (spelt or named)[0]
    for other in named:
        if not _names(first.text) & _names(other.text) and not _spells(address, other.text):
            yield _finding(other, first, f'same URL as "{first.text.strip()}"')


def _finding(link: Link, first: Link, reason: str) -> Finding:
    span = link.span if link.kind is LinkKind.REFERENCE else link.target_span  # a definition may serve both
    return Finding(span, {"reason": reason}, related=(Related(first.span, "the same address"),))


def _is_entry(link: Link, run: Run, of_doi: bool) -> bool:
    if run.hidden or len(run.text) >= _ENTRY_LENGTH or _is_title(link.text) or len(_telling(run)) < _ENTRY_WORDS:
        return False
    if of_doi and run.kind is BlockKind.ITEM:
        return True
    is_cited = _CITED.search(run.text) is not None and _YEAR.search(run.text) is not None
    return run.kind in _ENTRIES and is_cited and _COMMON.search(link.text) is None


def _telling(run: Run) -> set[str]:
    return {word for word in _WORD.findall(run.text.lower()) if len(word) > 3}


def _is_title(text: str) -> bool:
    text = text.strip("“”\"'‘’[]*_. ")
    return text[:1].isupper() and len(_WORD.findall(text)) in _TITLE_WORDS and _NOT_A_TITLE.search(text) is None


def _are_alike(first: str, second: str) -> bool:
    one, two = set(_WORD.findall(first.lower())), set(_WORD.findall(second.lower()))
    return len(one & two) > _ALIKE * min(len(one), len(two)) or not first.isascii() or not second.isascii()


def _is_person(text: str) -> bool:
    """Whether a label is the name of a person, its first word one that people are called by."""
    text = text.strip(" *_,.")
    return _NAME.fullmatch(text) is not None and all(word[0].isupper() for word in text.split()) and is_name(text.split()[0].lower())


def _names(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _spells(address: str, name: str) -> bool:
    """Whether an address has a word of a name in it."""
    letters = "".join(_WORD.findall(unquote(address)))
    return any(word.lower() in letters for word in _LETTERS.findall(name))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
