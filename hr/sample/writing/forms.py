"""Rows into GridHR's own forms: XLSX or CSV as an office would hand them in."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from intake.schema import Schema
from intake.template import heading_of

Line = Mapping[str, str]
"""Texts of one row by the keys of the form's columns; what is left out stays blank."""


def write_form(path: Path, schema: Schema, lines: Iterable[Line]) -> Path:
    """Write ``lines`` under the form's Chinese headings, as a workbook or CSV by the ending of ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    headings = [heading_of(column, "zh") for column in schema.columns]
    cells = ([line.get(column.key, "") for column in schema.columns] for line in lines)
    (_write_csv if path.suffix == ".csv" else _write_xlsx)(path, headings, cells)
    return path


def _write_csv(path: Path, headings: list[str], cells: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings)
        writer.writerows(cells)


def _write_xlsx(path: Path, headings: list[str], cells: Iterable[list[str]]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([headings, *cells]):
        for column, text in enumerate(row):
            if text.startswith("="):
                sheet.write_formula(number, column, text)
            elif text:
                sheet.write_string(number, column, text)
    book.close()
