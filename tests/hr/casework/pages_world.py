"""A month of work at both streets of the small world, measured: what the pages of casework and worktime show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.casework.work_item import WorkItem, WorkStandard
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.services.casework.case_import import CaseFile, import_cases
from hr.services.casework.workload import build
from hr.services.worktime.shift_import import import_shifts
from tests import world
from tests.databases import SqliteTemplates, opened
from tests.hr.casework.files import case_csv, row
from tests.hr.worktime import files as shift_files
from vocabulary.periods import Month
from vocabulary.terms import CaseStep, UnitKind, WorkItemClass

OCTOBER = Month(2026, 10)
NUMBERS = ("N001", "N002", "N003", "N004", "S001", "S002", "S003", "S004")
HANDLING_SECONDS = 1_800


@contextmanager
def worked(templates: SqliteTemplates, folder: Path) -> Iterator[Flask]:
    """The application on the small world after its month of work, which is made once."""
    template = templates.prepare("worked", _build)
    with templates.fresh(template) as url, opened(url, folder) as application:
        yield application


def _build() -> None:
    world.build()
    work()


def work() -> None:
    """Everybody works ten early shifts and handles one case a day; a stranger and a system user act too."""
    viewer = system_viewer("pages world")
    with unit_of_work(viewer, "test.items") as session:
        item = WorkItem(code="E1", name="占道经营", category=WorkItemClass.EVENT, level=UnitKind.STREET_TOWN)
        session.add(item)
        session.flush()
        session.add(
            WorkStandard(
                work_item_id=item.id,
                step=CaseStep.HANDLE,
                seconds=HANDLING_SECONDS,
                source="写实测定",
                sample_size=40,
                standard_error_seconds=90,
                valid_from=date(2026, 1, 1),
            )
        )
    days = [f"2026-10-{day:02d}" for day in range(9, 19)]
    shifts = shift_files.shift_csv(*(shift_files.row(number=n, day=day) for n in NUMBERS for day in days))
    assert import_shifts(shifts, "shifts.csv", viewer=viewer).applied
    events = [
        row(case=f"{n}-{day}", actor=n, unit=n[0], started=f"{day} 08:30", ended=f"{day} 09:00", deadline="")
        for n in NUMBERS
        for day in days
    ]
    strangers = [row(case="X-1", actor="X-17"), row(case="X-2", actor="系统"), row(case="X-3", item="无此事项")]
    assert import_cases(CaseFile(case_csv(*events, *strangers), "cases.csv", "gridhr"), viewer=viewer).applied
    build(OCTOBER, viewer=viewer)


def person_id(number: str) -> int:
    """The key of somebody."""
    return db.session.scalars(select(Person.id).where(Person.staff_number == number)).one()
