"""Importing a staff file: what is taken, what is refused, and that the same file twice changes nothing."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import event, func, select

from hr.database import db, unit_of_work
from hr.models.pay.pay_scale import PayScale
from hr.models.pay.pay_standing import PayStanding
from hr.models.staff.bank_account import BankAccount
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.models.system.import_batch import ImportBatch
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope
from hr.services.staff.import_result import ImportResult
from hr.services.staff.staff_import import import_staff
from tests import world
from tests.hr.staff import found
from tests.hr.staff.files import row, staff_csv
from vocabulary.bad_input import BadInput
from vocabulary.terms import Education, SeparationKind


def taken(
    *rows: dict[str, str], keep_good: bool = False, dry_run: bool = False, login: str = "hr_officer"
) -> ImportResult:
    return import_staff(staff_csv(*rows), "staff.csv", viewer=world.viewer(login), keep_good=keep_good, dry_run=dry_run)


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.read, result.accepted, result.unchanged, result.rejected


def people() -> int:
    return db.session.scalar(select(func.count(Person.id))) or 0


def faults(result: ImportResult) -> list[tuple[int, str, str]]:
    return [(error.row, error.key, error.code) for error in result.errors]


def test_newcomers_come_with_all_that_their_row_says(app: Flask) -> None:
    full = row(
        1,
        education="大专",
        mobile="13800001234",
        bank_name="工商银行",
        bank_account="6222000000000001",
        certificate="城市管理网格员",
        certificate_level="4",
        certificate_issued_on="2024-06-30",
    )
    assert counts(taken(full, row(2))) == (2, 2, 0, 0)
    person = found.person("T00001")
    assert (person.education, person.mobile, person.home_unit.code) == (Education.COLLEGE, "13800001234", "N")
    [employment] = found.employments("T00001")
    assert (employment.agency_id, employment.starts_on) == (found.agency().id, date(2025, 3, 1))
    assert [contract.ends_on for contract in employment.contracts] == [date(2027, 2, 28)]
    assert [a.post.code for a in employment.assignments] == ["P1"]
    assert db.session.scalars(select(Qualification.level)).all() == [4]
    account = db.session.scalars(select(BankAccount)).one()
    assert account.confirmed_at is None, "an imported account waits for a second person"
    assert verify(system_viewer("audit"))[1] == []


def test_the_same_file_again_changes_nothing(app: Flask) -> None:
    rows = [row(1, certificate="城市管理网格员", certificate_issued_on="2024-06-30"), row(2)]
    taken(*rows)
    entries = verify(system_viewer("audit"))[0]
    assert counts(taken(*rows)) == (2, 0, 2, 0)
    assert verify(system_viewer("audit"))[0] - entries <= 2, "only the batch itself is recorded"


def test_a_dry_run_counts_and_writes_nothing(app: Flask) -> None:
    before = people()
    result = taken(row(1), row(2, post="P9"), dry_run=True)
    assert counts(result) == (2, 1, 0, 1)
    assert not result.applied
    assert people() == before
    assert db.session.scalar(select(func.count(ImportBatch.id))) == 0


def test_one_bad_row_refuses_the_whole_file(app: Flask) -> None:
    before = people()
    result = taken(row(1), row(2, post="P9"))
    assert counts(result) == (2, 0, 0, 1)
    assert (result.refused, result.applied, people()) == (True, False, before)


def test_good_rows_are_kept_when_so_chosen(app: Flask) -> None:
    before = people()
    result = taken(row(1), row(2, post="P9"), keep_good=True)
    assert counts(result) == (2, 1, 0, 1)
    assert people() == before + 1


def test_the_rejects_file_names_row_column_and_reason_and_can_be_mended(app: Flask) -> None:
    result = taken(row(1), row(2, post="P9"), keep_good=True)
    assert result.rejects
    sheet = load_workbook(BytesIO(result.rejects)).active
    assert sheet is not None
    headings = [cell.value for cell in sheet[1]]
    values = dict(zip(headings, [cell.value for cell in sheet[2]], strict=True))
    assert (values["工号"], values["原行号"]) == ("T00002", 3)
    assert "岗位编码" in values["问题说明"]
    assert "P1, P2" in values["修改建议"]
    sheet.cell(2, headings.index("岗位编码") + 1).value = "P2"
    mended = BytesIO()
    assert sheet.parent
    sheet.parent.save(mended)
    again = import_staff(mended.getvalue(), "mended.xlsx", viewer=world.viewer("hr_officer"))
    assert counts(again) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"joined_on": "2025-02-30"}, "joined_on"),
        ({"staffing_type": "志愿者"}, "staffing_type"),
        ({"id_number": "310104199506073331"}, "id_number"),
        ({"agency": ""}, "agency"),
        ({"agency": "XX"}, "agency"),
        ({"host_unit": "nowhere"}, "host_unit"),
        ({"host_unit": "S"}, "host_unit"),
        ({"post": "P9"}, "post"),
        ({"staff_number": "N001"}, "staff_number"),
        ({"staff_number": "S001"}, "staff_number"),
        ({"name": "=1+1"}, "name"),
        ({"probation_ends_on": "2025-12-31"}, "probation_ends_on"),
        ({"contract_starts_on": "2025-02-01"}, "contract_starts_on"),
        ({"pay_scale": "NONE", "grade": "G1", "step": "1"}, "pay_scale"),
        ({"left_on": "2025-09-30", "separation_kind": "转换用工性质"}, "separation_kind"),
    ],
)
def test_a_bad_cell_is_named(app: Flask, changed: dict[str, str], key: str) -> None:
    result = taken(row(1, **changed), row(2), keep_good=True)
    assert key in {error.key for error in result.errors if error.row == 2}, faults(result)
    assert counts(result) == (2, 1, 0, 1)


def test_an_identity_number_on_file_under_another_number_is_rejected(app: Flask) -> None:
    number = found.person("S001").id_number
    assert faults(taken(row(1, id_number=number, retirement_group="男职工"), keep_good=True)) == [
        (2, "id_number", "refused")
    ]


def test_repeated_keys_within_the_file_are_rejected(app: Flask) -> None:
    result = taken(row(1), row(2, staff_number="T00001"), keep_good=True)
    assert ("staff_number", "duplicate_key") in {(error.key, error.code) for error in result.errors}
    assert result.accepted == 1


def test_women_need_their_retirement_group(app: Flask) -> None:
    woman = {"id_number": world.resident_id("31010419950607334")}
    assert faults(taken(row(1, **woman), keep_good=True)) == [(2, "retirement_group", "refused")]
    assert taken(row(1, **woman, retirement_group="女工勤岗位")).accepted == 1


def test_a_correction_is_a_change_and_a_blank_cell_is_none(app: Flask) -> None:
    taken(row(1, mobile="13800001234"))
    assert counts(taken(row(1, education="本科"))) == (1, 1, 0, 0)
    person = found.person("T00001")
    assert (person.education, person.mobile) == (Education.BACHELOR, "13800001234")


def test_what_contradicts_the_records_is_not_written_over_them(app: Flask) -> None:
    taken(row(1))
    for changed, key in (
        ({"post": "P2"}, "post"),
        ({"staffing_type": "聘用", "agency": ""}, "staffing_type"),
        ({"joined_on": "2025-04-01", "contract_starts_on": "2025-04-01"}, "joined_on"),
        ({"contract_ends_on": "2028-02-29"}, "contract_ends_on"),
    ):
        assert key in {error.key for error in taken(row(1, **changed), keep_good=True).errors}, key
    assert len(found.employments("T00001")) == 1


def test_a_separation_and_the_next_contract_are_taken_over(app: Flask) -> None:
    taken(row(1), row(2))
    renewed = row(2, contract_starts_on="2027-03-01", contract_ends_on="2029-02-28")
    left = row(1, left_on="2026-01-31", separation_kind="主动离职")
    assert counts(taken(left, renewed)) == (2, 2, 0, 0)
    assert found.employments("T00001")[0].ends_on == date(2026, 1, 31)
    assert len(found.employments("T00002")[0].contracts) == 2
    assert counts(taken(left, renewed)) == (2, 0, 2, 0)


def test_somebody_who_left_comes_back_by_file(app: Flask) -> None:
    taken(row(1, left_on="2026-01-31", separation_kind=SeparationKind.VOLUNTARY.label.zh))
    back = row(1, joined_on="2026-03-01", contract_starts_on="2026-03-01", contract_ends_on="2028-02-29")
    assert counts(taken(back)) == (1, 1, 0, 0)
    assert [e.starts_on for e in found.employments("T00001")] == [date(2025, 3, 1), date(2026, 3, 1)]


def test_grade_and_step_come_from_a_scale_that_holds_at_the_unit(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.scales") as session:
        for code, at in (("XN-1", "XN"), ("S-1", "S")):
            session.add(PayScale(code=code, name=code, unit_id=found.unit(at).id))
    place = {"grade": "G3", "step": "2"}
    assert counts(taken(row(1, pay_scale="XN-1", **place))) == (1, 1, 0, 0)
    standing = db.session.scalars(select(PayStanding)).one()
    assert (standing.grade, standing.step, standing.valid_from) == ("G3", 2, date(2025, 3, 1))
    assert faults(taken(row(2, pay_scale="S-1", **place))) == [(2, "pay_scale", "unknown_code")]
    assert faults(taken(row(1, pay_scale="XN-1", grade="G4", step="2"))) == [(2, "step", "refused")]


def test_names_do_where_codes_are_not_known(app: Flask) -> None:
    named = row(1, host_unit="北桥街道网格化管理中心", post="受理员", agency="申服人力资源有限公司")
    assert taken(named).accepted == 1
    assert found.assignments("T00001")[0].post.code == "P2"


def test_a_known_bank_account_is_changed_by_finance_only(app: Flask) -> None:
    taken(row(1, bank_name="工商银行", bank_account="6222000000000001"))
    other = row(1, bank_name="工商银行", bank_account="6222000000000002")
    assert faults(taken(other)) == [(2, "bank_account", "refused")]


def test_the_batch_keeps_counts_and_rejects(app: Flask) -> None:
    result = taken(row(1), row(2, post="P9"), keep_good=True)
    batch = db.session.get_one(ImportBatch, result.batch_id)
    assert (batch.read, batch.accepted, batch.unchanged, batch.rejected) == counts(result)
    assert (batch.subject, batch.by, batch.rejects) == ("staff", "hr officer", result.rejects)


def test_a_file_of_another_kind_is_refused_as_a_whole(app: Flask) -> None:
    with pytest.raises(BadInput):
        import_staff(b"%PDF-1.7", "staff.pdf", viewer=world.viewer("hr_officer"))


@pytest.mark.parametrize("role", ["finance", "unit_manager", "leader", "auditor", "grid_worker", "administrator"])
def test_only_who_maintains_staff_imports(app: Flask, role: str) -> None:
    with pytest.raises(OutOfScope):
        taken(row(1), login=role)


def reads_for(rows: int) -> int:
    """How many questions an import of so many newcomers asks the database."""
    asked: list[str] = []

    def listen(*args: object) -> None:
        asked.append(str(args[2]).split(maxsplit=1)[0])

    event.listen(db.engine, "before_cursor_execute", listen)
    assert taken(*(row(rows * 1_000 + order) for order in range(rows))).accepted == rows
    event.remove(db.engine, "before_cursor_execute", listen)
    return asked.count("SELECT")


def test_an_import_asks_no_more_questions_for_many_rows_than_for_few(app: Flask) -> None:
    assert reads_for(90) == reads_for(3)
