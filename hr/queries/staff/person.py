"""One person, as far as a viewer may know of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import contains_eager

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.refusals import OutOfScope
from hr.sealing import blind_index


def seen_by(viewer: Viewer, action: Action = Action.STAFF_READ) -> ColumnElement[bool]:
    """True for people whose file lies where the viewer may do ``action``; join Person to its home unit first."""
    return within(Unit.path, viewer, action)


def person_of(person_id: int, *, viewer: Viewer, action: Action = Action.STAFF_READ, own: bool = False) -> Person:
    """The person with their home unit, or OutOfScope; ``own`` lets people see themselves as well."""
    allowed = seen_by(viewer, action)
    if own and viewer.is_person(person_id):
        allowed = or_(allowed, Person.id == person_id)
    person = db.session.scalar(
        select(Person)
        .join(Person.home_unit)
        .options(contains_eager(Person.home_unit))
        .where(Person.id == person_id, allowed)
    )
    if person is None:
        raise OutOfScope(f"person {person_id}")
    return person


def person_by_number(staff_number: str, *, viewer: Viewer, action: Action = Action.STAFF_READ) -> Person:
    """The person with that staff number, or OutOfScope."""
    person = db.session.scalar(
        select(Person).join(Person.home_unit).where(Person.staff_number == staff_number, seen_by(viewer, action))
    )
    if person is None:
        raise OutOfScope(f"person {staff_number}")
    return person


def taken_keys(staff_numbers: Iterable[str], id_numbers: Iterable[str]) -> tuple[set[str], set[bytes]]:
    """Which of these staff numbers and (as blind index) identity numbers are on file anywhere.

    The one question that reaches beyond a viewer's scope: both are unique in the whole database.
    """
    indexes = [blind_index(number) for number in id_numbers]
    numbers = db.session.scalars(select(Person.staff_number).where(Person.staff_number.in_(list(staff_numbers))))
    found = db.session.scalars(select(Person.id_number_index).where(Person.id_number_index.in_(indexes)))
    return set(numbers), set(found)


def masked_id(number: str) -> str:
    """An identity number as most people see it: its first three and last two characters."""
    return number[:3] + "*" * max(4, len(number) - 5) + number[-2:] if len(number) > 5 else "*" * len(number)  # noqa: PLR2004


def masked_mobile(number: str) -> str:
    """A mobile number as most people see it: its first three and last two digits."""
    return number[:3] + "*" * max(4, len(number) - 5) + number[-2:]


def masked_account(number: str) -> str:
    """A bank account as most people see it: its last four digits."""
    return "**** **** " + number[-4:]
