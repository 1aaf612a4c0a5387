"""How much arrives in an hour of each kind of day: rates with intervals that allow for uneven days.

A slot is a kind of day (0 Monday … 6 Sunday, 7 statutory holiday) and an hour (0–23). Counts of the same slot on
different days vary more than Poisson counts; by how much (φ ≥ 1) is found from all slots together. A queueing model
takes ``arrival_rates`` and ``presence.on_duty`` as they are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.intervals import count_limits
from vocabulary.periods import DateRange

HOURS, KINDS, HOLIDAY = 24, 8, 7
SLOTS = KINDS * HOURS
_MONDAY = np.datetime64("1970-01-05", "D")
_HOUR = np.timedelta64(1, "h")


@dataclass(frozen=True, slots=True)
class Window:
    """The days looked at (a closed range) and the statutory holidays among them."""

    days: DateRange
    holidays: Collection[date] = ()

    @property
    def start(self) -> np.datetime64:
        """Midnight before its first day."""
        return np.datetime64(self.days.first, "h")

    @property
    def kinds(self) -> NDArray[np.intp]:
        """The kind of each day, in order; raises ValueError for an open range."""
        days = np.array([np.datetime64(day, "D") for day in self.days.dates()])
        weekday = (days - _MONDAY).astype(np.int64) % 7
        rest = np.isin(days, np.array([np.datetime64(day, "D") for day in self.holidays], dtype="datetime64[D]"))
        return np.where(rest, HOLIDAY, weekday).astype(np.intp)

    @property
    def slots(self) -> NDArray[np.intp]:
        """The slot of each of its hours, in order."""
        return (self.kinds[:, None] * HOURS + np.arange(HOURS)).ravel()

    def hours_of(self, at: pd.Series) -> NDArray[np.int64]:
        """Which hour of the window each local time lies in; those outside and the missing are left out."""
        times = at.dropna().to_numpy().astype("datetime64[s]")
        hours = (times - self.start).astype("timedelta64[s]").astype(np.int64) // 3600
        inside = (hours >= 0) & (hours < len(self.kinds) * HOURS)
        return np.asarray(hours[inside], dtype=np.int64)


def arrival_rates(at: pd.Series, window: Window) -> tuple[pd.DataFrame, float]:
    """The slots that the window holds, and φ: kind, hour, hours (observed), arrivals, rate, low, high (an hour)."""
    slots = window.slots
    counts = np.bincount(window.hours_of(at), minlength=len(slots)).astype(np.float64)
    observed = np.bincount(slots, minlength=SLOTS)
    arrivals = np.bincount(slots, weights=counts, minlength=SLOTS)
    held = observed > 0
    mean = arrivals / np.where(held, observed, 1)
    busy = mean[slots] > 0
    strayed = ((counts - mean[slots])[busy] ** 2 / mean[slots][busy]).sum()
    freedom = int((observed - 1)[(mean > 0) & held].sum())
    dispersion = max(1.0, float(strayed) / freedom) if freedom else 1.0
    low, high = count_limits(arrivals[held], dispersion)
    slot = np.flatnonzero(held)
    table = pd.DataFrame({"kind": slot // HOURS, "hour": slot % HOURS, "hours": observed[held]})
    per_hour = {"rate": mean[held], "low": low / observed[held], "high": high / observed[held]}
    return table.assign(arrivals=arrivals[held].astype(np.int64), **per_hour), dispersion
