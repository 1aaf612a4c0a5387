"""The calculators, exact to the fen, as the interfaces print them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from payroll.calculators.annual_leave import annual_leave
from payroll.calculators.contributions import contributions
from payroll.calculators.documents import income_tax_of
from payroll.calculators.minimum_wage import minimum_wage
from payroll.calculators.one_row import compute
from payroll.calculators.overtime import overtime
from payroll.calculators.severance import Service, severance
from payroll.calculators.single_taxes import bonus_tax, labour_service_tax, severance_tax
from tests.golden.payroll.reading import cases
from vocabulary.money import fen, ppm, yuan

TAXES, SINGLE, LABOUR = cases("income_tax"), cases("single_taxes"), cases("labour")
CONTRIBUTIONS, HOUSING = cases("contributions"), cases("housing_fund")
SINGLE_TAX = {"bonus": bonus_tax, "labour_service": labour_service_tax, "severance": severance_tax}


def _names(found: list[dict[str, Any]]) -> list[str]:
    return [case["name"] for case in found]


@pytest.mark.parametrize("case", TAXES, ids=_names(TAXES))
def test_income_tax_of_the_year(case: dict[str, Any]) -> None:
    answer = income_tax_of(case["document"]).as_json()
    assert answer["tax"] == case["tax"]
    assert answer["total"] == yuan(sum(fen(tax) for tax in case["tax"]))


def test_the_interfaces_example_adds_up_to_900_a_year() -> None:
    months = [{"month": m, "income": "10000", "insurance": "1500", "additional": "1000"} for m in range(1, 13)]
    assert income_tax_of({"year": 2019, "months": months}).as_json() == {"tax": ["75.00"] * 12, "total": "900.00"}


@pytest.mark.parametrize("case", SINGLE, ids=_names(SINGLE))
def test_tax_on_one_payment(case: dict[str, Any]) -> None:
    assert SINGLE_TAX[case["kind"]](fen(case["amount"])).as_json() == {"tax": case["tax"]}


@pytest.mark.parametrize("case", CONTRIBUTIONS, ids=_names(CONTRIBUTIONS))
def test_contributions_of_a_month(case: dict[str, Any]) -> None:
    injury = ppm(case["injury_rate"]) if "injury_rate" in case else None
    answer = contributions(
        case["date"],
        fen(case["base"]),
        housing_rate=ppm(case.get("housing_rate", "0.07")),
        supplementary_rate=ppm(case.get("supplementary_rate", "0")),
        injury_rate=injury,
    ).as_json()
    assert answer["employee"] == case["employee"]
    assert answer["employer"] == case["employer"]
    assert answer["employee_total"] == yuan(sum(map(fen, case["employee"].values())))
    assert answer["employer_total"] == yuan(sum(map(fen, case["employer"].values())))


@pytest.mark.parametrize("year", HOUSING["years"], ids=[str(year["date"]) for year in HOUSING["years"]])
def test_the_housing_fund_reaches_the_published_limits(year: dict[str, Any]) -> None:
    limits = {name: value for name, value in year.items() if name != "date"}
    assert {name: _both_sides(year["date"], name) for name in limits} == {n: fen(v) for n, v in limits.items()}


def _both_sides(on: date, limit: str) -> int:
    fund = "supplementary_fund" if "supplementary" in limit else "housing_fund"
    base = fen("1000000") if "ceiling" in limit else fen("1")
    columns = {"housing_base": base, "housing_rate": ppm("0.07"), "supplementary_rate": ppm("0.05")}
    sides = (f"{fund}_employee", f"{fund}_employer")
    return sum(compute(on, columns, sides).values())


def _severance(ask: dict[str, Any]) -> Any:
    flags = {name: ask.get(name, False) for name in ("notice", "unlawful")}
    service = Service(ask["years"], ask["months"])
    return severance(fen(ask["wage"]), service, fen(ask["city_average"]), **flags)


def _annual_leave(ask: dict[str, Any]) -> Any:
    taken = ask.get("taken", 0)
    return annual_leave(ask["entitlement"], start=ask.get("start"), exit_on=ask.get("exit"), taken=taken)


def _minimum_wage(ask: dict[str, Any]) -> Any:
    return minimum_wage(ask["date"], fen(ask["gross"]), fen(ask["base"]) if "base" in ask else None)


def _overtime(ask: dict[str, Any]) -> Any:
    return overtime(fen(ask["monthly"]))


ANSWERS = {
    "severance": _severance,
    "annual_leave": _annual_leave,
    "minimum_wage": _minimum_wage,
    "overtime": _overtime,
}


@pytest.mark.parametrize("case", LABOUR, ids=_names(LABOUR))
def test_labour_law_answers(case: dict[str, Any]) -> None:
    assert ANSWERS[case["calculator"]](case["ask"]).as_json() == case["answer"]


def test_every_golden_case_names_its_source() -> None:
    everything = [*TAXES, *SINGLE, *LABOUR, *CONTRIBUTIONS, HOUSING]
    assert [case for case in everything if not case.get("source")] == []
