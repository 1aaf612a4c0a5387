"""From a table to a design matrix: complete rows, numeric columns as they are, categories as indicators."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vocabulary.bad_input import BadInput
from vocabulary.text import Text

FloatArray = NDArray[np.float64]
INTERCEPT = "intercept"


@dataclass(frozen=True, slots=True)
class Design:
    """A design matrix (rows × terms) with the name of each term and the table column that it came from."""

    matrix: FloatArray
    names: tuple[str, ...]
    columns: tuple[str, ...]

    def with_term(self, name: str, values: FloatArray) -> Design:
        """The same design with one more term at its end."""
        return self.with_terms([name], values[:, None])

    def with_terms(self, names: Sequence[str], values: FloatArray) -> Design:
        """The same design with more terms (the columns of ``values``) at its end."""
        wider = _side_by_side([self.matrix, values], len(values))
        return Design(wider, (*self.names, *names), (*self.columns, *names))


def complete_rows(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The rows that have a value in each of ``columns``; raises BadInput for a column that the table doesn't have."""
    for column in columns:
        if column not in frame.columns:
            raise BadInput(Text("表中没有这一列", "the table has no such column"), column)
    used = frame[list(dict.fromkeys(columns))]
    present = used.notna().all(axis=1)
    return used if present.all() else used.loc[present]


def is_categorical(values: pd.Series, column: str, categorical: Collection[str]) -> bool:
    """Whether a column becomes indicators: it was named so, or it holds text."""
    return column in categorical or not pd.api.types.is_numeric_dtype(values.dtype)


def build_design(
    frame: pd.DataFrame, by: Sequence[str], categorical: Collection[str] = (), *, intercept: bool = True
) -> Design:
    """The design of ``by`` on complete rows of ``frame``: an intercept, then each column in order.

    A categorical column gives an indicator ``column_value`` for each of its values but the first in sorted order,
    which is the base. Numbers and truth values enter as they are. Raises BadInput for a number that is not finite.
    """
    names, columns = ([INTERCEPT], [INTERCEPT]) if intercept else ([], [])
    blocks: list[FloatArray] = [np.ones((len(frame), 1))] if intercept else []
    for column in dict.fromkeys(by):
        labels, block = _terms(frame[column], column, categorical)
        names += labels
        columns += [column] * len(labels)
        blocks.append(block)
    return Design(_side_by_side(blocks, len(frame)), tuple(names), tuple(columns))


def numbers(values: pd.Series) -> FloatArray:
    """A column as floats; raises BadInput for text and for values that are not finite."""
    if not pd.api.types.is_numeric_dtype(values.dtype):
        raise BadInput(Text("这一列须是数字", "this column must hold numbers"), str(values.name))
    if isinstance(values.dtype, np.dtype):
        array = values.to_numpy().astype(np.float64, copy=False)
    else:
        array = values.to_numpy(dtype=np.float64, na_value=np.nan)
    if not np.isfinite(array).all():
        raise BadInput(Text("这一列含有无穷大或空值", "this column holds values that are not finite"), str(values.name))
    return array


def logarithms(values: pd.Series) -> FloatArray:
    """Natural logarithms of a column; raises BadInput when a value is zero or negative."""
    array = numbers(values)
    low = int((array <= 0).sum())
    if low:
        reason = Text("有{n}行不是正数，不能取对数", "{n} rows are zero or negative and have no logarithm")
        raise BadInput(reason.format(n=low), str(values.name))
    return np.log(array)


def label(value: object) -> str:
    """A category's value as part of a term's name: whole floats without their ``.0``."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _terms(values: pd.Series, column: str, categorical: Collection[str]) -> tuple[list[str], FloatArray]:
    if not is_categorical(values, column, categorical):
        return [column], numbers(values)[:, None]
    codes, levels = pd.factorize(values, sort=True)
    names = [f"{column}_{label(level)}" for level in levels[1:]]
    block = np.zeros((len(values), len(names)), order="F")
    rows = np.flatnonzero(codes > 0)
    block[rows, codes[rows] - 1] = 1.0
    return names, block


def _side_by_side(blocks: list[FloatArray], rows: int) -> FloatArray:
    matrix = np.empty((rows, sum(block.shape[1] for block in blocks)), order="F")
    start = 0
    for block in blocks:
        matrix[:, start : start + block.shape[1]] = block
        start += block.shape[1]
    return matrix
