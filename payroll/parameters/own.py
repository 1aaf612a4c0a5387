"""The employer's own dated rows: scale cells, shift rates, allowances, values that fill or replace uncertain law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations, pairwise

from payroll.parameters.values import Confidence, Row
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.terms import ShiftKind
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a row is for: each tuple lists codes of ``Inputs``' coded columns; an empty tuple means everybody.

    A row for a unit and what lies below it lists all those units: the library knows no tree.
    """

    staffing_type: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    post: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()

    @property
    def narrowness(self) -> int:
        """How many dimensions it names; of two rows that fit, the narrower one counts."""
        return sum(1 for codes in self.dimensions().values() if codes)

    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """Codes by input column."""
        return {"staffing_type": self.staffing_type, "unit": self.unit, "post": self.post, "grade": self.grade}

    def meets(self, other: Scope) -> bool:
        """Whether somebody could be in both."""
        pairs = zip(self.dimensions().values(), other.dimensions().values(), strict=True)
        return all(not mine or not theirs or set(mine) & set(theirs) for mine, theirs in pairs)


EVERYBODY = Scope()


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


class AllowanceKind(StrEnum):
    """How an allowance is reckoned."""

    FIXED = "fixed"  # fen a month
    RATE_OF_BASE = "rate_of_base"  # ppm of the figure ``base``
    PER_SHIFT = "per_shift"  # fen per early, middle and night shift
    PER_DAY = "per_day"  # fen per day attended
    PER_STANDARD_MINUTE = "per_standard_minute"  # fen per standard minute


@dataclass(frozen=True, slots=True)
class Allowance:
    """One row of an allowance ``code``; rows of one code share everything but amount, scope and dates.

    ``amount`` is fen, or ppm for ``RATE_OF_BASE``. ``prorated``: a fixed sum follows the part of the month worked.
    """

    code: str
    label: Text
    kind: AllowanceKind
    amount: int
    valid: DateRange
    source: str
    scope: Scope = EVERYBODY
    base: str = ""
    taxed: bool = True
    in_contribution_base: bool = True
    in_minimum_wage: bool = True
    prorated: bool = False

    @property
    def definition(self) -> tuple[object, ...]:
        """What all rows of one code must share."""
        flags = (self.taxed, self.in_contribution_base, self.in_minimum_wage, self.prorated)
        return (self.label, self.kind, self.base, *flags)


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
        same_width = one.scope.narrowness == two.scope.narrowness
        if same_width and one.valid.overlaps(two.valid) and one.scope.meets(two.scope):
            raise BadInput(
                Text("两条记录适用同样的人且日期重叠。", "Two rows fit the same people on the same dates."), place
            )


def _one_definition(rows: tuple[Allowance, ...], place: str) -> None:
    if len({row.definition for row in rows}) > 1:
        raise BadInput(
            Text(
                "同一津贴代码的各行只能在金额、范围和日期上不同。",
                "Rows of one allowance may differ in amount, scope and dates only.",
            ),
            place,
        )
