"""The tax client's sheets of a run: what they say is what was withheld, for each agent apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
import xlrd
from flask import Flask
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.agency import Agency
from hr.models.pay.bank_file import PayFile
from hr.models.pay.pay_input import PayInputKind
from hr.models.pay.pay_standing import TaxDeduction
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.permissions.viewer import system_viewer
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_input
from hr.services.pay.pay_file import TakenFile
from hr.services.pay.tax_file import take_apart, take_people, take_wages
from payroll.calculators.income_tax import TaxMonth, income_tax
from reports.tax_client import ApartKind
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.accounts import person
from tests.hr.pay.months import OCTOBER, approved, checked, unit
from vocabulary.money import fen_from_cell
from vocabulary.periods import Month

MONTHS = (Month(2026, 8), Month(2026, 9), OCTOBER)
OWN = ("基本养老保险费", "基本医疗保险费", "失业保险费", "住房公积金", "企业(职业)年金")
ADDITIONAL = (
    "累计子女教育",
    "累计继续教育",
    "累计住房贷款利息",
    "累计住房租金",
    "累计赡养老人",
    "累计3岁以下婴幼儿照护",
)


def employer() -> str:
    return f"unit:{unit('N').id}"


def lines(file: TakenFile) -> list[dict[str, Any]]:
    sheet = xlrd.open_workbook(file_contents=file.content).sheet_by_index(0)
    return [dict(zip(sheet.row_values(0), sheet.row_values(n), strict=True)) for n in range(1, sheet.nrows)]


def line_of(file: TakenFile, number: str) -> dict[str, Any]:
    return next(line for line in lines(file) if line["工号"] == number)


def add_up(line: dict[str, Any], headings: Sequence[str]) -> int:
    return sum(fen_from_cell(line[heading]) for heading in headings)


def deduct(number: str, item: str, monthly: int, since: date = date(2025, 1, 1), last: date | None = None) -> None:
    with unit_of_work(system_viewer("tax"), "test.deduction") as session:
        row = TaxDeduction(person_id=person(number).id, item=item, monthly_fen=monthly, valid_from=since, valid_to=last)
        session.add(row)


def pay_extra(number: str, kind: PayInputKind, amount: int, month: Month = OCTOBER, name: str = "一次性") -> None:
    wish = pay_input.InputWish(number, month, kind, name, amount)
    row = pay_input.enter(wish, viewer=world.viewer("finance"))
    pay_input.approve([row.id], viewer=world.viewer("finance_approver"))


def sheet_of(run_id: int, version: int = 30) -> TakenFile:
    return take_wages(run_id, employer(), viewer=world.viewer("finance"), version=version)


def implied(files: Sequence[TakenFile], number: str) -> list[int]:
    """The tax of each month, worked out from nothing but the sheets; employed since January, paid here from August."""
    months, before = [TaxMonth(month, 0) for month in range(1, MONTHS[0].month)], 0
    for month, file in zip(MONTHS, files, strict=True):
        line = line_of(file, number)
        to_date = add_up(line, ADDITIONAL)
        income = fen_from_cell(line["本期收入"]) - fen_from_cell(line["本期免税收入"])
        months.append(TaxMonth(month.month, income, add_up(line, OWN), to_date - before))
        before = to_date
    return list(income_tax(2026, months).tax)[-len(MONTHS) :]


def test_the_tax_that_the_sheets_imply_is_the_tax_of_the_slips(app: Flask) -> None:
    pay_world.pay_everybody()
    deduct("N002", "child_education", 200_000)
    deduct("N002", "professional_certificate", 30_000, date(2026, 9, 1))
    deduct("N001", "rent", 150_000, last=date(2026, 9, 30))
    pay_extra("N002", PayInputKind.TAXED, 6_500_000)
    pay_extra("N002", PayInputKind.UNTAXED, 70_000)
    pay_extra("N001", PayInputKind.TAXED, 7_000_000, MONTHS[0])
    files = [sheet_of(approved(month)) for month in MONTHS]
    withheld = 0
    for number in ("N001", "N002", "N004"):
        slips = select(Payslip.figures).where(Payslip.person_id == person(number).id).order_by(Payslip.month)
        expected = [figures["income_tax"] for figures in db.session.scalars(slips)]
        assert implied(files, number) == expected
        withheld += sum(expected)
    assert withheld > 0
    last = line_of(files[-1], "N002")
    assert last["本期免税收入"] == 700.0
    assert last["累计继续教育"] == 600.0
    assert last["累计子女教育"] == 20000.0  # ten months of 2,000


def test_each_agent_declares_its_own_people(app: Flask) -> None:
    pay_world.pay_everybody()
    run_id = approved()
    assert [line["工号"] for line in lines(sheet_of(run_id))] == ["N002", "N001", "N004"]
    agency = f"agency:{db.session.scalars(select(Agency.id)).one()}"
    theirs = take_wages(run_id, agency, viewer=world.viewer("finance"))
    assert [line["*姓名"] for line in lines(theirs)] == ["张敏"]
    assert theirs.name == "2026-10-申服人力资源有限公司-正常工资薪金.xls"


def test_identity_numbers_are_whole_and_text(app: Flask) -> None:
    pay_world.pay_everybody()
    line = line_of(sheet_of(approved()), "N002")
    assert line["*证件号码"] == person("N002").id_number
    assert line["*证件类型"] == "居民身份证"


def test_the_sheet_taken_is_recorded(app: Flask) -> None:
    pay_world.pay_everybody()
    made = sheet_of(approved(), 24)
    record = db.session.scalars(select(PayFile)).one()
    income = sum(fen_from_cell(line["本期收入"]) for line in lines(made))
    assert (record.kind, record.people, record.total_fen) == ("tax_wages", 3, income)


def test_a_deduction_changed_after_the_run_stops_the_sheet_and_names_the_person(app: Flask) -> None:
    pay_world.pay_everybody()
    run_id = approved()
    deduct("N002", "child_education", 200_000, date(2026, 10, 1))
    with pytest.raises(Refusal) as refusal:
        sheet_of(run_id)
    assert "李强" in refusal.value.reason.zh
    assert "2000.00" in refusal.value.reason.zh


def test_incomes_taxed_apart_have_their_own_sheets_and_are_not_among_the_wages(app: Flask) -> None:
    pay_world.pay_everybody()
    pay_extra("N002", PayInputKind.ANNUAL_BONUS, 3_000_000, name="")
    run_id = approved()
    bonus = take_apart(run_id, employer(), ApartKind.BONUS, viewer=world.viewer("finance"))
    assert line_of(bonus, "N002")["*全年一次性奖金额"] == 30_000.0
    slip = db.session.scalars(select(Payslip).where(Payslip.person_id == person("N002").id)).one()
    assert slip.figures["annual_bonus_tax"] > 0
    wages = line_of(sheet_of(run_id), "N002")
    assert fen_from_cell(wages["本期收入"]) == slip.gross_fen - 3_000_000
    with pytest.raises(Refusal):
        take_apart(run_id, employer(), ApartKind.SEVERANCE, viewer=world.viewer("finance"))


def test_people_who_joined_left_or_earn_their_first_wage_are_told_so(app: Flask) -> None:
    pay_world.pay_everybody()
    with unit_of_work(system_viewer("people"), "test.people") as session:
        rows = {e.person_id: e for e in session.scalars(select(Employment))}
        rows[person("N004").id].first_wage_in_year = True
        rows[person("N004").id].starts_on = date(2026, 3, 2)
        rows[person("N001").id].ends_on = date(2026, 10, 15)
    people = take_people(approved(), employer(), viewer=world.viewer("finance"))
    joined, left, stays = (line_of(people, number) for number in ("N004", "N001", "N002"))
    assert joined["入职年度就业情形"] == "当年首次入职其他人员"
    assert joined["任职受雇从业日期"] == "2026-03-02"
    assert (left["离职日期"], stays["离职日期"]) == ("2026-10-15", "")
    assert stays["入职年度就业情形"] == ""
    assert stays["手机号码"] == "13800000002"


def test_a_change_of_staffing_type_is_no_departure(app: Flask) -> None:
    pay_world.pay_everybody()
    with unit_of_work(system_viewer("people"), "test.people") as session:
        old = session.scalars(select(Employment).where(Employment.person_id == person("N002").id)).one()
        earlier = Employment(
            person_id=old.person_id,
            staffing_type=old.staffing_type,
            host_unit_id=old.host_unit_id,
            starts_on=date(2021, 5, 1),
            ends_on=date(2022, 12, 31),
        )
        session.add(earlier)
    people = take_people(approved(), employer(), viewer=world.viewer("finance"))
    assert line_of(people, "N002")["任职受雇从业日期"] == "2021-05-01"


def test_before_approval_there_is_nothing_to_declare(app: Flask) -> None:
    pay_world.pay_everybody()
    with pytest.raises(Refusal):
        sheet_of(checked())


@pytest.mark.parametrize(
    "login", ["finance_approver", "hr_officer", "auditor", "leader", "grid_worker", "other_worker"]
)
def test_only_who_may_export_pay_and_see_identity_numbers_takes_them(web: Flask, login: str) -> None:
    pay_world.pay_everybody()
    run_id = approved()
    with pytest.raises(OutOfScope):
        take_wages(run_id, employer(), viewer=world.viewer(login))
    assert log_in(web, login).post(f"/pay/runs/{run_id}/tax-files", data={"kind": "wages"}).status_code == 404


def test_an_employer_that_the_run_does_not_pay_for_is_not_found(web: Flask) -> None:
    pay_world.pay_everybody()
    run_id = approved()
    for key in (f"unit:{unit('S').id}", "agency:99", ""):
        with pytest.raises(OutOfScope):
            take_wages(run_id, key, viewer=world.viewer("finance"))


def test_the_page_gives_the_workbooks(web: Flask) -> None:
    pay_world.pay_everybody()
    run_id, client = approved(), log_in(web, "finance")
    address = f"/pay/runs/{run_id}/tax-files"
    assert "申服人力资源有限公司" in client.get(address).get_data(as_text=True)
    for kind in ("wages", "people"):
        answer = client.post(address, data={"employer": employer(), "kind": kind, "version": "29"})
        assert answer.mimetype == "application/vnd.ms-excel"
        assert answer.data.startswith(b"\xd0\xcf\x11\xe0")
    assert client.post(address, data={"employer": employer(), "kind": "bonus"}).status_code == 409
    assert client.post(address, data={"employer": employer(), "kind": "wages", "version": "7"}).status_code == 409
    assert client.post(address, data={"employer": employer(), "kind": "x"}).status_code == 404
    assert "2026-10-北桥街道网格化管理中心-正常工资薪金.xls" in client.get(address).get_data(as_text=True)
