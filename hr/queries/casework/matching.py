"""Who and what the words of an event log mean here: persons, units and work items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import select

from hr.database import db
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.work_item import WorkItem
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from intake.event_logs.profile import Profile

_CHUNK = 5_000


@dataclass(frozen=True)
class Matches:
    """Ids by the words of the log: actors → person and unit, unit codes → unit, items → work item."""

    person_of: Mapping[str, int]
    home_of: Mapping[str, int]
    unit_of: Mapping[str, int]
    item_of: Mapping[str, int]
    namesakes: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    def persons(self, events: pd.DataFrame) -> list[int | None]:
        """The person of each event; of people with one name the only one who belongs to the event's unit."""
        found = _looked_up(events["actor"], self.person_of)
        if not self.namesakes:
            return found
        said = _looked_up(events["unit"], self.unit_of)
        names = zip(events["actor"].astype("string").fillna("").str.strip(), said, strict=True)
        at_unit = [self.namesakes.get(name, {}).get(unit or 0) for name, unit in names]
        return [who or here for who, here in zip(found, at_unit, strict=True)]

    def units(self, events: pd.DataFrame) -> list[int | None]:
        """The unit of each event: as the log says, else the actor's."""
        said, homes = _looked_up(events["unit"], self.unit_of), _looked_up(events["actor"], self.home_of)
        return [unit or home for unit, home in zip(said, homes, strict=True)]

    def items(self, events: pd.DataFrame) -> list[int | None]:
        """The work item of each event, by its code or name."""
        return _looked_up(events["item"], self.item_of)

    def unmatched_actors(self, events: pd.DataFrame) -> dict[str, int]:
        """The actors whom nobody here is, with how many events each has, the busiest first."""
        people = events.loc[~events["system"].astype(bool)]
        nobody = np.array([who is None for who in self.persons(people)], dtype=np.bool_)
        return _counted(people.loc[nobody, "actor"], {})

    def unmatched_items(self, events: pd.DataFrame) -> dict[str, int]:
        """The items that are not in the catalogue, with how many events each has, the most frequent first."""
        return _counted(events["item"], self.item_of)


def _counted(column: pd.Series, ids: Mapping[str, int]) -> dict[str, int]:
    """Words without an id; an empty one counts under the empty word."""
    words = column.astype("string").fillna("").str.strip().value_counts()
    return {str(word): int(n) for word, n in words.items() if word not in ids}


def _looked_up(column: pd.Series, ids: Mapping[str, int]) -> list[int | None]:
    """One look-up a distinct word, however long the column is."""
    codes, words = pd.factorize(column)
    found = [ids.get(str(word).strip()) for word in words] + [None]
    return [found[code] for code in codes]


def matches_for(events: pd.DataFrame, profile: Profile, *, viewer: Viewer) -> Matches:
    """What the words of ``events`` mean among the people and units whose cases the viewer maintains."""
    names = sorted({str(actor).strip() for actor in events["actor"].dropna().unique()})
    by_name = profile.actor_by == "name"
    column: Any = Person.name if by_name else Person.staff_number
    people: dict[str, list[tuple[int, int]]] = {}
    for start in range(0, len(names), _CHUNK):
        rows = db.session.execute(
            select(column, Person.id, Person.home_unit_id)
            .join(Unit, Unit.id == Person.home_unit_id)
            .where(column.in_(names[start : start + _CHUNK]), within(Unit.path, viewer, Action.CASE_WRITE))
        )
        for word, person_id, unit_id in rows:
            people.setdefault(word, []).append((person_id, unit_id))
    sure = {word: found[0] for word, found in people.items() if len(found) == 1}
    return Matches(
        {word: person for word, (person, _) in sure.items()},
        {word: unit for word, (_, unit) in sure.items()},
        units_by_word(viewer),
        _items(),
        {word: _one_per_unit(found) for word, found in people.items() if len(found) > 1},
    )


def _one_per_unit(people: list[tuple[int, int]]) -> dict[int, int]:
    """Unit → person, for units where only one of the namesakes is."""
    units = [unit for _, unit in people]
    return {unit: person for person, unit in people if units.count(unit) == 1}


def units_by_word(viewer: Viewer) -> dict[str, int]:
    """Ids of the units whose cases the viewer maintains, by their code and by their name."""
    rows = db.session.execute(select(Unit.id, Unit.code, Unit.name).where(within(Unit.path, viewer, Action.CASE_WRITE)))
    return {word: unit_id for unit_id, code, name in rows for word in (name, code)}


def _items() -> dict[str, int]:
    rows = db.session.execute(select(WorkItem.id, WorkItem.code, WorkItem.name))
    return {word: item_id for item_id, code, name in rows for word in (name, code)}


def known_keys(events: pd.DataFrame) -> set[bytes]:
    """Those keys of ``events`` that are on file already."""
    keys = list(events["event_key"])
    known: set[bytes] = set()
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK]
        known.update(db.session.scalars(select(CaseEvent.event_key).where(CaseEvent.event_key.in_(part))))
    return known
