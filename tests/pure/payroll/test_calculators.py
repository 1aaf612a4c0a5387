"""What the calculators refuse, and where they put the blame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from payroll.calculators.additional_deductions import Additional, additional_deductions
from payroll.calculators.annual_leave import annual_leave, annual_leave_entitlement
from payroll.calculators.bonus_choice import bonus_choice, bonus_warning
from payroll.calculators.contributions import contributions
from payroll.calculators.documents import income_tax_of
from payroll.calculators.flexible_employment import flexible_employment
from payroll.calculators.minimum_wage import minimum_wage
from payroll.calculators.one_row import workings
from payroll.calculators.overtime import overtime
from payroll.calculators.severance import Service, severance
from payroll.calculators.single_taxes import bonus_tax, labour_service_tax, severance_tax
from payroll.units import Unit
from vocabulary.bad_input import BadInput
from vocabulary.money import fen

AUGUST = date(2026, 8, 1)
BEFORE = date(2021, 12, 1)
MONTH = {"month": 1, "income": "10000"}


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([], "document"),
        ({"year": 2025}, "months"),
        ({"year": 2025, "months": []}, "months"),
        ({"year": "2025", "months": [MONTH]}, "year"),
        ({"year": True, "months": [MONTH]}, "year"),
        ({"year": 0, "months": [MONTH]}, "year"),
        ({"year": 2018, "months": [MONTH]}, "income_tax.annual_table"),
        ({"year": 2025, "months": [MONTH, MONTH]}, "months[1].month"),
        ({"year": 2025, "months": [{"month": 13, "income": "1"}]}, "months[0].month"),
        ({"year": 2025, "months": [{"month": 1}]}, "months[0].income"),
        ({"year": 2025, "months": [{"month": 1, "income": "-1"}]}, "months[0].income"),
        ({"year": 2025, "months": [{"month": 1, "income": "1.001"}]}, "months[0].income"),
        ({"year": 2025, "months": [{"month": 1, "income": 1.5}]}, "months[0].income"),
        ({"year": 2025, "months": [{"month": 1, "income": "1", "insurance": "x"}]}, "months[0].insurance"),
        ({"year": 2025, "months": [MONTH], "first_wage_in_year": "yes"}, "first_wage_in_year"),
        ({"year": 2025, "months": [MONTH], "prior_year": {}}, "prior_year.income"),
        ({"year": 2025, "months": [MONTH], "prior_year": {"income": "-1"}}, "prior_year.income"),
        ({"year": 2025, "months": ["x"]}, "months[0]"),
    ],
)
def test_a_document_that_is_wrong_is_refused_with_its_place(document: Any, place: str) -> None:
    with pytest.raises(BadInput) as refused:
        income_tax_of(document)
    assert refused.value.place == place
    assert refused.value.reason.zh
    assert refused.value.reason.en


@pytest.mark.parametrize(
    ("ask", "place"),
    [
        (lambda: bonus_tax(-1), "amount"),
        (lambda: bonus_tax(1, date(2028, 1, 1)), "annual_bonus_amount"),
        (lambda: bonus_choice(-1, 1), "amount"),
        (lambda: bonus_choice(1, -1), "income"),
        (lambda: bonus_choice(1, 1, -1), "deductions"),
        (lambda: bonus_choice(1, 1, on=date(2028, 1, 1)), "annual_bonus_amount"),
        (lambda: flexible_employment(AUGUST, -1), "base"),
        (lambda: flexible_employment(date(2024, 2, 1), 1), "flexible_employment.medical"),
        (lambda: labour_service_tax(-1), "amount"),
        (lambda: severance_tax(-1), "excess"),
        (lambda: severance_tax(10**11), "excess"),
        (lambda: overtime(-1), "monthly"),
        (lambda: contributions(AUGUST, -1), "base"),
        (lambda: contributions(AUGUST, 1, housing_rate=80_000), "housing_rate"),
        (lambda: contributions(AUGUST, 1, supplementary_rate=15_000), "supplementary_rate"),
        (lambda: contributions(AUGUST, 1, injury_rate=-1), "work_injury_rate"),
        (lambda: contributions(date(2009, 1, 1), 1), "housing_fund.rates"),
        (lambda: minimum_wage(AUGUST, -1), "gross"),
        (lambda: minimum_wage(AUGUST, 1, -1), "base"),
        (lambda: severance(-1, Service(1, 0), 1), "wage"),
        (lambda: severance(1, Service(-1, 0), 1), "years"),
        (lambda: severance(1, Service(1, 12), 1), "months"),
        (lambda: severance(1, Service(1, 0), -1), "city_average"),
        (lambda: severance(1, Service(1, 0), 1, notice=True, unlawful=True), "notice"),
        (lambda: annual_leave(5), "start"),
        (lambda: annual_leave(5, start=AUGUST, exit_on=AUGUST), "start"),
        (lambda: annual_leave(-5, start=AUGUST), "entitlement"),
        (lambda: annual_leave(5, start=AUGUST, taken=-1), "taken"),
        (lambda: additional_deductions(AUGUST, {Additional.RENT: 1, Additional.HOUSING_LOAN: 1}), "rent"),
        (lambda: additional_deductions(AUGUST, {Additional.RENT: -1}), "rent"),
        (
            lambda: additional_deductions(date(2021, 12, 1), {Additional.INFANT_CARE: 1}),
            "additional_deductions.infant_care",
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_with_its_place(ask: Callable[[], object], place: str) -> None:
    with pytest.raises(BadInput) as refused:
        ask()
    assert refused.value.place == place


def test_severance_takes_the_city_average_in_force_when_none_is_given() -> None:
    assert severance(10_000_000, Service(1, 0), on=AUGUST).amount == 3 * 1_257_700
    assert severance(10_000_000, Service(1, 0), on=date(2026, 6, 30)).amount == 3 * 1_243_400


@pytest.mark.parametrize(
    ("income", "deductions", "merged", "better", "saves"),
    [
        ("72000", "14439.60", "1006.81", "merged", "73.19"),
        ("360000", "63000", "7200.00", "apart", "6120.00"),
        ("0", "0", "0.00", "merged", "1080.00"),
        ("96000", "0", "3600.00", "apart", "2520.00"),
    ],
)
def test_the_bonus_both_ways_says_which_is_better_and_what_it_saves(
    income: str, deductions: str, merged: str, better: str, saves: str
) -> None:
    found = bonus_choice(3_600_000, fen(income), fen(deductions))
    assert found.as_json() == {"tax": "1080.00", "tax_merged": merged, "better": better, "saves": saves}


def test_both_ways_alike_are_called_the_same() -> None:
    assert bonus_choice(100_000, fen("60000")).as_json()["better"] == "same"


def test_a_trapped_bonus_is_warned_about_with_what_less_would_leave() -> None:
    warning = bonus_warning(3_600_100)
    assert warning is not None
    assert "2,309.10" in warning.zh
    assert "36,000.00" in warning.en
    assert bonus_warning(3_600_000) is None


def test_flexible_employment_at_the_floor_is_that_of_the_bureaus_answer() -> None:
    found = flexible_employment(AUGUST, 1).as_json()
    assert found["employee"] == {"pension": "1509.20", "medical": "754.60"}
    assert (found["employee_total"], found["employer_total"], found["subsidy"]) == ("2263.80", "0.00", "1131.90")


@pytest.mark.parametrize(("years", "days"), [(0, 0), (1, 5), (9, 5), (10, 10), (19, 10), (20, 15), (40, 15)])
def test_annual_leave_grows_with_working_years(years: int, days: int) -> None:
    assert annual_leave_entitlement(years, AUGUST) == days


def test_additional_deductions_follow_their_dates_and_shares() -> None:
    two_children = {Additional.CHILD_EDUCATION: 2_000_000, Additional.ELDERLY_CARE: 500_000}
    assert additional_deductions(date(2022, 12, 1), two_children) == 300_000
    assert additional_deductions(date(2023, 1, 1), two_children) == 550_000


def test_workings_are_collected_only_for_who_listens_and_explain_every_figure() -> None:
    with workings() as runs:
        found = overtime(500_000)
    assert overtime(500_000) == found
    assert len(runs) == 1
    assert {line.figure: line.value for line in runs[0]}["hour_holiday"] == found.holiday
    assert all(line.recomputed == line.value for line in runs[0] if line.unit is Unit.FEN)
