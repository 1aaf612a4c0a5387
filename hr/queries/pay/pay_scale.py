"""Pay scales as they stand on a day, and what each cell was worth before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_scale import PayScale, PayScaleCell, ScalePart
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.in_force import in_force
from hr.refusals import OutOfScope


def holds_for(viewer: Viewer, *actions: Action) -> ColumnElement[bool]:
    """Units whose rules hold somewhere that the viewer may do one of ``actions``: those in scope, and those above."""
    above = {
        int(part) for action in actions for path in viewer.paths(action) for part in path.strip("/").split("/") if part
    }
    return or_(*(within(Unit.path, viewer, action) for action in actions), Unit.id.in_(sorted(above)))


def scale_of(scale_id: int, *, viewer: Viewer, action: Action = Action.PAY_READ) -> PayScale:
    """The scale: to read where its amounts hold for somebody in scope, to change only where its own unit is."""
    where = holds_for(viewer, action) if action is Action.PAY_READ else within(Unit.path, viewer, action)
    scale = db.session.scalar(
        select(PayScale).join(Unit, Unit.id == PayScale.unit_id).where(PayScale.id == scale_id, where)
    )
    if scale is None:
        raise OutOfScope(f"pay scale {scale_id}")
    return scale


def may_change(scale: PayScale, *, viewer: Viewer) -> bool:
    """Whether the viewer keeps this scale."""
    path = db.session.scalar(select(Unit.path).where(Unit.id == scale.unit_id)) or ""
    return viewer.may(Action.PAY_PREPARE, path)


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """A scale in the list: with its unit's name, how many cells it has on the day, and whether one may change it."""

    scale: PayScale
    unit: str
    cells: int
    may_change: bool


def scale_lines(on: date, *, viewer: Viewer) -> Sequence[ScaleLine]:
    """The scales that hold for somebody in scope."""
    counts: dict[int, int] = {}
    for scale_id in db.session.scalars(select(PayScaleCell.pay_scale_id).where(in_force(PayScaleCell, on))):
        counts[scale_id] = counts.get(scale_id, 0) + 1
    rows = db.session.execute(
        select(PayScale, Unit.name, Unit.path)
        .join(Unit, Unit.id == PayScale.unit_id)
        .where(holds_for(viewer, Action.PAY_READ))
        .order_by(Unit.path, PayScale.code)
    )
    return [
        ScaleLine(scale, name, counts.get(scale.id, 0), viewer.may(Action.PAY_PREPARE, path))
        for scale, name, path in rows
    ]


@dataclass(frozen=True, slots=True)
class Changeable:
    """A scale that the viewer may change, and the path of its unit."""

    id: int
    unit_path: str


def changeable_scales(*, viewer: Viewer) -> dict[str, Changeable]:
    """By code, the scales of the units at which the viewer prepares pay."""
    rows = db.session.execute(
        select(PayScale.code, PayScale.id, Unit.path)
        .join(Unit, Unit.id == PayScale.unit_id)
        .where(within(Unit.path, viewer, Action.PAY_PREPARE))
    )
    return {code: Changeable(scale_id, path) for code, scale_id, path in rows}


@dataclass(frozen=True)
class Grid:
    """One part of a scale on a day: an amount (fen a month) for each grade and step that has one."""

    part: ScalePart
    grades: Sequence[str]
    steps: Sequence[int]
    cells: dict[tuple[str, int], PayScaleCell]


def grids_of(scale: PayScale, on: date) -> list[Grid]:
    """The parts of a scale that have cells on a day."""
    cells = db.session.scalars(
        select(PayScaleCell)
        .where(PayScaleCell.pay_scale_id == scale.id, in_force(PayScaleCell, on))
        .order_by(PayScaleCell.part, PayScaleCell.grade, PayScaleCell.step)
    ).all()
    grids = []
    for part in ScalePart:
        of_part = [cell for cell in cells if cell.part is part]
        if of_part:
            grades = list(dict.fromkeys(cell.grade for cell in of_part))
            steps = sorted({cell.step for cell in of_part})
            grids.append(Grid(part, grades, steps, {(cell.grade, cell.step): cell for cell in of_part}))
    return grids


def changes_of(scale: PayScale) -> Sequence[PayScaleCell]:
    """Rows of cells that are not the first or not the last of theirs: the scale's history, the newest first."""
    rows = db.session.scalars(
        select(PayScaleCell)
        .where(PayScaleCell.pay_scale_id == scale.id)
        .order_by(PayScaleCell.valid_from.desc(), PayScaleCell.part, PayScaleCell.grade, PayScaleCell.step)
    ).all()
    seen: dict[tuple[ScalePart, str, int], int] = {}
    for row in rows:
        key = (row.part, row.grade, row.step)
        seen[key] = seen.get(key, 0) + 1
    return [row for row in rows if seen[row.part, row.grade, row.step] > 1 or row.valid_to is not None]


def scales_at(unit: Unit) -> Sequence[PayScale]:
    """The scales of a unit and the units above it, the nearest first; the caller has looked the unit up in scope."""
    return db.session.scalars(
        select(PayScale)
        .join(Unit, Unit.id == PayScale.unit_id)
        .where(Unit.id.in_(unit.ancestor_ids))
        .order_by(Unit.path.desc(), PayScale.code)
    ).all()


def cell_on(scale_id: int, part: ScalePart, grade: str, step: int, on: date) -> PayScaleCell | None:
    """What a place on a scale is worth on a day."""
    return db.session.scalar(
        select(PayScaleCell).where(
            PayScaleCell.pay_scale_id == scale_id,
            PayScaleCell.part == part,
            PayScaleCell.grade == grade,
            PayScaleCell.step == step,
            in_force(PayScaleCell, on),
        )
    )
