"""Reading a form's table: good rows typed, every bad cell named, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from intake import limits
from intake.annotations import ANNOTATIONS
from intake.cells import Cell, has_content
from intake.errors import BadCell, RowError
from intake.headings import HeadingMatch, index_of_headings, match_headings
from intake.rows import RowReader, row_error
from intake.schema import Schema
from intake.sources import Source
from intake.tables import RawRow, open_table
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A good row: its number in the sheet and its values by column key (every key of the schema; blank is None).

    ``cells`` is the row as the file had it.
    """

    number: int
    values: dict[str, Any]
    cells: list[Cell] = field(default_factory=list, repr=False)

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

    ``errors`` may name one row several times.
    """

    schema: Schema
    match: HeadingMatch
    rows: list[TypedRow] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        """The heading row as the file has it."""
        return self.match.headings

    @property
    def unknown(self) -> list[str]:
        """Headings that no column of the schema claims."""
        return self.match.unknown

    @property
    def n_read(self) -> int:
        """Rows with anything in them."""
        return len(self.rows) + len(self.rejected)

    def refuse(self, faults: Mapping[int, Sequence[tuple[str, BadCell]]]) -> None:
        """Reject good rows for what only the caller knows: by row number, the keys of bad cells and their faults."""
        for row in [row for row in self.rows if row.number in faults]:
            self.errors.extend(
                row_error(self.schema, self.match, key, (row.number, row.cells), bad) for key, bad in faults[row.number]
            )
            self.rejected.append(RejectedRow(row.number, row.cells))
        self.rows = [row for row in self.rows if row.number not in faults]
        self.rejected.sort(key=lambda row: row.number)
        self.errors.sort(key=lambda error: error.row)


def read_table(source: Source, schema: Schema, *, name: str | None = None, sheet: str | None = None) -> TableReading:
    """The rows of ``source`` as ``schema`` types them.

    The heading row may stand below a title. ``name`` is a stream's file name for messages; ``sheet`` chooses a sheet by
    name (default: the first visible one). Whether good rows are kept when others are bad is the caller's choice.
    Raises BadInput when the file as a whole can't be read: type, encoding, size, or a required column missing.
    """
    match, rows = find_headings(open_table(source, name=name, sheet=sheet).rows, _index(schema))
    _refuse_missing(schema, match)
    reading = TableReading(schema, match)
    reader = RowReader(schema, match)
    for number, cells in rows:
        if not has_content(cells):
            continue
        values, errors = reader.read(number, cells)
        if errors:
            reading.errors.extend(errors)
            reading.rejected.append(RejectedRow(number, cells))
        else:
            reading.rows.append(TypedRow(number, values, cells))
    return reading


def _index(schema: Schema) -> dict[str, str]:
    return index_of_headings({column.key: column.headings for column in schema.columns} | ANNOTATIONS)


def find_headings(rows: Iterator[RawRow], index: dict[str, str]) -> tuple[HeadingMatch, Iterator[RawRow]]:
    """The row among the first few that knows most headings, and the rows below it."""
    first = list(islice(rows, limits.HEADING_ROWS))
    matches = [match_headings(cells, index) for _, cells in first]
    if not matches:
        raise BadInput(Text("文件里没有任何行", "The file has no rows"))
    best = max(range(len(matches)), key=lambda i: len(matches[i].positions))
    return matches[best], chain(first[best + 1 :], rows)


def _refuse_missing(schema: Schema, match: HeadingMatch) -> None:
    missing = [c for c in schema.columns if c.required and c.key not in match.positions]
    if not missing:
        return
    accepted = "; ".join("/".join(dict.fromkeys(column.headings)) for column in missing)
    raise BadInput(
        Text(
            f"缺少必填列：{'、'.join(c.header.zh for c in missing)}（可用的表头：{accepted}）",
            f"Required columns are missing: {', '.join(c.header.en for c in missing)} (accepted headings: {accepted})",
        ),
        missing[0].key,
    )
