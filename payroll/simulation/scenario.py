"""A scenario computed: the month as it is and as it would be, from the same people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from payroll.engine import run
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.results import Result
from payroll.simulation.change import Change, changed
from payroll.simulation.comparison import Comparison, compare
from payroll.trace import TraceLine, explain


@dataclass(frozen=True)
class World:
    """What a month is computed from."""

    inputs: Inputs
    book: Book

    def computed(self) -> Result:
        """Its result; raises BadInput as ``payroll.engine.run``."""
        return run(self.inputs, self.book)


@dataclass(frozen=True)
class Simulated:
    """Both worlds and their comparison."""

    real: World
    supposed: World
    comparison: Comparison

    def explained(self, row: int) -> tuple[tuple[TraceLine, ...], tuple[TraceLine, ...]]:
        """How each figure of one person came about, before and after."""
        both = self.comparison
        return (
            explain(both.before, self.real.inputs, self.real.book, row),
            explain(both.after, self.supposed.inputs, self.supposed.book, row),
        )


def simulate(real: World, changes: Sequence[Change], before: Result | None = None) -> Simulated:
    """Compute ``real`` under ``changes``; ``before`` is its own result, where it is known already.

    Raises BadInput for a change that does not fit, by place and reason, or for law that is missing in the month.
    """
    supposed = World(*changed(changes, real.inputs, real.book))
    result = real.computed() if before is None else before
    return Simulated(real, supposed, compare(result, supposed.computed()))
