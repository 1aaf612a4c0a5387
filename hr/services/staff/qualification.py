"""Certificates and skill levels."""

from __future__ import annotations

from sqlalchemy import select

from hr.database import unit_of_work
from hr.models.staff.qualification import Qualification
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.staff.person import person_of
from hr.queries.staff.qualification import qualification_of
from hr.refusals import Refusal
from hr.services.staff import rules
from hr.services.staff.wishes import Certificate
from vocabulary.text import Text

LOWEST_LEVEL = 5


def add(person_id: int, wish: Certificate, *, viewer: Viewer) -> Qualification:
    """Put a certificate on file. Raises Refusal when the same one is there, or its dates and level can't be."""
    _check(wish)
    with unit_of_work(viewer, "qualification.add") as session:
        person = person_of(person_id, viewer=viewer, action=Action.STAFF_WRITE)
        same = select(Qualification.id).where(
            Qualification.person_id == person.id,
            Qualification.name == wish.name,
            Qualification.level.is_(None) if wish.level is None else Qualification.level == wish.level,
            Qualification.issued_on == wish.issued_on,
        )
        if session.scalar(same) is not None:
            raise Refusal(Text("该证书已登记", "This certificate is on file already"), "name")
        made = Qualification(
            person_id=person.id,
            name=wish.name,
            level=wish.level,
            issued_on=wish.issued_on,
            expires_on=wish.expires_on,
        )
        session.add(made)
    return made


def correct(qualification_id: int, wish: Certificate, *, viewer: Viewer) -> Qualification:
    """Put right what was entered wrongly about a certificate."""
    _check(wish)
    with unit_of_work(viewer, "qualification.correct"):
        found = qualification_of(qualification_id, viewer=viewer, action=Action.STAFF_WRITE)
        found.name, found.level = wish.name, wish.level
        found.issued_on, found.expires_on = wish.issued_on, wish.expires_on
    return found


def _check(wish: Certificate) -> None:
    rules.dates(wish.issued_on, wish.expires_on, "expires_on")
    if wish.level is not None and not 1 <= wish.level <= LOWEST_LEVEL:
        raise Refusal(Text("等级为 1（一级）至 5（五级）", "Levels run from 5 (lowest) to 1"), "level")
