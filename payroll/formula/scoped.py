"""The employer's rows in formulas: pay scale cells, and amounts that differ by unit, post, staffing type or grade."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from payroll.columns import CODED
from payroll.formula.arithmetic import Formula
from payroll.formula.exact import Exact
from payroll.formula.said import Said, UsedParameter, leaf
from payroll.formula.sheet import Sheet
from payroll.inputs import BoolArray
from payroll.parameters.own import Allowance, ScaleCell, ShiftRate
from payroll.parameters.scope import EVERYBODY, Scope
from payroll.parameters.values import Confidence
from payroll.units import Unit, shown
from vocabulary.money import FenArray
from vocabulary.text import Text


@dataclass(frozen=True)
class CellOf(Formula):
    """The monthly amount of the pay scale cell that the coded input ``column`` names."""

    column_name: str

    def column(self, sheet: Sheet) -> Exact:
        words, on = sheet.inputs.coded[self.column_name], sheet.inputs.month.first_day
        cells = {c.cell: c.amount for c in sheet.book.own.scale_cells if on in c.valid}
        known = np.array([name in cells for name in words.names], dtype=np.bool_)
        amounts = np.array([cells.get(name, 0) for name in words.names], dtype=np.int64)
        if not known.all():
            sheet.fail(~known[words.codes], self.column_name, self._absent(sheet))
        return Exact(amounts[words.codes])

    def _absent(self, sheet: Sheet) -> Text:
        return Text(
            "{label}：未填写，或薪级表在 {month} 没有该单元格。",
            "{label}: not given, or the pay scale has no such cell in {month}.",
        ).format(label=CODED[self.column_name], month=sheet.inputs.month)

    def say(self, sheet: Sheet) -> Said:
        name, on = sheet.inputs.coded[self.column_name].at(0), sheet.inputs.month.first_day
        row = next((c for c in sheet.book.own.scale_cells if c.cell == name and on in c.valid), None)
        amount = 0 if row is None else row.amount
        label = Text("{l}“{n}”", "{l} “{n}”").format(l=CODED[self.column_name], n=name)
        return _said(f"scale_cell.{name}", label, amount, Unit.FEN, row)


@dataclass(frozen=True)
class ScopedAmount(Formula):
    """For each person the amount of the narrowest row of ``rows_of`` that fits; nobody fits: fail, or zero."""

    name: str
    label: Text
    unit: Unit = Unit.FEN
    required: bool = False

    def rows(self, sheet: Sheet) -> list[ShiftRate] | list[Allowance]:
        """The rows in force in the month, broadest first."""
        kind, _, code = self.name.partition(".")
        if kind != "shift_rate":
            return allowance_rows(sheet, code)
        on = sheet.inputs.month.first_day
        rates = [r for r in sheet.book.own.shift_rates if r.kind.value == code and on in r.valid]
        return sorted(rates, key=lambda r: r.scope.narrowness)

    def column(self, sheet: Sheet) -> Exact:
        rows = self.rows(sheet)
        if rows and all(row.scope == EVERYBODY for row in rows):
            return Exact.scalar(Fraction(rows[-1].amount, self.unit.per))
        amount: FenArray = np.zeros(len(sheet.inputs), dtype=np.int64)
        nobody = np.ones(len(sheet.inputs), dtype=np.bool_)
        for row in rows:
            fits = in_scope(row.scope, sheet)
            amount, nobody = np.where(fits, row.amount, amount), nobody & ~fits
        if self.required:
            reason = Text("“{l}”在 {m} 没有适用的标准，请补录。", "{l}: no rate applies in {m}; enter one.")
            sheet.fail(nobody, self.name, reason.format(l=self.label, m=sheet.inputs.month))
        return Exact(amount, self.unit.per)

    def say(self, sheet: Sheet) -> Said:
        fitting = [row for row in self.rows(sheet) if in_scope(row.scope, sheet)[0]]
        row = fitting[-1] if fitting else None
        return _said(self.name, self.label, row.amount if row else 0, self.unit, row)


def allowance_rows(sheet: Sheet, code: str) -> list[Allowance]:
    """The rows of an allowance in force in the month, broadest first."""
    on = sheet.inputs.month.first_day
    rows = [row for row in sheet.book.own.allowances if row.code == code and on in row.valid]
    return sorted(rows, key=lambda row: row.scope.narrowness)


def in_scope(scope: Scope, sheet: Sheet) -> BoolArray:
    """Which rows of the inputs a scope covers."""
    fits = np.ones(len(sheet.inputs), dtype=np.bool_)
    for column, codes in scope.dimensions().items():
        if codes:
            fits &= sheet.inputs.coded[column].among(codes)
    return fits


def _said(name: str, label: Text, amount: int, unit: Unit, row: ScaleCell | ShiftRate | Allowance | None) -> Said:
    value = Fraction(amount, unit.per)
    if row is None:
        return Said(value, Text("{l}：不适用", "{l}: does not apply").format(l=label))
    cited = UsedParameter(
        name, label, shown(value, unit), row.valid.first, row.valid.last, row.source, Confidence.HIGH.value
    )
    return leaf(label, value, unit, cited)
