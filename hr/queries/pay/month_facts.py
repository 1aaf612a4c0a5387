"""What happened in a month that pay depends on: shifts, approved inputs, workload, the year's tax so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select

from hr.database import db
from hr.models.casework.workload import Workload
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.pay.pay_run import PayRun
from hr.models.pay.pay_standing import TaxDeduction
from hr.models.pay.payslip import Payslip
from hr.models.worktime.shift import Shift
from vocabulary.periods import Month
from vocabulary.terms import Duty, PayRunState

SETTLED = (PayRunState.APPROVED, PayRunState.PAID, PayRunState.LOCKED)
_NOT_ATTENDED = (Duty.LEAVE,)


@dataclass(frozen=True, slots=True)
class ShiftsOf:
    """A person's shifts of a month: how many of each kind, and on how many days."""

    kinds: Mapping[str, int] = field(default_factory=dict)
    days: int = 0


def shifts_in(month: Month) -> dict[int, ShiftsOf]:
    """By person; leave is no shift. Everybody's, since two grouped statements cost less than one for each unit."""
    worked = (
        Shift.business_date.between(month.first_day, month.last_day),
        Shift.duty.not_in(_NOT_ATTENDED),
    )
    kinds: defaultdict[int, dict[str, int]] = defaultdict(dict)
    counts = select(Shift.person_id, Shift.kind, func.count()).where(*worked).group_by(Shift.person_id, Shift.kind)
    for person_id, kind, count in db.session.execute(counts):
        kinds[person_id][kind.value] = count
    days = select(Shift.person_id, func.count(Shift.business_date.distinct())).where(*worked).group_by(Shift.person_id)
    return {person_id: ShiftsOf(kinds[person_id], count) for person_id, count in db.session.execute(days)}


@dataclass(frozen=True, slots=True)
class InputsOf:
    """An employment's approved inputs of a month: added up by kind, and the figures (fen) that are set by hand.

    ``approved``: whether none is waiting.
    """

    amounts: Mapping[PayInputKind, int]
    overrides: Mapping[str, int]
    approved: bool


def inputs_in(month: Month) -> dict[int, InputsOf]:
    """By employment. Unapproved inputs are not paid, but the slip says that there are some."""
    rows = db.session.execute(
        select(PayInput.employment_id, PayInput.kind, PayInput.name, PayInput.amount, PayInput.approved_at).where(
            PayInput.month == month
        )
    )
    amounts: defaultdict[int, defaultdict[PayInputKind, int]] = defaultdict(lambda: defaultdict(int))
    overrides: defaultdict[int, dict[str, int]] = defaultdict(dict)
    waiting: set[int] = set()
    for employment_id, kind, name, amount, approved_at in rows:
        sums = amounts[employment_id]
        if approved_at is None:
            waiting.add(employment_id)
        elif kind is PayInputKind.OVERRIDE:
            overrides[employment_id][name] = amount
        else:
            sums[kind] += amount
    return {key: InputsOf(dict(sums), overrides.get(key, {}), key not in waiting) for key, sums in amounts.items()}


def standard_minutes_in(month: Month) -> dict[int, int]:
    """Measured standard minutes by person, for allowances that are paid by them."""
    rows = db.session.execute(select(Workload.person_id, Workload.case_minutes).where(Workload.month == month))
    return {person_id: int(minutes) for person_id, minutes in rows}


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """What was taxed, deducted and withheld of somebody by one withholding agent earlier in the year (fen)."""

    income: int = 0
    deductions: int = 0
    withheld: int = 0
    first_month: Month | None = None


def tax_before(month: Month) -> dict[tuple[int, str], YearSoFar]:
    """By person and withholding agent, from the settled slips of the same year."""
    earlier = [m for m in Month(month.year, 1).until(Month(month.year, 12)) if m < month]
    found: dict[tuple[int, str], YearSoFar] = {}
    for person_id, employer, slip_month, figures in _settled(Payslip.month.in_(earlier)):
        so_far = found.get((person_id, employer), YearSoFar())
        found[person_id, employer] = YearSoFar(
            so_far.income + figures.get("taxed_income", 0),
            so_far.deductions + figures.get("tax_deductions", 0),
            so_far.withheld + figures.get("income_tax", 0),
            min(slip_month, so_far.first_month or slip_month),
        )
    return found


def low_paid_all_year(year: int, limit: int) -> set[tuple[int, str]]:
    """Persons whom an agent paid in every month of ``year``, at most ``limit`` fen in all (公告2020年第19号)."""
    months: defaultdict[tuple[int, str], set[Month]] = defaultdict(set)
    income: defaultdict[tuple[int, str], int] = defaultdict(int)
    whole_year = list(Month(year, 1).until(Month(year, 12)))
    for person_id, employer, month, figures in _settled(Payslip.month.in_(whole_year)):
        months[person_id, employer].add(month)
        income[person_id, employer] += figures.get("taxed_income", 0)
    return {key for key, seen in months.items() if len(seen) == len(whole_year) and income[key] <= limit}


def _settled(condition: ColumnElement[bool]) -> Any:
    return db.session.execute(
        select(Payslip.person_id, Payslip.employer, Payslip.month, Payslip.figures)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .where(PayRun.state.in_(SETTLED), condition)
    )


def additional_deductions(month: Month) -> dict[int, list[tuple[int, Month, Month]]]:
    """By person: monthly fen of each special additional deduction and the months of this year that it holds for."""
    january = Month(month.year, 1)
    rows = db.session.execute(
        select(TaxDeduction).where(
            TaxDeduction.valid_from <= month.last_day,
            TaxDeduction.valid_to.is_(None) | (TaxDeduction.valid_to >= january.first_day),
        )
    ).scalars()
    found: defaultdict[int, list[tuple[int, Month, Month]]] = defaultdict(list)
    for row in rows:
        last = month if row.valid_to is None else min(month, Month.of(row.valid_to))
        found[row.person_id].append((row.monthly_fen, max(january, Month.of(row.valid_from)), last))
    return found
