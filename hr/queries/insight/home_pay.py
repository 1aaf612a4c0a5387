"""What pay puts on the home page: runs that wait for the viewer, and what their checks found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.insight.home_card import HomeCard, Target, Waiting
from hr.queries.pay.pay_input import waiting_months
from vocabulary.terms import PayRunState
from vocabulary.text import Text

_STEPS = (
    (PayRunState.DRAFT, Action.PAY_PREPARE, Text("待计算的发薪批次", "Runs to compute")),
    (PayRunState.COMPUTED, Action.PAY_PREPARE, Text("待核对的发薪批次", "Runs to check")),
    (PayRunState.CHECKED, Action.PAY_PREPARE, Text("待提交的发薪批次", "Runs to submit")),
    (PayRunState.SUBMITTED, Action.PAY_APPROVE, Text("待审批的发薪批次", "Runs to approve")),
    (PayRunState.APPROVED, Action.PAY_APPROVE, Text("待登记发放的批次", "Runs to pay")),
    (PayRunState.PAID, Action.PAY_APPROVE, Text("待锁定的批次", "Runs to lock")),
)


def waiting_runs(viewer: Viewer, _on: date) -> Iterator[HomeCard | Waiting]:
    """Runs in a state that the viewer's role moves on, each with its open findings."""
    for state, action, heading in _STEPS:
        if not viewer.may(action):
            continue
        blocking = func.count(PayRunFinding.id).filter(PayRunFinding.blocks)
        rows = db.session.execute(
            select(PayRun.id, PayRun.month, Unit.name, blocking, func.count(PayRunFinding.id))
            .join(PayRun.unit)
            .outerjoin(PayRunFinding, PayRunFinding.pay_run_id == PayRun.id)
            .where(PayRun.state == state, within(Unit.path, viewer, action))
            .group_by(PayRun.id, PayRun.month, Unit.name, Unit.path)
            .order_by(PayRun.month.desc(), Unit.path)
        ).all()
        yield HomeCard(heading, len(rows), tone="warn" if rows else "good", target=Target("pay_run.listed"))
        for run_id, month, unit, blocks, findings in rows[:8]:
            detail = Text("{blocks} 项阻断，{n} 项提示", "{blocks} blocking, {n} findings")
            shown = detail.format(blocks=blocks, n=findings - blocks) if findings else ""
            yield Waiting(heading, f"{month} {unit}", shown, None, Target("pay_run.page", {"run_id": run_id}))


def waiting_inputs(viewer: Viewer, _on: date) -> Iterator[HomeCard | Waiting]:
    """Monthly inputs that wait for the viewer's approval, month by month; their own are somebody else's to approve."""
    if not viewer.may(Action.PAY_APPROVE):
        return
    heading = Text("待审批的录入项", "Inputs to approve")
    months = [month for month in waiting_months(viewer=viewer) if month.waiting > month.own]
    total = sum(month.waiting - month.own for month in months)
    yield HomeCard(heading, total, tone="warn" if total else "good", target=Target("pay_input.listed"))
    for month in months:
        subject = Text("{month} 录入项", "Inputs of {month}").format(month=month.month)
        detail = Text("{n} 项", "{n} inputs").format(n=month.waiting - month.own)
        yield Waiting(heading, subject, detail, None, Target("pay_input.listed", {"month": str(month.month)}))
