"""Computing and checking a run: everything is read and computed first, then written in one short transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, delete, insert
from sqlalchemy.orm import Session

from hr.audit import batch_mark, record_batch, record_stored_batch
from hr.database import now, unit_of_work
from hr.models.pay.pay_run import OPEN, PayRun, PayRunFinding
from hr.models.pay.payslip import Payslip
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.back_pay_assessment import Assessment, assess
from hr.queries.pay.month_columns import MonthColumns
from hr.queries.pay.month_inputs import columns_for
from hr.queries.pay.month_staff import Paid
from hr.queries.pay.parameter_book import book_for
from hr.queries.pay.pay_run import COMPUTE, RECOMPUTE, run_of
from hr.refusals import OutOfScope, Refusal
from hr.services.collector import collector_at_rest
from hr.services.pay import back_pay
from hr.services.pay.payslip_rows import slip_rows
from hr.services.pay.run_checks import findings_of
from hr.services.progress import Progress, silent
from payroll.engine import run as compute_month
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from vocabulary.terms import PayRunState
from vocabulary.text import Text

Rows = Sequence[dict[str, Any]]
_INTO_SLIPS, _INTO_FINDINGS = (insert(cast("Table", model.__table__)) for model in (Payslip, PayRunFinding))
"""Into the tables: for a mapped class each change between filled and empty cells would begin another statement."""
_STEPS = 4
_OTHER_RULES = Text(
    "计算之后薪酬标准有变动，请重新计算整批", "The pay rules have changed since: compute the whole run again"
)
_OVERTAKEN = Text(
    "同时有人处理了这个批次，本次结果未保存；请刷新后查看",
    "Somebody else has worked on the run at the same time: nothing of this was kept. Reload the page to see theirs",
)
_NOBODY = Text("本月该机构没有在职人员", "Nobody is employed at this unit in the month")
_LOADING = Text("正在读取人员、班次和参数……", "Loading people, shifts and parameters …")
_COMPUTING = Text("正在计算 {n} 人……", "Computing {n} people …")
_PREPARING = Text("正在整理 {n} 张工资条……", "Preparing {n} payslips …")
_WRITING = Text("正在写入 {n} 张工资条……", "Writing {n} payslips …")
_CHECKING = Text("正在核对……", "Checking …")


def compute(run_id: int, *, viewer: Viewer, progress: Progress = silent, everything: bool = False) -> PayRun:
    """Compute every slip anew from inputs and rules as they are now; all of it is stored, or nothing.

    ``everything``: back pay looks at all paid months, also for what was changed past the program.

    Raises Refusal once the run is submitted or when somebody else worked on it meanwhile, BadInput when a statutory
    value of the month is not on record.
    """
    run, seen = _open_run(run_id, viewer, OPEN)
    with collector_at_rest():
        computed = _computation(run, progress, everything=everything)
        progress(_PREPARING.format(n=len(computed.slips)), 2, _STEPS)
        mark = batch_mark(Payslip, computed.slips)
    progress(_WRITING.format(n=len(computed.slips)), 3, _STEPS)
    with _unchanged(run_id, seen, viewer, COMPUTE) as (session, run):
        _forget(session, run)
        session.execute(_INTO_SLIPS, computed.slips)
        record_batch(session, Payslip, run.id, computed.slips, mark)
        back_pay.post(session, run, computed.back_pay.rows)
        back_pay.note_look(session, run, computed.back_pay.look)
        run.book_json, run.book_fingerprint = computed.book.to_json(), computed.book.fingerprint
        _note_computation(run, viewer)
    return run


def recompute_one(run_id: int, employment_id: int, *, viewer: Viewer) -> PayRun:
    """Compute one person's slip anew from their inputs as they are now; everybody else's stays as it is.

    The run is to be checked again. Raises OutOfScope for somebody who is not in the run, Refusal once it is submitted,
    or when the rules have changed since it was computed: then all of it is to be computed.
    """
    run, seen = _open_run(run_id, viewer, OPEN[1:])
    computed = _computation(run, silent, employment_id)
    if computed.book.fingerprint != run.book_fingerprint:
        raise Refusal(_OTHER_RULES)
    with _unchanged(run_id, seen, viewer, RECOMPUTE) as (session, run):
        for model in (Payslip, PayRunFinding):
            session.execute(delete(model).where(model.pay_run_id == run.id, model.employment_id == employment_id))
        session.execute(_INTO_SLIPS, computed.slips)
        back_pay.post(session, run, computed.back_pay.rows, employment_id)
        for model in (Payslip, PayRunFinding):
            record_stored_batch(session, model, run.id)
        _note_computation(run, viewer)
    return run


def check(run_id: int, *, viewer: Viewer, progress: Progress = silent) -> PayRun:
    """Look for what must not be paid; the run is checked when nothing blocks. Computes no slip anew."""
    run, seen = _open_run(run_id, viewer, OPEN[1:])
    progress(_CHECKING)
    findings = findings_of(run)
    with _unchanged(run_id, seen, viewer, "pay_run.check") as (session, run):
        session.execute(delete(PayRunFinding).where(PayRunFinding.pay_run_id == run.id))
        if findings:
            session.execute(_INTO_FINDINGS, findings)
        record_batch(session, PayRunFinding, run.id, findings)
        blocked = any(finding["blocks"] for finding in findings)
        run.state = PayRunState.COMPUTED if blocked else PayRunState.CHECKED
        run.checked_by, run.checked_at = (None, None) if blocked else (viewer.name, now())
    return run


@dataclass(frozen=True)
class _Seen:
    """Where the run stood when its inputs were read."""

    state: PayRunState
    version: int


@dataclass(frozen=True)
class _Computation:
    """Slips not yet stored, the book they follow, and what they make good of earlier months."""

    book: Book
    slips: Rows
    back_pay: Assessment


def _open_run(run_id: int, viewer: Viewer, states: Sequence[PayRunState]) -> tuple[PayRun, _Seen]:
    run = run_of(run_id, viewer=viewer, action=Action.PAY_PREPARE)
    run.must_be(*states)
    return run, _Seen(run.state, run.version)


def _computation(run: PayRun, progress: Progress, only: int | None = None, *, everything: bool = False) -> _Computation:
    """What ``run`` would hold if computed now (or one employment's slip of it). Nothing is locked or changed."""
    progress(_LOADING, 0, _STEPS)
    book = book_for(run.month)
    gathered = columns_for(run.month, run.unit.path, book)
    if not gathered.people:
        raise Refusal(_NOBODY)
    owed = assess(run, gathered, book, everything=everything)
    people, rows, inputs = _of(owed.columns, only)
    if not people:
        raise OutOfScope(f"employment {only} in pay run {run.id}")
    progress(_COMPUTING.format(n=len(people)), 1, _STEPS)
    return _Computation(book, slip_rows(run, people, rows, compute_month(inputs, book)), owed)


def _of(month: MonthColumns, only: int | None) -> tuple[Sequence[Paid], Rows, Inputs]:
    """People, their inputs as slips store them, and as the engine takes them; of one employment alone, if so asked."""
    if only is None:
        return month.people, month.rows(), month.inputs()
    found = [(one, row) for one, row in zip(month.people, month.rows(), strict=True) if one.employment_id == only]
    rows = [row for _, row in found]
    return [one for one, _ in found], rows, Inputs.from_rows(month.month, rows)


@contextmanager
def _unchanged(run_id: int, seen: _Seen, viewer: Viewer, deed: str) -> Iterator[tuple[Session, PayRun]]:
    """A unit of work on the run, refused when it does not stand any more where its inputs were read."""
    with unit_of_work(viewer, deed) as session:
        run = run_of(run_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        if _Seen(run.state, run.version) != seen:
            raise Refusal(_OVERTAKEN)
        yield session, run


def _note_computation(run: PayRun, viewer: Viewer) -> None:
    run.state, run.version = PayRunState.COMPUTED, run.version + 1
    run.computed_by, run.computed_by_id, run.computed_at = viewer.name, viewer.user_id, now()
    run.checked_by = run.checked_at = None


def _forget(session: Session, run: PayRun) -> None:
    """Earlier results of an open run make room for new ones; inputs live elsewhere and stay."""
    for model in (Payslip, PayRunFinding):
        session.execute(delete(model).where(model.pay_run_id == run.id))
        record_batch(session, model, run.id, [])
