"""How a dated row gives way to the next: it ends the day before, and nothing is ever written over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

from hr.refusals import Refusal
from vocabulary.periods import Month
from vocabulary.text import Text

_DAY = timedelta(days=1)
_LATER = Text(
    "已有自 {day} 起的记录；新记录只能从更晚的月份开始",
    "There is a row from {day} already: a new one must begin in a later month",
)
_BACKWARDS = Text("截止月份早于起始月份", "It would end before it begins")
_ENDED = Text("该记录已于 {day} 截止", "It ended on {day} already")


class Dated(Protocol):
    """A row in force from a day to a day, both included; no end: until further notice."""

    valid_from: date
    valid_to: date | None


Row = TypeVar("Row", bound=Dated)


def row_to_end(rows: Iterable[Row], start: Month, field: str = "start") -> Row | None:
    """Of the rows of one thing, the one that a new row from ``start`` on cuts short, if any.

    Raises Refusal when a row begins in that month or later.
    """
    ordered = sorted(rows, key=lambda row: row.valid_from)
    if ordered and ordered[-1].valid_from >= start.first_day:
        raise Refusal(_LATER.format(day=ordered[-1].valid_from), field)
    last = ordered[-1] if ordered else None
    return last if last is not None and (last.valid_to is None or last.valid_to >= start.first_day) else None


def give_way(rows: Iterable[Row], start: Month, field: str = "start") -> Row | None:
    """End the row in force the day before ``start``, and give it; raises Refusal as ``row_to_end``."""
    old = row_to_end(rows, start, field)
    if old is not None:
        old.valid_to = start.first_day - _DAY
    return old


def end_with(row: Dated, last: Month, field: str = "last") -> None:
    """Let a row be in force to the end of ``last``; raises Refusal when it has ended or had not begun."""
    if row.valid_to is not None and row.valid_to <= last.last_day:
        raise Refusal(_ENDED.format(day=row.valid_to), field)
    row.valid_to = end_of(Month.of(row.valid_from), last, field)


def end_of(start: Month, last: Month | None, field: str = "last") -> date | None:
    """The last day of a row from ``start`` to ``last``, None for no end; raises Refusal when that is backwards."""
    if last is None:
        return None
    if last < start:
        raise Refusal(_BACKWARDS, field)
    return last.last_day
