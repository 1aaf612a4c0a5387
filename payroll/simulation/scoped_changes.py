"""Changes to amounts that differ by unit, post, staffing type or grade: shift rates and allowances."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from payroll.parameters.allowance import Allowance, AllowanceKind, Tier
from payroll.parameters.book import Book
from payroll.parameters.canonical import in_order
from payroll.parameters.own import OwnRows, ShiftRate
from payroll.parameters.scope import EVERYBODY, Scope
from payroll.simulation.adjustment import Adjustment, Move
from payroll.simulation.change import SOURCE, Change, throughout
from payroll.units import Unit
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

Row = TypeVar("Row", bound=ShiftRate | Allowance)
_PARTLY = Text(
    "已有标准只与所选范围部分重叠，请分别按更窄的范围调整。",
    "An amount on file covers part of these people and others too: change narrower groups one by one.",
)
_TIERED = Text(
    "分档津贴没有单一金额，只能按比例或金额增减。",
    "A tiered allowance has no one amount: change it by per cent or by an amount.",
)
_NONE = Text("当月没有可调整的标准。", "There is no amount in force to be changed.")


@dataclass(frozen=True, slots=True)
class ShiftRateChange(Change):
    """The rate of a shift (fen) for the people of ``scope`` moves by ``adjustment``."""

    kind: ShiftKind
    adjustment: Adjustment
    scope: Scope = EVERYBODY

    @property
    def place(self) -> str:
        return f"shift_rate.{self.kind.value}"

    def said(self) -> Text:
        return Text("{k}津贴 {how}", "{k} shift rate {how}").format(
            k=self.kind.label, how=self.adjustment.said(Unit.FEN)
        )

    def on_book(self, book: Book, month: Month) -> Book:
        """Raises BadInput when there is no rate to move, or rows for other people overlap these."""
        rows = tuple(r for r in book.own.shift_rates if r.kind is self.kind and month.first_day in r.valid)
        rest = tuple(r for r in book.own.shift_rates if r not in rows)
        new = moved(rows, self.scope, self.adjustment, self.place)
        if not rows and self.adjustment.move is Move.TO:
            new = (ShiftRate(self.kind, self.adjustment.value, throughout(month), SOURCE, self.scope),)
        return _with(book, replace(book.own, shift_rates=(*rest, *new)))


@dataclass(frozen=True, slots=True)
class AllowanceChange(Change):
    """The amount of allowance ``code`` for the people of ``scope`` moves by ``adjustment``.

    ``unit`` is RATE for an allowance by a rate of base pay (ppm), else FEN; ``label`` is only said.
    """

    code: str
    adjustment: Adjustment
    scope: Scope = EVERYBODY
    unit: Unit = Unit.FEN
    label: str = ""

    @property
    def place(self) -> str:
        return f"allowance.{self.code}"

    def said(self) -> Text:
        named = self.label or self.code
        return Text("津贴“{n}” {how}", "Allowance “{n}” {how}").format(n=named, how=self.adjustment.said(self.unit))

    def on_book(self, book: Book, month: Month) -> Book:
        """Raises BadInput for a code that the book has not got, and as a change of shift rates."""
        rows = tuple(a for a in book.own.allowances if a.code == self.code and month.first_day in a.valid)
        if not rows:
            raise BadInput(_NONE, self.place)
        if unit_of(rows[0].kind) is not self.unit:
            raise BadInput(Text("该津贴的计量单位不同。", "This allowance is not reckoned in that unit."), self.place)
        rest = tuple(a for a in book.own.allowances if a not in rows)
        return _with(book, replace(book.own, allowances=(*rest, *moved(rows, self.scope, self.adjustment, self.place))))


@dataclass(frozen=True, slots=True)
class NewAllowance(Change):
    """An allowance that there is not yet; its dates are those of the simulated month."""

    allowance: Allowance

    @property
    def place(self) -> str:
        return f"allowance.{self.allowance.code}"

    def said(self) -> Text:
        amount = Adjustment(Move.TO, self.allowance.amount).said(unit_of(self.allowance.kind))
        return Text("新津贴“{l}” {a}", "New allowance “{l}” {a}").format(l=self.allowance.label, a=amount)

    def on_book(self, book: Book, month: Month) -> Book:
        """Raises BadInput for a code that is in use, no code, or a negative amount."""
        if not self.allowance.code or any(a.code == self.allowance.code for a in book.own.allowances):
            raise BadInput(Text("津贴代码为空或已使用。", "The allowance's code is blank or in use."), self.place)
        if self.allowance.amount < 0:
            raise BadInput(Text("标准不能为负数。", "An amount can't be negative."), self.place)
        row = replace(self.allowance, valid=throughout(month), source=SOURCE)
        return _with(book, replace(book.own, allowances=(*book.own.allowances, row)))


def unit_of(kind: AllowanceKind) -> Unit:
    """What the amount of an allowance of that kind counts."""
    return Unit.RATE if kind is AllowanceKind.RATE_OF_BASE else Unit.FEN


def moved(rows: tuple[Row, ...], scope: Scope, adjustment: Adjustment, place: str) -> tuple[Row, ...]:
    """``rows`` (of one thing, on one day) with everybody in ``scope`` paid the moved amount, all others as before.

    Rows for some of ``scope`` move; where a wider row covers ``scope``, one for ``scope`` alone is put beside it.
    """
    if not rows:
        return ()
    wider = [row for row in rows if row.scope != scope and covers(row.scope, scope)]
    inside: list[Row] = [row for row in rows if covers(scope, row.scope)]
    others: list[Row] = [row for row in rows if row not in inside]
    if any(row.scope.meets(scope) for row in others if row not in wider):
        raise BadInput(_PARTLY, place)
    made: list[Row] = [_moved(row, row.scope, adjustment, place) for row in inside]
    if not any(row.scope == scope for row in inside) and (wider or not inside):
        if not wider and adjustment.move is not Move.TO:
            raise BadInput(_NONE, place)
        nearest = max(wider, key=lambda row: row.scope.narrowness, default=rows[0])
        made.append(_moved(nearest, scope, adjustment, place))
    return (*others, *made)


def covers(wide: Scope, narrow: Scope) -> bool:
    """Whether everybody in ``narrow`` is in ``wide``."""
    pairs = zip(wide.dimensions().values(), narrow.dimensions().values(), strict=True)
    return all(not theirs or (mine and set(mine) <= set(theirs)) for theirs, mine in pairs)


def _moved(row: Row, scope: Scope, by: Adjustment, place: str) -> Row:
    if isinstance(row, Allowance) and row.kind is AllowanceKind.TIERED:
        if by.move is Move.TO:
            raise BadInput(_TIERED, place)
        tiers = tuple(Tier(tier.least, _positive(by.of(tier.amount), place)) for tier in row.tiers)
        return replace(row, tiers=tiers, scope=scope, source=SOURCE)
    return replace(row, amount=_positive(by.of(row.amount), place), scope=scope, source=SOURCE)


def _positive(amount: int, place: str) -> int:
    if amount < 0:
        raise BadInput(Text("标准不能为负数。", "An amount can't be negative."), place)
    return amount


def _with(book: Book, own: OwnRows) -> Book:
    return replace(book, own=in_order(own))
