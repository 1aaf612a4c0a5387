"""Whom agencies paid less than the slips say, or not at all, over several months: what belongs on a home page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit
from hr.models.pay.agency_payment import AgencyPayment
from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.run_employers import AGENCY
from vocabulary.periods import Month


@dataclass(frozen=True, slots=True)
class ShortPay:
    """Somebody whose agency paid less than the slip says, in a month; fen. ``unpaid``: its list doesn't name them."""

    agency_id: int
    agency: str
    month: Month
    person_id: int
    name: str
    missing: int
    unpaid: bool = False


def short_payments(since: Month, action: Action, *, viewer: Viewer) -> list[ShortPay]:
    """Who was paid too little or not at all since a month, where the viewer may do ``action``; the newest first.

    Nobody counts as unpaid while no list of the agency for that month has come in where the viewer may see it.
    """
    found = [*_underpaid(since, action, viewer), *_unpaid(since, action, viewer)]
    return sorted(found, key=lambda one: one.month, reverse=True)


def _underpaid(since: Month, action: Action, viewer: Viewer) -> list[ShortPay]:
    missing = func.sum(Payslip.net_fen) - AgencyPayment.net_fen
    columns = (AgencyPayment.agency_id, Agency.name, AgencyPayment.month, Person.id, Person.name)
    rows = db.session.execute(
        select(*columns, missing)
        .join(Agency, Agency.id == AgencyPayment.agency_id)
        .join(Person, Person.id == AgencyPayment.person_id)
        .join(Unit, Unit.id == AgencyPayment.unit_id)
        .join(Payslip, and_(_listed_in_the_month(), Payslip.person_id == AgencyPayment.person_id))
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .where(AgencyPayment.month >= since, *_PAYABLE)
        .where(within(Unit.path, viewer, action))
        .group_by(*columns, AgencyPayment.id, AgencyPayment.net_fen, Person.name_key)
        .having(missing > 0)
        .order_by(Person.name_key)
    )
    return [ShortPay(*row[:5], int(row[5])) for row in rows]


def _unpaid(since: Month, action: Action, viewer: Viewer) -> list[ShortPay]:
    """Who has a slip and no line in any list of their agency, where one has come in."""
    due = func.sum(Payslip.net_fen)
    columns = (Agency.id, Agency.name, Payslip.month, Person.id, Person.name)
    listed = select(AgencyPayment.id).where(_listed_in_the_month())
    seen = listed.where(AgencyPayment.unit_id.in_(select(Unit.id).where(within(Unit.path, viewer, action))))
    rows = db.session.execute(
        select(*columns, due)
        .select_from(Payslip)
        .join(PayRun, PayRun.id == Payslip.pay_run_id)
        .join(Agency, Payslip.employer == _key(Agency.id))
        .join(Person, Person.id == Payslip.person_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.month >= since, *_PAYABLE)
        .where(within(Unit.path, viewer, action))
        .where(seen.correlate(Payslip).exists())
        .where(~listed.where(AgencyPayment.person_id == Payslip.person_id).correlate(Payslip).exists())
        .group_by(*columns, Person.name_key)
        .having(due > 0)
        .order_by(Person.name_key)
    )
    return [ShortPay(*row[:5], int(row[5]), unpaid=True) for row in rows]


_PAYABLE = (PayRun.state.in_(WITH_SLIPS), Payslip.failure_zh.is_(None))


def _key(agency_id: InstrumentedAttribute[int]) -> ColumnElement[str]:
    """The agency as slips name it."""
    return literal(AGENCY) + cast(agency_id, String(20))


def _listed_in_the_month() -> ColumnElement[bool]:
    """Whether a line of a list is of the agency and the month of a slip."""
    return and_(Payslip.month == AgencyPayment.month, Payslip.employer == _key(AgencyPayment.agency_id))
