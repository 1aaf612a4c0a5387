"""The law as data: sourced, without gaps or overlaps, and used."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle, pairwise
from pathlib import Path

import pytest

from payroll.back_pay import deduction_limits
from payroll.calculators.additional_deductions import Additional, additional_deductions
from payroll.calculators.annual_leave import annual_leave, annual_leave_entitlement
from payroll.calculators.contributions import contributions
from payroll.calculators.flexible_employment import flexible_employment
from payroll.calculators.income_tax import PriorYear, TaxMonth, income_tax
from payroll.calculators.overtime import overtime
from payroll.calculators.severance import Service, severance
from payroll.calculators.single_taxes import labour_service_tax, severance_tax
from payroll.checks import Checked, check
from payroll.columns import COLUMNS, LARGEST_AMOUNT
from payroll.elements.catalogue import catalogue
from payroll.engine import run
from payroll.formula.branches import Choose
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.parameters.choice_words import CHOICES
from payroll.parameters.law import load_law, read_law_file
from payroll.parameters.own import OwnRows, own_value
from payroll.parameters.values import Bracket, Confidence, Kind, Parameter
from payroll.schemes import PayScheme
from tests.golden.payroll.reading import own_rows
from tests.pure.payroll.people import MONTH
from vocabulary.bad_input import BadInput
from vocabulary.money import PPM, FenArray
from vocabulary.periods import DateRange
from vocabulary.terms import WorkingTimeRegime

LAW = load_law()


@pytest.mark.parametrize("parameter", LAW, ids=[p.name for p in LAW])
def test_every_value_has_source_confidence_and_both_names(parameter: Parameter) -> None:
    assert parameter.rows
    assert parameter.label.zh
    assert parameter.label.en
    for row in parameter.rows:
        assert row.source.strip()
        assert row.confidence in set(Confidence)


@pytest.mark.parametrize("parameter", LAW, ids=[p.name for p in LAW])
def test_the_dates_of_a_parameter_leave_no_gap_and_do_not_overlap(parameter: Parameter) -> None:
    for one, two in pairwise(parameter.rows):
        assert one.valid.last is not None
        assert two.valid.first == one.valid.last + timedelta(days=1)


@pytest.mark.parametrize("parameter", LAW, ids=[p.name for p in LAW])
def test_a_value_that_is_not_known_says_what_to_fill_in(parameter: Parameter) -> None:
    if any(row.value is None for row in parameter.rows):
        assert parameter.fill_in is not None


def test_every_parameter_is_read_by_a_rule_and_every_input_by_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    read = {"parameters": set[str](), "inputs": set[str]()}
    parameter, column = Book.parameter, Inputs.column

    def parameter_seen(book: Book, name: str) -> Parameter:
        read["parameters"].add(name)
        return parameter(book, name)

    def column_seen(inputs: Inputs, name: str) -> FenArray:
        read["inputs"].add(name)
        return column(inputs, name)

    monkeypatch.setattr(Book, "parameter", parameter_seen)
    monkeypatch.setattr(Inputs, "column", column_seen)
    _use_everything()
    assert {p.name for p in LAW} - read["parameters"] == set()
    assert set(COLUMNS) - read["inputs"] == set()


def _use_everything() -> None:
    """A monthly run of every scheme and regime, each choice decided either way, its checks, and each calculator."""
    on = MONTH.first_day
    alike = dict.fromkeys(COLUMNS, 1) | {"month_days": 2200, "employed_days": 2200}
    words = zip(PayScheme, cycle(WorkingTimeRegime))
    people = [{"employment_id": i, "scheme": scheme, "regime": regime} for i, (scheme, regime) in enumerate(words)]
    inputs = Inputs.from_rows(MONTH, [alike | one for one in people])
    otherwise = {"settings.proration": "deduct_absent", "settings.maternity_pay": "through_employer"}
    for decided in ({}, otherwise):
        book = Book.of(LAW, own_rows(decided))
        check(Checked(run(inputs, book), inputs, book))
    deduction_limits(inputs, Book.of(LAW, own_rows()))
    contributions(on, 1)
    flexible_employment(on, 1)
    severance(LARGEST_AMOUNT, Service(1, 1), unlawful=True)
    annual_leave(5, start=on)
    annual_leave_entitlement(3, on)
    overtime(1)
    labour_service_tax(1)
    severance_tax(1)
    income_tax(2026, [TaxMonth(1, 1)], prior_year=PriorYear(1, True))
    for item in Additional:
        additional_deductions(on, {item: PPM})


@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2022, 6, 30), date(2024, 2, 29)])
def test_the_unknown_medical_rate_refuses_and_says_what_to_fill_in(on: date) -> None:
    with pytest.raises(BadInput) as refused:
        contributions(on, 1_000_000)
    assert refused.value.place == "social_insurance.medical_employer"
    assert "医疗保险单位费率" in refused.value.reason.zh
    assert on.replace(day=1).isoformat() in refused.value.reason.en
    assert "10 to 10.5 %" in refused.value.reason.en


def test_the_employers_own_value_fills_the_gap_and_nothing_around_it() -> None:
    year = DateRange(date(2021, 1, 1), date(2021, 12, 31))
    own = own_value("social_insurance.medical_employer", 105_000, year, "notice")
    book = Book.of(LAW, OwnRows(values=(own,)))
    assert book.whole("social_insurance.medical_employer", date(2021, 6, 1)) == 105_000
    for still_unknown in (date(2020, 12, 31), date(2022, 1, 1)):
        with pytest.raises(BadInput):
            book.row("social_insurance.medical_employer", still_unknown)
    assert book.whole("social_insurance.medical_employer", date(2019, 12, 31)) == 95_000


@pytest.mark.parametrize("value", ["0.105", None])
def test_an_own_value_of_the_wrong_form_is_refused(value: str | None) -> None:
    own = own_value("social_insurance.medical_employer", value, DateRange(date(2021, 1, 1)), "notice")  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        Book.of(LAW, OwnRows(values=(own,)))


def test_an_own_setting_that_names_no_rule_is_refused_when_it_is_used() -> None:
    book = Book.of(LAW, own_rows({"settings.proration": "by_moon"}))
    inputs = Inputs.from_rows(MONTH, [{"employment_id": 1, "month_days": 2200, "employed_days": 1200}])
    with pytest.raises(BadInput, match="by_moon"):
        run(inputs, book)


def test_a_date_before_and_after_all_rows_refuses() -> None:
    book = Book.of(LAW)
    for on in (date(2010, 3, 31), date(2027, 7, 1)):
        with pytest.raises(BadInput, match="base_floor"):
            book.row("social_insurance.base_floor", on)


def test_overlapping_rows_are_refused() -> None:
    once = LAW[0].rows[0]
    with pytest.raises(BadInput):
        Parameter("x.y", LAW[0].label, LAW[0].kind, (once, once))


def test_bracket_tables_rise_without_a_jump_in_tax() -> None:
    """At each upper limit both neighbouring brackets give the same tax, so a wrong quick deduction shows."""
    tables = [p for p in LAW if p.kind is Kind.BRACKETS]
    assert len(tables) == 3
    for table in tables:
        for row in table.rows:
            assert isinstance(row.value, tuple)
            steps = [step for step in row.value if isinstance(step, Bracket)]
            for one, two in pairwise(steps):
                assert one.upper is not None
                assert one.upper * one.rate - one.quick * PPM == one.upper * two.rate - two.quick * PPM


def test_a_float_in_a_law_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(
        "parameters:\n  y:\n    label: {zh: 甲, en: a}\n    kind: rate\n    source: s\n    confidence: high\n"
        "    rows:\n      - {from: 2026-01-01, value: 0.1}\n",
        encoding="utf-8",
    )
    with pytest.raises(TypeError):
        list(read_law_file(file))


def test_there_is_no_law_for_an_unknown_city() -> None:
    with pytest.raises(BadInput):
        load_law("nowhere")


def test_every_choice_that_law_or_a_rule_knows_has_words() -> None:
    written = {str(row.value) for p in LAW if p.kind is Kind.CHOICE for row in p.rows}
    formulas = [f.formula for element in catalogue(Book.of(LAW)) for f in element.figures]
    ruled = {code for one in formulas for part in one.walk() if isinstance(part, Choose) for code in part.rules}
    assert (written | ruled) - set(CHOICES) == set()
