"""How long people stay: the Kaplan–Meier curve with delayed entry, its intervals and its median."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from vocabulary.bad_input import BadInput
from vocabulary.text import Text

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_HALF = 0.5
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Curve:
    """Survival at each time at which somebody left, in the unit of the durations given.

    ``low`` and ``high`` are pointwise log(−log) limits with Greenwood's variance; NaN where nobody remains, since the
    variance has no value there.
    """

    time: Floats
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    survival: Floats
    standard_error: Floats
    low: Floats
    high: Floats
    people: int

    @property
    def events_total(self) -> int:
        """How many left."""
        return int(self.events.sum())

    @property
    def median(self) -> float | None:
        """The first time at which half or fewer remain; None when more than half always do."""
        return self._first_at_half(self.survival)

    @property
    def median_interval(self) -> tuple[float | None, float | None]:
        """Limits of the median by inverting the band (Brookmeyer and Crowley 1982); None where not reached."""
        return self._first_at_half(self.low), self._first_at_half(self.high)

    def at(self, time: float) -> float:
        """The share that stays longer than ``time``; beyond the last departure, what remained then."""
        place = int(np.searchsorted(self.time, time, side="right"))
        return float(self.survival[place - 1]) if place else 1.0

    def _first_at_half(self, share: Floats) -> float | None:
        reached = np.flatnonzero(share <= _HALF + _ROUNDING)
        return float(self.time[reached[0]]) if reached.size else None


def kaplan_meier(duration: Floats, event: Flags, entry: Floats | None = None, confidence: float = 0.95) -> Curve:
    """The product-limit estimate (Kaplan and Meier 1958, JASA 53) with Greenwood's variance and log(−log) limits.

    ``duration``: when each was last seen; ``event``: whether they left then; ``entry``: when each came under
    observation (delayed entry: at risk from just after ``entry`` up to and including ``duration``). One unit, one
    length. With delayed entry few may be at risk early on, and a curve that falls to zero there stays there.
    Raises BadInput when a stay ends before it is observed.
    """
    begins = np.zeros(len(duration)) if entry is None else entry
    wrong = np.flatnonzero(~(duration > begins) if entry is not None else ~(duration >= 0))
    if wrong.size:
        row = int(wrong[0])
        raise BadInput(Text(f"第{row}行的时长不成立", f"The duration of row {row} ends before it begins"), "duration")
    time, events = np.unique(duration[event], return_counts=True)
    entered = np.searchsorted(np.sort(begins), time, side="left") if entry is not None else len(duration)
    at_risk = entered - np.searchsorted(np.sort(duration), time, side="left")
    survival = np.cumprod(1 - events / at_risk).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(events / (at_risk * (at_risk - events))).astype(np.float64)
        low, high = _log_log_limits(survival, greenwood, confidence)
        error = np.where(survival > 0, survival * np.sqrt(greenwood), 0.0)
    return Curve(time, at_risk, events, survival, error, low, high, len(duration))


def _log_log_limits(survival: Floats, greenwood: Floats, confidence: float) -> tuple[Floats, Floats]:
    z = float(stats.norm.ppf(_HALF + confidence / 2))
    width = z * np.sqrt(greenwood) / np.abs(np.log(survival))
    some_remain = survival > 0
    low, high = survival ** np.exp(width), survival ** np.exp(-width)
    return np.where(some_remain, low, np.nan), np.where(some_remain, high, np.nan)
