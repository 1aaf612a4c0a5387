"""Reading a form's table: good rows typed, every bad cell named, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from intake.cells import Cell
from intake.errors import RowError
from intake.schema import Schema
from intake.sources import Source


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A good row: its number in the sheet and its values by column key (every key of the schema; blank is None)."""

    number: int
    values: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row with at least one error, as the file had it."""

    number: int
    cells: list[Cell]


@dataclass(slots=True)
class TableReading:
    """What a file gave: always ``n_read == len(rows) + len(rejected)``; blank rows are not counted.

    ``errors`` may name one row several times. ``unknown`` lists headings that no column claims.
    """

    schema: Schema
    headings: list[str]
    rows: list[TypedRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    n_read: int = 0


def read_table(source: Source, schema: Schema, *, name: str | None = None, sheet: str | None = None) -> TableReading:
    """The rows of ``source`` as ``schema`` types them.

    ``name`` is a stream's file name for messages; ``sheet`` chooses a sheet by name (default: the first visible one).
    Raises BadInput when the file as a whole can't be read: type, encoding, size, or a required column missing.
    """
    raise NotImplementedError
