"""Opening a file as rows of raw cells with their row numbers, whether it came as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.cells import Cell
from intake.csv_rows import csv_rows
from intake.json_rows import json_rows
from intake.kinds import kind_of
from intake.sources import Source, source_file
from intake.xlsx_rows import xlsx_rows

RawRow = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet, read as it is walked through: ``rows`` gives each (row number from 1, cells) once, blank rows too."""

    name: str
    sheet: str | None
    rows: Iterator[RawRow]


def open_table(source: Source, *, name: str | None = None, sheet: str | None = None) -> Table:
    """The table in ``source``: CSV (also .gz; UTF-8 or GB18030; comma, semicolon or tab), XLSX, or a JSON
    list of records.

    ``sheet`` chooses a sheet of a workbook (default: the first visible one). Raises BadInput for files of other kinds,
    damaged, in other encodings or beyond ``intake.limits``; a text file may raise it while its rows are walked through.
    """
    file = source_file(source, name)
    kind = kind_of(file)
    if kind == "xlsx":
        title, rows = xlsx_rows(file, sheet)
        return Table(file.name, title, rows)
    if kind == "json":
        return Table(file.name, None, json_rows(file))
    return Table(file.name, None, csv_rows(file, kind))
