"""Arrivals against cover: which hours of which days have less hands than work, beyond chance."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from analytics.cover.arrivals import SLOTS, Window, arrival_rates
from analytics.cover.presence import on_duty
from analytics.intervals import discoveries, wilson_limits
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_FALSE_ALARMS = 0.05
_HOUR = 60.0


@dataclass(frozen=True, slots=True)
class Cover:
    """``slots``: kind (0 Monday … 6 Sunday, 7 statutory holiday), hour, and what happened there in the mean hour.

    Columns besides those of ``arrivals.arrival_rates``: on_duty (people), demand and capacity (minutes an hour), load
    (demand ÷ capacity; inf with nobody on shift) with load_low and load_high, missing (people lacking to reach the
    target; negative: to spare) with missing_low and missing_high, p and q (that chance explains the lack), under
    (bool). ``dispersion``: how much more than Poisson days differ. ``unseen``: arrivals of the hours, of all in the
    window, when nobody was on shift, with the share and its 95 % interval (None without arrivals).
    """

    slots: pd.DataFrame
    dispersion: float
    arrivals: int
    unseen: int
    unseen_share: tuple[float, float, float] | None

    @property
    def under_covered(self) -> pd.DataFrame:
        """The hours with less hands than work, those lacking most first."""
        found = self.slots.loc[self.slots["under"]]
        return found.sort_values("missing", ascending=False, kind="stable", ignore_index=True)


def cover(
    at: pd.Series, shifts: pd.DataFrame, window: Window, *, minutes: float, target: float = 1.0, factor: float = 1.0
) -> Cover:
    """Sets arrivals ``at`` (local times) against ``shifts`` (start, end; a row a person's shift) hour by hour.

    ``minutes``: standard minutes of one arrival; ``target``: the load (0–1] that an hour may have; ``factor``: which
    part of a person's hour is for this work (0–1]. Work is compared with the hands of the hour it comes in: how long it
    may wait is not asked. Raises BadInput for numbers out of range.
    """
    _check(minutes, target, factor)
    table, dispersion = arrival_rates(at, window)
    slots, present = window.slots, on_duty(shifts, window)
    hands = np.bincount(slots, weights=present, minlength=SLOTS) / np.maximum(np.bincount(slots, minlength=SLOTS), 1)
    hands = hands[(table["kind"] * 24 + table["hour"]).to_numpy()]
    able = hands * _HOUR * factor
    allowed = able * target / minutes * table["hours"].to_numpy()  # arrivals that the slot's hands can take
    p = _chance(table["arrivals"].to_numpy(), allowed, dispersion)
    q = discoveries(p)
    table = table.assign(
        on_duty=hands, demand=table["rate"] * minutes, capacity=able, p=p, q=q, under=q <= _FALSE_ALARMS
    )
    for name, column in (("", "rate"), ("_low", "low"), ("_high", "high")):
        work = table[column].to_numpy() * minutes
        with np.errstate(divide="ignore", invalid="ignore"):
            table[f"load{name}"] = work / able
        table[f"missing{name}"] = work / (_HOUR * factor * target) - hands
    return Cover(table, dispersion, *_unseen(window.hours_of(at), present))


def _chance(arrivals: np.ndarray, allowed: np.ndarray, dispersion: float) -> np.ndarray:
    """The chance of so many arrivals or more, were only as many to be expected as the hands can take."""
    heavy = stats.gamma.cdf(allowed / dispersion, np.maximum(arrivals / dispersion, 1e-300))
    return np.where(arrivals > 0, heavy, 1.0)


def _unseen(hours: np.ndarray, present: np.ndarray) -> tuple[int, int, tuple[float, float, float] | None]:
    total, unseen = len(hours), int((present[hours] <= 0).sum())
    if not total:
        return 0, 0, None
    low, high = wilson_limits([unseen], [total])
    return total, unseen, (unseen / total, float(low[0]), float(high[0]))


def _check(minutes: float, target: float, factor: float) -> None:
    wanted: Collection[tuple[str, bool]] = (
        ("minutes", 0 < minutes < np.inf),
        ("target", 0 < target <= 1),
        ("factor", 0 < factor <= 1),
    )
    for place, sound in wanted:
        if not sound:
            raise BadInput(Text("数值超出范围", "the number is out of range"), place)
