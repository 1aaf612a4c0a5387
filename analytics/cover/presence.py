"""How many people were on shift in each hour, parts of hours counted as parts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.cover.arrivals import Window
from analytics.intervals import FloatArray
from analytics.workload.tables import require
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_HOUR = 3600


def on_duty(shifts: pd.DataFrame, window: Window) -> FloatArray:
    """People on shift in each hour of the window (a shift of half the hour counts ½), one entry an hour.

    ``shifts``: start and end, local times; over midnight as it comes. Raises BadInput for a missing column or time, and
    for a shift that ends before it starts.
    """
    require(shifts, ("start", "end"), Text("班次表", "table of shifts"))
    if shifts[["start", "end"]].isna().any(axis=None):
        raise BadInput(Text("班次缺少起止时间", "a shift lacks its start or end"), "start")
    size = len(window.slots)
    start, end = (_seconds(shifts[name], window) for name in ("start", "end"))
    if (end < start).any():
        raise BadInput(Text("班次结束早于开始", "a shift ends before it starts"), "end")
    start, end = (np.clip(side, 0, size * _HOUR) for side in (start, end))
    return np.diff(_passed(end, size) - _passed(start, size)) * -1 / _HOUR


def _seconds(at: pd.Series, window: Window) -> np.ndarray:
    return (at.to_numpy().astype("datetime64[s]") - window.start).astype("timedelta64[s]").astype(np.int64)


def _passed(moments: np.ndarray, size: int) -> FloatArray:
    """At each full hour, the seconds still to go until the moments that lie after it, all moments together."""
    hour, rest = np.divmod(moments, _HOUR)
    later = np.bincount(hour, minlength=size + 2).astype(np.float64)
    parts = np.bincount(hour, weights=rest, minlength=size + 2)
    count = later[::-1].cumsum()[::-1]
    total = (later * np.arange(size + 2) * _HOUR + parts)[::-1].cumsum()[::-1]
    return np.asarray((total - count * np.arange(size + 2) * _HOUR)[: size + 1], dtype=np.float64)
