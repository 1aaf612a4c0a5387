"""`gridhr pay-run` and `gridhr payslip` as scripts use them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from hr.cli import load
from hr.services.pay import pay_input
from tests import world
from tests.hr.pay import pay_world
from tests.hr.pay.months import OCTOBER, computed

RUN = {
    "unit", "month", "state", "people", "failed", "gross", "net", "employer_cost", "blocking", "warnings",
    "fingerprint",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _paid(web: Flask) -> None:
    pay_world.pay_everybody()


def gridhr(web: Flask, *words: str) -> Result:
    return web.test_cli_runner().invoke(load(words[0]), list(words[1:]))


def told(web: Flask, *words: str) -> dict[str, Any]:
    answer = gridhr(web, *words, "--json")
    assert answer.exit_code == 0, answer.stderr
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def verb(web: Flask, name: str, login: str = "finance") -> dict[str, Any]:
    return told(web, "pay-run", name, "2026-10", "--unit", "N", "--as", login)


def test_a_month_goes_from_open_to_locked(web: Flask) -> None:
    assert verb(web, "open") | {"state": "draft", "people": 0} == verb_shape("draft", people=0, fingerprint=None)
    found = verb(web, "compute")
    assert set(found) == RUN
    assert (found["unit"], found["month"], found["state"]) == ("N", "2026-10", "computed")
    assert (found["people"], found["failed"]) == (4, 0)
    assert found["gross"] == "21250.00"
    assert len(found["fingerprint"]) == 64
    assert verb(web, "check")["state"] == "checked"
    assert verb(web, "approve", "finance_approver")["state"] == "approved"
    assert verb(web, "lock", "finance_approver")["state"] == "locked"


def verb_shape(state: str, **more: object) -> dict[str, object]:
    money = dict.fromkeys(("gross", "net", "employer_cost"), "0.00")
    counts = dict.fromkeys(("people", "failed", "blocking", "warnings"), 0)
    return {"unit": "N", "month": "2026-10", "state": state, **money, **counts, **more}


def test_progress_goes_to_standard_error(web: Flask) -> None:
    verb(web, "open")
    answer = gridhr(web, "pay-run", "compute", "2026-10", "--unit", "N", "--as", "finance", "--json")
    assert "正在计算 4 人" in answer.stderr
    json.loads(answer.stdout)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("pay-run", "compute", "2026-10", "--unit", "N", "--as", "finance"), 1, "没有找到"),
        (("pay-run", "open", "2026-13"), 2, "2026-13"),
        (("pay-run", "open", "2026-10", "--unit", "S", "--as", "finance"), 1, "没有找到"),
        (("pay-run", "open", "2026-10", "--unit", "N", "--as", "nobody"), 1, "没有这个用户"),
        (("payslip", "explain", "N002", "2026-10", "--as", "finance"), 1, "没有找到"),
    ],
)
def test_what_is_refused_ends_with_its_status_and_a_reason(
    web: Flask, words: tuple[str, ...], status: int, said: str
) -> None:
    answer = gridhr(web, *words)
    assert answer.exit_code == status
    assert said in answer.stderr
    assert answer.stdout == ""


def test_the_maker_cannot_approve_and_is_told_so(web: Flask) -> None:
    computed()
    verb(web, "check")
    answer = gridhr(web, "pay-run", "approve", "2026-10", "--unit", "N")
    assert answer.exit_code == 1


def test_a_payslip_explains_every_figure(web: Flask) -> None:
    computed()
    found = told(web, "payslip", "explain", "N002", "2026-10", "--as", "finance")
    assert set(found) == {"person", "month", "net", "book", "figures", "back_pay"}
    assert found["back_pay"] == []
    pension = next(one for one in found["figures"] if one["figure"] == "pension_employee")
    assert pension["value"] == "640.00"
    assert {"label", "rule", "formula", "parameters", "overridden"} <= set(pension)
    rate = next(one for one in pension["parameters"] if one["name"] == "social_insurance.pension_employee")
    assert {"value", "from", "source", "confidence"} <= set(rate)
    assert rate["from"] <= "2026-10-01"


def test_people_are_spared_the_figures_that_come_to_nothing_unless_they_ask(web: Flask) -> None:
    computed()
    words = ("payslip", "explain", "N002", "2026-10", "--as", "finance")
    figures = told(web, *words)["figures"]
    zeros = [one for one in figures if float(one["value"]) == 0]
    short, whole = gridhr(web, *words), gridhr(web, *words, "--all")
    assert zeros
    assert short.output.count("■") == len(figures) - len(zeros)
    assert f"另有 {len(zeros)} 项为零" in short.output
    assert whole.output.count("■") == len(figures)
    assert "--all" not in whole.output


def test_a_figure_set_by_hand_says_why(web: Flask) -> None:
    by_hand = pay_input.InputWish("N002", OCTOBER, pay_input.PayInputKind.OVERRIDE, "scale_wage", 0, "停薪留职")
    row = pay_input.enter(by_hand, viewer=world.viewer("finance"))
    pay_input.approve([row.id], viewer=world.viewer("finance_approver"))
    computed()
    found = told(web, "payslip", "explain", "N002", "2026-10", "--as", "finance")
    line = next(one for one in found["figures"] if one["figure"] == "scale_wage")
    assert (line["value"], line["overridden"], line["reason"]) == ("0.00", True, "停薪留职")
    assert f"■ {line['label']}：" in gridhr(web, "payslip", "explain", "N002", "2026-10", "--as", "finance").stdout


def test_reports_are_written_where_the_answer_says(web: Flask) -> None:
    computed()
    files = told(web, "pay-run", "export", "2026-10", "--unit", "N", "--as", "finance")["files"]
    assert [file.rpartition(".")[2] for file in files] == ["pdf", "xlsx", "pdf"]


@pytest.mark.parametrize(
    "words", [("pay-run", "--help"), ("pay-run", "compute", "--help"), ("payslip", "explain", "--help")]
)
def test_help_shows_an_example(web: Flask, words: tuple[str, ...]) -> None:
    answer = gridhr(web, *words)
    assert answer.exit_code == 0
    assert "Example: gridhr" in answer.stdout
