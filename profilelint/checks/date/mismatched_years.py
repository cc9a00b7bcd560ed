"""Two years that should be one: of a venue and its days, of a file's name and the date in it, of a link and its label."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.date.dated import value_span
from profilelint.checks.date.venue_years import VENUE, full_year, of_badges, of_leading_years, of_venues
from profilelint.core.diagnostic import Finding, Related, Severity
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.language.dates import Date, read_dates

_DAY_IN_NAME = regex(r"(?:^|/)((?:19|20)\d\d)-(\d\d?)-\d\d?(?:-[^/]*)?(?:/index)?\.\w+$")
_YEAR_IN_LINK = regex(r"(?:^|/)((?:19|20)\d\d)[/-](?:(\d\d?)[/-])?")
_VENUE_IN_LINK = regex(r"(?<![A-Za-z])([A-Za-z]{3,12})[-_]?((?:20)?[012]\d)(?!\d)")
#: The last two digits of such a year, and the text before them.
_YEAR_IN_TARGET = regex(r"[012]\d(?!\d)(?:(?<=[A-Za-z_-]..)|(?<=[A-Za-z_-]20..))")
#: A longer text is about more than one paper.
_LONGEST = 400


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    yield from _of_front_matter(document)
    yield from of_venues(document)
    yield from of_leading_years(document)
    yield from of_badges(document)
    yield from _of_links(document)


def _of_front_matter(document: Document) -> Iterator[Finding]:
    """The date of a post against the name of its file, and against its permalink."""
    if not document.front_matter:
        return
    link = document.field_at("permalink")
    name = _DAY_IN_NAME.search(document.source.path)
    address = _YEAR_IN_LINK.search(link.value) if link and isinstance(link.value, str) else None
    field = document.field_at("date") if name or address else None
    dates = read_dates(document.text[field.span.start : field.span.end]) if field else ()
    if field is None or len(dates) != 1 or not dates[0].exists:
        return
    said = dates[0]
    in_name = name[1] if name and _is_off(name[1], name[2], said) else ""
    in_link = address[1] if address and _is_off(address[1], address[2], said) else ""
    if in_name:
        both = "the name of the file and the permalink say" if in_link == in_name else "the name of the file says"
        # A later one is that of a post that was published again: generators show it, and nobody sees the name of the file.
        severity = Severity.NOTE if said.year > int(in_name) and in_link != in_name else Severity.WARNING
        yield Finding(value_span(document, field), {"one": f"The date says {said}", "other": f"{both} {in_name}"}, severity=severity)
    if in_link and in_link != in_name and link and address:
        written = value_span(document, link)
        start = written.start + address.start(1)
        at = Span(start, start + 4) if document.text[start : start + 4] == in_link else written
        related = (Related(value_span(document, field), "The date"),)
        yield Finding(at, {"one": f"The permalink says {in_link}", "other": f"the date says {said}"}, related=related)


def _is_off(year: str, month: str | None, said: Date) -> bool:
    """Whether the years differ, and not only because the turn of the year lies between two days near to one another."""
    years = int(year) - said.year
    if month is None or said.month is None:
        return years != 0
    return years != 0 and abs(12 * years + int(month) - said.month) > 2


def _of_links(document: Document) -> Iterator[Finding]:
    """ "NSDI24-Jolteon.pdf" in an entry that says NSDI 2023."""
    if not _YEAR_IN_TARGET.search("\n".join([link.target for link in document.links])):
        return
    candidates = [
        (link, match)
        for link in document.links
        if not link.is_image and not link.computed
        for match in _VENUE_IN_LINK.finditer(link.target.partition("#")[0])  # sections of a manual have numbers
    ]
    for link, match in candidates:
        at = document.run_at(link.text_span or link.span)
        text = document.runs[at].text if at is not None else ""
        if len(text) > _LONGEST:
            continue
        years = {full_year(venue[2]) for venue in VENUE.finditer(text) if venue[1].lower() == match[1].lower()}
        year = full_year(match[2])
        if len(years) == 1 and year not in years and abs(year - min(years)) <= 2:
            said = f"{match[1].upper()} {min(years)}"
            yield Finding(link.target_span or link.span, {"one": f'The link says "{match.group()}"', "other": f"the text says {said}"})
