"""Workload from a million events and monthly totals from a million shifts, in memory, against plain pandas groupbys.

``analytics.workload.measure.measure`` gives each person and month 30 columns: counts and minutes, night, weekend,
overdue and outside shares, odd and even weeks, index, intervals, reliability of each group. The baseline adds up three
columns of the same frame (events, minutes, minutes at night) by person and month with pandas, as an analyst would in
three lines. ``scheduling.monthly.monthly_totals`` counts shifts by kind and duty, days, minutes, those at night and on
weekends, rest days and holidays by the clock; the baseline sums two ready columns by person and month. Both baselines
do less; there is no target, the ratios guard against getting slow.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.workload.measure import measure
from benchmarks.made_log import MadeLog, made_log
from benchmarks.measuring import in_turns, progress
from benchmarks.report import Ratio, Report
from scheduling.calendar import china_calendar
from scheduling.monthly import monthly_totals
from scheduling.shift_table import SHIFT_KINDS, ShiftTable

_ROWS = 1_000_000
_SHIFTS_A_PERSON = 22
_STARTS = np.array([9, 6, 14, 22])  # o'clock
_SEED = 24


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when a minute is lost."""
    rows = max(1_000, int(_ROWS * scale))
    log = made_log(rows)
    events, staff = _tables(log)
    shifts = _shifts(rows)
    calendar = china_calendar()
    progress(f"{rows:,} events, {rows:,} shifts")
    _check(log, measure(events, staff).persons, shifts)
    measured, grouped = in_turns(lambda: measure(events, staff), lambda: _by_pandas(events))
    totals, summed = in_turns(lambda: monthly_totals(shifts, calendar), lambda: _shifts_by_pandas(shifts))
    return Report(
        size={"events": rows, "people": len(staff), "shifts": len(shifts)},
        ratios={
            "workload_to_groupby": Ratio(measured, grouped, "pandas groupby of three of the columns"),
            "shift_totals_to_groupby": Ratio(totals, summed, "pandas groupby of two of the columns"),
        },
        rates={"events": rows / measured, "shifts": rows / totals},
        checked="minutes of events and of shifts equal the plain sums",
    )


def _tables(log: MadeLog) -> tuple[pd.DataFrame, pd.DataFrame]:
    rng = np.random.default_rng(_SEED)
    events = pd.DataFrame(
        {
            "person": log.person,
            "at": log.ended,
            "minutes": log.minutes,
            "difficulty": rng.choice([0.8, 1.0, 1.2], len(log)),
            "outside": rng.random(len(log)) < 0.1,
            "overdue": rng.random(len(log)) < 0.05,
        }
    )
    people = np.arange(len(log.staff))
    staff = pd.DataFrame({"person": people, "post": "grid_inspector", "unit": people % 13, "staffing_type": "contract"})
    return events, staff


def _by_pandas(events: pd.DataFrame) -> pd.DataFrame:
    minutes = events["minutes"] * events["difficulty"]
    hour = events["at"].dt.hour
    frame = pd.DataFrame(
        {
            "person": events["person"],
            "month": events["at"].dt.to_period("M"),
            "events": 1,
            "minutes": minutes,
            "night": minutes.where((hour >= 22) | (hour < 6), 0.0),
        }
    )
    return frame.groupby(["person", "month"], sort=False).sum()


def _shifts(rows: int) -> ShiftTable:
    rng = np.random.default_rng(_SEED)
    person, turn = np.arange(rows) // _SHIFTS_A_PERSON, np.arange(rows) % _SHIFTS_A_PERSON
    day = np.datetime64("2026-08-01") + turn + rng.integers(0, 9, rows // _SHIFTS_A_PERSON + 1)[person]
    kind = rng.integers(0, len(SHIFT_KINDS), rows)
    start = day.astype("datetime64[m]") + (_STARTS[kind] * 60 - 8 * 60)
    duty = np.zeros(rows, dtype=np.int8)
    return ShiftTable(person, day.astype("datetime64[D]"), start, start + 480, kind.astype(np.int8), duty)


def _shifts_by_pandas(shifts: ShiftTable) -> pd.DataFrame:
    frame = pd.DataFrame(
        {"person": shifts.person, "month": shifts.months, "minutes": shifts.minutes, "night": shifts.night_minutes}
    )
    return frame.groupby(["person", "month"], sort=False).sum()


def _check(log: MadeLog, persons: pd.DataFrame, shifts: ShiftTable) -> None:
    events, _ = _tables(log)
    assert np.isclose(persons["event_load"].sum(), (events["minutes"] * events["difficulty"]).sum()), (
        "minutes of events"
    )
    assert monthly_totals(shifts, china_calendar()).minutes.sum() == 480 * len(shifts), "minutes of shifts"
