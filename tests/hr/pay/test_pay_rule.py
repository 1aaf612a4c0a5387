"""Pay rules begin with a month, end the one before, and never reach into a settled month."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from hr.database import db
from hr.models.pay.pay_item import PayItem, PayItemKind, ShiftRate
from hr.models.pay.pay_scale import PayScale, PayScaleCell, ScalePart
from hr.queries.pay.law import law_on
from hr.queries.pay.parameter_book import book_for
from hr.queries.pay.pay_rule import shift_rate_lines, unequal_rates
from hr.queries.pay.pay_scale import changes_of, grids_of
from hr.queries.pay.payslip import explained, slip_for
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_item
from hr.services.pay.pay_scale import CellWish, create_scale, set_cells
from hr.services.pay.scale_import import import_scales
from payroll.parameters.law import load_law
from tests import world
from tests.hr.pay import pay_world
from tests.hr.pay.months import computed, locked, unit
from vocabulary.periods import Month
from vocabulary.terms import PostFamily, ShiftKind, StaffingType

JANUARY = Month(2027, 1)
MAY = Month(2027, 5)


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def rate(amount: int, start: Month, **whom: object) -> ShiftRate:
    wish = pay_item.ShiftRateWish(unit("N").id, ShiftKind.NIGHT, amount, start, **whom)  # type: ignore[arg-type]
    return pay_item.set_shift_rate(wish, viewer=world.viewer("finance"))


def allowance(amount: int, start: Month, **more: object) -> PayItem:
    fields = {"code": "meal", "name": "餐补", "kind": PayItemKind.FIXED} | more
    wish = pay_item.AllowanceWish(unit("N").id, amount=amount, start=start, **fields)  # type: ignore[arg-type]
    return pay_item.set_allowance(wish, viewer=world.viewer("finance"))


def own_scale() -> int:
    scale = create_scale("N-HT", "北桥薪级表", unit("N").id, viewer=world.viewer("finance"))
    return scale.id


def cell(amount: int, start: Month, grade: str = "G1", step: int = 1) -> CellWish:
    return CellWish(ScalePart.GRADE_STEP, grade, step, amount, start)


def test_a_new_amount_ends_the_old_one_the_day_before(app: Flask) -> None:
    old, new = rate(7_000, JANUARY), rate(8_000, MAY)
    assert (old.valid_from, db.session.get_one(ShiftRate, old.id).valid_to) == (date(2027, 1, 1), date(2027, 4, 30))
    assert (new.valid_from, new.valid_to) == (date(2027, 5, 1), None)
    amounts = {str(m): book_for(m).own.shift_rates for m in (Month(2027, 4), MAY)}
    mine = {m: [r.amount for r in rows if r.scope.unit and r.kind is ShiftKind.NIGHT] for m, rows in amounts.items()}
    assert mine == {"2027-04": [7_000], "2027-05": [8_000]}


@pytest.mark.parametrize("start", [JANUARY, Month(2026, 12)])
def test_a_row_from_then_or_later_is_not_written_over(app: Flask, start: Month) -> None:
    rate(7_000, JANUARY)
    with pytest.raises(Refusal, match="a later month"):
        rate(9_000, start)
    assert db.session.scalars(select(ShiftRate.amount_fen).where(ShiftRate.unit_id == unit("N").id)).all() == [7_000]


def test_two_rows_that_fit_the_same_people_are_refused_with_the_reason_of_the_book(app: Flask) -> None:
    rate(7_000, JANUARY, staffing_type=StaffingType.CONTRACT)
    with pytest.raises(Refusal, match="fit the same people") as refused:
        rate(1, MAY, post_family=PostFamily.GRID_INSPECTOR)
    assert refused.value.field == "start"
    assert db.session.scalar(select(ShiftRate.id).where(ShiftRate.amount_fen == 1)) is None


def test_an_allowance_keeps_one_definition(app: Flask) -> None:
    allowance(20_000, JANUARY)
    with pytest.raises(Refusal, match="amount, tiers, scope and dates only"):
        allowance(20_000, MAY, taxed=False)
    allowance(25_000, MAY)
    rows = db.session.scalars(select(PayItem).where(PayItem.code == "meal").order_by(PayItem.valid_from)).all()
    assert [(row.amount, row.valid_to) for row in rows] == [(20_000, date(2027, 4, 30)), (25_000, None)]


def test_a_month_that_is_paid_is_not_reached(app: Flask) -> None:
    locked(Month(2026, 10))
    with pytest.raises(Refusal, match="2026-11 is the earliest"):
        rate(9_000, Month(2026, 10))
    with pytest.raises(Refusal, match="2026-11 is the earliest"):
        allowance(9_000, Month(2026, 9))
    assert rate(9_000, Month(2026, 11)).id
    scale_id = own_scale()
    with pytest.raises(Refusal, match="earliest"):
        set_cells(scale_id, [cell(1, Month(2026, 10))], viewer=world.viewer("finance"))


def test_a_row_can_be_ended_but_not_inside_a_paid_month(app: Flask) -> None:
    row = rate(7_000, Month(2026, 9))
    locked(Month(2026, 10))
    with pytest.raises(Refusal):
        pay_item.end_shift_rate(row.id, Month(2026, 9), viewer=world.viewer("finance"))
    pay_item.end_shift_rate(row.id, Month(2026, 10), viewer=world.viewer("finance"))
    assert db.session.get_one(ShiftRate, row.id).valid_to == date(2026, 10, 31)


@pytest.mark.parametrize("login", ["hr_officer", "finance_approver", "auditor", "leader", "other_worker"])
def test_only_who_prepares_pay_there_changes_a_rule(app: Flask, login: str) -> None:
    wish = pay_item.ShiftRateWish(unit("N").id, ShiftKind.NIGHT, 1, JANUARY)
    with pytest.raises(OutOfScope):
        pay_item.set_shift_rate(wish, viewer=world.viewer(login))
    theirs = pay_item.ShiftRateWish(unit("S").id, ShiftKind.NIGHT, 1, JANUARY)
    with pytest.raises(OutOfScope):
        pay_item.set_shift_rate(theirs, viewer=world.viewer("finance"))


def test_a_rule_of_the_city_is_seen_below_but_not_changed_there(app: Flask) -> None:
    lines = shift_rate_lines(date(2026, 10, 31), viewer=world.viewer("finance"))
    assert {(line.row.shift_kind, line.may_change) for line in lines} == {
        (ShiftKind.MIDDLE, False),
        (ShiftKind.NIGHT, False),
    }


def test_a_shift_that_pays_one_staffing_type_less_is_a_finding(app: Flask) -> None:
    finance = world.viewer("finance")
    assert unequal_rates(shift_rate_lines(MAY.last_day, viewer=finance), MAY.last_day) == []
    rate(4_000, JANUARY, staffing_type=StaffingType.DISPATCHED)
    (found,) = unequal_rates(shift_rate_lines(MAY.last_day, viewer=finance), MAY.last_day)
    assert "劳务派遣 40.00" in found.zh
    assert "Contract 60.00" in found.en


def test_the_same_amount_for_one_staffing_type_is_no_finding(app: Flask) -> None:
    rate(pay_world.NIGHT, JANUARY, staffing_type=StaffingType.DISPATCHED)
    lines = shift_rate_lines(MAY.last_day, viewer=world.viewer("finance"))
    assert unequal_rates(lines, MAY.last_day) == []


def test_cells_make_a_grid_and_keep_their_history(app: Flask) -> None:
    scale_id, finance = own_scale(), world.viewer("finance")
    first = [cell(100 * grade * step, JANUARY, f"G{grade}", step) for grade in (1, 2) for step in (1, 2)]
    assert set_cells(scale_id, first, viewer=finance) == 4
    assert set_cells(scale_id, [cell(100, MAY), cell(999, MAY, "G2", 2)], viewer=finance) == 1
    scale = db.session.get_one(PayScale, scale_id)
    (grid,) = grids_of(scale, MAY.last_day)
    assert (grid.grades, grid.steps) == (["G1", "G2"], [1, 2])
    assert grid.cells["G2", 2].amount_fen == 999
    assert [(row.amount_fen, row.valid_to) for row in changes_of(scale)] == [(999, None), (400, date(2027, 4, 30))]


SHEET = """薪级表编码,类别,岗位等级,薪级,月标准,起始月份
N-HT,岗位等级×薪级,G1,1,5000,2027-01
N-HT,岗位等级×薪级,G1,2,5200.50,2027-01
N-HT,岗位工资,管理九级,,2550,2027-01
N-HT,薪级工资,,12,1300,2027-01
"""


def test_a_sheet_of_cells_is_taken_in_and_twice_changes_nothing(app: Flask) -> None:
    own_scale()
    finance = world.viewer("finance")
    tried = import_scales(SHEET.encode(), "scale.csv", viewer=finance, dry_run=True)
    assert (tried.read, tried.accepted, tried.rejected) == (4, 4, 0)
    assert db.session.scalar(select(PayScaleCell.id).where(PayScaleCell.amount_fen == 500_000)) is None
    assert import_scales(SHEET.encode(), "scale.csv", viewer=finance).accepted == 4
    again = import_scales(SHEET.encode(), "scale.csv", viewer=finance)
    assert (again.accepted, again.unchanged) == (0, 4)
    parts = db.session.scalars(select(PayScaleCell.part).where(PayScaleCell.valid_from == JANUARY.first_day)).all()
    assert sorted(parts) == ["grade_step", "grade_step", "post_wage", "step_wage"]


def test_bad_rows_of_a_sheet_come_back_with_their_reason(app: Flask) -> None:
    own_scale()
    finance = world.viewer("finance")
    import_scales(SHEET.encode(), "scale.csv", viewer=finance)
    bad = (
        SHEET.splitlines()[0]
        + "\n"
        + "\n".join(
            (
                "N-HT,岗位等级×薪级,G1,3,5400,2027-01",
                "XX,岗位等级×薪级,G1,1,5000,2027-02",
                "SH,岗位等级×薪级,G3,2,5000,2027-02",
                "N-HT,岗位等级×薪级,G1,1,6000,2026-12",
                "N-HT,岗位等级×薪级,,1,6000,2027-03",
                "N-HT,薪级工资,G1,12,6000,2027-03",
                "N-HT,岗位工资,管理九级,,2600,2027-03",
                "N-HT,岗位工资,管理九级,,2700,2027-03",
            )
        )
    )
    refused = import_scales(bad.encode(), "bad.csv", viewer=finance)
    assert refused.refused
    assert sorted((error.row, error.code) for error in refused.errors) == [
        (3, "unknown_scale"),
        (4, "unknown_scale"),
        (5, "out_of_order"),
        (6, "missing"),
        (7, "not_blank"),
        (9, "out_of_order"),
    ]
    assert refused.rejects is not None
    book = load_workbook(BytesIO(refused.rejects))
    assert book.active is not None
    assert book.active.max_row == 7
    kept = import_scales(bad.encode(), "bad.csv", viewer=finance, keep_good=True)
    assert (kept.accepted, kept.rejected) == (2, 6)


def test_the_law_page_knows_what_holds_what_lacks_and_what_runs_out() -> None:
    lines = {line.parameter.name: line for group in law_on(date(2026, 10, 31), load_law()) for line in group.lines}
    floor = lines["social_insurance.base_floor"]
    assert (floor.state, floor.expires, floor.to_confirm) == ("in_force", False, False)
    assert floor.value is not None
    assert floor.value.zh == "7,546.00"
    later = {line.parameter.name: line for group in law_on(date(2027, 8, 31), load_law()) for line in group.lines}
    assert later["social_insurance.base_floor"].state == "ended"
    then = {line.parameter.name: line for group in law_on(date(2021, 8, 31), load_law()) for line in group.lines}
    assert then["social_insurance.medical_employer"].state == "gap"
    soon = {line.parameter.name: line for group in law_on(date(2027, 5, 31), load_law()) for line in group.lines}
    assert soon["social_insurance.base_floor"].expires
    assert lines["settings.proration"].to_confirm
    assert {line.parameter.name: line for g in law_on(date(2005, 1, 1), load_law()) for line in g.lines}[
        "minimum_wage.monthly"
    ].state == "not_yet"


@pytest.mark.parametrize(
    ("kind", "amount", "fen"),
    [(PayItemKind.FIXED, 12_345, 12_345), (PayItemKind.RATE_OF_BASE, 50_000, pay_world.CELL * 5 // 100)],
)
def test_an_own_allowance_is_paid_without_a_line_of_code(app: Flask, kind: PayItemKind, amount: int, fen: int) -> None:
    allowance(amount, Month(2026, 10), kind=kind)
    computed(Month(2026, 10))
    slip = slip_for("N002", Month(2026, 10), viewer=world.viewer("finance"))
    assert slip.figures["allowance.meal"] == fen
    assert explained(slip).differing == ()
