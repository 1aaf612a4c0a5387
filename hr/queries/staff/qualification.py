"""Certificates within somebody's scope."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from hr.database import db
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.staff.person import seen_by
from hr.refusals import OutOfScope


def qualification_of(qualification_id: int, *, viewer: Viewer, action: Action = Action.STAFF_READ) -> Qualification:
    """The certificate with its holder, or OutOfScope."""
    found = db.session.scalar(
        select(Qualification)
        .join(Qualification.person)
        .join(Person.home_unit)
        .options(contains_eager(Qualification.person))
        .where(Qualification.id == qualification_id, seen_by(viewer, action))
    )
    if found is None:
        raise OutOfScope(f"qualification {qualification_id}")
    return found
