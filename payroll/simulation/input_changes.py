"""Changes to what is known of people: fixed wages, performance pay, bases, fund rates, shifts worked, steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from payroll.columns import CODED, COLUMNS, ColumnSpec
from payroll.inputs import BoolArray, Coded, Inputs
from payroll.parameters.scope import EVERYBODY, Scope
from payroll.simulation.adjustment import Adjustment, Move
from payroll.simulation.change import Change
from payroll.units import Unit
from vocabulary.bad_input import BadInput
from vocabulary.money import FenArray
from vocabulary.text import Text

_NO_COLUMN = Text("没有这个输入列：{n}。", "There is no such input column: {n}.")
_LIMITS = Text("{l}：{n} 人将超出允许范围。", "{l}: {n} people would be outside its limits.")
_NOBODY = Text("没有符合条件的人员。", "Nobody is meant by this.")


@dataclass(frozen=True, slots=True)
class InputChange(Change):
    """Input ``column`` of the people in ``scope`` moves by ``adjustment``; who has no value has one only if it is set.

    Counts that change by a rate are spread so that their sum is right, in the order of employments (see ``spread``).
    """

    column: str
    adjustment: Adjustment
    scope: Scope = EVERYBODY

    def __post_init__(self) -> None:
        _spec(self.column)

    @property
    def place(self) -> str:
        return f"input.{self.column}"

    def said(self) -> Text:
        spec = _spec(self.column)
        return Text("{l} {how}", "{l} {how}").format(l=spec.label, how=self.adjustment.said(spec.unit))

    def on_inputs(self, inputs: Inputs) -> Inputs:
        """Raises BadInput when nobody is meant, or somebody would be outside the column's limits."""
        who = members(inputs, self.scope)
        if not who.any():
            raise BadInput(_NOBODY, self.place)
        absent = inputs.missing_in(self.column)
        if absent is not None and self.adjustment.move is not Move.TO:
            who = who & ~absent
        column = np.array(inputs.column(self.column))
        rows = np.flatnonzero(who)
        rows = rows[np.argsort(inputs.employment_id[rows], kind="stable")]
        counts = _spec(self.column).unit is Unit.COUNT
        column[rows] = (self.adjustment.spread if counts else self.adjustment.of)(column[rows])
        return _with_column(inputs, self.column, column, who)


@dataclass(frozen=True, slots=True)
class PersonalInputs(Change):
    """Input ``column`` of each named employment becomes the value given (a whole number, or the word of a coded one).

    This is how a plan that treats people one by one is simulated: new steps, closed pay gaps.
    """

    column: str
    values: tuple[tuple[int, int | str], ...]

    def __post_init__(self) -> None:
        coded = self.column in CODED
        if not coded:
            _spec(self.column)
        ids = [employment for employment, _ in self.values]
        if not ids or len(set(ids)) < len(ids):
            raise BadInput(Text("没有人员，或同一人出现两次。", "Nobody is named, or somebody twice."), self.place)
        if any(isinstance(value, str) is not coded for _, value in self.values):
            raise BadInput(Text("数值类型与输入列不符。", "The values don't fit the column."), self.place)

    @property
    def place(self) -> str:
        return f"input.{self.column}"

    def said(self) -> Text:
        label = CODED.get(self.column) or COLUMNS[self.column].label
        return Text("{l}：{n} 人逐人指定", "{l}: set one by one for {n} people").format(l=label, n=len(self.values))

    def on_inputs(self, inputs: Inputs) -> Inputs:
        """Raises BadInput for an employment that is not in the month, or a value outside the column's limits."""
        row_of = {int(employment): row for row, employment in enumerate(inputs.employment_id)}
        missing = [employment for employment, _ in self.values if employment not in row_of]
        if missing:
            raise BadInput(
                Text("用工关系 {e} 不在当月。", "Employment {e} is not in the month.").format(e=missing[0]), self.place
            )
        new = {row_of[employment]: value for employment, value in self.values}
        if self.column in CODED:
            return replace(inputs, coded={**inputs.coded, self.column: _recoded(inputs.coded[self.column], new)})
        column, who = np.array(inputs.column(self.column)), np.zeros(len(inputs), dtype=np.bool_)
        for row, value in new.items():
            column[row], who[row] = int(value), True
        return _with_column(inputs, self.column, column, who)


def members(inputs: Inputs, scope: Scope) -> BoolArray:
    """Which rows of the inputs a scope covers."""
    who = np.ones(len(inputs), dtype=np.bool_)
    for column, codes in scope.dimensions().items():
        if codes:
            who &= inputs.coded[column].among(codes)
    return who


def _spec(column: str) -> ColumnSpec:
    if column not in COLUMNS:
        raise BadInput(_NO_COLUMN.format(n=column), f"input.{column}")
    return COLUMNS[column]


def _with_column(inputs: Inputs, name: str, column: FenArray, given: BoolArray) -> Inputs:
    spec = _spec(name)
    outside = given & ((column < spec.least) | (column > spec.most))
    if outside.any():
        raise BadInput(_LIMITS.format(l=spec.label, n=int(outside.sum())), f"input.{name}")
    missing = dict(inputs.missing)
    absent = inputs.missing_in(name)
    if absent is not None:
        missing[name] = absent & ~given
    return replace(inputs, columns={**inputs.columns, name: column}, missing=missing)


def _recoded(column: Coded, new: Mapping[int, int | str]) -> Coded:
    names = dict.fromkeys([*column.names, *(str(word) for word in new.values())])
    index = {name: code for code, name in enumerate(names)}
    codes = np.array(column.codes)
    for row, word in new.items():
        codes[row] = index[str(word)]
    return Coded(codes, tuple(names))
