"""Document -> works: the entries of BibTeX, a page about one publication, the entries of lists in data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from posixpath import basename

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import Document, Field
from profilelint.facts.work import STATUS, Work, arxiv_in, arxiv_of_doi, doi_in, status_in

Path = tuple[str | int, ...]

#: The beginning of an entry; BibTeX reads it even after a "%", but who writes so does not mean it to.
_HEAD = regex(r"(%[ \t]*)?@[ \t]*([A-Za-z][\w-]*)\s*[{(]\s*([^,{}=\n\"]*)")
_NOT_WORKS = frozenset(("string", "preamble", "comment"))
#: Between names, where each blank is one space.
_AND = regex(r" and ", re.IGNORECASE)
_LISTED = regex(r" ?; |,? (?:and|&) |, ", re.IGNORECASE)
_YEAR = regex(r"\A\W{0,2}((?:19|20)\d\d)(?:[-/](\d\d?)(?!\d)(?:[-/](\d\d?)(?!\d))?)?")
#: Where Jekyll and HugoBlox have a page for each publication, and what lists of them are called in data.
_FOLDER = regex(r"(?:\A|/)(?:_publications|_papers|content/(?:[\w-]+/){0,2}publications?)/(?:[^/]+/){0,2}[^/]+\Z", re.IGNORECASE)
_OF_WORKS = regex(r"publications?|papers?|articles?|preprints?|journals?|conferences?|proceedings|bibliography|books?", re.IGNORECASE)
_VENUES = (
    *("journal", "journaltitle", "booktitle", "publication", "venue"),
    *("conference", "publisher", "howpublished", "school", "institution"),
)
#: The fields that may say "to appear".
STATUSES = ("status", "pubstate", "note", "addendum", "year", "journal", "booktitle", "publication", "venue", "volume", "pages")
_ADDRESSES = ("url", "link", "paperurl", "html", "uri", "website")
#: The first of these that a work has gives its year.
YEARS = ("year", "date", "releasedate")
_WITH_ARXIV = (*_ADDRESSES, "journal")
_RECORDS = ("volume", "pages", "number", "issue", "eid")
#: The fields of BibTeX that a work is read from.
FIELDS = frozenset((*_VENUES, *STATUSES, *_ADDRESSES, *_RECORDS, *YEARS, "title", "author", "editor", "doi", "arxiv", "eprint"))
_WITHIN = ("ids", "hugoblox", "links", "link")


@record
class Entry:
    """A work with its fields, by their names in small letters. `head`: of what names it: the key, or the title."""

    work: Work
    fields: Mapping[str, Field]
    head: Span


def is_of_works(path: str) -> bool:
    """Whether a page or a data file is about publications, by its path."""
    name = basename(path).lower()
    if name.endswith((".md", ".markdown", ".html")):
        return _FOLDER.search(path) is not None and not name.startswith("_index.")
    return name.endswith((".yml", ".yaml", ".json")) and ("cv" in name or "resume" in name or _OF_WORKS.search(name) is not None)


def entries_of(document: Document) -> tuple[Entry, ...]:
    """The works that a document tells of for sure. A view: `document.view(entries_of)`."""
    if document.format == "bibtex":
        return tuple(_of_bibtex(document))
    path = document.source.path.replace("\\", "/")
    if not is_of_works(path):
        return ()
    if document.front_matter is not None:
        return tuple(_of_page(document))
    return tuple(_of_data(document)) if document.format in ("yaml", "json") else ()


def _of_bibtex(document: Document) -> Iterator[Entry]:
    heads = [match for match in _HEAD.finditer(document.text) if document.kind_at(match.start(2)) is Kind.DATA_MARKUP]
    starts = [match.start() for match in heads]
    found: list[dict[str, Field]] = [{} for _ in heads]
    for field in document.fields:
        at = bisect_right(starts, field.span.start) - 1
        if at >= 0 and field.path[0] == heads[at][3].strip():
            found[at].setdefault(field.key, field)
    broken = {bisect_right(starts, problem.span.start) - 1 for problem in document.problems if problem.kind == "data"}
    for at, (head, fields) in enumerate(zip(heads, found, strict=True)):
        kind, key = head[2].lower(), head[3].strip()
        if kind in _NOT_WORKS or at in broken or head[1] or not key or not fields:
            continue
        end = max(field.span.end for field in fields.values())
        names = " ".join((_text(fields, "author") or _text(fields, "editor")).split())
        yield _entry(document, fields, kind, key, tuple(filter(None, _AND.split(names))), Span(head.start(), end), Span(*head.span(3)))


def _of_page(document: Document) -> Iterator[Entry]:
    """The front matter of a page about one work."""
    fields: dict[str, Field] = {}
    people: list[str] = []  # where each has an item of a list
    front = document.front_matter.body if document.front_matter else Span(0, 0)
    for field in document.fields:
        if field.hidden or field.span not in front:
            continue
        name = field.key.lower()
        if len(field.path) == 1 or (field.path[0] in _WITHIN and isinstance(field.path[-1], str)):
            fields.setdefault(name, field)
        if field.path[0] in ("authors", "author") and len(field.path) > 1 and name in ("authors", "author", "name"):
            people.append(_value(field))
    if "title" in fields and not {"layout_only", "redirect"} & fields.keys():
        names = people or _listed(_text(fields, "authors") or _text(fields, "author"))
        yield _entry(document, fields, "page", "", tuple(names), front, fields["title"].span)


def _of_data(document: Document) -> Iterator[Entry]:
    records: defaultdict[Path, list[Field]] = defaultdict(list)
    for field in document.fields:
        for at in range(len(field.path) - 1) if not field.hidden else ():
            if isinstance(field.path[at], int) and isinstance(field.path[at + 1], str):
                records[field.path[: at + 1]].append(field)
    is_list = _OF_WORKS.search(basename(document.source.path)) is not None
    for path, members in records.items():
        if not is_list and not any(isinstance(part, str) and _OF_WORKS.search(part) for part in path):
            continue
        depth = len(path) + 1
        fields = {field.key.lower(): field for field in members if len(field.path) == depth}
        title = fields.get("title") or fields.get("name")
        listed = [_value(field) for field in members if field.path[len(path)] in ("authors", "author") and len(field.path) > depth]
        names = listed or _listed(_text(fields, "authors") or _text(fields, "author"))
        if title is None or not (names or fields.keys() & {"doi", "releasedate"}):
            continue
        end = max(field.span.end for field in members)
        yield _entry(document, {**fields, "title": title}, "data", "", tuple(names), Span(title.span.start, end), title.span)


def _entry(document: Document, fields: Mapping[str, Field], kind: str, key: str, names: tuple[str, ...], span: Span, head: Span) -> Entry:
    year, month = _year(fields)
    doi = _doi(fields)
    eprint = _text(fields, "arxiv") or _text(fields, "eprint")
    venue = next((text for name in _VENUES if (text := _text(fields, name))), "")
    arxiv = arxiv_in(eprint) or arxiv_of_doi(doi) or next(filter(None, (_arxiv(fields, name) for name in _WITH_ARXIV)), "")
    work = Work(
        document.source.path, document.source.position(head.start).line, span.start, span.end, kind, key, _text(fields, "title"), names,
        year, month, venue, doi, arxiv,
        _status(fields),
        any(any(map(str.isdigit, _text(fields, name))) for name in _RECORDS),
        _text(fields, "citation")[:300],
    )  # fmt: skip
    return Entry(work, fields, head)


def _status(fields: Mapping[str, Field]) -> str:
    told = [_text(fields, name) for name in STATUSES if name in fields]
    return next(filter(status_in, told), "") if STATUS.search("\n".join(told)) else ""


def _arxiv(fields: Mapping[str, Field], name: str) -> str:
    text = _text(fields, name)
    return arxiv_in(text) if "arxiv" in text.lower() else ""


def _doi(fields: Mapping[str, Field]) -> str:
    written = doi_in(_text(fields, "doi"), anywhere=True)
    return written or next((doi for name in _ADDRESSES if (doi := doi_in(_text(fields, name)))), "")


def _year(fields: Mapping[str, Field]) -> tuple[int | None, int | None]:
    """The month is None of the first of January, which is how templates write a year alone."""
    for name in YEARS:
        if found := _YEAR.match(_text(fields, name)):
            month = int(found[2]) if found[2] and not (found[2] in ("01", "1") and found[3] in ("01", "1", None)) else None
            return int(found[1]), month
    return None, None


def _text(fields: Mapping[str, Field], name: str) -> str:
    return _value(fields[name]) if name in fields else ""


def _value(field: Field) -> str:
    """The value as a reader sees it."""
    if field.run is not None:
        return field.run.text.strip()
    return "" if field.value is None or isinstance(field.value, bool) else str(field.value).strip().strip("{}")


def _listed(text: str) -> Sequence[str]:
    """Names in one text; none where commas may be inside of them: "Berg, A., Tal, B."."""
    text = " ".join(text.split())
    if _AND.search(text) and ", " in _AND.split(text)[0]:
        first = _AND.split(text)[0].split(", ")
        if all(" " not in part.strip() or part.strip().endswith(".") for part in first):
            return _AND.split(text)
    names = [name for name in _LISTED.split(text) if name]
    return names if all(" " in name.strip() for name in names) else ()
