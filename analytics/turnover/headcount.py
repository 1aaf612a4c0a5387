"""Headcount of every day of a window, counted for all days at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.turnover.history import Spells
from vocabulary.periods import DateRange


def daily_headcount(spells: Spells, window: DateRange) -> NDArray[np.int64]:
    """How many spells cover each day of the closed ``window``, in its order."""
    first, days = span(window)
    begins = np.clip((spells.first - first).astype(np.int64), 0, days)
    ends = np.clip((spells.until - first).astype(np.int64) + 1, 0, days)
    steps = np.bincount(begins, minlength=days + 1) - np.bincount(ends, minlength=days + 1)
    return np.cumsum(steps)[:days].astype(np.int64)


def person_days(spells: Spells, window: DateRange) -> NDArray[np.int64]:
    """How many days of the closed ``window`` each spell covers."""
    first, days = span(window)
    begins = np.clip((spells.first - first).astype(np.int64), 0, days)
    ends = np.clip((spells.until - first).astype(np.int64) + 1, 0, days)
    return np.asarray(np.maximum(ends - begins, 0))


def average_headcount(spells: Spells, window: DateRange) -> float:
    """The mean of the daily headcount over ``window``."""
    return float(person_days(spells, window).sum()) / span(window)[1]


def span(window: DateRange) -> tuple[np.datetime64, int]:
    """The first day of a closed window, and how many days it has."""
    assert window.last is not None, "a window has an end"
    return np.datetime64(window.first, "D"), (window.last - window.first).days + 1
