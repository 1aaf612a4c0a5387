"""What a cell of a file may hold, and when its content is a formula, which is never taken as a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vocabulary.text import Text

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_NUMBER_OR_DASH = re.compile(r"[+-]?[\d\s,.]*\d[\d\s,.]*%?|[+-]?\d+(\.\d+)?[eE][+-]?\d+|-+")


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that computes its value; ``text`` is the formula as written, with its equals sign."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """A cell that shows a spreadsheet error such as ``#REF!``."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | date | datetime | time | timedelta | Formula | ErrorValue | None


def is_formula_text(text: str) -> bool:
    """Whether a spreadsheet would compute ``text``: it starts with = + - @ and is neither a number nor a lone dash."""
    stripped = text.lstrip(" \u3000")
    return stripped.startswith(_FORMULA_START) and not _NUMBER_OR_DASH.fullmatch(stripped.strip())


def is_blank(cell: Cell) -> bool:
    """Whether nothing was entered: no value, or only white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def has_content(row: Sequence[Cell]) -> bool:
    """Whether anything was entered in any cell of ``row``."""
    first = row[0] if row else None
    return (isinstance(first, str) and bool(first.strip())) or not all(map(is_blank, row))


def text_of(cell: Cell) -> str:
    """The cell as a person would type it: whole floats without ``.0``, dates in ISO form, blank as the empty string."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


FORMULA_REASON = Text("单元格里是公式，不作为数值接收", "The cell holds a formula, which is not accepted as a value")
FORMULA_SUGGESTION = Text(
    "复制后“选择性粘贴—数值”，去掉公式", "Copy the cell and paste it back as a value, so that no formula is left"
)
ERROR_TEXTS = frozenset({"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#N/A", "#NULL!", "#SPILL!", "#CALC!"})
"""What a spreadsheet shows in place of a value that it could not work out."""

ERROR_REASON = Text("单元格显示的是错误值", "The cell shows an error instead of a value")
ERROR_SUGGESTION = Text("改成应填的内容", "Enter what the cell should hold")
