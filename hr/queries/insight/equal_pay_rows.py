"""One row a person for the equal-pay models: pay per hour of a month, and everything that may explain it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Row, and_, func, or_, select

from hr.database import db
from hr.models.casework.workload import Workload
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.pay.back_pay import BackPay
from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.talent.service import employments_where, service_began
from payroll.back_pay import WAGES
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from vocabulary.periods import Month
from vocabulary.terms import Term

_NOT_REGULAR = (
    "overtime_workday_pay",
    "overtime_rest_day_pay",
    "overtime_holiday_pay",
    "one_off_taxed",
    "one_off_untaxed",
    "annual_bonus",
    "civil_bonus",
    "labour_service",
    "severance",
    "back_pay",
    "back_pay_untaxed",
)
"""Figures of a slip that are no pay for the month's ordinary hours; back pay counts in the month it belongs to."""
_CENTRE_DEPTH = 3
_DAYS_A_YEAR = 365.25
_UNSKILLED = 6
_UNKNOWN = "unknown"
_COLUMNS = (
    "pay_per_hour",
    "staffing_type",
    "post",
    "tenure",
    "education",
    "skill",
    "middle_shifts",
    "night_shifts",
    "grade",
    "unit",
    "workload_odd",
    "workload_even",
    "load_index",
)


class LeftOut(Term):
    """Why somebody who was paid is in no model."""

    FAILED = "failed", "工资条未能计算", "The payslip could not be computed"
    PART_MONTH = "part_month", "不足月（入离职或无薪日）", "Not the whole month (joined, left, unpaid days)"
    NO_PAY = "no_pay", "无正常工资", "No ordinary pay"


@dataclass(frozen=True)
class PayRows:
    """``frame``: a row for each person who was paid the whole month (pay in yuan per hour, tenure in years).

    ``paid`` counts all slips of the month, ``left_out`` those that are in no row, by reason.
    """

    month: Month
    frame: pd.DataFrame
    paid: int
    left_out: Mapping[LeftOut, int]

    @property
    def has_workload(self) -> bool:
        """Whether anybody's workload was measured that month."""
        return bool(self.frame["workload_odd"].notna().any())


def months_with_pay(*, viewer: Viewer) -> list[Month]:
    """The months that have a computed run with somebody in the viewer's scope, the latest first."""
    months = (
        select(Payslip.month)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(PayRun.state.in_(WITH_SLIPS), within(Unit.path, viewer, Action.EQUAL_PAY_READ))
    )
    return list(db.session.scalars(months.distinct().order_by(Payslip.month.desc())))


def pay_rows(month: Month, unit: Unit, *, viewer: Viewer) -> PayRows:
    """The rows of ``unit`` and all below it; OutOfScope without EQUAL_PAY_READ there. Three statements."""
    viewer.require(Action.EQUAL_PAY_READ, unit.path)
    slips = _newest(db.session.execute(_statement(month, unit, viewer)))
    people = select(Payslip.person_id).where(Payslip.month == month)
    began = service_began(employments_where(Employment.person_id.in_(people)))
    skills = _skills(month.last_day)
    hours = _hours_a_month(month)
    rows: list[tuple[Any, ...]] = []
    left_out: Counter[LeftOut] = Counter()
    later = _paid_later(month)
    for slip in slips:
        reason = _why_left_out(slip)
        if reason is None:
            served = (month.last_day - began[slip.employment_id]).days / _DAYS_A_YEAR
            pay = _regular(slip) + later.get(slip.employment_id, 0)
            rows.append(_row(slip, pay / 100 / hours, served, skills.get(slip.person_id, _UNSKILLED)))
        else:
            left_out[reason] += 1
    return PayRows(month, pd.DataFrame(rows, columns=list(_COLUMNS)), len(slips), left_out)


def _statement(month: Month, unit: Unit, viewer: Viewer) -> Any:
    return (
        select(
            Payslip.person_id,
            Payslip.employment_id,
            Payslip.staffing_type,
            Payslip.grade,
            Payslip.gross_fen,
            Payslip.figures,
            Payslip.inputs,
            Payslip.failure_zh,
            Unit.path,
            Post.family,
            Person.education,
            Workload.odd_minutes,
            Workload.even_minutes,
            Workload.load_index,
        )
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .join(Person, Person.id == Payslip.person_id)
        .outerjoin(Post, Post.id == Payslip.post_id)
        .outerjoin(Workload, and_(Workload.person_id == Payslip.person_id, Workload.month == month))
        .where(Payslip.month == month, PayRun.state.in_(WITH_SLIPS))
        .where(within(Unit.path, viewer, Action.EQUAL_PAY_READ), Unit.path.startswith(unit.path, autoescape=True))
        .order_by(Payslip.pay_run_id, Payslip.id)
    )


def _newest(slips: Iterable[Row[Any]]) -> list[Row[Any]]:
    """One slip an employment: that of the latest run where two runs hold it."""
    return list({slip.employment_id: slip for slip in slips}.values())


def _skills(on: date) -> dict[int, int]:
    """The best skill level (1 highest) in force by person."""
    rows = db.session.execute(
        select(Qualification.person_id, func.min(Qualification.level))
        .where(Qualification.level.is_not(None), Qualification.issued_on <= on)
        .where(or_(Qualification.expires_on.is_(None), Qualification.expires_on >= on))
        .group_by(Qualification.person_id)
    )
    return {person_id: level for person_id, level in rows if level is not None}


def _hours_a_month(month: Month) -> float:
    """Paid days × hours a day, by which monthly pay is turned into pay per hour (人社部发〔2025〕2号)."""
    book = Book.of(load_law())
    days = book.whole("working_time.paid_days", month.last_day) / 100
    return days * book.whole("working_time.hours_a_day", month.last_day)


def _why_left_out(slip: Row[Any]) -> LeftOut | None:
    if slip.failure_zh is not None:
        return LeftOut.FAILED
    given = slip.inputs
    if given.get("unpaid_days") or given.get("employed_days", 0) < given.get("month_days", 0):
        return LeftOut.PART_MONTH
    return LeftOut.NO_PAY if _regular(slip) <= 0 else None


def _regular(slip: Row[Any]) -> int:
    irregular: int = sum(slip.figures.get(name, 0) for name in _NOT_REGULAR)
    return int(slip.gross_fen) - irregular


def _paid_later(month: Month) -> dict[int, int]:
    """Fen of ordinary pay of the month that back pay has made good since, by employment."""
    rows = db.session.execute(
        select(BackPay.employment_id, func.sum(BackPay.posted))
        .where(BackPay.month == month, BackPay.into.in_(WAGES), BackPay.figure.not_in(_NOT_REGULAR))
        .group_by(BackPay.employment_id)
    )
    return {employment_id: int(fen) for employment_id, fen in rows}


def _row(slip: Row[Any], pay: float, served: float, skill: int) -> tuple[Any, ...]:
    """In the order of ``_COLUMNS``."""
    centre = slip.path.strip("/").split("/")[:_CENTRE_DEPTH]
    return (
        pay,
        slip.staffing_type.value,
        slip.family.value if slip.family else _UNKNOWN,
        served,
        slip.education.value if slip.education else _UNKNOWN,
        str(skill),
        slip.inputs.get("middle_shifts", 0),
        slip.inputs.get("night_shifts", 0),
        slip.grade or "",
        "/".join(centre),
        slip.odd_minutes,
        slip.even_minutes,
        slip.load_index,
    )
