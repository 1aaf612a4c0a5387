"""A month's pay from draft to locked. Who computes can't approve; what is locked stays as it is."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.orm import Session

from hr.audit import record_batch, record_event, record_stored_batch
from hr.database import db, now, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.models.pay.payslip import Payslip
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.month_inputs import inputs_for
from hr.queries.pay.parameter_book import book_for
from hr.queries.pay.pay_run import COMPUTE, RECOMPUTE, makers_of, run_of, runs_overlapping
from hr.refusals import OutOfScope, Refusal
from hr.services.file_import import Progress, silent
from hr.services.pay.payslip_rows import slip_rows
from hr.services.pay.run_checks import findings_of
from payroll.engine import run as compute_month
from payroll.inputs import Inputs
from vocabulary.periods import Month
from vocabulary.terms import PayRunState
from vocabulary.text import Text

_INTO_SLIPS, _INTO_FINDINGS = (insert(cast("Table", model.__table__)) for model in (Payslip, PayRunFinding))
"""Into the tables: for a mapped class each change between filled and empty cells would begin another statement."""
_OVERLAP = Text(
    "{unit} {month} 已有发薪批次，同一人不能重复发放",
    "There is a pay run of {unit} for {month} already: nobody may be paid twice",
)
_SAME_PERSON = Text("编制人不能审批自己计算的批次", "Who computed a run can't approve it")
_OTHER_RULES = Text(
    "计算之后薪酬标准有变动，请重新计算整批", "The pay rules have changed since: compute the whole run again"
)
_NEWER = Text("您查看之后批次又重新计算过，请重新核阅", "The run was computed again since you looked: look at it anew")
_LOADING = Text("正在读取人员、班次和参数……", "Loading people, shifts and parameters …")
_COMPUTING = Text("正在计算 {n} 人……", "Computing {n} people …")
_WRITING = Text("正在写入 {n} 张工资条……", "Writing {n} payslips …")


def open_run(month: Month, unit_id: int, *, viewer: Viewer) -> PayRun:
    """A draft run of ``month`` for a unit and all below it. Raises Refusal when one covers some of them already."""
    with unit_of_work(viewer, "pay_run.open") as session:
        unit = session.get(Unit, unit_id)
        if unit is None or not viewer.may(Action.PAY_PREPARE, unit.path):
            raise OutOfScope(f"unit {unit_id}")
        _one_opening_at_a_time(session, unit)
        for other in runs_overlapping(session, unit, month):
            raise Refusal(_OVERLAP.format(unit=other.unit.name, month=month), "month")
        run = PayRun(unit=unit, month=month, opened_by=viewer.name)
        session.add(run)
    return run


def _one_opening_at_a_time(session: Session, unit: Unit) -> None:
    """Lock the root of the tree, so that nobody opens a run above or below at the same moment."""
    session.execute(select(Unit.id).where(Unit.id == unit.ancestor_ids[0]).with_for_update())


def compute(run_id: int, *, viewer: Viewer, progress: Progress = silent) -> PayRun:
    """Compute every slip anew from inputs and rules as they are now, all in one transaction.

    Raises Refusal once the run is approved, BadInput when a statutory value of the month is not on record.
    """
    with unit_of_work(viewer, COMPUTE) as session:
        run = run_of(run_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        run.must_be(PayRunState.DRAFT, PayRunState.COMPUTED, PayRunState.CHECKED)
        progress(_LOADING)
        book = book_for(run.month)
        people, rows = inputs_for(run.month, run.unit.path, book)
        if not people:
            raise Refusal(Text("本月该机构没有在职人员", "Nobody is employed at this unit in the month"))
        progress(_COMPUTING.format(n=len(people)))
        result = compute_month(Inputs.from_rows(run.month, rows), book)
        _forget(run)
        slips = slip_rows(run, people, rows, result)
        progress(_WRITING.format(n=len(people)))
        session.execute(_INTO_SLIPS, slips)
        record_batch(session, Payslip, run.id, slips)
        run.book_json, run.book_fingerprint = book.to_json(), book.fingerprint
        _computed(run, viewer)
    return run


def _computed(run: PayRun, viewer: Viewer) -> None:
    run.state, run.version = PayRunState.COMPUTED, run.version + 1
    run.computed_by, run.computed_by_id, run.computed_at = viewer.name, viewer.user_id, now()
    run.checked_by = None


def _forget(run: PayRun, employment_id: int | None = None) -> None:
    """Earlier results of an open run (or of one in it) make room for new ones; inputs live elsewhere and stay."""
    for model in (Payslip, PayRunFinding):
        gone = delete(model).where(model.pay_run_id == run.id)
        db.session.execute(gone if employment_id is None else gone.where(model.employment_id == employment_id))
        if employment_id is None:
            record_batch(db.session(), model, run.id, [])


def check(run_id: int, *, viewer: Viewer) -> PayRun:
    """Look for what must not be paid; the run is checked when nothing blocks. Computes nothing."""
    with unit_of_work(viewer, "pay_run.check") as session:
        run = run_of(run_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        run.must_be(PayRunState.COMPUTED, PayRunState.CHECKED)
        findings = findings_of(run)
        session.execute(delete(PayRunFinding).where(PayRunFinding.pay_run_id == run.id))
        if findings:
            session.execute(_INTO_FINDINGS, findings)
        record_batch(session, PayRunFinding, run.id, findings)
        blocked = any(finding["blocks"] for finding in findings)
        run.state = PayRunState.COMPUTED if blocked else PayRunState.CHECKED
        run.checked_by = None if blocked else viewer.name
    return run


def recompute_one(run_id: int, employment_id: int, *, viewer: Viewer) -> PayRun:
    """Compute one person's slip anew from their inputs as they are now; everybody else's stays as it is.

    The run is to be checked again. Raises OutOfScope for somebody who is not in the run, Refusal once it is approved,
    or when the rules have changed since it was computed: then all of it is to be computed.
    """
    with unit_of_work(viewer, RECOMPUTE) as session:
        run = run_of(run_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        run.must_be(PayRunState.COMPUTED, PayRunState.CHECKED)
        book = book_for(run.month)
        if book.fingerprint != run.book_fingerprint:
            raise Refusal(_OTHER_RULES)
        found = zip(*inputs_for(run.month, run.unit.path, book), strict=True)
        mine = [(one, row) for one, row in found if one.employment_id == employment_id]
        if not mine:
            raise OutOfScope(f"employment {employment_id} in pay run {run_id}")
        people, rows = [one for one, _ in mine], [row for _, row in mine]
        result = compute_month(Inputs.from_rows(run.month, rows), book)
        _forget(run, employment_id)
        session.execute(_INTO_SLIPS, slip_rows(run, people, rows, result))
        for model in (Payslip, PayRunFinding):
            record_stored_batch(session, model, run.id)
        _computed(run, viewer)
    return run


def approve(run_id: int, *, viewer: Viewer, version: int | None = None) -> PayRun:
    """Approve a checked run. Raises Refusal for whoever ever computed it, and for a run that is not checked.

    ``version``: what the approver has looked at; a run that was computed again since is refused.
    """
    with unit_of_work(viewer, "pay_run.approve"):
        run = run_of(run_id, viewer=viewer, action=Action.PAY_APPROVE, for_change=True)
        run.must_be(PayRunState.CHECKED)
        if viewer.user_id is None or viewer.name == run.computed_by or viewer.user_id in makers_of(run):
            raise Refusal(_SAME_PERSON)
        if version not in (None, run.version):
            raise Refusal(_NEWER)
        run.state = PayRunState.APPROVED
        run.approved_by, run.approved_by_id, run.approved_at = viewer.name, viewer.user_id, now()
    return run


def send_back(run_id: int, reason: str, *, viewer: Viewer) -> PayRun:
    """Return a checked or approved run to its maker, with a reason that the audit trail keeps."""
    if not reason.strip():
        raise Refusal(Text("请填写退回原因", "Say why it is sent back"), "reason")
    with unit_of_work(viewer, "pay_run.send_back") as session:
        run = run_of(run_id, viewer=viewer, action=Action.PAY_APPROVE, for_change=True)
        run.must_be(PayRunState.CHECKED, PayRunState.APPROVED)
        record_event(session, "pay_run", run.id, {"reason": reason[:300]})
        run.state = PayRunState.COMPUTED
        run.checked_by = run.approved_by = run.approved_by_id = run.approved_at = None
    return run


def lock(run_id: int, *, viewer: Viewer) -> PayRun:
    """Paid: from now on nothing of the run changes; corrections are back pay in a later one."""
    with unit_of_work(viewer, "pay_run.lock"):
        run = run_of(run_id, viewer=viewer, action=Action.PAY_APPROVE, for_change=True)
        run.must_be(PayRunState.APPROVED)
        run.state, run.locked_at = PayRunState.LOCKED, now()
    return run
