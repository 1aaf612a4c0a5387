"""The sample written into a database, on both systems: whole, audited, and fit to go on working with."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from hr.database import db, unit_of_work
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.workload import Workload
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.models.system.import_batch import ImportBatch
from hr.models.worktime.shift import Shift
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.refusals import Refusal
from hr.sample.build import sample_folder
from hr.sample.closing import close_months
from hr.sample.logins import LOGINS, PASSWORD
from hr.sample.plan.setting import Setting
from hr.services.casework.case_import import CaseFile, import_cases
from hr.services.staff.staff_import import import_staff
from hr.services.system.login import log_in
from hr.services.worktime.shift_import import import_shifts
from tests.hr.sample.conftest import BUILT, TODAY, build
from vocabulary.terms import PayRunState

SIZE, MONTHS, _, _ = BUILT
LAST = Setting(*BUILT[:2], BUILT[2], TODAY).last_closed
VIEWER = system_viewer("sample")


def count(model: type) -> int:
    return int(db.session.scalar(select(func.count()).select_from(model)) or 0)


def test_a_built_sample_is_whole_audited_and_open_to_its_logins(built: Flask) -> None:
    assert count(Unit) == 1 + 1 + 13 * 7
    assert count(Person) > SIZE
    months = (
        db.session.scalars(select(func.min(Shift.business_date))).one(),
        db.session.scalars(select(func.max(Shift.business_date))).one(),
    )
    assert (str(months[0])[:7], str(months[1])[:7]) == ("2026-08", str(LAST))
    assert {batch.subject for batch in db.session.scalars(select(ImportBatch))} == {"shifts", "cases"}
    assert verify(VIEWER)[1] == []
    for known in LOGINS:
        assert log_in(known.login, PASSWORD, "127.0.0.1").login == known.login


def test_rows_can_be_added_after_the_sample(built: Flask) -> None:
    with unit_of_work(VIEWER, "agency.add") as session:
        session.add(Agency(code="NEW", name="新派遣单位"))
    assert verify(VIEWER)[1] == []


def test_a_second_sample_in_the_same_database_is_refused(built: Flask) -> None:
    people = count(Person)
    with pytest.raises(Refusal):
        build()
    assert count(Person) == people


def build_and_stop() -> None:
    with unit_of_work(VIEWER, "sample.build"):
        build()
        raise KeyboardInterrupt


def test_an_interrupted_sample_in_one_unit_of_work_leaves_nothing(empty: Flask) -> None:
    with pytest.raises(KeyboardInterrupt):
        build_and_stop()
    assert (count(Unit), count(Person), count(Shift), count(CaseEvent)) == (0, 0, 0, 0)
    build()
    assert verify(VIEWER)[1] == []


def test_its_months_close_with_pay_for_everybody_employed(built: Flask) -> None:
    months = [LAST + -1, LAST]
    close_months(months)
    close_months(months)  # what is locked stays
    runs = list(db.session.scalars(select(PayRun)))
    assert [run.state for run in runs] == [PayRunState.LOCKED] * MONTHS
    assert all(run.computed_by != run.approved_by for run in runs)
    slips = list(db.session.scalars(select(Payslip)))
    assert all(slip.failure_zh is None and slip.net_fen > 0 for slip in slips)
    assert len(slips) > MONTHS * SIZE * 0.9
    assert count(Workload) > 0
    assert verify(VIEWER)[1] == []


def test_its_files_import_the_last_month_again_unchanged_and_the_running_one_anew(built: Flask) -> None:
    folder = sample_folder()
    again = folder / f"班次_{LAST}.xlsx"
    found = import_shifts(again.read_bytes(), again.name, viewer=VIEWER)
    assert (found.accepted, found.rejected, found.unchanged) == (0, 0, found.read)
    cases = folder / f"案卷_{LAST}.csv"
    repeated = import_cases(CaseFile(cases.read_bytes(), cases.name, "gridhr"), viewer=VIEWER)
    assert (repeated.accepted, repeated.rejected, repeated.unchanged) == (0, 0, repeated.read)
    running = folder / "班次_2026-11.xlsx"
    new = import_shifts(running.read_bytes(), running.name, viewer=VIEWER)
    assert new.applied
    assert (new.accepted, new.rejected) == (new.read, 0)


def test_its_newcomers_can_be_imported(built: Flask) -> None:
    path = sample_folder() / "人员_2026-12入职.xlsx"
    before = count(Person)
    found = import_staff(path.read_bytes(), path.name, viewer=VIEWER)
    assert (found.accepted, found.rejected) == (6, 0), found.errors
    assert count(Person) == before + 6


@pytest.mark.parametrize(("name", "rejected"), [("班次", 7), ("案卷", 4)])
def test_its_broken_files_are_refused_row_by_row(built: Flask, name: str, rejected: int) -> None:
    path = next(sample_folder().glob(f"{name}_含错误.*"))
    if name == "案卷":
        found = import_cases(CaseFile(path.read_bytes(), path.name, "gridhr"), viewer=VIEWER)
    else:
        found = import_shifts(path.read_bytes(), path.name, viewer=VIEWER)
    assert found.refused
    assert found.rejected == rejected
    assert found.rejects
