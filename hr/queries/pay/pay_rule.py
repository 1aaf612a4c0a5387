"""Shift rates and allowances as they hold on a day, with their history, and where they treat people unequally."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_item import PayItem, ShiftRate
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_scale import holds_for
from hr.refusals import OutOfScope
from vocabulary.money import yuan_grouped
from vocabulary.terms import PostFamily, ShiftKind, StaffingType
from vocabulary.text import Text

Rule = TypeVar("Rule", PayItem, ShiftRate)


@dataclass(frozen=True)
class RuleLine:
    """A shift rate or allowance: the row in force on the day, else the next to come; ``history`` has all its rows."""

    row: Any
    unit: Unit
    may_change: bool
    in_force: bool
    history: Sequence[Any]


def shift_rate_lines(on: date, *, viewer: Viewer) -> list[RuleLine]:
    """The shift rates that hold, held or will hold for somebody in scope, one line for each kind and whom it is for."""
    return _lines(ShiftRate, lambda r: (r.unit_id, r.shift_kind, r.staffing_type, r.post_family), on, viewer)


def allowance_lines(on: date, *, viewer: Viewer) -> list[RuleLine]:
    """The allowances likewise."""
    return _lines(PayItem, lambda r: (r.unit_id, r.code, r.staffing_type, r.post_family, r.grade), on, viewer)


def _lines(model: Any, key: Any, on: date, viewer: Viewer) -> list[RuleLine]:
    rows = db.session.execute(
        select(model, Unit)
        .join(Unit, Unit.id == model.unit_id)
        .where(holds_for(viewer, Action.PAY_READ))
        .order_by(Unit.path, model.id)
    ).all()
    found: dict[Any, list[Any]] = {}
    units = {unit.id: unit for _, unit in rows}
    for row, _ in rows:
        found.setdefault(key(row), []).append(row)
    return [
        _line(sorted(group, key=lambda r: r.valid_from, reverse=True), units, on, viewer) for group in found.values()
    ]


def _line(group: list[Any], units: dict[int, Unit], on: date, viewer: Viewer) -> RuleLine:
    holding = [row for row in group if holds(row, on)]
    unit = units[group[0].unit_id]
    row = holding[0] if holding else group[0]
    return RuleLine(row, unit, viewer.may(Action.PAY_PREPARE, unit.path), bool(holding), group)


def holds(row: Any, day: date) -> bool:
    """Whether a dated row is in force on a day."""
    found: bool = row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
    return found


_UNEQUAL = Text(
    "{shift}津贴对不同用工性质标准不同（{unit}{family}：{amounts}）。同一班次应执行同一标准",
    "The {shift} shift rate differs by staffing type ({unit}{family}: {amounts}). The same shift is to have one rate",
)
_NONE = Text("无", "none")


def unequal_rates(lines: Sequence[RuleLine], on: date) -> list[Text]:
    """Where the same shift is paid differently by staffing type (劳动合同法 art. 63): one finding each."""
    return [found for kind in ShiftKind for found in _unequal([x for x in lines if x.row.shift_kind is kind], on)]


def _unequal(lines: Sequence[RuleLine], on: date) -> Iterator[Text]:
    rows = [(line.unit, row) for line in lines for row in line.history if holds(row, on)]
    if all(row.staffing_type is None for _, row in rows):
        return
    for unit in {unit.id: unit for unit, row in rows if row.staffing_type is not None}.values():
        for family in (None, *sorted({row.post_family for _, row in rows if row.post_family})):
            paid = {kind: _rate(rows, unit, kind, family) for kind in StaffingType}
            if len(set(paid.values())) > 1:
                yield _UNEQUAL.format(
                    shift=rows[0][1].shift_kind.label,
                    unit=unit.name,
                    family=Text(f" {family.label.zh}", f" {family.label.en}") if family else "",
                    amounts=_amounts(paid),
                )


def _rate(rows: Sequence[tuple[Unit, Any]], unit: Unit, kind: StaffingType, family: PostFamily | None) -> int | None:
    """Fen that the narrowest fitting row gives, as the pay run has it."""
    fitting = [
        ((row.staffing_type is not None) + (row.post_family is not None) + (at.parent_id is not None), row.amount_fen)
        for at, row in rows
        if unit.path.startswith(at.path) and row.staffing_type in (None, kind) and row.post_family in (None, family)
    ]
    return max(fitting)[1] if fitting else None


def _amounts(paid: dict[StaffingType, int | None]) -> Text:
    said = [
        (kind.label, _NONE if fen is None else Text(yuan_grouped(fen), yuan_grouped(fen))) for kind, fen in paid.items()
    ]
    return Text("，".join(f"{a.zh} {b.zh}" for a, b in said), ", ".join(f"{a.en} {b.en}" for a, b in said))


def rule_row(model: type[Rule], row_id: int, *, viewer: Viewer) -> Rule:
    """A row that the viewer may change, or OutOfScope."""
    statement = select(model).join(Unit, Unit.id == model.unit_id)
    statement = statement.where(model.id == row_id, within(Unit.path, viewer, Action.PAY_PREPARE))
    row = db.session.scalar(statement)
    if row is None:
        raise OutOfScope(f"{model.__tablename__} {row_id}")
    return row
