"""Two sets of standard minutes side by side: where they disagree beyond their errors, and what both together say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from analytics.intervals import Z95, FloatArray, discoveries
from analytics.standards.rules import ESTIMATE_COLUMNS, KEY, as_minutes
from analytics.workload.tables import BoolArray, require
from vocabulary.bad_input import BadInput
from vocabulary.terms import Term
from vocabulary.text import Text

_FALSE_ALARMS = 0.05

COMBINING_RULE = Text(
    "两种来源都有的，按对数分钟误差方差的倒数加权；差异超过误差的，合并误差按差异放大（伯奇比）；只有一种来源的，用该来源。",
    "Where both sources have a value, their logarithms are weighted by the inverse of their error variance; where they "
    "differ beyond their errors, the combined error is widened by the difference (Birge's ratio); where only one has a "
    "value, that one counts.",
)


class Basis(Term):
    """依据: what a combined value rests on."""

    LOG = "log", "日志", "Log"
    PANEL = "panel", "专家", "Panel"
    BOTH = "both", "日志与专家合并", "Log and panel"
    DISPUTED = "disputed", "日志与专家合并，两者不一致", "Log and panel, which disagree"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``cells``: item, step, first, second (minutes), ratio, low, high, p, q, differs; a row for each in both sets.

    ``ratio`` is first ÷ second with its 95 % interval; ``differs`` keeps false alarms under 5 % over all cells.
    ``level``, ``level_low``, ``level_high``: by what factor the first set lies above the second as a whole (None
    where they share no cell). ``only_first``, ``only_second``: item and step of what the other set lacks.
    """

    cells: pd.DataFrame
    level: float | None
    level_low: float | None
    level_high: float | None
    only_first: pd.DataFrame
    only_second: pd.DataFrame


def compare(first: pd.DataFrame, second: pd.DataFrame) -> Comparison:
    """Compares two sets (item, step, n, minutes, se; a row an item × step) by their logarithms.

    Raises BadInput for a missing column, an item × step listed twice, or minutes and errors not above zero.
    """
    for table in (first, second):
        _check(table)
    both = first.merge(second, on=KEY, suffixes=("_1", "_2"))
    away = np.log(both["minutes_1"].to_numpy() / both["minutes_2"].to_numpy())
    variance = _relative(both, "_1") ** 2 + _relative(both, "_2") ** 2
    error = np.sqrt(variance)
    p = 2 * stats.norm.sf(np.abs(away) / error)
    q = discoveries(p)
    cells = both[KEY].assign(
        first=both["minutes_1"],
        second=both["minutes_2"],
        ratio=np.exp(away),
        low=np.exp(away - Z95 * error),
        high=np.exp(away + Z95 * error),
        p=p,
        q=q,
        differs=q <= _FALSE_ALARMS,
    )
    return Comparison(cells, *_level(away, variance), _missing(first, second), _missing(second, first))


def combine(log: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """The two sets as one by ``COMBINING_RULE``: item, step, n, minutes, se, low, high, log_weight (0–1), basis.

    ``n`` counts events where the log has any, else experts. Raises BadInput as ``compare`` does.
    """
    compared = compare(log, panel).cells[[*KEY, "differs"]]
    both = log[list(ESTIMATE_COLUMNS)].merge(panel[list(ESTIMATE_COLUMNS)], on=KEY, how="outer", suffixes=("_1", "_2"))
    both = both.sort_values(KEY, ignore_index=True)
    differs = both[KEY].merge(compared, on=KEY, how="left")["differs"].eq(True).to_numpy()
    precision = [1 / _relative(both, side) ** 2 for side in ("_1", "_2")]
    weights = [np.nan_to_num(one) for one in precision]
    total = weights[0] + weights[1]
    logs = [np.nan_to_num(np.log(both[f"minutes{side}"].to_numpy())) for side in ("_1", "_2")]
    estimate = (weights[0] * logs[0] + weights[1] * logs[1]) / total
    strayed = weights[0] * (logs[0] - estimate) ** 2 + weights[1] * (logs[1] - estimate) ** 2
    error = np.sqrt(np.where(differs, np.maximum(strayed, 1.0), 1.0) / total)
    n = both["n_1"].fillna(both["n_2"]).astype(np.int64)
    table = as_minutes(both[KEY].assign(n=n), estimate, error)
    return table.assign(log_weight=weights[0] / total, basis=_basis(both, differs))


def _basis(both: pd.DataFrame, differs: BoolArray) -> list[Basis]:
    has_log, has_panel = both["minutes_1"].notna(), both["minutes_2"].notna()
    found = np.select([~has_panel, ~has_log, differs], [Basis.LOG, Basis.PANEL, Basis.DISPUTED], Basis.BOTH)
    return [Basis.of(str(value)) for value in found]


def _level(away: FloatArray, variance: FloatArray) -> tuple[float | None, float | None, float | None]:
    """The common difference under a random-effects model, since items differ in how far the sets are apart."""
    if not len(away):
        return None, None, None
    precision = 1 / variance
    mean = float(precision @ away / precision.sum())
    scale = float(precision.sum() - (precision**2).sum() / precision.sum())
    excess = float(precision @ (away - mean) ** 2) - (len(away) - 1)
    between = max(0.0, excess / scale) if scale > 0 else 0.0
    weight = 1 / (variance + between)
    level, reach = float(weight @ away / weight.sum()), Z95 / float(np.sqrt(weight.sum()))
    return float(np.exp(level)), float(np.exp(level - reach)), float(np.exp(level + reach))


def _relative(both: pd.DataFrame, side: str) -> FloatArray:
    return np.asarray(both[f"se{side}"].to_numpy() / both[f"minutes{side}"].to_numpy(), dtype=np.float64)


def _missing(here: pd.DataFrame, there: pd.DataFrame) -> pd.DataFrame:
    marked = here[KEY].merge(there[KEY], on=KEY, how="left", indicator=True)
    return marked.loc[marked["_merge"] == "left_only", KEY].reset_index(drop=True)


def _check(table: pd.DataFrame) -> None:
    require(table, ESTIMATE_COLUMNS, Text("标准工时表", "table of standard minutes"))
    if table.duplicated(KEY).any():
        raise BadInput(Text("同一事项环节重复出现", "an item's step is listed twice"), "item")
    for name in ("minutes", "se"):
        if not (table[name] > 0).all():
            raise BadInput(Text("须大于零", "must be above zero"), name)
