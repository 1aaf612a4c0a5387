"""The two groups that are compared: B is the rows where a column has a value, A all others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vocabulary.bad_input import BadInput
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Group:
    """Group B: the rows of a table where ``column`` equals ``value`` (written as text)."""

    column: str
    value: str

    @classmethod
    def parse(cls, text: str) -> Group:
        """Reads ``COLUMN=VALUE``; raises BadInput for anything else."""
        column, sign, value = text.partition("=")
        if not sign or not column.strip() or not value.strip():
            raise BadInput(Text("分组须写成 列=值", "a group is written COLUMN=VALUE"), text)
        return cls(column.strip(), value.strip())

    def rows(self, frame: pd.DataFrame) -> NDArray[np.bool_]:
        """Which rows of ``frame`` are group B; raises BadInput when either group is empty."""
        chosen = matches(frame[self.column], self.value)
        if chosen.all() or not chosen.any():
            reason = Text("两组中有一组没有人：{group}", "one of the two groups is empty: {group}")
            raise BadInput(reason.format(group=f"{self.column}={self.value}"), self.column)
        return chosen


def matches(values: pd.Series, value: str) -> NDArray[np.bool_]:
    """Which of ``values`` equal ``value``: as numbers where the column holds numbers (1 = 1.0 = True), else as text."""
    if pd.api.types.is_numeric_dtype(values.dtype):
        number = _number(value)
        found = pd.to_numeric(values).astype("float64").to_numpy() == number
        return np.asarray(found, dtype=np.bool_)
    return (values.astype("string") == value).fillna(False).to_numpy(dtype=np.bool_)


def _number(value: str) -> float:
    truth = {"true": 1.0, "false": 0.0}.get(value.lower())
    if truth is not None:
        return truth
    try:
        return float(value)
    except ValueError:
        return np.nan
