"""Shift rates and allowances: new amounts from a month on, and the end of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from hr.database import unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_item import PayItem, PayItemKind, ShiftRate, TierMeasure
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.queries.pay.parameter_book import every_own_row
from hr.queries.pay.settled import last_settled_at, refuse_settled
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.dated_rows import end_of, end_with, put
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import PostFamily, ShiftKind, StaffingType

Rule = TypeVar("Rule", PayItem, ShiftRate)


@dataclass(frozen=True, slots=True)
class ShiftRateWish:
    """Fen per shift of a kind at a unit and below from ``start`` on (to ``last``); None means everybody.

    ``dated_back``: it is meant to reach into locked months, and their difference is paid as back pay.
    ``correction``: why the row from ``start`` on was wrong, and is put right in its place.
    """

    unit_id: int
    shift_kind: ShiftKind
    amount_fen: int
    start: Month
    last: Month | None = None
    staffing_type: StaffingType | None = None
    post_family: PostFamily | None = None
    dated_back: bool = False
    correction: str = ""


@dataclass(frozen=True, slots=True)
class AllowanceWish:
    """An allowance at a unit and below: ``amount`` in fen, ppm for a rate of base pay; None means everybody.

    A tiered one has ``tiers`` of ``measure`` instead of an amount: where each begins and its fen (see PayItem).

    ``dated_back`` and ``correction`` as for ``ShiftRateWish``.
    """

    unit_id: int
    code: str
    name: str
    kind: PayItemKind
    amount: int
    start: Month
    last: Month | None = None
    staffing_type: StaffingType | None = None
    post_family: PostFamily | None = None
    grade: str | None = None
    taxed: bool = True
    in_contribution_base: bool = True
    in_minimum_wage: bool = True
    measure: TierMeasure | None = None
    tiers: tuple[tuple[int, int], ...] = ()
    marginal: bool = False
    dated_back: bool = False
    correction: str = ""


def set_shift_rate(wish: ShiftRateWish, *, viewer: Viewer) -> ShiftRate:
    """Begin a shift rate; the one before for the same people ends the day before.

    Raises Refusal for a paid month, a row from then or later, or another row that would fit the same people.
    """
    same = and_(
        ShiftRate.unit_id == wish.unit_id,
        ShiftRate.shift_kind == wish.shift_kind,
        _same(ShiftRate.staffing_type, wish.staffing_type),
        _same(ShiftRate.post_family, wish.post_family),
    )
    row = ShiftRate(
        unit_id=wish.unit_id,
        shift_kind=wish.shift_kind,
        amount_fen=wish.amount_fen,
        staffing_type=wish.staffing_type,
        post_family=wish.post_family,
        valid_from=wish.start.first_day,
        valid_to=end_of(wish.start, wish.last),
    )
    with unit_of_work(viewer, "shift_rate.set") as session:
        return _begin(session, row, same, wish, viewer)


def set_allowance(wish: AllowanceWish, *, viewer: Viewer) -> PayItem:
    """Begin an allowance; the amount before for the same people ends the day before. Raises as ``set_shift_rate``."""
    same = and_(
        PayItem.unit_id == wish.unit_id,
        PayItem.code == wish.code,
        _same(PayItem.staffing_type, wish.staffing_type),
        _same(PayItem.post_family, wish.post_family),
        _same(PayItem.grade, wish.grade),
    )
    row = PayItem(
        unit_id=wish.unit_id,
        code=wish.code,
        name=wish.name,
        kind=wish.kind,
        amount=wish.amount,
        measure=wish.measure,
        tiers=[list(tier) for tier in wish.tiers] or None,
        marginal=wish.marginal,
        staffing_type=wish.staffing_type,
        post_family=wish.post_family,
        grade=wish.grade,
        taxed=wish.taxed,
        in_contribution_base=wish.in_contribution_base,
        in_minimum_wage=wish.in_minimum_wage,
        valid_from=wish.start.first_day,
        valid_to=end_of(wish.start, wish.last),
    )
    with unit_of_work(viewer, "pay_item.set") as session:
        return _begin(session, row, same, wish, viewer)


def end_shift_rate(rate_id: int, last: Month, *, viewer: Viewer, dated_back: bool = False) -> None:
    """Let a shift rate end with ``last``, with none to follow; in a locked month only if that is meant."""
    _end(ShiftRate, rate_id, last, viewer, dated_back=dated_back)


def end_allowance(item_id: int, last: Month, *, viewer: Viewer, dated_back: bool = False) -> None:
    """Let an allowance end with ``last``, with none to follow; in a locked month only if that is meant."""
    _end(PayItem, item_id, last, viewer, dated_back=dated_back)


def _same(column: Any, value: object) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = column.is_(None) if value is None else column == value
    return condition


def _begin(
    session: Session, row: Rule, same: ColumnElement[bool], wish: ShiftRateWish | AllowanceWish, viewer: Viewer
) -> Rule:
    unit = unit_of(row.unit_id, viewer=viewer, action=Action.PAY_PREPARE)
    refuse_settled(wish.start, last_settled_at(unit.path), dated_back=wish.dated_back)
    held = put(session, session.scalars(select(type(row)).where(same)).all(), row, correction=wish.correction)
    session.flush()
    _refuse_ties()
    return held


def _refuse_ties() -> None:
    """Two rows for the same people on the same dates, or two definitions of one allowance, are no pay rule."""
    try:
        every_own_row()
    except BadInput as bad:
        raise Refusal(bad.reason, "start") from bad


def _end(model: Any, row_id: int, last: Month, viewer: Viewer, *, dated_back: bool) -> None:
    with unit_of_work(viewer, f"{model.__tablename__}.end") as session:
        row = session.get(model, row_id)
        if row is None:
            raise OutOfScope(f"{model.__tablename__} {row_id}")
        unit: Unit = unit_of(row.unit_id, viewer=viewer, action=Action.PAY_PREPARE)
        refuse_settled(last + 1, last_settled_at(unit.path), "last", dated_back=dated_back)
        end_with(row, last)
