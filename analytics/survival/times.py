"""Times to an event: who was watched from when until when, and who was at risk at each event."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vocabulary.bad_input import BadInput
from vocabulary.text import Text

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Times:
    """``exit`` when watching ended (any unit), ``event`` whether by the event, ``entry`` when it began (delayed entry).

    A person is at risk at t when entry < t ≤ exit.
    """

    exit: FloatArray
    event: BoolArray
    entry: FloatArray

    @classmethod
    def of(cls, exit_: FloatArray, event: BoolArray, entry: FloatArray | None = None) -> Times:
        """Checks the times; without ``entry`` everybody was watched from the start.

        Raises BadInput for a negative duration and when watching ends before it begins.
        """
        start = np.full(len(exit_), -np.inf) if entry is None else entry
        if entry is None and (exit_ < 0).any():
            raise BadInput(Text("持续时间不能为负", "a duration can't be negative"), "duration")
        if (start >= exit_).any():
            raise BadInput(Text("进入时间须早于结束时间", "entry must lie before the end"), "entry")
        return cls(exit_, event, start)

    def __len__(self) -> int:
        return len(self.exit)

    def where(self, chosen: BoolArray | NDArray[np.intp]) -> Times:
        """The times of some of the people."""
        return Times(self.exit[chosen], self.event[chosen], self.entry[chosen])

    def event_times(self) -> FloatArray:
        """The distinct times of events, ascending."""
        return np.unique(self.exit[self.event])

    def at_risk(self, times: FloatArray) -> IntArray:
        """How many are at risk at each of ``times``."""
        left = np.searchsorted(np.sort(self.exit), times, side="left")
        not_yet = len(self) - np.searchsorted(np.sort(self.entry), times, side="left")
        return np.asarray(len(self) - left - not_yet, dtype=np.int64)

    def events_at(self, times: FloatArray) -> IntArray:
        """How many events happen at each of ``times``, which must be ascending and hold every event time."""
        return np.bincount(np.searchsorted(times, self.exit[self.event]), minlength=len(times)).astype(np.int64)
