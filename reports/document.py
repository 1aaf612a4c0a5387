"""What a report is made of, be it a page, a PDF or a sheet: cards, tables, figures and notes in an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Language, Text

Cell = int | float | str | date | Month | Text | None
Spec = dict[str, Any]
Tone = Literal["plain", "good", "warn", "bad"]


class Kind(StrEnum):
    """What a value is, and so how it is printed and which number format its cell gets."""

    TEXT = "text"
    MONEY = "money"  # whole fen
    PERCENT = "percent"  # a fraction: 0.286 is printed 28.6%
    PPM = "ppm"  # a rate in whole parts per million: 160000 is printed 16%
    NUMBER = "number"  # with `decimals` digits after the point
    COUNT = "count"  # a whole number
    DATE = "date"
    MONTH = "month"

    @property
    def is_number(self) -> bool:
        """Whether it is set flush right and can be added up by the reader."""
        return self in {Kind.MONEY, Kind.PERCENT, Kind.PPM, Kind.NUMBER, Kind.COUNT}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and what its values are; neighbours of one ``group`` share a heading above."""

    heading: Text
    kind: Kind = Kind.TEXT
    decimals: int = 1
    group: Text | None = None


class Rank(StrEnum):
    """What a row is among the others."""

    PLAIN = "plain"
    GROUP = "group"  # a heading inside the table; only its first cell is read
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, a cell for each column; in a sum's row, empty text after the first cell lends it its room."""

    cells: tuple[Cell, ...]
    rank: Rank = Rank.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading row; raises BadInput when a row has not as many cells as there are columns."""

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Text | None = None

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if row.rank is not Rank.GROUP and len(row.cells) != len(self.columns):
                raise BadInput(
                    Text(
                        "第 {n} 行的单元格数与列数不符", "Row {n} has not as many cells as the table has columns"
                    ).format(n=number),
                    self.title.en,
                )

    @classmethod
    def of(cls, title: Text, columns: Sequence[Column], cells: Iterable[Sequence[Cell]]) -> Table:
        """A table of plain rows."""
        return cls(title, tuple(columns), tuple(Row(tuple(row)) for row in cells))


@dataclass(frozen=True, slots=True)
class Card:
    """One figure that the reader should take away, with what it is and what it rests on."""

    label: Text
    value: Cell
    kind: Kind = Kind.TEXT
    note: Text | None = None
    tone: Tone = "plain"
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards side by side."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: ``build`` gives its Vega-Lite description in a language; ``alternative`` says it to who can't see it."""

    build: Callable[[Language], Spec] = field(repr=False)
    alternative: Text
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph or, with several ``lines``, a list: the method, a limit, an explanation."""

    heading: Text
    lines: tuple[Text, ...]
    tone: Tone = "plain"


Block = Cards | Table | Figure | Note


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice that the figures were made under: the period, a unit, a staffing type."""

    label: Text
    value: Text | str


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a printed page comes from: when (local time), by whom, and the fingerprint of the figures in it."""

    printed_at: datetime
    printed_by: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report: who issues it, what it is about, what it was filtered by, and its blocks in reading order."""

    title: Text
    issuer: Text | str
    blocks: tuple[Block, ...]
    subtitle: Text | None = None
    filters: tuple[Filter, ...] = ()
