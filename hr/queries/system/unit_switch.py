"""The units that somebody can narrow their pages to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from vocabulary.terms import UnitKind


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit to look at; ``depth`` counts from the topmost of those offered."""

    id: int
    name: str
    path: str
    depth: int = 0


def unit_to_look_at(unit_id: int, *, viewer: Viewer) -> UnitChoice | None:
    """The unit of that key if it lies in scope."""
    row = db.session.execute(_units(viewer).where(Unit.id == unit_id)).first()
    return None if row is None else UnitChoice(row.id, row.name, row.path)


def units_to_look_at(*, viewer: Viewer, now: UnitChoice | None) -> Sequence[UnitChoice]:
    """The units in scope down the tree, each below its parent; stations only those next to the present choice."""
    near = [Unit.kind != UnitKind.STATION]
    if now is not None:
        near.append(Unit.path.startswith(now.path, autoescape=True))
        near.append(Unit.parent_id == (_parent_id(now) or 0))
    rows = db.session.execute(_units(viewer).where(Unit.closed_on.is_(None), or_(*near))).all()
    codes = {row.id: row.code for row in rows}
    ordered = sorted(rows, key=lambda row: [codes.get(step, "") for step in _steps(row.path)])
    top = min((len(_steps(row.path)) for row in rows), default=0)
    return [_choice(row, top) for row in ordered]


def _units(viewer: Viewer) -> Select[int, str, str, str]:
    return select(Unit.id, Unit.code, Unit.name, Unit.path).where(within(Unit.path, viewer, Action.UNIT_READ))


def _choice(row: Row[int, str, str, str], top: int) -> UnitChoice:
    return UnitChoice(row.id, row.name, row.path, len(_steps(row.path)) - top)


def _steps(path: str) -> list[int]:
    return [int(step) for step in path.strip("/").split("/")]


def _parent_id(unit: UnitChoice) -> int | None:
    steps = _steps(unit.path)
    return steps[-2] if len(steps) > 1 else None
