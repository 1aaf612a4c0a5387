"""Where somebody stands in pay: standing, bases and tax deductions with their history, for who may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from hr.database import db
from hr.models.pay.pay_scale import PayScale, PayScaleCell, ScalePart, parts_paid, place_in
from hr.models.pay.pay_standing import ContributionBase, PayStanding, TaxDeduction
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.in_force import in_force
from hr.queries.staff.person import seen_by
from hr.refusals import OutOfScope

SEEN_WITH = (Action.PAY_READ, Action.PAY_STANDING_WRITE)


def employment_seen(
    employment_id: int, *, viewer: Viewer, actions: Iterable[Action] = SEEN_WITH, own: bool = False
) -> Employment:
    """The employment with its person and their unit, if the viewer may do one of ``actions`` there, or OutOfScope."""
    allowed = [seen_by(viewer, action) for action in actions]
    if own and viewer.person_id is not None:
        allowed.append(Employment.person_id == viewer.person_id)
    employment = db.session.scalar(
        select(Employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .options(contains_eager(Employment.person).contains_eager(Person.home_unit))
        .where(Employment.id == employment_id, or_(*allowed))
    )
    if employment is None:
        raise OutOfScope(f"employment {employment_id}")
    return employment


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A standing with the scale's name and what its place is worth (fen a month), on its last day or today."""

    row: PayStanding
    scale: PayScale | None
    monthly_fen: int | None


@dataclass(frozen=True)
class StandingPage:
    """Everything about one employment's pay standing; each list has the newest first."""

    employment: Employment
    standings: Sequence[StandingLine]
    bases: Sequence[ContributionBase]
    deductions: Sequence[TaxDeduction]
    is_own: bool
    may_place: bool
    may_declare: bool

    def current(self, on: date) -> StandingLine | None:
        """The standing in force on a day."""
        return next((line for line in self.standings if _holds(line.row, on)), None)

    def base(self, on: date) -> ContributionBase | None:
        """The bases in force on a day."""
        return next((row for row in self.bases if _holds(row, on)), None)


def standing_page(employment_id: int, on: date, *, viewer: Viewer) -> StandingPage:
    """The page of an employment in scope, or of one's own; what one may change is never one's own."""
    employment = employment_seen(employment_id, viewer=viewer, own=True)
    path, is_own = employment.person.home_unit.path, viewer.is_person(employment.person_id)
    may_place = not is_own and viewer.may(Action.PAY_STANDING_WRITE, path)
    return StandingPage(
        employment=employment,
        standings=_standings(employment, on),
        bases=_dated(ContributionBase, ContributionBase.employment_id == employment.id),
        deductions=_dated(TaxDeduction, TaxDeduction.person_id == employment.person_id),
        is_own=is_own,
        may_place=may_place,
        may_declare=may_place or (not is_own and viewer.may(Action.PAY_PREPARE, path)),
    )


def standing_card(person_id: int, on: date, *, viewer: Viewer) -> StandingPage | None:
    """The same for the employment of a person that runs on a day (else their last), None where it is not to be seen."""
    employment_id = db.session.scalar(
        select(Employment.id)
        .where(Employment.person_id == person_id, Employment.starts_on <= on)
        .order_by(Employment.starts_on.desc())
        .limit(1)
    )
    if employment_id is None:
        return None
    try:
        return standing_page(employment_id, on, viewer=viewer)
    except OutOfScope:
        return None


def _dated(model: Any, condition: Any) -> Sequence[Any]:
    return db.session.scalars(select(model).where(condition).order_by(model.valid_from.desc(), model.id.desc())).all()


def _standings(employment: Employment, on: date) -> list[StandingLine]:
    rows = db.session.execute(
        select(PayStanding, PayScale)
        .outerjoin(PayScale, PayScale.id == PayStanding.pay_scale_id)
        .where(PayStanding.employment_id == employment.id)
        .order_by(PayStanding.valid_from.desc())
    ).all()
    worth = _worth({scale.id for _, scale in rows if scale is not None})
    return [StandingLine(row, scale, _monthly(employment, row, on, worth)) for row, scale in rows]


def _worth(scale_ids: set[int]) -> Sequence[PayScaleCell]:
    return db.session.scalars(select(PayScaleCell).where(PayScaleCell.pay_scale_id.in_(sorted(scale_ids)))).all()


def _monthly(employment: Employment, row: PayStanding, on: date, cells: Sequence[PayScaleCell]) -> int | None:
    """What the standing was or is worth: on its last day if it has ended, else today (or on its first, if that is
    still to come). None when the scale lacks the place, and for pay by the hour.
    """
    if row.hourly_rate_fen:
        return None
    if row.pay_scale_id is None:
        return row.fixed_wage_fen + row.performance_basic_fen + row.performance_incentive_fen
    day = max(row.valid_from, min(on, row.valid_to or on))
    parts = parts_paid(employment.staffing_type, employment.person.home_unit.nature)
    amounts = [_amount(row, part, day, cells) for part in parts]
    if any(amount is None for amount in amounts):
        return None
    return sum(a for a in amounts if a) + row.performance_basic_fen + row.performance_incentive_fen


def _amount(row: PayStanding, part: ScalePart, day: date, cells: Sequence[PayScaleCell]) -> int | None:
    grade, step = place_in(part, row.grade, row.step, row.rank)
    for cell in cells:
        same = (cell.pay_scale_id, cell.part, cell.grade, cell.step) == (row.pay_scale_id, part, grade, step)
        if same and _holds(cell, day):
            return cell.amount_fen
    return None


def _holds(row: Any, day: date) -> bool:
    found: bool = row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
    return found


def places_on(scale_ids: Sequence[int], on: date) -> Sequence[PayScaleCell]:
    """Every cell of some scales that is in force on a day, in the order of a selector."""
    return db.session.scalars(
        select(PayScaleCell)
        .where(PayScaleCell.pay_scale_id.in_(list(scale_ids)), in_force(PayScaleCell, on))
        .order_by(PayScaleCell.pay_scale_id, PayScaleCell.grade, PayScaleCell.step)
    ).all()
