"""How long people have served by a month, and what that gives them: probation, seniority, averages, subsidies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, and_, cast, func, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.pay_standing import SubsidyGrant
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Contract, Employment
from hr.queries.pay.month_columns import Column, transposed
from hr.queries.pay.month_facts import InputsOf
from hr.queries.pay.month_staff import Paid, employer_of
from hr.queries.pay.month_time import PaidDays
from payroll.schemes import PayScheme
from vocabulary.money import divide_half_up
from vocabulary.periods import DateRange, Month

_MONTHS_OF_AVERAGE = 12
_MONTHS_A_YEAR = 12
OVERTIME = ("overtime_workday_pay", "overtime_rest_day_pay", "overtime_holiday_pay", "overtime_period_pay")
"""The figures of overtime pay, which an average for unused leave leaves out."""


def probation_in(month: Month) -> dict[int, DateRange]:
    """By employment: the probation that a contract has agreed, where it reaches into the month."""
    rows = db.session.execute(
        select(Contract.employment_id, Contract.starts_on, Contract.probation_ends_on).where(
            Contract.probation_ends_on >= month.first_day, Contract.starts_on <= month.last_day
        )
    )
    return {employment_id: DateRange(first, last) for employment_id, first, last in rows}


@dataclass(frozen=True, slots=True)
class _Spell:
    employer: str
    starts_on: date
    ends_on: date


def served_since(month: Month) -> dict[int, date]:
    """By employment: the first day of unbroken service with its employer of record, where an earlier one leads to it.

    A change of staffing type ends an employment and begins the next, the day after; with the same employer, service
    goes on (劳动合同法实施条例 art. 10).
    """
    before, after = _ended(month), _begun_after_another(month)
    return {
        employment_id: _first_of(employer, starts_on, before[person_id])
        for employment_id, person_id, employer, starts_on in after
    }


def _ended(month: Month) -> Mapping[int, list[_Spell]]:
    rows = db.session.execute(
        select(Employment.person_id, Employment.agency_id, Unit.path, Employment.starts_on, Employment.ends_on)
        .join(Unit, Unit.id == Employment.host_unit_id)
        .where(Employment.ends_on <= month.last_day)
    )
    found: defaultdict[int, list[_Spell]] = defaultdict(list)
    for person_id, agency_id, path, starts_on, ends_on in rows:
        if ends_on is not None:
            found[person_id].append(_Spell(employer_of(agency_id, path), starts_on, ends_on))
    return found


def _begun_after_another(month: Month) -> list[tuple[int, int, str, date]]:
    earlier = select(Employment.person_id).where(Employment.ends_on <= month.last_day)
    rows = db.session.execute(
        select(Employment.id, Employment.person_id, Employment.agency_id, Unit.path, Employment.starts_on)
        .join(Unit, Unit.id == Employment.host_unit_id)
        .where(Employment.person_id.in_(earlier), Employment.starts_on <= month.last_day)
    )
    return [(key, person_id, employer_of(agency_id, path), first) for key, person_id, agency_id, path, first in rows]


def _first_of(employer: str, starts_on: date, earlier: list[_Spell]) -> date:
    leads = {one.ends_on + timedelta(days=1): one.starts_on for one in earlier if one.employer == employer}
    while starts_on in leads:
        starts_on = leads[starts_on]
    return starts_on


def whole_months(since: date, until: date) -> int:
    """Whole months from a day up to and including another."""
    day_after = until + timedelta(days=1)
    months = (day_after.year - since.year) * _MONTHS_A_YEAR + day_after.month - since.month
    return max(0, months - (day_after.day < since.day))


def average_wages(month: Month) -> dict[int, int]:
    """By employment with unused leave to pay: the average of up to twelve months before, overtime left out (fen).

    企业职工带薪年休假实施办法 art. 11. From settled slips; who has none is left out.
    """
    first = month + -_MONTHS_OF_AVERAGE
    wage = _fen("gross") - sum((_fen(name) for name in OVERTIME[1:]), _fen(OVERTIME[0]))
    leaving = select(PayInput.employment_id).where(
        PayInput.month == month, PayInput.kind == PayInputKind.UNUSED_LEAVE_DAYS
    )
    rows = db.session.execute(
        select(Payslip.employment_id, func.sum(wage), func.count())
        .join(PayRun, and_(PayRun.id == Payslip.pay_run_id, PayRun.state.in_(SETTLED)))
        .where(Payslip.month >= first, Payslip.month < month, Payslip.employment_id.in_(leaving))
        .group_by(Payslip.employment_id)
    )
    return {employment_id: max(0, divide_half_up(int(total), months)) for employment_id, total, months in rows}


def _fen(name: str) -> Any:
    return func.coalesce(cast(Payslip.figures[name].as_string(), BigInteger), 0)


def subsidy_months(month: Month) -> dict[int, int]:
    """By employment subsidised in ``month``: how many months of the subsidy were used before it."""
    rows = db.session.execute(
        select(
            SubsidyGrant.employment_id, SubsidyGrant.first_month, SubsidyGrant.last_month, SubsidyGrant.months_before
        ).where(SubsidyGrant.first_month <= month)
    )
    return {
        employment_id: before + (month - first)
        for employment_id, first, last, before in rows
        if last is None or last >= month
    }


_NAMES = (
    "service_years",
    "months_in_service",
    "probation_days",
    "average_wage",
    "civil_bonus_due",
    "subsidy_4050",
    "subsidy_months_used",
)


def service_columns(people: Sequence[Paid], days: PaidDays, entered: Mapping[int, InputsOf]) -> dict[str, Column]:
    """The columns of everybody."""
    month = days.month
    since, probation, averages = served_since(month), probation_in(month), average_wages(month)
    used, last_day = subsidy_months(month), month.last_day
    bonus_due = month.month == _MONTHS_A_YEAR

    def row(one: Paid) -> tuple[int | None, ...]:
        first, until = since.get(one.employment_id, one.starts_on), min(one.ends_on or last_day, last_day)
        months = whole_months(first, until)
        return (
            months // _MONTHS_A_YEAR,
            months,
            _probation_days(one, probation.get(one.employment_id), days),
            averages.get(one.employment_id, _declared_average(one, entered.get(one.employment_id))),
            int(bonus_due and one.scheme is PayScheme.CIVIL_SERVICE),
            int(one.employment_id in used),
            used.get(one.employment_id, 0),
        )

    return transposed(_NAMES, map(row, people))


def _declared_average(one: Paid, entered: InputsOf | None) -> int | None:
    """Whom nothing was paid here yet: the declared social insurance base, which is the average of the year before."""
    leaves_some = entered is not None and PayInputKind.UNUSED_LEAVE_DAYS in entered.amounts
    return one.social_base if leaves_some else None


def _probation_days(one: Paid, probation: DateRange | None, days: PaidDays) -> int:
    both = None if probation is None else probation.within(DateRange(one.starts_on, one.ends_on))
    return 0 if both is None else days.within(both)
