"""Which days are worked: the yearly arrangement of workdays, days of rest and statutory holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling import law
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.terms import Term
from vocabulary.text import Text

DayArray = NDArray[np.datetime64]
"""Dates as ``datetime64[D]``."""
KindArray = NDArray[np.int8]
"""Day kinds as their place in ``DAY_KINDS``."""


class DayKind(Term):
    """日期类型: what a date is to a worker with ordinary hours."""

    WORKDAY = "workday", "工作日", "Workday"
    REST = "rest", "休息日", "Day of rest"
    STATUTORY = "statutory", "法定节假日", "Statutory holiday"


DAY_KINDS: tuple[DayKind, ...] = tuple(DayKind)
WORKDAY, REST, STATUTORY = (DAY_KINDS.index(kind) for kind in DayKind)
SATURDAY = 5
_NOT_LOADED = -1


@dataclass(frozen=True, slots=True)
class YearArrangement:
    """One year's arrangement: every date belongs to ``year``.

    ``days_off`` are all days off around the holidays, swapped rest days and statutory days included;
    ``makeup_workdays`` are weekend days that are worked.
    """

    year: int
    statutory_days: frozenset[date]
    days_off: frozenset[date]
    makeup_workdays: frozenset[date]
    source: Text
    confidence: str = "high"

    def __post_init__(self) -> None:
        strays = [d for d in self.statutory_days | self.days_off | self.makeup_workdays if d.year != self.year]
        if strays:
            raise BadInput(
                Text(f"{min(strays)} 不属于{self.year}年的安排", f"{min(strays)} does not belong to {self.year}"),
                str(self.year),
            )
        both = self.makeup_workdays & (self.days_off | self.statutory_days)
        if both:
            raise BadInput(
                Text(f"{min(both)} 既放假又上班", f"{min(both)} is both a day off and worked"), str(self.year)
            )

    def kind(self, day: date) -> DayKind:
        """What ``day``, a date of this year, is."""
        if day in self.statutory_days:
            return DayKind.STATUTORY
        if day in self.makeup_workdays:
            return DayKind.WORKDAY
        return DayKind.REST if day in self.days_off or day.weekday() >= SATURDAY else DayKind.WORKDAY

    def kinds(self) -> KindArray:
        """The kind of each of its days, from 1 January on."""
        return np.array([DAY_KINDS.index(self.kind(day)) for day in _year(self.year).dates()], dtype=np.int8)


class WorkCalendar:
    """The days of the years that are loaded; every question about another year is refused with that year's name."""

    def __init__(self, years: Iterable[YearArrangement]) -> None:
        self._years = {year.year: year for year in years}
        if not self._years:
            raise BadInput(Text("日历里没有任何年份", "The calendar has no year at all"), "year")
        self._first = date(min(self._years), 1, 1)
        self._kinds = np.concatenate(
            [self._kinds_or_gap(year) for year in range(min(self._years), max(self._years) + 1)]
        )

    def _kinds_or_gap(self, year: int) -> KindArray:
        if year in self._years:
            return self._years[year].kinds()
        return np.full(sum(1 for _ in _year(year).dates()), _NOT_LOADED, dtype=np.int8)

    @property
    def years(self) -> tuple[int, ...]:
        """The years it knows, in order."""
        return tuple(sorted(self._years))

    def arrangement(self, year: int) -> YearArrangement:
        """The arrangement of ``year``; raises BadInput when that year isn't loaded."""
        if year not in self._years:
            raise _unknown(year)
        return self._years[year]

    def with_year(self, year: YearArrangement) -> WorkCalendar:
        """This calendar with one year added or replaced."""
        return WorkCalendar({**self._years, year.year: year}.values())

    def kind(self, day: date) -> DayKind:
        """What ``day`` is; raises BadInput when its year isn't loaded."""
        return self.arrangement(day.year).kind(day)

    def kinds(self, days: DayArray) -> KindArray:
        """The kind of each of many days (any shape), as places in ``DAY_KINDS``."""
        index = (days.astype("datetime64[D]") - np.datetime64(self._first)).astype(np.int64)
        inside = (index >= 0) & (index < len(self._kinds))
        kinds = np.where(inside, self._kinds[np.where(inside, index, 0)], _NOT_LOADED).astype(np.int8)
        missing = days[kinds == _NOT_LOADED]
        if missing.size:
            raise _unknown(int(missing.min().astype("datetime64[Y]").astype(int)) + 1970)
        return kinds

    def is_workday(self, day: date) -> bool:
        """Whether people with ordinary hours work on ``day``."""
        return self.kind(day) is DayKind.WORKDAY

    def workdays(self, within: DateRange | Month) -> list[date]:
        """The workdays of a closed range or a month, in order."""
        dates = within.range.dates() if isinstance(within, Month) else within.dates()
        return [day for day in dates if self.is_workday(day)]

    def count_workdays(self, within: DateRange | Month) -> int:
        """How many workdays a closed range or a month has."""
        return len(self.workdays(within))

    def statutory_days(self, year: int) -> tuple[date, ...]:
        """The paid statutory holidays of ``year``, in order."""
        return tuple(sorted(self.arrangement(year).statutory_days))

    def makeup_workdays(self, year: int) -> tuple[date, ...]:
        """The weekend days of ``year`` that are worked, in order."""
        return tuple(sorted(self.arrangement(year).makeup_workdays))

    def add_workdays(self, day: date, workdays: int) -> date:
        """The ``workdays``-th workday after ``day``: a notice posted on ``day`` for 5 workdays (公示) ends on it.

        With 0 it is ``day`` itself if that is worked, else the next workday.
        """
        if workdays < 0:
            raise BadInput(Text("工作日数不能为负", "The number of workdays can't be negative"), "workdays")
        if workdays == 0:
            day -= timedelta(days=1)
        following = self._workdays_after(day)
        for _ in range(max(workdays, 1)):
            day = next(following)
        return day

    def _workdays_after(self, day: date) -> Iterator[date]:
        while True:
            day += timedelta(days=1)
            if self.is_workday(day):
                yield day


def workdays_answer(calendar: WorkCalendar, year: int) -> dict[str, Any]:
    """What ``calc workdays`` answers for ``year``: the count and the two lists, dates as YYYY-MM-DD."""
    return {
        "workdays": calendar.count_workdays(_year(year)),
        "statutory_days": [day.isoformat() for day in calendar.statutory_days(year)],
        "makeup_workdays": [day.isoformat() for day in calendar.makeup_workdays(year)],
    }


@cache
def china_calendar() -> WorkCalendar:
    """The calendar as published by the State Council, from ``law/holidays.yaml``."""
    known = law.read("holidays")
    source = Text(known["source"]["zh"], known["source"]["en"])
    return WorkCalendar(_arrangement(entry, source) for entry in known["years"])


def _arrangement(entry: dict[str, Any], source: Text) -> YearArrangement:
    year = entry["year"]
    return YearArrangement(
        year=year,
        statutory_days=_dates(year, entry["statutory"]),
        days_off=_dates(year, entry["days_off"]),
        makeup_workdays=_dates(year, entry["makeup"]),
        source=source,
        confidence=entry["confidence"],
    )


def _dates(year: int, written: list[str]) -> frozenset[date]:
    """The days of ``MM-DD`` and ``MM-DD..MM-DD``."""
    days: set[date] = set()
    for run in written:
        first, _, last = run.partition("..")
        days.update(_run(year, first, last or first).dates())
    return frozenset(days)


def _run(year: int, first: str, last: str) -> DateRange:
    return DateRange(date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}"))


def _year(year: int) -> DateRange:
    return DateRange(date(year, 1, 1), date(year, 12, 31))


def _unknown(year: int) -> BadInput:
    return BadInput(
        Text(
            f"尚未载入{year}年的节假日安排，请先导入或录入",
            f"The holiday arrangement of {year} is not loaded; import or enter it first",
        ),
        str(year),
    )
