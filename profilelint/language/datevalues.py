"""What a date and a range say."""

from __future__ import annotations

from calendar import monthrange
from datetime import date as calendar_date
from enum import IntEnum

from profilelint.core.record import record
from profilelint.language.months import ENGLISH, Misspelling

Day = tuple[int, int, int]


class Precision(IntEnum):
    YEAR = 1
    MONTH = 2
    DAY = 3


@record
class Date:
    """A date written at `start:end`. It need not be in the calendar: `exists` says whether it is.

    `form`: "year", "years" (the 24 of 2023-24; the 2010-11 that may be a month), "season", "month" (a named month), "numeric" (2021.9,
    09/2021), "iso" (2021-09-10), "cjk".
    """

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None
    form: str = "year"
    month_at: tuple[int, int] | None = None  # of the month's name
    slip: Misspelling | None = None  # how that should be written
    guessed_year: bool = False  # of "Sept" in "Sept – Dec 2023"
    years: int = 1  # that it may reach over: 2 for a winter

    @property
    def precision(self) -> Precision:
        return Precision.YEAR if self.month is None else Precision.MONTH if self.day is None else Precision.DAY

    @property
    def exists(self) -> bool:
        if self.month is None:
            return True
        return 1 <= self.month <= 12 and (self.day is None or 1 <= self.day <= monthrange(self.year, self.month)[1])

    @property
    def earliest(self) -> Day:
        return self.year, self.month or 1, self.day or 1

    @property
    def latest(self) -> Day:
        if self.month is None:
            return self.year + self.years - 1, 12, 31
        return self.year, self.month, self.day or 31

    @property
    def first_day(self) -> calendar_date:
        """The first day of what it says, of a date that exists."""
        return calendar_date(*self.earliest)

    @property
    def last_day(self) -> calendar_date:
        """The last day of what it says, of a date that exists."""
        year, month, day = self.latest
        return calendar_date(year, month, min(day, monthrange(year, month)[1]))

    @property
    def iso(self) -> str:
        """As precise as it is."""
        return "-".join((str(self.year), *(f"{part:02}" for part in (self.month, self.day) if part is not None)))

    def __str__(self) -> str:
        if self.month is None or not 1 <= self.month <= 12:
            return str(self.year)
        return f"{f'{self.day} ' if self.day else ''}{ENGLISH[self.month - 1]} {self.year}"


@record
class Range:
    """`first` or `last` is None if the range is open there; `now` is the span of a word for "ongoing"."""

    start: int
    end: int
    first: Date | None
    last: Date | None
    now: tuple[int, int] | None = None

    @property
    def is_reversed(self) -> bool:
        """Whether it surely ends before it starts."""
        if not (self.first and self.last and self.first.exists and self.last.exists):
            return False
        return not self.first.guessed_year and self.last.latest < self.first.earliest


@record
class Reading:
    """The dates of a text, in order, those among them that ranges are made of, and the ranges."""

    dates: tuple[Date, ...] = ()
    ranges: tuple[Range, ...] = ()
