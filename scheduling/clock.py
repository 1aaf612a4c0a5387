"""Reads the hours of a shift as people write them: 22:00–06:00, 08:30-17:00, 20:00–次日08:00."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduling.night import SHANGHAI
from scheduling.shift import Shift
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_SPAN = re.compile(
    r"(\d{1,2}):(\d{2})(?:-|~|–|—|―|−|〜|至|到)+(次日|第二天|翌日|\+1)?(\d{1,2}):(\d{2})(\(次日\)|\(\+1\)|\+1)?"
)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """Hours on the clock: minutes after midnight of the business date; ``end`` above 1440 lies on the next day."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (0 <= self.start < _DAY and self.start < self.end <= self.start + _DAY):
            raise BadInput(Text("一个班次最长24小时", "A shift lasts up to 24 hours"), "hours")

    @property
    def ends_next_day(self) -> bool:
        """Whether it goes past midnight."""
        return self.end > _DAY

    def on(self, business_date: date, zone: ZoneInfo = SHANGHAI) -> Shift:
        """The shift with these hours that belongs to ``business_date``."""
        return Shift(business_date, _at(business_date, self.start, zone), _at(business_date, self.end, zone), zone)

    def __str__(self) -> str:
        return f"{_clock(self.start)}–{'次日' if self.ends_next_day else ''}{_clock(self.end)}"


def parse_span(written: str) -> ClockSpan:
    """The hours in ``written``; an end that isn't after the start lies on the next day, ``24:00`` is midnight.

    Raises BadInput for anything else, and for equal ends without 次日, which could be no time or a whole day.
    """
    found = _SPAN.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", written)))
    if not found:
        raise _unreadable(written)
    start, end = _minutes(found[1], found[2], written), _minutes(found[4], found[5], written)
    if start == _DAY or (start == end and not (found[3] or found[6])):
        raise _unreadable(written)
    if found[3] or found[6] or end < start:
        end += _DAY
    return ClockSpan(start, end)


def _minutes(hours: str, minutes: str, written: str) -> int:
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > _DAY:  # noqa: PLR2004
        raise _unreadable(written)
    return total


def _at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    days, minutes = divmod(minutes, _DAY)
    return datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60), zone)


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours if minutes == _DAY else hours % 24:02d}:{rest:02d}"


def _unreadable(written: str) -> BadInput:
    return BadInput(
        Text(
            f"看不懂的班次时间“{written}”，请写成 22:00–06:00", f"Not hours of a shift: “{written}”; write 22:00–06:00"
        ),
        "hours",
    )
