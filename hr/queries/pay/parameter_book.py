"""The parameter book of a month: law, and the employer's dated rows as the database has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, true

from hr.clock import today
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_item import PayItem, ShiftRate
from hr.models.pay.pay_scale import PayScale, PayScaleCell, ScalePart
from hr.queries.pay.in_force import in_force
from hr.queries.pay.own_value import own_values
from payroll.parameters import own
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from vocabulary.periods import DateRange, Month
from vocabulary.terms import PostFamily, StaffingType
from vocabulary.text import Text

_SOURCE = "{name} · {unit}"
_CELL_SOURCE = {False: "薪级表 {name}", True: "薪级表 {name}（示例，请核对）"}


def book_for(month: Month, known_on: date | None = None) -> Book:
    """Everything that a run of ``month`` may read, frozen; a row counts if it is in force on the month's last day.

    Law as it is known on a day, by default today: what is announced later reaches the month as back pay.
    """
    return Book.of(load_law(known_on=known_on or today()), _own_rows(month)).for_month(month)


def every_own_row() -> own.OwnRows:
    """All dated rows of the employer; raises BadInput where two overlap, tie, or don't keep to whole months."""
    return _own_rows(None)


def _own_rows(month: Month | None) -> own.OwnRows:
    units = {row.id: row.path for row in db.session.execute(select(Unit.id, Unit.path))}
    tree = _Subtrees(units)
    return own.OwnRows(
        scale_cells=tuple(_cells(month)),
        shift_rates=tuple(_shift_rates(month, tree)),
        allowances=tuple(_allowances(month, tree)),
        values=tuple(own_values(month)),
    )


def _wanted(model: Any, month: Month | None) -> ColumnElement[bool]:
    return true() if month is None else in_force(model, month.last_day)


def _valid(row: Any, month: Month | None) -> DateRange:
    """In the book of a month every row holds for that month: rows of other months don't touch its fingerprint."""
    return month.range if month else DateRange(row.valid_from, row.valid_to)


def cell_key(scale: str, part: ScalePart, grade: str | None, step: int | None) -> str:
    """The name of a pay scale cell in the book: ``XN/grade_step/G3/5``; of a rank wage, ``grade`` is the rank."""
    if not part.has_step:
        return f"{scale}/{part.value}/{grade or ''}"
    if not part.has_grade:
        return f"{scale}/{part.value}/{step or 0}"
    return f"{scale}/{part.value}/{grade or ''}/{step or 0}"


class _Subtrees:
    """Which units lie at and below a unit, by code of the input column: the unit's id as text."""

    def __init__(self, paths: dict[int, str]) -> None:
        below: defaultdict[int, list[str]] = defaultdict(list)
        for unit_id, path in paths.items():
            for ancestor in path.strip("/").split("/"):
                below[int(ancestor)].append(str(unit_id))
        self._below = below
        self._roots = {int(path.strip("/").split("/")[0]) for path in paths.values()}

    def scope(
        self, unit_id: int, staffing_type: StaffingType | None, family: PostFamily | None, grade: str | None
    ) -> own.Scope:
        """The scope of a row that holds at ``unit_id`` and below; at the root it names no unit at all."""
        return own.Scope(
            staffing_type=(staffing_type.value,) if staffing_type else (),
            unit=() if unit_id in self._roots else tuple(self._below[unit_id]),
            post=(family.value,) if family else (),
            grade=(grade,) if grade else (),
        )


def _cells(month: Month | None) -> Iterable[own.ScaleCell]:
    rows = db.session.execute(
        select(PayScale.code, PayScale.name, PayScale.is_example, PayScaleCell)
        .join(PayScale.cells)
        .where(_wanted(PayScaleCell, month))
        .order_by(PayScale.code, PayScaleCell.part, PayScaleCell.grade, PayScaleCell.step)
    )
    for code, name, example, cell in rows:
        key = cell_key(code, cell.part, cell.grade, cell.step)
        yield own.ScaleCell(
            key, cell.amount_fen, _valid(cell, month), _dated(_CELL_SOURCE[example].format(name=name), cell.valid_from)
        )


def _shift_rates(month: Month | None, tree: _Subtrees) -> Iterable[own.ShiftRate]:
    rows = db.session.execute(
        select(ShiftRate, Unit.name)
        .join(Unit, Unit.id == ShiftRate.unit_id)
        .where(_wanted(ShiftRate, month))
        .order_by(ShiftRate.id)
    )
    for rate, unit in rows:
        scope = tree.scope(rate.unit_id, rate.staffing_type, rate.post_family, None)
        source = _dated(_SOURCE.format(name="中夜班津贴标准", unit=unit), rate.valid_from)
        yield own.ShiftRate(rate.shift_kind, rate.amount_fen, _valid(rate, month), source, scope)


def _allowances(month: Month | None, tree: _Subtrees) -> Iterable[own.Allowance]:
    rows = db.session.execute(
        select(PayItem, Unit.name)
        .join(Unit, Unit.id == PayItem.unit_id)
        .where(_wanted(PayItem, month))
        .order_by(PayItem.id)
    )
    for item, unit in rows:
        yield own.Allowance(
            code=item.code,
            label=Text(item.name, item.name),
            kind=own.AllowanceKind(item.kind.value),
            amount=item.amount,
            valid=_valid(item, month),
            source=_dated(_SOURCE.format(name=item.name, unit=unit), item.valid_from),
            scope=tree.scope(item.unit_id, item.staffing_type, item.post_family, item.grade),
            base="monthly_pay" if item.kind.value == own.AllowanceKind.RATE_OF_BASE else "",
            taxed=item.taxed,
            in_contribution_base=item.in_contribution_base,
            in_minimum_wage=item.in_minimum_wage,
            measure=item.measure or "",
            tiers=tuple(own.Tier(least, amount) for least, amount in item.tiers or ()),
            marginal=item.marginal,
        )


def _dated(source: str, since: date) -> str:
    return f"{source}（自 {since.isoformat()}）"
