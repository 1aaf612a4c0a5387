"""A parameter: a named value that changes on known dates, with unit, source and confidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from payroll.parameters.choice_words import choice_label
from payroll.units import Unit, shown
from vocabulary.bad_input import BadInput
from vocabulary.money import yuan_grouped
from vocabulary.periods import DateRange
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Bracket:
    """A step of a tax table: amounts up to ``upper`` (fen, included; None: no end), ``rate`` (ppm), ``quick`` (fen)."""

    upper: int | None
    rate: int
    quick: int


Value = int | str | tuple[int, ...] | tuple[Bracket, ...]


class Kind(StrEnum):
    """The form of a parameter's value, and what its whole numbers count."""

    YUAN = "yuan"  # stored in fen
    RATE = "rate"  # stored in ppm; also factors such as 1.5
    DAYS = "days"  # stored in hundredths
    COUNT = "count"
    COUNTS = "counts"
    RATES = "rates"
    BRACKETS = "brackets"
    CHOICE = "choice"

    def fits(self, value: object) -> bool:
        """Whether ``value`` has this form."""
        if self in (Kind.COUNTS, Kind.RATES, Kind.BRACKETS):
            return isinstance(value, tuple)
        return isinstance(value, str if self is Kind.CHOICE else int)

    @property
    def unit(self) -> Unit:
        """The unit of the stored whole numbers."""
        units = {Kind.YUAN: Unit.FEN, Kind.RATE: Unit.RATE, Kind.RATES: Unit.RATE, Kind.DAYS: Unit.DAYS}
        return units.get(self, Unit.COUNT)


class Confidence(StrEnum):
    """How sure the value is; only what is not ``high`` is the employer's to replace, a choice like an amount."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Row:
    """One value over a range of dates; ``value`` None is a gap that is known and named.

    ``announced``: when the value became known, where that was after it came into force; no part of a stored book.
    """

    valid: DateRange
    value: Value | None
    source: str
    confidence: Confidence
    note: str = ""
    announced: date | None = field(default=None, compare=False)

    def is_known(self, on: date | None) -> bool:
        """Whether the value had been announced on a day (None: today and ever after)."""
        return on is None or self.announced is None or self.announced <= on


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with all its dated rows, in order; ``fill_in`` says where the value of a gap is to be had.

    ``continues``: by what practice the value before goes on until a later one is announced; empty where it does not.
    ``not_below`` names the law parameter that an employer's own value may not be below.
    """

    name: str
    label: Text
    kind: Kind
    rows: tuple[Row, ...]
    fill_in: Text | None = None
    continues: str = field(default="", compare=False)
    not_below: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        for earlier, later in pairwise(self.rows):
            if earlier.valid.last is None or later.valid.first <= earlier.valid.last:
                raise BadInput(
                    Text("参数“{label}”的日期重叠：{on}。", "The dates of {label} overlap at {on}.").format(
                        label=self.label, on=later.valid.first
                    ),
                    self.name,
                )

    def row_on(self, on: date) -> Row:
        """The row in force on ``on``; raises BadInput that names parameter and date and says what to fill in."""
        for row in self.rows:
            if on in row.valid and row.value is not None:
                return row
        raise BadInput(
            Text(
                "参数“{label}”（{name}）在 {on} 没有数值。{fill_in}",
                "Parameter “{label}” ({name}) has no value on {on}. {fill_in}",
            ).format(label=self.label, name=self.name, on=on, fill_in=self.fill_in or _FILL_IN),
            self.name,
        )

    def newest(self) -> Row:
        """The last row that has a value."""
        return [row for row in self.rows if row.value is not None][-1]


_FILL_IN = Text(
    "请在“参数补录”中补录该日期适用的数值及文件依据。",
    "Enter the value in force on that date and its source under Own values.",
)


def shown_value(kind: Kind, value: Value) -> Text:
    """A stored value as people read it."""
    if isinstance(value, int):
        return shown(_fraction(kind, value), kind.unit)
    if isinstance(value, str):
        return choice_label(value)
    parts = ", ".join(_shown_part(kind, part) for part in value)
    return Text(parts, parts)


def _shown_part(kind: Kind, part: int | Bracket) -> str:
    if isinstance(part, Bracket):
        upper = "∞" if part.upper is None else yuan_grouped(part.upper)
        return f"≤{upper} {_shown_part(Kind.RATES, part.rate)} −{yuan_grouped(part.quick)}"
    return shown(_fraction(kind, part), kind.unit).en


def _fraction(kind: Kind, value: int) -> Fraction:
    return Fraction(value, kind.unit.per)
