"""Workbooks in the old binary format (BIFF8, ``.xls``) that banks' and the tax office's programs ask for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import xlwt

from vocabulary.bad_input import BadInput
from vocabulary.money import yuan
from vocabulary.text import Text

_MOST_ROWS = 65_535
_LONGEST_TEXT = 32_767
_WIDTHS = {"text": 20, "money": 13}
_DIGIT = 256  # the format counts widths in parts of a digit
_TOO_LONG = Text("工作表最多容纳 {n} 行，请分批导出", "A sheet holds {n} rows at most: export in parts")
XlsCell = str | int | None


@dataclass(frozen=True, slots=True)
class XlsSheet:
    """A sheet with one heading row; whole numbers are fen and stand as yuan with two decimals, text stays text."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[XlsCell]]


def xls_workbook(sheets: Sequence[XlsSheet]) -> bytes:
    """The sheets as one workbook. Raises BadInput for more rows than the format holds."""
    book = xlwt.Workbook(encoding="utf-8")
    for sheet in sheets:
        if len(sheet.rows) > _MOST_ROWS:
            raise BadInput(_TOO_LONG.format(n=_MOST_ROWS), sheet.name)
        _fill(book.add_sheet(sheet.name), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(target: Any, sheet: XlsSheet) -> None:
    for place, heading in enumerate(sheet.headings):
        target.write(0, place, heading, _look("heading"))
        is_money = any(isinstance(row[place], int) for row in sheet.rows[:1])
        target.col(place).width = _DIGIT * max(_WIDTHS["money" if is_money else "text"], 2 * len(heading) + 2)
    for number, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                target.write(number, place, Decimal(yuan(value)), _look("money"))
            elif value:
                target.write(number, place, value[:_LONGEST_TEXT], _look("text"))


@cache
def _look(kind: str) -> Any:
    if kind == "heading":
        return xlwt.easyxf("font: bold on; align: wrap on, vert centre", num_format_str="@")
    return xlwt.easyxf(num_format_str="0.00" if kind == "money" else "@")
