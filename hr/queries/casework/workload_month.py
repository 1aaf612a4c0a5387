"""A month's measured workload of a unit: everybody's figures, and what of them may be said about groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from hr.database import db
from hr.models.casework.workload import Workload
from hr.models.casework.workload_stale import WorkloadStale
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from vocabulary.periods import Month
from vocabulary.terms import PostFamily, StaffingType


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """A person's month; ``named`` is False for people whose load the viewer may only see in sums."""

    load: Workload
    staff_number: str
    name: str
    unit: str
    unit_path: str
    family: PostFamily | None
    staffing_type: StaffingType | None
    named: bool

    @property
    def minutes(self) -> float:
        """The whole load: cases, patrol and desk, emergency duty."""
        return self.load.case_minutes + self.load.base_minutes + self.load.emergency_minutes


@dataclass(frozen=True, slots=True)
class GroupLoad:
    """Sums of several people: index of the sums, shares by minutes and events as they are for one person."""

    people: int
    events: int
    minutes: float
    practical: float
    case_minutes: float
    outside_minutes: float
    emergency_minutes: float
    night_events: float
    over_full: int

    @classmethod
    def of(cls, loads: Iterable[PersonLoad]) -> GroupLoad:
        """The sums of ``loads``."""
        rows = list(loads)
        kept = [row.load for row in rows]
        return cls(
            people=len(rows),
            events=sum(load.events for load in kept),
            minutes=sum(row.minutes for row in rows),
            practical=sum(load.practical_minutes for load in kept),
            case_minutes=sum(load.case_minutes for load in kept),
            outside_minutes=sum(load.case_minutes * load.outside_duty_share for load in kept),
            emergency_minutes=sum(load.emergency_minutes for load in kept),
            night_events=sum(load.events * load.night_share for load in kept),
            over_full=sum(load.load_index is not None and load.load_index > 1 for load in kept),
        )

    @property
    def index(self) -> float | None:
        """The load of all over the practical minutes of all; None without a roster."""
        return self.minutes / self.practical if self.practical else None

    @property
    def outside_share(self) -> float | None:
        """The share of case minutes spent on items outside the duty list."""
        return self.outside_minutes / self.case_minutes if self.case_minutes else None

    @property
    def emergency_share(self) -> float | None:
        """The share of the load that is emergency duty."""
        return self.emergency_minutes / self.minutes if self.minutes else None

    @property
    def night_share(self) -> float | None:
        """The share of events between 22:00 and 06:00."""
        return self.night_events / self.events if self.events else None


def months_measured(*, viewer: Viewer, action: Action) -> list[Month]:
    """The months with a workload in scope or of one's own, the latest first."""
    rows = db.session.scalars(
        select(Workload.month)
        .join(Unit, Unit.id == Workload.unit_id)
        .where(within(Unit.path, viewer, action) | (Workload.person_id == (viewer.person_id or 0)))
        .distinct()
        .order_by(Workload.month.desc())
    )
    return list(rows)


def loads_of(month: Month, path: str, *, viewer: Viewer) -> Sequence[PersonLoad]:
    """Everybody measured at and below a unit, by unit and name.

    The load counts where the person worked that month; who has moved beyond the viewer's scope since is not named.
    """
    home = aliased(Unit)
    rows = db.session.execute(
        select(Workload, Person.staff_number, Person.name, Unit.name, Unit.path, home.path)
        .join(Person, Person.id == Workload.person_id)
        .join(home, home.id == Person.home_unit_id)
        .join(Unit, Unit.id == Workload.unit_id)
        .where(Workload.month == month, Unit.path.startswith(path, autoescape=True))
        .where(within(Unit.path, viewer, Action.OVERVIEW_READ))
        .order_by(Unit.path, Person.name_key, Person.id)
    ).all()
    places = _places(month, path)
    found = []
    for load, number, name, unit, unit_path, home_path in rows:
        family, staffing_type = places.get(load.person_id, (None, None))
        named = viewer.may(Action.WORKLOAD_READ, home_path)
        found.append(PersonLoad(load, number, name, unit, unit_path, family, staffing_type, named))
    return found


def _places(month: Month, path: str) -> Mapping[int, tuple[PostFamily, StaffingType]]:
    """Post family and staffing type of everybody measured there, by their latest primary assignment of the month."""
    rows = db.session.execute(
        select(Employment.person_id, Post.family, Employment.staffing_type)
        .join(Assignment, Assignment.employment_id == Employment.id)
        .join(Post, Post.id == Assignment.post_id)
        .join(Workload, (Workload.person_id == Employment.person_id) & (Workload.month == month))
        .join(Unit, Unit.id == Workload.unit_id)
        .where(Assignment.is_primary, Assignment.starts_on <= month.last_day)
        .where(Assignment.ends_on.is_(None) | (Assignment.ends_on >= month.first_day))
        .where(Unit.path.startswith(path, autoescape=True))
        .order_by(Assignment.starts_on)
    )
    return {person_id: (family, staffing_type) for person_id, family, staffing_type in rows}


def is_stale(month: Month) -> bool:
    """Whether events of the month were credited anew since it was measured."""
    return db.session.get(WorkloadStale, month) is not None
