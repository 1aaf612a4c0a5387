"""How a dated row gives way to the next, and how a wrong one is corrected: with a reason, the trail keeping both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from hr.audit import record_event
from hr.refusals import Refusal
from vocabulary.periods import Month
from vocabulary.text import Text

_DAY = timedelta(days=1)
_LATER = Text(
    "已有自 {day} 起的记录；新记录只能从更晚的月份开始。那条记录有误的，请用“更正”",
    "There is a row from {day} already: a new one must begin in a later month. If that row is wrong, correct it",
)
_NONE_BEGINS = Text("没有自 {month} 起的记录可更正", "There is no row from {month} on to correct")
_KEEPS_DATES = Text("更正不改起止月份；截止请另行登记", "A correction keeps the dates: end the row by itself")
_REASON = 200
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


def row_from(rows: Iterable[Row], start: Month, field: str = "start") -> Row:
    """Of the rows of one thing, the one that begins in that month; raises Refusal when there is none."""
    found = next((row for row in rows if Month.of(row.valid_from) == start), None)
    if found is None:
        raise Refusal(_NONE_BEGINS.format(month=start), field)
    return found


def put(session: Session, rows: Iterable[Row], new: Row, *, correction: str = "") -> Row:
    """Put ``new`` on file among the rows of the same thing, and give the row that holds now.

    The row in force ends the day before. ``correction``, the reason why an amount was wrong from its first month on:
    the row that begins in the month of ``new`` says what ``new`` says, on its own dates; the audit trail keeps what
    it said before, and the reason. Raises Refusal as ``row_to_end`` or ``row_from``.
    """
    start = Month.of(new.valid_from)
    if not correction.strip():
        give_way(rows, start)
        session.add(new)
        return new
    row = row_from(rows, start)
    if new.valid_to is not None and new.valid_to != row.valid_to:
        raise Refusal(_KEEPS_DATES, "last")
    _take_over(row, new)
    stored: Any = row
    record_event(session, stored.__tablename__, stored.id, {"correction": correction.strip()[:_REASON]})
    return row


def _take_over(row: Any, said: Any) -> None:
    """Let a stored row say what was filled in in another, but for its dates."""
    for name, value in inspect(said).dict.items():
        if not name.startswith(("_", "valid_")):
            setattr(row, name, value)


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
