"""Parsers of times of day, of clock readings that may run past midnight, and of moments on the local clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import ClassVar

from intake.cells import Cell
from intake.errors import BadCell
from intake.parsers.dates import date_of
from intake.parsers.plain import plain_text
from vocabulary.text import Text

_HALVES = "上午|下午|晚上|凌晨|中午"
_TIME = re.compile(
    rf"(次日|翌日|第二天)?\s*({_HALVES})?\s*(\d{{1,2}})(?::(\d{{2}})(?::(\d{{2}})(?:\.0+)?)?|[时点](?:(\d{{1,2}})分)?)\s*([ap]m)?",
    re.IGNORECASE,
)
_DAY = timedelta(days=1)
_NOON = 12
_SIXTY = 60


def clock_reading(cell: Cell) -> timedelta:
    """Time since midnight in ``cell``, to the second: 8:30, 下午8:30, 8:30 PM, 次日6:00 (30 h), 30:00, a time cell, a
    fraction of a day. Raises ValueError for anything else and beyond 48 h.
    """
    reading = _reading(cell)
    if not timedelta(0) <= reading <= 2 * _DAY:
        raise ValueError(reading)
    return timedelta(seconds=int(reading.total_seconds() + 0.5))


def _reading(cell: Cell) -> timedelta:
    if isinstance(cell, timedelta):
        return cell
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return timedelta(days=cell)
    if isinstance(cell, str):
        return _of_text(plain_text(cell))
    raise ValueError(cell)


def _of_text(text: str) -> timedelta:
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(text)
    minute, second = int(found[4] or found[6] or 0), int(found[5] or 0)
    if minute >= _SIXTY or second >= _SIXTY:
        raise ValueError(text)
    hour = _in_24_hours(int(found[3]), found[2] or (found[7] or "").lower())
    return timedelta(hours=hour, minutes=minute, seconds=second) + (_DAY if found[1] else timedelta(0))


def _in_24_hours(hour: int, half: str) -> int:
    if half and hour > _NOON:
        raise ValueError(hour)
    if half in {"pm", "下午", "晚上"}:
        return hour % _NOON + _NOON
    if half in {"am", "上午", "凌晨"}:
        return hour % _NOON
    return hour + _NOON if half and hour < _NOON - 1 else hour


def _bad_time(example: str) -> BadCell:
    return BadCell(
        "bad_time",
        Text("不是有效的时间", "Not a valid time"),
        Text(f"写成 {example}", f"Write it like {example}"),
    )


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day; 24:00 is given as 0:00. Gives datetime.time."""

    form: ClassVar[Text] = Text("时间，如 08:30", "Time, like 08:30")
    choices: ClassVar[tuple[Text, ...]] = ()

    def __call__(self, cell: Cell) -> time:
        try:
            reading = clock_reading(cell)
        except ValueError as error:
            raise _bad_time("08:30") from error
        if reading > _DAY:
            raise _bad_time("08:30")
        return (datetime(2000, 1, 1) + reading).time()  # noqa: DTZ001 - a time of day has no zone


@dataclass(frozen=True, slots=True)
class ClockReading:
    """A time since midnight of the row's own date, which may lie in the next day; gives timedelta."""

    form: ClassVar[Text] = Text(
        "时间，如 22:00；次日 6 点写 次日06:00 或 30:00", "Time, like 22:00; 6 the next morning: 30:00"
    )
    choices: ClassVar[tuple[Text, ...]] = ()

    def __call__(self, cell: Cell) -> timedelta:
        try:
            return clock_reading(cell)
        except ValueError as error:
            raise _bad_time("22:00") from error


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with a time of day on the local clock (00:00 where no time is given); gives a naive datetime."""

    form: ClassVar[Text] = Text("日期时间，如 2026-10-01 08:30", "Date and time, like 2026-10-01 08:30")
    choices: ClassVar[tuple[Text, ...]] = ()

    def __call__(self, cell: Cell) -> datetime:
        if isinstance(cell, datetime):
            return cell
        try:
            return _moment(cell)
        except (BadCell, ValueError, OverflowError) as error:
            raise _bad_time("2026-10-01 08:30") from error


def _moment(cell: Cell) -> datetime:
    if isinstance(cell, float):
        day, fraction = divmod(cell, 1)
        return datetime.combine(date_of(day), time(0)) + clock_reading(fraction)
    words = plain_text(cell).replace("T", " ")
    day_text, _, clock = words.rpartition(" ") if ":" in words else (words, "", "0:00")
    return datetime.combine(date_of(day_text), time(0)) + clock_reading(clock)
