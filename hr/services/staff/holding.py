"""Keeping two deeds on one person apart, so that neither is judged on rows that the other is changing."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.models.staff.person import Person


def hold(session: Session, person_id: int) -> None:
    """Wait until nobody else changes this person, and hold them to the end of the unit of work.

    SQLite lets one unit of work write at a time and needs no more than that; its statement has no such clause.
    """
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
