"""Shifts within a viewer's scope: what is on file, a person's month, a unit's month."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.worktime.shift import Shift
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from vocabulary.periods import DateRange, Month
from vocabulary.terms import Duty, ShiftKind

_CHUNK = 5_000


@dataclass(frozen=True)
class Rostered:
    """Somebody whose shifts may be entered: their unit, and the days on which they were employed."""

    person_id: int
    unit_id: int
    employed: tuple[DateRange, ...]


def rostered(numbers: Collection[str], *, viewer: Viewer) -> dict[str, Rostered]:
    """By staff number, those of ``numbers`` whose working time the viewer maintains."""
    found: dict[str, Rostered] = {}
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), _CHUNK):
        rows = db.session.execute(
            select(Person.staff_number, Person.id, Person.home_unit_id, Employment.starts_on, Employment.ends_on)
            .join(Unit, Unit.id == Person.home_unit_id)
            .join(Employment, Employment.person_id == Person.id)
            .where(Person.staff_number.in_(wanted[start : start + _CHUNK]))
            .where(within(Unit.path, viewer, Action.WORKTIME_WRITE))
        )
        for number, person_id, unit_id, first, last in rows:
            before = found[number].employed if number in found else ()
            found[number] = Rostered(person_id, unit_id, (*before, DateRange(first, last)))
    return found


@dataclass(frozen=True, slots=True)
class OnFile:
    """A shift as it stands."""

    person_id: int
    business_date: date
    starts_at: datetime
    ends_at: datetime
    kind: ShiftKind
    duty: Duty


def on_file(first: date, last: date) -> Sequence[OnFile]:
    """Everybody's shifts of some days and their neighbours, to compare a file with. For services, not for pages."""
    day = timedelta(days=1)
    rows = db.session.execute(
        select(Shift.person_id, Shift.business_date, Shift.starts_at, Shift.ends_at, Shift.kind, Shift.duty).where(
            Shift.business_date.between(first - 2 * day, last + 2 * day)
        )
    )
    return [OnFile(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class MonthOfShifts:
    """A person's month in numbers."""

    person_id: int
    staff_number: str
    name: str
    unit: str
    shifts: int
    early: int
    middle: int
    night: int
    worked_minutes: int
    night_minutes: int


def month_by_person(month: Month, path: str, *, viewer: Viewer) -> Sequence[MonthOfShifts]:
    """Everybody's totals of a month at and below a unit, by unit and name; leave is no shift."""
    counts = [
        func.sum(case((Shift.kind == kind, 1), else_=0))
        for kind in (ShiftKind.EARLY, ShiftKind.MIDDLE, ShiftKind.NIGHT)
    ]
    rows = db.session.execute(
        select(
            Person.id,
            Person.staff_number,
            Person.name,
            Unit.name,
            func.count(),
            *counts,
            func.sum(Shift.worked_minutes),
            func.sum(Shift.night_minutes),
        )
        .join(Person, Person.id == Shift.person_id)
        .join(Unit, Unit.id == Person.home_unit_id)
        .where(Shift.business_date.between(month.first_day, month.last_day), Shift.duty != Duty.LEAVE)
        .where(Unit.path.startswith(path, autoescape=True), within(Unit.path, viewer, Action.WORKTIME_READ))
        .group_by(Person.id, Unit.id)
        .order_by(Unit.path, Person.name_key)
    )
    return [MonthOfShifts(*row) for row in rows]


def shifts_of(person_id: int, month: Month) -> Sequence[Shift]:
    """A person's shifts of a month; the caller has looked the person up within scope."""
    return db.session.scalars(
        select(Shift)
        .where(Shift.person_id == person_id, Shift.business_date.between(month.first_day, month.last_day))
        .order_by(Shift.starts_at)
    ).all()
