"""The rules of work studies in force on a date, and what both studies share: the columns of an estimate."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics import law
from analytics.intervals import Z95, FloatArray
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

KEY = ["item", "step"]
ESTIMATE_COLUMNS = ("item", "step", "n", "minutes", "se")


def rule(name: str, on: date) -> Any:
    """The value of a rule of ``law/work_study.yaml`` in force ``on``; raises BadInput where there is none yet."""
    known = law.value_on("work_study", name, on)
    if known is None:
        raise BadInput(Text("该日期没有工时研究规则", "No rule of work studies is in force on that date"), name)
    return known.value


def as_minutes(table: pd.DataFrame, estimate: FloatArray, error: FloatArray) -> pd.DataFrame:
    """Adds ``minutes``, ``se`` (minutes), ``low`` and ``high`` (95 %) from logarithms and their standard errors."""
    minutes = np.exp(estimate)
    reach = np.exp(Z95 * error)
    return table.assign(minutes=minutes, se=minutes * error, low=minutes / reach, high=minutes * reach)
