"""Order by need, overrides, failing rows, and input that is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from payroll.columns import CODED, COLUMNS
from payroll.elements import back_pay
from payroll.elements.catalogue import catalogue, monthly_figures
from payroll.engine import run
from payroll.formula.arithmetic import ZERO, Formula
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure
from payroll.inputs import Coded, Inputs
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.parameters.own import Allowance, AllowanceKind, OwnRows
from payroll.plan import needs, plan
from payroll.trace import explain
from tests.golden.payroll.reading import own_rows
from tests.pure.payroll.people import BOOK, MONTH
from tests.pure.payroll.test_book import PERSON
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.text import Text


def _element(name: str, formula: Formula) -> Element:
    text = Text(name, name)
    return Element(name, text, text, (Figure(name, text, FigureKind.WORKING, formula),))


def _one(**changes: Any) -> dict[str, Any]:
    return {**PERSON, **changes}


def test_each_figure_comes_after_what_it_needs() -> None:
    elements = catalogue(BOOK)
    done: set[str] = set()
    for one in plan(elements, monthly_figures(elements)).figures:
        assert needs(one) <= done
        done.add(one.name)


def test_a_circle_is_refused_and_named() -> None:
    circle = [_element("a", figure("b")), _element("b", figure("a"))]
    with pytest.raises(BadInput) as refused:
        plan(circle, ["a"])
    assert "a → b" in refused.value.reason.en or "b → a" in refused.value.reason.en


def test_a_need_that_nothing_gives_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        plan([_element("a", figure("nobody"))], ["a"])
    assert refused.value.place == "nobody"


def test_two_providers_of_one_figure_are_refused() -> None:
    with pytest.raises(BadInput):
        plan([_element("a", ZERO), _element("a", ZERO)], ["a"])


def test_only_what_the_targets_need_is_computed() -> None:
    result = run(Inputs.from_rows(MONTH, [_one()]), BOOK, ["pension_employee"])
    assert set(result.figures) == {"social_contribution_base", "pension_employee"}


def test_an_allowance_on_net_pay_is_a_circle_and_refused() -> None:
    always, label = DateRange(date(2024, 1, 1)), Text("怪", "Silly")
    silly = Allowance("silly", label, AllowanceKind.RATE_OF_BASE, 1, always, "s", base="net")
    with pytest.raises(BadInput):
        run(Inputs.from_rows(MONTH, [_one()]), Book.of(load_law(), OwnRows(allowances=(silly,))))


def test_an_override_replaces_one_persons_figure_only_and_its_trace_says_so() -> None:
    inputs = Inputs.from_rows(MONTH, [_one(**{"override.night_shift_pay": 0}), _one(employment_id=8)])
    result = run(inputs, BOOK)
    assert result.column("night_shift_pay").tolist() == [0, 18000]
    assert result.column("gross").tolist()[1] - result.column("gross").tolist()[0] == 18000
    lines = {line.figure: line for line in explain(result, inputs, BOOK, 0)}
    assert lines["night_shift_pay"].overridden
    assert not lines["gross"].overridden


def test_an_override_needs_none_of_the_inputs_of_the_rule_it_replaces() -> None:
    inputs = Inputs.from_rows(MONTH, [_one(work_injury_rate=None, **{"override.work_injury_employer": 1500})])
    result = run(inputs, BOOK)
    assert result.faults == ()
    assert result.slip(0)["work_injury_employer"] == 1500


def test_a_total_or_an_unknown_figure_cannot_be_overridden() -> None:
    for name in ("net", "gross", "nobody"):
        with pytest.raises(BadInput):
            run(Inputs.from_rows(MONTH, [_one(**{f"override.{name}": 1})]), BOOK)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"scale_cell": "G99/1"}, "scale_cell"),
        ({"social_base": None}, "social_base"),
        ({"social_base": -1}, "social_base"),
        ({"fixed_monthly_pay": 10**11}, "fixed_monthly_pay"),
        ({"housing_rate": 80_000}, "housing_rate"),
        ({"housing_rate": None}, "housing_rate"),
        ({"supplementary_rate": 60_000}, "supplementary_rate"),
        ({"work_injury_rate": None}, "work_injury_rate"),
        ({"scheme": "fixed_monthly"}, "fixed_monthly_pay"),
        ({"tax_months": 13}, "tax_months"),
        ({"night_shifts": 63}, "night_shifts"),
        ({"insured_pension": 2}, "insured_pension"),
    ],
)
def test_a_broken_row_fails_with_its_reason_and_the_next_one_is_paid(changes: dict[str, Any], place: str) -> None:
    result = run(Inputs.from_rows(MONTH, [_one(**changes), _one(employment_id=8)]), BOOK)
    assert result.failed.tolist() == [True, False]
    assert place in [fault.place for fault in result.faults_of(0)]
    assert {fault.employment_id for fault in result.faults} == {7}
    assert all(fault.reason.zh and fault.reason.en for fault in result.faults)
    assert result.slip(1) == run(Inputs.from_rows(MONTH, [_one(employment_id=8)]), BOOK).slip(0)


def test_a_scheme_that_is_none_of_the_known_fails() -> None:
    result = run(Inputs.from_rows(MONTH, [_one(scheme="magic")]), BOOK)
    assert [fault.place for fault in result.faults] == ["scheme"]


def test_night_shifts_without_a_rate_fail_and_without_shifts_need_none() -> None:
    bare = Book.of(load_law(), replace(own_rows(), shift_rates=()))
    result = run(Inputs.from_rows(MONTH, [_one(), _one(employment_id=8, night_shifts=0)]), bare)
    assert result.failed.tolist() == [True, False]
    assert result.faults[0].place == "shift_rate.night"


def test_a_bonus_taxed_apart_after_the_rule_has_lapsed_fails() -> None:
    inputs = Inputs.from_rows(Month(2028, 1), [_one(annual_bonus_amount=100)])
    result = run(inputs, BOOK, ["annual_bonus_tax"])
    assert [fault.place for fault in result.faults] == ["annual_bonus_amount"]


def test_a_failed_person_has_no_explanation_but_a_reason() -> None:
    inputs = Inputs.from_rows(MONTH, [_one(social_base=None)])
    result = run(inputs, BOOK)
    assert explain(result, inputs, BOOK, 0) == ()
    assert result.faults_of(0)


def test_a_month_without_a_statutory_value_is_refused_whoever_is_in_it() -> None:
    rows = [_one(insured_medical=0), _one(employment_id=8, insured_medical=1)]
    for part in (rows, rows[:1]):
        with pytest.raises(BadInput, match="medical_employer"):
            run(Inputs.from_rows(Month(2022, 5), part), BOOK)


def test_a_gap_in_the_law_refuses_even_when_nobody_is_touched_by_it() -> None:
    gap = Month(2029, 1)
    assert "heat_exposed" not in PERSON
    with pytest.raises(BadInput, match=r"heat\.monthly_amount"):
        run(Inputs.from_rows(gap, [_one()]), BOOK, ["heat_allowance"])


def test_an_empty_run_gives_empty_columns() -> None:
    result = run(Inputs.from_columns(MONTH, [], {}), BOOK)
    assert len(result) == 0
    assert result.total("net") == 0


@pytest.mark.parametrize(
    ("columns", "place"),
    [
        ({"nonsense": [1]}, "nonsense"),
        ({"night_shifts": [1, 2]}, "night_shifts"),
        ({"night_shifts": [1.5]}, "night_shifts"),
        ({"night_shifts": ["3"]}, "night_shifts"),
        ({"scheme": ["a", "b"]}, "scheme"),
    ],
)
def test_columns_that_do_not_fit_are_refused(columns: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as refused:
        Inputs.from_columns(MONTH, [1], columns)
    assert refused.value.place == place


def test_an_employment_given_twice_is_refused() -> None:
    with pytest.raises(BadInput):
        Inputs.from_rows(MONTH, [_one(), _one()])


def test_a_coded_column_says_which_rows_hold_a_word() -> None:
    coded = Coded.of(["a", "b", "a"])
    assert coded.among(["a"]).tolist() == [True, False, True]
    assert coded.take(np.array([1])).at(0) == "b"


def test_names_of_figures_and_inputs_do_not_collide_and_each_has_both_labels() -> None:
    """Back pay stands on the slip as it is given: there a figure is its input."""
    figures = [f for element in catalogue(BOOK) for f in element.figures]
    assert {f.name for f in figures} & (set(COLUMNS) | set(CODED)) <= back_pay.FIGURES
    labels = [f.label for f in figures] + [spec.label for spec in COLUMNS.values()] + list(CODED.values())
    assert all(label.zh and label.en for label in labels)
