"""The pages of casework as officer, manager, leader and worker see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.work_item import WorkItem
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from tests.conftest import log_in
from tests.databases import SqliteTemplates
from tests.hr.casework import pages_world
from tests.hr.casework.files import case_csv, row
from tests.hr.casework.pages_world import person_id


@pytest.fixture
def web(sqlite_templates: SqliteTemplates, tmp_path: Path) -> Iterator[Flask]:
    with pages_world.worked(sqlite_templates, tmp_path) as application:
        yield application


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def upload(client: FlaskClient, content: bytes, **fields: str) -> str:
    data = {"file": (BytesIO(content), "cases.csv"), "choice": "gridhr", **fields}
    answer = client.post("/casework/import", data=data, content_type="multipart/form-data")
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def stored() -> int:
    return db.session.scalar(select(func.count(CaseEvent.id))) or 0


def test_a_file_is_tried_shown_and_taken_whole_or_by_its_good_rows(web: Flask) -> None:
    officer, before = log_in(web, "hr_officer"), stored()
    dry_run = upload(officer, case_csv(row(case="A"), row(case="B", step="瞎编")))
    page = text(officer, dry_run)
    assert "方案没有说明它是哪个环节" in page
    assert stored() == before
    refused = officer.post(dry_run)
    assert refused.headers["Location"] == dry_run
    assert stored() == before
    officer.post(dry_run, data={"keep_good": "y"})
    assert stored() == before + 1
    assert officer.get(dry_run).status_code == 404
    assert verify(system_viewer("test"))[1] == []


def test_the_dry_run_names_the_actors_who_are_nobody_here(web: Flask) -> None:
    officer = log_in(web, "hr_officer")
    page = text(officer, upload(officer, case_csv(row(case="A", actor="Y-99"), row(case="B", actor="Y-99"))))
    assert "Y-99" in page
    assert "1 名经办人在本系统中没有对应" in page


def test_a_profile_is_one_of_those_offered_and_never_a_path(web: Flask) -> None:
    officer = log_in(web, "hr_officer")
    dry_run = upload(officer, case_csv(row(case="A")))
    for choice in ("/etc/passwd", "nobody", ""):
        assert officer.get(re.sub(r"choice=\w+", f"choice={choice}", dry_run)).status_code == 404


def test_a_file_of_another_form_is_refused_on_its_field(web: Flask) -> None:
    officer = log_in(web, "hr_officer")
    data = {"file": (BytesIO(case_csv(row())), "cases.csv"), "choice": "boston311"}
    answer = officer.post("/casework/import", data=data, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "case_id" in answer.get_data(as_text=True)


def test_nobody_opens_the_file_that_another_offered(web: Flask) -> None:
    dry_run = upload(log_in(web, "hr_officer"), case_csv(row(case="A")))
    for login in ("unit_manager", "auditor", "grid_worker", "administrator"):
        client = log_in(web, login)
        assert client.get(dry_run).status_code == 404
        assert client.post(dry_run).status_code == 404


def test_the_rejected_rows_of_a_past_import_can_be_had_again(web: Flask) -> None:
    officer = log_in(web, "hr_officer")
    officer.post(upload(officer, case_csv(row(case="A"), row(case="B", ended="?"))), data={"keep_good": "y"})
    found = re.search(r'href="(/casework/import/batches/\d+/rejects)"', text(officer, "/casework/import"))
    assert found
    assert officer.get(found[1]).data.startswith(b"PK")
    assert log_in(web, "unit_manager").get(found[1]).status_code == 404


def test_events_are_listed_by_month_and_narrowed_by_what_is_wrong_with_them(web: Flask) -> None:
    officer = log_in(web, "hr_officer")
    page = text(officer, "/casework/events")
    assert "王芳" in page
    assert "2026-10 · 北桥街道网格化管理中心" in page
    assert "周红" not in page
    nobody = text(officer, "/casework/events?only=nobody")
    assert "X-17" in nobody
    assert "王芳" not in nobody
    assert "没有符合条件的记录" in text(officer, "/casework/events?month=2024-01&q=x")


def test_unmatched_actors_and_items_are_listed_with_their_events(web: Flask) -> None:
    manager = log_in(web, "unit_manager")
    assert "X-17" in text(manager, "/casework/events/unmatched")
    assert "无此事项" in text(manager, "/casework/events/unmatched?what=items")


def test_a_case_is_told_step_by_step_to_whom_its_unit_is_open(web: Flask) -> None:
    event_of = {
        street: db.session.scalars(select(CaseEvent.id).where(CaseEvent.case_number == f"{street}001-2026-10-09")).one()
        for street in ("N", "S")
    }
    manager = log_in(web, "unit_manager")
    assert "王芳" in text(manager, f"/casework/events/{event_of['N']}")
    assert manager.get(f"/casework/events/{event_of['S']}").status_code == 404
    assert log_in(web, "leader").get(f"/casework/events/{event_of['N']}").status_code == 404


def test_the_catalogue_says_where_its_minutes_come_from_and_how_sure_they_are(web: Flask) -> None:
    manager = log_in(web, "unit_manager")
    assert "占道经营" in text(manager, "/casework/items")
    item = db.session.scalars(select(WorkItem.id)).one()
    page = text(manager, f"/casework/items/{item}")
    for said in ("写实测定", "30.0", "1.5", "40", "2026-01-01"):
        assert said in page


def test_a_manager_sees_people_and_no_ranking_where_none_is_allowed(web: Flask) -> None:
    page = text(log_in(web, "unit_manager"), "/casework/workload?order=load")
    assert all(name in page for name in ("王芳", "李强", "张敏", "赵刚"))
    assert "周红" not in page
    assert "不作排名" in page
    ordered = [page.index(name) for name in _by_pinyin()]
    assert ordered == sorted(ordered), "a group that can't be ranked is listed by name"


def _by_pinyin() -> list[str]:
    return list(db.session.scalars(select(Person.name).where(Person.staff_number.like("N%")).order_by(Person.name_key)))


def test_a_leader_sees_neither_names_nor_sums_of_fewer_than_five(web: Flask) -> None:
    page = text(log_in(web, "leader"), "/casework/workload")
    assert not any(name in page for name in ("王芳", "李强", "张敏", "赵刚", "N001"))
    assert "人数太少，不列" in page
    assert 'class="cards"' not in page, "four people: the sums would tell of single ones"
    assert "data-chart" not in page


def test_a_worker_sees_their_own_load_down_to_the_events_and_nobody_elses(web: Flask) -> None:
    worker = log_in(web, "grid_worker")
    mine = str(worker.get("/casework/workload/mine").headers["Location"])
    assert mine.endswith(str(person_id("N002")))
    page = text(worker, mine)
    for said in ("占道经营", "写实测定", "N002-2026-10-09", "负荷指数", "不能据以排名"):
        assert said in page
    assert worker.get(f"/casework/workload/people/{person_id('N001')}").status_code == 404
    assert worker.get("/casework/workload").status_code == 404


@pytest.mark.parametrize("login", ["leader", "finance", "finance_approver", "administrator", "other_worker"])
def test_a_persons_load_is_for_themselves_and_those_who_may_see_people(web: Flask, login: str) -> None:
    assert log_in(web, login).get(f"/casework/workload/people/{person_id('N001')}").status_code == 404


@pytest.mark.parametrize("login", ["hr_officer", "unit_manager", "auditor"])
def test_another_units_workload_is_nowhere_to_be_found(web: Flask, login: str) -> None:
    client = log_in(web, login)
    street = db.session.scalars(select(Person.home_unit_id).where(Person.staff_number == "S001")).one()
    assert client.get(f"/casework/workload/people/{person_id('N001')}").status_code == 200
    assert client.get(f"/casework/workload/people/{person_id('S001')}").status_code == 404
    assert client.get(f"/casework/workload?unit={street}").status_code == 404
    assert client.get(f"/casework/events?unit={street}").status_code == 404


def test_the_parts_add_up_to_the_case_minutes_that_were_measured(web: Flask) -> None:
    from hr.queries.casework.person_load import items_of, load_of

    who = person_id("N001")
    load = load_of(who, pages_world.OCTOBER)
    parts = items_of(who, pages_world.OCTOBER)
    assert load is not None
    assert sum(part.minutes or 0 for part in parts) == pytest.approx(load.case_minutes)
    assert sum(part.events for part in parts if part.standard) == load.events


def test_the_pages_speak_english(web: Flask) -> None:
    manager = log_in(web, "unit_manager")
    manager.post("/language/en")
    assert "Split-half reliability" in text(manager, "/casework/workload")
    assert "Case events" in text(manager, "/casework/events")
    assert "Outside the duty list" in text(manager, f"/casework/workload/people/{person_id('N001')}")


def test_an_event_list_is_one_constant_number_of_statements(web: Flask) -> None:
    from sqlalchemy import event

    manager, seen = log_in(web, "unit_manager"), []
    manager.get("/casework/workload")
    event.listen(db.engine, "before_cursor_execute", lambda *what: seen.append(what[2]))
    counts = []
    for path in ("/casework/workload", "/casework/events", "/worktime/shifts"):
        seen.clear()
        text(manager, path)
        counts.append(len(seen))
    assert max(counts) <= 20, counts
