"""Ranges of dates that contradict themselves: they end before they start, or have an end and go on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.date.dated import Dated, dated_texts
from profilelint.checks.date.entries import Entry, Key, entries, pairs
from profilelint.core.diagnostic import Finding, Related
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document
from profilelint.language.dates import Date, Precision, Range

#: Words for years in reverse order: lists that go back in time, differences.
_LISTS = regex(
    r"\b(?:review\w*|referee\w*|committees?|PC|publications?|papers?|articles?|archives?|chairs?|proceedings|editor\w*|volumes?|issues?|posts?|"
    r"highlights?|news|latest|earlier|previous|past|courses?|teaching|taught|talks?|seasons?|contrasts?|differences?|changes?|comparisons?|gap|delta|declines?|increases?)\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = regex(r"(?:19|20)\d\d\s?(?:[,;&/]|and)\s*$")
_YEAR_BEHIND = regex(r"\s?(?:[,;&/]|and)\s*(?:19|20)\d\d")
_WORD_BEHIND = regex(r"[^\S\n]+[^\W\d_]")
_CURRENT_KEYS = frozenset(("current", "iscurrent", "is_current", "currently", "ongoing", "present", "is_present"))
_EDGE = " \t\n()[]:.,;*_–—-|"


def check_reversed(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    texts = document.view(dated_texts)
    ranges = [(dated, range) for dated in texts for range in dated.reading.ranges if range.first and range.last]
    wrong = [(dated, range) for dated, range in ranges if range.is_reversed]
    # A page, or a list, that writes most of its ranges backwards does so on purpose.
    if len(wrong) == 1 or 2 * len(wrong) <= len(ranges):
        styled = _in_style(document) if len(wrong) > 1 else frozenset()
        for dated, range in wrong:
            if dated.span(range.start, range.end) in styled:
                continue
            if range.first and range.last and not _is_list(dated, range, range.first, range.last):
                yield Finding(dated.span(range.start, range.end), {"first": str(range.first), "last": str(range.last)})
    for entry in document.view(pairs):
        first, last = entry.first, entry.last
        if entry.end_span and first and last and last.exists and first.exists and last.latest < first.earliest:
            yield Finding(entry.end_span, {"first": str(first), "last": str(last)}, related=(Related(entry.span, "It starts here"),))


def _in_style(document: Document) -> frozenset[Span]:
    """The ranges of years of those lists and sections in which all of them, and more than one, have the later year first."""
    groups: defaultdict[Key, list[Entry]] = defaultdict(list)
    for entry in document.view(entries):
        first, last = entry.first, entry.last
        if entry.is_range and first and last and first.precision is last.precision is Precision.YEAR:
            groups[entry.group].append(entry)
    backwards = [group for group in groups.values() if len(group) > 1 and all(_is_backwards(entry) for entry in group)]
    return frozenset(entry.span for group in backwards for entry in group)


def _is_backwards(entry: Entry) -> bool:
    return entry.first is not None and entry.last is not None and entry.last.year < entry.first.year


def _is_list(dated: Dated, range: Range, first: Date, last: Date) -> bool:
    """Whether years are in reverse order because they describe a list."""
    if Precision.YEAR not in (first.precision, last.precision):
        return False
    before, behind = dated.before(range.start), dated.behind(range.end)
    spaced = dated.text[first.end : first.end + 1].isspace()
    if (spaced and _WORD_BEHIND.match(behind)) or _YEAR_BEFORE.search(before) or _YEAR_BEHIND.match(behind):
        return True
    if first.precision is not last.precision:
        return False
    alone = not before.strip(_EDGE) and not behind.strip(_EDGE) and not dated.is_field
    return alone or dated.kind is BlockKind.HEADING or _LISTS.search(before + behind) is not None


def check_open_and_ended(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for dated in document.view(dated_texts):
        for range in dated.reading.ranges:
            if not (range.now and range.first and range.last) or range.is_reversed:
                continue
            # "1955 – present (2021)" says honestly what the present was; at the head of an entry it does not.
            if range.now < (range.last.start, 0) and dated.before(range.start).strip(_EDGE):
                continue
            if range.last.exists and range.last.latest >= range.first.latest and context.is_past(range.last.last_day):
                yield Finding(dated.span(range.start, range.end), {"last": str(range.last), "now": dated.text[slice(*range.now)]})
    yield from _ended_records(document, context)


def _ended_records(document: Document, context: Context) -> Iterator[Finding]:
    """Records of data that say they are current, and when they ended."""
    current = {field.path[:-1]: field for field in document.fields if field.value is True and field.key.lower() in _CURRENT_KEYS}
    for entry in document.view(pairs) if current else ():
        field = current.get(entry.owner)
        if field and entry.end_span and entry.last and entry.last.exists and context.is_past(entry.last.last_day):
            related = (Related(field.span, "It is marked so here"),)
            yield Finding(entry.end_span, {"last": str(entry.last), "now": f"{field.path[-1]}: true"}, related=related)
