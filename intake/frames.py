"""A spreadsheet of somebody else's as a pandas table: any columns, numbers as numbers, nothing guessed beyond that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from intake.cells import (
    ERROR_REASON,
    FORMULA_REASON,
    Cell,
    ErrorValue,
    Formula,
    has_content,
    is_blank,
    text_of,
)
from intake.kinds import kind_of
from intake.sources import Source, source_file
from intake.tables import Table, open_table
from intake.xlsx_rows import visible_sheets
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

MISSING = frozenset({"na", "n/a", "nan", "null", "none", "#n/a", "-"})
"""What stands for nothing in the files of statistics programs, in small letters."""
_TRUTH = {"true": True, "false": False}
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_CODE = re.compile(r"0\d+")  # 007 is a code: as a number it would lose its zeros


def read_frame(source: Source, *, name: str | None = None, sheet: str | None = None) -> pd.DataFrame:
    """The table in ``source`` (CSV, CSV.gz or XLSX), its first row with anything in it the headings.

    A column of numbers is float64 or int64, one of TRUE and FALSE bool, any other text; blank cells and the words of
    ``MISSING`` are missing. Raises BadInput for what ``open_table`` refuses, a heading that stands twice, formulas,
    error values, and a row of a text file that is longer than the headings.
    """
    return _frame(open_table(source, name=name, sheet=sheet))


def read_frames(source: Source, *, name: str | None = None) -> Iterator[pd.DataFrame]:
    """The tables of every visible sheet that has one, in order; of a text file its only one."""
    file = source_file(source, name)
    sheets: Sequence[str | None] = visible_sheets(file) if kind_of(file) == "xlsx" else [None]
    for sheet in sheets:
        yield _frame(open_table(source, name=name, sheet=sheet))


def _frame(table: Table) -> pd.DataFrame:
    rows = ((number, cells) for number, cells in table.rows if has_content(cells))
    _, first = next(rows, (0, []))
    headings = [text_of(cell).strip() for cell in first]
    while headings and not headings[-1]:
        headings.pop()
    _check_headings(headings)
    columns: list[list[Cell]] = [[] for _ in headings]
    for number, cells in rows:
        _check_row(number, cells, headings, beside=table.sheet is not None)
        for place, column in enumerate(columns):
            column.append(cells[place] if place < len(cells) else None)
    named = {heading: _typed(cells) for heading, cells in zip(headings, columns, strict=True) if heading}
    return pd.DataFrame(named)


def _check_headings(headings: Sequence[str]) -> None:
    if not any(headings):
        raise BadInput(Text("文件里没有任何行", "The file has no rows"))
    twice = next((heading for place, heading in enumerate(headings) if heading and heading in headings[:place]), None)
    if twice is not None:
        raise BadInput(Text("表头重复", "This heading stands twice"), twice)


def _check_row(number: int, cells: Sequence[Cell], headings: Sequence[str], *, beside: bool) -> None:
    """Beside a workbook's table notes may stand; in a text file a longer row means that a separator went wrong."""
    place = Text(f"第 {number} 行", f"row {number}")
    if not beside and not all(is_blank(cell) for cell in cells[len(headings) :]):
        reason = Text(
            "{place}比表头长，请检查分隔符或引号", "{place} is longer than the headings: check its separators"
        )
        raise BadInput(reason.format(place=place))
    for heading, cell in zip(headings, cells, strict=False):
        formula = isinstance(cell, Formula) or (isinstance(cell, str) and cell.lstrip().startswith("="))
        if formula or isinstance(cell, ErrorValue):
            why = FORMULA_REASON if formula else ERROR_REASON
            raise BadInput(Text("{place}：{why}", "{place}: {why}").format(place=place, why=why), heading)


def _typed(cells: Sequence[Cell]) -> pd.Series:
    """The cells as numbers or truth values where all of them are such, else as text."""
    values = [None if _is_missing(cell) else cell for cell in cells]
    present = [value for value in values if value is not None]
    if present and all(_truth(value) is not None for value in present):
        truths = [_truth(value) for value in values]
        return pd.Series(truths, dtype="bool" if len(present) == len(values) else "float64")
    if all(_is_number(value) for value in present):
        return pd.to_numeric(pd.Series(values, dtype="object"))
    if all(isinstance(value, str | int | float) for value in present):
        return pd.Series([None if value is None else text_of(value).strip() for value in values], dtype="object")
    return pd.Series(values, dtype="object")


def _is_missing(cell: Cell) -> bool:
    return is_blank(cell) or (isinstance(cell, str) and cell.strip().lower() in MISSING)


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return _TRUTH.get(value.strip().lower()) if isinstance(value, str) else None


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        text = value.strip()
        return bool(_NUMBER.fullmatch(text)) and not _CODE.fullmatch(text)
    return isinstance(value, int | float) and not isinstance(value, bool)
