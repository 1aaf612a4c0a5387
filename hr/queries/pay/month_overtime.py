"""Overtime that the shifts of a month show by themselves: work on statutory holidays, and hours beyond a period's norm.

Work on a statutory holiday can't be made up for by time off, so its minutes are paid whoever ordered it (劳动法 art. 44
(3)). Longer workdays and days of rest are not read off shifts: a day of rest may be made up for by another (art. 44
(2)), and rotas move them, so these minutes are paid once they are entered and approved.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, func, select, true

from hr.database import db
from hr.models.pay.pay_standing import PayStanding, WorkTerms
from hr.models.staff.employment import Employment
from hr.models.worktime.shift import Shift
from hr.queries.pay.in_force import holding
from hr.queries.pay.month_facts import NOT_ATTENDED
from scheduling.calendar import china_calendar
from scheduling.monthly import monthly_totals
from scheduling.night import instants
from scheduling.norm import standard_day
from scheduling.shift_table import DUTIES, ShiftTable
from vocabulary.periods import DateRange, Month
from vocabulary.terms import Duty, SettlementPeriod, WorkingTimeRegime

_MONTHS_OF = {SettlementPeriod.MONTH: 1, SettlementPeriod.QUARTER: 3, SettlementPeriod.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed on an employment's working time; ``base``: fen a month for overtime, None: not agreed."""

    regime: WorkingTimeRegime
    period: SettlementPeriod | None
    base: int | None


STANDARD = Terms(WorkingTimeRegime.STANDARD, None, None)


def terms_in(month: Month) -> dict[int, Terms]:
    """By employment: the latest terms that hold in the month; who has none works standard hours."""
    rows = db.session.execute(
        select(WorkTerms.employment_id, WorkTerms.regime, WorkTerms.period, WorkTerms.overtime_base_fen)
        .where(holding(WorkTerms, month.first_day, month.last_day))
        .order_by(WorkTerms.valid_from)
    )
    return {employment_id: Terms(regime, period, base) for employment_id, regime, period, base in rows}


def period_months_in(month: Month) -> dict[int, int]:
    """By employment with comprehensive hours: over how many months its period, as far as it has come, is averaged.

    Counted from the period's first month, or the one in which the employment began.
    """
    rows = db.session.execute(
        select(WorkTerms.employment_id, WorkTerms.period, Employment.starts_on)
        .join(Employment, Employment.id == WorkTerms.employment_id)
        .where(holding(WorkTerms, month.first_day, month.last_day))
        .order_by(WorkTerms.valid_from)
    )
    return {
        employment_id: month - max(_first_month(month, period), Month.of(starts_on)) + 1
        for employment_id, period, starts_on in rows
        if period is not None
    }


def _first_month(month: Month, kind: SettlementPeriod) -> Month:
    """Of the period that ``month`` lies in."""
    return month + -((month.month - 1) % _MONTHS_OF[kind])


def holiday_minutes(month: Month) -> dict[int, int]:
    """By person: minutes worked on statutory holidays by the clock, in shifts whose business date is in the month.

    Of a night shift from 30 September to 06:00, six hours are on the first of October; the shift, and so its minutes,
    belong to September.
    """
    return _on_holidays(month.range, true())


def _on_holidays(within: DateRange, whose: ColumnElement[bool]) -> dict[int, int]:
    calendar = china_calendar()
    years = sorted({day.year for day in within.dates()})
    holidays = {day for year in years for day in calendar.statutory_days(year)}
    business = {day for holiday in holidays for day in (holiday, holiday - timedelta(days=1)) if day in within}
    if not business:
        return {}
    shifts = select(Shift.person_id, Shift.business_date, Shift.starts_at, Shift.ends_at).where(
        Shift.business_date.in_(sorted(business)), Shift.duty.not_in(NOT_ATTENDED), whose
    )
    rows = db.session.execute(shifts).all()
    if not rows:
        return {}
    totals = monthly_totals(_table(rows), calendar)
    found: dict[int, int] = {}
    for person, minutes in zip(totals.person.tolist(), totals.statutory_minutes.tolist(), strict=True):
        found[person] = found.get(person, 0) + minutes
    return {person: minutes for person, minutes in found.items() if minutes}


def _table(rows: Sequence[Any]) -> ShiftTable:
    people, days, starts, ends = (list(column) for column in zip(*rows, strict=True))
    return ShiftTable(
        person=np.array(people, dtype=np.int64),
        business_date=np.array(days, dtype="datetime64[D]"),
        start=instants(starts),
        end=instants(ends),
        kind=np.zeros(len(people), dtype=np.int8),
        duty=np.full(len(people), DUTIES.index(Duty.PATROL), dtype=np.int8),
    )


def worked_by_the_hour(month: Month) -> dict[int, int]:
    """By person: minutes worked in the month by those who have an hourly rate."""
    hourly = select(Employment.person_id).join(PayStanding, PayStanding.employment_id == Employment.id)
    paid = hourly.where(PayStanding.hourly_rate_fen > 0, holding(PayStanding, month.first_day, month.last_day))
    return _worked(month.range, Shift.person_id.in_(paid))


def _worked(within: DateRange, whose: ColumnElement[bool]) -> dict[int, int]:
    rows = db.session.execute(
        select(Shift.person_id, func.sum(Shift.worked_minutes))
        .where(Shift.business_date.between(within.first, within.last), Shift.duty.not_in(NOT_ATTENDED), whose)
        .group_by(Shift.person_id)
    )
    return {person_id: int(minutes) for person_id, minutes in rows}


@dataclass(frozen=True)
class PeriodWork:
    """What people of one settlement period have done in the part of it that ends with the month."""

    period: DateRange
    worked: Mapping[int, int]
    on_holidays: Mapping[int, int]
    leave_days: Mapping[int, int]

    def beyond_norm(self, person_id: int, employed: DateRange) -> int:
        """Minutes over the norm of the workdays employed (劳部发〔1994〕503号); holidays are paid on their own."""
        workdays = sum(day in employed for day in china_calendar().workdays(self.period))
        owed = (workdays - self.leave_days.get(person_id, 0)) * standard_day()
        return max(0, self.worked.get(person_id, 0) - self.on_holidays.get(person_id, 0) - owed)


def period_work_in(month: Month, kinds: Collection[SettlementPeriod]) -> dict[SettlementPeriod, PeriodWork]:
    """By length of period: the work in it up to the month's end, of all whose hours are settled over such a period."""
    return {kind: _period_work(month, kind) for kind in kinds}


def period_ends(month: Month, kind: SettlementPeriod) -> bool:
    """Whether a period of that length ends with ``month``."""
    return month.month % _MONTHS_OF[kind] == 0


def _period_work(month: Month, kind: SettlementPeriod) -> PeriodWork:
    period = DateRange(_first_month(month, kind).first_day, month.last_day)
    settled = select(Employment.person_id).join(WorkTerms, WorkTerms.employment_id == Employment.id)
    whose = Shift.person_id.in_(
        settled.where(WorkTerms.period == kind, holding(WorkTerms, month.first_day, month.last_day))
    )
    return PeriodWork(period, _worked(period, whose), _on_holidays(period, whose), _leave_days(period, whose))


def _leave_days(within: DateRange, whose: ColumnElement[bool]) -> dict[int, int]:
    rows = db.session.execute(
        select(Shift.person_id, Shift.business_date)
        .where(Shift.business_date.between(within.first, within.last), Shift.duty.in_(NOT_ATTENDED), whose)
        .distinct()
    )
    workdays = set(china_calendar().workdays(within))
    found: dict[int, int] = {}
    for person_id, day in rows:
        found[person_id] = found.get(person_id, 0) + (day in workdays)
    return found
