"""Measuring a month's workload and keeping it: rebuilt as a whole, so that an objection accepted is counted at once."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import delete, insert

from analytics.workload.measure import measure
from hr.audit import record_batch
from hr.database import unit_of_work
from hr.models.casework.workload import Workload
from hr.models.casework.workload_stale import WorkloadStale
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.casework.workload_facts import event_table, people_table, roster_table
from hr.refusals import Refusal
from vocabulary.periods import Month
from vocabulary.text import Text

_COLUMNS = {
    "events": "events",
    "case_minutes": "event_load",
    "base_minutes": "base",
    "emergency_minutes": "emergency",
    "practical_minutes": "practical",
    "load_index": "index",
    "index_low": "index_low",
    "index_high": "index_high",
    "odd_minutes": "load_odd",
    "even_minutes": "load_even",
    "night_share": "night_share",
    "weekend_share": "weekend_share",
    "overdue_share": "overdue_share",
    "outside_duty_share": "outside_share",
    "reliability": "reliability",
}
_NEVER_EMPTY = ("night_share", "weekend_share", "overdue_share", "outside_duty_share")


def build(month: Month, *, viewer: Viewer) -> int:
    """Measure everybody's month from events and shifts; the number of people measured.

    Needs the right to maintain cases at the root, since a person's group is compared across all units. Raises Refusal
    for a month without shifts, whose load index would have no denominator.
    """
    viewer.require(Action.CASE_WRITE, "/")
    with unit_of_work(viewer, "workload.build") as session:
        people, roster = people_table(month), roster_table(month)
        if roster.empty:
            raise Refusal(Text("{m} 还没有班次，无法计算负荷指数", "There are no shifts in {m} yet").format(m=month))
        persons = measure(event_table(month), people.drop(columns="unit_id"), roster).persons
        rows = _rows(persons[persons["month"].astype(str) == str(month)], people, month)
        session.execute(delete(Workload).where(Workload.month == month))
        if rows:
            session.execute(insert(Workload.__table__), rows)  # type: ignore[arg-type]
        record_batch(session, Workload, month, rows)
        stale = session.get(WorkloadStale, month)
        if stale is not None:
            session.delete(stale)
    return len(rows)


def _rows(persons: pd.DataFrame, people: pd.DataFrame, month: Month) -> list[dict[str, Any]]:
    unit_of = people.set_index("person")["unit_id"]
    rows = []
    for record in persons.to_dict("records"):
        row = {name: _plain(record[column]) for name, column in _COLUMNS.items()}
        row.update({name: row[name] or 0.0 for name in _NEVER_EMPTY})
        row["events"] = int(record["events"])
        person_id = int(record["person"])
        rows.append({"month": month, "person_id": person_id, "unit_id": int(unit_of[person_id]), **row})
    return rows


def _plain(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
