"""Back pay after a correction equals having been right from the start, and is never paid twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.back_pay import (
    BACK_COLUMNS,
    COUNTED,
    PAID_ONCE,
    TAXED,
    UNTAXED,
    Posting,
    back_columns,
    deduction_limits,
    differences,
    postings,
    recomputed,
    taken,
)
from payroll.columns import COLUMNS
from payroll.engine import run
from payroll.formula.figure import FigureKind
from payroll.inputs import Inputs
from payroll.results import Result
from payroll.trace import explain
from tests.pure.payroll.people import BOOK, person
from vocabulary.periods import Month
from vocabulary.text import Text

Row = dict[str, Any]
JULY, AUGUST, SEPTEMBER = (Month(2026, number) for number in (7, 8, 9))
ALL_OF_IT = 10**12
FIXED = (*BACK_COLUMNS, "tax_income_before", "tax_deductions_before", "tax_withheld_before", "additional_to_date")
SAME_EITHER_WAY = (
    *("annual_bonus_amount", "bonus_merged", "labour_service_amount", "severance_amount", "net_deduction_amount"),
    *("first_wage_in_year", "sixty_thousand_rule", "basic_deduction_elsewhere", "other_deductions_to_date"),
)
MONEY = (FigureKind.EARNING, FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.EMPLOYER_CONTRIBUTION)


def computed(month: Month, row: Row) -> Result:
    result = run(Inputs.from_rows(month, [{"employment_id": 1, **row}]), BOOK)
    assert result.faults == ()
    return result


def year(rows: dict[Month, Row]) -> dict[Month, Result]:
    """The months one after the other, the year's tax handed on from each to the next."""
    found: dict[Month, Result] = {}
    income = deductions = withheld = 0
    for number, (month, row) in enumerate(rows.items(), start=1):
        so_far = {"tax_income_before": income, "tax_deductions_before": deductions, "tax_withheld_before": withheld}
        found[month] = computed(month, {**row, **so_far, "tax_months": number})
        slip = found[month].slip(0)
        income, deductions = income + slip["taxed_income"], deductions + slip["tax_deductions"]
        withheld += slip["income_tax"]
    return found


def owed(month: Month, paid: Result, right: Row, made_good: dict[str, int] | None = None) -> list[tuple[Posting, int]]:
    now = recomputed(Inputs.from_rows(month, [{"employment_id": 1, **right}]), BOOK).slip(0)
    found = differences(postings(BOOK), paid.slip(0), made_good or {}, now)
    return [(one.posting, one.owed) for one in found]


def total(results: dict[Month, Result], name: str) -> int:
    return sum(result.slip(0)[name] for result in results.values())


def sums(results: dict[Month, Result]) -> dict[str, int]:
    """What the months pay in all, whichever month it stands in."""
    kinds = {f.name: f.kind for result in results.values() for f in result.catalogue}
    names = ["gross", "taxed_income", "contribution_wage", "tax_deductions", "employer_contributions"]
    names += [name for name, kind in kinds.items() if kind is FigureKind.NET_DEDUCTION]
    return {name: total(results, name) for name in names}


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[Row, Row]:
    """A month as it was taken for and as it was, different in anything but what stands for itself."""
    wrong, right = draw(person()), draw(person())
    same = {name: right[name] for name in SAME_EITHER_WAY} | dict.fromkeys(FIXED, 0)
    return wrong | same, right | same


@given(two_versions(), two_versions(), two_versions())
@settings(max_examples=30, deadline=None)
def test_back_pay_after_a_correction_equals_having_been_right_from_the_start(
    july: tuple[Row, Row], august: tuple[Row, Row], september: tuple[Row, Row]
) -> None:
    always_right = year({JULY: july[1], AUGUST: august[1], SEPTEMBER: september[1]})
    first = year({JULY: july[0], AUGUST: august[0]})
    found = owed(JULY, first[JULY], july[1]) + owed(AUGUST, first[AUGUST], august[1])
    posted = taken(found, deduct_up_to=ALL_OF_IT)
    made = back_columns((posting, fen) for (posting, _), fen in zip(found, posted, strict=True))
    corrected = year({JULY: july[0], AUGUST: august[0], SEPTEMBER: september[1] | made})
    assert sums(corrected) == sums(always_right)
    last, straight = corrected[SEPTEMBER].slip(0), always_right[SEPTEMBER].slip(0)
    for name in ("tax_income_to_date", "tax_deductions_to_date", "taxable_to_date", "tax_due_to_date"):
        assert last[name] == straight[name]
    withheld_before = total(first, "income_tax")  # withholding gives nothing back before the year's settlement
    assert total(corrected, "income_tax") == max(last["tax_due_to_date"], withheld_before)
    assert last["minimum_wage_shortfall"] == straight["minimum_wage_shortfall"]


@given(two_versions(), two_versions())
@settings(max_examples=20, deadline=None)
def test_what_is_posted_is_not_owed_any_more(july: tuple[Row, Row], again: tuple[Row, Row]) -> None:
    paid = computed(JULY, july[0])
    once = {posting.figure: fen for posting, fen in owed(JULY, paid, july[1])}
    assert owed(JULY, paid, july[1], once) == []
    corrected_again = {**again[1], **{name: july[1][name] for name in SAME_EITHER_WAY}}
    twice = {posting.figure: fen for posting, fen in owed(JULY, paid, corrected_again, once)}
    at_once = {posting.figure: fen for posting, fen in owed(JULY, paid, corrected_again)}
    both = {name: once.get(name, 0) + twice.get(name, 0) for name in {*once, *twice}}
    assert {name: fen for name, fen in both.items() if fen} == at_once


@given(person())
@settings(max_examples=30, deadline=None)
def test_a_right_month_owes_nothing(row: Row) -> None:
    row = row | dict.fromkeys(FIXED, 0)
    assert owed(JULY, computed(JULY, row), row) == []


def test_every_figure_that_is_paid_or_paid_over_has_a_column_to_be_made_good_in() -> None:
    known = postings(BOOK)
    assert {posting.into for posting in known.values()} <= set(COLUMNS)
    result = computed(JULY, {"scheme": "hourly", "hourly_rate": 0, "month_days": 2300, "employed_days": 0, **UNINSURED})
    wanted = {f.name for f in result.of_kind(*MONEY, FigureKind.GROSS_DEDUCTION)}
    assert wanted - known.keys() == PAID_ONCE | {name for name in wanted if name.startswith("back_")}


UNINSURED = {
    **{f"insured_{item}": 0 for item in ("pension", "medical", "unemployment", "work_injury", "housing_fund")},
    "tax_months": 1,
}


def test_back_pay_is_taxed_in_its_month_and_stays_outside_the_minimum_wage() -> None:
    nobody = {"scheme": "hourly", "hourly_rate": 0, "month_days": 2300, "employed_days": 0, **UNINSURED}
    made = {TAXED: 800_000, UNTAXED: 1_000, COUNTED: 700_000, "back_pension_employee": 40_000}
    inputs = Inputs.from_rows(AUGUST, [{"employment_id": 1, **nobody, **made, "back_pension_employer": 80_000}])
    result = run(inputs, BOOK)
    slip = result.slip(0)
    assert (slip["gross"], slip["taxed_income"], slip["contribution_wage"]) == (801_000, 800_000, 700_000)
    assert slip["income_tax"] == 7_800, "3 % of 8,000 − 400 − 5,000"
    assert slip["net"] == 801_000 - 40_000 - 7_800
    assert slip["employer_cost"] == 801_000 + 80_000
    assert slip["minimum_wage_pay"] == 0
    lines = {line.figure: line.formula.en for line in explain(result, inputs, BOOK, 0)}
    assert lines["back_pay"] == "Back pay (taxed) 8,000.00 = 8,000.00"


WAGES = Posting("scale_wage", Text("工资", "wage"), TAXED, 1, counted=True)
PENSION = Posting("pension_employee", Text("养老", "pension"), "back_pension_employee", 1, counted=False)


@pytest.mark.parametrize(
    ("amounts", "limit", "posted"),
    [
        ([500, -200], 0, [500, -200]),  # owed in all: the two months are settled against each other
        ([200, -500], 0, [0, 0]),  # paid too much in all: nothing is touched
        ([200, -500], 100, [200, -300]),
        ([-300, -300], 400, [-300, -100]),
        ([-300, -300], 9_999, [-300, -300]),
    ],
)
def test_wages_paid_too_much_are_taken_back_as_far_as_allowed_the_oldest_first(
    amounts: list[int], limit: int, posted: list[int]
) -> None:
    assert taken([(WAGES, fen) for fen in amounts], deduct_up_to=limit) == posted


def test_contributions_are_made_good_although_wages_were_overpaid() -> None:
    assert taken([(WAGES, -500), (PENSION, 903)]) == [0, 903]


@pytest.mark.parametrize(
    ("wage", "limit"),
    [
        ("600000", 120_000),  # a fifth
        ("330000", 56_000),  # what is above the minimum wage of 2,740
        ("270000", 0),
    ],
)
def test_a_fifth_of_the_wages_may_be_taken_and_the_minimum_wage_is_left(wage: str, limit: int) -> None:
    row = {"scheme": "fixed_monthly", "fixed_monthly_pay": int(wage), "month_days": 2300, "employed_days": 2300}
    inputs = Inputs.from_rows(AUGUST, [{"employment_id": 1, **row, **UNINSURED}])
    assert deduction_limits(inputs, BOOK) == [limit]
