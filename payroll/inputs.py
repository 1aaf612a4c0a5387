"""The month's inputs: one int64 column a fact, one row an employment; nothing computed lives here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from payroll.columns import CODED, COLUMNS, ColumnSpec
from payroll.faults import Fault
from vocabulary.bad_input import BadInput
from vocabulary.money import FenArray
from vocabulary.periods import Month
from vocabulary.text import Text

MISSING = int(np.iinfo(np.int64).min)
"""Stands in an integer column for "not known" (or, among overrides, "not overridden"); 0 is a value like any other."""

BoolArray = NDArray[np.bool_]
Values = Sequence[int | None] | NDArray[Any]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of words: ``names[codes[row]]``."""

    codes: FenArray
    names: tuple[str, ...]

    @classmethod
    def of(cls, values: Iterable[str]) -> Coded:
        """The column holding ``values`` in their order."""
        index: dict[str, int] = {}
        codes = np.array([index.setdefault(str(value), len(index)) for value in values], dtype=np.int64)
        return cls(codes, tuple(index))

    def among(self, names: Iterable[str]) -> BoolArray:
        """Which rows hold one of ``names``."""
        wanted = set(names)
        table = np.array([name in wanted for name in self.names], dtype=np.bool_)
        if table.size and (table == table[0]).all():
            return np.broadcast_to(table[0], len(self.codes))
        return np.asarray(table[self.codes])

    def at(self, row: int) -> str:
        """The word of one row."""
        return self.names[int(self.codes[row])]

    def take(self, rows: NDArray[np.int64]) -> Coded:
        """The column of those rows only."""
        return Coded(self.codes[rows], self.names)


@dataclass(frozen=True)
class Inputs:
    """N employments in one month; build it by ``from_rows`` or ``from_columns``.

    ``columns`` follow ``payroll.columns.COLUMNS`` (fen, hundredths of days, ppm, 0/1), ``coded`` follow ``CODED``.
    ``overrides`` maps a figure to the amounts (fen) that take its place where not ``MISSING``.
    ``missing`` marks the rows of a column that nobody gave; ``faults`` names rows whose input is out of its limits.
    """

    month: Month
    employment_id: FenArray
    columns: Mapping[str, FenArray]
    coded: Mapping[str, Coded]
    overrides: Mapping[str, FenArray]
    missing: Mapping[str, BoolArray]
    faults: tuple[Fault, ...]

    @classmethod
    def from_columns(
        cls,
        month: Month,
        employment_id: Values,
        columns: Mapping[str, Values | Iterable[str]],
        overrides: Mapping[str, Values] | None = None,
    ) -> Inputs:
        """Inputs from whole columns by name, as long as ``employment_id``; columns left out take their default.

        Raises BadInput for an unknown name, a wrong length, a number that is not whole, or an employment given twice.
        """
        ids = _whole(employment_id, "employment_id")
        if len(np.unique(ids)) != len(ids):
            raise BadInput(Text("同一用工关系出现两次。", "An employment is given twice."), "employment_id")
        unknown = sorted(set(columns) - set(COLUMNS) - set(CODED))
        if unknown:
            raise BadInput(
                Text("没有这个输入列：{name}。", "There is no such input column: {name}.").format(name=unknown[0]),
                unknown[0],
            )
        numbers = {name: _sized(_whole(columns[name], name), ids, name) for name in COLUMNS if name in columns}
        clean, missing, faults = _validated(numbers, ids)
        words = {name: _words(columns.get(name), ids, name) for name in CODED}
        changed = {name: _sized(_whole(values, name), ids, name) for name, values in (overrides or {}).items()}
        return cls(month, ids, clean, words, changed, missing, faults)

    @classmethod
    def from_rows(cls, month: Month, rows: Sequence[Mapping[str, Any]]) -> Inputs:
        """Inputs from one mapping a person: ``employment_id``, input names, and ``override.<figure>`` for overrides.

        A name absent from one row, or None in it, is missing there (or takes its default). Raises BadInput as
        ``from_columns``.
        """
        names = dict.fromkeys(name for row in rows for name in row if name != "employment_id")
        columns: dict[str, Any] = {}
        overrides: dict[str, Any] = {}
        for name in names:
            values = [row.get(name) for row in rows]
            if name.startswith("override."):
                overrides[name.removeprefix("override.")] = values
            elif name in CODED:
                columns[name] = ["" if value is None else value for value in values]
            else:
                columns[name] = [_or_default(name, value) for value in values]
        return cls.from_columns(month, [row["employment_id"] for row in rows], columns, overrides)

    def __len__(self) -> int:
        return len(self.employment_id)

    def take(self, rows: Sequence[int] | NDArray[np.int64]) -> Inputs:
        """The inputs of those rows only, in that order."""
        index = np.asarray(rows, dtype=np.int64)
        place = {int(old): new for new, old in enumerate(index)}
        return Inputs(
            self.month,
            self.employment_id[index],
            {name: column[index] for name, column in self.columns.items()},
            {name: column.take(index) for name, column in self.coded.items()},
            {name: column[index] for name, column in self.overrides.items()},
            {name: mask[index] for name, mask in self.missing.items()},
            tuple(Fault(place[f.row], f.employment_id, f.place, f.reason) for f in self.faults if f.row in place),
        )

    def column(self, name: str) -> FenArray:
        """The column ``name``; rows that nobody gave hold its default, or 0 where ``missing`` marks them."""
        if name in self.columns:
            return self.columns[name]
        return np.broadcast_to(np.int64(COLUMNS[name].default or 0), len(self))

    def missing_in(self, name: str) -> BoolArray | None:
        """The rows where ``name`` is missing, or None when there are none."""
        if name in self.columns or COLUMNS[name].default is not None:
            return self.missing.get(name)
        return np.broadcast_to(np.bool_(True), len(self))


def _or_default(name: str, value: int | None) -> int | None:
    return COLUMNS[name].default if value is None and name in COLUMNS else value


def _whole(values: Any, name: str) -> FenArray:
    """``values`` as int64, None as MISSING; floats are refused because half of them are not what they look like."""
    column = values if isinstance(values, np.ndarray) else np.array([MISSING if v is None else v for v in values])
    if column.size and (column.dtype.kind not in "iub" or column.dtype == np.uint64):
        raise BadInput(Text("输入列只接受整数。", "An input column takes whole numbers only."), name)
    return column.astype(np.int64)


def _sized(column: FenArray, ids: FenArray, name: str) -> FenArray:
    if column.shape != ids.shape:
        raise BadInput(Text("各输入列长度必须一致。", "All input columns must have the same length."), name)
    return column


def _words(values: Any, ids: FenArray, name: str) -> Coded:
    if values is None:
        return Coded(np.zeros(len(ids), dtype=np.int64), ("",))
    coded = values if isinstance(values, Coded) else Coded.of(values)
    _sized(coded.codes, ids, name)
    return coded


def _validated(
    numbers: Mapping[str, FenArray], ids: FenArray
) -> tuple[dict[str, FenArray], dict[str, BoolArray], tuple[Fault, ...]]:
    clean: dict[str, FenArray] = {}
    missing: dict[str, BoolArray] = {}
    faults: list[Fault] = []
    for name, given in numbers.items():
        spec = COLUMNS[name]
        laid_out = stored_once(given)
        if laid_out is not given and spec.least <= int(given[0]) <= spec.most:
            clean[name] = laid_out
            continue
        absent = given == MISSING
        column = np.where(absent, spec.default or 0, given)
        if spec.default is None and absent.any():
            missing[name] = absent
        wrong = (column < spec.least) | (column > spec.most)
        if wrong.any():
            faults.extend(_out_of_limits(spec, column, ids, wrong))
            column = np.where(wrong, 0, column)
        clean[name] = stored_once(column)
    return clean, missing, tuple(faults)


def stored_once(column: FenArray) -> FenArray:
    """A value that everybody has is laid out, not repeated: formulas then pass over what nobody has."""
    if column.size and column[0] == column[-1] and bool((column == column[0]).all()):
        return np.broadcast_to(column[0], column.shape)
    return column


def _out_of_limits(spec: ColumnSpec, column: FenArray, ids: FenArray, wrong: BoolArray) -> Iterable[Fault]:
    reason = Text("{label}超出允许范围：{value}。", "{label} is outside its limits: {value}.")
    for row in np.flatnonzero(wrong):
        value = int(column[row])
        yield Fault(int(row), int(ids[row]), spec.name, reason.format(label=spec.label, value=value))
