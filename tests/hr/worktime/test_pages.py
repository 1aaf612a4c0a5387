"""The pages of working time as officer, manager and worker see them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from hr.database import db
from hr.models.staff.person import Person
from hr.models.worktime.shift import Shift
from tests.conftest import log_in
from tests.databases import SqliteTemplates
from tests.hr.casework import pages_world
from tests.hr.casework.pages_world import person_id
from tests.hr.worktime.files import row, shift_csv


@pytest.fixture
def web(sqlite_templates: SqliteTemplates, tmp_path: Path) -> Iterator[Flask]:
    with pages_world.worked(sqlite_templates, tmp_path) as application:
        yield application


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def upload(client: FlaskClient, content: bytes) -> str:
    data = {"file": (BytesIO(content), "shifts.csv")}
    answer = client.post("/worktime/import", data=data, content_type="multipart/form-data")
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def stored() -> int:
    return db.session.scalar(select(func.count(Shift.id))) or 0


def test_the_template_is_the_form_that_the_import_reads(web: Flask) -> None:
    officer = log_in(web, "hr_officer")
    book = openpyxl.load_workbook(BytesIO(officer.get("/worktime/import/template").data))
    form = book[book.sheetnames[0]]
    for place, cell in enumerate(row(day="2026-10-20"), start=1):
        form.cell(2, place).value = cell
    out = BytesIO()
    book.save(out)
    data = {"file": (BytesIO(out.getvalue()), "template.xlsx")}
    answer = officer.post("/worktime/import", data=data, content_type="multipart/form-data")
    before = stored()
    officer.post(str(answer.headers["Location"]))
    assert stored() == before + 1


def test_a_file_with_a_bad_row_is_refused_whole_unless_the_good_rows_are_chosen(web: Flask) -> None:
    officer, before = log_in(web, "hr_officer"), stored()
    dry_run = upload(officer, shift_csv(row(day="2026-10-20"), row(number="N999")))
    assert "查无此工号" in text(officer, dry_run)
    officer.post(dry_run)
    assert stored() == before
    officer.post(dry_run, data={"keep_good": "y"})
    assert stored() == before + 1


def test_giving_up_throws_the_file_away(web: Flask) -> None:
    officer = log_in(web, "hr_officer")
    dry_run = upload(officer, shift_csv(row(day="2026-10-20")))
    officer.post(f"{dry_run}/drop")
    assert officer.get(dry_run).status_code == 404


def test_the_sheet_has_people_by_days_with_their_signs_and_totals(web: Flask) -> None:
    page = text(log_in(web, "unit_manager"), "/worktime/shifts?month=2026-10")
    assert page.count("kind-early") == 4 * 10 + 1  # ten early shifts each, and the legend
    assert "王芳" in page
    assert "周红" not in page
    assert "80.0" in page
    assert "holiday" in page, "1 October is a statutory holiday"


def test_a_month_without_shifts_says_what_to_do(web: Flask) -> None:
    assert "还没有班次" in text(log_in(web, "hr_officer"), "/worktime/shifts?month=2026-01")


def test_a_worker_sees_their_own_shifts_and_nobody_elses(web: Flask) -> None:
    worker = log_in(web, "grid_worker")
    mine = str(worker.get("/worktime/shifts/mine").headers["Location"])
    assert text(worker, mine).count("早班") == 10
    assert worker.get(f"/worktime/shifts/people/{person_id('N001')}").status_code == 404
    assert worker.get("/worktime/shifts").status_code == 404


@pytest.mark.parametrize("login", ["hr_officer", "unit_manager", "finance", "auditor"])
def test_another_units_shifts_are_nowhere_to_be_found(web: Flask, login: str) -> None:
    client = log_in(web, login)
    street = db.session.scalars(select(Person.home_unit_id).where(Person.staff_number == "S001")).one()
    assert client.get(f"/worktime/shifts/people/{person_id('N001')}").status_code == 200
    assert client.get(f"/worktime/shifts/people/{person_id('S001')}").status_code == 404
    assert client.get(f"/worktime/shifts?unit={street}").status_code == 404


@pytest.mark.parametrize("login", ["unit_manager", "finance", "leader", "grid_worker", "auditor", "administrator"])
def test_only_who_maintains_working_time_finds_its_import(web: Flask, login: str) -> None:
    client = log_in(web, login)
    assert client.get("/worktime/import").status_code == 404
    assert client.get("/worktime/import/template").status_code == 404
    assert client.post("/worktime/import").status_code == 404
