"""Dates that cannot be: misspelt months, days that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from profilelint.checks.context import Context, Options
from profilelint.checks.date.dated import Dated, dated_texts, last_key, value_span
from profilelint.checks.date.entries import entries, is_end, only_date, stands_out
from profilelint.checks.date.foreign_months import foreign_months
from profilelint.checks.needs import runs_with, words
from profilelint.core.diagnostic import Applicability, Edit, Finding, Related
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.language.dates import Date, Precision, Range, read_dates
from profilelint.language.months import DOUBTFUL, ENGLISH, misspelling
from profilelint.rulepages.compiled import template_facts

#: Text that mentions such a date on purpose.
_ON_PURPOSE = regex(
    r"\bthere (?:is|was) no\b|does(?: not|n['’]t) exist|non-?existent|\b(?:invalid|impossible) date|no such da(?:y|te)", re.IGNORECASE
)
_AROUND = 100
_LONGEST_TIME = 12
#: A long month ends with a "y" or an "r", however it is written; with an "e" where its last letter is lost or swapped.
_LIKE_A_MONTH = regex(r"[JFSONDjfsond](?<!\w.)[a-z]{5,9}+(?<=[yre])(?![\w-])")
_TIME_BEFORE = regex(
    r"(?:\b(?:in|since|until|till|by|from|early|late|mid|last|next)[ -]|(?<![\w.,/-])\d{1,2}(?:st|nd|rd|th)? (?:of )?)$", re.IGNORECASE
)
_DAY_BEHIND = regex(r"\.? \d{1,2}(?:st|nd|rd|th)?(?![\w/:-]|[.,]\d)")
_SHORT_MONTH = r"(Apr(?:il)?|June?|Sept?(?:ember)?|Nov(?:ember)?|Feb(?:ruary)?)"
_NO_DAY = regex(rf"(?<![\w/.-])(?:{_SHORT_MONTH}\.?\s(3[01])|(3[01])(?:(?:th|st)\sof)?\s{_SHORT_MONTH})(?:th|st)?(?![\w/%-]|[.,:]\d)")
_THIRTY = regex(r"3[01](?:(?<=[A-Za-z.]\s3[01])|(?=(?:(?:th|st)\sof)?\s[AFJNS]))")
#: A year with a digit too many: "22023.10" where another month makes a range of it, "22024-03-22" at the start of a field.
_MONTH = r"[./-](?:0[1-9]|1[0-2])(?!\d)"
_LONG_MONTH = regex(rf"(?<![\w.,/-])([12]\d{{4}}){_MONTH}(?![\w-]|[.,/]\d)")
_LONG_DAY = regex(rf"[\"']?([12]\d{{4}}){_MONTH}[./-](?:0[1-9]|[12]\d|3[01])(?!\d)")
_NO_MONTH = regex(r"[\"']?((?:19|20)\d\d)-(1[3-9]|[2-9]\d)[\"']?(?!\S)")
_DATE = regex(r"(?:\w{0,20}_)?date", re.IGNORECASE)
_MONTH_BEFORE, _MONTH_BEHIND = regex(rf"(?:19|20)\d\d{_MONTH}\s?[-–—~]{{1,3}}\s?$"), regex(rf"\s?[-–—~]{{1,3}}\s?(?:19|20)\d\d{_MONTH}")
#: Fields that say of which year the thing is that a page is about.
#: How many years may lie between the date of a page and what these fields tell of: a meeting, or a journal that had a preprint before.
_EVENTS: dict[tuple[str | int, ...], int] = {
    ("venue",): 2,
    ("booktitle",): 2,
    ("event",): 2,
    ("conference",): 2,
    ("citation",): 4,
    ("publication",): 4,
}
#: Fields that say when the page was made, put out or changed, which programs write: nothing that it tells.
_STAMP = regex(r"date|(?:pub|publish|expiry)_?date|lastmod|(?:(?:last_?)?(?:modified|updated|changed)|created)(?:_?(?:at|on|date))?")
_CHILDHOOD = 10
_CAREER = regex(r"\b(?:education|experience|employment|appointments?|positions?|awards?|honou?rs?)\b", re.IGNORECASE)
_BORN = regex(r"\b(?:I was born|(?:date of )?birth(?:day)?:|born:)(?:\s(?:in|on)(?:\s[A-Z]\w+,?\s(?:in|on))?)?\s*$", re.IGNORECASE)
_SPEAKS_OF_BIRTH = regex(r"[Bb](?:orn|irth|ORN|IRTH)")
_BIRTHDAY = regex(r"birth[-_ ]?(?:day|date)?|date[-_ ]?of[-_ ]?birth|born", re.IGNORECASE)
_OPENING, _CLOSING = regex(r"(?:^|[(\[,;|:–—•·/‐-])\s*$"), regex(r"\s*(?:$|[)\],;|:.–—-])")


def check_months(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Words in the place of a month that are not months."""
    said = set()
    for dated in document.view(dated_texts):
        slips = [(date, date.slip, date.month_at) for date in dated.reading.dates if date.slip and date.month_at]
        ranges = [range for range in dated.reading.ranges if range.last or range.now] if slips else []
        ends = {date.start for range in ranges for date in (range.first, range.last) if date}
        for date, slip, month_at in slips:
            word = dated.text[slice(*month_at)]
            if slip.cut and date.start not in ends and (word.lower() in DOUBTFUL or not _stands_apart(dated, date)):
                continue
            span = dated.span(*month_at)
            said.add(span)
            edits = (Edit(span, slip.right),) if dated.is_plain(*month_at) else ()
            level = Applicability.SAFE if slip.certain else Applicability.UNSAFE
            yield Finding(span, {"month": slip.right, "what": "Misspelt month"}, edits, level, (slip.right,))
    yield from foreign_months(document, context)
    yield from (finding for finding in _months_of_no_year(document) if finding.span not in said)


def _months_of_no_year(document: Document) -> Iterator[Finding]:
    """ "Febrary 12", "in Septmber": next to a day, or after a word for a time."""
    slips = {word for word in set(_LIKE_A_MONTH.findall(document.view(words))) if (slip := misspelling(word)) and slip.certain}
    for run in document.runs if slips else ():
        for match in _LIKE_A_MONTH.finditer(run.text):
            slip = misspelling(match.group())
            if slip is None or slip.cut or not slip.certain:
                continue
            before = run.text[max(match.start() - _LONGEST_TIME, 0) : match.start()]
            if _TIME_BEFORE.search(before) or _DAY_BEHIND.match(run.text, match.end()):
                span = run.span(*match.span())
                edits = (Edit(span, slip.right),) if run.is_plain(*match.span()) else ()
                yield Finding(span, {"month": slip.right, "what": "Misspelt month"}, edits, Applicability.SAFE, (slip.right,))


def _stands_apart(dated: Dated, date: Date) -> bool:
    """Whether a date is set off from the words around it, and so no part of a sentence or a name."""
    return bool(_OPENING.search(dated.before(date.start)) and _CLOSING.match(dated.text, date.end))


def check_impossible(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Dates that are in no calendar."""
    texts = document.view(dated_texts)
    numeric = (date for dated in texts for date in dated.reading.dates if date.form == "numeric")
    writes_months = any(date.precision is Precision.MONTH and date.exists for date in numeric)
    for dated in texts:
        wrong = [date for date in dated.reading.dates if not date.exists]
        ranges = [range for range in dated.reading.ranges if wrong and _is_set_off(dated, range)]
        sure = {date.start for range in ranges for date in _ends_of_months(range)}
        for date in wrong:
            around = dated.before(date.start) + dated.behind(date.end)
            if not _ON_PURPOSE.search(around) and (date.start in sure or _is_certain(dated, date, writes_months)):
                yield Finding(dated.span(date.start, date.end), {"why": _why(date)})
    yield from _days_of_no_year(document)
    yield from _months_of_fields(document)
    yield from _years_too_long(document)
    yield from _before_its_time(document)
    yield from _before_birth(document)


def _days_of_no_year(document: Document) -> Iterator[Finding]:
    """ "June 31" is in no year."""
    for run in (document.runs[index] for index in runs_with(document, _THIRTY)):
        for match in _NO_DAY.finditer(run.text):
            year = read_dates(run.text[match.start() : match.end() + 8])
            around = run.text[max(match.start() - _AROUND, 0) : match.end() + _AROUND]
            if not any(date.day for date in year) and not _ON_PURPOSE.search(around):
                name = next(name for name in ENGLISH if name.startswith((match[1] or match[4])[:3]))
                day = match[2] or match[3]
                if day == "31" or name == "February":
                    yield Finding(run.span(match.start(), match.end()), {"why": f"{name} has no {day}{'st' if day == '31' else 'th'}"})


def _months_of_fields(document: Document) -> Iterator[Finding]:
    """`startDate: 2020-13`. (2020-21 may be a year of studies, and a `date` of 2019-22 a range of years.)"""
    for field in document.fields:
        written = _NO_MONTH.match(document.text, field.span.start, field.span.end)
        after = int(written[2]) - int(written[1]) % 100 if written else 1
        if written and after != 1 and (is_end(field.key) or (after <= 0 and _DATE.fullmatch(field.key))):
            yield Finding(Span(written.start(1), written.end(2)), {"why": f"there is no month {written[2]}"})


def _years_too_long(document: Document) -> Iterator[Finding]:
    """ "2020.11 – 22023.10": a digit was struck twice."""
    for span, date in _of_five_digits(document):
        digits = date[1]
        years = [digits[:a] + digits[b:] for a, b in pairwise(range(5)) if digits[a] == digits[b]]
        if meant := [year for year in years if year[:2] in ("19", "20")]:
            yield Finding(span, {"why": "its year has five digits"}, suggestions=(date.group().lstrip("\"'").replace(digits, meant[0]),))


def _of_five_digits(document: Document) -> Iterator[tuple[Span, re.Match[str]]]:
    for dated in document.view(dated_texts):
        for match in _LONG_MONTH.finditer(dated.text):
            if _MONTH_BEFORE.search(dated.before(match.start())) or _MONTH_BEHIND.match(dated.text, match.end()):
                yield dated.span(*match.span()), match
    for field in document.fields:
        if day := _LONG_DAY.match(document.text, field.span.start, field.span.end):
            yield Span(day.start(1), day.end()), day


def _before_its_time(document: Document) -> Iterator[Finding]:
    """Pages dated well before their content: usually the template's sample date was left in."""
    field = document.field_at("date") if document.front_matter else None
    said = only_date(document.text[field.span.start : field.span.end].strip("\"'")) if field else None
    if field is None or said is None or not said.exists:
        return
    is_sample = str(field.value)[:10] in template_facts().dates
    told = [
        dated
        for dated in document.view(dated_texts)
        if not dated.hidden and (dated.path in _EVENTS or (is_sample and not _STAMP.fullmatch(last_key(dated.path))))
    ]
    years = [date.year for dated in told for date in dated.reading.dates]
    most = 1 if is_sample else max((_EVENTS[dated.path] for dated in told), default=0)
    if years and min(years) > said.year + most:
        where = told[0].span(told[0].reading.dates[0].start, told[0].reading.dates[0].end)
        why = f"{said} is {min(years) - said.year} years before the events on this page ({min(years)})"
        yield Finding(value_span(document, field), {"why": why}, related=(Related(where, "The later date"),))


def _before_birth(document: Document) -> Iterator[Finding]:
    """Dates before a person was ten years old."""
    born = next(_birth(document), None)
    if born is None:
        return
    for entry in document.view(entries):
        began = entry.first or entry.last
        is_career = any(_CAREER.search(heading) for heading in entry.headings)
        if began and is_career and entry.is_own and not entry.hidden and began.year < born.year + _CHILDHOOD:
            yield Finding(entry.span, {"why": f"it is {began}, and the birth is dated {born}"})


def _birth(document: Document) -> Iterator[Date]:
    texts = document.view(dated_texts)
    if not texts or not any(_SPEAKS_OF_BIRTH.search(text) for text in (document.text, document.view(words))):
        return
    for dated in texts:
        for date in dated.reading.dates:
            key = dated.path[-1] if dated.path else ""
            if date.exists and (_BORN.search(dated.before(date.start)) or (isinstance(key, str) and _BIRTHDAY.fullmatch(key))):
                yield date


def _is_certain(dated: Dated, date: Date, writes_months: bool) -> bool:
    """Whether this must be meant as a date: 2021.13 may be a measure, 2021.02.30 a version."""
    if date.form != "numeric":
        return True
    written = dated.text[date.start : date.end]
    if date.day is not None:
        parts = written.split(".")
        return len(parts) != 3 or len(parts[2]) == 4 or (len(parts[1]) == 2 and 1 <= (date.month or 0) <= 12)
    before, behind = dated.before(date.start).strip(), dated.behind(date.end).lstrip()
    if dated.is_field:
        return not before and not behind
    return writes_months and before in ("", "(", "[") and (not behind or behind[0] in ",:;)]|–—-")


def _is_set_off(dated: Dated, range: Range) -> bool:
    """Whether a range dates an entry: in a sentence, "from 2021.13 to 2022.1" may be two versions of a program."""
    return dated.is_field or stands_out(dated, range) or dated.before(range.start).endswith(("(", "[", "（"))


def _ends_of_months(range: Range) -> Iterator[Date]:
    """The ends of a range of which the other end says that they are months: a month itself, or "now"."""
    for date, other in ((range.first, range.last), (range.last, range.first)):
        if date and (other.exists and other.form == "numeric" if other else range.now):
            yield date


def _why(date: Date) -> str:
    month, day = date.month or 0, date.day or 0
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    if month == 2 and day == 29:
        return f"{date.year} is not a leap year"
    return f"{ENGLISH[month - 1]} has no {day}{'st' if day == 31 else 'th'}"
