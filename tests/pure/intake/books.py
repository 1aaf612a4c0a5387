"""Workbooks made by hand, for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import openpyxl


def workbook(*rows: Sequence[Any], sheet: str = "Sheet") -> bytes:
    """An XLSX with these rows; text that starts with an equals sign becomes a formula, as openpyxl has it."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cells_of(data: bytes, sheet: int = 0) -> list[list[Any]]:
    """Every cell of a sheet, formulas as text."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]
