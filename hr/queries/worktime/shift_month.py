"""A month of shifts to look at: a unit's people × days, and one person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.models.worktime.shift import Shift
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from vocabulary.periods import Month
from vocabulary.terms import Duty, ShiftKind

PAGE = 50
"""People on one page of a sheet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a cell of the sheet."""

    kind: ShiftKind
    duty: Duty


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A person's month: totals (leave is no shift), and the entries of each day that has any."""

    person_id: int
    staff_number: str
    name: str
    unit: str
    shifts: int
    early: int
    middle: int
    night: int
    leave: int
    worked_minutes: int
    night_minutes: int
    days: Mapping[date, Sequence[Entry]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a unit's month; ``people`` is how many there are on all pages."""

    month: Month
    rows: Sequence[SheetRow]
    people: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.people // PAGE))


def months_with_shifts(*, viewer: Viewer, action: Action = Action.WORKTIME_READ) -> list[Month]:
    """The months, the latest first, from the first to the last business date with a shift in scope or of one's own."""
    first, last = db.session.execute(
        select(func.min(Shift.business_date), func.max(Shift.business_date))
        .join(Person, Person.id == Shift.person_id)
        .join(Unit, Unit.id == Person.home_unit_id)
        .where(within(Unit.path, viewer, action) | (Person.id == (viewer.person_id or 0)))
    ).one()
    return [] if first is None else list(Month.of(first).until(Month.of(last)))[::-1]


def sheet_of(month: Month, path: str, page: int, *, viewer: Viewer) -> Sheet:
    """The people at and below a unit who have shifts in the month, by unit and name, with their days."""
    people = _people(month).where(
        Unit.path.startswith(path, autoescape=True), within(Unit.path, viewer, Action.WORKTIME_READ)
    )
    count = db.session.scalar(select(func.count()).select_from(people.subquery())) or 0
    page = min(max(1, page), max(1, -(-count // PAGE)))
    ordered = people.order_by(Unit.path, Person.name_key, Person.id).limit(PAGE).offset((page - 1) * PAGE)
    found = db.session.execute(ordered).all()
    days = _days(month, [row[0] for row in found])
    return Sheet(month, [replace(_row(row), days=days.get(row[0], {})) for row in found], count, page)


def totals_of(person_id: int, month: Month) -> SheetRow | None:
    """A person's totals; the caller has looked the person up within scope. None without shifts."""
    found = db.session.execute(_people(month).where(Person.id == person_id)).first()
    return _row(found) if found else None


def shifts_of(person_id: int, month: Month) -> Sequence[Shift]:
    """A person's shifts of a month; the caller has looked the person up within scope."""
    return db.session.scalars(
        select(Shift)
        .where(Shift.person_id == person_id, Shift.business_date.between(month.first_day, month.last_day))
        .order_by(Shift.starts_at)
    ).all()


def _people(month: Month) -> Select[*tuple[Any, ...]]:
    worked = Shift.duty != Duty.LEAVE
    kinds = (ShiftKind.EARLY, ShiftKind.MIDDLE, ShiftKind.NIGHT)
    counts = [func.sum(case((worked & (Shift.kind == kind), 1), else_=0)) for kind in kinds]
    return (
        select(
            Person.id,
            Person.staff_number,
            Person.name,
            Unit.name,
            func.sum(case((worked, 1), else_=0)),
            *counts,
            func.sum(case((worked, 0), else_=1)),
            func.sum(case((worked, Shift.worked_minutes), else_=0)),
            func.sum(case((worked, Shift.night_minutes), else_=0)),
        )
        .join(Shift, Shift.person_id == Person.id)
        .join(Unit, Unit.id == Person.home_unit_id)
        .where(Shift.business_date.between(month.first_day, month.last_day))
        .group_by(Person.id, Unit.id)
    )


def _row(found: Sequence[Any]) -> SheetRow:
    return SheetRow(*tuple(found))


def _days(month: Month, people: Sequence[int]) -> dict[int, dict[date, list[Entry]]]:
    rows = db.session.execute(
        select(Shift.person_id, Shift.business_date, Shift.kind, Shift.duty)
        .where(Shift.person_id.in_(people), Shift.business_date.between(month.first_day, month.last_day))
        .order_by(Shift.starts_at)
    )
    found: dict[int, dict[date, list[Entry]]] = {}
    for person_id, day, kind, duty in rows:
        found.setdefault(person_id, {}).setdefault(day, []).append(Entry(kind, duty))
    return found
