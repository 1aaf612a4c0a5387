"""Workload per person and month from case events and the roster: sums first, shares and indexes from the sums.

Load = Σ standard minutes × difficulty over the events credited to their actor + base minutes (patrol, reception) +
minutes of emergency duty from the roster. Practical minutes = (rostered − leave − training) × the practical factor,
0.80–0.85 of theoretical capacity (Kaplan & Anderson 2004, time-driven activity-based costing). Night and weekend work
is counted, not priced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.workload.confidence import GroupConfidence, confidence_by, with_variance
from analytics.workload.tables import (
    EVENT_COLUMNS,
    PEOPLE_COLUMNS,
    ROSTER_COLUMNS,
    FloatArray,
    flags_of,
    load_of,
    minutes_of,
    moments,
    people_codes,
    require,
)
from analytics.workload.totals import ADDITIVE, COUNTS, with_shares
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

PRACTICAL_FACTOR = 0.85
_EVENTS = Text("案卷事件表", "table of events")
_ROSTER = Text("排班表", "roster")
_PEOPLE = Text("人员表", "table of people")

Sums = dict[str, FloatArray]


@dataclass(frozen=True, slots=True)
class Workload:
    """Everyone's workload.

    ``persons``: a row per person and month (``YYYY-MM``) with post, unit, staffing_type, the additive columns of
    ``totals.ADDITIVE`` (minutes and counts), the derived ones of ``totals.with_shares``, and its group's
    ``reliability`` and ``rankable``. ``groups``: the confidence of each group. ``left_out``: events not counted, by
    reason (``person`` unknown or missing, ``at`` missing, ``minutes`` missing).
    """

    persons: pd.DataFrame
    groups: tuple[GroupConfidence, ...]
    left_out: Mapping[str, int]


def measure(
    events: pd.DataFrame,
    people: pd.DataFrame,
    roster: pd.DataFrame | None = None,
    *,
    factor: float = PRACTICAL_FACTOR,
    group: str = "post",
) -> Workload:
    """Measures the workload of ``people`` (person, post, unit, staffing_type; one row each).

    ``events``: person, at (local time), minutes (standard), and optionally difficulty (1 if absent or missing),
    outside (not on the duty list), emergency, overdue (missing: not known). ``roster``: person, date, and the minutes
    rostered, leave, training, base and optionally emergency of that day; several rows a day add up. Reliability is
    found within each value of ``group``. Raises BadInput for missing columns, negative minutes, a person listed twice,
    or a factor outside 0–1.
    """
    _check(events, people, roster, factor)
    people = people.assign(**{group: people[group].where(people[group].notna(), "")})
    index = pd.Index(people["person"])
    used, left_out = _countable(events, people_codes(events["person"], index))
    parts = [_event_rows(used)]
    if roster is not None:
        parts.append(_roster_rows(roster, people_codes(roster["person"], index), factor))
    persons = _person_months(parts, people)
    persons = with_shares(with_variance(persons, group))
    groups = confidence_by(persons, group)
    return Workload(_with_reliability(persons, groups, group), groups, left_out)


def _check(events: pd.DataFrame, people: pd.DataFrame, roster: pd.DataFrame | None, factor: float) -> None:
    require(events, EVENT_COLUMNS, _EVENTS)
    require(people, PEOPLE_COLUMNS, _PEOPLE)
    if roster is not None:
        require(roster, ROSTER_COLUMNS, _ROSTER)
    if not people["person"].is_unique:
        raise BadInput(Text("人员表中有人重复", "a person is listed twice"), "person")
    if not 0 < factor <= 1:
        raise BadInput(
            Text("实际产能系数须大于0且不超过1", "the practical factor must lie above 0 and up to 1"), "factor"
        )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows to be added up: the person and month of each, and what each adds to which column (None: one)."""

    person: NDArray[np.intp]
    month: NDArray[np.int64]
    adds: Mapping[str, FloatArray | None]


def _countable(events: pd.DataFrame, codes: NDArray[np.intp]) -> tuple[pd.DataFrame, dict[str, int]]:
    known = codes >= 0
    dated = events["at"].notna().to_numpy()
    priced = events["minutes"].notna().to_numpy()
    left_out = {
        "person": int((~known).sum()),
        "at": int((known & ~dated).sum()),
        "minutes": int((known & dated & ~priced).sum()),
    }
    keep = known & dated & priced
    used = events if keep.all() else events.loc[keep]
    return used.assign(_code=codes[keep]), left_out


def _event_rows(events: pd.DataFrame) -> _Rows:
    when = moments(events["at"])
    minutes = load_of(events)
    odd = when.odd_week
    known = (
        events["overdue"].notna().to_numpy() if "overdue" in events.columns else np.zeros(len(events), dtype=np.bool_)
    )
    adds: dict[str, FloatArray | None] = {
        "events": None,
        "night_events": when.at_night.astype(np.float64),
        "weekend_events": when.on_weekend.astype(np.float64),
        "overdue_events": flags_of(events, "overdue").astype(np.float64),
        "overdue_known": known.astype(np.float64),
        "event_load": minutes,
        "event_odd": minutes * odd,
        "outside_load": minutes * flags_of(events, "outside"),
        "emergency_load": minutes * flags_of(events, "emergency"),
        "squares_odd": minutes**2 * odd,
        "squares_even": minutes**2 * ~odd,
    }
    return _Rows(events["_code"].to_numpy(), when.month, adds)


def _roster_rows(roster: pd.DataFrame, codes: NDArray[np.intp], factor: float) -> _Rows:
    used = roster.loc[codes >= 0]
    when = moments(used["date"])
    present = minutes_of(used, "rostered") - minutes_of(used, "leave") - minutes_of(used, "training")
    if (present < 0).any():
        raise BadInput(Text("请假与培训多于排班时间", "leave and training exceed the rostered time"), "rostered")
    emergency = minutes_of(used, "emergency")
    practical = present * factor
    standing = minutes_of(used, "base") + emergency
    adds: dict[str, FloatArray | None] = {
        "base": minutes_of(used, "base"),
        "emergency": emergency,
        "emergency_load": emergency,
        "standing_odd": standing * when.odd_week,
        "practical": practical,
        "practical_odd": practical * when.odd_week,
    }
    return _Rows(codes[codes >= 0], when.month, adds)


def _person_months(parts: list[_Rows], people: pd.DataFrame) -> pd.DataFrame:
    months = np.concatenate([part.month for part in parts])
    first = int(months.min()) if len(months) else 0
    width = int(months.max()) - first + 1 if len(months) else 1
    size = len(people) * width
    sums: Sums = {column: np.zeros(size) for column in ADDITIVE}
    touched = np.zeros(size, dtype=np.bool_)
    for part in parts:
        key = part.person * width + (part.month - first)
        touched[key] = True
        for column, weights in part.adds.items():
            sums[column] += np.bincount(key, weights=weights, minlength=size)
    rows = np.flatnonzero(touched)
    who = people.iloc[rows // width][list(PEOPLE_COLUMNS)].reset_index(drop=True)
    columns = {name: values[rows].astype(np.int64 if name in COUNTS else np.float64) for name, values in sums.items()}
    months_of = (first + rows % width).astype("datetime64[M]").astype(str)
    return who.assign(month=months_of, **columns)


def _with_reliability(persons: pd.DataFrame, groups: tuple[GroupConfidence, ...], group: str) -> pd.DataFrame:
    known = {g.group: g for g in groups}
    found = [known[str(value)] for value in persons[group]]
    return persons.assign(
        reliability=pd.Series([g.reliability for g in found], dtype="float64"), rankable=[g.rankable for g in found]
    )
