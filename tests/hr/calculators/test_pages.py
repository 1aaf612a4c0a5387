"""The calculators on the web give the shell's answers, explain them, and are open to every role."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from hr.views.calculators.catalogue import CALCULATORS
from tests.conftest import log_in
from tests.hr.cli.shell import answer
from vocabulary.terms import Role

FILLED: dict[str, dict[str, Any]] = {
    "income-tax": {"year": "2019", "first_month": "1", "last_month": "12", "income": "10000", "insurance": "1500",
                   "additional": "1000"},
    "bonus-tax": {"amount": "36001"},
    "labour-service-tax": {"amount": "4000"},
    "severance-tax": {"amount": "120000"},
    "contributions": {"on": "2026-10-01", "base": "8000", "housing_rate": "7"},
    "overtime": {"monthly": "5000"},
    "minimum-wage": {"on": "2026-10-01", "gross": "3200"},
    "severance": {"wage": "9000", "years": "6", "months": "7", "city_average": "12434"},
    "annual-leave": {"entitlement": "10", "start": "2026-04-01"},
    "retirement": {"group": "male_60", "born": "1965-01"},
    "workdays": {"year": "2026"},
    "id-number": {"number": "11010519491231002X"},
}  # fmt: skip
SHELL: dict[str, tuple[str, ...]] = {
    "bonus-tax": ("36001",),
    "labour-service-tax": ("4000",),
    "severance-tax": ("120000",),
    "contributions": ("--on", "2026-10-01", "--base", "8000", "--housing-rate", "7"),
    "overtime": ("--monthly", "5000"),
    "minimum-wage": ("--on", "2026-10-01", "--gross", "3200"),
    "severance": ("--wage", "9000", "--years", "6", "--months", "7", "--city-average", "12434"),
    "annual-leave": ("--entitlement", "10", "--start", "2026-04-01"),
    "retirement": ("--group", "male_60", "--born", "1965-01"),
    "workdays": ("--year", "2026"),
}


def values(found: Any) -> list[str]:
    """Every figure and date of an answer as the page writes it."""
    if isinstance(found, dict):
        return [value for part in found.values() for value in values(part)]
    if isinstance(found, list):
        return [value for part in found for value in values(part)]
    if isinstance(found, bool):
        return ["是" if found else "否"]
    return [f"{found:g}" if isinstance(found, float) else str(found)]


def test_the_page_compares_both_ways_of_taxing_a_bonus_and_warns_of_a_trap(web: Flask) -> None:
    sent = {"amount": "36001", "income": "72000", "deductions": "14439.60"}
    page = log_in(web, "grid_worker").post("/calculators/bonus-tax", data=sent).get_data(as_text=True)
    asked = ("36001", "--income", "72000", "--deductions", "14439.60")
    for value in (answer("calc", "bonus-tax", *asked)["tax_merged"], "并入综合所得", "2,309.10"):
        assert value in page


def test_the_page_answers_for_flexible_employment_what_the_shell_answers(web: Flask) -> None:
    sent = {"on": "2026-08-01", "base": "1", "flexible": "y"}
    page = log_in(web, "grid_worker").post("/calculators/contributions", data=sent).get_data(as_text=True)
    for value in values(answer("calc", "contributions", "--on", "2026-08-01", "--base", "1", "--flexible")):
        assert value in page, value


@pytest.mark.parametrize("name", SHELL)
def test_the_page_answers_what_the_shell_answers(web: Flask, name: str) -> None:
    page = log_in(web, "grid_worker").post(f"/calculators/{name}", data=FILLED[name]).get_data(as_text=True)
    for value in values(answer("calc", name, *SHELL[name])):
        assert f">{value}<" in page or value in page, value


def test_income_tax_is_told_month_by_month_with_every_rule(web: Flask) -> None:
    client = log_in(web, "finance")
    page = client.post("/calculators/income-tax", data=FILLED["income-tax"]).get_data(as_text=True)
    assert page.count(">75.00<") >= 12
    assert ">900.00<" in page
    assert "累计预扣法" in page
    uneven = {**FILLED["income-tax"], "incomes": " ".join(["10000"] * 11 + ["20000"])}
    assert ">900.00<" not in client.post("/calculators/income-tax", data=uneven).get_data(as_text=True)
    short = client.post("/calculators/income-tax", data={**uneven, "incomes": "1 2 3"})
    assert short.status_code == 400
    assert "应填 12 个金额" in short.get_data(as_text=True)


@pytest.mark.parametrize(
    "name", ["overtime", "contributions", "bonus-tax", "minimum-wage", "severance", "annual-leave"]
)
def test_an_answer_says_by_which_numbers_and_law_it_came_about(web: Flask, name: str) -> None:
    page = log_in(web, "leader").post(f"/calculators/{name}", data=FILLED[name]).get_data(as_text=True)
    assert "来源" in page
    assert re.search(r"自 \d{4}-\d\d-\d\d 起", page)


def test_a_formula_stands_with_its_numbers_in_it(web: Flask) -> None:
    page = log_in(web, "leader").post("/calculators/overtime", data=FILLED["overtime"]).get_data(as_text=True)
    assert "21.75" in page
    assert "劳动法第44条" in page


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_role_finds_every_calculator(web: Flask, role: Role) -> None:
    client = log_in(web, role.value)
    shelf = client.get("/calculators").get_data(as_text=True)
    for calculator in CALCULATORS:
        assert calculator.title.zh in shelf
        assert client.get(f"/calculators/{calculator.name}").status_code == 200


@pytest.mark.parametrize("calculator", CALCULATORS, ids=lambda one: one.name)
def test_an_empty_or_foolish_form_is_shown_again_with_what_is_wrong(web: Flask, calculator: Any) -> None:
    client = log_in(web, "grid_worker")
    assert client.post(f"/calculators/{calculator.name}", data={}).status_code == 400
    foolish = dict.fromkeys(FILLED[calculator.name], "x") if calculator.name != "id-number" else {"number": ""}
    assert client.post(f"/calculators/{calculator.name}", data=foolish).status_code == 400


def test_what_a_rule_refuses_is_said_and_not_an_error_of_the_program(web: Flask) -> None:
    client = log_in(web, "grid_worker")
    answered = client.post("/calculators/severance", data={**FILLED["severance"], "notice": "y", "unlawful": "y"})
    assert answered.status_code == 400
    assert "不再另加代通知金" in answered.get_data(as_text=True)


def test_a_wrong_identity_number_says_why(web: Flask) -> None:
    page = log_in(web, "grid_worker").post("/calculators/id-number", data={"number": "110105194912310021"})
    assert "校验码不符" in page.get_data(as_text=True)


@pytest.mark.parametrize("calculator", CALCULATORS, ids=lambda one: one.name)
def test_the_pages_speak_english(web: Flask, calculator: Any) -> None:
    client = log_in(web, "leader")
    client.post("/language/en")
    page = client.post(f"/calculators/{calculator.name}", data=FILLED[calculator.name]).get_data(as_text=True)
    assert calculator.title.en.replace("'", "&#39;") in page
    assert "Answer" in page
