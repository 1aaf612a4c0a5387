"""Back pay on its pages, on the slip and in the shell."""

from __future__ import annotations

import json
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hr.clock import reenacting
from hr.database import db
from hr.models.system.background_job import BackgroundJob
from hr.queries.pay.back_pay_touched import last_look
from hr.services.pay import pay_run
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.months import employment_of, unit
from tests.hr.pay.test_back_pay import LATER, OCTOBER, SEPTEMBER, compute, lock, night_shift, slip

ADDRESS = "/pay/back-pay"


@pytest.fixture
def october(web: Flask) -> int:
    """A run that makes a night shift of September good."""
    pay_world.pay_everybody()
    lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N002", date(2026, 9, 12))
    return compute(OCTOBER, LATER[OCTOBER])


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def test_the_pages_say_who_is_owed_what_for_which_month_and_why(web: Flask, october: int) -> None:
    finance = log_in(web, "finance")
    assert f"{ADDRESS}/runs/{october}" in text(finance, ADDRESS)
    page = text(finance, f"{ADDRESS}/runs/{october}")
    for words in ("李强", "2026-09", "夜班津贴", "60.00", "夜班次数 0→1"):
        assert words in page
    assert "王芳" not in page.split("逐人逐项")[1]


def test_an_empty_list_says_what_to_do_next(web: Flask) -> None:
    assert "还没有发薪批次" in text(log_in(web, "finance"), ADDRESS)


def test_a_decision_needs_its_reason_and_is_shown_again(web: Flask, october: int) -> None:
    finance, person = log_in(web, "finance"), employment_of("N002")
    address = f"{ADDRESS}/runs/{october}/people/{person}"
    refused = finance.post(address, data={"choice": "leave_out", "reason": ""})
    assert refused.status_code == 400
    assert "请写明理由" in refused.get_data(as_text=True)
    assert "已登记" in finance.post(
        address, data={"choice": "leave_out", "reason": "班次待核实"}, follow_redirects=True
    ).get_data(as_text=True)
    assert "班次待核实" in text(finance, address)


def test_who_reads_pay_but_prepares_none_is_offered_no_decision(web: Flask, october: int) -> None:
    address = f"{ADDRESS}/runs/{october}/people/{employment_of('N002')}"
    assert "保存决定" not in text(log_in(web, "auditor"), address)
    assert log_in(web, "grid_worker").get(address).status_code == 404


def test_the_worker_s_slip_says_which_month_its_back_pay_belongs_to(web: Flask, october: int) -> None:
    page = text(log_in(web, "finance"), f"/pay/slips/{slip(october, 'N002').id}")
    assert "补发补缴所属月份" in page
    assert "2026-09" in page.split("补发补缴所属月份</h2>")[1]


def test_the_list_comes_as_a_workbook(web: Flask, october: int) -> None:
    answer = log_in(web, "finance").get(f"{ADDRESS}/runs/{october}?export=xlsx")
    assert answer.mimetype.endswith("spreadsheetml.sheet")


def test_the_shell_says_the_same_as_json(web: Flask, october: int) -> None:
    result = web.test_cli_runner().invoke(args=["pay-run", "back-pay", "2026-10", "--as", "finance", "--json"])
    found = json.loads(result.stdout)
    assert found["total"] == {"people": 1, "wages": "60.00", "own": "0.00", "employers": "0.00", "left_open": "0.00"}
    (line,) = found["lines"]
    assert (line["person"], line["month"], line["figure"]) == ("N002", "2026-09", "night_shift_pay")
    assert (line["paid"], line["now"], line["posted"]) == ("0.00", "60.00", "60.00")
    slip_told = web.test_cli_runner().invoke(args=["payslip", "explain", "N002", "2026-10", "--json"])
    assert json.loads(slip_told.stdout)["back_pay"][0]["month"] == "2026-09"


def test_a_form_reaches_into_a_locked_month_only_when_that_is_ticked(web: Flask, october: int) -> None:
    finance = log_in(web, "finance")
    form = {"unit_id": unit("N").id, "shift_kind": "night", "amount": "80", "start": "2026-09"}
    refused = finance.post("/pay/rules/shift-rates/new", data=form)
    assert "追溯生效" in refused.get_data(as_text=True)
    assert finance.post("/pay/rules/shift-rates/new", data={**form, "dated_back": "y"}).status_code == 302
    pay_run.compute(october, viewer=world.viewer("finance"))
    assert slip(october, "N002").figures["back_pay"] == 80_00


def test_every_month_is_looked_at_from_the_shell_and_by_a_button(web: Flask, october: int) -> None:
    with reenacting(LATER[OCTOBER]):
        told = web.test_cli_runner().invoke(args=["pay-run", "back-pay", "2026-10", "--all", "--json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["total"]["wages"] == "60.00"
    look = last_look(october)
    assert look is not None
    assert look.everything
    finance = log_in(web, "finance")
    page = text(finance, f"{ADDRESS}/runs/{october}")
    assert "全部月份重查" in page
    assert "全部月份重查" not in text(log_in(web, "finance_approver"), f"{ADDRESS}/runs/{october}")
    assert finance.post(f"/pay/runs/{october}/compute", data={"everything": "1"}).status_code == 302
    job = db.session.scalars(select(BackgroundJob)).one()
    assert job.arguments == {"run_id": october, "everything": True}


def test_a_line_of_back_pay_names_its_month_on_the_page_as_on_paper(web: Flask, october: int) -> None:
    page = text(log_in(web, "finance"), f"/pay/slips/{slip(october, 'N002').id}")
    assert "补发工资（2026-09）" in page
