"""Rows that were wrong from their first month: put right in place, with a reason, and paid months made good once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hr.clock import reenacting
from hr.database import db
from hr.models.pay.pay_item import PayItemKind
from hr.models.pay.pay_scale import PayScaleCell, ScalePart
from hr.models.pay.pay_standing import PayStanding
from hr.models.system.audit_entry import AuditEntry
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.refusals import Refusal
from hr.services.pay import pay_run
from hr.services.pay.contribution_base import BaseWish, DeductionWish, set_contribution_base, set_tax_deduction
from hr.services.pay.pay_item import AllowanceWish, ShiftRateWish, set_allowance, set_shift_rate
from hr.services.pay.pay_scale import CellWish, create_scale, set_cells
from hr.services.pay.pay_standing import StandingWish, set_standing
from hr.services.pay.scale_import import import_scales
from hr.services.pay.work_terms import TermsWish, set_work_terms
from payroll.calculators.additional_deductions import Additional
from tests import world
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.everywhere import of_the_district
from tests.hr.pay.months import employment_of, submit, unit
from tests.hr.pay.test_back_pay import LATER, compute, lock, rows, worth
from vocabulary.periods import Month
from vocabulary.terms import ShiftKind, WorkingTimeRegime

JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (Month(2026, number) for number in range(7, 12))
WHY = "文件为 5,400 元，录成 5,200 元"


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def cell() -> PayScaleCell:
    """The earliest row of the cell that most are paid by."""
    db.session.expire_all()
    mine = select(PayScaleCell).where(PayScaleCell.part == ScalePart.GRADE_STEP)
    found = db.session.scalars(mine.order_by(PayScaleCell.valid_from)).first()
    assert found is not None
    return found


def wish(start: Month, fen: int, **more: Any) -> CellWish:
    return CellWish(ScalePart.GRADE_STEP, "G3", 2, fen, start, **more)


def put_cell(one: CellWish) -> int:
    return set_cells(cell().pay_scale_id, [one], viewer=system_viewer("tests"))


def corrected(fen: int, **more: Any) -> CellWish:
    return wish(Month.of(pay_world.START), fen, correction=WHY, **more)


def close(run_id: int, day: date) -> None:
    """Bring a computed run to its end."""
    approver = world.viewer("finance_approver")
    with reenacting(day):
        pay_run.check(run_id, viewer=world.viewer("finance"))
        submit(run_id)
        for step in (pay_run.approve, pay_run.pay, pay_run.lock):
            step(run_id, viewer=approver)


def trail(row_key: int) -> list[tuple[str, str, Any]]:
    """What the trail says of a cell of a scale, in order: deed, change, details."""
    wanted = select(AuditEntry).where(AuditEntry.table_name == "pay_scale_cell", AuditEntry.row_key == str(row_key))
    entries = db.session.scalars(wanted.order_by(AuditEntry.number))
    return [(one.deed, one.change, one.details) for one in entries]


def test_a_cell_wrong_from_its_first_month_is_paid_to_the_fen_for_three_locked_months_and_once(app: Flask) -> None:
    for month, day in ((JULY, date(2026, 8, 28)), (AUGUST, date(2026, 8, 28)), (SEPTEMBER, LATER[SEPTEMBER])):
        lock(month, day)
    before = cell()
    with pytest.raises(Refusal, match="dated back"):
        put_cell(corrected(540_000))
    assert put_cell(corrected(540_000, dated_back=True)) == 1
    after = cell()
    assert (after.id, after.amount_fen, after.valid_from, after.valid_to) == (before.id, 540_000, pay_world.START, None)
    october = compute(OCTOBER, LATER[OCTOBER])
    assert worth(october, "N002") == {(str(month), "scale_wage"): 20_000 for month in (JULY, AUGUST, SEPTEMBER)}
    assert "5,200.00→5,400.00" in rows(october, "N002")[0].cause_zh
    close(october, LATER[OCTOBER])
    assert rows(compute(NOVEMBER, date(2026, 11, 28))) == []


def test_the_trail_keeps_what_was_wrong_what_is_right_and_why(app: Flask) -> None:
    put_cell(corrected(540_000))
    entries = trail(cell().id)[1:]
    assert ("pay_scale.set_cells", "update", {"amount_fen": ["520000", "540000"]}) in entries
    assert ("pay_scale.set_cells", "event", {"correction": WHY}) in entries
    assert verify(system_viewer("tests"))[1] == []


def test_without_a_reason_a_second_row_of_the_same_month_is_refused_and_says_to_correct(app: Flask) -> None:
    with pytest.raises(Refusal, match="correct it"):
        put_cell(replace(corrected(540_000), correction=" "))
    with pytest.raises(Refusal, match="no row from 2026-11"):
        put_cell(wish(NOVEMBER, 540_000, correction=WHY))
    assert cell().amount_fen == pay_world.CELL


def test_an_earlier_row_is_corrected_and_the_one_after_it_stays(app: Flask) -> None:
    put_cell(wish(Month(2027, 1), 600_000))
    assert put_cell(corrected(540_000)) == 1
    wanted = select(PayScaleCell).where(PayScaleCell.part == ScalePart.GRADE_STEP).order_by(PayScaleCell.valid_from)
    found = [(str(row.valid_from), str(row.valid_to), row.amount_fen) for row in db.session.scalars(wanted)]
    assert found == [("2023-01-01", "2026-12-31", 540_000), ("2027-01-01", "None", 600_000)]


def test_every_kind_of_dated_row_can_be_corrected(app: Flask) -> None:
    finance, officer = world.viewer("finance"), world.viewer("hr_officer")
    person, at = employment_of("N002"), unit("N").id
    rate = ShiftRateWish(at, ShiftKind.NIGHT, 70_00, OCTOBER)
    meal = AllowanceWish(at, "meal", "餐补", PayItemKind.FIXED, 300_00, OCTOBER, last=Month(2026, 12))
    base = BaseWish(person, OCTOBER, 9_000_00, 9_000_00)
    rent = DeductionWish(person, Additional.RENT, 1_500_00, OCTOBER)
    terms = TermsWish(person, OCTOBER, WorkingTimeRegime.STANDARD, overtime_base_fen=5_000_00)
    doing: list[tuple[Any, Any, Any, str, int]] = [
        (set_shift_rate, rate, finance, "amount_fen", 80_00),
        (set_allowance, meal, finance, "amount", 350_00),
        (set_contribution_base, base, finance, "social_base_fen", 9_500_00),
        (set_tax_deduction, rent, finance, "monthly_fen", 2_000_00),
        (set_work_terms, terms, officer, "overtime_base_fen", 6_000_00),
    ]
    for deed, first, viewer, column, right in doing:
        made = deed(first, viewer=viewer)
        field = column if hasattr(first, column) else "amount_fen"
        again = deed(replace(first, **{field: right}, correction=WHY), viewer=viewer)
        assert (again.id, getattr(again, column)) == (made.id, right), deed
        assert (again.valid_from, again.valid_to) == (made.valid_from, made.valid_to), deed
    with pytest.raises(Refusal, match="keeps the dates"):
        set_allowance(replace(meal, last=NOVEMBER, correction=WHY), viewer=finance)


def test_a_standing_is_corrected_with_the_reason_it_had(app: Flask) -> None:
    row = db.session.scalars(select(PayStanding).where(PayStanding.employment_id == employment_of("N002"))).one()
    place: dict[str, Any] = {"pay_scale_id": row.pay_scale_id, "grade": row.grade, "step": row.step}
    start = Month.of(row.valid_from)
    bonus = StandingWish(row.employment_id, start, "定级", **place, performance_basic_fen=100_00, correction=WHY)
    again = set_standing(bonus, viewer=world.viewer("hr_officer"))
    assert (again.id, again.performance_basic_fen, again.reason) == (row.id, 100_00, "定级")


def test_the_pages_offer_a_correction_filled_with_what_is_wrong(app: Flask) -> None:
    of_the_district("finance")
    finance = log_in(app, "finance")
    form = {"unit_id": str(unit("N").id), "shift_kind": "night", "amount": "70.00", "start": "2026-11"}
    assert finance.post("/pay/rules/shift-rates/new", data=form).status_code == 302
    page = finance.get("/pay/rules?month=2026-11").text
    address = page.split('href="/pay/rules/shift-rates/new?correct=')[1].split('"')[0]
    shown = finance.get(f"/pay/rules/shift-rates/new?correct={address}").text
    assert 'value="70.00"' in shown
    assert 'value="2026-11"' in shown
    assert "更正原因" in shown
    assert "起止月份不变" in shown
    assert "原标准自动截止到上月末" not in shown
    assert "原标准自动截止到上月末" in finance.get("/pay/rules/shift-rates/new").text
    assert "更正原因" not in finance.get(f"/pay/rules/shift-rates/new?after={address}").text
    wrong = finance.post(f"/pay/rules/shift-rates/new?correct={address}", data=form | {"amount": "80.00"})
    assert wrong.status_code == 400
    right = form | {"amount": "80.00", "correction": WHY}
    assert finance.post(f"/pay/rules/shift-rates/new?correct={address}", data=right).status_code == 302
    assert "80.00" in finance.get("/pay/rules?month=2026-11").text


def test_the_page_of_a_person_offers_corrections_of_all_their_rows(app: Flask) -> None:
    officer = log_in(app, "hr_officer")
    person = employment_of("N002")
    page = officer.get(f"/pay/standing/{person}").text
    for what in ("place", "base"):
        address = page.split(f'href="/pay/standing/{person}/{what}?correct=')[1].split('"')[0]
        shown = officer.get(f"/pay/standing/{person}/{what}?correct={address}").text
        assert "更正原因" in shown
        assert 'value="2023-01"' in shown
    assert officer.get(f"/pay/standing/{person}/base?correct=999").status_code == 404
    data = {"social_base": "9000", "housing_base": "9000", "insured": "y", "start": "2023-01", "correction": WHY}
    assert officer.post(f"/pay/standing/{person}/base?correct={address}", data=data).status_code == 302
    assert "9,000.00" in officer.get(f"/pay/standing/{person}").text


def test_a_scale_is_corrected_cell_by_cell(app: Flask) -> None:
    finance = log_in(app, "finance")
    scale = create_scale("N-HT", "北桥薪级表", unit("N").id, viewer=world.viewer("finance"))
    set_cells(scale.id, [wish(NOVEMBER, 520_000)], viewer=world.viewer("finance"))
    page = finance.get(f"/pay/rules/scales/{scale.id}?month=2026-11&correcting=1").text
    address = page.split("/cell?correct=")[1].split('"')[0]
    shown = finance.get(f"/pay/rules/scales/{scale.id}/cell?correct={address}").text
    assert 'value="5,200.00"' in shown or 'value="5200.00"' in shown
    data = {"part": "grade_step", "grade": "G3", "step": "2", "amount": "5400", "start": "2026-11", "correction": WHY}
    assert finance.post(f"/pay/rules/scales/{scale.id}/cell?correct={address}", data=data).status_code == 302
    assert db.session.get_one(PayScaleCell, int(address)).amount_fen == 540_000


def test_a_sheet_corrects_the_cells_that_give_a_reason_and_twice_changes_nothing(app: Flask) -> None:
    finance = world.viewer("finance")
    scale = create_scale("N-HT", "北桥薪级表", unit("N").id, viewer=finance)
    set_cells(scale.id, [wish(NOVEMBER, 520_000)], viewer=finance)
    head = "薪级表编码,类别,岗位等级,薪级,月标准,起始月份,更正原因\n"
    sheet = f"{head}N-HT,岗位等级×薪级,G3,2,5400,2026-11,{WHY.replace(',', '')}\n".encode()
    assert import_scales(sheet, "right.csv", viewer=finance).accepted == 1
    (row,) = db.session.scalars(select(PayScaleCell).where(PayScaleCell.pay_scale_id == scale.id)).all()
    assert (row.amount_fen, row.valid_from) == (540_000, NOVEMBER.first_day)
    again = import_scales(sheet, "again.csv", viewer=finance)
    assert (again.accepted, again.unchanged) == (0, 1)
    nothing = f"{head}N-HT,岗位等级×薪级,G3,2,5500,2026-12,{WHY.replace(',', '')}\n".encode()
    assert [one.code for one in import_scales(nothing, "none.csv", viewer=finance).errors] == ["out_of_order"]
