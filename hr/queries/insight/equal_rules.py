"""The same-rules test: shift rates and allowances that differ between staffing types doing the same post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, literal, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_item import PayItem, PayItemKind, ShiftRate
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.in_force import in_force
from vocabulary.money import PPM, yuan_grouped
from vocabulary.periods import Month
from vocabulary.terms import PostFamily, StaffingType
from vocabulary.text import Text

_NONE = Text("无", "none")


@dataclass(frozen=True, slots=True)
class UnequalRule:
    """One rule that gives staffing types different amounts; ``amounts`` are as people read them, ``since`` the latest
    day on which one of its rows began."""

    rule: Text
    unit: str
    post: Text
    grade: str
    amounts: tuple[tuple[StaffingType, Text], ...]
    since: date


def unequal_rules(month: Month, unit: Unit, *, viewer: Viewer) -> list[UnequalRule]:
    """Rules in force on the month's last day, at ``unit``, above it (they hold there too) and below it in scope."""
    viewer.require(Action.EQUAL_PAY_READ, unit.path)
    families: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row, name in _rows(ShiftRate, month, unit, viewer):
        families["shift", row.shift_kind.label, name, row.post_family, ""].append(row)
    for row, name in _rows(PayItem, month, unit, viewer):
        families[row.kind, Text(row.name, row.name), name, row.post_family, row.grade or ""].append(row)
    return list(_unequal(families))


def _rows(model: Any, month: Month, unit: Unit, viewer: Viewer) -> Sequence[Any]:
    below = Unit.path.startswith(unit.path, autoescape=True) & within(Unit.path, viewer, Action.EQUAL_PAY_READ)
    above: ColumnElement[bool] = literal(unit.path).like(Unit.path + "%")
    return db.session.execute(
        select(model, Unit.name)
        .join(Unit, Unit.id == model.unit_id)
        .where(in_force(model, month.last_day), or_(above, below))
        .order_by(Unit.path, model.id)
    ).all()


def _unequal(families: Mapping[tuple[Any, ...], Sequence[Any]]) -> Iterator[UnequalRule]:
    for (kind, label, unit, family, grade), rows in families.items():
        by_type = {row.staffing_type: row for row in rows}
        amounts = {one: _amount(by_type.get(one) or by_type.get(None)) for one in StaffingType}
        if len(set(amounts.values())) == 1:
            continue
        yield UnequalRule(
            rule=_rule(kind, label),
            unit=unit,
            post=_post(family),
            grade=grade,
            amounts=tuple((one, _said(kind, amount)) for one, amount in amounts.items()),
            since=max(row.valid_from for row in rows),
        )


def _amount(row: Any) -> int | None:
    if row is None:
        return None
    return int(row.amount_fen if isinstance(row, ShiftRate) else row.amount)


def _rule(kind: Any, label: Text) -> Text:
    if kind == "shift":
        return Text("{kind}津贴（每班）", "{kind} shift differential (a shift)").format(kind=label)
    return Text("{name}（{kind}）", "{name} ({kind})").format(name=label, kind=kind.label)


def _post(family: PostFamily | None) -> Text:
    return family.label if family else Text("全部岗位", "Every post")


def _said(kind: Any, amount: int | None) -> Text:
    if amount is None:
        return _NONE
    if kind is PayItemKind.RATE_OF_BASE:
        return Text(f"{amount * 100 / PPM:g}%", f"{amount * 100 / PPM:g}%")
    return Text(yuan_grouped(amount), yuan_grouped(amount))
