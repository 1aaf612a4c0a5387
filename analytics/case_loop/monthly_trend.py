"""The trend of monthly counts, for many series at once: Poisson regression on the month with extra variation allowed.

log E[count] = log(days of the month) + a + b·month, fitted by scoring (McCullagh & Nelder 1989, §2.5 and §9.2). The
dispersion φ is Pearson's X² ÷ (months − 2), not below 1; b ÷ (se·√φ) is judged by t with months − 2 degrees of freedom.
A year or less can't tell a season from a trend.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analytics.intervals import FloatArray

_ROUNDS = 50
_CLOSE = 1e-10
_STEEPEST = 5.0  # a step of scoring in standard months; further than this it overshoots


@dataclass(frozen=True, slots=True)
class Trends:
    """One entry a series: the factor by which a month exceeds the one before, its 95 % interval, and the p of none.

    NaN where a series has no cases or there are fewer than three months.
    """

    monthly: FloatArray
    low: FloatArray
    high: FloatArray
    p: FloatArray


def monthly_trends(counts: FloatArray, days: FloatArray) -> Trends:
    """``counts``: series × months, from the first month on; ``days``: days of each month under observation."""
    months = counts.shape[1]
    told = counts.sum(axis=1) > 0
    slope, error = (np.full(len(counts), np.nan) for _ in range(2))
    if months > 2 and told.any():  # noqa: PLR2004 - two months lie on any line
        slope[told], error[told] = _fitted(counts[told], days)
    reach = stats.t.ppf(0.975, max(months - 2, 1)) * error
    p = 2 * stats.t.sf(np.abs(slope) / error, max(months - 2, 1))
    with np.errstate(over="ignore"):
        return Trends(np.exp(slope), np.exp(slope - reach), np.exp(slope + reach), p)


def _fitted(counts: FloatArray, days: FloatArray) -> tuple[FloatArray, FloatArray]:
    month = np.arange(counts.shape[1], dtype=np.float64)
    slope = np.zeros(len(counts))
    total = counts.sum(axis=1)
    for _ in range(_ROUNDS):
        share = _shares(slope, month, days)
        middle = share @ month
        information = total * (share @ month**2 - middle**2)
        step = (counts @ month - total * middle) / np.maximum(information, _CLOSE)
        slope = slope + np.clip(step, -_STEEPEST / len(month), _STEEPEST / len(month))
        if np.abs(step).max() < _CLOSE:
            break
    share = _shares(slope, month, days)
    information = total * (share @ month**2 - (share @ month) ** 2)
    expected = total[:, None] * share
    pearson = ((counts - expected) ** 2 / np.maximum(expected, _CLOSE)).sum(axis=1)
    dispersion = np.maximum(pearson / (counts.shape[1] - 2), 1.0)
    return slope, np.sqrt(dispersion / np.maximum(information, _CLOSE))


def _shares(slope: FloatArray, month: FloatArray, days: FloatArray) -> FloatArray:
    """Each month's share of the expected cases: the intercept of a Poisson regression makes the totals agree."""
    height = slope[:, None] * month + np.log(days)
    weight = np.exp(height - height.max(axis=1, keepdims=True))
    return np.asarray(weight / weight.sum(axis=1, keepdims=True), dtype=np.float64)
