"""Standard minutes from logs that have a start and an end: medians per item and step, shrunk towards their step.

Durations are skewed and logs hold breaks and forgotten ends, so the median of the logarithm is used. Its standard
error comes from the order statistics that bound its 95 % interval (Wilcox 2012, §4.2). A cell of few events borrows
from the median of its step by its share of certainty τ²/(τ² + se²), τ² being the variance between cells beyond chance
(DerSimonian & Laird 1986). What is measured is the time between the two marks: only logs whose marks mean work, not
waiting, give standard minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from analytics.workload.tables import FloatArray, require
from analytics.workload.totals import Z95
from vocabulary.text import Text

FEWEST_EVENTS = 6  # under six, no two order statistics bound the median with 95 %
_UNBOUNDED = 1e6
_LARGE_SE = 1.0  # of a logarithm: a cell too small for an error of its own says almost nothing


@dataclass(frozen=True, slots=True)
class StandardMinutes:
    """``cells``: item, step, n, median, minutes, se, low, high, weight; a row per item and step.

    ``minutes`` is the shrunken median with its standard error and 95 % interval (minutes), ``weight`` (0–1) the cell's
    own part in it.

    ``left_out``: rows without a duration above zero.
    """

    cells: pd.DataFrame
    left_out: int


def shrunken_medians(log: pd.DataFrame) -> StandardMinutes:
    """From a log with item, step, start and end (times); raises BadInput for a missing column."""
    require(log, ("item", "step", "start", "end"), Text("带起止时间的日志", "log with starts and ends"))
    minutes = (log["end"] - log["start"]).dt.total_seconds() / 60
    used = log.loc[minutes > 0, ["item", "step"]].assign(log_minutes=np.log(minutes[minutes > 0]))
    cells = used.groupby(["item", "step"], sort=True, observed=True)["log_minutes"].agg(_summary)
    table = pd.DataFrame(cells.tolist(), index=cells.index, columns=["n", "centre", "error"]).reset_index()
    shrunk = [_shrink(rows) for _, rows in table.groupby("step", sort=True, observed=True)]
    result = pd.concat(shrunk).sort_values(["item", "step"], ignore_index=True) if shrunk else _shrink(table)
    return StandardMinutes(result, int(len(log) - len(used)))


def _summary(values: pd.Series) -> tuple[int, float, float]:
    ordered = np.sort(values.to_numpy())
    return len(ordered), float(np.median(ordered)), _median_error(ordered)


def _median_error(ordered: FloatArray) -> float:
    n = len(ordered)
    if n < FEWEST_EVENTS:
        return _LARGE_SE
    rank = max(int(stats.binom.ppf(0.025, n, 0.5)), 1)
    covered = 1 - 2 * float(stats.binom.cdf(rank - 1, n, 0.5))
    reach = float(stats.norm.ppf((1 + covered) / 2))
    return float(ordered[n - rank] - ordered[rank - 1]) / (2 * reach)


def _shrink(rows: pd.DataFrame) -> pd.DataFrame:
    centre, error = rows["centre"].to_numpy(dtype=np.float64), rows["error"].to_numpy(dtype=np.float64)
    between = _variance_between(centre, error)
    precision = 1 / (between + error**2 + 1e-12)
    common = float(precision @ centre / precision.sum()) if len(rows) else 0.0
    weight = (between + 1e-12) / (between + error**2 + 1e-12)
    estimate = weight * centre + (1 - weight) * common
    # Morris (1983): the second part is the uncertainty of the common median that a shrunken cell inherits.
    spread = np.sqrt(weight * error**2 + (1 - weight) ** 2 / precision.sum()) if len(rows) else np.zeros(0)
    minutes = np.exp(estimate)
    return rows[["item", "step", "n"]].assign(
        median=np.exp(centre),
        minutes=minutes,
        se=minutes * spread,
        low=minutes * np.exp(-Z95 * spread),
        high=minutes * np.exp(Z95 * spread),
        weight=weight,
    )


def _variance_between(centre: FloatArray, error: FloatArray) -> float:
    precision = 1 / (error**2 + 1e-12)
    if len(centre) < 2:  # noqa: PLR2004 - one cell does not vary; it stays what it is
        return _UNBOUNDED if len(centre) else 0.0
    common = precision @ centre / precision.sum()
    excess = float(precision @ (centre - common) ** 2) - (len(centre) - 1)
    scale = float(precision.sum() - (precision**2).sum() / precision.sum())
    return max(0.0, excess / scale)
