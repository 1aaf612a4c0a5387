"""How often an item should come at a place, and how much more often it does, chance allowed for.

Expected cases of an item at a place are the item's cases elsewhere × the place's share of all other items, so that a
hot spot does not raise its own expectation. Relative rates differ between pairs beyond Poisson chance: they are taken
as Gamma(α, α), which makes counts negative binomial, and each pair's own rate is (α + cases) ÷ (α + expected) with the
interval of Gamma(α + cases, α + expected) (Clayton & Kaldor 1987; for lists of many pairs DuMouchel 1999). Few cases
are so drawn to 1, which is the care that looking at many pairs at once demands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

from analytics.intervals import FloatArray

_LOG_ALPHA = (-5.0, 7.0)  # from rates that differ beyond measure to rates that don't differ at all
_TAIL = 0.025


def expected_cases(cases: FloatArray, item: NDArray[np.intp], place: NDArray[np.intp]) -> FloatArray:
    """The expectation of each pair; NaN where the item or the place is seen nowhere else."""
    whole = cases.sum()
    of_item = np.bincount(item, weights=cases)[item] - cases
    of_place = np.bincount(place, weights=cases)[place] - cases
    rest = whole - of_item - of_place - cases  # cases of other items at other places
    sound = (of_item > 0) & (of_place > 0) & (rest > 0)
    return np.where(sound, of_item * of_place / np.where(sound, rest, 1.0), np.nan)


def evenness(cases: FloatArray, expected: FloatArray) -> float:
    """α by maximum likelihood of the negative binomial; large: rates hardly differ beyond chance.

    Pairs without cases are not listed by anybody, so only those with a case count, each given that it has one.
    """
    seen = cases > 0
    cases, expected = cases[seen], expected[seen]

    def unlikely(log_alpha: float) -> float:
        a = np.exp(log_alpha)
        told = special.gammaln(a + cases) - special.gammaln(a) + a * np.log(a / (a + expected))
        some = np.log(-np.expm1(a * np.log(a / (a + expected))))
        return -float((told + cases * np.log(expected / (a + expected)) - some).sum())

    if not len(cases):
        return float(np.exp(_LOG_ALPHA[1]))
    return float(np.exp(optimize.minimize_scalar(unlikely, bounds=_LOG_ALPHA, method="bounded").x))


def relative_rates(cases: FloatArray, expected: FloatArray, alpha: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The relative rate of each pair with its 95 % interval; 1 = as often as expected."""
    shape, rate = alpha + cases, alpha + expected
    return shape / rate, stats.gamma.ppf(_TAIL, shape) / rate, stats.gamma.ppf(1 - _TAIL, shape) / rate
