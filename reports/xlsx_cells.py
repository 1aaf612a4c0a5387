"""Writing one cell of a spreadsheet by the kind of its column."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from reports.document import Cell, Column, Kind, Rank
from reports.formats import said
from vocabulary.money import PPM
from vocabulary.periods import Month
from vocabulary.text import Language, Text

_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDTHS = {Kind.MONEY: 13.0, Kind.DATE: 11.0, Kind.MONTH: 9.0, Kind.TEXT: 14.0}
_NUMBER_WIDTH = 10.0
_FEN_A_YUAN = 100
_MOST_SIGNS = 32_767
_SHADES = {Rank.TOTAL: "#DBE5EF", Rank.SUBTOTAL: "#F1F4F7", Rank.GROUP: "#E6EDF4"}


class CellWriter:
    """Writes cells of one workbook, each format made once."""

    def __init__(self, book: Any, language: Language) -> None:
        self.language = language
        self._book = book
        self._formats: dict[tuple[str, Rank, bool], Any] = {}
        self._heading = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": _SHADES[Rank.GROUP], "bottom": 1}
        )

    def heading(self, target: Any, index: int, column: Column) -> None:
        """The heading of a column, in the first row."""
        target.write_string(0, index, column.heading.in_(self.language), self._heading)

    def cell(self, target: Any, place: tuple[int, int], column: Column, value: Cell, rank: Rank) -> None:
        """``value`` at ``place`` (row, column): a number, a date or text; nothing where it is absent."""
        look = self._format(number_format(column), rank)
        if value is None or value == "":
            target.write_blank(*place, None, look)
        elif isinstance(value, str | Text):
            self.text(target, place, said(value, self.language), rank)
        elif isinstance(value, Month):
            target.write_datetime(*place, value.first_day, look)
        elif isinstance(value, date):
            target.write_datetime(*place, value, look)
        else:
            target.write_number(*place, in_cell(value, column.kind), look)

    def text(self, target: Any, place: tuple[int, int], words: str, rank: Rank = Rank.PLAIN) -> None:
        """``words`` as they are; what looks like a formula is marked as text, so that editing it does not run it.

        A cell holds 32,767 signs; longer text is cut with an ellipsis, where the format would drop it in silence.
        """
        quoted = words.startswith(_FORMULA_BEGINS)
        if len(words) > _MOST_SIGNS:
            words = words[: _MOST_SIGNS - 1] + "…"
        target.write_string(*place, words, self._format("@", rank, quoted=quoted))

    def _format(self, number: str, rank: Rank, *, quoted: bool = False) -> Any:
        key = (number, rank, quoted)
        if key not in self._formats:
            look: dict[str, Any] = {"num_format": number, "quote_prefix": quoted, "valign": "top"}
            if rank in _SHADES:
                look |= {"bold": True, "bg_color": _SHADES[rank]}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def in_cell(value: float, kind: Kind) -> float:
    """A number as the cell holds it: yuan of fen, a fraction of parts per million."""
    if kind is Kind.MONEY:
        return value / _FEN_A_YUAN
    return value / PPM if kind is Kind.PPM else value


def number_format(column: Column) -> str:
    """The spreadsheet's format for the values of ``column``."""
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    formats = {
        Kind.MONEY: "#,##0.00",
        Kind.PERCENT: f"0{decimals}%",
        Kind.PPM: "0.####%",
        Kind.NUMBER: f"#,##0{decimals}",
        Kind.COUNT: "#,##0",
        Kind.DATE: "yyyy-mm-dd",
        Kind.MONTH: "yyyy-mm",
    }
    return formats.get(column.kind, "@")


def column_width(column: Column, language: Language) -> float:
    """A width in digits that shows the heading whole and most values of the kind."""
    heading = column.heading.in_(language)
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in heading)
    return max(_WIDTHS.get(column.kind, _NUMBER_WIDTH), min(wide + 3.0, 30.0))
