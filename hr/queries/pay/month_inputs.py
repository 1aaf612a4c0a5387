"""A month's inputs in the form that the pay engine takes, one row an employment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hr.models.pay.pay_input import PayInputKind
from hr.models.pay.pay_scale import ScalePart
from hr.queries.pay.month_facts import (
    InputsOf,
    ShiftsOf,
    YearSoFar,
    additional_deductions,
    inputs_in,
    low_paid_all_year,
    shifts_in,
    standard_minutes_in,
    tax_before,
)
from hr.queries.pay.month_staff import Paid, paid_in
from hr.queries.pay.parameter_book import cell_key
from payroll.parameters.book import Book
from payroll.schemes import PayScheme
from scheduling.calendar import DayKind, china_calendar
from vocabulary.periods import DateRange, Month
from vocabulary.terms import ShiftKind, StaffingType

_DAY = 100  # days are counted in hundredths
_SCHEMES = {
    StaffingType.ESTABLISHMENT: PayScheme.ESTABLISHMENT,
    StaffingType.ASSISTANT_4050: PayScheme.FIXED_MONTHLY,
}


@dataclass(frozen=True)
class MonthFacts:
    """Everything of a month that is looked up once for all."""

    shifts: Mapping[int, ShiftsOf]
    inputs: Mapping[int, InputsOf]
    standard_minutes: Mapping[int, int]
    tax: Mapping[tuple[int, str], YearSoFar]
    sixty_thousand: frozenset[tuple[int, str]]
    deductions: Mapping[int, list[tuple[int, Month, Month]]]


def inputs_for(month: Month, path: str, book: Book) -> tuple[list[Paid], list[dict[str, Any]]]:
    """Who is paid at and below ``path``, and each one's row of inputs, in the same order."""
    limit = book.whole("income_tax.basic_deduction_year", month.last_day)
    facts = MonthFacts(
        shifts_in(month),
        inputs_in(month),
        standard_minutes_in(month),
        tax_before(month),
        frozenset(low_paid_all_year(month.year - 1, limit)),
        additional_deductions(month),
    )
    people = paid_in(month, path)
    days = _PaidDays(month)
    return people, [_row(one, month, days, facts) for one in people]


class _PaidDays:
    """Paid days are workdays and statutory holidays (劳社部发〔2008〕3号, 人社部发〔2025〕2号)."""

    def __init__(self, month: Month) -> None:
        calendar = china_calendar()
        kinds = (DayKind.WORKDAY, DayKind.STATUTORY)
        self.month = month
        self.paid = [day for day in month.range.dates() if calendar.kind(day) in kinds]
        self.workdays = calendar.workdays(month)

    def within(self, employed: DateRange) -> int:
        return sum(day in employed for day in self.paid) * _DAY

    def joined_late(self, employed: DateRange) -> bool:
        return employed.first > min(self.workdays)

    def left_early(self, employed: DateRange) -> bool:
        return employed.last is not None and employed.last < max(self.workdays)


def _row(one: Paid, month: Month, days: _PaidDays, facts: MonthFacts) -> dict[str, Any]:
    return {
        "employment_id": one.employment_id,
        **_where(one),
        **_time(one, days, facts.shifts.get(one.person_id, ShiftsOf())),
        "standard_minutes": facts.standard_minutes.get(one.person_id, 0),
        **_entered(facts.inputs.get(one.employment_id)),
        **_insured(one),
        **_tax(one, month, facts),
    }


def _where(one: Paid) -> dict[str, Any]:
    scheme = _SCHEMES.get(one.staffing_type, PayScheme.GRADE_STEP)
    cells = {
        PayScheme.ESTABLISHMENT: {"post_wage_cell": ScalePart.POST_WAGE, "step_wage_cell": ScalePart.STEP_WAGE},
        PayScheme.GRADE_STEP: {"scale_cell": ScalePart.GRADE_STEP},
    }.get(scheme, {})
    return {
        "staffing_type": one.staffing_type.value,
        "scheme": scheme.value,
        "unit": str(one.unit_id),
        "post": one.post_family.value,
        "grade": one.grade or "",
        **{name: cell_key(one.scale, part, one.grade, one.step) for name, part in cells.items() if one.scale},
        "fixed_monthly_pay": one.fixed_wage if scheme is PayScheme.FIXED_MONTHLY else None,
        "performance_basic_amount": one.performance_basic or 0,
        "performance_incentive_amount": one.performance_incentive or 0,
    }


def _time(one: Paid, days: _PaidDays, shifts: ShiftsOf) -> dict[str, int]:
    employed = DateRange(one.starts_on, one.ends_on)
    return {
        "month_days": len(days.paid) * _DAY,
        "employed_days": days.within(employed),
        "joined_this_month": int(employed.first in days.month.range and days.joined_late(employed)),
        "left_this_month": int(days.left_early(employed)),
        "attended_days": shifts.days * _DAY,
        "early_shifts": shifts.kinds.get(ShiftKind.EARLY, 0),
        "middle_shifts": shifts.kinds.get(ShiftKind.MIDDLE, 0),
        "night_shifts": shifts.kinds.get(ShiftKind.NIGHT, 0),
    }


def _entered(entered: InputsOf | None) -> dict[str, int]:
    if entered is None:
        return {}
    return {
        "one_off_taxed_amount": entered.amounts.get(PayInputKind.TAXED, 0),
        "one_off_untaxed_amount": entered.amounts.get(PayInputKind.UNTAXED, 0),
        "net_deduction_amount": entered.amounts.get(PayInputKind.DEDUCTION, 0),
        "unpaid_days": entered.amounts.get(PayInputKind.UNPAID_DAYS, 0),
        "inputs_approved": int(entered.approved),
        **{f"override.{figure}": amount for figure, amount in entered.overrides.items()},
    }


def _insured(one: Paid) -> dict[str, Any]:
    insured = one.insured is not False
    whole = int(insured and not one.injury_only)
    return {
        "social_base": one.social_base,
        "housing_base": one.housing_base,
        "insured_pension": whole,
        "insured_medical": whole,
        "insured_unemployment": whole,
        "insured_work_injury": int(insured),
        "insured_housing_fund": whole,
        "work_injury_rate": one.work_injury_rate,
        "housing_rate": one.housing_rate,
        "supplementary_rate": one.supplementary_rate,
        "occupational_annuity": int(one.staffing_type is StaffingType.ESTABLISHMENT and bool(whole)),
    }


def _tax(one: Paid, month: Month, facts: MonthFacts) -> dict[str, int]:
    key = (one.person_id, one.employer)
    so_far = facts.tax.get(key, YearSoFar())
    since = max(Month(month.year, 1), min(Month.of(one.starts_on), so_far.first_month or month))
    deductions = facts.deductions.get(one.person_id, [])
    return {
        "tax_months": month - since + 1,
        "tax_income_before": so_far.income,
        "tax_deductions_before": so_far.deductions,
        "tax_withheld_before": so_far.withheld,
        "additional_to_date": sum(fen * max(0, last - max(first, since) + 1) for fen, first, last in deductions),
        "first_wage_in_year": int(one.first_wage_in_year and one.starts_on.year == month.year),
        "sixty_thousand_rule": int(key in facts.sixty_thousand and since.month == 1),
    }
