"""A made-up post whose true loads are known, for the tests of workload."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

MINUTES = np.array([5.0, 12.0, 30.0, 60.0])


@dataclass(frozen=True)
class Generated:
    """Tables to measure, and each person's expected event minutes in the period."""

    events: pd.DataFrame
    people: pd.DataFrame
    roster: pd.DataFrame
    expected: np.ndarray


def post(seed: int, people: int = 200, *, mean: float = 80.0, spread: float = 0.25, bursts: float = 0.0) -> Generated:
    """Eight ISO weeks; person i has Poisson events at a lasting rate (log spread ``spread``).

    ``bursts`` is the log spread of a person's rate from day to day, which makes the events more uneven than Poisson.
    """
    rng = np.random.default_rng(seed)
    days = pd.date_range("2026-03-02", periods=56, freq="D")
    workdays = days[days.day_of_week < 5]
    rate = mean * np.exp(rng.normal(0, spread, people)) / len(workdays)
    daily = rate[:, None] * np.exp(rng.normal(-(bursts**2) / 2, bursts, (people, len(workdays))))
    counts = rng.poisson(daily)
    who, day = (np.repeat(index.ravel(), counts.ravel()) for index in np.indices(counts.shape))
    codes = np.array([f"p{i:04d}" for i in range(people)])
    at = workdays[day] + pd.to_timedelta(rng.integers(6 * 60, 22 * 60, len(day)), unit="min")
    events = pd.DataFrame({"person": codes[who], "at": at, "minutes": rng.choice(MINUTES, len(day))})
    table = pd.DataFrame({"person": codes, "post": "inspector", "unit": "u", "staffing_type": "contract"})
    worked = {"rostered": 480.0, "leave": 0.0, "training": 0.0, "base": 0.0}
    roster = pd.DataFrame({"person": np.repeat(codes, len(workdays)), "date": np.tile(workdays, people), **worked})
    return Generated(events, table, roster, rate * len(workdays) * MINUTES.mean())
