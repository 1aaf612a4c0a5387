"""Unbroken service: when somebody's present employment really began, across changes of staffing type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select

from hr.database import db
from hr.models.staff.employment import Employment
from hr.models.staff.separation import Separation
from vocabulary.terms import SeparationKind, SeparationReason, StaffingType


@dataclass(frozen=True, slots=True)
class Employed:
    """One employment and how it ended; kind and reason are None while it goes on or where nobody said."""

    id: int
    person_id: int
    staffing_type: StaffingType
    host_unit_id: int
    starts_on: date
    ends_on: date | None
    kind: SeparationKind | None
    reason: SeparationReason | None

    @property
    def lost(self) -> bool:
        """Whether its end lost the person."""
        return self.kind not in {None, SeparationKind.CONVERSION}


def employments_where(condition: ColumnElement[bool]) -> list[Employed]:
    """The employments that ``condition`` chooses, each person's in the order in which they began."""
    rows = db.session.execute(
        select(
            Employment.id,
            Employment.person_id,
            Employment.staffing_type,
            Employment.host_unit_id,
            Employment.starts_on,
            Employment.ends_on,
            Separation.kind,
            Separation.reason,
        )
        .outerjoin(Separation, Separation.employment_id == Employment.id)
        .where(condition)
        .order_by(Employment.person_id, Employment.starts_on)
    )
    return [Employed(*row) for row in rows]


def service_began(employments: Iterable[Employed]) -> Mapping[int, date]:
    """By employment: the first day of the unbroken service that it belongs to.

    An employment goes on in the next one that begins the day after it, unless the person was lost in between.
    """
    by_person: defaultdict[int, list[Employed]] = defaultdict(list)
    for employment in employments:
        by_person[employment.person_id].append(employment)
    began: dict[int, date] = {}
    for own in by_person.values():
        before: Employed | None = None
        for employment in sorted(own, key=lambda row: row.starts_on):
            goes_on = before is not None and _goes_on(before, employment)
            began[employment.id] = began[before.id] if before is not None and goes_on else employment.starts_on
            before = employment
    return began


def _goes_on(before: Employed, after: Employed) -> bool:
    return before.ends_on is not None and not before.lost and before.ends_on + timedelta(days=1) == after.starts_on
