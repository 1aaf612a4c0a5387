"""A month's pay from draft to locked. Who computes can't approve; what is locked stays as it is."""

from __future__ import annotations

from sqlalchemy import delete, insert

from hr.audit import record_batch, record_event
from hr.database import db, now, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.models.pay.payslip import Payslip
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.month_inputs import inputs_for
from hr.queries.pay.parameter_book import book_for
from hr.queries.pay.pay_run import run_of, runs_overlapping
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.payslip_rows import slip_rows
from hr.services.pay.run_checks import findings_of
from payroll.engine import run as compute_month
from payroll.inputs import Inputs
from vocabulary.periods import Month
from vocabulary.terms import PayRunState
from vocabulary.text import Text

_OVERLAP = Text(
    "{unit} {month} 已有发薪批次，同一人不能重复发放",
    "There is a pay run of {unit} for {month} already: nobody may be paid twice",
)
_SAME_PERSON = Text("编制人不能审批自己计算的批次", "Who computed a run can't approve it")
_BLOCKED = Text("还有 {n} 项阻断问题未解决", "{n} blocking findings are still open")


def open_run(month: Month, unit_id: int, *, viewer: Viewer) -> PayRun:
    """A draft run of ``month`` for a unit and all below it. Raises Refusal when one covers some of them already."""
    with unit_of_work(viewer, "pay_run.open") as session:
        unit = session.get(Unit, unit_id)
        if unit is None or not viewer.may(Action.PAY_PREPARE, unit.path):
            raise OutOfScope(f"unit {unit_id}")
        for other in runs_overlapping(session, unit, month):
            raise Refusal(_OVERLAP.format(unit=other.unit.name, month=month), "month")
        run = PayRun(unit=unit, month=month, opened_by=viewer.name)
        session.add(run)
    return run


def compute(run_id: int, *, viewer: Viewer) -> PayRun:
    """Compute every slip anew from inputs and rules as they are now, all in one transaction.

    Raises Refusal once the run is approved, BadInput when a statutory value of the month is not on record.
    """
    with unit_of_work(viewer, "pay_run.compute") as session:
        run = run_of(run_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        run.must_be(PayRunState.DRAFT, PayRunState.COMPUTED, PayRunState.CHECKED)
        book = book_for(run.month)
        people, rows = inputs_for(run.month, run.unit.path, book)
        if not people:
            raise Refusal(Text("本月该机构没有在职人员", "Nobody is employed at this unit in the month"))
        result = compute_month(Inputs.from_rows(run.month, rows), book)
        _forget(run)
        slips = slip_rows(run, people, rows, result)
        session.execute(insert(Payslip), slips)
        record_batch(session, Payslip, run.id, slips)
        run.state, run.version = PayRunState.COMPUTED, run.version + 1
        run.book_json, run.book_fingerprint = book.to_json(), book.fingerprint
        run.computed_by, run.computed_by_id, run.computed_at = viewer.name, viewer.user_id, now()
        run.checked_by = None
    return run


def _forget(run: PayRun) -> None:
    """Earlier results of an open run make room for new ones; its inputs live elsewhere and stay."""
    for model in (Payslip, PayRunFinding):
        db.session.execute(delete(model).where(model.pay_run_id == run.id))
        record_batch(db.session(), model, run.id, [])


def check(run_id: int, *, viewer: Viewer) -> PayRun:
    """Look for what must not be paid; the run is checked when nothing blocks. Computes nothing."""
    with unit_of_work(viewer, "pay_run.check") as session:
        run = run_of(run_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        run.must_be(PayRunState.COMPUTED, PayRunState.CHECKED)
        findings = findings_of(run)
        session.execute(delete(PayRunFinding).where(PayRunFinding.pay_run_id == run.id))
        if findings:
            session.execute(insert(PayRunFinding), findings)
        record_batch(session, PayRunFinding, run.id, findings)
        blocked = any(finding["blocks"] for finding in findings)
        run.state = PayRunState.COMPUTED if blocked else PayRunState.CHECKED
        run.checked_by = None if blocked else viewer.name
    return run


def approve(run_id: int, *, viewer: Viewer) -> PayRun:
    """Approve a checked run. Raises Refusal for whoever computed it, and for a run that is not checked."""
    with unit_of_work(viewer, "pay_run.approve"):
        run = run_of(run_id, viewer=viewer, action=Action.PAY_APPROVE, for_change=True)
        run.must_be(PayRunState.CHECKED)
        if viewer.user_id is None or viewer.user_id == run.computed_by_id or viewer.name == run.computed_by:
            raise Refusal(_SAME_PERSON)
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
