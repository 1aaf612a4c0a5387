"""Shifts come in whole, or their good rows, and never twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import func, select

from hr.database import db
from hr.models.staff.person import Person
from hr.models.system.import_batch import ImportBatch
from hr.models.worktime.shift import Shift
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope
from hr.services.staff.import_result import ImportResult
from hr.services.worktime.shift_import import import_shifts
from tests import world
from tests.hr.worktime.files import HEADINGS, row, shift_csv
from vocabulary.bad_input import BadInput
from vocabulary.terms import Duty, ShiftKind


def offer(*rows: tuple[str, ...], login: str = "hr_officer", **choice: bool) -> ImportResult:
    return import_shifts(shift_csv(*rows), "shifts.csv", viewer=world.viewer(login), **choice)


def stored() -> int:
    return db.session.scalar(select(func.count(Shift.id))) or 0


def codes(result: ImportResult) -> list[tuple[int, str]]:
    return [(error.row, error.code) for error in result.errors]


def test_a_night_shift_is_kept_as_an_interval_owned_by_the_day_it_begins(app: Flask) -> None:
    result = offer(row(kind="夜班", start="22:00", end="06:00"))
    shift = db.session.scalars(select(Shift)).one()
    assert result.accepted == 1
    assert (shift.business_date, shift.kind, shift.duty) == (date(2026, 10, 9), ShiftKind.NIGHT, Duty.PATROL)
    assert shift.starts_at == datetime(2026, 10, 9, 14, tzinfo=UTC)
    assert shift.ends_at == datetime(2026, 10, 9, 22, tzinfo=UTC)
    assert (shift.worked_minutes, shift.night_minutes) == (480, 480)
    assert verify(system_viewer("test"))[1] == []


def test_the_same_file_twice_changes_nothing(app: Flask) -> None:
    rows = [row(), row(number="N002"), row(day="2026-10-10")]
    offer(*rows)
    again = offer(*rows)
    assert (again.read, again.accepted, again.unchanged, again.rejected) == (3, 0, 3, 0)
    assert stored() == 3
    assert verify(system_viewer("test"))[1] == []


def test_a_dry_run_counts_and_writes_nothing(app: Flask) -> None:
    result = offer(row(), row(number="N999"), dry_run=True)
    assert (result.read, result.accepted, result.rejected, result.applied) == (2, 1, 1, False)
    assert stored() == 0
    assert db.session.scalar(select(func.count(ImportBatch.id))) == 0


BROKEN = {
    "unknown_person": row(number="N999"),
    "not_employed": row(day="2022-12-31"),
    "bad_date": row(day="2026-02-30", number="N003"),
    "overlaps": row(start="13:00", end="20:00", kind="中班"),
    "unknown_unit": row(number="N004", unit="ZZ"),
    "out_of_scope": row(number="S001"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_one_bad_row_refuses_the_whole_file(app: Flask, fault: str) -> None:
    result = offer(row(), row(number="N002"), BROKEN[fault])
    assert result.refused
    assert (result.accepted, result.rejected) == (0, 1)
    assert {error.row for error in result.errors} == {4}
    assert stored() == 0


def test_the_good_rows_are_kept_when_that_is_chosen_and_every_bad_one_is_named(app: Flask) -> None:
    result = offer(row(), *BROKEN.values(), keep_good=True)
    assert (result.read, result.accepted, result.rejected) == (7, 1, 6)
    assert [found[0] for found in codes(result)] == [3, 4, 5, 6, 7, 8]
    assert [error.reason.zh != "" and error.reason.en != "" for error in result.errors] == [True] * 6
    assert stored() == 1
    assert verify(system_viewer("test"))[1] == []


def test_rejected_rows_come_back_in_a_workbook_that_can_be_mended_and_offered_again(app: Flask) -> None:
    result = offer(row(), row(number="N999"), keep_good=True)
    assert result.rejects is not None
    sheet = openpyxl.load_workbook(BytesIO(result.rejects)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:7] == list(HEADINGS)
    book = sheet.parent
    sheet.cell(2, 1).value = "N002"
    out = BytesIO()
    book.save(out)
    again = import_shifts(out.getvalue(), "mended.xlsx", viewer=world.viewer("hr_officer"))
    assert (again.accepted, again.rejected) == (1, 0)


def test_somebody_elses_person_is_as_unknown_as_nobody(app: Flask) -> None:
    nobody, other = offer(row(number="N999")), offer(row(number="S001"))
    assert codes(nobody) == codes(other) == [(2, "unknown_person")]
    assert nobody.errors[0].reason == other.errors[0].reason


def test_a_shift_that_overlaps_one_on_file_is_refused(app: Flask) -> None:
    offer(row())
    result = offer(row(start="13:30", end="21:00", kind="中班"))
    assert codes(result) == [(2, "overlaps")]
    assert stored() == 1


def test_a_shift_that_ends_when_the_next_begins_overlaps_nothing(app: Flask) -> None:
    assert offer(row(), row(start="14:00", end="22:00", kind="中班")).accepted == 2


def test_the_same_start_with_other_content_is_refused_and_not_silently_dropped(app: Flask) -> None:
    offer(row())
    assert codes(offer(row(end="15:00"))) == [(2, "different")]


def test_an_officer_who_maintains_no_working_time_is_told_nothing(app: Flask) -> None:
    for login in ("unit_manager", "finance", "leader", "grid_worker", "auditor", "administrator"):
        with pytest.raises(OutOfScope):
            offer(row(), login=login)


def test_a_file_in_another_encoding_is_read_or_refused_as_a_whole(app: Flask) -> None:
    chinese = shift_csv(row(), encoding="gb18030")
    assert import_shifts(chinese, "shifts.csv", viewer=world.viewer("hr_officer")).accepted == 1
    with pytest.raises(BadInput):
        import_shifts(shift_csv(row(number="N002")) + b"\xff\xfe\x80", "shifts.csv", viewer=world.viewer("hr_officer"))
    assert stored() == 1


def test_night_minutes_come_from_the_clock_and_not_from_the_name_of_the_shift(app: Flask) -> None:
    offer(row(kind="中班", start="15:00", end="23:30"))
    shift = db.session.scalars(select(Shift)).one()
    assert (shift.worked_minutes, shift.night_minutes) == (510, 90)


def test_the_unit_is_the_one_named_else_the_persons_own(app: Flask) -> None:
    offer(row(), row(number="N002", unit="N"))
    units = set(db.session.scalars(select(Shift.unit_id)))
    assert units == {db.session.scalar(select(Person.home_unit_id).where(Person.staff_number == "N001"))}
