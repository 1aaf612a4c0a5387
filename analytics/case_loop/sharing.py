"""How events spread over actors, and how cases pass through hands."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def gini(counts: NDArray[np.int64]) -> float:
    """Gini coefficient of ``counts``, one for each actor: 0 all alike, towards 1 all with one.

    The mean absolute difference over twice the mean (Gini 1912), without the correction for small numbers.
    """
    ordered = np.sort(counts).astype(np.float64)
    size = len(ordered)
    ranks = np.arange(1, size + 1)
    return float(2 * (ranks * ordered).sum() / (size * ordered.sum()) - (size + 1) / size)


def top_share(counts: NDArray[np.int64], top: int = 5) -> float:
    """The share of all events that the ``top`` busiest actors have."""
    return float(np.sort(counts)[::-1][:top].sum() / counts.sum())


def in_case_order(events: pd.DataFrame) -> pd.DataFrame:
    """``events`` case by case, each by time, ties as in the file; with ``case_code``, a whole number for each case."""
    codes, _ = pd.factorize(events["case"])
    order = np.lexsort((events["time_utc"].dt.tz_convert(None).to_numpy(), codes))  # stable: ties stay as they stand
    return events.assign(case_code=codes).iloc[order]


def handovers(ordered: pd.DataFrame) -> int:
    """Successive events of a case by different actors, in ``ordered`` as ``in_case_order`` gives it.

    An event without an actor hands nothing over and takes nothing.
    """
    case = ordered["case_code"].to_numpy()
    actor, _ = pd.factorize(ordered["actor"])
    same_case = case[1:] == case[:-1]
    both_known = (actor[1:] >= 0) & (actor[:-1] >= 0)
    return int(np.count_nonzero(same_case & both_known & (actor[1:] != actor[:-1])))


def variants(ordered: pd.DataFrame) -> int:
    """How many different sequences of activities the cases have."""
    activity, _ = pd.factorize(ordered["activity"])
    case = ordered["case_code"].to_numpy()
    starts = np.flatnonzero(np.append(True, case[1:] != case[:-1])) if len(case) else np.empty(0, dtype=np.intp)
    paths = np.split(activity.astype(np.int32), starts[1:])
    return len({path.tobytes() for path in paths if len(path)})
