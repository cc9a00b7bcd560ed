"""Wrong weekdays next to dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.date.dated import Dated, dated_texts
from profilelint.checks.shared.cover import cover
from profilelint.core.diagnostic import Finding
from profilelint.core.record import record, replace
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.language.dates import Date

_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Monday to Sunday in full, in small letters.
_FULL = tuple(tuple(names.split()) for names in (
    " ".join(_ENGLISH).lower(),
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
))  # fmt: skip
#: Other ways to write them; "sat" and "wed" are words.
_SHORT = (
    tuple(name[:3] for name in _ENGLISH),
    ("Mon", "Tues", "Weds", "Thur", "Fri", "Sat", "Sun"),
    ("Mon", "Tue", "Wed", "Thurs", "Fri", "Sat", "Sun"),
)
_JAPANESE, _KOREAN = tuple("月火水木金土日"), tuple("월화수목금토일")
_CHINESE = tuple(tuple(mark + sign for sign in signs) for mark in ("周", "星期", "礼拜") for signs in ("一二三四五六日", "一二三四五六天"))
#: Each word, and the seven that it is one of.
_WEEKS: dict[str, tuple[str, ...]] = {word: week for week in reversed((*_FULL, *_SHORT, _JAPANESE, _KOREAN, *_CHINESE)) for word in week}
_ANY_FULL = "|".join(sorted({word for week in _FULL for word in week}, key=len, reverse=True))
_ANY_SHORT = "|".join(sorted({word for week in _SHORT for word in week}, key=len, reverse=True))
_B = r"[^\S\n]"
_BEFORE = regex(rf"\b(?:(?P<full>(?ai:{_ANY_FULL}))|(?P<short>{_ANY_SHORT})\.?),?{_B}{{1,2}}(?:(?:the|de[nm]|le|el){_B})?$")
_BEHIND = regex(
    rf"{_B}?[(\[（]{_B}?(?P<short>(?:{_ANY_SHORT}|(?ai:{_ANY_FULL})))\b\.?(?:[)\]）]|(?=[,;]|{_B}\d))"
    rf"|,{_B}(?P<full>(?ai:{_ANY_FULL}))(?={_B}?(?:$|[\n.;)]))"
    rf"|{_B}?[(\[（]{_B}?(?P<japanese>[{''.join(_JAPANESE)}])(?:曜日?)?{_B}?[)\]）]"
    rf"|{_B}?[(\[（]{_B}?(?P<korean>[{''.join(_KOREAN)}])(?:요일)?{_B}?[)\]）]"
    rf"|{_B}?[(\[（,，]?{_B}?(?P<chinese>(?:周|星期|礼拜)[一二三四五六日天])[)）]?"
)
#: "Mo. Friday", "Plácido Domingo", "der Freitag": a name, as "Sun" and "Thu" are anywhere but where something begins.
_NAME_BEFORE = regex(rf"(?:\b(?!(?:On|From|Until|Till|By|Since|Am|Le|El)\b)[A-Z][\w'’.-]{{0,24}}|\b[Dd]er){_B}$")
_OPENING = regex(rf"(?:^|[\n(\[:|;–—•·]|\b(?:[Oo]n|[Uu]ntil|[Ff]rom)){_B}*$")
#: "Monday and Thursday, 5 May", "each Friday, 5 May – 3 June".
_OTHERS_BEFORE = regex(
    rf"(?:\b(?:{_ANY_FULL}|{_ANY_SHORT})s?\.?\W{{1,3}}(?:\w{{1,5}}\W)?|\b(?:every|each|jede[nrs]?|chaque|cada|ogni|elke))\W{{0,2}}$",
    re.IGNORECASE,
)


#: No weekday is longer, including the text between it and the date.
_LONGEST = 24


@record
class _Said:
    """A weekday, its place in the text, and the start and end of brackets around it."""

    word: str
    at: int
    start: int
    end: int

    @property
    def week(self) -> tuple[str, ...]:
        return _WEEKS.get(self.word) or _WEEKS[self.word.lower()]

    @property
    def number(self) -> int:
        return self.week.index(self.word if self.word in self.week else self.word.lower())


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for dated in document.view(dated_texts):
        days = [date for date in dated.reading.dates if date.day is not None and date.exists and not date.guessed_year]
        ranges = cover(Span(range.start, range.end) for range in dated.reading.ranges) if days else cover(())
        ends = {range.first.start: range.end for range in dated.reading.ranges if range.first} if days else {}
        for date in days:
            said = _before(dated, date) or (_behind(dated, date) if date.start not in ranges else None)
            if said and said.number != date.first_day.weekday():
                yield _finding(dated, date, said, ends.get(date.start, 0))


def _before(dated: Dated, date: Date) -> _Said | None:
    match = _BEFORE.search(dated.text, max(date.start - _LONGEST, 0), date.start)
    if match is None:
        return None
    above, word = dated.before(match.start()), match["full"] or match["short"]
    is_name = not _OPENING.search(above) if match["short"] else word[0].isupper() and _NAME_BEFORE.search(above)
    return None if is_name or _OTHERS_BEFORE.search(above) else _Said(word, match.start(), match.start(), date.start)


def _behind(dated: Dated, date: Date) -> _Said | None:
    match = _BEHIND.match(dated.text, date.end)
    if match is None or match.lastgroup is None:
        return None
    return _Said(match[match.lastgroup], match.start(match.lastgroup), *match.span())


def _finding(dated: Dated, date: Date, said: _Said, ended: int) -> Finding:
    """`ended`: where a range ends that begins with the date; 0 where there is none."""
    start, end = min(said.start, date.start), max(said.end, date.end, ended)
    number = date.first_day.weekday()
    right = said.week[number].capitalize() if said.word[0].isupper() else said.week[number]
    suggestions = [dated.text[start : said.at] + right + dated.text[said.at + len(said.word) : end]]
    # The same date a year earlier or later, if it has that weekday.
    for year in (date.year - 1, date.year + 1):
        if (day := replace(date, year=year)).exists and day.first_day.weekday() == said.number:
            suggestions.append(dated.text[start:end].replace(str(date.year), str(year)))
    values = {"date": str(date), "right": _ENGLISH[number], "said": _ENGLISH[said.number]}
    return Finding(dated.span(start, end), values, suggestions=tuple(suggestions))
