"""Made-up inputs of the monthly pay for any number of people: every scheme, part months, extras, all insurances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payroll.columns import COLUMNS
from payroll.inputs import Coded, Inputs
from payroll.schemes import PayScheme
from vocabulary.periods import Month

MONTH = Month(2026, 8)
Columns = Mapping[str, Any]
REGIMES = ("", "standard", "comprehensive", "irregular")
SCHEMES = tuple(scheme.value for scheme in PayScheme)
STAFFING = ("dispatched", "assistant_4050")
UNITS, POSTS = ("street-1", "street-2"), ("duty", "patrol")
_SEED = 20_260_801


def made_columns(people: int) -> dict[str, Any]:
    """The input columns of ``people``, each as the engine takes it; the values of ``tests.pure.payroll.people``."""
    rng = np.random.default_rng(_SEED)
    month_days = rng.choice([2000, 2100, 2200, 2300], people)
    part = rng.random(people) < 0.1
    months = rng.integers(1, 9, people)
    since = months > 1
    words = _words(rng, people)
    performs = words["scheme"].codes != SCHEMES.index("civil_service")
    made = {name: rng.integers(0, most + 1, people) for name, most in _MOST.items()}
    return {
        **words,
        **made,
        **{name: np.where(performs, made[name], 0) for name in _PERFORMANCE},
        **{name: _few(rng, people, values) for name, values in RARELY.items()},
        **{name: _few(rng, people, _OWED) for name in COLUMNS if name.startswith("back_")},
        "month_days": month_days,
        "employed_days": np.where(part, rng.integers(0, month_days // 50) * 50, month_days),
        "tax_months": months,
        "tax_income_before": np.where(since, rng.integers(0, 100_000_000, people), 0),
        "tax_deductions_before": np.where(since, rng.integers(0, 5_000_000, people), 0),
        "tax_withheld_before": np.where(since, rng.integers(0, 1_000_000, people), 0),
        **{name: rng.choice(values, people) for name, values in _AMONG.items()},
        **{name: (rng.random(people) < share).astype(np.int64) for name, share in _FLAGS.items()},
    }


_PERFORMANCE = ("performance_basic_amount", "performance_incentive_amount")
_OWED = [-5_000, 900, 12_345]
_FEW = 0.03
RARELY = {
    "overtime_minutes_period": [60, 6_480],
    "probation_days": [1_000, 2_300],
    "sick_days": [50, 300, 1_000, 2_300],
    "sick_days_relief": [300, 2_300],
    "sick_days_after_change": [100, 1_100],
    "sick_days_relief_after_change": [100, 1_100],
    "maternity_days": [1_000, 2_300],
    "maternity_allowance_amount": [500_000],
    "unused_leave_days": [50, 300],
}


def _few(rng: np.random.Generator, people: int, values: list[int]) -> NDArray[np.int64]:
    """One of ``values`` for three in a hundred people, nothing for the others."""
    return np.where(rng.random(people) < _FEW, rng.choice(values, people), 0)


_MOST = {
    "average_wage": 1_000_000,
    "service_years": 12,
    "months_in_service": 144,
    "fixed_monthly_pay": 1_500_000,
    "hourly_rate": 6_000,
    "worked_minutes": 6_000,
    "performance_basic_amount": 400_000,
    "performance_incentive_amount": 300_000,
    "middle_shifts": 12,
    "night_shifts": 12,
    "standard_minutes": 10_000,
    "overtime_minutes_workday": 2_160,
    "overtime_minutes_rest_day": 2_160,
    "overtime_minutes_holiday": 1_440,
    "one_off_taxed_amount": 100_000,
    "one_off_untaxed_amount": 100_000,
    "net_deduction_amount": 10_000,
    "social_base": 6_000_000,
    "housing_base": 6_000_000,
    "additional_to_date": 2_000_000,
    "other_deductions_to_date": 500_000,
}
_AMONG = {
    "unpaid_days": [0, 0, 0, 0, 0, 0, 50, 100, 150, 2300],
    "attended_days": [0, 1_500, 1_950, 2_000, 2_100, 2_200],
    "annual_bonus_amount": [0, 0, 0, 3_600_000, 3_600_001, 14_400_100],
    "labour_service_amount": [0, 0, 0, 80_100, 400_000, 6_250_100],
    "severance_amount": [0, 0, 0, 0, 10_000_000, 60_000_000],
    "subsidy_months_used": [0, 12, 35, 36],
    "housing_rate": [50_000, 60_000, 70_000],
    "supplementary_rate": [0, 10_000, 50_000],
    "work_injury_rate": [1_333, 1_600, 2_000, 4_000],
}
_FLAGS = {
    "heat_exposed": 0.4,
    "insured_pension": 0.95,
    "insured_medical": 0.95,
    "insured_unemployment": 0.93,
    "insured_work_injury": 0.98,
    "insured_housing_fund": 0.9,
    "occupational_annuity": 0.3,
    "bonus_merged": 0.3,
    "basic_deduction_elsewhere": 0.05,
    "subsidy_4050": 0.4,
    "first_wage_in_year": 0.05,
    "sixty_thousand_rule": 0.1,
}


def _words(rng: np.random.Generator, people: int) -> dict[str, Coded]:
    def drawn(names: tuple[str, ...]) -> Coded:
        return Coded(rng.integers(0, len(names), people), names)

    cells = {"scale_cell": ("G3/5",), "post_wage_cell": ("P9",), "step_wage_cell": ("S20",)}
    cells |= {"position_wage_cell": ("section-member",), "rank_wage_cell": ("rank-25/3",)}
    return {
        "scheme": drawn(SCHEMES),
        "regime": drawn(REGIMES),
        "staffing_type": drawn(STAFFING),
        "unit": drawn(UNITS),
        "post": drawn(POSTS),
        **{column: drawn(names) for column, names in cells.items()},
    }


def made_inputs(columns: Columns) -> Inputs:
    """The engine's inputs of those columns, people numbered from 1."""
    return Inputs.from_columns(MONTH, np.arange(1, len(columns["month_days"]) + 1), columns)


def made_row(columns: Columns, row: int) -> dict[str, Any]:
    """One person as the plain reference takes it."""

    def at(column: Coded | NDArray[np.int64]) -> int | str:
        return column.at(row) if isinstance(column, Coded) else int(column[row])

    return {name: at(column) for name, column in columns.items()}
