"""What a run adds up to, by staffing type, by unit, and against last month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from hr.database import db
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.models.pay.payslip import Payslip
from vocabulary.terms import FundSource, StaffingType


@dataclass(frozen=True, slots=True)
class RunSummary:
    """Totals of a run (fen) and how many findings block or warn."""

    people: int
    failed: int
    gross: int
    deductions: int
    net: int
    employer_cost: int
    blocking: int
    warnings: int


def summary_of(run: PayRun) -> RunSummary:
    """The totals of a run that the caller has looked up within scope."""
    slips = db.session.execute(
        select(
            func.count(),
            func.count(Payslip.failure_zh),
            *(func.coalesce(func.sum(column), 0) for column in _MONEY),
        ).where(Payslip.pay_run_id == run.id)
    ).one()
    findings = db.session.execute(
        select(
            func.coalesce(func.sum(case((PayRunFinding.blocks, 1), else_=0)), 0),
            func.count(),
        ).where(PayRunFinding.pay_run_id == run.id)
    ).one()
    totals = [int(value) for value in (*slips, findings[0], findings[1] - findings[0])]
    return RunSummary(*totals)


_MONEY = (Payslip.gross_fen, Payslip.deductions_fen, Payslip.net_fen, Payslip.employer_cost_fen)


@dataclass(frozen=True, slots=True)
class CostLine:
    """What some of a run's people cost (fen): a centre with its stations, a staffing type, a fund source."""

    unit: str
    staffing_type: StaffingType
    fund_source: FundSource
    people: int
    gross: int
    deductions: int
    net: int
    employer_cost: int


def cost_lines(run: PayRun) -> Sequence[CostLine]:
    """The run by centre × staffing type × fund source."""
    rows = db.session.execute(
        select(Unit.path, Payslip.staffing_type, Payslip.fund_source, func.count(), *map(func.sum, _MONEY))
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.pay_run_id == run.id, Payslip.failure_zh.is_(None))
        .group_by(Unit.path, Payslip.staffing_type, Payslip.fund_source)
        .order_by(Unit.path, Payslip.staffing_type, Payslip.fund_source)
    )
    sums: dict[tuple[int, StaffingType, FundSource], list[int]] = {}
    for path, staffing_type, fund_source, *figures in rows:
        total = sums.setdefault((centre_id_of(path), staffing_type, fund_source), [0] * len(figures))
        total[:] = [a + int(b) for a, b in zip(total, figures, strict=True)]
    names = {row.id: row.name for row in db.session.execute(select(Unit.id, Unit.name))}
    return [CostLine(names[centre], kind, fund, *figures) for (centre, kind, fund), figures in sums.items()]
