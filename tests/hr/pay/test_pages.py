"""The pages of a pay month, as finance, approver and worker see them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.clock import reenacting
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_input import PayInputKind
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.services.pay import pay_input
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from vocabulary.periods import Month


@pytest.fixture(autouse=True)
def _paid(web: Flask) -> None:
    pay_world.pay_everybody()


def unit_id(code: str) -> int:
    return db.session.scalars(select(Unit.id).where(Unit.code == code)).one()


def slip_id(number: str) -> int:
    statement = select(Payslip.id).join(Person, Person.id == Payslip.person_id).where(Person.staff_number == number)
    return db.session.scalars(statement).one()


def approved_run(web: Flask) -> str:
    finance = log_in(web, "finance")
    opened = finance.post("/pay/runs", data={"month": "2026-10", "unit_id": unit_id("N")})
    address = str(opened.headers["Location"])
    for deed in ("compute", "check"):
        assert finance.post(f"{address}/{deed}").status_code == 302
    reasons = {"note": "请审批", "early_reason": "测试", "no_shift_reason": "测试"}
    assert finance.post(f"{address}/submit", data=reasons).status_code == 302
    seen = {"compared": "yes", "version": 1}
    assert log_in(web, "finance_approver").post(f"{address}/approve", data=seen).status_code == 302
    return address


def test_a_month_is_opened_computed_checked_approved_and_printed(web: Flask) -> None:
    address = approved_run(web)
    finance = log_in(web, "finance")
    page = finance.get(address).get_data(as_text=True)
    assert "已审批" in page or "审批" in page
    assert "5,500.00" in finance.get(f"{address}/slips").get_data(as_text=True)
    assert finance.get(f"{address}/comparison").status_code == 200
    for name, start in (("register.pdf", b"%PDF"), ("register.xlsx", b"PK"), ("payslips.pdf", b"%PDF")):
        assert finance.get(f"{address}/{name}").data.startswith(start)


def test_the_month_after_the_latest_run_is_offered_and_at_first_the_month_before_this_one(web: Flask) -> None:
    finance = log_in(web, "finance")
    with reenacting(date(2026, 9, 10)):
        assert 'value="2026-08"' in finance.get("/pay/runs").text
    for month in ("2026-10", "2026-12"):
        finance.post("/pay/runs", data={"month": month, "unit_id": unit_id("N")})
    assert 'value="2027-01"' in finance.get("/pay/runs").text


def test_the_maker_sees_no_approve_button_and_cannot_post_it_either(web: Flask) -> None:
    finance = log_in(web, "finance")
    address = str(finance.post("/pay/runs", data={"month": "2026-10", "unit_id": unit_id("N")}).headers["Location"])
    finance.post(f"{address}/compute")
    finance.post(f"{address}/check")
    assert f"{address}/approve" not in finance.get(address).get_data(as_text=True)
    assert finance.post(f"{address}/approve").status_code == 404


def test_a_worker_opens_their_slip_and_every_line_says_why(web: Flask) -> None:
    approved_run(web)
    worker = log_in(web, "grid_worker")
    mine = worker.get("/pay/slips/mine").get_data(as_text=True)
    assert "2026-10" in mine
    page = worker.get(f"/pay/slips/{slip_id('N002')}").get_data(as_text=True)
    for words in ("养老保险", "来源", "累计预扣法", "薪级表"):
        assert words in page
    assert worker.get(f"/pay/slips/{slip_id('N002')}.pdf").data.startswith(b"%PDF")


@pytest.mark.parametrize(
    "login", ["grid_worker", "other_worker", "hr_officer", "unit_manager", "leader", "administrator"]
)
def test_nobody_sees_anothers_pay_by_guessing_an_address(web: Flask, login: str) -> None:
    address = approved_run(web)
    client = log_in(web, login)
    other = slip_id("N001")
    for path in (
        f"/pay/slips/{other}",
        f"/pay/slips/{other}.pdf",
        address,
        f"{address}/slips",
        f"{address}/register.xlsx",
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.data == client.get("/pay/slips/99999").data or b"N001" not in answer.data


def test_the_pages_speak_english(web: Flask) -> None:
    approved_run(web)
    worker = log_in(web, "grid_worker")
    worker.post("/language/en")
    page = worker.get(f"/pay/slips/{slip_id('N002')}").get_data(as_text=True)
    assert "Earnings" in page
    assert "Cumulative withholding" in page


def test_what_is_taken_off_gross_stands_among_the_earnings_with_a_minus(web: Flask) -> None:
    wish = pay_input.InputWish("N002", Month(2026, 10), PayInputKind.UNPAID_DAYS, "事假", 100)
    pay_input.approve(
        [pay_input.enter(wish, viewer=world.viewer("finance")).id], viewer=world.viewer("finance_approver")
    )
    approved_run(web)
    page = log_in(web, "finance").get(f"/pay/slips/{slip_id('N002')}").get_data(as_text=True)
    earnings, deductions = page.split("应发项目")[1].split("<h2>扣款项目")
    assert re.search(r"无薪日扣减</span><span class=\"num\">−\d", earnings)
    assert 'num">−' not in deductions.split("计算过程")[0]
