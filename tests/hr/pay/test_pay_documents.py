"""Payslip files, summary, trend and yearly statements: what they hold, and who may have them."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select

from hr.database import db, unit_of_work
from hr.models.pay.pay_input import PayInputKind
from hr.models.pay.payslip import Payslip
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.viewer import system_viewer
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.summary import summary_of_run
from hr.queries.pay.trend import TrendAsked, trend_of, years_with_pay
from hr.queries.pay.year_statement import _APART, person_year
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.payslip_file import Lock, LockWish, Packing, take_payslips, take_slip
from hr.services.pay.summary_file import take_summary
from hr.services.pay.year_file import take_statement, take_statement_sheet, take_statements
from reports.payslip import PayLine
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.accounts import person
from tests.hr.pay.months import OCTOBER, approved, computed, unit
from tests.hr.pay.test_tax_file import pay_extra
from vocabulary.periods import Month
from vocabulary.terms import StaffingType

SEPTEMBER = Month(2026, 9)
RARE = "欧阳㛃䶮𬭸"
FINANCE = "finance"


@pytest.fixture(autouse=True)
def _paid(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("web" if "web" in request.fixturenames else "app")
    pay_world.pay_everybody()
    with unit_of_work(system_viewer("rename"), "test.rename"):
        person("N002").name = RARE


def slip_id(number: str) -> int:
    return db.session.scalars(select(Payslip.id).where(Payslip.person_id == person(number).id)).one()


def opens(content: bytes, password: str) -> bool:
    reader = PdfReader(io.BytesIO(content))
    return reader.is_encrypted and reader.decrypt(password) != 0


def text_of(content: bytes, password: str = "") -> str:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        assert reader.decrypt(password)
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def files_in(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# Payslips


def test_each_person_gets_a_file_that_opens_by_the_last_six_of_their_number(app: Flask) -> None:
    wish = LockWish(Lock.ID_NUMBER)
    made = take_payslips(approved(), Packing.EACH, wish, viewer=world.viewer(FINANCE))
    files = files_in(made.content)
    assert sorted(name.rpartition("/")[2] for name in files) == [
        "N001-王芳-2026-10.pdf",
        f"N002-{RARE}-2026-10.pdf",
        "N003-张敏-2026-10.pdf",
        "N004-赵刚-2026-10.pdf",
    ]
    for name, content in files.items():
        number = name.rpartition("/")[2][:4]
        password = person(number).id_number[-6:]
        assert opens(content, password)
        assert not opens(content, "000000")
    mine = next(content for name, content in files.items() if "N002" in name)
    assert RARE in text_of(mine, person("N002").id_number[-6:])


def test_one_file_for_all_takes_a_password_of_ones_own(app: Flask) -> None:
    wish = LockWish(Lock.CHOSEN, "gongzi-10")
    made = take_payslips(approved(), Packing.ONE, wish, viewer=world.viewer(FINANCE))
    assert made.name.endswith(".pdf")
    assert opens(made.content, "gongzi-10")
    assert len(PdfReader(io.BytesIO(made.content), password="gongzi-10").pages) == 4


def test_each_centre_gets_its_file(app: Flask) -> None:
    made = take_payslips(approved(), Packing.PER_CENTRE, LockWish(), viewer=world.viewer(FINANCE))
    files = files_in(made.content)
    assert list(files) == ["2026-10-北桥街道网格化管理中心-工资条.pdf"]
    assert RARE in text_of(files["2026-10-北桥街道网格化管理中心-工资条.pdf"])


def test_a_shared_file_has_no_one_persons_number_and_a_password_is_long_enough(app: Flask) -> None:
    run_id = approved()
    for packing in (Packing.ONE, Packing.PER_CENTRE):
        with pytest.raises(Refusal) as refusal:
            take_payslips(run_id, packing, LockWish(Lock.ID_NUMBER), viewer=world.viewer(FINANCE))
        assert refusal.value.field == "lock"
    with pytest.raises(Refusal) as refusal:
        LockWish(Lock.CHOSEN, "12345")
    assert refusal.value.field == "password"


def test_that_slips_were_taken_is_on_record_and_the_password_is_not(app: Flask) -> None:
    take_payslips(approved(), Packing.ONE, LockWish(Lock.CHOSEN, "gongzi-10"), viewer=world.viewer(FINANCE))
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert last is not None
    assert last.details == {"export": "payslips", "packing": "one", "lock": "chosen", "slips": 4}


def test_workers_take_their_own_slip_with_a_password_and_nobody_elses(web: Flask) -> None:
    approved()
    worker = world.viewer("grid_worker")
    made = take_slip(slip_id("N002"), LockWish(Lock.ID_NUMBER), viewer=worker)
    assert opens(made.content, person("N002").id_number[-6:])
    with pytest.raises(OutOfScope):
        take_slip(slip_id("N001"), LockWish(), viewer=worker)
    client = log_in(web, "grid_worker")
    answer = client.post(f"/pay/slips/{slip_id('N002')}/pdf", data={"lock": "chosen", "password": "my-own-1"})
    assert opens(answer.data, "my-own-1")
    assert client.post(f"/pay/slips/{slip_id('N002')}/pdf", data={"lock": "chosen", "password": "1"}).status_code == 400
    assert client.post(f"/pay/slips/{slip_id('N001')}/pdf", data={"lock": "none"}).status_code == 404


def test_the_page_of_payslip_files_gives_them(web: Flask) -> None:
    address = f"/pay/runs/{approved()}/payslip-files"
    client = log_in(web, FINANCE)
    assert "AES-256" in client.get(address).get_data(as_text=True)
    answer = client.post(address, data={"packing": "each", "lock": "id_number"})
    assert len(files_in(answer.data)) == 4
    wrong = client.post(address, data={"packing": "one", "lock": "id_number"})
    assert wrong.status_code == 400
    assert "合并文件不能用个人证件号" in wrong.get_data(as_text=True)
    for login in ("leader", "grid_worker", "auditor", "other_worker"):
        assert log_in(web, login).get(address).status_code == 404


# Summary


def test_the_summary_adds_up_to_the_run(app: Flask) -> None:
    run_id = approved()
    summary = summary_of_run(run_of(run_id, viewer=world.viewer(FINANCE))).kept()
    headings = ["人数", *(measure.heading.zh for measure in summary.measures)]
    total = dict(zip(headings, summary.total, strict=True))
    sums = select(
        func.count(), func.sum(Payslip.gross_fen), func.sum(Payslip.net_fen), func.sum(Payslip.employer_cost_fen)
    )
    people, gross, net, cost = db.session.execute(sums.where(Payslip.pay_run_id == run_id)).one()
    assert (total["人数"], total["应发合计"], total["实发"], total["用工成本"]) == (people, gross, net, cost)
    groups: dict[str, int] = {}
    for measure, amount in zip(summary.measures, summary.total[1:], strict=True):
        if measure.group and measure.heading.zh not in ("应发合计", "扣款合计"):
            groups[measure.group.zh] = groups.get(measure.group.zh, 0) + amount
    assert groups == {"应发": gross, "个人扣款": gross - net, "单位缴费": cost - gross}


def test_the_summary_as_files_for_who_may_export(web: Flask) -> None:
    run_id = approved()
    assert "总计" in text_of(take_summary(run_id, "pdf", viewer=world.viewer(FINANCE)).content)
    book = openpyxl.load_workbook(io.BytesIO(take_summary(run_id, "xlsx", viewer=world.viewer(FINANCE)).content))
    assert book.worksheets[0]["A2"].value == "北桥街道网格化管理中心"
    client = log_in(web, FINANCE)
    assert "财政拨款" in client.get(f"/pay/runs/{run_id}/summary").get_data(as_text=True)
    auditor = log_in(web, "auditor")
    assert auditor.get(f"/pay/runs/{run_id}/summary").status_code == 200
    assert auditor.get(f"/pay/runs/{run_id}/summary.xlsx").status_code == 404
    assert log_in(web, "other_worker").get(f"/pay/runs/{run_id}/summary").status_code == 404


# Trend


def test_the_trend_has_each_settled_month_and_names_the_open_one(app: Flask) -> None:
    approved(SEPTEMBER)
    computed(OCTOBER)
    viewer = world.viewer(FINANCE)
    trend = trend_of(TrendAsked(unit("N"), 2026), viewer=viewer)
    net = db.session.scalar(select(func.sum(Payslip.net_fen)).where(Payslip.month == SEPTEMBER))
    assert [line.values[8:10] for line in trend.lines if line.label.zh == "实发合计"] == [(net, None)]
    assert trend.open_months == (OCTOBER,)
    assert [item.values[8] for item in trend.people] == [1, 1, 1, 1, 4]
    assert years_with_pay(viewer=viewer) == [2026]
    dispatched = trend_of(TrendAsked(unit("N"), 2026, StaffingType.DISPATCHED), viewer=viewer)
    assert [item.values[8] for item in dispatched.people] == [1, 1]


def test_the_items_of_the_trend_add_up_to_its_sums(app: Flask) -> None:
    approved(SEPTEMBER)
    trend = trend_of(TrendAsked(unit("N"), 2026), viewer=world.viewer(FINANCE))
    for section in trend.sections:
        *items, total = section.items
        if items:
            assert sum(item.values[8] or 0 for item in items) == total.values[8], section.heading


def test_the_trend_shows_only_ones_own_units(app: Flask) -> None:
    approved(SEPTEMBER)
    assert trend_of(TrendAsked(unit("XN"), 2026), viewer=world.viewer(FINANCE)).people[-1].values[8] == 4
    assert trend_of(TrendAsked(unit("N"), 2026), viewer=world.viewer("other_worker")).lines == () or not any(
        any(line.values) for line in trend_of(TrendAsked(unit("N"), 2026), viewer=world.viewer("other_worker")).lines
    )


def test_the_trend_on_its_page_and_as_files(web: Flask) -> None:
    approved(SEPTEMBER)
    client = log_in(web, FINANCE)
    page = client.get("/pay/trend?year=2026").get_data(as_text=True)
    assert "岗位津贴" in page
    query = f"unit={unit('N').id}&year=2026&staffing_type=contract"
    assert client.get(f"/pay/trend.pdf?{query}").data.startswith(b"%PDF")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/pay/trend.xlsx?{query}").data))
    assert [row[9] for row in book.worksheets[1].iter_rows(values_only=True)] == ["9月", 1, 1]
    assert client.get("/pay/trend?year=1999").status_code in (400, 422)
    assert client.get(f"/pay/trend?unit={unit('S').id}").status_code == 404
    for login in ("leader", "grid_worker", "other_worker", "hr_officer"):
        assert log_in(web, login).get("/pay/trend").status_code == 404


# Yearly statements


def test_a_year_holds_every_settled_month_and_the_tax_withheld(app: Flask) -> None:
    for month in (SEPTEMBER, OCTOBER):
        approved(month)
    found = person_year(person("N001").id, 2026, viewer=world.viewer(FINANCE)).statement
    slips = db.session.scalars(select(Payslip).where(Payslip.person_id == person("N001").id)).all()
    headline = {line.label.zh: line.amount for line in found.headline}
    assert headline["应发合计"] == sum(slip.gross_fen for slip in slips)
    assert headline["实发合计"] == sum(slip.net_fen for slip in slips)
    tax = {line.label.zh: line.amount for line in found.employers[0].tax}
    assert tax["累计收入"] == sum(slip.figures["taxed_income"] for slip in slips)
    assert tax["本年已预扣税额（工资薪金）"] == sum(slip.figures["income_tax"] for slip in slips)
    assert tax["累计减除费用"] == 5_000_000


def test_the_tax_of_the_year_includes_what_was_taxed_apart(app: Flask) -> None:
    pay_extra("N001", PayInputKind.ANNUAL_BONUS, 3_000_000, name="")
    approved()
    found = person_year(person("N001").id, 2026, viewer=world.viewer(FINANCE)).statement
    assert {line.label.zh: line.amount for line in found.headline}["个人所得税"] == 90_000
    assert found.employers[0].tax[-1] == PayLine(_APART, 90_000)


def test_ones_own_year_and_not_anothers(web: Flask) -> None:
    approved()
    worker = world.viewer("grid_worker")
    own = take_statement(person("N002").id, 2026, LockWish(Lock.ID_NUMBER), viewer=worker)
    assert RARE in text_of(own.content, person("N002").id_number[-6:])
    for number in ("N001", "S001"):
        with pytest.raises(OutOfScope):
            take_statement(person(number).id, 2026, LockWish(), viewer=worker)
    client = log_in(web, "grid_worker")
    assert RARE in client.get("/pay/years/mine").get_data(as_text=True)
    assert client.get(f"/pay/years/people/{person('N001').id}").status_code == 404
    assert client.get(f"/pay/years/people/{person('N002').id}/2026.xlsx").data.startswith(b"PK")
    assert client.get(f"/pay/years/people/{person('N002').id}/2025.xlsx").status_code == 404


def test_a_month_that_nobody_approved_is_in_no_statement(app: Flask) -> None:
    computed()
    with pytest.raises(OutOfScope):
        take_statement(person("N002").id, 2026, LockWish(), viewer=world.viewer("grid_worker"))


def test_finance_hands_out_everybodys_statement_of_their_unit(web: Flask) -> None:
    approved()
    viewer = world.viewer(FINANCE)
    files = files_in(take_statements(unit("N"), 2026, LockWish(Lock.ID_NUMBER), viewer=viewer).content)
    assert len(files) == 4
    assert opens(next(content for name, content in files.items() if "N001" in name), person("N001").id_number[-6:])
    with pytest.raises(Refusal):
        take_statements(unit("N"), 2025, LockWish(), viewer=viewer)
    with pytest.raises(OutOfScope):
        take_statements(unit("S"), 2026, LockWish(), viewer=viewer)
    with pytest.raises(OutOfScope):
        take_statements(unit("N"), 2026, LockWish(), viewer=world.viewer("auditor"))


def test_the_list_of_statements_and_its_archive(web: Flask) -> None:
    approved()
    client = log_in(web, FINANCE)
    page = client.get("/pay/years?year=2026").get_data(as_text=True)
    assert RARE in page
    assert "2027-02-28" in page
    answer = client.post(f"/pay/years?unit={unit('N').id}&year=2026", data={"lock": "id_number"})
    assert len(files_in(answer.data)) == 4
    short = client.post(f"/pay/years?unit={unit('N').id}&year=2026", data={"lock": "chosen", "password": "1"})
    assert short.status_code == 302
    assert client.post(f"/pay/years?unit={unit('S').id}&year=2026", data={"lock": "none"}).status_code == 404


def test_a_name_that_begins_like_a_formula_stays_text_in_every_sheet(app: Flask) -> None:
    with unit_of_work(system_viewer("rename"), "test.rename"):
        person("N001").name = '=HYPERLINK("http://x","y")'
    approved()
    made = take_statement_sheet(person("N001").id, 2026, viewer=world.viewer(FINANCE))
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert found
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)
    files = files_in(take_payslips(1, Packing.EACH, LockWish(), viewer=world.viewer(FINANCE)).content)
    assert all(set(name) & set('\\:*?"<>|') == set() and ".." not in name for name in files)
