"""What a comparison adds up to by group: unit, staffing type, fund source, grade, or several of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from payroll.inputs import Coded
from payroll.simulation.comparison import Comparison, Moved
from vocabulary.bad_input import BadInput
from vocabulary.money import FenArray
from vocabulary.text import Text

MEASURES = ("gross", "employer_contributions", "employer_cost", "deductions", "net")
"""The sums of a month that people ask for."""


@dataclass(frozen=True, slots=True)
class Group:
    """The people who share ``key`` (a word of each grouping column), how many of them gain and lose, and the sums."""

    key: tuple[str, ...]
    people: int
    gaining: int
    losing: int
    sums: Mapping[str, Moved]


def by_group(
    comparison: Comparison,
    keys: Sequence[Coded],
    measures: Sequence[str] = MEASURES,
    outcome_of: str = "net",
) -> tuple[Group, ...]:
    """A group for each combination of words that occurs among those counted, in the order of the columns' words.

    Raises BadInput when a grouping column is not as long as the comparison, or there is none.
    """
    if not keys or any(len(key.codes) != len(comparison) for key in keys):
        raise BadInput(Text("分组列的长度与人数不符。", "A grouping column is not as long as the comparison."), "keys")
    rows = np.flatnonzero(comparison.counted)
    cells = np.ravel_multi_index([key.codes[rows] for key in keys], [max(1, len(key.names)) for key in keys])
    order = np.argsort(cells, kind="stable")
    found, starts = np.unique(cells[order], return_index=True)
    if not len(found):
        return ()
    pile = _Pile(rows[order], starts)
    people = np.diff([*starts, len(rows)])
    change = comparison.change(outcome_of)
    up, down = (pile.sums(moved.astype(np.int64)) for moved in (change > 0, change < 0))
    sums = {name: [pile.sums(column) for column in comparison.columns(name)] for name in measures}
    words = np.unravel_index(found, [max(1, len(key.names)) for key in keys])
    return tuple(
        Group(
            tuple(key.names[int(codes[i])] for key, codes in zip(keys, words, strict=True)),
            int(people[i]),
            int(up[i]),
            int(down[i]),
            {name: Moved(int(before[i]), int(after[i])) for name, (before, after) in sums.items()},
        )
        for i in range(len(found))
    )


@dataclass(frozen=True, slots=True)
class _Pile:
    """Rows sorted by group, and where each group starts."""

    rows: FenArray
    starts: FenArray

    def sums(self, column: FenArray) -> FenArray:
        """The column summed by group, in whole numbers."""
        return np.asarray(np.add.reduceat(column[self.rows], self.starts))
