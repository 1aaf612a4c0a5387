"""Made-up employments for the property tests, and the employer's rows that they are paid by."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from payroll.columns import COLUMNS
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.schemes import PayScheme
from tests.golden.payroll.reading import own_rows
from vocabulary.periods import Month

MONTH = Month(2026, 8)
BOOK = Book.of(load_law(), own_rows())
DECIDED = Book.of(
    load_law(),
    own_rows(
        {
            "settings.probation_share": "0.8",
            "settings.overtime_base_share": "0.7",
            "settings.sick_pay_share": "0.7",
            "settings.sick_pay_rule": {"value": "service_scale", "from": date(2026, 8, 16)},
            "settings.maternity_pay": "through_employer",
        }
    ),
)
"""The book of an employer who has decided otherwise wherever the time rules leave a choice."""

_SIDES = ("_employee", "_employer")
_flags = st.integers(0, 1)
_money = st.integers(0, 3_000_000)
_FULL_MONTH = st.sampled_from([0, 0, 0, 50, 300, 1050, 2150, 2300])


def _signed(most: int) -> st.SearchStrategy[int]:
    return st.one_of(st.just(0), st.integers(-most, most))


@st.composite
def _time(draw: st.DrawFn) -> dict[str, Any]:
    """Overtime of any regime, probation, sick and maternity leave of any length, service."""
    return {
        "regime": draw(st.sampled_from(["", "standard", "comprehensive", "irregular"])),
        "overtime_minutes_workday": draw(st.integers(0, 2160)),
        "overtime_minutes_rest_day": draw(st.integers(0, 2160)),
        "overtime_minutes_holiday": draw(st.integers(0, 1440)),
        "overtime_minutes_period": draw(st.sampled_from([0, 0, 1, 6480])),
        "overtime_base": draw(st.one_of(st.none(), _money)),
        "probation_days": draw(_FULL_MONTH),
        "sick_days": draw(_FULL_MONTH),
        "sick_days_relief": draw(_FULL_MONTH),
        "sick_days_after_change": draw(_FULL_MONTH),
        "sick_days_relief_after_change": draw(_FULL_MONTH),
        "sick_base": draw(st.one_of(st.none(), _money)),
        "maternity_days": draw(_FULL_MONTH),
        "maternity_allowance_amount": draw(st.one_of(st.just(0), _money)),
        "unused_leave_days": draw(st.sampled_from([0, 0, 50, 500])),
        "average_wage": draw(_money),
        "service_years": draw(st.integers(0, 11)),
        "months_in_service": draw(st.integers(0, 12)),
    }


@st.composite
def _back_pay(draw: st.DrawFn) -> dict[str, int]:
    """What earlier months are owed or owe."""
    pay = ("back_pay_taxed", "back_pay_untaxed", "back_pay_counted")
    return {name: draw(_signed(50_000)) for name in (*pay, *(name for name in COLUMNS if name.endswith(_SIDES)))}


@st.composite
def person(draw: st.DrawFn) -> dict[str, Any]:
    """One person's inputs for August 2026, of any scheme, whole or part month, insured or not."""
    month_days = draw(st.sampled_from([2000, 2100, 2200, 2300]))
    employed = draw(st.one_of(st.just(month_days), st.integers(0, month_days // 50).map(lambda halves: halves * 50)))
    months = draw(st.integers(1, 8))
    scheme = draw(st.sampled_from(list(PayScheme)))
    performs = scheme is not PayScheme.CIVIL_SERVICE
    return {
        **draw(_time()),
        **draw(_back_pay()),
        "scheme": scheme.value,
        "staffing_type": draw(st.sampled_from(["dispatched", "assistant_4050"])),
        "unit": draw(st.sampled_from(["street-1", "street-2"])),
        "post": draw(st.sampled_from(["duty", "patrol"])),
        "scale_cell": "G3/5",
        "post_wage_cell": "P9",
        "step_wage_cell": "S20",
        "position_wage_cell": "section-member",
        "rank_wage_cell": "rank-25/3",
        "fixed_monthly_pay": draw(_money),
        "hourly_rate": draw(st.integers(2500, 6000)),
        "worked_minutes": draw(st.integers(0, 6000)),
        "performance_basic_amount": draw(_money) if performs else 0,
        "performance_incentive_amount": draw(_money) if performs else 0,
        "month_days": month_days,
        "employed_days": employed,
        "unpaid_days": draw(st.integers(0, 46)) * 50,
        "attended_days": draw(st.integers(0, 46)) * 50,
        "early_shifts": draw(st.integers(0, 12)),
        "middle_shifts": draw(st.integers(0, 12)),
        "night_shifts": draw(st.integers(0, 12)),
        "standard_minutes": draw(st.integers(0, 10_000)),
        "heat_exposed": draw(_flags),
        "one_off_taxed_amount": draw(st.integers(-100_000, 1_000_000)),
        "one_off_untaxed_amount": draw(st.integers(0, 100_000)),
        "annual_bonus_amount": draw(st.sampled_from([0, 3_600_000, 3_600_001, 14_400_100])),
        "bonus_merged": draw(_flags),
        "labour_service_amount": draw(st.sampled_from([0, 0, 80_100, 400_000, 400_001, 6_250_100])),
        "severance_amount": draw(st.sampled_from([0, 0, 10_000_000, 45_277_200, 60_000_000])),
        "net_deduction_amount": draw(st.integers(0, 10_000)),
        "social_base": draw(st.integers(0, 6_000_000)),
        "housing_base": draw(st.integers(0, 6_000_000)),
        "housing_rate": draw(st.sampled_from([50_000, 60_000, 70_000])),
        "supplementary_rate": draw(st.sampled_from([0, 10_000, 50_000])),
        "work_injury_rate": draw(st.sampled_from([2000, 1600, 4000, 1333])),
        "insured_pension": draw(_flags),
        "insured_medical": draw(_flags),
        "insured_unemployment": draw(_flags),
        "insured_work_injury": draw(_flags),
        "insured_housing_fund": draw(_flags),
        "occupational_annuity": draw(_flags),
        "tax_months": months,
        "tax_income_before": draw(st.integers(0, 100_000_000)) if months > 1 else 0,
        "tax_deductions_before": draw(st.integers(0, 5_000_000)) if months > 1 else 0,
        "tax_withheld_before": draw(st.integers(0, 1_000_000)) if months > 1 else 0,
        "additional_to_date": draw(st.integers(0, 2_000_000)),
        "other_deductions_to_date": draw(st.integers(0, 500_000)),
        "first_wage_in_year": draw(_flags),
        "sixty_thousand_rule": draw(_flags),
        "basic_deduction_elsewhere": draw(_flags),
        "subsidy_4050": draw(_flags),
        "subsidy_months_used": draw(st.sampled_from([0, 35, 36])),
    }


def people(least: int = 1, most: int = 12) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Several of them, numbered from 1."""
    numbered = st.lists(person(), min_size=least, max_size=most)
    return numbered.map(lambda found: [{**one, "employment_id": i} for i, one in enumerate(found, start=1)])
