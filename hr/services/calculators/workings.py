"""An answer of a calculator with how it came about, for those who show more than the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from payroll.calculators.one_row import Workings, statutory_book, workings
from payroll.formula.leaves import used_parameter
from payroll.formula.said import UsedParameter
from vocabulary.text import Text


@dataclass(frozen=True)
class Explained:
    """The answer under the keys of the interface, the lines of each run behind it, and the law that was cited."""

    answer: Mapping[str, object]
    runs: Workings
    cited: Sequence[UsedParameter] = ()

    def lines(self) -> Iterator[Text]:
        """The workings for a terminal: figure, formula with its numbers, and the sources of the law in it."""
        for line in (line for run in self.runs for line in run):
            yield Text("{l}：{f}", "{l}: {f}").format(l=line.label, f=line.formula)
            yield from (_source(used) for used in line.parameters)


def _source(used: UsedParameter) -> Text:
    said = Text("    {l} {v}，自 {d} 起：{s}", "    {l} {v}, since {d}: {s}")
    return said.format(l=used.label, v=used.value, d=used.first, s=used.source)


def explained(question: Callable[[], Mapping[str, object]]) -> Explained:
    """``question`` answered while every formula that it runs is listened to."""
    with workings() as runs:
        answer = question()
    return Explained(answer, runs)


def cited(names: Sequence[str], on: date) -> list[UsedParameter]:
    """The statutory values of those names as they stand on a day."""
    book = statutory_book()
    return [used_parameter(book.parameter(name), book.row(name, on)) for name in names]
