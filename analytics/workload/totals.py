"""The columns of a workload table that add up over people and months, and what is made from the sums."""

from __future__ import annotations

import numpy as np
import pandas as pd

COUNTS = ("events", "night_events", "weekend_events", "overdue_events", "overdue_known")
ADDITIVE = (
    *COUNTS,
    "event_load",  # minutes
    "base",
    "emergency",
    "outside_load",
    "emergency_load",
    "practical",
    "event_odd",  # minutes in odd ISO weeks
    "standing_odd",
    "practical_odd",
    "squares_odd",  # minutes², for the variance
    "squares_even",
)
VARIANCE = "variance"
Z95 = 1.959963984540054


def with_shares(sums: pd.DataFrame) -> pd.DataFrame:
    """Adds what follows from the sums (each NaN where its denominator is zero).

    ``load`` (minutes) and its 95 % interval ``low``–``high`` (NaN without events); ``load_odd``, ``load_even``,
    ``practical_even`` (minutes); ``index``, ``index_low``, ``index_high`` (1.00 = full); ``night_share``,
    ``weekend_share`` of events; ``overdue_share`` of events whose deadline is known; ``outside_share`` of event
    minutes; ``emergency_share`` of load.
    """
    standing = sums["base"] + sums["emergency"]
    load = sums["event_load"] + standing
    reach = _reach(sums["event_load"], sums[VARIANCE])
    low, high = sums["event_load"] / reach + standing, sums["event_load"] * reach + standing
    load_odd = sums["event_odd"] + sums["standing_odd"]
    return sums.assign(
        load=load,
        low=low,
        high=high,
        load_odd=load_odd,
        load_even=load - load_odd,
        practical_even=sums["practical"] - sums["practical_odd"],
        index=_ratio(load, sums["practical"]),
        index_low=_ratio(low, sums["practical"]),
        index_high=_ratio(high, sums["practical"]),
        night_share=_ratio(sums["night_events"], sums["events"]),
        weekend_share=_ratio(sums["weekend_events"], sums["events"]),
        overdue_share=_ratio(sums["overdue_events"], sums["overdue_known"]),
        outside_share=_ratio(sums["outside_load"], sums["event_load"]),
        emergency_share=_ratio(sums["emergency_load"], load),
    )


def _reach(load: pd.Series, variance: pd.Series) -> pd.Series:
    """The factor of a log-normal interval: a load is a sum of positive minutes, skewed when events are few."""
    relative = np.sqrt(variance) / load.where(load > 0)
    return pd.Series(np.exp(Z95 * relative), index=load.index)


def _ratio(top: pd.Series, bottom: pd.Series) -> pd.Series:
    return top / bottom.where(bottom > 0)
