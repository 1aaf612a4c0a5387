"""A month from draft to locked, and every way in which it must not go."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from hr.database import db, unit_of_work
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.queries.pay.payslip import explained, slip_for
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_run
from tests import world
from tests.hr.pay import pay_world
from tests.hr.pay.months import OCTOBER, computed, locked, opened, state_of, submit, submitted
from vocabulary.periods import Month
from vocabulary.terms import PayRunState


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def test_a_month_goes_from_draft_to_locked(app: Flask) -> None:
    assert state_of(locked()) is PayRunState.LOCKED


def test_a_run_pays_its_own_unit_and_nobody_else(app: Flask) -> None:
    run_id = computed()
    paid = db.session.scalars(select(Person.staff_number).join(Payslip, Payslip.person_id == Person.id)).all()
    assert sorted(paid) == ["N001", "N002", "N003", "N004"]
    assert db.session.scalar(select(func.count()).where(Payslip.pay_run_id == run_id)) == 4


def test_equal_cells_pay_equally_whatever_the_staffing_type(app: Flask) -> None:
    computed()
    slips = [slip_for(number, OCTOBER, viewer=world.viewer("finance")) for number in ("N002", "N003")]
    assert slips[0].gross_fen == slips[1].gross_fen == pay_world.CELL + 30_000


def test_who_computed_cannot_approve(app: Flask) -> None:
    run_id = submitted()
    run = db.session.get_one(PayRun, run_id)
    maker = world.viewer("finance_approver")
    with unit_of_work(system_viewer("test"), "test") as session:
        session.get_one(PayRun, run.id).computed_by_id = maker.user_id
    with pytest.raises(Refusal, match="can't approve"):
        pay_run.approve(run_id, viewer=maker)


def test_nobody_without_the_right_can_even_find_the_run(app: Flask) -> None:
    run_id = computed()
    for login in ("hr_officer", "unit_manager", "leader", "grid_worker", "administrator", "other_worker"):
        with pytest.raises(OutOfScope):
            pay_run.check(run_id, viewer=world.viewer(login))


def test_an_unchecked_run_is_not_approved(app: Flask) -> None:
    with pytest.raises(Refusal):
        pay_run.approve(computed(), viewer=world.viewer("finance_approver"))


@pytest.mark.parametrize("deed", [pay_run.compute, pay_run.check])
def test_a_locked_run_is_never_changed(app: Flask, deed: object) -> None:
    run_id = locked()
    before = [slip.figures for slip in db.session.scalars(select(Payslip).order_by(Payslip.id))]
    with pytest.raises(Refusal):
        deed(run_id, viewer=world.viewer("finance"))  # type: ignore[operator]
    assert [slip.figures for slip in db.session.scalars(select(Payslip).order_by(Payslip.id))] == before


def test_a_second_run_for_the_same_people_is_refused(app: Flask) -> None:
    opened()
    with pytest.raises(Refusal):
        opened()


def test_computing_again_replaces_the_slips_and_keeps_nothing_twice(app: Flask) -> None:
    run_id = computed()
    pay_run.compute(run_id, viewer=world.viewer("finance"))
    assert db.session.scalar(select(func.count()).select_from(Payslip)) == 4
    assert db.session.get_one(PayRun, run_id).version == 2


def test_every_figure_is_explained_and_recomputes_to_itself(app: Flask) -> None:
    computed()
    slip = slip_for("N001", OCTOBER, viewer=world.viewer("finance"))
    found = explained(slip)
    assert found.differing == ()
    assert {line.figure for line in found.lines} == set(slip.figures)
    assert all(line.value == slip.figures[line.figure] for line in found.lines)


def test_an_old_slip_explains_itself_by_the_rules_of_its_time(app: Flask) -> None:
    run_id = locked()
    with unit_of_work(system_viewer("test"), "test") as session:
        scale = pay_world.PayScaleCell
        for cell in session.scalars(select(scale)):
            cell.amount_fen += 100_000
    slip = slip_for("N002", OCTOBER, viewer=world.viewer("finance"))
    assert slip.pay_run_id == run_id
    assert explained(slip).differing == ()


def test_a_slip_stored_before_a_total_was_known_agrees_and_one_that_lacks_pay_does_not(app: Flask) -> None:
    computed()
    slip = slip_for("N002", OCTOBER, viewer=world.viewer("finance"))
    db.session.expunge(slip.run)
    db.session.expunge(slip)
    whole = dict(slip.figures)
    slip.figures = {name: amount for name, amount in whole.items() if name != "employer_cost_after_subsidy"}
    assert explained(slip).differing == ()
    slip.figures = {name: amount for name, amount in whole.items() if name != "pension_employee"}
    assert explained(slip).differing == ("pension_employee",)


def test_tax_is_cumulated_over_the_year(app: Flask) -> None:
    for month in Month(2026, 1).until(Month(2026, 3)):
        locked(month)
    slips = [slip_for("N001", month, viewer=world.viewer("finance")) for month in Month(2026, 1).until(Month(2026, 3))]
    assert [slip.inputs["tax_months"] for slip in slips] == [1, 2, 3]
    assert slips[2].inputs["tax_income_before"] == slips[0].gross_fen * 2
    assert len({slip.figures["income_tax"] for slip in slips}) == 1


def test_a_joiner_does_not_change_what_the_others_get(app: Flask) -> None:
    computed(Month(2026, 9))
    before = slip_for("N003", Month(2026, 9), viewer=world.viewer("finance")).net_fen
    with unit_of_work(system_viewer("test"), "test") as session:
        joiner = session.scalars(
            select(Employment).join(Person, Person.id == Employment.person_id).where(Person.staff_number == "N002")
        ).one()
        joiner.starts_on = date(2026, 10, 20)
    computed()
    finance = world.viewer("finance")
    assert slip_for("N002", OCTOBER, viewer=finance).gross_fen < pay_world.CELL // 2
    assert slip_for("N003", OCTOBER, viewer=finance).net_fen == before


def test_a_missing_standing_fails_that_slip_and_blocks_approval(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test") as session:
        person = select(Employment.id).join(Person).where(Person.staff_number == "N004").scalar_subquery()
        session.delete(
            session.scalars(select(pay_world.PayStanding).where(pay_world.PayStanding.employment_id == person)).one()
        )
    run_id = computed()
    failed = slip_for("N004", OCTOBER, viewer=world.viewer("finance"))
    assert failed.failure_zh
    assert failed.net_fen == 0
    assert slip_for("N002", OCTOBER, viewer=world.viewer("finance")).net_fen > 0
    pay_run.check(run_id, viewer=world.viewer("finance"))
    assert state_of(run_id) is PayRunState.COMPUTED
    with pytest.raises(Refusal):
        pay_run.approve(run_id, viewer=world.viewer("finance_approver"))


def test_the_audit_trail_covers_the_slips(app: Flask) -> None:
    locked()
    assert verify(system_viewer("audit"))[1] == []


def test_one_sees_ones_own_slip_once_it_is_approved_and_never_anothers(app: Flask) -> None:
    computed()
    worker = world.viewer("grid_worker")
    with pytest.raises(OutOfScope):
        slip_for("N002", OCTOBER, viewer=worker)
    run_id = db.session.scalars(select(PayRun.id)).one()
    pay_run.check(run_id, viewer=world.viewer("finance"))
    submit(run_id)
    pay_run.approve(run_id, viewer=world.viewer("finance_approver"))
    assert slip_for("N002", OCTOBER, viewer=worker).net_fen > 0
    for login in ("grid_worker", "other_worker", "hr_officer", "unit_manager", "leader", "administrator"):
        with pytest.raises(OutOfScope):
            slip_for("N001", OCTOBER, viewer=world.viewer(login))
