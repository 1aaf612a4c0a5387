"""What could not be taken goes back: a workbook with the offending rows marked and explained, and the same as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from intake.reading import TableReading
from vocabulary.text import Language


def write_rejects(reading: TableReading, target: str | Path | BinaryIO, language: Language = "zh") -> None:
    """An XLSX of the rejected rows: bad cells coloured, reason and suggestion beside them.

    Mended in place it can be offered again: the added columns are passed over when it is read.
    """
    raise NotImplementedError


def write_rejects_csv(reading: TableReading, target: str | Path | BinaryIO, language: Language = "zh") -> None:
    """A CSV (UTF-8 with BOM, as Excel likes it) with one line an error: row, column, value, reason, suggestion."""
    raise NotImplementedError
