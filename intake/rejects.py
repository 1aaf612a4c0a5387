"""What could not be taken goes back: a workbook with the offending rows marked and explained, and the same as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from intake.annotations import ANNOTATIONS, REASON, ROW, SUGGESTION
from intake.cells import Cell, is_blank, is_formula_text, text_of
from intake.errors import RowError
from intake.headings import folded
from intake.rows import cell_at
from vocabulary.text import Language, Text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Target = str | Path | BinaryIO

_SHEET = Text("待修改", "To mend")
_CSV_HEADINGS = (
    Text("行", "row"),
    Text("列", "column"),
    Text("值", "value"),
    Text("原因", "reason"),
    Text("建议", "suggestion"),
)


class _Rejected(Protocol):
    @property
    def number(self) -> int: ...

    @property
    def cells(self) -> list[Cell]: ...


class HasRejects(Protocol):
    """A reading that refused some rows."""

    @property
    def headings(self) -> list[str]: ...

    @property
    def rejected(self) -> Sequence[_Rejected]: ...

    @property
    def errors(self) -> Sequence[RowError]: ...


def write_rejects(reading: HasRejects, target: Target, language: Language = "zh") -> None:
    """An XLSX of the rejected rows: bad cells coloured, reason and suggestion beside them.

    Mended in place it can be offered again: the added columns are passed over when it is read. No cell is ever written
    as a formula.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, {"constant_memory": True})
    pen = _Pen(book, book.add_worksheet(_SHEET.in_(language)))
    places = _places(reading)
    headings = [text_of(cell_at(place, reading.headings)) for place in places]
    pen.headings(headings, [text.in_(language) for text in (ROW, REASON, SUGGESTION)])
    by_row: dict[int, list[RowError]] = {}
    for error in reading.errors:
        by_row.setdefault(error.row, []).append(error)
    for line, row in enumerate(reading.rejected, start=1):
        errors = by_row.get(row.number, [])
        cells = [cell_at(place, row.cells) for place in places]
        pen.cells(line, cells, _bad_places(headings, cells, errors))
        pen.notes(line, len(places), row.number, [_explained(errors, language), _suggested(errors, language)])
    book.close()


def _bad_places(headings: Sequence[str], cells: Sequence[Cell], errors: Sequence[RowError]) -> set[int]:
    """Cells to mark: under a heading that an error names, blank ones too, and filled ones that have no heading."""
    named = {error.column for error in errors}
    return {at for at, heading in enumerate(headings) if heading in named and (heading or not is_blank(cells[at]))}


def _places(reading: HasRejects) -> list[int]:
    """The columns to give back: all that the file has, also without a heading, but no annotations from before."""
    width = max([len(reading.headings), *(len(row.cells) for row in reading.rejected)])
    notes = {folded(heading) for headings in ANNOTATIONS.values() for heading in headings}
    return [place for place in range(width) if folded(text_of(cell_at(place, reading.headings))) not in notes]


class _Pen:
    """Writes cells as plain values in the right dress."""

    def __init__(self, book: Any, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._heading = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1})
        self._plain = {
            "text": "@",
            "number": "General",
            "date": "yyyy-mm-dd",
            "moment": "yyyy-mm-dd hh:mm:ss",
            "time": "hh:mm:ss",
        }
        red = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
        self._good = {name: book.add_format({"num_format": form}) for name, form in self._plain.items()}
        self._bad = {name: book.add_format({"num_format": form, **red}) for name, form in self._plain.items()}
        self._note = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#9C0006"})

    def headings(self, headings: Sequence[str], notes: Sequence[str]) -> None:
        width = len(headings)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, width, 16)
        self._sheet.set_column(width + 1, width + len(notes) - 1, 48)
        for position, heading in enumerate([*headings, *notes]):
            self._sheet.write_string(0, position, heading, self._heading)

    def cells(self, line: int, cells: Sequence[Cell], bad: set[int]) -> None:
        for position, cell in enumerate(cells):
            self._cell(line, position, cell, self._bad if position in bad else self._good)

    def _cell(self, line: int, position: int, cell: Cell, dress: dict[str, Any]) -> None:
        if isinstance(cell, bool):
            self._sheet.write_boolean(line, position, cell, dress["text"])
        elif isinstance(cell, int | float):
            self._sheet.write_number(line, position, cell, dress["number"])
        elif isinstance(cell, datetime):
            self._sheet.write_datetime(line, position, cell, dress["moment"])
        elif isinstance(cell, date):
            self._sheet.write_datetime(line, position, cell, dress["date"])
        elif isinstance(cell, time | timedelta):
            self._sheet.write_datetime(line, position, cell, dress["time"])
        else:
            self._sheet.write_string(line, position, text_of(cell), dress["text"])

    def notes(self, line: int, position: int, row: int, notes: Sequence[str]) -> None:
        self._sheet.write_number(line, position, row)
        for offset, note in enumerate(notes, start=1):
            self._sheet.write_string(line, position + offset, note, self._note)


def _explained(errors: Sequence[RowError], language: Language) -> str:
    return "\n".join(f"{e.column}: {e.reason.in_(language)}" if e.column else e.reason.in_(language) for e in errors)


def _suggested(errors: Sequence[RowError], language: Language) -> str:
    return "\n".join(dict.fromkeys(e.suggestion.in_(language) for e in errors))


def write_rejects_csv(reading: HasRejects, target: Target, language: Language = "zh") -> None:
    """A CSV (UTF-8 with its mark, as Excel likes it) with one line an error: row, column, value, reason, suggestion.

    A value that a spreadsheet would compute stands behind an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([heading.in_(language) for heading in _CSV_HEADINGS])
    for e in reading.errors:
        value, column = harmless(text_of(e.value)), harmless(e.column)
        writer.writerow([e.row, column, value, e.reason.in_(language), e.suggestion.in_(language)])
    data = text.getvalue().encode("utf-8-sig")
    if isinstance(target, str | Path):
        Path(target).write_bytes(data)
    else:
        target.write(data)


def harmless(text: str) -> str:
    """``text`` as it may stand in a CSV: what a spreadsheet would compute is put behind an apostrophe."""
    return f"'{text}" if is_formula_text(text) else text
