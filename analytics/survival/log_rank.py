"""The log-rank test that the curves of several groups are one (Mantel 1966; Peto & Peto 1972), with delayed entry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from analytics.survival.times import Times
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class LogRank:
    """χ², its degrees of freedom (groups − 1) and p."""

    chi2: float
    df: int
    p: float


def log_rank(times: Times, groups: NDArray[np.intp]) -> LogRank:
    """Tests groups coded 0 … K − 1; raises BadInput for fewer than two groups or no events."""
    count = int(groups.max()) + 1 if len(groups) else 0
    if count < 2 or not times.event.any():  # noqa: PLR2004 - one group can't differ
        raise BadInput(Text("至少需要两组和一次事件", "at least two groups and one event are needed"))
    when = times.event_times()
    parts = [times.where(groups == group) for group in range(count)]
    at_risk = np.array([part.at_risk(when) for part in parts], dtype=np.float64)
    deaths = np.array([part.events_at(when) for part in parts], dtype=np.float64)
    total, died = at_risk.sum(axis=0), deaths.sum(axis=0)
    share = at_risk / total
    excess = (deaths - share * died).sum(axis=1)
    scale = died * np.where(total > 1, (total - died) / np.maximum(total - 1, 1), 0.0)
    covariance = np.diag((share * scale).sum(axis=1)) - (share * scale) @ share.T
    chi2 = float(excess[1:] @ np.linalg.pinv(covariance[1:, 1:]) @ excess[1:])
    return LogRank(chi2, count - 1, float(stats.chi2.sf(chi2, count - 1)))
