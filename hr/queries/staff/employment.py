"""Employments and assignments within somebody's scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from hr.database import db
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.staff.person import person_of, seen_by
from hr.refusals import OutOfScope, Refusal
from vocabulary.text import Text


def in_force(model: type[Employment] | type[Assignment], day: date) -> ColumnElement[bool]:
    """True for employments (or assignments) that run on ``day``."""
    return (model.starts_on <= day) & or_(model.ends_on.is_(None), model.ends_on >= day)


def employment_of(employment_id: int, *, viewer: Viewer, action: Action = Action.STAFF_READ) -> Employment:
    """The employment with its person, contracts and assignments, or OutOfScope."""
    employment = db.session.scalar(
        select(Employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .options(
            contains_eager(Employment.person).contains_eager(Person.home_unit),
            selectinload(Employment.contracts),
            selectinload(Employment.assignments).joinedload(Assignment.post),
        )
        .where(Employment.id == employment_id, seen_by(viewer, action))
    )
    if employment is None:
        raise OutOfScope(f"employment {employment_id}")
    return employment


def employments_of(person_id: int) -> Sequence[Employment]:
    """All employments of a person whom the caller has already found within scope, the latest first."""
    return db.session.scalars(
        select(Employment)
        .where(Employment.person_id == person_id)
        .options(
            joinedload(Employment.host_unit),
            joinedload(Employment.agency),
            selectinload(Employment.contracts),
            selectinload(Employment.assignments).options(joinedload(Assignment.unit), joinedload(Assignment.post)),
        )
        .order_by(Employment.starts_on.desc())
    ).all()


def current_of(person_id: int, on: date, *, viewer: Viewer, action: Action = Action.STAFF_READ) -> Assignment:
    """The primary assignment of a person on a day; OutOfScope for the person, Refusal when there is none that day."""
    found = db.session.scalar(
        select(Assignment)
        .join(Assignment.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .options(contains_eager(Assignment.employment).contains_eager(Employment.person))
        .where(Person.id == person_id, seen_by(viewer, action))
        .where(Assignment.is_primary, in_force(Assignment, on))
    )
    if found is None:
        person_of(person_id, viewer=viewer, action=action)
        raise Refusal(
            Text("此人在 {day} 没有主要任职", "They have no primary assignment on {day}").format(day=on), "on"
        )
    return found


def assignment_of(assignment_id: int, *, viewer: Viewer, action: Action = Action.STAFF_READ) -> Assignment:
    """The assignment with its employment and person, or OutOfScope."""
    assignment = db.session.scalar(
        select(Assignment)
        .join(Assignment.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .options(contains_eager(Assignment.employment).contains_eager(Employment.person))
        .where(Assignment.id == assignment_id, seen_by(viewer, action))
    )
    if assignment is None:
        raise OutOfScope(f"assignment {assignment_id}")
    return assignment
