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
from hr.services.staff.records import completed, retirement_fits
from hr.services.staff.wishes import Correction, Identity
from vocabulary.text import Text

SealedField = Literal["id_number", "mobile"]
_DOCUMENT = frozenset({"id_type", "id_number", "sex", "born_on"})


def correct(person_id: int, wish: Correction, *, viewer: Viewer) -> Person:
    """Put right what was entered wrongly; what ``wish`` leaves None stays as it is, and the trail keeps what was.

    The document and what it tells (sex, birth date) may be changed only by who may see its number. Raises Refusal like
    ``hire``.
    """
    with unit_of_work(viewer, "staff.correct") as session:
        person = person_of(person_id, viewer=viewer, action=Action.STAFF_WRITE)
        if any(getattr(wish, field) is not None for field in _DOCUMENT):
            viewer.require(Action.ID_NUMBER_READ, person.home_unit.path)
        for field, value in _right_values(person, wish).items():
            if getattr(person, field) != value:
                setattr(person, field, value)
        session.flush()
    return person


def _right_values(person: Person, wish: Correction) -> dict[str, object]:
    """What is to be set; the document is checked as a whole when anything of it changes, and only then."""
    changes = {field.name: getattr(wish, field.name) for field in fields(wish) if getattr(wish, field.name) is not None}
    if not _DOCUMENT.intersection(changes):
        if "retirement_group" in changes:
            retirement_fits(changes["retirement_group"], person.sex)
        return changes
    kept = Identity(**{field.name: getattr(person, field.name) for field in fields(Identity)})
    if "id_number" in changes:
        kept = replace(kept, sex=None, born_on=None)
    right = completed(replace(kept, **changes), today())
    if right.id_number != person.id_number and taken_keys([], [right.id_number])[1]:
        raise Refusal(Text("该证件号码已登记在册", "This identity number is on file already"), "id_number")
    return {field.name: getattr(right, field.name) for field in fields(right)}


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
