"""The day on which a month's pay is due."""

from __future__ import annotations

from datetime import date, timedelta

from scheduling.arrangement import DayKind
from scheduling.calendar import WorkCalendar, china_calendar
from vocabulary.periods import Month

_SATURDAY = 5
_LAST = 28


def payday_of(month: Month, day: int, calendar: WorkCalendar | None = None) -> date:
    """The payday of ``month``: the ``day``-th (1 to 28) of the month after it, or the nearest workday before.

    A payday that falls on a holiday or a day of rest is advanced to the nearest workday (工资支付暂行规定, 劳部发
    〔1994〕489号 art. 7). In a year whose holidays are not on record yet only weekends are days of rest.
    """
    if not 1 <= day <= _LAST:
        raise ValueError(f"a payday from 1 to {_LAST} expected, got {day}")
    calendar = calendar or china_calendar()
    due = (month + 1).first_day + timedelta(days=day - 1)
    while not _is_workday(due, calendar):
        due -= timedelta(days=1)
    return due


def _is_workday(day: date, calendar: WorkCalendar) -> bool:
    if day.year not in calendar.years:
        return day.weekday() < _SATURDAY
    return calendar.kind(day) is DayKind.WORKDAY
