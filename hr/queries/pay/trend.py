"""Twelve months of a unit's pay, item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.models.pay.payslip import Payslip
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_items import FigureSums, PayItems, over, sums_by
from reports.document import Filter
from reports.months_table import MonthItem
from reports.pay_trend import PayTrend
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_PEOPLE = Text("合计", "All")
_LINES = ("gross", "net", "employer_cost")
_EVERYBODY = Text("全部", "All")


@dataclass(frozen=True, slots=True)
class TrendAsked:
    """What is asked: a calendar year of a unit and all below it, of everybody or of one staffing type."""

    unit: Unit
    year: int
    staffing_type: StaffingType | None = None

    @property
    def months(self) -> tuple[Month, ...]:
        """January to December."""
        return tuple(Month(self.year, 1).until(Month(self.year, 12)))


def years_with_pay(*, viewer: Viewer) -> list[int]:
    """The years in which the viewer's units were paid, the latest first."""
    statement = (
        select(Payslip.month)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(within(Unit.path, viewer, Action.PAY_READ))
        .distinct()
    )
    return sorted({month.year for month in db.session.scalars(statement)}, reverse=True)


def trend_of(asked: TrendAsked, *, viewer: Viewer) -> PayTrend:
    """The settled months of the year; the unit was looked up within scope, and the viewer's pay rights apply below."""
    here = _theirs(asked, viewer)
    found = sums_by((Payslip.month, Payslip.staffing_type), PayRun.state.in_(SETTLED), *here)
    items = PayItems.of_runs(PayRun.month.in_(asked.months), PayRun.state.in_(SETTLED), *_near(asked))
    months = [_together([sums for (month, _), sums in found.items() if month == each]) for each in asked.months]
    money = [None if month is None else month.figures for month in months]
    return PayTrend(
        issuer=asked.unit.name,
        months=asked.months,
        people=_people(asked.months, found),
        sections=items.sections(money) if items.elements else (),
        lines=tuple(_line(items, name, money) for name in _LINES) if items.elements else (),
        filters=_filters(asked),
        open_months=_open_months(here),
    )


def _line(items: PayItems, name: str, months: Sequence[Mapping[str, int] | None]) -> MonthItem:
    return MonthItem(items.label(name), over(months, lambda month: month.get(name, 0)))


def _theirs(asked: TrendAsked, viewer: Viewer) -> list[ColumnElement[bool]]:
    """Slips of the question that the viewer may see."""
    conditions = [
        Payslip.month.in_(asked.months),
        Unit.path.startswith(asked.unit.path, autoescape=True),
        within(Unit.path, viewer, Action.PAY_READ),
    ]
    if asked.staffing_type is not None:
        conditions.append(Payslip.staffing_type == asked.staffing_type)
    return conditions


def _near(asked: TrendAsked) -> list[ColumnElement[bool]]:
    """Runs that could pay people of the unit: at it, above it or below it."""
    below = Unit.path.startswith(asked.unit.path, autoescape=True)
    return [below | Unit.id.in_(asked.unit.ancestor_ids)]


def _together(several: Sequence[FigureSums]) -> FigureSums | None:
    if not several:
        return None
    total = FigureSums()
    for sums in several:
        total.add(sums.figures)
    return total


def _people(months: Sequence[Month], found: dict[tuple[Month, StaffingType], FigureSums]) -> tuple[MonthItem, ...]:
    """How many were paid, by staffing type and all together."""
    kinds = [kind for kind in StaffingType if any(key[1] is kind for key in found)]
    rows = [MonthItem(kind.label, tuple(_slips(found.get((month, kind))) for month in months)) for kind in kinds]
    sums = tuple(
        sum(values) if any(values := [_slips(found.get((m, k))) or 0 for k in kinds]) else None for m in months
    )
    return (*rows, MonthItem(_PEOPLE, sums, is_sum=True))


def _slips(sums: FigureSums | None) -> int | None:
    return None if sums is None else sums.slips


def _open_months(here: Sequence[ColumnElement[bool]]) -> tuple[Month, ...]:
    statement = (
        select(Payslip.month)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(PayRun.state.not_in(SETTLED), *here)
        .distinct()
    )
    return tuple(sorted(db.session.scalars(statement)))


def _filters(asked: TrendAsked) -> tuple[Filter, ...]:
    kind = asked.staffing_type.label if asked.staffing_type else _EVERYBODY
    return (
        Filter(Text("年度", "Year"), str(asked.year)),
        Filter(Text("机构（含下级）", "Unit with all below it"), asked.unit.name),
        Filter(Text("用工性质", "Staffing type"), kind),
    )
