"""Standard minutes from a panel of experts: trimmed geometric means, their error from how far the experts differ.

The mean of logarithms is trimmed by a fifth at either end (from five experts on that drops the lowest and the highest);
its variance is the Winsorised one (Tukey & McLaughlin 1963). From few experts the variance is drawn towards that of the
whole panel by the weight of four experts. In a Delphi panel only the last round that an expert answered counts for an
item; the spread of every round is kept, so that one sees whether the panel came to agree. What experts get wrong
together their agreement can't show: a floor of relative error is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.intervals import FloatArray
from analytics.standards.rules import KEY, as_minutes, rule
from analytics.workload.tables import require
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_TRIM = 5  # one expert in five at either end
_PRIOR_EXPERTS = 4.0
_UNKNOWN_VARIANCE = 0.48  # of a logarithm: one expert alone may be off by a factor of two either way


@dataclass(frozen=True, slots=True)
class PanelStudy:
    """``cells``: item, step, n (experts), minutes, se, low, high, spread; a row an item × step.

    ``spread`` is the factor between experts (1.5: two thirds lie within ÷1.5 and ×1.5; NaN of one expert alone).
    ``experts``: expert, n, level — how many times higher or lower than the panel they estimate in the median.
    ``rounds``: round, estimates, spread (median over items).
    """

    cells: pd.DataFrame
    experts: pd.DataFrame
    rounds: pd.DataFrame


def study_panel(estimates: pd.DataFrame, on: date) -> PanelStudy:
    """Combines ``estimates``: item, step, expert, minutes, and optionally round (whole number; default 1).

    Raises BadInput for minutes that are not above zero, an unnamed row, or two answers in one round of an expert.
    """
    table = _checked(estimates)
    last = table.sort_values("round", kind="stable").drop_duplicates([*KEY, "expert"], keep="last")
    parts = last.sort_values([*KEY, "log"]).groupby(KEY, sort=True)
    cells = parts.agg(n=("log", "size")).reset_index()
    sides = _sides(last.sort_values([*KEY, "log"]), cells["n"].to_numpy())
    error = np.sqrt(_variance(sides, cells["n"].to_numpy()) + float(rule("panel_floor", on)) ** 2)
    cells = as_minutes(cells, sides.centre, error).assign(spread=np.exp(parts["log"].std().to_numpy()))
    return PanelStudy(cells, _experts(last, cells), _rounds(table))


@dataclass(frozen=True, slots=True)
class _Sides:
    """Of each cell: the trimmed mean, the Winsorised sum of squares about its mean, and how many are left."""

    centre: FloatArray
    squares: FloatArray
    left: FloatArray


def _checked(estimates: pd.DataFrame) -> pd.DataFrame:
    require(estimates, (*KEY, "expert", "minutes"), Text("专家估计表", "table of estimates"))
    for name in (*KEY, "expert"):
        if estimates[name].isna().any():
            raise BadInput(Text("有行未填写", "a row leaves it empty"), name)
    minutes = estimates["minutes"].to_numpy(dtype=np.float64, na_value=np.nan)
    if not ((minutes > 0) & np.isfinite(minutes)).all():
        raise BadInput(Text("估计的分钟数须大于零", "estimated minutes must be above zero"), "minutes")
    rounds = estimates["round"].astype(np.int64) if "round" in estimates.columns else 1
    table = estimates[[*KEY, "expert"]].astype(object).assign(round=rounds, log=np.log(minutes))
    if table.duplicated([*KEY, "expert", "round"]).any():
        raise BadInput(Text("同一专家在同一轮中重复估计", "an expert answers twice in one round"), "expert")
    return table


def _sides(ordered: pd.DataFrame, n: NDArray[np.int64]) -> _Sides:
    """``ordered``: the estimates cell by cell, each from the lowest to the highest."""
    values = ordered["log"].to_numpy()
    first = np.cumsum(n) - n
    cell = np.repeat(np.arange(len(n)), n)
    rank = np.arange(len(values)) - first[cell]
    cut = n // _TRIM
    inside = (rank >= cut[cell]) & (rank < (n - cut)[cell])
    left = n - 2 * cut
    centre = np.bincount(cell, weights=np.where(inside, values, 0.0), minlength=len(n)) / left
    held = values[first[cell] + np.clip(rank, cut[cell], (n - cut - 1)[cell])]
    mean = np.bincount(cell, weights=held, minlength=len(n)) / n
    squares = np.bincount(cell, weights=(held - mean[cell]) ** 2, minlength=len(n))
    return _Sides(*(np.asarray(column, dtype=np.float64) for column in (centre, squares, left)))


def _variance(sides: _Sides, n: NDArray[np.int64]) -> FloatArray:
    """The variance of each trimmed mean; ``squares / (left − 1) · n/left`` is what one expert brings."""
    free = sides.left - 1
    brought = np.where(free > 0, sides.squares * n / np.maximum(sides.left * free, 1), 0.0)
    common = float((free * brought).sum() / free.sum()) if free.sum() > 0 else _UNKNOWN_VARIANCE
    moderated = (_PRIOR_EXPERTS * common + free * brought) / (_PRIOR_EXPERTS + free)
    return np.asarray(moderated / n, dtype=np.float64)


def _experts(last: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    merged = last.merge(cells[[*KEY, "minutes"]], on=KEY)
    away = merged.assign(away=merged["log"] - np.log(merged["minutes"])).groupby("expert", sort=True)["away"]
    return away.agg(n="size", level="median").reset_index().assign(level=lambda t: np.exp(t["level"]))


def _rounds(table: pd.DataFrame) -> pd.DataFrame:
    spread = table.groupby(["round", *KEY])["log"].std().groupby("round").median()
    counts = table.groupby("round").size()
    return pd.DataFrame({"estimates": counts, "spread": np.exp(spread)}).reset_index()
