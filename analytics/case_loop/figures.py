"""Figures of one event log, as ``analyse events`` prints them.

The table of events carries these columns (others are passed over; one that is absent or wholly missing counts as not mapped):

- ``case``: case number, text
- ``activity``, ``actor``: text or category
- ``time_utc``: moment that dates and orders the event, timezone-aware; ``time_local``: the same by the local clock, naive
- ``opened_utc``, ``closed_utc``, ``planned_utc``, ``deadline_utc``: moments of the case, NaT where it has none

Rows stand in the order of the file, which decides ties of time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import pandas as pd


@dataclass(frozen=True, slots=True)
class Punctual:
    """``on_time`` of ``of`` cases; ``rate`` is None when there are none."""

    on_time: int
    of: int

    @property
    def rate(self) -> float | None:
        """Their ratio, 0 to 1."""
        return self.on_time / self.of if self.of else None

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"on_time": self.on_time, "of": self.of, "rate": self.rate}


@dataclass(frozen=True, slots=True)
class EventFigures:
    """Figures of a log; None stands for what the log doesn't tell."""

    events: int
    cases: int
    activities: int | None
    actors: int | None
    variants: int | None
    handovers: int | None
    gini_events: float | None
    top5_share: float | None
    events_by_actor: dict[str, int] | None
    duration_hours: dict[str, float] | None
    night_events: int
    weekend_events: int
    on_time: dict[str, Punctual] | None
    rejected: dict[str, int]

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON, keys as in the interface."""
        raise NotImplementedError


def event_figures(
    events: pd.DataFrame,
    rows: Literal["events", "cases"],
    *,
    snapshot: datetime | None = None,
    rejected: Mapping[str, int] | None = None,
) -> EventFigures:
    """The figures of ``events``; ``rows`` says whether a row is an event or a whole case.

    ``snapshot``: when the file was taken (default: the latest moment in it). ``rejected`` is handed through.
    """
    raise NotImplementedError
