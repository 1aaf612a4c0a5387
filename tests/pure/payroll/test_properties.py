"""What holds for everybody: the sums close, the plain reference agrees, and nobody's pay depends on the others."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payroll.calculators.income_tax import TaxMonth, income_tax
from payroll.calculators.one_row import compute
from payroll.engine import run
from payroll.formula.figure import FigureKind
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.results import Result
from payroll.trace import explain
from payroll.units import Unit
from tests.pure.payroll.people import BOOK, DECIDED, MONTH, people
from tests.pure.payroll.reference import Person
from tests.pure.payroll.reference_time import Decisions

Rows = list[dict[str, Any]]
SHARE = Decimal("0.7")
EMPLOYERS = [
    (BOOK, Decisions()),
    (DECIDED, Decisions(Decimal("0.8"), SHARE, SHARE, scale_goes_on=True, through_employer=True)),
]
NEEDED = ["social_base", "housing_base", "tax_months", "month_days", "scale_cell"]


def _run(rows: Rows) -> Result:
    return run(Inputs.from_rows(MONTH, rows), BOOK)


@given(people())
@settings(max_examples=60, deadline=None)
def test_gross_less_what_is_taken_is_net(rows: Rows) -> None:
    result = _run(rows)
    taken = (FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.TAX, FigureKind.NET_DEDUCTION)
    earned = sum(result.column(f.name) for f in result.of_kind(FigureKind.EARNING))
    off = sum(result.column(f.name) for f in result.of_kind(FigureKind.GROSS_DEDUCTION))
    out = sum(result.column(f.name) for f in result.of_kind(*taken))
    assert (result.column("gross") == earned - off).all()
    assert (result.column("net") == earned - off - out).all()


_PER = {Unit.FEN: 100, Unit.DAYS: 100}
"""How many of what the engine counts make one yuan or day of the reference."""


@pytest.mark.parametrize(("book", "decided"), EMPLOYERS, ids=["by_default", "decided_otherwise"])
@given(rows=people())
@settings(max_examples=150, deadline=None)
def test_the_run_equals_a_plain_decimal_reference_person_by_person(book: Book, decided: Decisions, rows: Rows) -> None:
    result = run(Inputs.from_rows(MONTH, rows), book)
    assert result.faults == ()
    for i, row in enumerate(rows):
        slip = {f.name: Decimal(int(result.column(f.name)[i])) / _PER.get(f.unit, 1) for f in result.catalogue}
        assert slip == Person(row, decided).figures


@given(people(least=2), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_row_order_does_not_matter(rows: Rows, chance: Any) -> None:
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    straight, mixed = _run(rows), _run(shuffled)
    slips = {int(i): straight.slip(row) for row, i in enumerate(straight.employment_id)}
    assert slips == {int(i): mixed.slip(row) for row, i in enumerate(mixed.employment_id)}


@given(people(least=2), st.data())
@settings(max_examples=40, deadline=None)
def test_a_run_split_in_two_pays_the_same(rows: Rows, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(rows) - 1))
    inputs = Inputs.from_rows(MONTH, rows)
    whole = run(inputs, BOOK)
    parts = [run(inputs.take(range(cut)), BOOK), run(inputs.take(range(cut, len(rows))), BOOK)]
    for name, column in whole.figures.items():
        assert (column == np.concatenate([part.column(name) for part in parts])).all()


@given(people(most=3))
@settings(max_examples=25, deadline=None)
def test_every_figure_recomputes_from_the_numbers_in_its_explanation(rows: Rows) -> None:
    inputs = Inputs.from_rows(MONTH, rows)
    result = run(inputs, BOOK)
    for row in range(len(rows)):
        for line in explain(result, inputs, BOOK, row):
            assert line.recomputed == Fraction(result.slip(row)[line.figure], line.unit.per), line.formula.en


@given(
    people(least=2, most=4), st.sampled_from(["social_base", "housing_base", "tax_months", "month_days", "scale_cell"])
)
@settings(max_examples=40, deadline=None)
def test_a_person_with_a_missing_input_fails_alone(rows: Rows, missing: str) -> None:
    usual = {"scheme": "grade_step", "insured_pension": 1, "insured_housing_fund": 1, "first_wage_in_year": 0}
    rows = [row | usual for row in rows]
    broken = [{**rows[0], missing: None}, *rows[1:]]
    result, sound = _run(broken), _run(rows)
    assert result.failed.tolist() == [True] + [False] * (len(rows) - 1)
    assert {fault.place for fault in result.faults} == {missing}
    assert set(result.slip(0).values()) == {0}
    assert [result.slip(i) for i in range(1, len(rows))] == [sound.slip(i) for i in range(1, len(rows))]


@given(income=st.integers(500_000, 799_999))
@settings(max_examples=40, deadline=None)
def test_constant_pay_gives_constant_tax_within_a_bracket(income: int) -> None:
    """Up to 2,999.99 taxable a month the year stays in the first bracket; months differ by rounding at most."""
    tax = income_tax(2026, [TaxMonth(m, income) for m in range(1, 13)]).tax
    assert max(tax) - min(tax) <= 1


@given(
    st.lists(
        st.builds(TaxMonth, st.just(1), st.integers(0, 20_000_000), st.integers(0, 500_000), st.integers(0, 500_000)),
        min_size=12,
        max_size=12,
    )
)
@settings(max_examples=30, deadline=None)
def test_twelve_months_of_withholding_reach_the_years_tax_and_pass_it_only_where_a_refund_waits(
    made: list[TaxMonth],
) -> None:
    months = [TaxMonth(i, m.income, m.insurance, m.additional) for i, m in enumerate(made, start=1)]
    whole = compute(
        MONTH.first_day,
        {"tax_months": 12, "additional_to_date": sum(m.additional for m in months)},
        ("tax_due_to_date",),
        {"taxed_income": sum(m.income for m in months), "tax_deductions": sum(m.insurance for m in months)},
    )["tax_due_to_date"]
    withheld = income_tax(2026, months).tax
    assert sum(withheld) >= whole
    assert sum(withheld) == whole or withheld[-1] == 0


@pytest.mark.parametrize("income", [500_000, 500_001, 1_200_000, 3_000_000, 9_000_000])
def test_twelve_equal_months_of_withholding_equal_the_years_tax(income: int) -> None:
    once = compute(
        MONTH.first_day, {"tax_months": 12}, ("tax_due_to_date",), {"taxed_income": 12 * income, "tax_deductions": 0}
    )
    assert sum(income_tax(2026, [TaxMonth(m, income) for m in range(1, 13)]).tax) == once["tax_due_to_date"]
