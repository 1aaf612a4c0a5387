"""Finding a person from any page: by name, pinyin or staff number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer

SUGGESTIONS = 8
MOST = 100


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody whom a search found."""

    id: int
    staff_number: str
    name: str
    unit: str


def people_like(wanted: str, *, viewer: Viewer, limit: int = SUGGESTIONS) -> Sequence[FoundPerson]:
    """People within scope whose name, pinyin (with or without spaces) or staff number holds every word of ``wanted``.

    An exact staff number and names that begin so come first; nothing for an empty wish.
    """
    words = wanted.split()[:6]
    if not words:
        return []
    statement = (
        select(Person.id, Person.staff_number, Person.name, Unit.name)
        .join(Person.home_unit)
        .where(within(Unit.path, viewer, Action.STAFF_READ), *(_holds(word) for word in words))
        .order_by(*_nearest_first(words[0]), Person.name_key, Person.id)
        .limit(limit)
    )
    return [FoundPerson(*row) for row in db.session.execute(statement)]


def _holds(word: str) -> ColumnElement[bool]:
    run_together = func.replace(Person.name_key, " ", "")
    return or_(
        Person.name.contains(word, autoescape=True),
        Person.name_key.icontains(word, autoescape=True),
        run_together.icontains(word, autoescape=True),
        Person.staff_number.icontains(word, autoescape=True),
    )


def _nearest_first(word: str) -> tuple[ColumnElement[bool], ...]:
    return (
        (func.upper(Person.staff_number) == word.upper()).desc(),
        Person.name_key.istartswith(word, autoescape=True).desc(),
    )
