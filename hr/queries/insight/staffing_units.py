"""Numbers of units, as the staffing rules look at them: who works there by staffing type, and authorised places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select

from analytics.establishment.inputs import HeadcountFact, QuotaFact
from hr.database import db
from hr.models.organisation.unit import Unit, UnitQuota
from hr.queries.insight.staffing_people import Centres, Employee
from hr.queries.pay.in_force import in_force
from vocabulary.terms import StaffingType
from vocabulary.text import Text

_ALL_TYPES = Text("全部用工", "All staff")


def headcounts(employees: Sequence[Employee], unit: Unit, centres: Centres) -> Iterator[HeadcountFact]:
    """By centre at and below ``unit``, its stations included: how many work there, by staffing type."""
    counts: defaultdict[int, Counter[StaffingType]] = defaultdict(Counter)
    for one in employees:
        counts[centres.of(one.unit_id).id][one.staffing_type] += 1
    for centre, by_type in counts.items():
        if centres.units[centre].path.startswith(unit.path):
            yield HeadcountFact(str(centre), dict(by_type))


def quotas(employees: Sequence[Employee], unit: Unit, on: date, centres: Centres) -> Iterator[QuotaFact]:
    """Authorised places and who fills them, by staffing type where a unit's quota is set so.

    A unit without a quota of its own counts at the nearest unit above it that has one.
    """
    rows = db.session.scalars(
        select(UnitQuota)
        .join(UnitQuota.unit)
        .where(in_force(UnitQuota, on), Unit.path.startswith(unit.path, autoescape=True))
        .order_by(UnitQuota.unit_id, UnitQuota.id)
    ).all()
    holders = {row.unit_id for row in rows}
    typed = {row.unit_id for row in rows if row.staffing_type is not None}
    filled = Counter((centres.nearest(one.unit_id, holders).id, one.staffing_type) for one in employees)
    for row in rows:
        if row.staffing_type is not None:
            yield QuotaFact(
                str(row.unit_id), row.staffing_type.label, row.quota, filled[row.unit_id, row.staffing_type]
            )
        elif row.unit_id not in typed:
            everybody = sum(filled[row.unit_id, one] for one in StaffingType)
            yield QuotaFact(str(row.unit_id), _ALL_TYPES, row.quota, everybody)
