"""From a simulation to reality: the dated rows that its changes come to, shown before they are written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from hr.database import db, now, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_item import PayItemKind
from hr.models.pay.pay_scale import PayScale, ScalePart
from hr.models.pay.simulation import PaySimulation
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.parameter_book import book_for
from hr.queries.pay.simulation import AT, pure_changes, simulation_of
from hr.refusals import Refusal
from hr.services.pay.pay_item import AllowanceWish, ShiftRateWish, set_allowance, set_shift_rate
from hr.services.pay.pay_scale import CellWish, set_cells
from payroll.parameters.allowance import Allowance, AllowanceKind
from payroll.parameters.book import Book
from payroll.parameters.own import OwnRows, ShiftRate
from payroll.parameters.scope import Scope
from payroll.simulation.change import Change
from payroll.simulation.scale_changes import NewCells, RaiseScale, cell_words
from payroll.simulation.scoped_changes import AllowanceChange, NewAllowance, ShiftRateChange, covers
from payroll.units import Unit as Counted
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import PostFamily, StaffingType
from vocabulary.text import Text

_WRITTEN = (ShiftRateChange, AllowanceChange, NewAllowance, RaiseScale, NewCells)
_TWICE = Text("方案已落实过", "Its rules are on file already")
_NOTHING = Text("没有可写入的标准", "There is nothing to be written")
_OTHERWISE = Text("标准已有变动，请重新核对下列内容", "The rules have changed meanwhile: look at the rows once more")
_WIDER = Text(
    "薪级表 {s} 还适用于本模拟以外的人员，须由维护该表的机构调整",
    "Pay scale {s} also pays people outside the simulation: it is for the unit that keeps it to change it",
)
_TIERED = Text("分档津贴“{n}”请在薪酬标准中调整", "Change the tiered allowance “{n}” among the pay rules")
Wish = ShiftRateWish | AllowanceWish | CellWish
Row = TypeVar("Row", bound=ShiftRate | Allowance)


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row to be written: of what and for whom, the amount before (None: nothing so far) and from then on."""

    what: Text
    whom: Text
    before: int | None
    after: int
    counted: Counted
    wish: Wish
    scale_id: int | None = None


Planned = PlannedRow | Text
"""A row, or why something is left to others."""


@dataclass(frozen=True)
class RealPlan:
    """The rows that a simulation comes to from a month on, and the changes that are not written here."""

    start: Month
    rows: Sequence[PlannedRow]
    left: Sequence[Text]

    @property
    def digest(self) -> str:
        """What somebody has looked at: other rows have another."""
        return hashlib.sha256(repr([(row.wish, row.before) for row in self.rows]).encode()).hexdigest()


def plan_of(simulation_id: int, start: Month, *, viewer: Viewer) -> RealPlan:
    """What is to be written so that a simulation holds from ``start`` on. Writes nothing.

    What would reach people outside the simulation is left. Raises Refusal where a change does not fit the rules of that
    month, or once it was written.
    """
    simulation = simulation_of(simulation_id, viewer=viewer, action=Action.PAY_PREPARE)
    if simulation.applied_from is not None:
        raise Refusal(_TWICE)
    changes = pure_changes([_for_its_unit(item, simulation) for item in simulation.changes])
    written = [change for change in changes if isinstance(change, _WRITTEN)]
    present = book_for(start)
    left = [change.said() for change in changes if not isinstance(change, _WRITTEN)]
    found = list(_differences(present.own, _supposed(present, written, start).own, simulation, start))
    left += dict.fromkeys(one for one in found if isinstance(one, Text))
    return RealPlan(start, [one for one in found if isinstance(one, PlannedRow)], left)


def make_real(simulation_id: int, start: Month, seen: str, *, viewer: Viewer) -> int:
    """Write the rows of ``plan_of`` through the services that keep them, all or none; how many.

    ``seen`` is the digest of the plan that was looked at: anything else is refused. Raises Refusal as those services.
    """
    with unit_of_work(viewer, "pay_simulation.make_real"):
        simulation = simulation_of(simulation_id, viewer=viewer, action=Action.PAY_PREPARE, for_change=True)
        plan = plan_of(simulation_id, start, viewer=viewer)
        if not plan.rows:
            raise Refusal(_NOTHING)
        if plan.digest != seen:
            raise Refusal(_OTHERWISE)
        _write(plan, viewer)
        simulation.applied_from, simulation.applied_by, simulation.applied_at = start, viewer.name[:60], now()
    return len(plan.rows)


def _write(plan: RealPlan, viewer: Viewer) -> None:
    cells: dict[int, list[CellWish]] = {}
    for row in plan.rows:
        if isinstance(row.wish, ShiftRateWish):
            set_shift_rate(row.wish, viewer=viewer)
        elif isinstance(row.wish, AllowanceWish):
            set_allowance(row.wish, viewer=viewer)
        elif row.scale_id is not None:
            cells.setdefault(row.scale_id, []).append(row.wish)
    for scale_id, wishes in cells.items():
        set_cells(scale_id, wishes, viewer=viewer)


def _for_its_unit(item: Mapping[str, object], simulation: PaySimulation) -> Mapping[str, object]:
    """A change for the whole simulation is for its unit in reality, and not for everybody there is."""
    return {AT: simulation.unit_id, **item} if "scope" in item else item


def _supposed(present: Book, changes: Sequence[Change], month: Month) -> Book:
    try:
        for change in changes:
            present = change.on_book(present, month)
    except BadInput as bad:
        raise Refusal(bad.reason) from bad
    return present


def _differences(was: OwnRows, now_: OwnRows, simulation: PaySimulation, start: Month) -> Iterator[Planned]:
    places = _Places.look_up()
    for rate in now_.shift_rates:
        old = _paid_so_far([row for row in was.shift_rates if row.kind is rate.kind], rate.scope)
        if old is None or (old.amount, old.scope) != (rate.amount, rate.scope):
            yield _rate_row(rate, old.amount if old else None, places, start)
    for allowance in now_.allowances:
        paid = _paid_so_far([row for row in was.allowances if row.code == allowance.code], allowance.scope)
        if paid is None or (paid.amount, paid.tiers, paid.scope) != (
            allowance.amount,
            allowance.tiers,
            allowance.scope,
        ):
            yield _allowance_row(allowance, paid.amount if paid else None, places, start)
    yield from _cell_rows(was, now_, simulation, start)


def _paid_so_far(rows: Sequence[Row], scope: Scope) -> Row | None:
    """The row by which the people of a scope have been paid: their own, else the nearest that covers them."""
    return max((row for row in rows if covers(row.scope, scope)), key=lambda row: row.scope.narrowness, default=None)


def _rate_row(rate: ShiftRate, before: int | None, places: _Places, start: Month) -> PlannedRow:
    unit_id, staffing_type, family = places.unit_of(rate.scope), *_terms(rate.scope)
    wish = ShiftRateWish(unit_id, rate.kind, rate.amount, start, staffing_type=staffing_type, post_family=family)
    what = Text("{k}津贴（元/班）", "{k} shift rate (yuan a shift)").format(k=rate.kind.label)
    return PlannedRow(what, places.said(rate.scope), before, rate.amount, Counted.FEN, wish)


def _allowance_row(row: Allowance, before: int | None, places: _Places, start: Month) -> Planned:
    if row.kind is AllowanceKind.TIERED:
        return _TIERED.format(n=row.label)
    staffing_type, family = _terms(row.scope)
    wish = AllowanceWish(
        places.unit_of(row.scope),
        row.code,
        row.label.zh,
        PayItemKind.of(row.kind.value),
        row.amount,
        start,
        staffing_type=staffing_type,
        post_family=family,
        grade=row.scope.grade[0] if row.scope.grade else None,
        taxed=row.taxed,
        in_contribution_base=row.in_contribution_base,
        in_minimum_wage=row.in_minimum_wage,
    )
    counted = Counted.RATE if row.kind is AllowanceKind.RATE_OF_BASE else Counted.FEN
    what = Text("津贴“{n}”", "Allowance “{n}”").format(n=row.label)
    return PlannedRow(what, places.said(row.scope), before, row.amount, counted, wish)


def _cell_rows(was: OwnRows, now_: OwnRows, simulation: PaySimulation, start: Month) -> Iterator[Planned]:
    amounts = {cell.cell: cell.amount for cell in was.scale_cells}
    moved = [cell for cell in now_.scale_cells if cell.amount != amounts.get(cell.cell)]
    scales = _scales({cell_words(cell.cell)[0] for cell in moved}, simulation) if moved else {}
    for cell in moved:
        code, part, grade, step = cell_words(cell.cell)
        if code not in scales:
            yield _WIDER.format(s=code)
            continue
        wish = CellWish(ScalePart.of(part), grade, int(step or 0), cell.amount, start)
        what = Text("薪级表 {c}", "Pay scale {c}").format(c=code)
        where = " ".join(word for word in (grade, step) if word)
        whom = Text("{p} {w}", "{p} {w}").format(p=wish.part.label, w=where)
        yield PlannedRow(what, whom, amounts.get(cell.cell), cell.amount, Counted.FEN, wish, scales[code])


def _scales(codes: set[str], simulation: PaySimulation) -> dict[str, int]:
    """Ids of scales by code, but for those that also pay people outside the simulation."""
    rows = db.session.execute(
        select(PayScale.code, PayScale.id)
        .join(Unit, Unit.id == PayScale.unit_id)
        .where(PayScale.code.in_(codes), Unit.path.startswith(simulation.unit.path, autoescape=True))
    )
    return {row.code: row.id for row in rows}


def _terms(scope: Scope) -> tuple[StaffingType | None, PostFamily | None]:
    """One word of each dimension, as rows on file have them."""
    staffing_type = StaffingType.of(scope.staffing_type[0]) if scope.staffing_type else None
    return staffing_type, PostFamily.of(scope.post[0]) if scope.post else None


@dataclass(frozen=True)
class _Places:
    """Units by the units at and below them, as scopes of the book list them; nobody in particular is the root."""

    ids: Mapping[frozenset[str], int]
    names: Mapping[int, str]

    @classmethod
    def look_up(cls) -> _Places:
        units = db.session.execute(select(Unit.id, Unit.path, Unit.name, Unit.parent_id)).all()
        below = {
            frozenset()
            if one.parent_id is None
            else frozenset(str(u.id) for u in units if u.path.startswith(one.path)): one.id
            for one in units
        }
        return cls(below, {one.id: one.name for one in units})

    def unit_of(self, scope: Scope) -> int:
        """The unit at which a row of that scope is kept."""
        return self.ids[frozenset(scope.unit)]

    def said(self, scope: Scope) -> Text:
        """Whom a scope is for."""
        name = self.names[self.unit_of(scope)]
        terms = [term.label for term in _terms(scope) if term] + [Text(grade, grade) for grade in scope.grade]
        return Text(" · ".join([name, *(t.zh for t in terms)]), " · ".join([name, *(t.en for t in terms)]))
