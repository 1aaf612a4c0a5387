"""Figures of one event log, as ``analyse events`` prints them.

The table of events carries these columns; one that is absent or wholly missing counts as not mapped:

- ``case``: case number, text
- ``activity``, ``actor``: text or category
- ``time_utc``: moment that dates and orders the event, timezone-aware
- ``time_local``: the same by the local clock, naive
- ``opened_utc``, ``closed_utc``, ``planned_utc``, ``deadline_utc``: moments of the case, timezone-aware, NaT for none

Rows stand in the order of the file, which decides ties of time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import numpy as np
import pandas as pd

from analytics.case_loop.on_time import OnTime, on_time
from analytics.case_loop.sharing import gini, handovers, in_case_order, top_share, variants

_EVENT_COLUMNS = ("case", "activity", "actor", "time_utc", "time_local")
_CASE_MOMENTS = ("opened_utc", "closed_utc", "planned_utc", "deadline_utc")
_HAPPENED = ("time_utc", "opened_utc", "closed_utc")
_TOP_ACTORS = 10
_NIGHT_STARTS, _NIGHT_ENDS = 22, 6
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class EventFigures:
    """Figures of a log; None stands for what the log doesn't tell.

    ``durations`` are hours from a case's first event to its last, or from its opening to its closing where a row is a
    case. ``events_by_actor`` has the ten busiest, busiest first. Night is 22:00–06:00, weekend Saturday and Sunday.
    """

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
    cases_closed: int | None
    on_time: OnTime | None
    rejected: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON under the names of the fields."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return plain | {"on_time": self.on_time.to_json() if self.on_time else None}


def event_figures(
    events: pd.DataFrame,
    rows: Literal["events", "cases"],
    *,
    snapshot: datetime | None = None,
    rejected: Mapping[str, int] | None = None,
) -> EventFigures:
    """The figures of ``events``; ``rows`` says whether a row is an event or a whole case.

    ``snapshot``: when the log was taken, timezone-aware (default: the latest moment in it, targets apart).
    ``rejected``: rows refused when it was read, by reason; handed through.
    """
    events = _needed(events)
    ordered = in_case_order(events)
    cases = ordered.drop_duplicates("case_code")
    taken = snapshot or max(
        (events[column].max() for column in _HAPPENED if events[column].notna().any()), default=None
    )
    by_actor = events["actor"].dropna().value_counts()
    by_actor = by_actor[by_actor > 0]
    counts = by_actor.to_numpy().astype(np.int64)
    local = events["time_local"].dt
    return EventFigures(
        events=len(events),
        cases=len(cases),
        activities=int(events["activity"].nunique()) or None,
        actors=len(counts) or None,
        variants=variants(ordered) if events["activity"].notna().any() else None,
        handovers=handovers(ordered) if len(counts) else None,
        gini_events=gini(counts) if len(counts) else None,
        top5_share=top_share(counts) if len(counts) else None,
        events_by_actor={str(a): int(n) for a, n in by_actor.head(_TOP_ACTORS).items()} if len(counts) else None,
        duration_hours=_spread(_event_spans(ordered) if rows == "events" else _case_spans(cases)),
        night_events=int(((local.hour >= _NIGHT_STARTS) | (local.hour < _NIGHT_ENDS)).sum()),
        weekend_events=int((local.day_of_week >= _SATURDAY).sum()),
        cases_closed=int(cases["closed_utc"].notna().sum()) if cases["closed_utc"].notna().any() else None,
        on_time=on_time(cases, taken) if taken is not None else None,
        rejected=dict(rejected or {}),
    )


def _needed(events: pd.DataFrame) -> pd.DataFrame:
    absent: dict[str, Any] = {name: None for name in ("activity", "actor") if name not in events.columns}
    none = pd.Series(pd.NaT, index=events.index).dt.tz_localize("UTC")
    absent |= {name: none for name in _CASE_MOMENTS if name not in events.columns}
    return events.assign(**absent)[[*_EVENT_COLUMNS, *_CASE_MOMENTS]]


def _event_spans(ordered: pd.DataFrame) -> pd.Series[float]:
    by_case = ordered.groupby("case_code", sort=False)["time_utc"]
    return (by_case.max() - by_case.min()).dt.total_seconds() / 3600


def _case_spans(cases: pd.DataFrame) -> pd.Series[float]:
    return (cases["closed_utc"] - cases["opened_utc"]).dt.total_seconds().dropna() / 3600


def _spread(hours: pd.Series[float]) -> dict[str, float] | None:
    if hours.empty:
        return None
    values = hours.to_numpy()
    cuts = np.quantile(values, [0.25, 0.5, 0.75, 0.9])
    return {
        "mean": float(values.mean()),
        **{f"p{p}": float(cut) for p, cut in zip((25, 50, 75, 90), cuts, strict=True)},
    }
