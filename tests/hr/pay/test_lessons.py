"""Wrong pay that other systems gave their users: each fault, and that it is not here."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.pay.pay_run import PayRun
from hr.models.pay.pay_standing import PayStanding
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.pay.pay_run import makers_of, run_of
from hr.queries.pay.payslip import slip_for
from hr.queries.pay.run_readiness import readiness_of
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_item, pay_run
from tests import world
from tests.hr.pay import pay_world
from tests.hr.pay.months import (
    OCTOBER,
    approved,
    checked,
    computed,
    employment_of,
    locked,
    opened,
    paid,
    state_of,
    submit,
    submitted,
    unit,
)
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import PayRunState, ShiftKind


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def slips() -> dict[int, dict[str, int]]:
    db.session.rollback()
    return {row.employment_id: row.figures for row in db.session.scalars(select(Payslip).order_by(Payslip.id))}


def without_standing(number: str) -> PayStanding:
    with unit_of_work(system_viewer("test"), "test") as session:
        row = session.scalars(select(PayStanding).where(PayStanding.employment_id == employment_of(number))).one()
        kept = PayStanding(
            employment_id=row.employment_id,
            pay_scale_id=row.pay_scale_id,
            grade=row.grade,
            step=row.step,
            valid_from=row.valid_from,
        )
        session.delete(row)
    return kept


@pytest.mark.parametrize("late", ["N001", "N002", "N003"])
def test_one_late_joiner_shortens_nobody_elses_pay(app: Flask, late: str) -> None:
    """Coati: a shared start date was changed by one joiner for everybody after them in the batch."""
    computed(Month(2026, 9))
    usual = {number: gross_of(number, Month(2026, 9)) for number in ("N001", "N002", "N003", "N004")}
    with unit_of_work(system_viewer("test"), "test") as session:
        session.get_one(Employment, employment_of(late)).starts_on = date(2026, 10, 20)
    computed(OCTOBER)
    for number, gross in usual.items():
        assert (gross_of(number, OCTOBER) < gross) is (number == late)


def gross_of(number: str, month: Month) -> int:
    return slip_for(number, month, viewer=world.viewer("finance")).gross_fen


def test_equal_pay_is_taxed_equally_in_february(app: Flask) -> None:
    """A peer annualised by days: 14.9 % more tax in February. Tax counts months."""
    for month in Month(2026, 1).until(Month(2026, 3)):
        locked(month)
    finance = world.viewer("finance")
    taxes = [
        slip_for("N001", month, viewer=finance).figures["income_tax"] for month in Month(2026, 1).until(Month(2026, 3))
    ]
    assert taxes[0] > 0
    assert len(set(taxes)) == 1


def test_a_failed_formula_fails_the_slip_and_never_becomes_nought(app: Flask) -> None:
    without_standing("N002")
    run_id = computed()
    slip = slip_for("N002", OCTOBER, viewer=world.viewer("finance"))
    assert slip.failure_zh
    pay_run.check(run_id, viewer=world.viewer("finance"))
    assert state_of(run_id) is PayRunState.COMPUTED
    with pytest.raises(Refusal):
        pay_run.approve(run_id, viewer=world.viewer("finance_approver"))


def test_a_missing_statutory_value_names_what_to_fill_in_and_stores_nothing(app: Flask) -> None:
    run_id = opened(Month(2024, 6))
    with unit_of_work(system_viewer("test"), "test") as session:
        session.get_one(PayRun, run_id).month = Month(2027, 8)
    readiness = readiness_of(run_of(run_id, viewer=world.viewer("finance")))
    assert readiness.missing_law is not None
    assert not readiness.is_ready
    with pytest.raises(BadInput) as bad:
        pay_run.compute(run_id, viewer=world.viewer("finance"))
    assert bad.value.reason.zh == readiness.missing_law.reason.zh
    assert state_of(run_id) is PayRunState.DRAFT
    assert slips() == {}


@pytest.mark.parametrize("deed", ["check", "approve", "pay", "lock"])
def test_confirming_never_computes(app: Flask, deed: str) -> None:
    """A peer's confirm silently recomputed and lost manual entries."""
    run_id = {"check": computed, "approve": submitted, "pay": approved, "lock": paid}[deed]()
    before = slips()
    amounts = unit("SH").id
    wish = pay_item.ShiftRateWish(amounts, ShiftKind.NIGHT, 99_900, Month(2026, 12))
    pay_item.set_shift_rate(wish, viewer=system_viewer("test"))
    viewer = world.viewer("finance" if deed == "check" else "finance_approver")
    getattr(pay_run, deed)(run_id, viewer=viewer)
    assert slips() == before


def test_rules_that_changed_after_the_computation_block_the_run(app: Flask) -> None:
    run_id = computed()
    with unit_of_work(system_viewer("test"), "test") as session:
        session.scalars(select(pay_world.ShiftRate)).first().amount_fen += 1  # type: ignore[union-attr]
    pay_run.check(run_id, viewer=world.viewer("finance"))
    assert state_of(run_id) is PayRunState.COMPUTED
    with pytest.raises(Refusal, match="rules have changed"):
        pay_run.recompute_one(run_id, employment_of("N002"), viewer=world.viewer("finance"))


def test_one_person_is_computed_again_and_nobody_else(app: Flask) -> None:
    kept = without_standing("N002")
    run_id = computed()
    before = slips()
    with unit_of_work(system_viewer("test"), "test") as session:
        session.add(kept)
    pay_run.recompute_one(run_id, employment_of("N002"), viewer=world.viewer("finance"))
    after = slips()
    assert {key for key in after if after[key] != before[key]} == {employment_of("N002")}
    assert after[employment_of("N002")]["scale_wage"] == pay_world.CELL
    assert pay_run.check(run_id, viewer=world.viewer("finance")).state is PayRunState.CHECKED
    assert verify(system_viewer("audit"))[1] == []


def test_who_recomputed_one_is_a_maker_and_so_is_who_computed_before(app: Flask) -> None:
    run_id = computed()
    finance, approver = world.viewer("finance"), world.viewer("finance_approver")
    second = Viewer(approver.user_id, approver.name, (*finance.grants, *approver.grants))
    pay_run.recompute_one(run_id, employment_of("N002"), viewer=second)
    assert makers_of(run_of(run_id, viewer=finance)) == {finance.user_id, approver.user_id}
    pay_run.check(run_id, viewer=finance)
    submit(run_id)
    with pytest.raises(Refusal, match="can't approve"):
        pay_run.approve(run_id, viewer=approver)
    first = Viewer(finance.user_id, finance.name, (*finance.grants, *approver.grants))
    with pytest.raises(Refusal, match="can't approve"):
        pay_run.approve(run_id, viewer=first)


def test_an_approved_run_recomputes_nobody(app: Flask) -> None:
    run_id = approved()
    with pytest.raises(Refusal):
        pay_run.recompute_one(run_id, employment_of("N002"), viewer=world.viewer("finance"))


def test_nobody_outside_the_run_is_computed_into_it(app: Flask) -> None:
    run_id = computed()
    with pytest.raises(OutOfScope):
        pay_run.recompute_one(run_id, employment_of("S002"), viewer=world.viewer("finance"))


def test_a_run_that_was_computed_since_the_approver_looked_is_not_approved(app: Flask) -> None:
    run_id = checked()
    pay_run.compute(run_id, viewer=world.viewer("finance"))
    pay_run.check(run_id, viewer=world.viewer("finance"))
    submit(run_id)
    with pytest.raises(Refusal, match="since you looked"):
        pay_run.approve(run_id, viewer=world.viewer("finance_approver"), version=1)
    assert pay_run.approve(run_id, viewer=world.viewer("finance_approver"), version=2).state is PayRunState.APPROVED


def test_who_lacks_standing_or_base_is_named_before_anything_is_computed(app: Flask) -> None:
    without_standing("N003")
    run_id = opened()
    found = readiness_of(run_of(run_id, viewer=world.viewer("finance")))
    assert [one.staff_number for one in found.without_standing] == ["N003"]
    assert (found.people, found.standing_lacks, found.base_lacks) == (4, 1, 0)
    assert found.missing_law is None
