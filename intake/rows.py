"""One row of a form at a time: cells parsed, checks across the row made, keys watched for repetition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from intake import cells as c
from intake.cells import Cell, ErrorValue, Formula, is_blank, is_formula_text
from intake.errors import BadCell, RowError
from intake.headings import HeadingMatch
from intake.schema import Column, Schema
from vocabulary.text import Text

_MEMO_LIMIT = 50_000
_REQUIRED = Text("必填项为空", "A required cell is empty")
_STRAY = Text("没有表头的列里有内容", "Something stands in a column that has no heading")
_STRAY_WAY = Text(
    "检查是否有多余的分隔符，或给该列加上表头", "Look for a separator too many, or give the column a heading"
)
_REPEATED_WAY = Text("合并两行，或删去其中一行", "Merge the two rows or delete one of them")


def refuse_special(cell: Cell) -> None:
    """Raises BadCell for a formula or an error value."""
    if isinstance(cell, ErrorValue) or (isinstance(cell, str) and cell.strip() in c.ERROR_TEXTS):
        raise BadCell("error_value", c.ERROR_REASON, c.ERROR_SUGGESTION)
    if isinstance(cell, Formula) or (isinstance(cell, str) and is_formula_text(cell)):
        raise BadCell("formula", c.FORMULA_REASON, c.FORMULA_SUGGESTION)


def cell_at(position: int | None, cells: Sequence[Cell]) -> Cell:
    """The cell at a column's position; None where the column or the cell is not there."""
    return cells[position] if position is not None and position < len(cells) else None


def row_error(schema: Schema, match: HeadingMatch, key: str, row: tuple[int, Sequence[Cell]], bad: BadCell) -> RowError:
    """``bad`` as an error of the column ``key`` in ``row`` (number, cells), under the heading that the file has."""
    number, cells = row
    position = match.positions.get(key)
    heading = schema.column(key).header.zh if position is None else match.headings[position]
    return RowError(number, heading, key, cell_at(position, cells), bad.code, bad.reason, bad.suggestion)


class RowReader:
    """Reads rows of one file by one schema; remembers the keys it has seen."""

    def __init__(self, schema: Schema, match: HeadingMatch) -> None:
        self._schema = schema
        self._match = match
        self._unheaded = [place for place, heading in enumerate(match.headings) if not heading]
        self._memo: dict[str, dict[str, Any]] = {column.key: {} for column in schema.columns}
        self._seen: dict[tuple[Any, ...], int] = {}

    def read(self, number: int, cells: Sequence[Cell]) -> tuple[dict[str, Any], list[RowError]]:
        """The row's values, and what is wrong with it (then the values are incomplete)."""
        values: dict[str, Any] = {}
        errors: list[RowError] = []
        for column in self._schema.columns:
            cell = self._cell(column.key, cells)
            try:
                values[column.key] = self._value(column, cell)
            except BadCell as bad:
                errors.append(self._error(number, column.key, cells, bad))
        errors += self._stray(number, cells)
        errors += self._repeated(number, values, cells)
        return values, errors or self._checked(number, values, cells)

    def _cell(self, key: str, cells: Sequence[Cell]) -> Cell:
        return cell_at(self._match.positions.get(key), cells)

    def _value(self, column: Column, cell: Cell) -> Any:
        if is_blank(cell):
            if column.required:
                raise BadCell(
                    "missing", _REQUIRED, Text(f"填写：{column.parser.form.zh}", f"Enter: {column.parser.form.en}")
                )
            return None
        if not isinstance(cell, str):
            refuse_special(cell)
            return column.parser(cell)
        memo = self._memo[column.key]
        if cell not in memo:
            refuse_special(cell)
            if len(memo) >= _MEMO_LIMIT:
                memo.clear()
            memo[cell] = column.parser(cell)
        return memo[cell]

    def _error(self, number: int, key: str, cells: Sequence[Cell], bad: BadCell) -> RowError:
        return row_error(self._schema, self._match, key, (number, cells), bad)

    def _stray(self, number: int, cells: Sequence[Cell]) -> list[RowError]:
        stray = [cells[place] for place in self._unheaded if place < len(cells)] + list(
            cells[len(self._match.headings) :]
        )
        first = next((cell for cell in stray if not is_blank(cell)), None)
        return [] if first is None else [RowError(number, "", "", first, "no_heading", _STRAY, _STRAY_WAY)]

    def _repeated(self, number: int, values: dict[str, Any], cells: Sequence[Cell]) -> list[RowError]:
        errors = []
        for unique in self._schema.unique:
            if any(values.get(key) is None for key in unique):
                continue
            first = self._seen.setdefault((unique, *(values[key] for key in unique)), number)
            if first != number:
                bad = BadCell("duplicate_key", Text(f"与第 {first} 行重复", f"It repeats row {first}"), _REPEATED_WAY)
                errors.append(self._error(number, unique[0], cells, bad))
        return errors

    def _checked(self, number: int, values: dict[str, Any], cells: Sequence[Cell]) -> list[RowError]:
        errors = [self._error(number, key, cells, bad) for check in self._schema.checks for key, bad in check(values)]
        if not errors and self._schema.derive:
            values.update(self._schema.derive(values))
        return errors
