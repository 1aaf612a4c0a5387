"""Drawing from shares written as a mapping."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from hr.sample.plan.table import Days, Whole


def choose(draw: np.ndarray, shares: Mapping[str, float]) -> Whole:
    """Places in ``shares`` for uniform draws from 0 to 1."""
    upto = np.cumsum(np.array([float(share) for share in shares.values()]))
    found = np.searchsorted(upto / upto[-1], draw, side="right")
    return np.asarray(np.minimum(found, len(upto) - 1), dtype=np.int64)


def days_between(generator: np.random.Generator, first: np.datetime64, last: np.datetime64, count: int) -> Days:
    """Days drawn evenly from ``first`` to ``last``, both included."""
    span = int((last - first).astype(np.int64)) + 1
    return np.asarray(first + generator.integers(0, span, count), dtype="datetime64[D]")


def firsts_and_sixteenths(days: Days) -> Days:
    """Each day moved back to the first or the sixteenth of its month, when people usually begin."""
    month = days.astype("datetime64[M]").astype("datetime64[D]")
    return np.where(days - month >= 15, month + 15, month)  # noqa: PLR2004 - the sixteenth
