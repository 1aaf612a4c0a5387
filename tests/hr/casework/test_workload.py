"""A month's workload, from events and shifts to what is kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select

from hr.audit import record_stored_batch
from hr.database import db, unit_of_work
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.work_item import WorkItem, WorkStandard
from hr.models.casework.workload import Workload
from hr.models.staff.person import Person
from hr.models.system.import_batch import ImportBatch
from hr.models.worktime.shift import Shift
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope, Refusal
from hr.services.casework.workload import build
from tests import world
from vocabulary.periods import Month
from vocabulary.terms import CaseStep, Duty, ShiftKind, UnitKind, WorkItemClass

OCTOBER = Month(2026, 10)


@pytest.fixture
def worked(app: Flask) -> int:
    """王芳 works ten day shifts of eight hours and handles two cases of 30 standard minutes, difficulty 1.2, a day."""
    with unit_of_work(system_viewer("test"), "test") as session:
        person = session.scalars(select(Person).where(Person.staff_number == "N001")).one()
        batch = ImportBatch(subject="test", file_name="x", file_sha256="0" * 64, by="test")
        item = WorkItem(code="A1", name="占道经营", category=WorkItemClass.EVENT, level=UnitKind.STREET_TOWN)
        item.difficulty_ppm = 1_200_000
        session.add_all([batch, item])
        session.flush()
        session.add(
            WorkStandard(
                work_item_id=item.id, step=CaseStep.HANDLE, seconds=1800, source="专家", valid_from=date(2020, 1, 1)
            )
        )
        days = [date(2026, 10, 9) + timedelta(days=i) for i in range(10)]
        session.execute(insert(Shift), [_shift(person.id, person.home_unit_id, day, batch.id) for day in days])
        events = [_event(person, item.id, day, n, batch.id) for day in days for n in range(2)]
        session.execute(insert(CaseEvent), events)
        for model in (Shift, CaseEvent):
            record_stored_batch(session, model, batch.id)
        return person.id


def _shift(person_id: int, unit_id: int, day: date, batch: int) -> dict[str, object]:
    start = datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)
    return {
        "person_id": person_id,
        "unit_id": unit_id,
        "business_date": day,
        "kind": ShiftKind.DAY,
        "duty": Duty.PATROL,
        "starts_at": start,
        "ends_at": start + timedelta(hours=8),
        "worked_minutes": 480,
        "night_minutes": 0,
        "import_id": batch,
    }


def _event(person: Person, item: int, day: date, number: int, batch: int) -> dict[str, object]:
    at = datetime(day.year, day.month, day.day, 3 + number, tzinfo=UTC)
    return {
        "event_key": f"{day}{number}".encode(),
        "source": "test",
        "case_number": f"{day}-{number}",
        "item_name": "占道经营",
        "work_item_id": item,
        "step": CaseStep.HANDLE,
        "person_id": person.id,
        "unit_id": person.home_unit_id,
        "is_system": False,
        "ended_at": at,
        "local_date": day,
        "local_hour": 11 + number,
        "deadline_at": at + timedelta(hours=1 if number else -1),
        "import_id": batch,
    }


def test_load_is_standard_minutes_times_difficulty_over_practical_minutes(worked: int) -> None:
    assert build(OCTOBER, viewer=system_viewer("test")) >= 1
    found = db.session.scalars(select(Workload).where(Workload.person_id == worked)).one()
    assert found.events == 20
    assert found.case_minutes == pytest.approx(20 * 30 * 1.2)
    assert found.practical_minutes == pytest.approx(10 * 480 * 0.85)
    assert found.base_minutes == pytest.approx(10 * 480 * 0.35)
    assert found.load_index == pytest.approx((720 + 1680) / 4080)
    assert found.overdue_share == pytest.approx(0.5)
    assert found.odd_minutes + found.even_minutes == pytest.approx(720 + 1680)


def test_building_twice_keeps_one_row_a_person_and_a_clean_trail(worked: int) -> None:
    for _ in range(2):
        build(OCTOBER, viewer=system_viewer("test"))
    assert len(db.session.scalars(select(Workload).where(Workload.person_id == worked)).all()) == 1
    assert verify(system_viewer("test"))[1] == []


def test_a_month_without_shifts_is_refused(app: Flask) -> None:
    with pytest.raises(Refusal):
        build(Month(2026, 9), viewer=system_viewer("test"))


def test_only_who_maintains_all_cases_builds(worked: int) -> None:
    with pytest.raises(OutOfScope):
        build(OCTOBER, viewer=world.viewer("hr_officer"))
