"""A month's pay from draft to locked: who computes and submits can't approve; what is locked stays as it is."""

from __future__ import annotations

from datetime import date

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.audit import record_event
from hr.clock import today
from hr.database import now, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_run import makers_of, run_of, runs_overlapping
from hr.queries.pay.run_doubts import Doubts, doubts_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.run_computation import check, compute, recompute_one
from scheduling.payday import payday_of
from vocabulary.periods import Month
from vocabulary.terms import PayRunState
from vocabulary.text import Text

__all__ = [
    "approve",
    "check",
    "compute",
    "lock",
    "open_run",
    "pay",
    "recompute_one",
    "send_back",
    "submit",
    "withdraw",
]
_LONGEST = 300
_OVERLAP = Text(
    "{unit} {month} 已有发薪批次，同一人不能重复发放",
    "There is a pay run of {unit} for {month} already: nobody may be paid twice",
)
_SAME_PERSON = Text("编制人不能审批自己计算或提交的批次", "Who computed or submitted a run can't approve it")
_NEWER = Text("您查看之后批次又重新计算过，请重新核阅", "The run was computed again since you looked: look at it anew")
_NO_REASON = Text("请填写退回原因", "Say why it is sent back")
_EARLY = Text("{month} 尚未结束，提交须说明理由", "{month} is not over yet: to submit it all the same, give a reason")
_NO_SHIFTS = Text(
    "有排班的机构本月没有任何班次（{units}），请先导入；确认无班次的，须说明理由",
    "Units that roster have no shifts this month ({units}): import them, or confirm with a reason that there were none",
)
_NOT_YET = Text("发放日期不能晚于今天", "The day of payment can't lie in the future")


def open_run(month: Month, unit_id: int, *, viewer: Viewer) -> PayRun:
    """A draft run of ``month`` for a unit and all below it. Raises Refusal when one covers some of them already."""
    with unit_of_work(viewer, "pay_run.open") as session:
        unit = session.get(Unit, unit_id)
        if unit is None or not viewer.may(Action.PAY_PREPARE, unit.path):
            raise OutOfScope(f"unit {unit_id}")
        _one_opening_at_a_time(session, unit)
        for other in runs_overlapping(session, unit, month):
            raise Refusal(_OVERLAP.format(unit=other.unit.name, month=month), "month")
        run = PayRun(unit=unit, month=month, opened_by=viewer.name, opened_at=now())
        session.add(run)
    return run


def _one_opening_at_a_time(session: Session, unit: Unit) -> None:
    """Lock the root of the tree, so that nobody opens a run above or below at the same moment."""
    session.execute(select(Unit.id).where(Unit.id == unit.ancestor_ids[0]).with_for_update())


def submit(run_id: int, note: str = "", *, viewer: Viewer, early_reason: str = "", no_shift_reason: str = "") -> PayRun:
    """Hand a checked run over for approval, with a note to the approver: the maker's act.

    Raises Refusal for a month that is not over without ``early_reason``, and for one in which units that roster have no
    shifts without ``no_shift_reason``; the reasons are kept with the run and in the audit trail.
    """
    with unit_of_work(viewer, "pay_run.submit"):
        run = run_of(run_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        run.must_be(PayRunState.CHECKED)
        run.early_reason, run.no_shift_reason = _answered(doubts_of(run), early_reason, no_shift_reason)
        run.state, run.submit_note = PayRunState.SUBMITTED, note.strip()[:_LONGEST] or None
        run.submitted_by, run.submitted_by_id, run.submitted_at = viewer.name, viewer.user_id, now()
    return run


def _answered(doubts: Doubts, early_reason: str, no_shift_reason: str) -> tuple[str | None, str | None]:
    """The reasons to keep; Refusal where one is needed and not given."""
    if doubts.not_over and not early_reason.strip():
        raise Refusal(_EARLY.format(month=doubts.month), "early_reason")
    if doubts.without_shifts and not no_shift_reason.strip():
        raise Refusal(_NO_SHIFTS.format(units=doubts.units), "no_shift_reason")
    return (
        early_reason.strip()[:_LONGEST] if doubts.not_over else None,
        no_shift_reason.strip()[:_LONGEST] if doubts.without_shifts else None,
    )


def withdraw(run_id: int, *, viewer: Viewer) -> PayRun:
    """Take back a submitted run that nobody has approved yet: it is the maker's again."""
    with unit_of_work(viewer, "pay_run.withdraw"):
        run = run_of(run_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        run.must_be(PayRunState.SUBMITTED)
        run.back_to(PayRunState.CHECKED)
    return run


def approve(run_id: int, *, viewer: Viewer, version: int | None = None) -> PayRun:
    """Approve a submitted run. Raises Refusal for whoever ever computed or submitted it.

    ``version``: what the approver has looked at; a run that was computed again since is refused.
    """
    with unit_of_work(viewer, "pay_run.approve"):
        run = run_of(run_id, viewer=viewer, action=Action.PAY_APPROVE, for_change=True)
        run.must_be(PayRunState.SUBMITTED)
        if viewer.user_id is None or viewer.name == run.computed_by or viewer.user_id in makers_of(run):
            raise Refusal(_SAME_PERSON)
        if version not in (None, run.version):
            raise Refusal(_NEWER)
        run.state = PayRunState.APPROVED
        run.approved_by, run.approved_by_id, run.approved_at = viewer.name, viewer.user_id, now()
    return run


def send_back(run_id: int, reason: str, *, viewer: Viewer) -> PayRun:
    """Return a submitted or approved run to its maker, with a reason that the audit trail keeps."""
    if not reason.strip():
        raise Refusal(_NO_REASON, "reason")
    with unit_of_work(viewer, "pay_run.send_back") as session:
        run = run_of(run_id, viewer=viewer, action=Action.PAY_APPROVE, for_change=True)
        run.must_be(PayRunState.SUBMITTED, PayRunState.APPROVED)
        record_event(session, "pay_run", run.id, {"reason": reason[:_LONGEST]})
        run.back_to(PayRunState.COMPUTED)
    return run


def payday(month: Month) -> date:
    """The day on which ``month`` is to be paid here, before any day of rest that it falls on."""
    day: int = current_app.config["SETTINGS"].payday
    return payday_of(month, day)


def pay(run_id: int, paid_on: date | None = None, *, viewer: Viewer) -> PayRun:
    """Record on which day an approved run was paid out (default: the payday, or today where that is still to come).

    Raises Refusal for a day in the future.
    """
    with unit_of_work(viewer, "pay_run.pay"):
        run = run_of(run_id, viewer=viewer, action=Action.PAY_APPROVE, for_change=True)
        run.must_be(PayRunState.APPROVED)
        if paid_on is not None and paid_on > today():
            raise Refusal(_NOT_YET, "paid_on")
        run.paid_on = paid_on or min(payday(run.month), today())
        run.state, run.paid_by, run.paid_at = PayRunState.PAID, viewer.name, now()
    return run


def lock(run_id: int, *, viewer: Viewer) -> PayRun:
    """Close a paid run: from now on nothing of it changes; corrections are back pay in a later one."""
    with unit_of_work(viewer, "pay_run.lock"):
        run = run_of(run_id, viewer=viewer, action=Action.PAY_APPROVE, for_change=True)
        run.must_be(PayRunState.PAID)
        run.state, run.locked_by, run.locked_at = PayRunState.LOCKED, viewer.name, now()
    return run
