"""Back pay through the database: late law, corrected facts, people who left, and never twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from hr.clock import reenacting
from hr.database import db, unit_of_work
from hr.models.pay.back_pay import BackPay, BackPayChoice
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.models.pay.pay_scale import PayScale, PayScaleCell, ScalePart
from hr.models.pay.pay_standing import ContributionBase, PayStanding
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.permissions.viewer import system_viewer
from hr.queries.pay.payslip import explained
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import back_pay, pay_run
from hr.services.pay.pay_item import ShiftRateWish, set_shift_rate
from hr.services.pay.pay_standing import StandingWish, set_standing
from hr.services.worktime.shift_import import import_shifts
from tests import world
from tests.hr.pay import months, pay_world
from tests.hr.pay.crowd import add_crowd
from tests.hr.pay.months import employment_of
from tests.hr.pay.test_run_size import statements
from vocabulary.periods import Month
from vocabulary.terms import PayRunState, ShiftKind

JULY, AUGUST, SEPTEMBER, OCTOBER = (Month(2026, number) for number in (7, 8, 9, 10))
BEFORE_THE_NOTICE, AFTER_THE_NOTICE = date(2026, 7, 28), date(2026, 8, 28)
LATER = {SEPTEMBER: date(2026, 9, 28), OCTOBER: date(2026, 10, 28)}


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def lock(month: Month, day: date) -> int:
    """The run of a month, computed and closed on a day."""
    with reenacting(day):
        return months.locked(month)


def compute(month: Month, day: date) -> int:
    with reenacting(day):
        return months.computed(month)


def again(run_id: int, day: date) -> None:
    with reenacting(day):
        pay_run.compute(run_id, viewer=world.viewer("finance"))


def bases(staff_number: str, fen: int) -> None:
    with unit_of_work(system_viewer("test"), "test.bases"):
        employment = db.session.get_one(Employment, employment_of(staff_number))
        row = db.session.scalars(select(ContributionBase).where(ContributionBase.employment_id == employment.id)).one()
        row.social_base_fen = row.housing_base_fen = fen


def earns(staff_number: str, fen: int) -> None:
    with unit_of_work(system_viewer("test"), "test.cell"):
        mine = PayStanding.employment_id == employment_of(staff_number)
        row = db.session.scalars(select(PayStanding).where(mine)).one()
        row.grade = "own"
        place = {"part": ScalePart.GRADE_STEP, "grade": "own", "step": row.step, "valid_from": pay_world.START}
        db.session.add(PayScaleCell(pay_scale_id=row.pay_scale_id, amount_fen=fen, **place))


def slip(run_id: int, staff_number: str) -> Payslip:
    wanted = select(Payslip).where(Payslip.pay_run_id == run_id, Payslip.employment_id == employment_of(staff_number))
    return db.session.scalars(wanted).one()


def rows(run_id: int, staff_number: str | None = None) -> list[BackPay]:
    wanted = select(BackPay).where(BackPay.pay_run_id == run_id).order_by(BackPay.month, BackPay.id)
    if staff_number:
        wanted = wanted.where(BackPay.employment_id == employment_of(staff_number))
    return list(db.session.scalars(wanted))


def worth(run_id: int, staff_number: str) -> dict[tuple[str, str], int]:
    """What is posted, by month and figure."""
    return {(str(row.month), row.figure): row.posted for row in rows(run_id, staff_number) if row.posted}


def codes(run_id: int, day: date) -> dict[str, int]:
    """Findings of a check on that day: code and how many."""
    with reenacting(day):
        pay_run.check(run_id, viewer=world.viewer("finance"))
    found: dict[str, int] = {}
    for finding in db.session.scalars(select(PayRunFinding).where(PayRunFinding.pay_run_id == run_id)):
        found[finding.code] = found.get(finding.code, 0) + 1
    return found


def night_shift(staff_number: str, day: date, *more: str, dated_back: bool = True) -> None:
    """A night shift from a file, which says that it may lie in a paid month."""
    lines = [f"{number},{day},夜班,22:00,06:00,内勤" for number in (staff_number, *more)]
    content = "\n".join(["工号,归属日期,班次,开始时间,结束时间,勤务", *lines])
    viewer = world.viewer("hr_officer")
    result = import_shifts(content.encode(), f"{day}.csv", viewer=viewer, dated_back=dated_back)
    assert result.accepted == len(lines), result.errors


def stored(run_id: int) -> list[tuple[Any, ...]]:
    db.session.expire_all()
    slips = db.session.scalars(select(Payslip).where(Payslip.pay_run_id == run_id).order_by(Payslip.id))
    return [tuple(getattr(one, column.key) for column in Payslip.__table__.columns) for one in slips]


def test_july_is_paid_on_the_old_base_and_august_pays_the_difference_to_the_fen(app: Flask) -> None:
    bases("N002", 5_000_00)  # below the floor: 7,460 becomes 7,546
    earns("N003", 60_000_00)
    bases("N003", 60_000_00)  # above the ceiling: 37,302 becomes 37,731
    july = lock(JULY, BEFORE_THE_NOTICE)
    assert slip(july, "N002").figures["pension_employee"] == 596_80
    assert slip(july, "N003").figures["pension_employee"] == 2984_16
    august = compute(AUGUST, AFTER_THE_NOTICE)
    assert worth(august, "N002") == {
        ("2026-07", "pension_employee"): 6_88,  # 86.00 × 8 %
        ("2026-07", "medical_employee"): 1_72,
        ("2026-07", "unemployment_employee"): 43,
        ("2026-07", "pension_employer"): 13_76,
        ("2026-07", "medical_employer"): 7_74,
        ("2026-07", "unemployment_employer"): 43,
        **injury(august, "N002"),
    }
    assert worth(august, "N003") == {
        ("2026-07", "pension_employee"): 34_32,  # 429.00 × 8 %
        ("2026-07", "medical_employee"): 8_58,
        ("2026-07", "unemployment_employee"): 2_15,  # 188.66 − 186.51
        ("2026-07", "pension_employer"): 68_64,
        ("2026-07", "medical_employer"): 38_61,
        ("2026-07", "unemployment_employer"): 2_15,
        **injury(august, "N003"),
    }
    assert worth(august, "N001") == {}, "8,000 lies between floor and ceiling of both years"
    paid = slip(august, "N002").figures
    assert paid["back_pension_employee"] == 6_88
    assert paid["tax_deductions"] == paid["pension_employee"] + paid["medical_employee"] + paid[
        "unemployment_employee"
    ] + paid["housing_fund_employee"] + (6_88 + 1_72 + 43)
    assert paid["net"] == paid["gross"] - paid["tax_deductions"] - paid["income_tax"]
    assert not [row for row in rows(august) if row.figure.startswith("housing")], "the housing fund is in force in time"
    assert "社保缴费基数下限 7,460.00→7,546.00" in rows(august, "N002")[0].cause_zh


def injury(run_id: int, staff_number: str) -> dict[tuple[str, str], int]:
    """The employer's work injury share, whose rate is the unit's."""
    one = slip(run_id, staff_number)
    rate = int(one.inputs.get("work_injury_rate", 0))
    change = (86_00 if staff_number == "N002" else 429_00) * rate
    return {("2026-07", "work_injury_employer"): (change + 500_000) // 1_000_000} if change else {}


def test_two_back_pays_in_a_row_do_not_pay_twice(app: Flask) -> None:
    bases("N002", 5_000_00)
    july = lock(JULY, BEFORE_THE_NOTICE)
    before = stored(july)
    lock(AUGUST, AFTER_THE_NOTICE)
    september = compute(SEPTEMBER, LATER[SEPTEMBER])
    assert rows(september) == []
    assert stored(july) == before, "locked slips stay as they are"
    assert explained(slip(july, "N002")).differing == ()


def test_computing_again_replaces_what_was_posted(app: Flask) -> None:
    bases("N002", 5_000_00)
    lock(JULY, BEFORE_THE_NOTICE)
    august = compute(AUGUST, AFTER_THE_NOTICE)
    first = worth(august, "N002")
    again(august, AFTER_THE_NOTICE)
    assert worth(august, "N002") == first
    again(august, date(2026, 8, 17))
    assert rows(august) == [], "the day before the notice nobody knew"


def test_a_run_computed_before_the_notice_and_checked_after_it_is_to_be_computed_again(app: Flask) -> None:
    lock(JULY, BEFORE_THE_NOTICE)
    august = compute(AUGUST, date(2026, 8, 17))
    assert codes(august, AFTER_THE_NOTICE)["rules_changed"] == 1


def test_what_another_open_run_has_posted_is_not_posted_again(app: Flask) -> None:
    bases("N002", 5_000_00)
    lock(JULY, BEFORE_THE_NOTICE)
    august = compute(AUGUST, AFTER_THE_NOTICE)
    september = compute(SEPTEMBER, LATER[SEPTEMBER])
    assert worth(august, "N002")
    assert rows(september) == []


def test_a_shift_entered_late_is_paid_in_the_next_run_and_counts_in_its_tax(app: Flask) -> None:
    july = lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N002", date(2026, 9, 12))
    october = compute(OCTOBER, LATER[OCTOBER])
    assert worth(october, "N002") == {("2026-09", "night_shift_pay"): pay_world.NIGHT}
    paid, before = slip(october, "N002"), slip(july, "N002")
    assert paid.figures["back_pay"] == pay_world.NIGHT
    assert paid.figures["taxed_income"] == before.figures["taxed_income"] + pay_world.NIGHT
    assert paid.figures["contribution_wage"] == before.figures["contribution_wage"] + pay_world.NIGHT
    assert paid.figures["minimum_wage_pay"] == before.figures["minimum_wage_pay"]
    (row,) = rows(october, "N002")
    assert row.cause_zh.startswith("出勤日 0→1；夜班次数 0→1")
    assert codes(october, LATER[OCTOBER]).keys().isdisjoint({"inputs_changed", "differs", "not_in_run"})


def test_shifts_of_a_paid_month_are_refused_unless_they_are_said_to_reach_back(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    content = "工号,归属日期,班次,开始时间,结束时间,勤务\nN002,2026-09-12,夜班,22:00,06:00,内勤".encode()
    result = import_shifts(content, "late.csv", viewer=world.viewer("hr_officer"))
    assert [error.code for error in result.errors] == ["settled_month"]


def test_a_late_rate_reaches_back_only_when_that_is_said(app: Flask) -> None:
    night_shift("N002", date(2026, 9, 12))
    lock(SEPTEMBER, LATER[SEPTEMBER])
    wish: dict[str, Any] = {"shift_kind": ShiftKind.NIGHT, "amount_fen": 80_00, "start": SEPTEMBER}
    at = months.unit("N").id
    with pytest.raises(Refusal, match="dated back"):
        set_shift_rate(ShiftRateWish(at, **wish), viewer=world.viewer("finance"))
    set_shift_rate(ShiftRateWish(at, **wish, dated_back=True), viewer=world.viewer("finance"))
    october = compute(OCTOBER, LATER[OCTOBER])
    assert worth(october, "N002") == {("2026-09", "night_shift_pay"): 80_00 - pay_world.NIGHT}
    assert rows(october, "N002")[0].cause_zh == "夜班津贴标准有变"


def promote(day: Month, **more: Any) -> None:
    with unit_of_work(system_viewer("test"), "test.cell"):
        scale_id = db.session.scalars(select(PayScale.id).where(PayScale.code == "SH")).one()
        cell = {"pay_scale_id": scale_id, "part": ScalePart.GRADE_STEP, "grade": "G4", "step": 2}
        db.session.add(PayScaleCell(**cell, amount_fen=600_000, valid_from=pay_world.START))
    wish = StandingWish(employment_of("N002"), day, "晋升", scale_id, "G4", 2, **more)
    set_standing(wish, viewer=world.viewer("hr_officer"))


def test_a_promotion_dated_back_three_months_pays_each_of_them(app: Flask) -> None:
    for month, day in ((JULY, AFTER_THE_NOTICE), (AUGUST, AFTER_THE_NOTICE), (SEPTEMBER, LATER[SEPTEMBER])):
        lock(month, day)
    promote(JULY, dated_back=True)
    october = compute(OCTOBER, LATER[OCTOBER])
    assert worth(october, "N002") == {(str(month), "scale_wage"): 80_000 for month in (JULY, AUGUST, SEPTEMBER)}
    paid = slip(october, "N002").figures
    assert (paid["scale_wage"], paid["back_pay"]) == (600_000, 3 * 80_000)
    assert "岗位等级 G3→G4" in rows(october, "N002")[0].cause_zh


def test_an_approved_month_that_is_not_locked_bears_no_change_at_all(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    with reenacting(LATER[OCTOBER]):
        months.approved(OCTOBER)
    with pytest.raises(Refusal, match="not locked yet"):
        promote(SEPTEMBER, dated_back=True)


def demote() -> None:
    """What everybody of the cell was paid from September on was too much."""
    with unit_of_work(system_viewer("test"), "test.cell"):
        cell = db.session.scalars(select(PayScaleCell).where(PayScaleCell.part == ScalePart.GRADE_STEP)).one()
        cell.amount_fen = 320_000


def test_wages_paid_too_much_are_shown_and_left_alone_until_the_person_agrees(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    demote()
    october = compute(OCTOBER, LATER[OCTOBER])
    (row,) = rows(october, "N002")
    assert (row.difference, row.posted) == (-200_000, 0)
    assert codes(october, LATER[OCTOBER])["overpaid"] == 2
    wish = back_pay.Decision(october, employment_of("N002"), BackPayChoice.DEDUCT, "本人书面同意")
    back_pay.decide(wish, viewer=world.viewer("finance"))
    again(october, LATER[OCTOBER])
    paid = slip(october, "N002").figures
    assert paid["back_pay"] == rows(october, "N002")[0].posted
    spare = paid["minimum_wage_pay"] - paid["minimum_wage_due"]
    assert -paid["back_pay"] == max(0, min((paid["gross"] - paid["back_pay"]) // 5, spare))
    assert codes(october, LATER[OCTOBER])["overpaid_rest" if paid["back_pay"] else "overpaid"] >= 1


def test_somebody_can_be_left_out_with_a_reason_and_comes_again_in_the_next_run(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N002", date(2026, 9, 12))
    october = compute(OCTOBER, LATER[OCTOBER])
    person, finance = employment_of("N002"), world.viewer("finance")
    with pytest.raises(Refusal, match="Say why"):
        back_pay.decide(back_pay.Decision(october, person, BackPayChoice.LEAVE_OUT), viewer=finance)
    back_pay.decide(back_pay.Decision(october, person, BackPayChoice.LEAVE_OUT, "班次待核实"), viewer=finance)
    again(october, LATER[OCTOBER])
    assert worth(october, "N002") == {}
    assert slip(october, "N002").figures["back_pay"] == 0
    assert codes(october, LATER[OCTOBER])["back_pay_left_out"] == 1
    back_pay.decide(back_pay.Decision(october, person, None), viewer=finance)
    again(october, LATER[OCTOBER])
    assert worth(october, "N002") == {("2026-09", "night_shift_pay"): pay_world.NIGHT}


def test_one_slip_computed_anew_takes_its_back_pay_along(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    october = compute(OCTOBER, LATER[OCTOBER])
    night_shift("N002", date(2026, 9, 12))
    with reenacting(LATER[OCTOBER]):
        pay_run.recompute_one(october, employment_of("N002"), viewer=world.viewer("finance"))
    assert slip(october, "N002").figures["back_pay"] == pay_world.NIGHT
    assert len(rows(october)) == 1


def test_nobody_decides_about_people_of_another_unit_or_without_a_difference(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N002", date(2026, 9, 12))
    october = compute(OCTOBER, LATER[OCTOBER])
    for staff_number, login in (("N003", "finance"), ("N002", "other_worker"), ("N002", "finance_approver")):
        wish = back_pay.Decision(october, employment_of(staff_number), BackPayChoice.LEAVE_OUT, "x")
        with pytest.raises(OutOfScope):
            back_pay.decide(wish, viewer=world.viewer(login))


def leave(staff_number: str, day: date) -> None:
    with unit_of_work(system_viewer("test"), "test.leave"):
        employment = db.session.get_one(Employment, employment_of(staff_number))
        employment.ends_on = day
        for assignment in employment.assignments:
            assignment.ends_on = day


def test_somebody_who_has_left_gets_a_slip_of_back_pay_alone(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    leave("N002", date(2026, 9, 30))
    night_shift("N002", date(2026, 9, 12))
    october = compute(OCTOBER, LATER[OCTOBER])
    paid = slip(october, "N002")
    assert (paid.gross_fen, paid.net_fen, paid.employer_cost_fen) == (pay_world.NIGHT, pay_world.NIGHT, pay_world.NIGHT)
    assert paid.inputs["tax_months"] == slip_inputs(SEPTEMBER, "N002")["tax_months"]
    found = codes(october, LATER[OCTOBER])
    assert found["back_pay_leaver"] == 1
    assert found.keys().isdisjoint({"not_employed", "not_in_run", "inputs_changed", "differs"})


def slip_inputs(month: Month, staff_number: str) -> dict[str, Any]:
    run_id = db.session.scalars(select(PayRun.id).where(PayRun.month == month)).one()
    return dict(slip(run_id, staff_number).inputs)


def test_a_leaver_who_would_only_pay_in_gets_no_slip_but_is_named(app: Flask) -> None:
    bases("N002", 5_000_00)
    lock(JULY, BEFORE_THE_NOTICE)
    leave("N002", date(2026, 7, 31))
    august = compute(AUGUST, AFTER_THE_NOTICE)
    assert {row.posted for row in rows(august, "N002")} == {0}
    assert codes(august, AFTER_THE_NOTICE)["back_pay_owes"] == 1


def test_who_was_paid_after_leaving_is_named_and_nothing_is_taken(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    leave("N002", date(2026, 8, 15))
    october = compute(OCTOBER, LATER[OCTOBER])
    assert sum(row.difference for row in rows(october, "N002") if row.into == "back_pay_taxed") == -(
        pay_world.CELL + 30_000
    )
    assert {row.posted for row in rows(october, "N002")} == {0}
    assert codes(october, LATER[OCTOBER])["overpaid"] == 1


def test_the_statements_of_an_assessment_do_not_grow_with_people(app: Flask) -> None:
    add_crowd(30)
    lock(SEPTEMBER, LATER[SEPTEMBER])
    october = compute(OCTOBER, LATER[OCTOBER])
    night_shift("N002", date(2026, 9, 12))
    for_one = statements(lambda: again(october, LATER[OCTOBER]))
    night_shift("N003", date(2026, 9, 12), *(f"C{number:05d}" for number in range(30)))
    for_all = statements(lambda: again(october, LATER[OCTOBER]))
    assert len(rows(october)) == 32
    assert for_all == for_one


def test_the_preparer_s_decision_is_refused_once_the_run_is_submitted(app: Flask) -> None:
    lock(SEPTEMBER, LATER[SEPTEMBER])
    night_shift("N002", date(2026, 9, 12))
    with reenacting(LATER[OCTOBER]):
        october = months.submitted(OCTOBER)
    assert months.state_of(october) is PayRunState.SUBMITTED
    wish = back_pay.Decision(october, employment_of("N002"), BackPayChoice.LEAVE_OUT, "x")
    with pytest.raises(Refusal):
        back_pay.decide(wish, viewer=world.viewer("finance"))


def test_what_was_changed_past_the_program_is_found_when_every_month_is_looked_at(app: Flask) -> None:
    for month in (AUGUST, SEPTEMBER):
        lock(month, LATER[SEPTEMBER])
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE pay_scale_cell SET amount_fen = 540000 WHERE grade = 'G3'"))
    october = compute(OCTOBER, LATER[OCTOBER])
    assert rows(october) == [], "the trail knows of no change"
    with reenacting(LATER[OCTOBER]):
        pay_run.compute(october, viewer=world.viewer("finance"), everything=True)
    everything = {(str(month), "scale_wage"): 20_000 for month in (AUGUST, SEPTEMBER)}
    assert worth(october, "N002") == everything
    assert codes(october, LATER[OCTOBER]).keys().isdisjoint({"differs", "inputs_changed"})
    again(october, LATER[OCTOBER])
    assert worth(october, "N002") == everything, "a run that has looked at everything goes on doing so"
