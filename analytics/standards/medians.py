"""Medians of the logarithm of minutes by cell, with standard errors, for all cells at once.

A median's standard error comes from the order statistics that bound its 95 % interval (Wilcox 2012, §4.2). From a few
durations it is itself hardly known, so the variance that one duration brings is drawn towards that of the whole step
by the weight of ten durations (the moderation of Smyth 2004).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analytics.intervals import FloatArray

FEWEST_EVENTS = 6  # under six, no two order statistics bound the median with 95 %
_PRIOR_EVENTS = 10.0
_UNKNOWN_VARIANCE = 1.0  # of a logarithm: where no cell tells of its own, almost nothing is known
_RESCALE = 1 / np.sqrt(12)  # standard deviation of a rounding error, of one unit


@dataclass(frozen=True, slots=True)
class CellMedians:
    """One entry a cell: how many, the median logarithm of minutes, its standard error, and the mean in minutes."""

    n: NDArray[np.int64]
    centre: FloatArray
    error: FloatArray
    mean: FloatArray


def cell_medians(
    log_minutes: FloatArray, cell: NDArray[np.intp], step: NDArray[np.intp], resolution: float
) -> CellMedians:
    """The medians of the cells 0, 1, … that ``cell`` names row by row; ``step``: the step of each cell.

    ``resolution`` (minutes): finer than this the log doesn't tell, so no error is smaller than rounding to it.
    """
    order = np.lexsort((log_minutes, cell))
    ordered = log_minutes[order]
    n = np.bincount(cell, minlength=len(step)).astype(np.int64)
    first = np.cumsum(n) - n
    centre = (ordered[first + (n - 1) // 2] + ordered[first + n // 2]) / 2
    brought = _brought_by_one(ordered, first, n)
    rounding = resolution * _RESCALE / np.exp(centre)
    error = np.sqrt(np.maximum(_moderated(brought, n, step) / n, rounding**2))
    mean = np.bincount(cell, weights=np.exp(log_minutes), minlength=len(step)) / n
    return CellMedians(n, centre, error, mean)


def _brought_by_one(ordered: FloatArray, first: NDArray[np.int64], n: NDArray[np.int64]) -> FloatArray:
    """n × the squared standard error of each cell's median; NaN under six."""
    sizes, which = np.unique(n, return_inverse=True)
    rank = np.maximum(stats.binom.ppf(0.025, sizes, 0.5), 1).astype(np.int64)
    covered = 1 - 2 * stats.binom.cdf(rank - 1, sizes, 0.5)
    reach = stats.norm.ppf((1 + covered) / 2)
    enough = n >= FEWEST_EVENTS
    low, high = ordered[first + rank[which] - 1], ordered[first + n - rank[which]]
    error = (high - low) / (2 * np.where(enough, reach[which], 1.0))
    return np.where(enough, n * error**2, np.nan)


def _moderated(brought: FloatArray, n: NDArray[np.int64], step: NDArray[np.intp]) -> FloatArray:
    own = np.where(np.isnan(brought), 0.0, n)
    known = np.where(np.isnan(brought), 0.0, brought)
    sums = pd.DataFrame({"weight": own, "total": own * known}).groupby(step).transform("sum")
    common = (sums["total"] / sums["weight"].where(sums["weight"] > 0)).fillna(_UNKNOWN_VARIANCE).to_numpy()
    return np.asarray((_PRIOR_EVENTS * common + own * known) / (_PRIOR_EVENTS + own), dtype=np.float64)
