"""Tax rules beyond single months: a year's withholding is the year's tax, caps that can't bind, gaps that block few."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.bonus_trap import bonus_trap
from payroll.calculators.single_taxes import bonus_tax
from payroll.engine import run
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.trace import explain
from tests.pure.payroll.people import BOOK, MONTH
from tests.pure.payroll.reference_tax import year_tax
from tests.pure.payroll.test_book import PERSON
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month

YEAR = 2025
AVERAGE = "severance.average_yearly_wage"
EARNED = {"scheme": "fixed_monthly", "month_days": 2200, "employed_days": 2200, "work_injury_rate": 2000}
UNINSURED = dict.fromkeys(
    ("insured_pension", "insured_medical", "insured_unemployment", "insured_work_injury", "insured_housing_fund"), 0
)


def _months_of(first: int, pay: list[int], **facts: Any) -> list[dict[str, int]]:
    """The slips of a year at one employer from month ``first``, each carrying on what the ones before withheld."""
    slips: list[dict[str, int]] = []
    for place, amount in enumerate(pay):
        own = {name: value[place] if isinstance(value, list) else value for name, value in facts.items()}
        before = {
            "tax_months": place + 1,
            "tax_income_before": sum(slip["taxed_income"] for slip in slips),
            "tax_deductions_before": sum(slip["tax_deductions"] for slip in slips),
            "tax_withheld_before": sum(slip["income_tax"] for slip in slips),
        }
        row = {**EARNED, **UNINSURED, "employment_id": 1, "fixed_monthly_pay": amount, **before, **own}
        result = run(Inputs.from_rows(Month(YEAR, first + place), [row]), BOOK)
        assert result.faults == ()
        slips.append(result.slip(0))
    return slips


_pay = st.integers(0, 6_000_000)


@st.composite
def _years(draw: st.DrawFn) -> tuple[int, list[int], dict[str, Any]]:
    first = draw(st.integers(1, 12))
    months = 13 - first
    pay = draw(st.lists(_pay, min_size=months, max_size=months))
    bonus = [0] * months
    bonus[draw(st.integers(0, months - 1))] = draw(st.sampled_from([0, 3_600_000, 14_400_100]))
    facts = {
        "bonus_merged": 1,
        "annual_bonus_amount": bonus,
        "additional_to_date": [100_000 * (place + 1) for place in range(months)],
        "first_wage_in_year": draw(st.integers(0, 1)),
        "basic_deduction_elsewhere": draw(st.integers(0, 1)),
        "sixty_thousand_rule": draw(st.integers(0, 1)) if first == 1 else 0,
        **draw(st.sampled_from([{}, {"insured_pension": 1, "insured_medical": 1, "social_base": 900_000}])),
    }
    return first, pay, facts


@given(_years())
@settings(max_examples=25, deadline=None)
def test_a_years_withholding_is_the_years_tax_or_a_refund_waits(year: tuple[int, list[int], dict[str, Any]]) -> None:
    """With a merged bonus, a joiner, a first wage, a second employer, contributions and the 60,000 rule."""
    first, pay, facts = year
    slips = _months_of(first, pay, **facts)
    income = sum(slip["taxed_income"] for slip in slips)
    assert income == sum(pay) + sum(facts["annual_bonus_amount"])
    months = 12 if facts["first_wage_in_year"] or facts["sixty_thousand_rule"] else 13 - first
    basic = 0 if facts["basic_deduction_elsewhere"] else 500_000 * months
    own = sum(slip["tax_deductions"] for slip in slips) + facts["additional_to_date"][-1]
    due = int(year_tax(Decimal(income - own - basic) / 100) * 100)
    withheld = sum(slip["income_tax"] for slip in slips)
    assert withheld >= due
    assert withheld == due or slips[-1]["income_tax"] == 0


@given(st.integers(500_000, 5_000_000), st.integers(1, 12), st.integers(1, 30_000_000))
@settings(max_examples=12, deadline=None)
def test_with_even_pay_the_comparison_in_any_month_is_that_of_december(pay: int, paid_in: int, bonus: int) -> None:
    bonuses = [bonus if month == paid_in else 0 for month in range(1, 13)]
    in_month = _months_of(1, [pay] * 12, annual_bonus_amount=bonuses)[paid_in - 1]
    in_december = _months_of(1, [pay] * 12, annual_bonus_amount=[0] * 11 + [bonus])[-1]
    for figure in ("bonus_year_taxable", "bonus_tax_apart", "bonus_tax_merged", "bonus_choice_cost"):
        assert in_month[figure] == in_december[figure]


@given(st.integers(500_000, 3_000_000), st.integers(1, 40_000_000))
@settings(max_examples=10, deadline=None)
def test_what_the_choice_costs_is_the_difference_of_the_two_years(pay: int, bonus: int) -> None:
    """Both ways are lived through; equal monthly pay, so that nothing waits to be refunded."""
    totals, costs = {}, {}
    for merged in (0, 1):
        slips = _months_of(1, [pay] * 12, annual_bonus_amount=[0] * 11 + [bonus], bonus_merged=merged)
        totals[merged] = sum(slip["income_tax"] + slip["annual_bonus_tax"] for slip in slips)
        costs[merged] = slips[-1]["bonus_choice_cost"]
    assert costs == {0: max(0, totals[0] - totals[1]), 1: max(0, totals[1] - totals[0])}


def _without_average() -> Book:
    known = {p.name: p for p in load_law()}
    gap = replace(known[AVERAGE].rows[-1], value=None)
    return Book.of([*(p for n, p in known.items() if n != AVERAGE), replace(known[AVERAGE], rows=(gap,))])


def test_an_average_that_is_not_known_fails_who_is_paid_severance_by_name_and_nobody_else() -> None:
    rows = [{**PERSON, "scheme": "fixed_monthly", "fixed_monthly_pay": 600_000, "night_shifts": 0}]
    rows = [rows[0], {**rows[0], "employment_id": 8, "severance_amount": 100}]
    result = run(Inputs.from_rows(MONTH, rows), _without_average())
    assert result.failed.tolist() == [False, True]
    assert [(fault.row, fault.place) for fault in result.faults] == [(1, AVERAGE)]
    assert "average" in result.faults[0].reason.en
    assert run(Inputs.from_rows(MONTH, rows[:1]), _without_average()).faults == ()


def test_a_known_average_is_cited_in_the_explanation_of_the_exemption() -> None:
    inputs = Inputs.from_rows(MONTH, [{**PERSON, "severance_amount": 50_000_000}])
    result = run(inputs, BOOK)
    lines = {line.figure: line for line in explain(result, inputs, BOOK, 0)}
    assert AVERAGE in {used.name for used in lines["severance_exempt"].parameters}
    assert lines["severance_excess"].value == 50_000_000 - 45_277_200


def _highest(parameter: str, on: date) -> int:
    allowed = BOOK.row(parameter, on).value
    assert isinstance(allowed, tuple)
    return max(rate for rate in allowed if isinstance(rate, int))


@pytest.mark.parametrize("year", range(2016, 2027))
def test_the_caps_of_tax_free_housing_fund_and_annuity_cannot_bind(year: int) -> None:
    """The notices cap rates and bases (财税〔2006〕10号 art. 2: 12 %, three averages; 财税〔2013〕103号: 4 %)."""
    for on in (date(year, 7, 1), date(year, 12, 31)):
        averages = 3 * BOOK.whole("social_insurance.average_monthly_wage", on)
        assert sum(_highest(f"housing_fund.{name}", on) for name in ("rates", "supplementary_rates")) <= 120_000
        assert BOOK.whole("housing_fund.base_ceiling", on) <= averages
        assert BOOK.whole("annuity.employee", on) <= 40_000
        assert BOOK.whole("social_insurance.base_ceiling", on) <= averages


@given(st.integers(0, 150_000_000))
@settings(max_examples=60, deadline=None)
def test_a_bonus_is_in_a_trap_exactly_where_some_bracket_end_below_leaves_more(bonus: int) -> None:
    on = MONTH.first_day
    limits = (3_600_000, 14_400_000, 30_000_000, 42_000_000, 66_000_000, 96_000_000)
    kept = bonus - bonus_tax(bonus, on).tax
    best = max([limit - bonus_tax(limit, on).tax for limit in limits if limit < bonus], default=0)
    trap = bonus_trap(BOOK, on, bonus)
    assert (trap.loss if trap else 0) == max(0, best - kept)


def test_what_nobody_has_is_laid_out_and_not_repeated() -> None:
    """A column of zeros costs what a missing one costs: formulas meet one number."""
    zeros = np.zeros(1000, dtype=np.int64)
    given_ = Inputs.from_columns(MONTH, np.arange(1000), {"annual_bonus_amount": zeros, "severance_amount": zeros})
    for name in ("annual_bonus_amount", "severance_amount"):
        assert given_.column(name).strides == (0,)
    mixed = zeros.copy()
    mixed[500] = 1
    assert Inputs.from_columns(MONTH, np.arange(1000), {"severance_amount": mixed}).column("severance_amount")[500] == 1


def test_a_month_that_severance_does_not_touch_reads_no_average_at_all() -> None:
    with pytest.raises(BadInput, match="average_yearly_wage"):
        BOOK.row(AVERAGE, date(2018, 12, 31))
