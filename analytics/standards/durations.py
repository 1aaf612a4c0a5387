"""Which times between a start and an end may be taken for work, and why the others may not.

Elapsed time is not work time. What is assumed: the marks were set when work began and ended, one person works on one
thing at a time, and no piece of work takes longer than a working day. Each breach of it is counted by its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.intervals import FloatArray
from analytics.standards.rules import rule
from analytics.workload.tables import require
from vocabulary.bad_input import BadInput
from vocabulary.terms import Term
from vocabulary.text import Text

LOG_COLUMNS = ("item", "step", "start", "end")
_FEWEST_FOR_OUTLIERS = 6
_NORMAL_MAD = 1.4826  # makes the median absolute deviation of a normal variable its standard deviation
_NEVER = -(2**60)  # seconds; far enough back, and far from overflow
_MINUTE = 1.0
_SECOND = 1 / 60


class Fault(Term):
    """不计入原因: why a duration is no measure of work; a row has the first that applies."""

    UNNAMED = "unnamed", "缺事项或环节", "No item or step"
    MISSING = "missing", "缺开始或结束时间", "Start or end missing"
    NEGATIVE = "negative", "结束早于开始", "Ends before it starts"
    ZERO = "zero", "时长为零", "No duration"
    WAITING = "waiting", "超过一次作业的上限，含等待", "Longer than work can take: waiting"
    OUTLIER = "outlier", "偏离同类时长过远", "Far from others of its kind"


@dataclass(frozen=True, slots=True)
class Durations:
    """``used``: the rows that count, with cell codes and ``log_minutes``; ``left_out``: how many did not, by fault.

    ``steps``: a row per step with ``rows``, each fault's count, and ``overlap`` (share of the time between marks in
    which the same actor had other work open; NaN without actors) and ``marks_waiting``: the marks of this step tell
    of waiting, so its minutes are no standard. ``resolution``: how finely the log tells time (minutes).
    """

    used: pd.DataFrame
    left_out: dict[Fault, int]
    steps: pd.DataFrame
    resolution: float


def durations(log: pd.DataFrame, on: date) -> Durations:
    """Sorts the rows of ``log`` (item, step, start, end; optionally actor, item_class) by the rules in force ``on``.

    Raises BadInput for a missing column or one that holds no times.
    """
    require(log, LOG_COLUMNS, Text("带起止时间的日志", "log with starts and ends"))
    minutes = _minutes(log)
    faults = _faults(log, minutes, float(rule("longest_work", on)))
    good = np.flatnonzero(faults == "")
    cells = log.iloc[good].groupby(["item", "step"], observed=True, sort=True).ngroup().to_numpy().astype(np.intp)
    log_minutes = np.log(minutes[good])
    strays = far_out(log_minutes, cells, float(rule("outlier_width", on)))
    faults[good[strays]] = Fault.OUTLIER.value
    kept = faults == ""
    used = log.loc[kept].assign(log_minutes=log_minutes[~strays])
    left_out = {fault: int((faults == fault.value).sum()) for fault in Fault}
    steps = _steps(log, faults, minutes, float(rule("overlap_means_waiting", on)))
    return Durations(used, left_out, steps, _resolution(minutes[kept]))


def far_out(values: FloatArray, cells: NDArray[np.intp], width: float) -> NDArray[np.bool_]:
    """Which ``values`` lie over ``width`` scaled median absolute deviations from their cell's median.

    Cells of fewer than six, and cells more than half of whose values are the same, have no outliers.
    """
    if not len(values):
        return np.zeros(0, dtype=np.bool_)
    series = pd.Series(values)
    away = (series - series.groupby(cells).transform("median")).abs()
    spread = away.groupby(cells).transform("median") * _NORMAL_MAD
    size = series.groupby(cells).transform("size")
    return ((size >= _FEWEST_FOR_OUTLIERS) & (spread > 0) & (away > width * spread)).to_numpy()


def overlaps(log: pd.DataFrame, minutes: FloatArray) -> FloatArray:
    """Minutes of each row in which an earlier-started row of the same actor was still open; 0 where unknown.

    Rows with no duration above zero, or without an actor, overlap with nothing.
    """
    found = np.zeros(len(log))
    usable = np.flatnonzero((minutes > 0) & log["actor"].notna().to_numpy())
    rows = log.iloc[usable]
    actor = pd.factorize(rows["actor"])[0]
    start, end = (rows[name].to_numpy().astype("datetime64[s]").astype(np.int64) for name in ("start", "end"))
    order = np.lexsort((end, start, actor))
    ends = pd.Series(end[order])
    open_until = ends.groupby(actor[order]).cummax().groupby(actor[order]).shift(fill_value=_NEVER)
    shared = np.minimum(open_until.to_numpy(), end[order]) - start[order]
    found[usable[order]] = np.clip(shared.astype(np.float64), 0, None) / 60
    return found


def _minutes(log: pd.DataFrame) -> FloatArray:
    for name in ("start", "end"):
        if log[name].dtype.kind != "M":
            raise BadInput(Text("须为日期时间", "must be dates with times"), name)
    return np.asarray((log["end"] - log["start"]).dt.total_seconds().to_numpy() / 60, dtype=np.float64)


def _faults(log: pd.DataFrame, minutes: FloatArray, longest: float) -> NDArray[np.object_]:
    unnamed = (log["item"].isna() | log["step"].isna()).to_numpy()
    tests = [unnamed, np.isnan(minutes), minutes < 0, minutes == 0, minutes > longest]
    names = [fault.value for fault in (Fault.UNNAMED, Fault.MISSING, Fault.NEGATIVE, Fault.ZERO, Fault.WAITING)]
    return np.select(tests, names, default="").astype(object)


def _steps(log: pd.DataFrame, faults: NDArray[np.object_], minutes: FloatArray, limit: float) -> pd.DataFrame:
    by_step = pd.DataFrame({"step": log["step"].astype(object).to_numpy(), "rows": 1})
    for fault in Fault:
        by_step[fault.value] = (faults == fault.value).astype(np.int64)
    by_step["_time"] = np.where(minutes > 0, minutes, 0.0)
    by_step["_shared"] = overlaps(log, minutes) if "actor" in log.columns else np.nan
    sums = by_step.groupby("step", sort=True).sum(min_count=1).reset_index()
    overlap = sums["_shared"] / sums["_time"].where(sums["_time"] > 0)
    return sums.drop(columns=["_time", "_shared"]).assign(overlap=overlap, marks_waiting=overlap > limit)


def _resolution(minutes: FloatArray) -> float:
    return _MINUTE if len(minutes) and bool((minutes % 1 == 0).all()) else _SECOND
