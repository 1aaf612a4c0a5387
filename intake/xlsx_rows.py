"""Rows of one sheet of an XLSX workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from intake.archives import damaged
from intake.cells import Cell
from intake.sources import SourceFile
from intake.xlsx_guard import WorkbookScan, scan_workbook
from intake.xlsx_specials import Specials, sheet_parts, special_cells
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def xlsx_rows(file: SourceFile, sheet: str | None) -> tuple[str, Iterator[tuple[int, list[Cell]]]]:
    """The chosen sheet's name and its (row number, cells); formulas and error values stand as such in their cells."""
    from python_calamine import CalamineError, load_workbook

    scan = scan_workbook(file)
    with file.open() as stream:
        try:
            workbook = load_workbook(io.BytesIO(stream.read()))
            name = _choose(workbook, sheet)
            table = workbook.get_sheet_by_name(name)
        except CalamineError as error:
            raise damaged("xlsx") from error
    return name, _rows(table, _specials(file, scan, name))


def visible_sheets(file: SourceFile) -> list[str]:
    """The names of a workbook's visible sheets with cells; of all of them where none is visible."""
    from python_calamine import CalamineError, load_workbook

    scan_workbook(file)
    with file.open() as stream:
        try:
            return _visible(load_workbook(io.BytesIO(stream.read())))
        except CalamineError as error:
            raise damaged("xlsx") from error


def _visible(workbook: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [s for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    return [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible] or [s.name for s in sheets]


def _choose(workbook: CalamineWorkbook, wanted: str | None) -> str:
    visible = _visible(workbook)
    if wanted is None and visible:
        return visible[0]
    if wanted is not None and wanted in workbook.sheet_names:
        return wanted
    there = ", ".join(visible)
    raise BadInput(
        Text(f"工作簿中没有工作表“{wanted}”；现有：{there}", f"No sheet {wanted!r} in it; there is: {there}")
    )


def _specials(file: SourceFile, scan: WorkbookScan, name: str) -> Specials:
    if not any(sheet.special for sheet in scan.sheets.values()):
        return {}
    part = sheet_parts(file).get(name, "")
    sheet = scan.sheets.get(part)
    return special_cells(file, part) if sheet is None or sheet.special else {}


def _rows(table: CalamineSheet, specials: Specials) -> Iterator[tuple[int, list[Cell]]]:
    left = [""] * (table.start[1] if table.start else 0)
    by_row: dict[int, dict[int, Cell]] = {}
    for (row, column), special in specials.items():
        by_row.setdefault(row, {})[column] = special
    number = 0
    for number, values in enumerate(table.iter_rows(), start=1):
        cells: list[Cell] = [*left, *values]
        yield number, _with_specials(cells, by_row[number]) if number in by_row else cells
    # Rows of nothing but formulas without a stored result lie beyond what the reader of values sees.
    yield from ((row, _with_specials([], by_row[row])) for row in sorted(by_row) if row > number)


def _with_specials(cells: list[Cell], specials: dict[int, Cell]) -> list[Cell]:
    cells = cells + [""] * (max(specials) - len(cells))
    for column, special in specials.items():
        cells[column - 1] = special
    return cells
