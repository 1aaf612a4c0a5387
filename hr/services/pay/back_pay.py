"""Back pay of a run: what was assessed is posted with the run's slips; the preparer decides about single people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from hr.audit import record_batch, record_event, record_stored_batch
from hr.database import now, unit_of_work
from hr.models.pay.back_pay import BackPay, BackPayChoice, BackPayDecision
from hr.models.pay.pay_run import OPEN, PayRun
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.back_pay_touched import LOOKED, Look
from hr.queries.pay.pay_run import run_of
from hr.refusals import OutOfScope, Refusal
from vocabulary.text import Text

_INTO = insert(cast("Table", BackPay.__table__))
_REASON = 200
_NO_REASON = Text("请写明理由", "Say why")
_OWN = Text("不能处理自己的补发", "Nobody decides about their own back pay")


def post(session: Session, run: PayRun, rows: Sequence[dict[str, Any]], only: int | None = None) -> None:
    """Put the assessed rows of an open run (or of one employment in it) in the place of those before."""
    gone = delete(BackPay).where(BackPay.pay_run_id == run.id)
    session.execute(gone if only is None else gone.where(BackPay.employment_id == only))
    wanted = [row for row in rows if only in (None, row["employment_id"])]
    if wanted:
        session.execute(_INTO, wanted)
    if only is None:
        record_batch(session, BackPay, run.id, wanted)
    else:
        record_stored_batch(session, BackPay, run.id)


def note_look(session: Session, run: PayRun, look: Look) -> None:
    """Keep how far the run looked, so that the next one looks only at what has changed since."""
    record_event(session, LOOKED, run.id, look.details())


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done about one employment's back pay in a run; ``choice`` None: as the rule has it."""

    run_id: int
    employment_id: int
    choice: BackPayChoice | None
    reason: str = ""


def decide(decision: Decision, *, viewer: Viewer) -> PayRun:
    """Leave somebody's back pay out of an open run, or take back what was overpaid, as they agreed; or undo that.

    It counts from the next computation of the run or of their slip. By default what is owed is paid and what was paid
    too much is left: wages are docked for the reasons of the law alone (劳部发〔1994〕489号 art. 15), and an employer's
    mistake is none of them; what the person agrees to is kept within a fifth of a month's wages (art. 16).

    Raises OutOfScope for somebody of whom the run knows no difference, Refusal once it is submitted, without a reason,
    and for one's own back pay.
    """
    with unit_of_work(viewer, "back_pay.decide") as session:
        run = run_of(decision.run_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        run.must_be(*OPEN)
        _refuse_wrong(session, run, decision, viewer)
        stored = session.scalars(_stored(decision)).one_or_none()
        if decision.choice is None:
            if stored is not None:
                session.delete(stored)
            return run
        row = stored or BackPayDecision(pay_run_id=run.id, employment_id=decision.employment_id)
        row.choice, row.reason = decision.choice, decision.reason.strip()[:_REASON]
        row.by_id, row.by, row.at = viewer.user_id, viewer.name[:60], now()
        session.add(row)
    return run


def _stored(decision: Decision) -> Any:
    return select(BackPayDecision).where(
        BackPayDecision.pay_run_id == decision.run_id, BackPayDecision.employment_id == decision.employment_id
    )


def _refuse_wrong(session: Session, run: PayRun, decision: Decision, viewer: Viewer) -> None:
    known = select(BackPay.id).where(BackPay.pay_run_id == run.id, BackPay.employment_id == decision.employment_id)
    if session.scalar(known.limit(1)) is None:
        raise OutOfScope(f"back pay of employment {decision.employment_id} in pay run {run.id}")
    if viewer.is_person(session.get_one(Employment, decision.employment_id).person_id):
        raise Refusal(_OWN)
    if decision.choice is not None and not decision.reason.strip():
        raise Refusal(_NO_REASON, "reason")
