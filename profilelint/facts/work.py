"""A work as one place tells of it, and whether two places tell of the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import OBJECT
from profilelint.language.titlewords import telling

_DOI = regex(r"10\.\d{4,9}/[^\s\"<>{}|\\^`]+", re.IGNORECASE)
_DOI_HOST = regex(r"(?:https?:)?//(?:dx\.|www\.)?doi\.org/(?:doi:)?(?=10\.)", re.IGNORECASE)
_ARXIV = regex(r"(?:arxiv(?:\.org/(?:abs|pdf|html)/|[:./ ])\s?|\A)(\d{4}\.\d{4,5})(?!\d)", re.IGNORECASE)
_ARXIV_DOI = regex(r"10\.48550/arxiv\.(.+)")
#: Servers of preprints and archives of files, by the beginnings of their DOIs: each version, or each file, may have one of its own.
_PREPRINT_DOI = regex(
    r"10\.(?:48550/arxiv|1101/|64898/|31234/|31219/|31222/|31223/|31235/|21203/|26434/|2139/ssrn|20944/|36227/|22541/|31730/|5281/zenodo|6084/|17605/|32388/|12688/"
    r"|5194/[a-z]+-(?:discuss|preprint|\d{4}-))"
)
_PREPRINT = regex(
    r"\b(?:arxiv|(?:bio|med|chem|eco|psy|soc|eng|edu|earth|tech)r?[aā]r?xiv|preprints?|corr\b|ssrn|osf|research square|hal-?\d|openreview|"
    r"working papers?|e-?prints?|zenodo|(?:technical|tech\.?) reports?|thesis|dissertation)",
    re.IGNORECASE,
)  # fmt: skip
_PREPRINT_KINDS = frozenset(
    ("misc", "unpublished", "techreport", "report", "online", "manual", "preprint", "phdthesis", "mastersthesis", "thesis")
)
STATUS = regex(
    r"\b(?:to (?:appear|be published)|in ?press|forthcoming|under (?:peer[- ])?(?:review|revision)"
    r"|in ?(?:review|revision|submission|preparation))\b"
    r"|^\W{0,3}(?:manuscript |paper )?submitted\b",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_STATUS = 80
#: What else tells titles apart: of a method and of the next one, "…++".
_MARKS = regex(r"[+#]")
_LETTERS = regex(r"[^\W_]+")
_FEWEST_LETTERS, _FEWEST_WORDS = 18, 3
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
#: How HugoBlox and others write the owner of the site.
OWNER = frozenset(("admin", "me"))
OTHERS = "…"
_AND_OTHERS = frozenset(("others", "et al", "et al."))
_AGREEING = 0.75
#: Words of a title that tell something, and the share of them that two works may have in common.
_FEWEST_TELLING, _ALIKE, _MOSTLY = 3, 0.34, 0.75
#: So many works with one title or identifier, and so many places of each, are compared.
_MOST = 8


@record
class Work:
    """`path`, `line`: the place; `start` and `end`: of the entry in the text. `kind`: the type of a BibTeX entry, "page" or "data".
    `names`: of the people, as written. `status`: the text of a field that says "to appear".
    `published`: volume, pages or number are known."""

    path: str
    line: int
    start: int
    end: int
    kind: str
    key: str
    title: str
    names: tuple[str, ...]
    year: int | None
    month: int | None
    venue: str
    doi: str
    arxiv: str
    status: str
    published: bool
    #: Text in which names may be, of pages that do not list them.
    said: str = ""

    @property
    def place(self) -> tuple[str, int]:
        return self.path, self.start

    @property
    def people(self) -> tuple[str, ...]:
        """Folded surnames in order, the last `OTHERS` where not all are named."""
        return tuple(OTHERS if name.lower() in _AND_OTHERS else found for name in self.names if (found := surname(name)))

    @property
    def is_bibtex(self) -> bool:
        return self.kind not in ("page", "data")


def doi_in(text: str, *, anywhere: bool = False) -> str:
    """The DOI in a value, in small letters; "" if there is none. `anywhere`: it need not be in an address of doi.org."""
    text = text.replace("\\_", "_").replace("%2F", "/").replace("%2f", "/")
    host = _DOI_HOST.search(text)
    if host is None and not anywhere:
        return ""
    found = _DOI.search(text, host.end() if host else 0)
    if found is None:
        return ""
    doi = found[0].partition("?")[0].rstrip(".,;:/'").lower()
    while doi.endswith(")") and doi.count("(") < doi.count(")"):
        doi = doi[:-1].rstrip(".,;:/'")
    return doi


def arxiv_in(text: str) -> str:
    """The number of an arXiv preprint in an address or a value; "" if there is none."""
    found = _ARXIV.search(text)
    return found[1] if found else ""


def arxiv_of_doi(doi: str) -> str:
    found = _ARXIV_DOI.fullmatch(doi)
    return arxiv_in(found[1]) if found else ""


def status_in(text: str) -> str:
    """ "to appear", as written; "" if the text says nothing of the kind."""
    found = STATUS.search(text) if len(text) <= _LONGEST_STATUS else None
    return found[0].strip(" .,;:([") if found else ""


def folded(text: str) -> str:
    """A text without case, accents, marks and blanks."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return "".join(_LETTERS.findall(text))


def surname(name: str) -> str:
    """The folded last word of a surname: of "van der Berg, Ada", "Ada van der Berg", "van der Berg A."."""
    family, comma, _ = name.partition(",")
    parts = family.split()
    while not comma and len(parts) > 1 and _are_initials(parts[-1]):
        parts.pop()
    words = [word for word in map(folded, parts) if word and word not in _SUFFIXES]
    return words[-1] if words else ""


def _are_initials(word: str) -> bool:
    """ "A", "A.", "A.-B."."""
    return all(len(letters) < 2 for letters in word.replace("-", "").split("."))


def title_key(title: str) -> str:
    """What titles that are equal letter for letter share; "" for one that many works may have, or that has a formula."""
    key = folded(title)
    marks = "".join(_MARKS.findall(title))
    is_own = len(key) >= _FEWEST_LETTERS and len(_LETTERS.findall(title)) >= _FEWEST_WORDS and OBJECT not in title
    return f"{key}{marks}" if is_own else ""


def keys_of(work: Work) -> tuple[str, ...]:
    """What other places of a work are found by."""
    title = title_key(work.title)
    names = (work.doi and f"doi:{work.doi}", work.arxiv and f"arxiv:{work.arxiv}", title and f"title:{title}")
    return tuple(name for name in names if name)


def is_same(one: Work, other: Work) -> bool:
    """Whether two places surely tell of one work, in whichever version."""
    title = title_key(one.title)
    is_titled = bool(title) and title == title_key(other.title)
    if any(mine and mine == theirs for mine, theirs in ((one.doi, other.doi), (one.arxiv, other.arxiv))):
        return is_titled or (do_agree(one, other) and not are_apart(one.title, other.title))
    return is_titled and do_agree(one, other)


def grouped(works: Iterable[Work]) -> list[list[Work]]:
    """The works of a site, each with its places, in the order of the first. A place goes to the first work that has it."""
    groups: list[list[Work]] = []
    by_key: dict[str, list[int]] = {}
    for work in works:
        keys = keys_of(work)
        near = dict.fromkeys(at for key in keys for at in by_key.get(key, ())[:_MOST])
        at = next((at for at in near if any(is_same(work, known) for known in groups[at][:_MOST])), len(groups))
        if at == len(groups):
            groups.append([])
        groups[at].append(work)
        for key in keys:
            if at not in (known := by_key.setdefault(key, [])):
                known.append(at)
    return groups


def are_apart(one: str, other: str) -> bool:
    """Whether two titles are of different works: they have hardly a word in common, and are written in the same script."""
    first, second = telling(one), telling(other)
    if min(len(first), len(second)) < _FEWEST_TELLING or folded(one).isascii() != folded(other).isascii():
        return False
    return len(first & second) <= _ALIKE * min(len(first), len(second))


def are_alike(one: str, other: str) -> bool:
    """Whether two titles are surely of one work with this DOI: equal letter for letter, or with most of their words in common."""
    if title_key(one) and title_key(one) == title_key(other):
        return True
    first, second = telling(one), telling(other)
    return min(len(first), len(second)) >= _FEWEST_TELLING and len(first & second) >= _MOSTLY * min(len(first), len(second))


def do_agree(one: Work, other: Work) -> bool:
    """Whether the people of two places are the same, as far as both name them."""
    people, others = one.people, other.people
    if people and others:
        return _are_same(people, others)
    first, said = (people[:1], other.said) if people else (others[:1], one.said)
    return bool(first and said) and first[0] in map(folded, _LETTERS.findall(said))


def _are_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one[0] != other[0] and one[0] not in OWNER and other[0] not in OWNER:
        return False
    first, second = (_named(people) for people in (one, other))
    shared = len(first & second)
    is_open = OTHERS in one or OTHERS in other
    unnamed = len(OWNER.intersection((*one, *other)))
    whole = min(len(first), len(second)) if is_open else max(len(first), len(second)) - unnamed
    return shared > 0 and shared >= _AGREEING * whole


def _named(people: Iterable[str]) -> frozenset[str]:
    return frozenset(people) - OWNER - {OTHERS}


def is_preprint(work: Work) -> bool:
    """Whether a place tells of a preprint, a report or an archived file, or may do so: its year need not be that of the publication."""
    if work.doi and not _PREPRINT_DOI.match(work.doi):
        return _PREPRINT.search(work.venue) is not None
    return bool(work.doi) or not work.venue or work.kind in _PREPRINT_KINDS or _PREPRINT.search(work.venue) is not None


def has_preprint_doi(doi: str) -> bool:
    return _PREPRINT_DOI.match(doi) is not None
