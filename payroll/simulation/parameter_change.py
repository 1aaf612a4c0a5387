"""A change to one statutory value or setting: a floor, a ceiling, a rate, the minimum wage."""

from __future__ import annotations

from dataclasses import dataclass, replace

from payroll.parameters.book import Book
from payroll.parameters.values import Confidence, Kind, Parameter, Row
from payroll.simulation.adjustment import Adjustment
from payroll.simulation.change import SOURCE, Change
from payroll.units import Unit
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

SCALAR = (Kind.YUAN, Kind.RATE, Kind.DAYS, Kind.COUNT)
"""The kinds of parameters that are one number, and so can be moved."""
_FORM = Text("“{l}”不是单个数值，不能这样模拟。", "“{l}” is not one number: it can't be simulated so.")
_NEGATIVE = Text("“{l}”不能为负数。", "“{l}” can't be negative.")


@dataclass(frozen=True, slots=True)
class ParameterChange(Change):
    """The value of ``name`` in the simulated month moves by ``adjustment`` (fen, ppm, hundredths of days, count).

    A simulation may replace law that is certain: nothing is paid by it. ``label`` and ``unit`` are only said.
    """

    name: str
    adjustment: Adjustment
    unit: Unit = Unit.FEN
    label: Text | None = None

    @property
    def place(self) -> str:
        return f"parameter.{self.name}"

    def said(self) -> Text:
        how = self.adjustment.said(self.unit)
        return Text("{n} {how}", "{n} {how}").format(n=self.label or self.name, how=how)

    def on_book(self, book: Book, month: Month) -> Book:
        """Raises BadInput for an unknown parameter, one that has no value then, or is not one number."""
        parameter = book.parameter(self.name)
        if parameter.kind not in SCALAR:
            raise BadInput(_FORM.format(l=parameter.label), self.place)
        present = parameter.row_on(month.first_day)
        rows = tuple(self._moved(row, parameter) if row is present else row for row in parameter.rows)
        return replace(book, parameters={**book.parameters, self.name: replace(parameter, rows=rows)})

    def _moved(self, row: Row, parameter: Parameter) -> Row:
        assert isinstance(row.value, int), parameter.name
        value = self.adjustment.of(row.value)
        if value < 0:
            raise BadInput(_NEGATIVE.format(l=parameter.label), self.place)
        return replace(row, value=value, source=SOURCE, confidence=Confidence.LOW, note="")
