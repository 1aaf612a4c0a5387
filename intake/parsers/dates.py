"""Parsers of dates and months in every form that spreadsheets give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from intake.cells import Cell
from intake.errors import BadCell
from intake.parsers.plain import plain_text
from vocabulary.periods import Month
from vocabulary.text import Text

_EPOCH = date(1899, 12, 30)
_SERIALS = range(61, 109_575)
"""1 March 1900 (before it spreadsheets count a day that never was) to 31 December 2199."""

_MIDNIGHT = r"(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_MIDNIGHT}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_MONTH_NAME = re.compile(r"(\d{1,2})[-/ ]([A-Za-z]{3,9})[-/ ,]+(\d{4})")
_MONTH_NAME_DAY = re.compile(r"([A-Za-z]{3,9})[-/ ](\d{1,2})[ ,]+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(r"((?:19|20|21)\d{2})(?:\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{2}))")


def _bad_date() -> BadCell:
    return BadCell(
        "bad_date",
        Text("不是有效的日期（年份应为四位并写在最前）", "Not a valid date (the year comes first, with four digits)"),
        Text("写成 2026-10-01", "Write it like 2026-10-01"),
    )


def date_of(cell: Cell) -> date:
    """The date in ``cell``: a date cell, a serial number, 20261001, 2026-10-1, 2026/10/1, 2026年10月1日, 1 Oct 2026.

    Raises BadCell for anything else, for dates that don't exist, and where a time of day would be lost.
    """
    if isinstance(cell, datetime):
        if cell.time() != time(0):
            raise _bad_date()
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return _date_of_text(plain_text(cell))
    except ValueError as error:
        raise _bad_date() from error


def _date_of_text(text: str) -> date:
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return _EPOCH + timedelta(days=int(text))
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if found:
        return date(int(found[1]), int(found[2]), int(found[3]))
    if named := _DAY_MONTH_NAME.fullmatch(text):
        return date(int(named[3]), _month_number(named[2]), int(named[1]))
    if named := _MONTH_NAME_DAY.fullmatch(text):
        return date(int(named[3]), _month_number(named[1]), int(named[2]))
    raise ValueError(text)


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


@dataclass(frozen=True, slots=True)
class Day:
    """A date from ``earliest`` on, up to ``latest``; gives datetime.date."""

    earliest: date = date(1900, 3, 1)
    latest: date = date(2199, 12, 31)
    form: ClassVar[Text] = Text("日期，如 2026-10-01", "Date, like 2026-10-01")
    choices: ClassVar[tuple[Text, ...]] = ()

    def __call__(self, cell: Cell) -> date:
        day = date_of(cell)
        if self.earliest <= day <= self.latest:
            return day
        raise BadCell(
            "out_of_range",
            Text(
                f"日期应在 {self.earliest} 至 {self.latest} 之间",
                f"The date must lie in {self.earliest} to {self.latest}",
            ),
            Text("核对年份", "Check the year"),
        )


@dataclass(frozen=True, slots=True)
class YearMonth:
    """A month: 2026-10, 2026/10, 2026年10月, 202610, or the first day of one; gives Month."""

    form: ClassVar[Text] = Text("月份，如 2026-10", "Month, like 2026-10")
    choices: ClassVar[tuple[Text, ...]] = ()

    def __call__(self, cell: Cell) -> Month:
        found = _MONTH.fullmatch(plain_text(cell)) if isinstance(cell, str | int | float) else None
        try:
            return Month(int(found[1]), int(found[2] or found[3])) if found else self._of_first_day(cell)
        except (BadCell, ValueError) as error:
            raise BadCell(
                "bad_month", Text("不是有效的月份", "Not a valid month"), Text("写成 2026-10", "Write it like 2026-10")
            ) from error

    @staticmethod
    def _of_first_day(cell: Cell) -> Month:
        day = date_of(cell)
        if day.day != 1:
            raise _bad_date()
        return Month.of(day)
