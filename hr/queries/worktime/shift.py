"""Shifts as an import compares them: whose shifts may be entered, and what is on file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.worktime.shift import Shift
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from vocabulary.periods import DateRange
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
