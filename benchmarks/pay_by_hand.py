"""August 2026 of the made-up employer written out in NumPy for this one month: the baseline of the pay engine.

No elements, no plan, no book, no checks, no missing values: the amounts of that month stand in the lines, and every
division is rounded in the cheapest way that is right for amounts that can't be negative.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_people import POSTS, SCHEMES, STAFFING, UNITS
from benchmarks.taxes_by_hand import bonus_tax, paid_besides, subsidies, year_tax
from benchmarks.time_by_hand import (
    DAY,
    MINIMUM,
    TIERED,
    back_pay,
    half_up,
    leave,
    overtime,
    paid_days,
    part_month,
    tiers,
)
from payroll.columns import BACK_ITEMS
from vocabulary.money import FenArray

Figures = dict[str, FenArray]
_FLOOR, _CEILING = 754_600, 3_773_100
_HOURLY_MINIMUM = 2_500
_OWN = (
    "pension_employee",
    "medical_employee",
    "unemployment_employee",
    "annuity_employee",
    "housing_fund_employee",
    "supplementary_fund_employee",
)
_EMPLOYERS = (
    "pension_employer",
    "medical_employer",
    "maternity_employer",
    "unemployment_employer",
    "work_injury_employer",
    "annuity_employer",
    "housing_fund_employer",
    "supplementary_fund_employer",
)

_MADE_GOOD = tuple(f"back_{item}_employee" for item, (_, shared) in BACK_ITEMS.items() if shared)
_OWED = tuple(f"back_{item}_employer" for item in BACK_ITEMS)


def pay_by_hand(c: dict[str, Any]) -> Figures:
    """Every figure of the slip for the columns of ``made_people.made_columns``, as fresh columns in fen."""
    f: Figures = {}
    _base(c, f)
    paid_days(c, f)
    part_month(c, f)
    overtime(c, f)
    _extras(c, f)
    _allowances(c, f)
    tiers(c, f)
    back_pay(c, f)
    _insurances(c, f)
    leave(c, f, _net_of(f))
    paid_besides(c, f)
    _totals(c, f)
    _income_tax(c, f)
    bonus_tax(c, f)
    _net(f)
    subsidies(c, f, c["staffing_type"].codes == STAFFING.index("dispatched"))
    _minimum_wage(c, f)
    return f


def _is(c: dict[str, Any], scheme: str) -> NDArray[np.bool_]:
    return np.asarray(c["scheme"].codes == SCHEMES.index(scheme))


def _base(c: dict[str, Any], f: Figures) -> None:
    establishment = _is(c, "establishment")
    f["post_wage"] = np.where(establishment, 300_000, 0)
    f["step_wage"] = np.where(establishment, 150_000, 0)
    f["scale_wage"] = np.where(_is(c, "grade_step"), 600_000, 0)
    f["fixed_wage"] = np.where(_is(c, "fixed_monthly"), c["fixed_monthly_pay"], 0)
    f["performance_basic"] = c["performance_basic_amount"]
    f["performance_incentive"] = c["performance_incentive_amount"]
    f["hourly_wage"] = np.where(_is(c, "hourly"), half_up(c["hourly_rate"] * c["worked_minutes"], 60), 0)
    civil = _is(c, "civil_service")
    f["position_wage"], f["rank_wage"] = np.where(civil, 400_000, 0), np.where(civil, 250_000, 0)
    wages = f["post_wage"] + f["step_wage"] + f["scale_wage"] + f["position_wage"] + f["rank_wage"]
    f["monthly_pay"] = wages + f["fixed_wage"] + f["performance_basic"]


def _extras(c: dict[str, Any], f: Figures) -> None:
    f["early_shift_pay"] = np.zeros_like(f["monthly_pay"])
    f["middle_shift_pay"] = c["middle_shifts"] * 3_000
    f["night_shift_pay"] = c["night_shifts"] * np.where(c["post"].codes == POSTS.index("duty"), 8_000, 6_000)
    f["heat_allowance"] = c["heat_exposed"] * 30_000
    f["one_off_taxed"], f["one_off_untaxed"] = c["one_off_taxed_amount"], c["one_off_untaxed_amount"]
    f["net_deduction"] = c["net_deduction_amount"]
    f["annual_bonus"] = c["annual_bonus_amount"]
    f["civil_bonus"] = np.zeros_like(f["monthly_pay"])  # paid in December


def _allowances(c: dict[str, Any], f: Figures) -> None:
    here = c["unit"].codes == UNITS.index("street-1")
    f["allowance.post"] = here * half_up(20_000 * f["days_paid"], DAY)
    f["allowance.share"] = here * half_up(f["scale_wage"], 20)
    f["allowance.meal"] = here * (c["attended_days"] * 20)
    f["allowance.shift"] = here * ((c["middle_shifts"] + c["night_shifts"]) * 500)
    f["allowance.case"] = here * (c["standard_minutes"] * 5)


def _insurances(c: dict[str, Any], f: Figures) -> None:
    pension, medical, unemployment = c["insured_pension"], c["insured_medical"], c["insured_unemployment"]
    annuity, injury = c["occupational_annuity"], c["insured_work_injury"]
    anything = (pension | medical | unemployment | annuity | injury).astype(np.bool_)
    base = np.where(anything, np.minimum(np.maximum(c["social_base"], _FLOOR), _CEILING), 0)
    f["social_contribution_base"] = base
    f["pension_employee"] = pension * half_up(base * 8, 100)
    f["medical_employee"] = medical * half_up(base * 2, 100)
    f["unemployment_employee"] = unemployment * half_up(base * 5, 1000)
    f["pension_employer"] = pension * half_up(base * 16, 100)
    f["medical_employer"] = medical * half_up(base * 9, 100)
    f["maternity_employer"] = np.zeros_like(base)  # merged into the medical rate
    f["unemployment_employer"] = unemployment * half_up(base * 5, 1000)
    f["work_injury_employer"] = injury * half_up(base * c["work_injury_rate"], 1_000_000)
    f["annuity_employee"] = annuity * half_up(base * 4, 100)
    f["annuity_employer"] = annuity * half_up(base * 8, 100)
    housing = c["insured_housing_fund"] * np.minimum(np.maximum(c["housing_base"], MINIMUM), _CEILING)
    f["housing_contribution_base"] = housing
    for name, rate in (("housing_fund", "housing_rate"), ("supplementary_fund", "supplementary_rate")):
        to_the_yuan = half_up(housing * c[rate], 100_000_000) * 100
        f[f"{name}_employee"], f[f"{name}_employer"] = to_the_yuan, to_the_yuan.copy()


def _net_of(f: Figures) -> FenArray:
    """The contributions that the minimum wage is net of: all but the annuity."""
    return sum((f[name] for name in _OWN if name != "annuity_employee"), start=np.zeros_like(f["monthly_pay"]))


def _totals(c: dict[str, Any], f: Figures) -> None:
    pay = f["monthly_pay"] + f["performance_incentive"] + f["hourly_wage"] + f["sick_pay"] + f["sick_relief_pay"]
    pay = sum((-f[f"{name}_deduction"] for name in ("part_month", "unpaid_days", "sick_days", "probation")), start=pay)
    codes = ("post", "share", "meal", "shift", "case", *TIERED)
    allowed = sum((f[f"allowance.{code}"] for code in codes), start=pay)
    f["_counted"] = allowed
    extra_time = f["overtime_workday_pay"] + f["overtime_rest_day_pay"] + f["overtime_holiday_pay"]
    extra_time = extra_time + f["overtime_period_pay"] + f["unused_leave_pay"]
    extras = f["middle_shift_pay"] + f["night_shift_pay"] + extra_time + f["heat_allowance"]
    wages = allowed + extras + f["one_off_taxed"]
    f["taxed_income"] = wages + f["back_pay"] + f["bonus_merged_amount"]
    f["contribution_wage"] = wages + f["bonus_total"] + c["back_pay_counted"]
    untaxed = f["one_off_untaxed"] + f["back_pay_untaxed"] + f["labour_service"] + f["severance"]
    f["gross"] = wages + f["back_pay"] + f["bonus_total"] + untaxed


def _income_tax(c: dict[str, Any], f: Figures) -> None:
    f["tax_deductions"] = sum((f[name] for name in (*_OWN[1:], *_MADE_GOOD)), start=f[_OWN[0]])
    f["tax_income_to_date"] = c["tax_income_before"] + f["taxed_income"]
    f["tax_deductions_to_date"] = c["tax_deductions_before"] + f["tax_deductions"]
    f["deduction_months"] = np.where(c["first_wage_in_year"] != 0, 8, c["tax_months"])
    basic = np.where(c["sixty_thousand_rule"] != 0, 6_000_000, f["deduction_months"] * 500_000)
    f["basic_deduction_to_date"] = np.where(c["basic_deduction_elsewhere"] != 0, 0, basic)
    off = f["tax_deductions_to_date"] + f["basic_deduction_to_date"]
    off = off + c["additional_to_date"] + c["other_deductions_to_date"]
    taxable = np.maximum(f["tax_income_to_date"] - off, 0)
    f["taxable_to_date"] = taxable
    f["tax_due_to_date"] = year_tax(taxable)
    f["income_tax"] = np.maximum(f["tax_due_to_date"] - c["tax_withheld_before"], 0)


def _net(f: Figures) -> None:
    taxes = f["income_tax"] + f["annual_bonus_tax"] + f["labour_service_tax"] + f["severance_tax"]
    f["deductions"] = f["tax_deductions"] + taxes + f["net_deduction"]
    f["net"] = f["gross"] - f["deductions"]
    f["employer_contributions"] = sum((f[name] for name in (*_EMPLOYERS[1:], *_OWED)), start=f[_EMPLOYERS[0]])
    f["employer_cost"] = f["gross"] + f["employer_contributions"]


def _minimum_wage(c: dict[str, Any], f: Figures) -> None:
    f["minimum_wage_pay"] = f.pop("_counted") - _net_of(f)
    by_month = half_up(MINIMUM * (5 * f["days_paid"] + 4 * f["days_sick"]), 5 * DAY)
    by_hour = half_up(c["worked_minutes"] * _HOURLY_MINIMUM, 60)
    f["minimum_wage_due"] = np.where(_is(c, "hourly"), by_hour, by_month)
    f["minimum_wage_shortfall"] = np.maximum(f["minimum_wage_due"] - f["minimum_wage_pay"], 0)
