"""People as lists from outside name them: by identity number or by staff number."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.sealing import blind_index

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody that a list names."""

    person_id: int
    staff_number: str
    name: str
    unit_path: str


def by_id_number(numbers: Collection[str], *, viewer: Viewer, action: Action) -> dict[str, Named]:
    """By identity number as written: those whom the viewer may do ``action`` for."""
    indexes = {blind_index(number): number for number in numbers}
    found = _found(Person.id_number_index, list(indexes), viewer, action)
    return {indexes[bytes(key)]: named for key, named in found}


def by_staff_number(numbers: Collection[str], *, viewer: Viewer, action: Action) -> dict[str, Named]:
    """By staff number: those whom the viewer may do ``action`` for."""
    return dict(_found(Person.staff_number, sorted(numbers), viewer, action))


def _found(column: Any, keys: list[Any], viewer: Viewer, action: Action) -> Iterator[tuple[Any, Named]]:
    here: ColumnElement[bool] = within(Unit.path, viewer, action)
    for start in range(0, len(keys), _CHUNK):
        rows = db.session.execute(
            select(column, Person.id, Person.staff_number, Person.name, Unit.path)
            .join(Unit, Unit.id == Person.home_unit_id)
            .where(column.in_(keys[start : start + _CHUNK]), here)
        )
        for key, person_id, number, name, path in rows:
            yield key, Named(person_id, number, name, path)
