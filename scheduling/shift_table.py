"""Many shifts at once, a column each: who works when, and who is entered twice for the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from scheduling.night import SHANGHAI, MinuteArray, Minutes, instants, night_minutes
from scheduling.shift import Shift
from vocabulary.terms import Duty, ShiftKind

SHIFT_KINDS: tuple[ShiftKind, ...] = tuple(ShiftKind)
DUTIES: tuple[Duty, ...] = tuple(Duty)


@dataclass(frozen=True, slots=True)
class ShiftTable:
    """Shifts of many people; all columns have one length.

    ``person``: whole numbers that the caller gives people; ``business_date``: ``datetime64[D]``; ``start`` and ``end``:
    instants in UTC, ``datetime64[m]``; ``kind`` and ``duty``: places in ``SHIFT_KINDS`` and ``DUTIES``.
    """

    person: NDArray[np.int64]
    business_date: NDArray[np.datetime64]
    start: MinuteArray
    end: MinuteArray
    kind: NDArray[np.int8]
    duty: NDArray[np.int8]
    zone: ZoneInfo = SHANGHAI

    @classmethod
    def of(
        cls, people: Sequence[int], shifts: Sequence[Shift], kinds: Sequence[ShiftKind], duties: Sequence[Duty]
    ) -> ShiftTable:
        """The table of single shifts, which share one zone; mostly for pages and tests."""
        zones = {shift.zone for shift in shifts} or {SHANGHAI}
        assert len(zones) == 1, "one table, one time zone"
        return cls(
            person=np.array(people, dtype=np.int64),
            business_date=np.array([shift.business_date for shift in shifts], dtype="datetime64[D]"),
            start=instants([shift.start for shift in shifts]),
            end=instants([shift.end for shift in shifts]),
            kind=np.array([SHIFT_KINDS.index(kind) for kind in kinds], dtype=np.int8),
            duty=np.array([DUTIES.index(duty) for duty in duties], dtype=np.int8),
            zone=zones.pop(),
        )

    def __len__(self) -> int:
        return len(self.person)

    @property
    def minutes(self) -> Minutes:
        """How long each lasts."""
        return (self.end - self.start).astype("timedelta64[m]").astype(np.int64)

    @property
    def night_minutes(self) -> Minutes:
        """How much of each lies between 22:00 and 06:00."""
        return night_minutes(self.start, self.end, self.business_date, self.zone)

    @property
    def months(self) -> NDArray[np.datetime64]:
        """The month each belongs to, by its business date (``datetime64[M]``)."""
        return self.business_date.astype("datetime64[M]")


def overlapping(shifts: ShiftTable) -> NDArray[np.int64]:
    """Pairs of rows (n × 2) in which one person is entered for the same time twice.

    Each row that begins before an earlier-begun one of the same person has ended is paired with the longest-lasting
    of those; touching ends are no overlap. O(n log n).
    """
    if len(shifts) == 0:
        return np.empty((0, 2), dtype=np.int64)
    order = np.lexsort((shifts.end, shifts.start, shifts.person))
    person = np.unique(shifts.person, return_inverse=True)[1][order]
    start, end = (moment[order].astype("datetime64[m]").astype(np.int64) for moment in (shifts.start, shifts.end))
    stride = int(end.max() - start.min()) + 1
    reach = person * stride + (end - start.min())
    furthest = np.maximum.accumulate(np.where(reach == np.maximum.accumulate(reach), np.arange(len(order)), 0))
    before = np.concatenate([[0], furthest[:-1]])
    clash = (person[before] == person) & (end[before] > start) & (before != np.arange(len(order)))
    return np.column_stack([order[before[clash]], order[clash]])
