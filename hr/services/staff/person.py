"""Putting right what is on file about a person, and opening a sealed field with a trace of who did."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Literal

from hr import audit
from hr.clock import today
from hr.database import unit_of_work
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.staff.person import person_of, taken_keys
from hr.refusals import OutOfScope, Refusal
from hr.services.staff.records import completed
from hr.services.staff.wishes import Correction, Identity
from vocabulary.text import Text

SealedField = Literal["id_number", "mobile"]


def correct(person_id: int, wish: Correction, *, viewer: Viewer) -> Person:
    """Put right what was entered wrongly; what ``wish`` leaves None stays as it is, and the trail keeps what was.

    An identity number or its type may be changed only by who may see it. Raises Refusal like ``hire``.
    """
    with unit_of_work(viewer, "staff.correct") as session:
        person = person_of(person_id, viewer=viewer, action=Action.STAFF_WRITE)
        if wish.id_number is not None or wish.id_type is not None:
            viewer.require(Action.ID_NUMBER_READ, person.home_unit.path)
        right = completed(_corrected(person, wish), today())
        if right.id_number != person.id_number and taken_keys([], [right.id_number])[1]:
            raise Refusal(Text("该证件号码已登记在册", "This identity number is on file already"), "id_number")
        for field in fields(right):
            if getattr(person, field.name) != getattr(right, field.name):
                setattr(person, field.name, getattr(right, field.name))
        session.flush()
    return person


def _corrected(person: Person, wish: Correction) -> Identity:
    kept = Identity(**{field.name: getattr(person, field.name) for field in fields(Identity)})
    changes = {f.name: getattr(wish, f.name) for f in fields(wish) if getattr(wish, f.name) is not None}
    if "id_number" in changes:
        kept = replace(kept, sex=None, born_on=None)
    return replace(kept, **changes)


def reveal(person_id: int, field: SealedField, *, viewer: Viewer) -> str | None:
    """The clear identity or mobile number; that it was opened goes on the audit trail. People may open their own."""
    with unit_of_work(viewer, f"staff.reveal_{field}") as session:
        person = person_of(person_id, viewer=viewer, own=True)
        if not may_reveal(person, field, viewer):
            raise OutOfScope(f"{field} of person {person_id}")
        audit.record_event(session, "person", person_id, {"revealed": field})
        value: str | None = getattr(person, field)
    return value


def may_reveal(person: Person, field: SealedField, viewer: Viewer) -> bool:
    """Identity numbers are for roles that need them, mobile numbers for those who maintain the file."""
    action = Action.ID_NUMBER_READ if field == "id_number" else Action.STAFF_WRITE
    return viewer.is_person(person.id) or viewer.may(action, person.home_unit.path)
