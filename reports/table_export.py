"""Any table as an XLSX file: numbers as numbers, headings frozen and filtered, text never run as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import xlsxwriter

from reports.document import Column, Filter, Row, Stamp, Table
from reports.formats import said
from reports.xlsx_cells import CellWriter, column_width
from vocabulary.bad_input import BadInput
from vocabulary.text import Language, Text

ABOUT = Text("说明", "About")
PRINTED_AT = Text("导出时间", "Exported at")
PRINTED_BY = Text("导出人", "Exported by")
FINGERPRINT = Text("数据指纹", "Fingerprint")
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "_______")
_LONGEST_NAME = 31
_MOST_ROWS = 1_048_575
TOO_LONG = Text("工作表最多容纳 {n} 行，请缩小范围", "A sheet holds {n} rows at most; narrow the choice")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook; ``rows`` may be an iterator, it is read once."""

    name: Text
    columns: tuple[Column, ...]
    rows: Iterable[Row]

    @classmethod
    def of(cls, table: Table) -> Sheet:
        """A table as a sheet named by its title."""
        return cls(table.title, table.columns, table.rows)


def table_xlsx(table: Table, language: Language, stamp: Stamp, filters: Sequence[Filter] = ()) -> bytes:
    """``table`` as a workbook with one sheet and one that says where it comes from."""
    out = io.BytesIO()
    write_workbook([Sheet.of(table)], out, language, stamp, filters)
    return out.getvalue()


def write_workbook(
    sheets: Iterable[Sheet], out: BinaryIO, language: Language, stamp: Stamp, filters: Sequence[Filter] = ()
) -> None:
    """Write ``sheets`` and a sheet of origin to ``out``, row by row in constant memory.

    Cells take the number format of their column's kind; money is in yuan. Text stays text, whatever it begins with.
    Raises BadInput for more rows than a sheet holds.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": stamp.printed_at, "author": stamp.printed_by})
        writer = CellWriter(book, language)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_sheet_name(sheet.name, language)), sheet, writer)
        _write_origin(book.add_worksheet(ABOUT.in_(language)), writer, stamp, filters)


def _write_sheet(target: Any, sheet: Sheet, writer: CellWriter) -> None:
    target.freeze_panes(1, 0)
    for index, column in enumerate(sheet.columns):
        target.set_column(index, index, column_width(column, writer.language))
        writer.heading(target, index, column)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if last > _MOST_ROWS:
            raise BadInput(TOO_LONG.format(n=_MOST_ROWS), sheet.name.en)
        for index, value in enumerate(row.cells):
            writer.cell(target, (last, index), sheet.columns[index], value, row.rank)
    if sheet.columns:
        target.autofilter(0, 0, last, len(sheet.columns) - 1)
    target.set_landscape()
    target.repeat_rows(0)
    target.fit_to_pages(1, 0)


def _write_origin(target: Any, writer: CellWriter, stamp: Stamp, filters: Sequence[Filter]) -> None:
    facts: list[tuple[Text, str]] = [(f.label, said(f.value, writer.language)) for f in filters]
    facts.append((PRINTED_AT, stamp.printed_at.strftime("%Y-%m-%d %H:%M")))
    facts += [
        (label, value) for label, value in ((PRINTED_BY, stamp.printed_by), (FINGERPRINT, stamp.fingerprint)) if value
    ]
    target.set_column(0, 0, 18)
    target.set_column(1, 1, 60)
    for row, (label, value) in enumerate(facts):
        writer.text(target, (row, 0), label.in_(writer.language))
        writer.text(target, (row, 1), value)


def _sheet_name(name: Text, language: Language) -> str:
    """A name that Excel takes: at most 31 signs, none of ``[]:*?/\\`` and no apostrophe at either end."""
    words = name.in_(language).translate(_FORBIDDEN_IN_NAMES)[:_LONGEST_NAME].strip("' ")
    return words or "1"
