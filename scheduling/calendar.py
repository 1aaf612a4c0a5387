"""Which days are worked: the yearly arrangement of workdays, days of rest and statutory holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling.arrangement import DAY_KINDS, DayKind, KindArray, YearArrangement, published_years, year_of
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.text import Text

__all__ = ["DAY_KINDS", "DayArray", "DayKind", "WorkCalendar", "YearArrangement", "china_calendar", "workdays_answer"]

DayArray = NDArray[np.datetime64]
"""Dates as ``datetime64[D]``."""


_NOT_LOADED = -1


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
        return np.full(sum(1 for _ in year_of(year).dates()), _NOT_LOADED, dtype=np.int8)

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
        "workdays": calendar.count_workdays(year_of(year)),
        "statutory_days": [day.isoformat() for day in calendar.statutory_days(year)],
        "makeup_workdays": [day.isoformat() for day in calendar.makeup_workdays(year)],
    }


@cache
def china_calendar() -> WorkCalendar:
    """The calendar of every year that the State Council has published."""
    return WorkCalendar(published_years())


def _unknown(year: int) -> BadInput:
    return BadInput(
        Text(
            f"尚未载入{year}年的节假日安排，请先导入或录入",
            f"The holiday arrangement of {year} is not loaded; import or enter it first",
        ),
        str(year),
    )
