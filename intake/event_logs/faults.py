"""Why a row of an event log is refused: each code's reason and what to do, and the list that collects them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from intake import cells
from vocabulary.text import Text

BoolArray = NDArray[np.bool_]

FAULTS: dict[str, tuple[Text, Text]] = {
    "formula": (cells.FORMULA_REASON, cells.FORMULA_SUGGESTION),
    "error_value": (cells.ERROR_REASON, cells.ERROR_SUGGESTION),
    "no_heading": (
        Text("没有表头的列里有内容", "Something stands in a column that has no heading"),
        Text("检查是否有多余的分隔符，或给该列加上表头", "Look for a separator too many, or give the column a heading"),
    ),
    "missing": (Text("必填项为空", "A required cell is empty"), Text("补填这一格", "Fill in this cell")),
    "bad_time": (
        Text("不是有效的时间，或与方案的时间格式不符", "Not a valid time, or not in the profile's time format"),
        Text("按方案的时间格式改写", "Write it in the profile's time format"),
    ),
    "unknown_step": (
        Text("方案没有说明它是哪个环节", "The profile doesn't say which step this is"),
        Text("在方案的 steps 中加上它，或改正拼写", "Add it to the profile's steps, or mend the spelling"),
    ),
    "negative_duration": (
        Text("结束早于开始", "It ends before it starts"),
        Text("核对两个时间", "Check the two times"),
    ),
    "duplicate_key": (
        Text("与前面某行是同一事件，内容却不同", "An earlier row is the same event with different content"),
        Text("保留正确的一行", "Keep the row that is right"),
    ),
}
"""By code, in the order in which a row's first fault is told."""

_ORDER = {code: place for place, code in enumerate(FAULTS)}


@dataclass(slots=True)
class FaultList:
    """Faults found so far, as columns; ``rows`` are row numbers of the file."""

    rows: list[NDArray[np.int64]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    values: list[Sequence[object]] = field(default_factory=list)

    def add(self, code: str, key: str, rows: NDArray[np.int64], values: Sequence[object]) -> None:
        """``code`` at the field ``key`` for each of ``rows``, with what their cells hold."""
        if len(rows):
            self.rows.append(rows)
            self.codes.append(code)
            self.keys.append(key)
            self.values.append(values)

    def table(self, headings: dict[str, str]) -> pd.DataFrame:
        """One line a fault (row, column, key, value, code), by row and then by weight."""
        sizes = [len(rows) for rows in self.rows]
        table = pd.DataFrame(
            {
                "row": np.concatenate([*self.rows, np.empty(0, dtype=np.int64)]),
                "column": np.repeat(np.array([headings.get(k, "") for k in self.keys], dtype=object), sizes),
                "key": np.repeat(np.array(self.keys, dtype=object), sizes),
                "value": np.array([value for values in self.values for value in values], dtype=object),
                "code": np.repeat(np.array(self.codes, dtype=object), sizes),
            }
        )
        weight = table["code"].map(_ORDER)
        return (
            table.assign(weight=weight)
            .sort_values(["row", "weight"], kind="stable", ignore_index=True)
            .drop(columns="weight")
        )
