"""Where a formula's numbers come from: the month's inputs, other figures, and parameters."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from payroll.columns import COLUMNS
from payroll.formula.arithmetic import Formula
from payroll.formula.exact import Exact
from payroll.formula.said import Said, UsedInput, UsedParameter, leaf
from payroll.formula.sheet import Sheet
from payroll.parameters.values import Kind, Parameter, Row, Value, shown_value
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_ABSENT = Text("缺少“{label}”。", "{label} is missing.")


@dataclass(frozen=True)
class Given(Formula):
    """The input column ``name``; a person without it fails, if the rule needs it for that person."""

    name: str

    def column(self, sheet: Sheet) -> Exact:
        spec = COLUMNS[self.name]
        missing = sheet.inputs.missing_in(self.name)
        if missing is not None:
            sheet.fail(missing, self.name, _ABSENT.format(label=spec.label))
        return Exact.of_column(sheet.inputs.column(self.name), spec.unit.per)

    def say(self, sheet: Sheet) -> Said:
        spec = COLUMNS[self.name]
        value = int(sheet.inputs.column(self.name)[0])
        used = UsedInput(self.name, spec.label, value, spec.unit)
        return leaf(spec.label, Fraction(value, spec.unit.per), spec.unit, used)


@dataclass(frozen=True)
class Computed(Formula):
    """The figure ``name`` of this or another element."""

    name: str

    def column(self, sheet: Sheet) -> Exact:
        return Exact.of_column(sheet.figures[self.name], sheet.labels[self.name][1].per)

    def say(self, sheet: Sheet) -> Said:
        label, unit = sheet.labels[self.name]
        value = int(sheet.figures[self.name][0])
        return leaf(label, Fraction(value, unit.per), unit, UsedInput(self.name, label, value, unit))


@dataclass(frozen=True)
class Law(Formula):
    """The parameter ``name`` as it stands in the month, on its last day ``at_end``: one whole number for everybody."""

    name: str
    at_end: bool = False

    def reads(self) -> tuple[str, ...]:
        return () if self.at_end else (self.name,)

    def reads_at_end(self) -> tuple[str, ...]:
        return (self.name,) if self.at_end else ()

    def value(self, sheet: Sheet) -> Fraction:
        """The exact number (fen, days, share of one, count)."""
        stored = sheet.row_of(self.name, at_end=self.at_end).value
        assert isinstance(stored, int), self.name
        return Fraction(stored, sheet.book.parameter(self.name).kind.unit.per)

    def column(self, sheet: Sheet) -> Exact:
        return Exact.scalar(self.value(sheet))

    def say(self, sheet: Sheet) -> Said:
        parameter, row = sheet.book.parameter(self.name), sheet.row_of(self.name, at_end=self.at_end)
        return leaf(parameter.label, self.value(sheet), parameter.kind.unit, used_parameter(parameter, row))


@dataclass(frozen=True)
class LawIfTouched(Law):
    """A parameter that few people need: a gap in it fails those whose branch asks for it, by name, and nobody else."""

    def reads(self) -> tuple[str, ...]:
        return ()

    def column(self, sheet: Sheet) -> Exact:
        try:
            return super().column(sheet)
        except BadInput as gap:
            sheet.fail(np.ones(len(sheet.inputs), dtype=np.bool_), self.name, gap.reason)
            return Exact(0)


@dataclass(frozen=True)
class MonthNumber(Formula):
    """1 for January to 12 for December of the pay month."""

    def column(self, sheet: Sheet) -> Exact:
        return Exact(sheet.inputs.month.month)

    def say(self, sheet: Sheet) -> Said:
        month = sheet.inputs.month.month
        return Said(Fraction(month), Text(f"当年月份数 {month}", f"month number {month}"))


def used_parameter(parameter: Parameter, row: Row, value: Value | None = None) -> UsedParameter:
    """How a trace cites a parameter's row, or the part of it that applied."""
    cited = row.value if value is None else value
    assert cited is not None, parameter.name
    return UsedParameter(
        parameter.name,
        parameter.label,
        shown_value(parameter.kind if not isinstance(cited, str) else Kind.CHOICE, cited),
        row.valid.first,
        row.valid.last,
        row.source,
        row.confidence,
    )


given, figure, law = Given, Computed, Law
