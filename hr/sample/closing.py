"""Closing the sample's months as an office would: workload, then pay computed by one user and approved by another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from hr.clock import reenacting, today
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.system.user import user_by_login, viewer_of
from hr.refusals import Refusal
from hr.sample.build import Progress, silent
from hr.services.casework import workload
from hr.services.pay import pay_reports, pay_run
from vocabulary.periods import Month
from vocabulary.terms import PayRunState, UnitKind
from vocabulary.text import Text

_WORKLOAD = Text("正在核算 {month} 的工作量", "Measuring the workload of {month}")
_PAY = Text(
    "正在计算、核对、审批并锁定 {month} 的工资", "Computing, checking, approving and locking the pay of {month}"
)
_AFTER_THE_MONTH = timedelta(days=4)
_REPORTS = Text("正在输出 {month} 的工资报表", "Writing the pay reports of {month}")
_BLOCKED = Text("{month} 的工资未通过核对：{why}", "The pay of {month} did not pass its checks: {why}")


def close_months(months: Sequence[Month], *, progress: Progress = silent) -> None:
    """Measure workload and pay each month, oldest first; months that are locked already are left as they are."""
    for month in months:
        if any(run.state is PayRunState.LOCKED for run in _runs(month)):
            continue
        progress(_WORKLOAD.format(month=month))
        workload.build(month, viewer=system_viewer("sample"))
        progress(_PAY.format(month=month))
        with reenacting(_day_of_computation(month)):
            _pay(month, _payer())


def _day_of_computation(month: Month) -> date:
    """Early in the next month, by the law known then: what was announced later comes as back pay."""
    return min((month + 1).first_day + _AFTER_THE_MONTH, today())


def write_reports(month: Month, folder: Path, *, progress: Progress = silent) -> list[Path]:
    """Registers and payslips of the run of ``month``; where they lie."""
    progress(_REPORTS.format(month=month))
    run = _runs(month)[0]
    return pay_reports.export(run.id, folder, viewer=sample_viewer("finance"))


def sample_viewer(login: str) -> Viewer:
    """The viewer that a sample login is."""
    user = user_by_login(login)
    assert user is not None, f"the sample has the login {login}"
    return viewer_of(user, door="cli")


def _pay(month: Month, unit_id: int) -> None:
    """From draft to locked, by two people."""
    maker, approver = sample_viewer("finance"), sample_viewer("approver")
    open_one = next((run for run in _runs(month) if run.unit_id == unit_id), None)
    run = open_one or pay_run.open_run(month, unit_id, viewer=maker)
    if run.state in {PayRunState.DRAFT, PayRunState.COMPUTED}:
        pay_run.compute(run.id, viewer=maker)
        if pay_run.check(run.id, viewer=maker).state is not PayRunState.CHECKED:
            raise Refusal(_BLOCKED.format(month=month, why=_why(run.id)))
    if run.state is PayRunState.CHECKED:
        pay_run.submit(run.id, viewer=maker)
    if run.state is PayRunState.SUBMITTED:
        pay_run.approve(run.id, viewer=approver)
    if run.state is PayRunState.APPROVED:
        pay_run.pay(run.id, viewer=approver)
    if run.state is PayRunState.PAID:
        pay_run.lock(run.id, viewer=approver)


def _why(run_id: int) -> Text:
    """The first few blocking findings."""
    blocking = (PayRunFinding.pay_run_id == run_id, PayRunFinding.blocks)
    found = db.session.scalars(select(PayRunFinding).where(*blocking).limit(3)).all()
    return Text("；".join(f.text_zh for f in found), "; ".join(f.text_en for f in found))


def _runs(month: Month) -> list[PayRun]:
    return list(db.session.scalars(select(PayRun).where(PayRun.month == month)))


def _payer() -> int:
    """The unit that a run is opened for: the district, or the city where there are several."""
    districts = db.session.execute(select(Unit.id, Unit.parent_id).where(Unit.kind == UnitKind.DISTRICT)).all()
    (unit_id, city_id), *others = districts
    return city_id if others and city_id else int(unit_id)
