"""Units within somebody's scope: one of them, the whole tree, and the choices of a selector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.refusals import OutOfScope


@dataclass(slots=True)
class UnitNode:
    """A unit with those below it that the viewer may see."""

    unit: Unit
    depth: int
    children: list[UnitNode] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UnitOption:
    """A unit to choose: ``depth`` counts from the topmost unit in scope."""

    id: int
    code: str
    name: str
    path: str
    depth: int


def unit_of(unit_id: int, *, viewer: Viewer, action: Action = Action.UNIT_READ) -> Unit:
    """The unit, or OutOfScope."""
    unit = db.session.scalar(select(Unit).where(Unit.id == unit_id, within(Unit.path, viewer, action)))
    if unit is None:
        raise OutOfScope(f"unit {unit_id}")
    return unit


def unit_by_code(code: str | None, *, viewer: Viewer, action: Action = Action.UNIT_READ) -> Unit:
    """The unit with that code; without one the topmost unit in scope. OutOfScope when there is none."""
    statement = select(Unit).where(within(Unit.path, viewer, action))
    statement = statement.where(Unit.code == code) if code else statement.order_by(func.length(Unit.path), Unit.id)
    unit = db.session.scalars(statement.limit(1)).first()
    if unit is None:
        raise OutOfScope(f"unit {code or ''}")
    return unit


def units_within(*, viewer: Viewer, action: Action = Action.UNIT_READ, on: date | None = None) -> Sequence[Unit]:
    """Every unit in scope (open on a day, if one is given), each after the one it belongs to, siblings by code."""
    statement = select(Unit).where(within(Unit.path, viewer, action))
    if on is not None:
        statement = statement.where((Unit.closed_on.is_(None)) | (Unit.closed_on >= on))
    units = db.session.scalars(statement).all()
    codes = {unit.id: unit.code for unit in units}
    return sorted(units, key=lambda unit: [codes.get(step, "") for step in unit.ancestor_ids])


def tree(*, viewer: Viewer, action: Action = Action.UNIT_READ, on: date | None = None) -> list[UnitNode]:
    """The units in scope as a forest: a unit whose parent lies out of scope is a root."""
    roots: list[UnitNode] = []
    nodes: dict[int, UnitNode] = {}
    for unit in units_within(viewer=viewer, action=action, on=on):
        above = nodes.get(unit.parent_id) if unit.parent_id is not None else None
        node = nodes[unit.id] = UnitNode(unit, above.depth + 1 if above else 0)
        (above.children if above else roots).append(node)
    return roots


def unit_options(*, viewer: Viewer, action: Action = Action.UNIT_READ, on: date | None = None) -> list[UnitOption]:
    """What a selector of units offers, in the order of the tree."""
    options: list[UnitOption] = []

    def walk(nodes: list[UnitNode]) -> None:
        for node in nodes:
            unit = node.unit
            options.append(UnitOption(unit.id, unit.code, unit.name, unit.path, node.depth))
            walk(node.children)

    walk(tree(viewer=viewer, action=action, on=on))
    return options


def ancestors_of(unit: Unit, *, viewer: Viewer) -> Sequence[Unit]:
    """The units above ``unit`` that the viewer may see, the topmost first: for breadcrumbs."""
    above = unit.ancestor_ids[:-1]
    statement = select(Unit).where(Unit.id.in_(above), within(Unit.path, viewer, Action.UNIT_READ))
    return sorted(db.session.scalars(statement), key=lambda other: len(other.ancestor_ids))


def children_of(unit_id: int, *, viewer: Viewer) -> Sequence[Unit]:
    """The units right below."""
    statement = select(Unit).where(Unit.parent_id == unit_id, within(Unit.path, viewer, Action.UNIT_READ))
    return db.session.scalars(statement.order_by(Unit.code)).all()
