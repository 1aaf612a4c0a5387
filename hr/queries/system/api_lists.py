"""Lists that programs read over the API: plain columns, the same scope as the pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, or_, select

from hr.models.casework.workload import Workload
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import ListColumn, Listing
from hr.queries.pay.payslip import visible
from vocabulary.periods import Month
from vocabulary.text import Text

_UNIT = ("id", "code", "name", "kind", "nature", "parent_id", "opened_on", "closed_on")
_RUN = ("id", "month", "unit_id", "state", "version", "book_fingerprint", "computed_at", "approved_at", "locked_at")
_SLIP = (
    *("id", "pay_run_id", "month", "person_id", "unit_id", "staffing_type", "fund_source"),
    *("gross_fen", "deductions_fen", "net_fen", "employer_cost_fen"),
)
_LOAD = (
    *("month", "person_id", "unit_id", "events", "case_minutes", "base_minutes", "practical_minutes"),
    *("load_index", "index_low", "index_high", "reliability"),
)


def units(viewer: Viewer) -> Listing:
    """Units in scope, by code."""
    viewer.require(Action.UNIT_READ)
    statement = select(Unit.id.label("_id")).where(within(Unit.path, viewer, Action.UNIT_READ))
    return Listing(statement, _columns(Unit, _UNIT), search_in=(Unit.code, Unit.name), sort="code", key=Unit.id)


def pay_runs(viewer: Viewer) -> Listing:
    """Pay runs in scope, the latest month first."""
    viewer.require(Action.PAY_READ)
    statement = select(PayRun.id.label("_id")).join(PayRun.unit).where(within(Unit.path, viewer, Action.PAY_READ))
    return Listing(statement, _columns(PayRun, _RUN), sort="month", descending=True, key=PayRun.id)


def payslips(viewer: Viewer, month: Month | None) -> Listing:
    """Payslips in scope and the viewer's own, the latest month first."""
    statement = select(Payslip.id.label("_id")).join(Payslip.run).join(Unit, Unit.id == Payslip.unit_id)
    statement = _of_month(statement.where(visible(viewer)), Payslip.month, month)
    return Listing(statement, _columns(Payslip, _SLIP), sort="month", descending=True, key=Payslip.id)


def workloads(viewer: Viewer, month: Month | None) -> Listing:
    """Loads in scope and the viewer's own, the latest month first."""
    theirs = within(Unit.path, viewer, Action.WORKLOAD_READ)
    own = Workload.person_id == (viewer.person_id or 0)
    statement = select(Workload.id.label("_id")).join(Unit, Unit.id == Workload.unit_id).where(or_(theirs, own))
    statement = _of_month(statement, Workload.month, month)
    return Listing(statement, _columns(Workload, _LOAD), sort="month", descending=True, key=Workload.id)


def _of_month(statement: Select[Any], column: Any, month: Month | None) -> Select[Any]:
    return statement if month is None else statement.where(column == month)


def _columns(model: Any, names: tuple[str, ...]) -> list[ListColumn]:
    return [ListColumn(name, Text(name, name), getattr(model, name)) for name in names]
