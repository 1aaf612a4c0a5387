"""Pay runs within a viewer's scope."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.refusals import OutOfScope
from vocabulary.periods import Month


def run_of(run_id: int, *, viewer: Viewer, action: Action = Action.PAY_READ, for_change: bool = False) -> PayRun:
    """The run, if the viewer may do ``action`` there; ``for_change`` locks its row until the unit of work ends."""
    statement = (
        select(PayRun).join(PayRun.unit).options(contains_eager(PayRun.unit)).where(PayRun.id == run_id)
    ).where(within(Unit.path, viewer, action))
    if for_change:
        statement = statement.with_for_update(of=PayRun).execution_options(populate_existing=True)
    run = db.session.scalar(statement)
    if run is None:
        raise OutOfScope(f"pay run {run_id}")
    return run


def run_for(month: Month, unit_code: str | None, *, viewer: Viewer, action: Action = Action.PAY_READ) -> PayRun:
    """The run of a month at a unit; without a unit code the only one there is."""
    statement = select(PayRun).join(PayRun.unit).where(PayRun.month == month).where(within(Unit.path, viewer, action))
    if unit_code:
        statement = statement.where(Unit.code == unit_code)
    runs = db.session.scalars(statement.limit(2)).all()
    if len(runs) != 1:
        raise OutOfScope(f"pay run {month} {unit_code or ''}: {len(runs)} found")
    return runs[0]


def runs_overlapping(session: Session, unit: Unit, month: Month) -> Sequence[PayRun]:
    """Runs of the month at the unit, above it or below it: they would pay the same people."""
    return session.scalars(
        select(PayRun)
        .join(PayRun.unit)
        .where(PayRun.month == month)
        .where(or_(Unit.path.startswith(unit.path, autoescape=True), Unit.id.in_(unit.ancestor_ids)))
    ).all()


def recent_runs(*, viewer: Viewer, limit: int = 24) -> Sequence[PayRun]:
    """The newest runs that the viewer may see."""
    return db.session.scalars(
        select(PayRun)
        .join(PayRun.unit)
        .options(contains_eager(PayRun.unit))
        .where(within(Unit.path, viewer, Action.PAY_READ))
        .order_by(PayRun.month.desc(), Unit.path)
        .limit(limit)
    ).all()
