"""A shift: an interval of time owned by its business date, known on the local clock and in UTC."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from scheduling.night import SHANGHAI, instants, night_minutes
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_MINUTE = timedelta(minutes=1)
_LONGEST = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Shift:
    """Time worked from ``start`` to ``end`` (instants in UTC, whole minutes), counted to ``business_date``.

    It lies within the two days that begin at local midnight of its business date: a night shift keeps the date of the
    evening on which it began, and each part of a shift that is split keeps the whole's.
    """

    business_date: date
    start: datetime
    end: datetime
    zone: ZoneInfo = SHANGHAI

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", _instant(self.start))
        object.__setattr__(self, "end", _instant(self.end))
        if self.end <= self.start:
            raise BadInput(Text("班次的结束时间必须晚于开始时间", "A shift must end after it starts"), "end")
        midnight = datetime.combine(self.business_date, time(), self.zone)
        if self.start < midnight or self.local_end.replace(tzinfo=None) > midnight.replace(tzinfo=None) + _LONGEST:
            raise BadInput(
                Text(
                    f"班次不在其归属日 {self.business_date} 起的两天之内",
                    f"The shift does not lie within two days from its business date {self.business_date}",
                ),
                "business_date",
            )

    @property
    def local_start(self) -> datetime:
        """Its beginning on the local clock."""
        return self.start.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        """Its end on the local clock."""
        return self.end.astimezone(self.zone)

    @property
    def minutes(self) -> int:
        """How long it lasts in minutes of real time, also when clocks change in between."""
        return (self.end - self.start) // _MINUTE

    @property
    def night_minutes(self) -> int:
        """Its minutes between 22:00 and 06:00 (劳险字〔1989〕1号)."""
        owner = np.array([self.business_date], dtype="datetime64[D]")
        return int(night_minutes(instants([self.start]), instants([self.end]), owner, self.zone)[0])

    @property
    def day_minutes(self) -> int:
        """Its minutes outside the night; day and night together are all of it."""
        return self.minutes - self.night_minutes

    def split(self, at: datetime) -> tuple[Shift, Shift]:
        """Its parts before and after ``at``, an instant inside it; both belong to the same business date."""
        at = _instant(at)
        if not self.start < at < self.end:
            raise BadInput(Text("分割点不在班次之内", "The moment to split at lies outside the shift"), "at")
        return replace(self, end=at), replace(self, start=at)

    def overlaps(self, other: Shift) -> bool:
        """Whether the two share any time; touching ends don't."""
        return self.start < other.end and other.start < self.end


def _instant(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise BadInput(Text("班次时间必须带时区", "The time of a shift must know its time zone"), "zone")
    if moment.second or moment.microsecond:
        raise BadInput(Text("班次时间以整分钟计", "A shift begins and ends on a whole minute"), "minute")
    return moment.astimezone(UTC)
