"""Kaplan–Meier's estimate of the share still there, with delayed entry, and its log-log interval.

Kaplan & Meier (1958); variance by Greenwood; interval by the log(−log S) transformation, which stays within 0 and 1
(Kalbfleisch & Prentice 2002, §1.4.1); the interval of the median by inverting it (Brookmeyer & Crowley 1982).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.survival.times import FloatArray, IntArray, Times

INTERVAL_TYPE = "log-log"
_Z95 = 1.959963984540054
_SAME = 1e-12  # a survival of one half reached by products of fractions may miss it by a rounding


@dataclass(frozen=True, slots=True)
class KaplanMeier:
    """The curve at each event time: numbers at risk and of events, survival just after, and its 95 % interval."""

    n: int
    events: int
    times: FloatArray
    at_risk: IntArray
    deaths: IntArray
    survival: FloatArray
    low: FloatArray
    high: FloatArray
    last: float
    interval_type: str = INTERVAL_TYPE

    @property
    def median(self) -> float | None:
        """The first time at which at most half remain; None when more than half always do."""
        return self._first_at_half(self.survival)

    @property
    def median_interval(self) -> tuple[float | None, float | None]:
        """The 95 % interval of the median; an end that the data do not reach is None."""
        return self._first_at_half(self.low), self._first_at_half(self.high)

    def at(self, time: float) -> float | None:
        """Survival at ``time``; None after the last observation unless nobody was left."""
        found = self._at(self.survival, time)
        return None if time > self.last and found > 0 else found

    def interval_at(self, time: float) -> tuple[float, float] | None:
        """The 95 % interval of survival at ``time``; None where ``at`` is None."""
        return None if self.at(time) is None else (self._at(self.low, time), self._at(self.high, time))

    def _at(self, curve: FloatArray, time: float) -> float:
        place = int(np.searchsorted(self.times, time, side="right"))
        return float(curve[place - 1]) if place else 1.0

    def _first_at_half(self, curve: FloatArray) -> float | None:
        reached = np.flatnonzero(curve <= 0.5 + _SAME)
        return float(self.times[reached[0]]) if len(reached) else None


def kaplan_meier(times: Times) -> KaplanMeier:
    """Estimates the curve; with no events it stays at 1."""
    when = times.event_times()
    at_risk, deaths = times.at_risk(when), times.events_at(when)
    survival = np.asarray(np.cumprod(1 - deaths / at_risk), dtype=np.float64)
    low, high = _interval(survival, at_risk, deaths)
    last = float(times.exit.max()) if len(times) else 0.0
    return KaplanMeier(len(times), int(deaths.sum()), when, at_risk, deaths, survival, low, high, last)


def _interval(survival: FloatArray, at_risk: IntArray, deaths: IntArray) -> tuple[FloatArray, FloatArray]:
    """S^exp(±z·se): nothing to say where nobody is left, so both ends are 0 there."""
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(deaths / (at_risk * (at_risk - deaths).astype(float)))
        reach = _Z95 * np.sqrt(greenwood) / np.abs(np.log(survival))
        low, high = survival ** np.exp(reach), survival ** np.exp(-reach)
    gone = survival <= 0
    return np.where(gone, 0.0, low), np.where(gone, 0.0, high)
