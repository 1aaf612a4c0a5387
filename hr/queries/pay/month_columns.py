"""A month's input columns while they are gathered, and the two forms they are needed in: the engine's and a slip's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hr.queries.pay.month_staff import Paid
from payroll.columns import COLUMNS
from payroll.inputs import Inputs
from vocabulary.periods import Month

Column = Sequence[Any]
OVERRIDE = "override."
"""Before the figure's name: how an override is called in a stored row of inputs."""


def transposed(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> dict[str, Column]:
    """Columns by name from one tuple a person."""
    columns = list(zip(*rows, strict=True))
    return dict(zip(names, columns or [()] * len(names), strict=True))


@dataclass(frozen=True)
class MonthColumns:
    """Who is paid, and each fact about them as a column in the same order; ``overrides`` by employment and figure."""

    month: Month
    people: Sequence[Paid]
    columns: Mapping[str, Column]
    overrides: Mapping[int, Mapping[str, int]]

    def inputs(self) -> Inputs:
        """What the engine computes from."""
        ids = [one.employment_id for one in self.people]
        names = dict.fromkeys(name for figures in self.overrides.values() for name in figures)
        changed = {name: [self.overrides.get(key, {}).get(name) for key in ids] for name in names}
        return Inputs.from_columns(self.month, ids, self.columns, changed)

    def rows(self) -> list[dict[str, Any]]:
        """One mapping a person, as a slip stores it and ``Inputs.from_rows`` reads it; what is as usual is left out."""
        rows: list[dict[str, Any]] = [{"employment_id": one.employment_id} for one in self.people]
        for name, values in self.columns.items():
            usual = usual_value(name)
            for row, value in zip(rows, values, strict=True):
                if value is not None and value != usual:
                    row[name] = value
        for row in rows:
            for figure, amount in self.overrides.get(row["employment_id"], {}).items():
                row[OVERRIDE + figure] = amount
        return rows


def usual_value(name: str) -> int | str | None:
    """What a row that doesn't name an input column means by it."""
    return COLUMNS[name].default if name in COLUMNS else None if name.startswith(OVERRIDE) else ""


def essential(row: Mapping[str, Any]) -> dict[str, Any]:
    """A stored row without what is as usual: rows stored before say more, and mean the same."""
    return {name: value for name, value in row.items() if value is not None and value != usual_value(name)}
