"""An answer of a calculator with how it came about, for those who show more than the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from payroll.calculators.one_row import Workings, statutory_book, workings
from payroll.formula.leaves import used_parameter
from payroll.formula.said import UsedParameter


@dataclass(frozen=True)
class Explained:
    """The answer under the keys of the interface, the lines of each run behind it, and the law that was cited."""

    answer: Mapping[str, object]
    runs: Workings
    cited: Sequence[UsedParameter] = ()


def explained(question: Callable[[], Mapping[str, object]]) -> Explained:
    """``question`` answered while every formula that it runs is listened to."""
    with workings() as runs:
        answer = question()
    return Explained(answer, runs)


def cited(names: Sequence[str], on: date) -> list[UsedParameter]:
    """The statutory values of those names as they stand on a day."""
    book = statutory_book()
    return [used_parameter(book.parameter(name), book.row(name, on)) for name in names]
