"""Computes a month: every figure of every person, a column at a time, in the order of need."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from payroll.elements.catalogue import elements_with, monthly_figures
from payroll.formula.exact import Exact
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.sheet import Sheet
from payroll.inputs import MISSING, Inputs, stored_once
from payroll.parameters.book import Book
from payroll.parameters.own import Allowance
from payroll.plan import Plan, parameters, parameters_at_end, plan
from payroll.results import Result
from payroll.units import Unit
from vocabulary.bad_input import BadInput
from vocabulary.money import FenArray
from vocabulary.text import Text


def run(
    inputs: Inputs,
    book: Book,
    targets: Collection[str] | None = None,
    given: Mapping[str, FenArray] | None = None,
) -> Result:
    """The figures of ``targets`` (default: the whole monthly slip) and all they rest on.

    ``given`` are figures known from elsewhere, taken as they are. A person whose inputs do not suffice fails alone.
    Raises BadInput when a statutory value that the targets rest on is missing for the month, or the elements don't fit.
    """
    known = dict(given or {})
    wanted = None if targets is None else frozenset(targets)
    work = _prepared(book.own.allowances, wanted, frozenset(known))
    _check_overrides(inputs, work.elements)
    sheet = Sheet.of(inputs, book, work.labels)
    sheet.figures.update(known)
    for name in work.parameters:
        sheet.row_of(name)  # a gap in the law refuses the month whoever is in it, not only when somebody is touched
    for name in work.parameters_at_end:
        sheet.row_of(name, at_end=True)
    _compute(sheet, work.plan)
    return _result(sheet, work.elements, work.plan)


@dataclass(frozen=True)
class _Prepared:
    """What a run does whoever is in it."""

    elements: tuple[Element, ...]
    labels: Mapping[str, tuple[Text, Unit]]
    plan: Plan
    parameters: tuple[str, ...]
    parameters_at_end: tuple[str, ...]


@lru_cache(maxsize=64)
def _prepared(allowances: tuple[Allowance, ...], targets: frozenset[str] | None, given: frozenset[str]) -> _Prepared:
    elements = elements_with(allowances)
    ordered = plan(elements, monthly_figures(elements) if targets is None else targets, given)
    return _Prepared(elements, labels(elements), ordered, parameters(ordered), parameters_at_end(ordered))


def labels(elements: Sequence[Element]) -> dict[str, tuple[Text, Unit]]:
    """Label and unit by figure."""
    return {f.name: (f.label, f.unit) for element in elements for f in element.figures}


def _compute(sheet: Sheet, ordered: Plan) -> None:
    for guard in ordered.guards:
        sheet.fail(guard.wrong.holds(sheet), guard.place, guard.reason)
    for figure in ordered.figures:
        override = sheet.inputs.overrides.get(figure.name)
        sheet.figures[figure.name] = _column(sheet, figure, override)


def _column(sheet: Sheet, figure: Figure, override: FenArray | None) -> FenArray:
    """The computed column, with overrides in its place; what is overridden needs no inputs of its own."""
    if override is None:
        return _stored(sheet, figure)
    left_to_rule = override == MISSING
    with sheet.asking(left_to_rule):
        computed = _stored(sheet, figure)
    return np.where(left_to_rule, computed, override)


def _stored(sheet: Sheet, figure: Figure) -> FenArray:
    """The formula's exact numbers as whole ones of the figure's unit."""
    return stored_once(figure.formula.column(sheet).times(Exact(figure.unit.per)).column(len(sheet.inputs)))


def _check_overrides(inputs: Inputs, elements: Sequence[Element]) -> None:
    """A total is the sum of its parts: one overrides the parts."""
    open_to_it = {f.name for element in elements for f in element.figures if f.kind is not FigureKind.TOTAL}
    for name in sorted(set(inputs.overrides) - open_to_it):
        reason = Text(
            "“{n}”不能直接改写：不是薪酬项目，或是合计数。", "{n} can't be overridden: no figure, or a total."
        )
        raise BadInput(reason.format(n=name), name)


def _result(sheet: Sheet, elements: Sequence[Element], ordered: Plan) -> Result:
    names = {figure.name for figure in ordered.figures}
    order = tuple(f for element in elements for f in element.figures if f.name in names)
    figures = {f.name: sheet.figures[f.name] for f in order}
    if sheet.failed.any():
        figures = {name: np.where(sheet.failed, 0, column) for name, column in figures.items()}
    faults = tuple(sorted(sheet.faults, key=lambda fault: fault.row))
    return Result(
        sheet.inputs.month, sheet.inputs.employment_id, figures, sheet.failed, faults, order, sheet.book.fingerprint
    )
