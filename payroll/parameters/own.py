"""The employer's own dated rows: scale cells, shift rates, allowances, values that fill or replace uncertain law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from payroll.parameters.allowance import Allowance, AllowanceKind, Tier, refuse_unsound
from payroll.parameters.scope import EVERYBODY, Scope
from payroll.parameters.values import Confidence, Row
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

__all__ = [
    "EVERYBODY",
    "Allowance",
    "AllowanceKind",
    "OwnRows",
    "OwnValue",
    "ScaleCell",
    "Scope",
    "ShiftRate",
    "Tier",
    "own_value",
    "refuse_ties",
]


@dataclass(frozen=True, slots=True)
class ScaleCell:
    """An amount (fen a month) of a pay scale; ``cell`` is the key that inputs give, e.g. ``district/G3/5``."""

    cell: str
    amount: int
    valid: DateRange
    source: str


@dataclass(frozen=True, slots=True)
class ShiftRate:
    """Fen per shift of a kind: one rate for all, unless ``scope`` narrows it."""

    kind: ShiftKind
    amount: int
    valid: DateRange
    source: str
    scope: Scope = EVERYBODY


@dataclass(frozen=True, slots=True)
class OwnValue:
    """The employer's value for a law parameter that is a gap, a setting, or not of high confidence."""

    name: str
    row: Row


@dataclass(frozen=True)
class OwnRows:
    """All rows of the employer that a book is built from; each begins on a first and ends on a last of a month."""

    scale_cells: tuple[ScaleCell, ...] = ()
    shift_rates: tuple[ShiftRate, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    values: tuple[OwnValue, ...] = field(default=())

    def __post_init__(self) -> None:
        for cell in self.scale_cells:
            _whole_months(cell.valid, cell.cell)
        for rate in self.shift_rates:
            _whole_months(rate.valid, f"shift_rate.{rate.kind}")
        for allowance in self.allowances:
            _whole_months(allowance.valid, f"allowance.{allowance.code}")
            refuse_unsound(allowance)
        _cells_once(self.scale_cells)
        for kind in ShiftKind:
            refuse_ties(tuple(r for r in self.shift_rates if r.kind is kind), f"shift_rate.{kind}")
        for code in {a.code for a in self.allowances}:
            rows = tuple(a for a in self.allowances if a.code == code)
            refuse_ties(rows, f"allowance.{code}")
            _one_definition(rows, f"allowance.{code}")


def own_value(name: str, value: int | str, valid: DateRange, source: str) -> OwnValue:
    """An ``OwnValue`` whose confidence is high because the employer holds the document named in ``source``."""
    return OwnValue(name, Row(valid, value, source, Confidence.HIGH, "employer"))


def _whole_months(valid: DateRange, place: str) -> None:
    ends_well = valid.last is None or valid.last == Month.of(valid.last).last_day
    if valid.first.day != 1 or not ends_well:
        raise BadInput(
            Text(
                "薪酬数据须自某月1日起、至某月最后一日止，一个月内只有一个数值。",
                "A pay row begins on the first and ends on the last of a month, so that a month has one value.",
            ),
            place,
        )


def _cells_once(cells: tuple[ScaleCell, ...]) -> None:
    ordered = sorted(cells, key=lambda c: (c.cell, c.valid.first))
    for one, two in pairwise(ordered):
        if one.cell == two.cell and one.valid.overlaps(two.valid):
            raise BadInput(
                Text("薪级表单元格 {cell} 的日期重叠。", "The dates of scale cell {cell} overlap.").format(
                    cell=one.cell
                ),
                one.cell,
            )


def refuse_ties(rows: Sequence[ShiftRate | Allowance], place: str) -> None:
    """Raises BadInput when two rows could fit the same person on the same date and neither is the narrower."""
    for one, two in combinations(rows, 2):
        if one.valid.overlaps(two.valid) and one.scope.ties(two.scope):
            raise BadInput(
                Text("两条记录适用同样的人且日期重叠。", "Two rows fit the same people on the same dates."), place
            )


def _one_definition(rows: tuple[Allowance, ...], place: str) -> None:
    if len({row.definition for row in rows}) > 1:
        raise BadInput(
            Text(
                "同一津贴代码的各行只能在金额、范围和日期上不同。",
                "Rows of one allowance may differ in amount, tiers, scope and dates only.",
            ),
            place,
        )
