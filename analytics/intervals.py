"""95 % intervals and false-discovery care for whole columns at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

FloatArray = NDArray[np.float64]

Z95 = 1.959963984540054
_TAIL = 0.025


def wilson_limits(count: ArrayLike, of: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Wilson's score interval of each share ``count / of`` (Wilson 1927, JASA 22), as fractions.

    NaN where ``of`` is zero or ``count`` is not between zero and ``of``.
    """
    hits, base = np.asarray(count, dtype=np.float64), np.asarray(of, dtype=np.float64)
    sound = (base > 0) & (hits >= 0) & (hits <= base)
    n = np.where(sound, base, np.nan)
    squared = Z95**2
    centre = (hits + squared / 2) / (n + squared)
    half = Z95 / (n + squared) * np.sqrt(np.where(sound, hits * (n - hits) / n + squared / 4, np.nan))
    low, high = np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)
    return np.where(sound & (hits == 0), 0.0, low), np.where(sound & (hits == base), 1.0, high)


def count_limits(count: ArrayLike, dispersion: float = 1.0) -> tuple[FloatArray, FloatArray]:
    """The interval for the expectation of each count (Garwood 1936, Biometrika 28), exact for a Poisson count.

    With ``dispersion`` φ above 1 (variance φ × mean) the count weighs as count ÷ φ events of a Poisson process.
    """
    effective = np.asarray(count, dtype=np.float64) / dispersion
    low = np.where(effective > 0, stats.chi2.ppf(_TAIL, 2 * np.maximum(effective, 1e-300)) / 2, 0.0)
    return low * dispersion, stats.chi2.ppf(1 - _TAIL, 2 * effective + 2) / 2 * dispersion


def discoveries(p: ArrayLike) -> FloatArray:
    """The q-value of each p (Benjamini & Hochberg 1995, JRSS B 57): what share of false alarms a cut there brings.

    A missing p is no test: it stays missing and doesn't count among them.
    """
    values = np.asarray(p, dtype=np.float64)
    tested = ~np.isnan(values)
    found = np.full(values.shape, np.nan)
    if tested.any():
        found[tested] = stats.false_discovery_control(values[tested])
    return found
