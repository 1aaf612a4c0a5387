"""The pages of people, as each role sees them."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import func, select

from hr.database import db
from hr.models.staff.person import Person
from hr.models.system.audit_entry import AuditEntry
from hr.models.system.pending_upload import PendingUpload
from tests.conftest import log_in
from tests.hr.staff import found
from tests.hr.staff.files import row, staff_csv


def shown(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.get_data(as_text=True)


def page_of(number: str) -> str:
    return f"/people/{found.person(number).id}"


def test_the_list_shows_the_people_of_ones_own_centre_only(web: Flask) -> None:
    text = shown(log_in(web, "hr_officer"), "/people")
    assert "李强" in text
    assert "吴军" not in text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=liqiang", ["李强"]),
        ("q=li+qiang", ["李强"]),
        ("q=N003", ["张敏"]),
        ("type=dispatched", ["张敏"]),
        ("state=left", []),
        ("on=2022-12-31&state=coming", ["王芳", "李强", "张敏", "赵刚"]),
        ("family=call_taker", []),
        ("sort=name&dir=desc&size=20", ["王芳", "李强", "张敏", "赵刚"]),
    ],
)
def test_search_and_filters_find_whom_they_say(web: Flask, query: str, names: list[str]) -> None:
    text = shown(log_in(web, "hr_officer"), f"/people?{query}")
    assert {name for name in ("王芳", "李强", "张敏", "赵刚") if f">{name}<" in text} == set(names)


def test_people_sort_by_pinyin(web: Flask) -> None:
    text = shown(log_in(web, "hr_officer"), "/people?sort=name")
    places = [text.index(f">{name}<") for name in ("李强", "王芳", "张敏", "赵刚")]
    assert places == sorted(places)


def test_a_whole_identity_number_finds_its_owner_for_those_who_may_see_it(web: Flask) -> None:
    number = found.person("N002").id_number
    assert ">李强<" in shown(log_in(web, "hr_officer"), f"/people?q={number}")
    assert ">李强<" not in shown(log_in(web, "unit_manager"), f"/people?q={number}")
    other = found.person("S002").id_number
    assert ">吴军<" not in shown(log_in(web, "hr_officer"), f"/people?q={other}")


def test_identity_numbers_in_the_list_are_for_some_and_leave_a_trace(web: Flask) -> None:
    number = found.person("N002").id_number
    assert number not in shown(log_in(web, "unit_manager"), "/people?col=name&col=id_number")
    assert number in shown(log_in(web, "hr_officer"), "/people?col=name&col=id_number")
    deeds = db.session.scalars(select(AuditEntry.deed)).all()
    assert "people.list_sealed" in deeds


def test_the_export_holds_the_chosen_columns_and_is_on_the_trail(web: Flask) -> None:
    answer = log_in(web, "hr_officer").get("/people?col=staff_number&col=name&export=xlsx&type=contract")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    cells = [cell.value for line in sheet.iter_rows() for cell in line if cell.value]
    assert {"工号", "姓名", "N002", "李强"} <= set(cells)
    assert "王芳" not in cells
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.deed == "list.export")).one()
    assert (entry.row_key, entry.details["rows"]) == ("people", 1)


def test_who_may_not_export_gets_a_page_instead(web: Flask) -> None:
    answer = log_in(web, "unit_manager").get("/people?export=xlsx")
    assert answer.mimetype == "text/html"


def test_a_persons_page_masks_what_is_sealed(web: Flask) -> None:
    person = found.person("N002")
    for role in ("hr_officer", "unit_manager", "finance", "auditor", "grid_worker"):
        text = shown(log_in(web, role), page_of("N002"))
        assert "李强" in text
        assert person.id_number not in text
        assert str(person.mobile) not in text


@pytest.mark.parametrize(("role", "status"), [("hr_officer", 200), ("grid_worker", 200), ("unit_manager", 404)])
def test_opening_an_identity_number_needs_the_right_and_leaves_a_trace(web: Flask, role: str, status: int) -> None:
    number = found.person("N002").id_number
    answer = log_in(web, role).post(page_of("N002") + "/reveal/id_number")
    assert answer.status_code == status
    assert (number in answer.get_data(as_text=True)) is (status == 200)
    traces = db.session.scalars(select(AuditEntry.details).where(AuditEntry.deed == "staff.reveal_id_number")).all()
    assert traces == ([{"revealed": "id_number"}] if status == 200 else [])


def test_workers_see_themselves_and_nobody_else(web: Flask) -> None:
    worker = log_in(web, "grid_worker")
    assert worker.get("/people/me").location.endswith(page_of("N002"))
    assert "李强" in shown(worker, page_of("N002"))
    for number in ("N001", "S002"):
        shown(worker, page_of(number), 404)
    shown(worker, "/people", 404)


@pytest.mark.parametrize("role", ["hr_officer", "finance", "unit_manager", "auditor", "leader", "administrator"])
def test_nobody_sees_a_page_of_another_centre(web: Flask, role: str) -> None:
    shown(log_in(web, role), page_of("S002"), 404)


@pytest.mark.parametrize("role", ["finance", "unit_manager", "auditor", "leader", "administrator", "grid_worker"])
def test_deeds_on_people_do_not_exist_for_those_who_maintain_none(web: Flask, role: str) -> None:
    client = log_in(web, role)
    employment = found.employments("N002")[0].id
    for address in (
        "/people/hire",
        "/people/import",
        page_of("N002") + "/edit",
        page_of("N002") + "/transfer",
        page_of("N002") + "/posts/new",
        page_of("N002") + "/hire",
        page_of("N002") + "/qualifications/new",
        f"/employments/{employment}/separate",
        f"/employments/{employment}/convert",
        f"/employments/{employment}/contracts/new",
    ):
        shown(client, address, 404)
        assert client.post(address, data={}).status_code == 404


def test_the_template_is_for_who_imports(web: Flask) -> None:
    shown(log_in(web, "finance"), "/people/import/template", 404)


def test_hiring_by_form(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    who = found.identity()
    form = {
        "staff_number": who.staff_number,
        "name": who.name,
        "id_type": "resident_id",
        "id_number": who.id_number,
        "post_id": str(found.post("N", "P1").id),
        "staffing_type": "dispatched",
        "fund_source": "fiscal",
        "starts_on": "2025-03-01",
        "contract_kind": "fixed",
        "contract_ends_on": "2027-02-28",
    }
    assert "劳务派遣人员须填写派遣单位" in client.post("/people/hire", data=form).get_data(as_text=True)
    answer = client.post("/people/hire", data=form | {"agency_id": str(found.agency().id)})
    assert answer.status_code == 302
    assert answer.location.endswith(page_of("N100"))
    assert "陈静" in shown(client, page_of("N100"))


def test_moving_renewing_converting_and_leaving_by_form(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    person, employment = page_of("N003"), found.employments("N003")[0].id
    calls = found.post("N", "P2").id
    contract = {"contract_kind": "fixed", "contract_starts_on": "2027-01-01", "contract_ends_on": "2028-12-31"}
    for address, data in (
        (person + "/transfer", {"post_id": calls, "on": "2025-06-01"}),
        (person + "/posts/new", {"post_id": found.post("N", "P1").id, "starts_on": "2025-07-01"}),
        (f"/employments/{employment}/contracts/new", contract),
        (
            f"/employments/{employment}/convert",
            {"on": "2026-02-01", "staffing_type": "contract", "fund_source": "fiscal"},
        ),
        (person + "/qualifications/new", {"name": "城市管理网格员", "level": "4", "issued_on": "2025-01-01"}),
    ):
        assert client.get(address).status_code == 200, address
        answer = client.post(address, data=data)
        assert answer.status_code == 302, (address, re.findall("invalid-feedback.*?>(.*?)<", answer.text))
    last = found.employments("N003")[-1]
    answer = client.post(
        f"/employments/{last.id}/separate", data={"on": "2026-05-31", "kind": "voluntary", "reason": "pay"}
    )
    assert answer.status_code == 302
    text = shown(client, person)
    for word in ("劳务派遣", "聘用", "受理员", "兼任", "转换用工性质", "主动离职", "城市管理网格员"):
        assert word in text, word


def test_a_correction_leaves_alone_what_was_left_blank(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    before = found.person("N002")
    number, mobile = before.id_number, before.mobile
    assert client.post(page_of("N002") + "/edit", data={"name": "李强强"}).status_code == 302
    person = found.person("N002")
    assert (person.name, person.name_key[:12], person.id_number, person.mobile) == (
        "李强强",
        "li qiang qia",
        number,
        mobile,
    )


def upload(client: FlaskClient, content: bytes) -> str:
    answer = client.post(
        "/people/import", data={"file": (BytesIO(content), "staff.csv")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def test_a_file_is_tried_then_confirmed(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    address = upload(client, staff_csv(row(1), row(2)))
    assert "确认导入 2 行" in shown(client, address)
    assert db.session.scalar(select(func.count(Person.id)).where(Person.staff_number.like("T%"))) == 0
    assert client.post(address).status_code == 302
    assert db.session.scalar(select(func.count(Person.id)).where(Person.staff_number.like("T%"))) == 2
    assert db.session.scalar(select(func.count(PendingUpload.id))) == 0
    assert "staff.csv" in shown(client, "/people/import")


def test_bad_rows_are_listed_and_handed_back_and_the_good_ones_wait_for_a_choice(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    address = upload(client, staff_csv(row(1), row(2, post="P9")))
    text = shown(client, address)
    assert "P9" in text
    assert "可用的编码：P1, P2" in text
    assert client.get(address + "/rejects").mimetype.endswith("sheet")
    client.post(address)
    assert db.session.scalar(select(func.count(Person.id)).where(Person.staff_number.like("T%"))) == 0
    client.post(address, data={"keep_good": "y"})
    assert db.session.scalar(select(func.count(Person.id)).where(Person.staff_number.like("T%"))) == 1
    link = re.findall(r"/people/import/batches/\d+/rejects", shown(client, "/people/import"))[0]
    assert client.get(link).status_code == 200


def test_nobody_else_sees_an_upload(web: Flask) -> None:
    address = upload(log_in(web, "hr_officer"), staff_csv(row(1)))
    shown(log_in(web, "auditor"), address, 404)
    shown(log_in(web, "administrator"), address, 404)


def test_a_file_that_can_not_be_read_says_why(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    answer = client.post(
        "/people/import", data={"file": (BytesIO(b"%PDF-1.7"), "x.pdf")}, content_type="multipart/form-data"
    )
    assert answer.status_code == 400
    assert "PDF" in answer.text


def test_the_template_can_be_downloaded_and_read_back(web: Flask) -> None:
    answer = log_in(web, "hr_officer").get("/people/import/template")
    book = load_workbook(BytesIO(answer.data))
    assert "*工号" in [cell.value for cell in book.worksheets[0][1]]


def test_ending_contracts_are_listed_with_the_way_to_renew(web: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hr.views.staff.contract.today", lambda: date(2026, 11, 15))
    text = shown(log_in(web, "hr_officer"), "/contracts/ending")
    assert "李强" in text
    assert f"/employments/{found.employments('N002')[0].id}/contracts/new" in text
    monkeypatch.setattr("hr.views.staff.contract.today", lambda: date(2026, 6, 1))
    assert "李强" not in shown(log_in(web, "hr_officer"), "/contracts/ending")


def test_every_page_speaks_english_too(web: Flask) -> None:
    client = log_in(web, "hr_officer")
    client.post("/language/en")
    for address in ("/people", page_of("N002"), "/people/hire", "/people/import", "/contracts/ending"):
        text = shown(client, address)
        words = re.sub(r"<[^>]*>", " ", text[text.index('id="main"') :])
        chinese = set(re.findall(r"[\u4e00-\u9fff]{2,}", words)) - {"王芳", "李强", "张敏", "赵刚"}
        names = ("网格", "街道", "申服", "巡查员", "受理员", "北桥", "徐宁区", "上海市")
        assert not [word for word in chinese if not any(name in word for name in names)], address
