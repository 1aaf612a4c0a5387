"""Whom a unit paid in a year: the people that it owes a yearly statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, cast, func, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.computed_listing import ComputedListing, shown_column
from hr.queries.pay.year_statement import months_of, seen
from vocabulary.text import Text

_COLUMNS = (
    shown_column("person_id", Text("人员", "Person")),
    shown_column("staff_number", Text("工号", "Staff number"), link="person_id"),
    shown_column("name", Text("姓名", "Name"), sort_by="name_key", link="person_id"),
    shown_column("months", Text("发薪月数", "Months paid")),
    shown_column("gross", Text("应发", "Gross"), kind="money"),
    shown_column("tax", Text("个人所得税（工资薪金）", "Income tax on wages"), kind="money"),
    shown_column("net", Text("实发", "Net"), kind="money"),
)
_SUMS = ("gross", "tax", "net")


def year_list(unit: Unit, year: int, *, viewer: Viewer) -> ComputedListing:
    """Everybody whom the unit (looked up within scope) and all below it paid in the year, with the year's sums."""
    rows = db.session.execute(_statement(unit, year, viewer)).mappings()
    return ComputedListing(
        select(Person.id),
        columns=_COLUMNS,
        search_in=("name", "name_key", "staff_number"),
        rows=[{**row, **{name: int(row[name]) for name in _SUMS}} for row in rows],
        sort="name",
    )


def _statement(unit: Unit, year: int, viewer: Viewer) -> Any:
    """Settled slips, added up by person in the database."""
    who = (Person.id, Person.staff_number, Person.name, Person.name_key)
    tax = func.coalesce(cast(Payslip.figures["income_tax"].as_string(), BigInteger), 0)
    return (
        select(
            Person.id.label("person_id"),
            *(column.label(column.key) for column in who[1:]),
            func.count(Payslip.month.distinct()).label("months"),
            func.sum(Payslip.gross_fen).label("gross"),
            func.sum(tax).label("tax"),
            func.sum(Payslip.net_fen).label("net"),
        )
        .select_from(Payslip)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .join(Person, Person.id == Payslip.person_id)
        .where(Payslip.month.in_(months_of(year)), seen(viewer), within(Unit.path, viewer, Action.PAY_READ))
        .where(Unit.path.startswith(unit.path, autoescape=True))
        .group_by(*who)
        .order_by(Person.name_key)
    )
