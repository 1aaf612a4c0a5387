"""Pay months of the street N, brought to a state."""

from __future__ import annotations

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.services.pay import pay_run
from tests import world
from vocabulary.periods import Month
from vocabulary.terms import PayRunState

OCTOBER = Month(2026, 10)


def unit(code: str) -> Unit:
    """A unit of the world."""
    return db.session.scalars(select(Unit).where(Unit.code == code)).one()


def employment_of(staff_number: str) -> int:
    """The id of somebody's employment."""
    statement = select(Employment.id).join(Employment.person).where(Person.staff_number == staff_number)
    return db.session.scalars(statement).one()


def opened(month: Month = OCTOBER) -> int:
    """A draft run's id."""
    return pay_run.open_run(month, unit("N").id, viewer=world.viewer("finance")).id


def computed(month: Month = OCTOBER) -> int:
    """A computed run's id."""
    run_id = opened(month)
    pay_run.compute(run_id, viewer=world.viewer("finance"))
    return run_id


def checked(month: Month = OCTOBER) -> int:
    """A checked run's id."""
    run_id = computed(month)
    pay_run.check(run_id, viewer=world.viewer("finance"))
    return run_id


def submitted(month: Month = OCTOBER) -> int:
    """A submitted run's id."""
    run_id = checked(month)
    submit(run_id)
    return run_id


def submit(run_id: int) -> None:
    """Submit a checked run, with reasons: no test is to depend on today's date."""
    reasons = {"early_reason": "测试", "no_shift_reason": "测试"}
    pay_run.submit(run_id, "请审批", viewer=world.viewer("finance"), **reasons)


def approved(month: Month = OCTOBER) -> int:
    """An approved run's id."""
    run_id = submitted(month)
    pay_run.approve(run_id, viewer=world.viewer("finance_approver"))
    return run_id


def paid(month: Month = OCTOBER) -> int:
    """A paid run's id."""
    run_id = approved(month)
    pay_run.pay(run_id, viewer=world.viewer("finance_approver"))
    return run_id


def locked(month: Month = OCTOBER) -> int:
    """A locked run's id."""
    run_id = paid(month)
    pay_run.lock(run_id, viewer=world.viewer("finance_approver"))
    return run_id


def state_of(run_id: int) -> PayRunState:
    """Where a run stands."""
    return db.session.get_one(PayRun, run_id).state
