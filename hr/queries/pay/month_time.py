"""The time of a month: paid days, shifts, overtime that shifts show, and work in the heat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hr.models.pay.pay_input import PayInputKind
from hr.queries.pay.month_columns import Column, transposed
from hr.queries.pay.month_facts import InputsOf, ShiftsOf, shifts_in, standard_minutes_in
from hr.queries.pay.month_overtime import (
    STANDARD,
    PeriodWork,
    Terms,
    holiday_minutes,
    period_ends,
    period_work_in,
    terms_in,
    worked_by_the_hour,
)
from hr.queries.pay.month_staff import Paid
from payroll.schemes import PayScheme
from scheduling.calendar import DayKind, china_calendar
from vocabulary.periods import DateRange, Month
from vocabulary.terms import SettlementPeriod, ShiftKind, StaffingType

DAY = 100  # days are counted in hundredths
_NO_SHIFTS = ShiftsOf()
_NAMES = (
    "month_days",
    "employed_days",
    "joined_this_month",
    "left_this_month",
    "attended_days",
    "early_shifts",
    "middle_shifts",
    "night_shifts",
    "standard_minutes",
    "regime",
    "overtime_base",
    "sick_base",
    "worked_minutes",
    "overtime_minutes_workday",
    "overtime_minutes_rest_day",
    "overtime_minutes_holiday",
    "overtime_minutes_period",
    "heat_exposed",
)


class PaidDays:
    """Paid days are workdays and statutory holidays (劳社部发〔2008〕3号, 人社部发〔2025〕2号)."""

    def __init__(self, month: Month) -> None:
        calendar = china_calendar()
        kinds = (DayKind.WORKDAY, DayKind.STATUTORY)
        self.month = month
        self._first, self._last = month.first_day, month.last_day
        self.paid = [day for day in month.range.dates() if calendar.kind(day) in kinds]
        self.workdays = calendar.workdays(month)
        self._counted: dict[tuple[date, date], int] = {}

    def within(self, dates: DateRange) -> int:
        """Hundredths of paid days of the month that lie in ``dates``."""
        last = self._last if dates.last is None else min(dates.last, self._last)
        key = (max(dates.first, self._first), last)
        if key not in self._counted:
            self._counted[key] = sum(key[0] <= day <= last for day in self.paid) * DAY
        return self._counted[key]

    def joined_late(self, employed: DateRange) -> bool:
        """Whether the employment began in the month, after its first workday."""
        return self.workdays[0] < employed.first <= self._last

    def left_early(self, employed: DateRange) -> bool:
        """Whether it ended before the month's last workday."""
        return employed.last is not None and employed.last < self.workdays[-1]


@dataclass(frozen=True)
class TimeFacts:
    """What is looked up once for everybody."""

    days: PaidDays
    shifts: Mapping[int, ShiftsOf]
    standard_minutes: Mapping[int, int]
    terms: Mapping[int, Terms]
    on_holidays: Mapping[int, int]
    by_the_hour: Mapping[int, int]
    periods: Mapping[SettlementPeriod, PeriodWork]
    entered: Mapping[int, InputsOf]


def time_columns(people: Sequence[Paid], days: PaidDays, entered: Mapping[int, InputsOf]) -> dict[str, Column]:
    """The columns of everybody."""
    month, terms = days.month, terms_in(days.month)
    settled = sorted({one.period for one in terms.values() if one.period is not None})
    facts = TimeFacts(
        days=days,
        shifts=shifts_in(month),
        standard_minutes=standard_minutes_in(month),
        terms=terms,
        on_holidays=holiday_minutes(month),
        by_the_hour=worked_by_the_hour(month),
        periods=period_work_in(month, settled),
        entered=entered,
    )
    return transposed(_NAMES, (_row(one, facts) for one in people))


def _row(one: Paid, facts: TimeFacts) -> tuple[int | str | None, ...]:
    employed = DateRange(one.starts_on, one.ends_on)
    shifts = facts.shifts.get(one.person_id, _NO_SHIFTS)
    terms = facts.terms.get(one.employment_id, STANDARD)
    return (
        len(facts.days.paid) * DAY,
        facts.days.within(employed),
        int(facts.days.joined_late(employed)),
        int(facts.days.left_early(employed)),
        shifts.days * DAY,
        shifts.kinds.get(ShiftKind.EARLY, 0),
        shifts.kinds.get(ShiftKind.MIDDLE, 0),
        shifts.kinds.get(ShiftKind.NIGHT, 0),
        facts.standard_minutes.get(one.person_id, 0),
        terms.regime.value if terms is not STANDARD else "",
        terms.base,
        terms.base,
        *_minutes(one, employed, terms, facts),
        _heat(one, shifts, facts),
    )


def _minutes(one: Paid, employed: DateRange, terms: Terms, facts: TimeFacts) -> tuple[int, ...]:
    """Minutes paid by the hour, and overtime by kind. What is entered counts instead of what shifts show."""
    shown = {
        PayInputKind.WORKED_MINUTES: facts.by_the_hour.get(one.person_id, 0) if one.scheme is PayScheme.HOURLY else 0,
        PayInputKind.OVERTIME_WORKDAY: 0,
        PayInputKind.OVERTIME_REST_DAY: 0,
        PayInputKind.OVERTIME_HOLIDAY: _holiday(one, facts),
        PayInputKind.OVERTIME_PERIOD: _beyond_period(one, employed, terms, facts),
    }
    entered = facts.entered.get(one.employment_id)
    if entered is None:
        return tuple(shown.values())
    return tuple(entered.amounts.get(kind, minutes) for kind, minutes in shown.items())


def _holiday(one: Paid, facts: TimeFacts) -> int:
    """Nobody on the establishment: the labour law isn't theirs (劳部发〔1995〕309号 arts. 3, 4); nor part-timers."""
    if one.staffing_type is StaffingType.ESTABLISHMENT or one.scheme is PayScheme.HOURLY:
        return 0
    return facts.on_holidays.get(one.person_id, 0)


def _beyond_period(one: Paid, employed: DateRange, terms: Terms, facts: TimeFacts) -> int:
    """Hours are settled when the period ends, or the employment does."""
    if terms.period is None:
        return 0
    month = facts.days.month
    if not (period_ends(month, terms.period) or (employed.last is not None and employed.last <= month.last_day)):
        return 0
    return facts.periods[terms.period].beyond_norm(one.person_id, employed)


def _heat(one: Paid, shifts: ShiftsOf, facts: TimeFacts) -> int:
    """Outdoor work on patrol; the law says in which months it is paid for."""
    entered = facts.entered.get(one.employment_id)
    if entered is not None and PayInputKind.HEAT_EXPOSURE in entered.amounts:
        return entered.amounts[PayInputKind.HEAT_EXPOSURE]
    return int(shifts.patrols > 0)
