"""Everybody who ever stood in a unit's subtree, in the form that turnover is computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, or_, select

from analytics.turnover.history import History, Separations, Spells, Words
from hr.database import db
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.talent.service import Employed, employments_where, service_began

INSIDE, OUTSIDE = "in", ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stood: the unit's id and path, and the family of the post ("" where there is none)."""

    unit_id: int
    path: str
    family: str


@dataclass(frozen=True)
class StaffHistory:
    """The spells of all who ever stood below ``path``, those spent elsewhere among them, so that a transfer is seen.

    ``employments`` and ``unit_id`` have one entry a spell; ``inside`` marks the spells below ``path``, whose ``unit``
    is the id of the unit asked for or of the branch right below it. Group codes of the other spells are empty.
    """

    history: History
    employments: Sequence[Employed]
    unit_id: NDArray[np.int64]
    inside: NDArray[np.bool_]

    @property
    def whole(self) -> History:
        """The same with all that is inside as one group, ``INSIDE``."""
        spells = self.history.spells
        return replace(self.history, spells=replace(spells, unit=np.where(self.inside, INSIDE, OUTSIDE)))

    @property
    def only_inside(self) -> History:
        """The spells inside alone: for curves and trials, which must not count what happened elsewhere."""
        rows = np.flatnonzero(self.inside)
        place = np.full(len(self.inside), -1, dtype=np.int64)
        place[rows] = np.arange(len(rows))
        ended = self.history.separations
        kept = self.inside[ended.spell]
        separations = Separations(place[ended.spell[kept]], ended.kind[kept], ended.reason[kept])
        return replace(self.history, spells=self.history.spells.take(rows), separations=separations)


def staff_history(unit: Unit, *, viewer: Viewer, action: Action = Action.TURNOVER_READ) -> StaffHistory:
    """The history of ``unit`` and all below it, as far as the viewer may do ``action``: three statements."""
    people = select(Employment.person_id).where(_stood_in(unit, within(Unit.path, viewer, action)))
    employments = employments_where(Employment.person_id.in_(people))
    places = _places(people_of=Employment.person_id.in_(people))
    units = {row.id: row.path for row in db.session.execute(select(Unit.id, Unit.path))}
    return _assembled(unit, employments, places, units)


def _stood_in(unit: Unit, allowed: ColumnElement[bool]) -> ColumnElement[bool]:
    here = select(Unit.id).where(allowed, Unit.path.startswith(unit.path, autoescape=True))
    placed = select(Assignment.employment_id).where(Assignment.is_primary, Assignment.unit_id.in_(here))
    unplaced = ~select(Assignment.id).where(Assignment.employment_id == Employment.id, Assignment.is_primary).exists()
    return or_(Employment.id.in_(placed), Employment.host_unit_id.in_(here) & unplaced)


def _places(people_of: ColumnElement[bool]) -> Mapping[int, list[tuple[date, Place]]]:
    """Primary assignments by employment, in their order."""
    rows = db.session.execute(
        select(Assignment.employment_id, Assignment.starts_on, Unit.id, Unit.path, Post.family)
        .join(Assignment.employment)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(Post, Post.id == Assignment.post_id)
        .where(Assignment.is_primary, people_of)
        .order_by(Assignment.employment_id, Assignment.starts_on)
    )
    found: defaultdict[int, list[tuple[date, Place]]] = defaultdict(list)
    for employment_id, starts_on, unit_id, path, family in rows:
        found[employment_id].append((starts_on, Place(unit_id, path, family.value)))
    return found


@dataclass(frozen=True, slots=True)
class _Spell:
    employment: Employed
    first: date
    last: date | None
    place: Place


def _assembled(
    unit: Unit,
    employments: Sequence[Employed],
    places: Mapping[int, list[tuple[date, Place]]],
    paths: Mapping[int, str],
) -> StaffHistory:
    rows = [spell for one in employments for spell in _tiled(one, places.get(one.id, []), paths)]
    began = service_began(employments)
    inside = np.array([row.place.path.startswith(unit.path) for row in rows], dtype=np.bool_)
    spells = Spells(
        person=np.array([row.employment.person_id for row in rows], dtype=np.int64),
        hired=_days(began[row.employment.id] for row in rows),
        first=_days(row.first for row in rows),
        last=_days(row.last for row in rows),
        staffing_type=_words(np.where(inside, [row.employment.staffing_type.value for row in rows], OUTSIDE)),
        unit=_words(np.where(inside, [_branch(row.place.path, unit) for row in rows], OUTSIDE)),
        post=_words(np.where(inside, [row.place.family for row in rows], OUTSIDE)),
    )
    history = History(spells, _separations(rows))
    return StaffHistory(
        history, [row.employment for row in rows], np.array([r.place.unit_id for r in rows], dtype=np.int64), inside
    )


def _tiled(employment: Employed, places: Sequence[tuple[date, Place]], paths: Mapping[int, str]) -> Iterator[_Spell]:
    """The employment cut where the primary assignment changes; what no assignment covers belongs to its neighbour."""
    by_start = {max(start, employment.starts_on): place for start, place in places}
    held = [
        (start, place) for start, place in by_start.items() if employment.ends_on is None or start <= employment.ends_on
    ]
    host = employment.host_unit_id
    held = held or [(employment.starts_on, Place(host, paths[host], ""))]
    for number, (start, place) in enumerate(held):
        first = employment.starts_on if number == 0 else start
        following = held[number + 1][0] if number + 1 < len(held) else None
        yield _Spell(employment, first, following - timedelta(days=1) if following else employment.ends_on, place)


def _separations(rows: Sequence[_Spell]) -> Separations:
    """On the last spell of each employment that ended with a separation."""
    last = {row.employment.id: number for number, row in enumerate(rows) if row.last is not None}
    ended = [number for number in last.values() if rows[number].employment.kind is not None
             and rows[number].last == rows[number].employment.ends_on]  # fmt: skip
    return Separations(
        spell=np.array(ended, dtype=np.int64),
        kind=_words([str(rows[number].employment.kind) for number in ended]),
        reason=_words([str(rows[number].employment.reason) for number in ended]),
    )


def _branch(path: str, unit: Unit) -> str:
    """The id of the unit asked for, or of the one right below it on the way to ``path``."""
    below = path.removeprefix(unit.path).partition("/")[0]
    return below or str(unit.id)


def _days(days: Iterator[date | None] | Sequence[date | None]) -> NDArray[np.datetime64]:
    return np.array(list(days), dtype="datetime64[D]")


def _words(values: Sequence[str] | NDArray[np.str_]) -> Words:
    return np.array(values, dtype=np.str_)
