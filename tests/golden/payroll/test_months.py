"""Whole slips, exact to the fen, each figure explained."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from payroll.checks import Checked, check
from payroll.engine import run
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.trace import explain
from payroll.units import Unit
from tests.golden.payroll.reading import own_rows, row, slip_cases
from vocabulary.money import fen, yuan
from vocabulary.periods import Month

CASES = slip_cases()
TAX_FINDINGS = {
    "bonus_choice_costs_more",
    "bonus_trap",
    "subsidy_ending",
    "subsidy_used_up",
    "subsidy_rule_lapsed",
}
COUNTS = {"subsidy_months_used"}
PAID = [case for case in CASES if "refused" not in case]


def _computed(case: dict[str, Any]) -> tuple[Any, Inputs, Book]:
    book = Book.of(load_law(), own_rows(case.get("own_values")))
    inputs = Inputs.from_rows(Month.parse(case["month"]), [row(case["given"])])
    return run(inputs, book), inputs, book


@pytest.mark.parametrize("case", PAID, ids=[case["name"] for case in PAID])
def test_a_slip_is_exact_to_the_fen(case: dict[str, Any]) -> None:
    result, _, _ = _computed(case)
    assert result.faults == ()
    slip, units = result.slip(0), {f.name: f.unit for f in result.catalogue}
    found = {n: yuan(slip[n]) if units[n] is Unit.FEN else Decimal(slip[n]) / units[n].per for n in case["expect"]}
    wanted = {n: yuan(fen(v)) if units[n] is Unit.FEN else Decimal(v) for n, v in case["expect"].items()}
    assert found == wanted


@pytest.mark.parametrize("case", PAID, ids=[case["name"] for case in PAID])
def test_nothing_on_a_slip_is_unexplained(case: dict[str, Any]) -> None:
    result, inputs, book = _computed(case)
    lines = {line.figure: line for line in explain(result, inputs, book, 0)}
    assert set(lines) == set(result.slip(0))
    for name, value in result.slip(0).items():
        line = lines[name]
        assert line.recomputed == Fraction(value, line.unit.per), line.formula.en
        assert line.value == value
        assert all((line.formula.zh, line.formula.en, line.rule.zh, line.rule.en))
        assert all(parameter.source for parameter in line.parameters)


REFUSED = [case for case in CASES if "refused" in case]


@pytest.mark.parametrize("case", REFUSED, ids=[case["name"] for case in REFUSED])
def test_a_slip_against_the_rules_is_refused_at_its_place(case: dict[str, Any]) -> None:
    result, _, _ = _computed(case)
    assert [fault.place for fault in result.faults] == [case["refused"]]


FOUND = [case for case in CASES if "findings" in case]


@pytest.mark.parametrize("case", FOUND, ids=[case["name"] for case in FOUND])
def test_what_is_pointed_out_names_its_numbers(case: dict[str, Any]) -> None:
    result, inputs, book = _computed(case)
    found = {f.code: dict(f.numbers) for f in check(Checked(result, inputs, book)) if f.code in TAX_FINDINGS}
    wanted = {
        code: {n: v if n in COUNTS else fen(v) for n, v in numbers.items()}
        for code, numbers in case["findings"].items()
    }
    assert found == wanted


def test_every_golden_month_names_its_source() -> None:
    assert [case["name"] for case in CASES if not case.get("source")] == []


def test_the_golden_months_together_move_every_figure_that_money_can_stand_in() -> None:
    moved: set[str] = set()
    figures: set[str] = set()
    for case in PAID:
        result, _, _ = _computed(case)
        figures |= set(result.slip(0))
        moved |= {name for name, value in result.slip(0).items() if value}
    assert figures - moved == {"early_shift_pay"}, "no rate in these months"
