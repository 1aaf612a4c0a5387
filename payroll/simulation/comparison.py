"""The same people's month before and after: what each figure moved by, for each of them and for all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from payroll.formula.figure import Figure, FigureKind
from payroll.inputs import BoolArray
from payroll.results import Result
from vocabulary.bad_input import BadInput
from vocabulary.money import FenArray
from vocabulary.text import Text

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Moved:
    """A sum before and after (fen)."""

    before: int
    after: int

    @property
    def change(self) -> int:
        """After less before."""
        return self.after - self.before

    def times(self, count: int) -> Moved:
        """The same sum ``count`` times."""
        return Moved(self.before * count, self.after * count)


@dataclass(frozen=True, slots=True)
class FigureMoved:
    """One figure of the slip, summed."""

    figure: Figure
    moved: Moved


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many gain, lose and stay by some figure, and what they gain and lose together (fen, both not negative)."""

    gaining: int
    losing: int
    unchanged: int
    gained: int
    lost: int


@dataclass(frozen=True, slots=True)
class Floor:
    """People below the minimum wage: only before, only after, and both times."""

    lifted: int
    fallen: int
    still: int


@dataclass(frozen=True)
class Comparison:
    """Two results of the same employments in the same order (row i is row i of both).

    Who could not be computed one time or the other stands in no sum: ``counted`` marks the others.
    """

    before: Result
    after: Result

    def __post_init__(self) -> None:
        if not np.array_equal(self.before.employment_id, self.after.employment_id):
            raise BadInput(
                Text("两次计算的人员不同，不能比较。", "The two results are of different people."), "employment_id"
            )

    def __len__(self) -> int:
        return len(self.before)

    @cached_property
    def counted(self) -> BoolArray:
        """The rows that were computed both times."""
        return np.asarray(~(self.before.failed | self.after.failed))

    @cached_property
    def _all_counted(self) -> bool:
        return bool(self.counted.all())

    @cached_property
    def newly_failed(self) -> FenArray:
        """The rows that could be computed before and can't be after; ``after.faults_of`` says why."""
        return np.flatnonzero(self.after.failed & ~self.before.failed)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of either result, in the order of the slip; what only one has is nothing in the other."""
        names = {figure.name for figure in self.after.catalogue}
        return (*self.after.catalogue, *(f for f in self.before.catalogue if f.name not in names))

    def columns(self, figure: str) -> tuple[FenArray, FenArray]:
        """The figure of everybody before and after; 0 where not ``counted``."""
        return self._column(self.before, figure), self._column(self.after, figure)

    def _column(self, result: Result, figure: str) -> FenArray:
        column = result.figures.get(figure)
        if column is None:
            if all(figure != known.name for known in self.figures):
                raise BadInput(Text("没有这个薪酬项目：{f}。", "There is no figure {f}.").format(f=figure), figure)
            return np.zeros(len(self), dtype=np.int64)
        return column if self._all_counted else np.where(self.counted, column, 0)

    def change(self, figure: str) -> FenArray:
        """What the figure moved by for everybody: after less before."""
        before, after = self.columns(figure)
        return after - before

    def total(self, figure: str) -> Moved:
        """The figure summed over everybody counted."""
        before, after = self.columns(figure)
        return Moved(int(before.sum()), int(after.sum()))

    def by_figure(self) -> tuple[FigureMoved, ...]:
        """Each figure that is paid or owed and moved for anybody, in the order of the slip."""
        shown = (figure for figure in self.figures if figure.kind is not FigureKind.WORKING)
        return tuple(FigureMoved(f, self.total(f.name)) for f in shown if not np.array_equal(*self.columns(f.name)))

    def outcome(self, figure: str = "net") -> Outcome:
        """Who gains and who loses, counted."""
        change = self.change(figure)[self.counted]
        up, down = change > 0, change < 0
        gaining, losing = int(up.sum()), int(down.sum())
        return Outcome(gaining, losing, len(change) - gaining - losing, int(change[up].sum()), -int(change[down].sum()))

    def movers(self, figure: str = "net", most: int | None = None) -> FenArray:
        """The rows whose figure moved, the largest changes first, ties in the order of employments."""
        change = self.change(figure)
        rows = np.flatnonzero(change)
        order = np.lexsort((self.before.employment_id[rows], -np.abs(change[rows])))
        return rows[order][:most]

    def touched(self) -> BoolArray:
        """The rows of which anything that is paid or owed moved."""
        moved = np.zeros(len(self), dtype=np.bool_)
        for figure in self.figures:
            if figure.kind is not FigureKind.WORKING:
                moved |= self.change(figure.name) != 0
        return moved

    def floor(self) -> Floor:
        """Who falls below the minimum wage, is lifted above it, or stays below."""
        before, after = (column > 0 for column in self.columns("minimum_wage_shortfall"))
        return Floor(int((before & ~after).sum()), int((after & ~before).sum()), int((before & after).sum()))


def compare(before: Result, after: Result) -> Comparison:
    """The two results side by side; raises BadInput when they are not of the same employments in the same order."""
    return Comparison(before, after)


def rows_of(comparison: Comparison, employment_ids: Sequence[int]) -> FenArray:
    """The rows of those employments, in that order; raises BadInput for one that is not there."""
    ids = comparison.before.employment_id
    order = np.argsort(ids, kind="stable")
    wanted = np.asarray(employment_ids, dtype=np.int64)
    places = np.minimum(np.searchsorted(ids[order], wanted), len(ids) - 1)
    rows = order[places]
    if len(wanted) and not np.array_equal(ids[rows], wanted):
        raise BadInput(Text("用工关系不在比较之内。", "An employment is not among those compared."), "employment_id")
    return rows
