"""The pages on which finance settles a month with the bureau, the agencies and the ledger."""

from __future__ import annotations

import io

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.pay.account_rule import AccountRule
from hr.models.pay.base_proposal import BaseProposal
from hr.models.pay.bureau_line import BureauSettlement
from hr.models.pay.pay_input import PayInput
from tests.conftest import log_in
from tests.hr.pay import months, pay_world
from tests.hr.pay.test_bureau import brought, everybody, person, row_of


@pytest.fixture
def finance(web: Flask) -> FlaskClient:
    web.config["WTF_CSRF_ENABLED"] = False
    pay_world.pay_everybody()
    return log_in(web, "finance")


def run_address(view: str) -> str:
    return f"/pay/runs/{months.computed()}/{view}"


def book_the_allowance(finance: FlaskClient) -> None:
    wish = {
        **{"unit_id": months.unit("N").id, "role": "element", "element": "allowance.post", "account": "221104"},
        **{"account_name": "应付职工薪酬—改革性补贴", "start": "2026-10"},
    }
    assert finance.post("/pay/accounts/new", data=wish).status_code == 302


def test_the_contribution_detail_leads_to_people_and_files(finance: FlaskClient) -> None:
    address = run_address("contributions")
    page = finance.get(address).get_data(as_text=True)
    assert "申服人力资源有限公司" in page
    assert "养老保险" in page
    assert "王芳" in finance.get(f"{address}/people").get_data(as_text=True)
    assert finance.get(f"{address}.pdf").data.startswith(b"%PDF")
    assert finance.get(f"{address}.xlsx").data.startswith(b"PK")
    assert finance.get(f"{address}?employer=unit:999").status_code == 404


def test_the_voucher_page_names_what_has_no_account_and_leads_to_the_chart(finance: FlaskClient) -> None:
    address = run_address("voucher")
    refused = finance.get(address)
    assert refused.status_code == 409
    assert "岗位津贴" in refused.get_data(as_text=True)
    assert "岗位津贴" in finance.get("/pay/accounts?month=2026-10").get_data(as_text=True)
    book_the_allowance(finance)
    assert "221104" in finance.get(address).get_data(as_text=True)
    assert finance.get(f"{address}.csv").data.startswith(b"\xef\xbb\xbf")


def test_an_account_is_ended_on_its_page(finance: FlaskClient) -> None:
    book_the_allowance(finance)
    rule = db.session.scalars(select(AccountRule)).one()
    address = f"/pay/accounts/{rule.id}/end"
    assert finance.get(address).status_code == 200
    assert finance.post(address, data={"last": "2026-12"}).status_code == 302
    assert str(db.session.scalars(select(AccountRule.valid_to)).one()) == "2026-12-31"


def test_a_difference_is_settled_on_its_page_and_rounding_all_at_once(finance: FlaskClient) -> None:
    months.computed()
    brought(row_of("N001", 养老保险个人="640.05"), row_of("N002", 养老保险个人="900.00"), everybody()[2])
    unit = months.unit("N").id
    page = finance.get(f"/pay/bureau/{unit}/2026-10").get_data(as_text=True)
    assert "取整差" in page
    assert "王芳" in page
    address = f"/pay/bureau/{unit}/2026-10/{person('N002').id}/pension"
    assert finance.get(address).status_code == 200
    unexplained = finance.post(address, data={"way": "note", "reason": ""})
    assert unexplained.status_code == 400
    assert finance.post(address, data={"way": "note", "reason": "已申诉"}).status_code == 302
    posted = finance.post(f"/pay/bureau/{unit}/2026-10/rounding", data={"pay_month": "2026-11"})
    assert posted.status_code == 302
    assert len(db.session.scalars(select(BureauSettlement)).all()) == 2
    assert [row.amount for row in db.session.scalars(select(PayInput))] == [5]
    assert "已申诉" in finance.get(f"/pay/bureau/{unit}/2026-10").get_data(as_text=True)
    assert finance.get(f"/pay/bureau/{unit}/2026-10/reconciliation.xlsx").data.startswith(b"PK")
    assert finance.get(f"/pay/bureau/{unit}/2026-13").status_code == 404


def test_an_agencys_list_is_tried_and_brought_in_and_its_findings_shown(finance: FlaskClient) -> None:
    months.computed()
    number = person("N003").id_number
    text = f"证件号码,月份,应发工资,实发工资\n{number},2026-10,100.00,90.00\n"
    offered = finance.post("/pay/agencies/import", data={"file": (io.BytesIO(text.encode()), "list.csv")})
    assert offered.status_code == 302
    assert finance.post(offered.location).status_code == 302
    agency = db.session.scalars(select(Agency.id)).one()
    page = finance.get(f"/pay/agencies/{agency}/2026-10/payments").get_data(as_text=True)
    assert "少发工资" in page
    assert number not in page
    assert "张敏" in finance.get(f"/pay/agencies/{agency}/2026-10").get_data(as_text=True)
    assert finance.get(f"/pay/agencies/{agency}/2026-10/statement.pdf").data.startswith(b"%PDF")
    assert "派遣单位少发或未发工资" in finance.get("/").get_data(as_text=True)


def test_bases_are_worked_out_edited_and_approved_by_another(finance: FlaskClient, web: Flask) -> None:
    wish = {"unit_id": months.unit("N").id, "start": "2027-07"}
    assert finance.post("/pay/bases", data=wish).status_code == 302
    assert "李强" in finance.get("/pay/bases?month=2027-07").get_data(as_text=True)
    row = db.session.scalars(select(BaseProposal.id).order_by(BaseProposal.id)).first()
    edited = {"social_base": "7000.00", "housing_base": "7000.00", "reason": "核对台账"}
    assert finance.post(f"/pay/bases/{row}", data=edited).status_code == 302
    assert finance.get("/pay/bases/declaration/2027-07").data.startswith(b"PK")
    assert finance.post("/pay/bases/approve/2027-07").status_code == 404
    approver = log_in(web, "finance_approver")
    assert "核对台账" in approver.get(f"/pay/bases/{row}").get_data(as_text=True)
    assert approver.post("/pay/bases/approve/2027-07").status_code == 302
    assert db.session.scalars(select(BaseProposal.approved_by).distinct()).all() == ["finance approver"]


@pytest.mark.parametrize("login", ["hr_officer", "grid_worker", "leader"])
def test_who_sees_no_pay_sees_none_of_it(finance: FlaskClient, web: Flask, login: str) -> None:
    run_id = months.computed()
    stranger = log_in(web, login)
    for address in (f"/pay/runs/{run_id}/voucher", f"/pay/runs/{run_id}/contributions", "/pay/bureau", "/pay/accounts"):
        assert stranger.get(address).status_code == 404


def test_a_month_without_inputs_says_what_to_do_and_a_filter_that_finds_none_is_cleared_within_the_month(
    finance: FlaskClient,
) -> None:
    assert "该月还没有录入项" in finance.get("/pay/inputs?month=2026-10&q=").text
    nothing = finance.get("/pay/inputs?month=2026-10&q=x&state=approved").text
    assert "没有符合条件的记录" in nothing
    assert 'href="/pay/inputs?month=2026-10">清除条件' in nothing


def test_a_figure_set_by_hand_without_a_figure_asks_for_it(finance: FlaskClient) -> None:
    wish = {"staff_number": "N002", "month": "2026-10", "kind": "override", "amount": "1", "reason": "x"}
    assert "请选择工资条项目" in finance.post("/pay/inputs/new", data=wish).text


def test_a_dry_run_shows_a_refused_number_as_it_was_typed_and_its_column_in_one_line(finance: FlaskClient) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["月份", "工号", "项目类型", "*数量或金额"], ["2026-10", "N002", "高温作业", 40]):
        book.worksheets[0].append(row)
    book.save(out)
    sheet = (io.BytesIO(out.getvalue()), "items.xlsx")
    page = finance.post("/pay/inputs/import/items", data={"file": sheet}, follow_redirects=True).text
    assert '<td class="nowrap">*数量或金额</td><td>40</td>' in page
