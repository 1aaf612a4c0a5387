"""How one person's figures came about: rule, numbers, parameters and sources, derived on demand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from payroll.elements.catalogue import catalogue
from payroll.engine import labels
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.said import Said, UsedInput, UsedParameter
from payroll.formula.sheet import Sheet
from payroll.inputs import MISSING, Inputs
from payroll.parameters.book import Book
from payroll.results import Result
from payroll.units import Unit, shown
from vocabulary.text import Text


@dataclass(frozen=True)
class TraceLine:
    """One figure explained; ``value`` as on the slip (whole numbers of ``unit``), ``formula`` with its numbers in it.

    ``recomputed`` is the value that the formula gives in exact fractions from the numbers shown; it equals ``value``.
    """

    figure: str
    label: Text
    kind: FigureKind
    element: str
    rule: Text
    value: int
    unit: Unit
    inputs: tuple[UsedInput, ...]
    parameters: tuple[UsedParameter, ...]
    formula: Text
    recomputed: Fraction
    overridden: bool = False

    @property
    def shown(self) -> Text:
        """The value as people read it: ``1,207.36``, ``21.75``."""
        return shown(Fraction(self.value, self.unit.per), self.unit)


def explain(result: Result, inputs: Inputs, book: Book, row: int) -> tuple[TraceLine, ...]:
    """A line for every figure of row ``row``, in the order of the slip; empty for a failed row (see ``faults_of``).

    ``inputs`` and ``book`` must be those of the run: the book stored with it, or one with the same fingerprint.
    """
    if result.failed[row]:
        return ()
    elements = catalogue(book)
    sheet = Sheet.of(inputs.take([row]), book, labels(elements))
    sheet.figures.update({name: column[[row]] for name, column in result.figures.items()})
    element_of = {figure.name: element for element in elements for figure in element.figures}
    return tuple(_line(sheet, element_of[figure.name], figure) for figure in result.catalogue)


def _line(sheet: Sheet, element: Element, figure: Figure) -> TraceLine:
    override = sheet.inputs.overrides.get(figure.name)
    overridden = override is not None and int(override[0]) != MISSING
    said = _overridden(int(override[0]), figure) if override is not None and overridden else figure.formula.say(sheet)
    value = int(sheet.figures[figure.name][0])
    equation = Text("{t} = {v}", "{t} = {v}").format(
        t=said.text, v=shown(Fraction(value, figure.unit.per), figure.unit)
    )
    return TraceLine(
        figure.name,
        figure.label,
        figure.kind,
        element.name,
        element.rule,
        value,
        figure.unit,
        tuple(dict.fromkeys(used for used in said.used if isinstance(used, UsedInput))),
        tuple(dict.fromkeys(used for used in said.used if isinstance(used, UsedParameter))),
        equation,
        said.value,
        overridden,
    )


def _overridden(value: int, figure: Figure) -> Said:
    used = UsedInput(f"override.{figure.name}", figure.label, value, figure.unit)
    return Said(Fraction(value, figure.unit.per), Text("人工核定", "set by hand"), (used,))
