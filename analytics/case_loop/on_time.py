"""How many cases kept to their time, always with the number of cases that it is counted of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True)
class Punctual:
    """``on_time`` of ``of`` cases."""

    on_time: int
    of: int

    @property
    def rate(self) -> float | None:
        """Their ratio, 0 to 1; None of no cases."""
        return self.on_time / self.of if self.of else None

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"on_time": self.on_time, "of": self.of, "rate": self.rate}


@dataclass(frozen=True, slots=True)
class OnTime:
    """Punctuality of cases under four denominators.

    A case is on time when it was closed by its target; without a target always; still open only while the target lies
    after the snapshot. The target is the deadline, or the planned end where the log has no deadlines.

    - ``all``: of all cases
    - ``with_target``: of the cases that have a target, open ones too
    - ``closed_with_target``: of the closed cases that have a target
    - ``closed_with_planned``: closed by the planned end, of the closed cases that have one; None where not mapped
    """

    all: Punctual
    with_target: Punctual
    closed_with_target: Punctual
    closed_with_planned: Punctual | None

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        planned = self.closed_with_planned
        return {
            "all": self.all.to_json(),
            "with_target": self.with_target.to_json(),
            "closed_with_target": self.closed_with_target.to_json(),
            "closed_with_planned": planned.to_json() if planned else None,
        }


def on_time(cases: pd.DataFrame, snapshot: datetime | pd.Timestamp) -> OnTime | None:
    """Punctuality of ``cases``: one row each with ``closed_utc``, ``planned_utc``, ``deadline_utc``.

    ``snapshot``: timezone-aware moment at which the log was taken. None where the log has no targets at all.
    """
    closed, planned, deadline = cases["closed_utc"], cases["planned_utc"], cases["deadline_utc"]
    target = deadline if deadline.notna().any() else planned
    if not target.notna().any():
        return None
    is_closed, has_target = closed.notna(), target.notna()
    kept = ~has_target | (closed <= target) | (~is_closed & (target > snapshot))
    return OnTime(
        all=_of(kept, has_target | True),
        with_target=_of(kept, has_target),
        closed_with_target=_of(kept, is_closed & has_target),
        closed_with_planned=_of(closed <= planned, is_closed & planned.notna()) if planned.notna().any() else None,
    )


def _of(kept: pd.Series[bool], counted: pd.Series[bool]) -> Punctual:
    return Punctual(int((kept & counted).sum()), int(counted.sum()))
