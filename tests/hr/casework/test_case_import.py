"""Case events come in whole, or their good rows, never twice, and nothing of them is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import func, select

from hr.database import db, unit_of_work
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.work_item import WorkItem
from hr.models.staff.person import Person
from hr.models.system.import_batch import ImportBatch
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope
from hr.services.casework.case_import import CaseFile, CaseImportResult, import_cases
from tests import world
from tests.hr.casework.files import case_csv, row
from vocabulary.bad_input import BadInput
from vocabulary.terms import CaseStep, UnitKind, WorkItemClass


def take(content: bytes, *, viewer: Viewer | None = None, name: str = "cases.csv", **choice: bool) -> CaseImportResult:
    return import_cases(CaseFile(content, name, "gridhr"), viewer=viewer or world.viewer("hr_officer"), **choice)


def offer(*rows: tuple[str, ...], **choice: bool) -> CaseImportResult:
    return take(case_csv(*rows), **choice)


def stored() -> int:
    return db.session.scalar(select(func.count(CaseEvent.id))) or 0


def test_an_event_is_credited_to_the_actor_of_the_step_and_to_its_unit(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test") as session:
        session.add(WorkItem(code="E1", name="占道经营", category=WorkItemClass.EVENT, level=UnitKind.STREET_TOWN))
    assert offer(row()).accepted == 1
    event = db.session.scalars(select(CaseEvent)).one()
    person = db.session.scalars(select(Person).where(Person.staff_number == "N001")).one()
    assert (event.person_id, event.unit_id) == (person.id, person.home_unit_id)
    assert event.work_item_id == db.session.scalar(select(WorkItem.id))
    assert (event.step, event.is_system) == (CaseStep.HANDLE, False)
    assert event.ended_at == datetime(2026, 10, 9, 1, tzinfo=UTC)
    assert (event.local_date, event.local_hour) == (date(2026, 10, 9), 9)


def test_an_actor_and_an_item_that_are_unknown_are_kept_and_counted(app: Flask) -> None:
    result = offer(row(actor="X-17", item="无此事项"))
    event = db.session.scalars(select(CaseEvent)).one()
    assert (result.accepted, result.unmatched_actors, result.unmatched_items) == (1, 1, 1)
    assert (event.actor_code, event.item_name, event.person_id, event.work_item_id) == ("X-17", "无此事项", None, None)


def test_a_person_outside_the_officers_units_is_not_credited(app: Flask) -> None:
    offer(row(actor="S001"))
    assert db.session.scalars(select(CaseEvent.person_id)).one() is None


def test_a_system_user_is_nobodys_work(app: Flask) -> None:
    result = offer(row(actor="系统"))
    event = db.session.scalars(select(CaseEvent)).one()
    assert (event.is_system, event.person_id, result.unmatched_actors) == (True, None, 0)


def test_the_same_events_in_another_order_and_file_change_nothing(app: Flask) -> None:
    first, second = row(), row(case="2026-2")
    offer(first, second)
    again = offer(second, first)
    assert (again.read, again.accepted, again.unchanged) == (2, 0, 2)
    assert stored() == 2
    assert verify(system_viewer("test"))[1] == []


BROKEN = {
    "bad_time": row(ended="2026-13-09 09:00"),
    "unknown_step": row(step="瞎编"),
    "negative_duration": row(started="2026-10-09 10:00", case="2026-3"),
    "duplicate_key": row(result="另一个结果"),
    "formula": row(item="=1+1"),
    "missing": row(case=""),
}


@pytest.mark.parametrize("code", BROKEN)
def test_each_fault_is_named_with_its_row_and_refuses_the_whole_file(app: Flask, code: str) -> None:
    result = offer(row(), BROKEN[code])
    assert [(error.row, error.code) for error in result.errors] == [(3, code)]
    assert (result.refused, result.accepted, result.rejected) == (True, 0, 1)
    assert stored() == 0


def test_good_rows_are_kept_when_that_is_chosen(app: Flask) -> None:
    result = offer(row(), *BROKEN.values(), row(case="2026-9"), keep_good=True)
    assert (result.read, result.accepted, result.rejected) == (8, 2, 6)
    assert sorted({error.code for error in result.errors}) == sorted(BROKEN)
    assert stored() == 2
    assert verify(system_viewer("test"))[1] == []


def test_rejects_come_back_as_a_workbook_that_names_row_and_reason(app: Flask) -> None:
    result = offer(row(), BROKEN["unknown_step"], dry_run=True)
    assert result.rejects is not None
    sheet = openpyxl.load_workbook(BytesIO(result.rejects)).active
    assert sheet is not None
    cells = [cell.value for cell in sheet[2]]
    assert cells[2] == "瞎编"
    assert 3 in cells
    assert any("环节" in str(cell) for cell in cells[9:])


def test_a_formula_in_a_workbooks_cell_is_never_taken_for_its_value(app: Flask) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (
        ("案件编号", "事项", "环节", "经办人工号", "完成时间"),
        ("1", '="占道"', "处置", "N001", "2026-10-09 09:00"),
    ):
        sheet.append(cells)
    out = BytesIO()
    book.save(out)
    result = take(out.getvalue(), name="cases.xlsx", keep_good=True)
    assert [(error.row, error.code) for error in result.errors] == [(2, "formula")]
    assert stored() == 0


def test_a_wrong_encoding_refuses_the_file_and_says_where(app: Flask) -> None:
    content = case_csv(row(), row(case="2026-2")).replace("处置".encode(), b"\xff\xff", 1)
    with pytest.raises(BadInput) as refused:
        take(content)
    assert "2" in refused.value.reason.zh
    assert stored() == 0
    assert take(case_csv(row(), encoding="gb18030")).accepted == 1


def test_a_profile_that_is_not_there_is_refused_by_name(app: Flask) -> None:
    file = CaseFile(case_csv(row()), "cases.csv", "no_such")
    with pytest.raises(BadInput, match="no_such"):
        import_cases(file, viewer=world.viewer("hr_officer"))


def test_who_maintains_no_cases_is_told_nothing(app: Flask) -> None:
    for login in ("unit_manager", "finance", "leader", "grid_worker", "auditor", "administrator"):
        with pytest.raises(OutOfScope):
            take(case_csv(row()), viewer=world.viewer(login))


def test_the_batch_remembers_file_profile_and_counts(app: Flask) -> None:
    offer(row(), BROKEN["formula"], keep_good=True)
    batch = db.session.scalars(select(ImportBatch)).one()
    assert (batch.subject, batch.file_name, batch.profile) == ("cases", "cases.csv", "gridhr")
    assert (batch.read, batch.accepted, batch.unchanged, batch.rejected) == (2, 1, 0, 1)
    assert batch.rejects is not None
