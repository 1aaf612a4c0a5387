"""What a run adds up to, by staffing type, by unit, and against last month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from hr.database import db
from hr.models.organisation.unit import Unit
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
    """What some of a run's people cost: a unit, a staffing type, a fund source."""

    unit: str
    staffing_type: StaffingType
    fund_source: FundSource
    people: int
    gross: int
    deductions: int
    net: int
    employer_cost: int


def cost_lines(run: PayRun) -> Sequence[CostLine]:
    """The run by unit × staffing type × fund source."""
    keys = (Unit.name.label("unit"), Payslip.staffing_type, Payslip.fund_source)
    sums = (func.sum(column).label(column.key.removesuffix("_fen")) for column in _MONEY)
    rows = db.session.execute(
        select(*keys, func.count().label("people"), *sums)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.pay_run_id == run.id, Payslip.failure_zh.is_(None))
        .group_by(Unit.path, *keys)
        .order_by(Unit.path, Payslip.staffing_type, Payslip.fund_source)
    )
    return [CostLine(**row._mapping) for row in rows]
