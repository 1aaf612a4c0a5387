"""The bank's file of a run: whose money goes where, and what never slips through."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from hr.clock import today
from hr.database import db, unit_of_work
from hr.models.pay.bank_file import BankFileForm, FileEncoding, PayFile
from hr.models.pay.payslip import Payslip
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.viewer import system_viewer
from hr.queries.pay.bank_file import bank_shares
from hr.queries.pay.pay_run import run_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.bank_file import FormatWish, add_format, change_format, remove_format, take_bank_file
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.accounts import csv_format, give_account, give_everybody_accounts, person
from tests.hr.pay.months import approved, checked, unit
from vocabulary.money import fen


def employer() -> str:
    return f"unit:{unit('N').id}"


def rows_of(content: bytes, encoding: str = "gb18030") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding))))


def test_the_file_pays_the_centres_own_people_their_net_and_not_the_agencys(app: Flask) -> None:
    pay_world.pay_everybody()
    give_everybody_accounts()
    run_id, wanted = approved(), csv_format()
    made = take_bank_file(run_id, employer(), wanted, viewer=world.viewer("finance"))
    paid = {row[3]: (row[1], fen(row[4])) for row in rows_of(made.content)[1:]}
    slips = db.session.scalars(select(Payslip).where(Payslip.pay_run_id == run_id)).all()
    expected = {s.person.name: s.net_fen for s in slips if not s.employer.startswith("agency:")}
    assert {name: amount for name, (_, amount) in paid.items()} == expected
    assert "张敏" not in paid  # dispatched: paid by the agency
    assert paid["李强"][0] == "6217001234567890002"
    assert made.name == "2026-10-北桥街道网格化管理中心-代发.csv"
    assert rows_of(made.content)[1][5] == "2026年10月"


def test_each_file_is_recorded_with_its_totals_and_digest(app: Flask) -> None:
    pay_world.pay_everybody()
    give_everybody_accounts()
    run_id, wanted = approved(), csv_format()
    made = take_bank_file(run_id, employer(), wanted, viewer=world.viewer("finance"))
    record = db.session.scalars(select(PayFile)).one()
    net = db.session.scalar(select(func.sum(Payslip.net_fen)).where(Payslip.employer == employer()))
    assert (record.people, record.total_fen, record.left_out) == (3, net, 0)
    assert record.file_name == made.name
    assert record.taken_by == "finance"
    assert len(record.sha256) == 64
    assert db.session.scalar(select(AuditEntry.deed).where(AuditEntry.table_name == "pay_file")) == "pay_file.bank_file"


def test_whoever_cannot_be_paid_stops_the_file_until_they_are_left_out_by_choice(app: Flask) -> None:
    pay_world.pay_everybody()
    give_account("N001", "62170001", holder="王方")
    give_account("N002", "62170002")
    run_id, wanted = approved(), csv_format()
    with pytest.raises(Refusal) as refusal:
        take_bank_file(run_id, employer(), wanted, viewer=world.viewer("finance"))
    assert "王芳" in refusal.value.reason.zh
    assert "赵刚" in refusal.value.reason.zh
    assert db.session.scalar(select(func.count()).select_from(PayFile)) == 0
    made = take_bank_file(run_id, employer(), wanted, viewer=world.viewer("finance"), leave_out=True)
    assert [row[3] for row in rows_of(made.content)[1:]] == ["李强"]
    event = db.session.scalars(
        select(AuditEntry).where(AuditEntry.change == "event").order_by(AuditEntry.number.desc())
    )
    assert event.first().details["left_out"] == ["N001", "N004"]  # type: ignore[union-attr]


def reasons(run_id: int) -> dict[str, str]:
    share = bank_shares(run_of(run_id, viewer=world.viewer("finance")))[0]
    assert share.agrees
    return {held.payee.staff_number: held.problem.value for held in share.held}


def test_only_accounts_confirmed_and_past_their_cooling_off_count(app: Flask) -> None:
    pay_world.pay_everybody()
    give_account("N001", "62170001", confirmed_at=None)
    give_account("N002", "62170002", valid_from=today() + timedelta(days=2))
    give_account("N004", "62170004", valid_to=today() - timedelta(days=1))
    assert reasons(approved()) == {"N001": "not_confirmed", "N002": "cooling_off", "N004": "no_account"}


def test_while_a_change_cools_off_the_money_goes_to_the_account_before(app: Flask) -> None:
    pay_world.pay_everybody()
    give_everybody_accounts()
    give_account("N002", "99999999", valid_from=today() + timedelta(days=2))
    give_account("N001", "88888888", confirmed_at=None)
    run_id, wanted = approved(), csv_format()
    made = take_bank_file(run_id, employer(), wanted, viewer=world.viewer("finance"))
    assert {row[1] for row in rows_of(made.content)[1:]} == {f"621700123456789000{n}" for n in (1, 2, 4)}


def test_a_run_that_nobody_approved_gives_no_file(app: Flask) -> None:
    pay_world.pay_everybody()
    give_everybody_accounts()
    run_id, wanted = checked(), csv_format()
    with pytest.raises(Refusal):
        take_bank_file(run_id, employer(), wanted, viewer=world.viewer("finance"))


@pytest.mark.parametrize("login", ["hr_officer", "unit_manager", "grid_worker", "leader", "auditor", "other_worker"])
def test_only_who_may_export_pay_and_see_accounts_takes_it(web: Flask, login: str) -> None:
    pay_world.pay_everybody()
    give_everybody_accounts()
    run_id, wanted = approved(), csv_format()
    with pytest.raises(OutOfScope):
        take_bank_file(run_id, employer(), wanted, viewer=world.viewer(login))
    assert log_in(web, login).get(f"/pay/runs/{run_id}/bank-file").status_code == 404


@pytest.mark.parametrize("subject", ["agency:1", "unit:999", ""])
def test_an_agencys_people_and_strangers_have_no_file(web: Flask, subject: str) -> None:
    pay_world.pay_everybody()
    with pytest.raises(OutOfScope):
        take_bank_file(approved(), subject, csv_format(), viewer=world.viewer("finance"))


def test_a_format_of_another_street_does_not_hold_here(app: Flask) -> None:
    pay_world.pay_everybody()
    give_everybody_accounts()
    theirs = FormatWish(unit("S").id, "别处", BankFileForm.CSV)
    with pytest.raises(OutOfScope):
        add_format(theirs, viewer=world.viewer("finance"))
    elsewhere = add_format(theirs, viewer=system_viewer("test")).id
    with pytest.raises(OutOfScope):
        take_bank_file(approved(), employer(), elsewhere, viewer=world.viewer("finance"))
    with pytest.raises(OutOfScope):
        change_format(elsewhere, theirs, viewer=world.viewer("finance"))
    with pytest.raises(OutOfScope):
        remove_format(elsewhere, viewer=world.viewer("finance"))


def test_a_format_kept_above_holds_below_and_the_nearest_comes_first(app: Flask) -> None:
    pay_world.pay_everybody()
    above = add_format(FormatWish(unit("XN").id, "区统一", BankFileForm.XLS), viewer=system_viewer("test")).id
    near = csv_format()
    share = bank_shares(run_of(approved(), viewer=world.viewer("finance")))[0]
    assert [one.id for one in share.formats] == [near, above]


def test_a_format_that_could_not_be_written_is_refused_when_it_is_kept(app: Flask) -> None:
    with pytest.raises(Refusal) as refusal:
        csv_format(form=BankFileForm.TXT, widths="1,2")
    assert refusal.value.field == "widths"
    kept = csv_format(form=BankFileForm.TXT, encoding=FileEncoding.UTF_8_SIG, remark="工资")
    remove_format(kept, viewer=world.viewer("finance"))


def test_an_account_in_a_name_like_a_formula_is_held_back(app: Flask) -> None:
    pay_world.pay_everybody()
    give_everybody_accounts()
    with unit_of_work(system_viewer("rename"), "test.rename"):
        person("N001").name = "=1+1"
    assert reasons(approved()) == {"N001": "odd_signs"}


def test_the_page_says_who_is_held_back_and_gives_the_file(web: Flask) -> None:
    pay_world.pay_everybody()
    give_account("N001", "62170001")
    give_account("N002", "62170002")
    run_id, client = approved(), log_in(web, "finance")
    address = f"/pay/runs/{run_id}/bank-file"
    assert "还没有代发格式" in client.get(address).get_data(as_text=True)
    wish = {"unit_id": unit("N").id, "name": "建行代发", "form": "csv", "encoding": "gb18030", "with_heading": "y"}
    assert client.post("/pay/bank-formats/new", data=wish).status_code == 302
    page = client.get(address).get_data(as_text=True)
    assert "没有银行账号" in page
    assert "赵刚" in page
    assert "62170001" not in page
    form = {"employer": employer(), "format_id": 1}
    assert client.post(address, data=form).status_code == 409
    answer = client.post(address, data={**form, "leave_out": "yes"})
    assert answer.status_code == 200
    assert len(rows_of(answer.data)) == 3
    assert "已导出过的文件请勿重复上传" in client.get(address).get_data(as_text=True)


def test_all_employers_files_come_in_one_archive_each_on_record(web: Flask) -> None:
    pay_world.pay_everybody()
    give_everybody_accounts()
    run_id, wanted = approved(), csv_format()
    answer = log_in(web, "finance").post(f"/pay/runs/{run_id}/bank-file", data={"format_id": wanted})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["2026-10-北桥街道网格化管理中心-代发.csv"]
        assert len(rows_of(archive.read(archive.namelist()[0]))) == 4
    record = db.session.scalars(select(PayFile)).one()
    assert (record.subject, record.people) == (employer(), 3)


def test_formats_are_kept_on_their_page(web: Flask) -> None:
    client = log_in(web, "finance")
    wish = {
        "unit_id": unit("N").id,
        "name": "定长",
        "form": "txt",
        "encoding": "gb18030",
        "widths": "1",
        "currency": "rmb",
    }
    refused = client.post("/pay/bank-formats/new", data=wish)
    assert refused.status_code == 400
    client.post("/pay/bank-formats/new", data={**wish, "currency": "CNY", "widths": ""})
    assert "定长" in client.get("/pay/bank-formats").get_data(as_text=True)
    assert client.post("/pay/bank-formats/1/edit", data={**wish, "currency": "", "widths": "1"}).status_code == 400
    assert client.post("/pay/bank-formats/1/remove").status_code == 302
    assert "还没有代发格式" in client.get("/pay/bank-formats").get_data(as_text=True)
