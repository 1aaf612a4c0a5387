"""The hours that count as night, and how much of an interval lies in them, in any time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from scheduling import law

SHANGHAI = ZoneInfo("Asia/Shanghai")
MinuteArray = NDArray[np.datetime64]
"""Instants in UTC as ``datetime64[m]``, without a zone."""
Minutes = NDArray[np.int64]
"""Whole minutes."""


@dataclass(frozen=True, slots=True)
class NightRule:
    """From when to when it is night, on the clock of the place; the end lies on the next day."""

    start: time
    end: time

    def window(self, evening: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The night that begins on ``evening``, as two instants in UTC."""
        begins = datetime.combine(evening, self.start, zone)
        ends = datetime.combine(evening + timedelta(days=1), self.end, zone)
        return begins.astimezone(UTC), ends.astimezone(UTC)


@cache
def night_rule() -> NightRule:
    """22:00 to 06:00, from ``law/working_time.yaml`` (劳险字〔1989〕1号)."""
    newest = law.read("working_time")["night"][-1]
    return NightRule(time.fromisoformat(newest["start"]), time.fromisoformat(newest["end"]))


def minutes_within(start: MinuteArray, end: MinuteArray, first: MinuteArray, last: MinuteArray) -> Minutes:
    """How many minutes of each interval ``start``–``end`` lie in its own ``first``–``last``."""
    common = np.minimum(end, last) - np.maximum(start, first)
    return np.maximum(common.astype("timedelta64[m]").astype(np.int64), 0)


def night_minutes(start: MinuteArray, end: MinuteArray, owner: NDArray[np.datetime64], zone: ZoneInfo) -> Minutes:
    """Night minutes of each interval, which lies within two days from midnight of its ``owner`` (a date).

    The three nights that such an interval can touch begin on the evening before, on the day and on the day after;
    each is turned into UTC on its own, so a change of clocks lengthens or shortens it as it does in life.
    """
    dates, place = _calendar_of(owner)
    total = np.zeros(len(owner), dtype=np.int64)
    for offset in (-1, 0, 1):
        windows = [night_rule().window(day + timedelta(days=offset), zone) for day in dates]
        bounds = instants([instant for window in windows for instant in window]).reshape(-1, 2)
        total += minutes_within(start, end, bounds[place, 0], bounds[place, 1])
    return total


def midnights(days: NDArray[np.datetime64], zone: ZoneInfo) -> MinuteArray:
    """The instants in UTC at which each of ``days`` begins in ``zone``."""
    dates, place = _calendar_of(days)
    begins = [datetime.combine(day, time(), zone).astimezone(UTC) for day in dates]
    return instants(begins)[place]


def instants(moments: list[datetime]) -> MinuteArray:
    """Moments that know their zone, as ``datetime64[m]`` in UTC."""
    return np.array([moment.astimezone(UTC).replace(tzinfo=None) for moment in moments], dtype="datetime64[m]")


def _calendar_of(days: NDArray[np.datetime64]) -> tuple[list[date], NDArray[np.int64]]:
    """The dates in which ``days`` lie, in order, and the place of each day among them.

    Where there are more days than dates from first to last, all of these are taken, which needs no sorting.
    """
    days = days.astype("datetime64[D]")
    if not days.size or len(days) < int((days.max() - days.min()).astype(np.int64)):
        dates, place = np.unique(days, return_inverse=True)
        return dates.tolist(), place.astype(np.int64)
    first, last = days.min(), days.max()
    return np.arange(first, last + 1).tolist(), (days - first).astype(np.int64)
