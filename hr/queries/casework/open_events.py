"""Events that nobody is credited with or whose item is not in the catalogue, and what they mean by now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.match_rule import WordKind
from hr.models.casework.work_item import WorkItem
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.models.system.import_batch import ImportBatch
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.casework.match_rules import RuleBook
from hr.refusals import OutOfScope

_IMPORTER = aliased(Unit, name="importer")
_HOME = aliased(Unit, name="home")
_CHUNK = 500
NOBODY = CaseEvent.person_id.is_(None) & CaseEvent.is_system.is_(False)
NO_ITEM = CaseEvent.work_item_id.is_(None)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a platform as an event has it, with how many open events say it and some of them."""

    kind: WordKind
    source: str
    word: str
    unit_id: int
    events: int
    examples: Sequence[Any]


def column_of(kind: WordKind) -> Any:
    """Where events keep the words of that kind."""
    return CaseEvent.actor_code if kind is WordKind.ACTOR else CaseEvent.item_name


def word_of(kind: WordKind, event_id: int, *, viewer: Viewer) -> Word:
    """The open word of an event whose cases the viewer maintains; OutOfScope for any other event."""
    open_ = NOBODY if kind is WordKind.ACTOR else NO_ITEM
    said = func.coalesce(column_of(kind), "")
    mine = (
        select(CaseEvent)
        .join(Unit, Unit.id == CaseEvent.unit_id)
        .where(open_, within(Unit.path, viewer, Action.CASE_WRITE))
    )
    event = db.session.scalar(mine.where(CaseEvent.id == event_id))
    if event is None:
        raise OutOfScope(f"event {event_id}")
    word = event.actor_code if kind is WordKind.ACTOR else event.item_name
    alike = mine.where(CaseEvent.source == event.source, said == (word or ""))
    total = db.session.scalar(select(func.count()).select_from(alike.subquery())) or 0
    examples = db.session.scalars(alike.order_by(CaseEvent.local_date, CaseEvent.id).limit(10)).all()
    return Word(kind, event.source, (word or "").strip(), event.unit_id or 0, total, examples)


def open_events(
    actors: Collection[str] | None, items: Collection[str] | None, scope: ColumnElement[bool]
) -> list[Mapping[str, Any]]:
    """Whole rows of open events under ``scope`` that say one of the words; None stands for no events of that kind."""
    found: dict[int, Mapping[str, Any]] = {}
    for column, words, open_ in ((CaseEvent.actor_code, actors, NOBODY), (CaseEvent.item_name, items, NO_ITEM)):
        wanted = sorted(words or ())
        for start in range(0, len(wanted), _CHUNK):
            statement = _rows().where(scope, open_, func.coalesce(column, "").in_(wanted[start : start + _CHUNK]))
            found.update({row["id"]: row for row in db.session.execute(statement).mappings()})
    return list(found.values())


def _rows() -> Select[Any]:
    return select(CaseEvent.__table__).join(Unit, Unit.id == CaseEvent.unit_id)


def meanings(rows: Sequence[Mapping[str, Any]], book: RuleBook) -> dict[int, dict[str, Any]]:
    """What changes in each open event: what its rules say, else the person or item that its word names by now."""
    people, items = _people(rows), _items(rows)
    changes: dict[int, dict[str, Any]] = {}
    for row in rows:
        said = book.changes(row)
        if row["person_id"] is None and not row["is_system"] and not book.settles(WordKind.ACTOR, row):
            said |= {"person_id": people.get((row["import_id"], _stripped(row["actor_code"])))}
        if row["work_item_id"] is None and not book.settles(WordKind.ITEM, row):
            said |= {"work_item_id": items.get(_stripped(row["item_name"]))}
        different = {key: value for key, value in said.items() if value is not None and value != row[key]}
        if different:
            changes[row["id"]] = different
    return changes


def _stripped(word: str | None) -> str:
    return (word or "").strip()


def _people(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[int, str], int]:
    """(import, staff number or name) → the only such person at or below the unit that imported the event."""
    words = sorted({_stripped(row["actor_code"]) for row in rows if row["person_id"] is None} - {""})
    imports = sorted({row["import_id"] for row in rows})
    found: dict[tuple[int, str], set[int]] = {}
    for start in range(0, len(words), _CHUNK):
        part = words[start : start + _CHUNK]
        statement = (
            select(ImportBatch.id, Person.id, Person.staff_number, Person.name)
            .select_from(Person)
            .join(_HOME, _HOME.id == Person.home_unit_id)
            .join(_IMPORTER, _HOME.path.startswith(_IMPORTER.path))
            .join(ImportBatch, ImportBatch.unit_id == _IMPORTER.id)
            .where(ImportBatch.id.in_(imports), or_(Person.staff_number.in_(part), Person.name.in_(part)))
        )
        for import_id, person_id, *said in db.session.execute(statement):
            for word in said:
                found.setdefault((import_id, word), set()).add(person_id)
    return {key: next(iter(people)) for key, people in found.items() if len(people) == 1}


def _items(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    if all(row["work_item_id"] for row in rows):
        return {}
    known = db.session.execute(select(WorkItem.id, WorkItem.code, WorkItem.name))
    return {word: item_id for item_id, code, name in known for word in (name, code)}
