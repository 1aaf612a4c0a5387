"""A million events of a CSV file read through their profile, against pandas.read_csv, and on to person-months.

``intake.event_logs.reading.read_events`` finds the encoding, matches headings, reads three moments a row as local time
and brings them to UTC, maps steps, marks system users, gives each event a stable key and a digest of its content, finds
repeats, and names every bad row. pandas.read_csv of the same file does none of that: bare it leaves texts; with
``parse_dates`` the three moments are read too, by its fastest path. Neither ratio has a target; they say what the care
costs. The third takes the file to minutes per person and month (``analytics.workload.measure``) against NumPy's
bincount on arrays that lie in memory already, which is the ideal that no reading can reach.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.workload.measure import measure
from benchmarks.made_log import MadeLog, made_log, standard_minutes, write_log
from benchmarks.measuring import in_turns, progress, seconds
from benchmarks.report import Ratio, Report
from intake.event_logs.profile_file import load_profile
from intake.event_logs.reading import EventReading, read_events

_EVENTS = 1_000_000
_MOMENTS = ["开始时间", "完成时间", "办结时限"]
_PROFILE = load_profile("gridhr")


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when an event or a minute is lost."""
    log = made_log(max(500, int(_EVENTS * scale)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        progress(f"writing {len(log):,} events")
        write_log(log, path)
        progress("reading them")
        ours, bare, dated = in_turns(
            lambda: read_events(path, _PROFILE),
            lambda: pd.read_csv(path),
            lambda: pd.read_csv(path, parse_dates=_MOMENTS, date_format="%Y-%m-%d %H:%M:%S"),
            rounds=2,
        )
        found: list[pd.DataFrame] = []
        through = seconds(lambda: found.append(_to_person_months(read_events(path, _PROFILE), log)))
        counted = min(seconds(lambda: _bincount(log)) for _ in range(3))
        _check(log, found[0])
    return Report(
        size={"events": len(log), "people": len(log.staff)},
        ratios={
            "profile_to_read_csv": Ratio(ours, bare, "pandas.read_csv, texts left as they are"),
            "profile_to_read_csv_with_dates": Ratio(ours, dated, "pandas.read_csv reading the three moments"),
            "file_to_person_months": Ratio(through, counted, "numpy.bincount on arrays in memory", at_most=5),
        },
        rates={"events": len(log) / ours},
        checked="every event was read, and everybody's minutes equal the bincount",
    )


def _to_person_months(reading: EventReading, log: MadeLog) -> pd.DataFrame:
    events = reading.events
    minutes = dict(zip(log.items, standard_minutes(len(log.items)).tolist(), strict=True))
    table = pd.DataFrame(
        {
            "person": events["actor"],
            "at": events["time_local"],
            "minutes": events["item"].map(minutes).astype("float64"),
        }
    )
    staff = pd.DataFrame({"person": log.staff, "post": "grid_inspector", "unit": "", "staffing_type": "contract"})
    return measure(table, staff).persons


def _bincount(log: MadeLog) -> np.ndarray:
    month = log.ended.astype("datetime64[M]").astype(np.int64)
    month -= month.min()
    months = int(month.max()) + 1
    return np.bincount(log.person * months + month, weights=log.minutes, minlength=len(log.staff) * months)


def _check(log: MadeLog, persons: pd.DataFrame) -> None:
    assert int(persons["events"].sum()) == len(log), "events were lost"
    minutes = np.sort(_bincount(log)[_bincount(log) > 0])
    assert np.allclose(np.sort(persons["event_load"].to_numpy()), minutes), "minutes differ"
