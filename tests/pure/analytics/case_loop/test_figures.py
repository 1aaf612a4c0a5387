"""Figures of event logs: worked by hand on small ones, and as published for the real ones."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.case_loop.figures import EventFigures, event_figures
from analytics.case_loop.sharing import gini, top_share
from intake.event_logs.profile_file import load_profile
from intake.event_logs.reading import read_events

DATA = Path(__file__).parents[5] / "shared" / "data"


def utc(*texts: str | None) -> pd.Series:
    return pd.to_datetime(pd.Series(texts, dtype=object), utc=True)


def log(rows: list[tuple[str, str | None, str | None, str]]) -> pd.DataFrame:
    cases, activities, actors, times = zip(*rows, strict=True)
    moments = utc(*times)
    return pd.DataFrame(
        {
            "case": cases,
            "activity": activities,
            "actor": actors,
            "time_utc": moments,
            "time_local": moments.dt.tz_convert(None),
        }
    )


SMALL = log(
    [
        ("1", "in", "ann", "2026-10-01 08:00"),  # Thursday
        ("2", "in", "bob", "2026-10-03 21:59"),  # Saturday
        ("1", "out", "bob", "2026-10-01 12:00"),
        ("2", "out", "bob", "2026-10-03 22:00"),
        ("1", "again", "ann", "2026-10-01 12:00"),
        ("3", "in", None, "2026-10-05 05:59"),
        ("3", "out", "ann", "2026-10-05 06:00"),
    ]
)


def test_a_small_log_by_hand() -> None:
    figures = event_figures(SMALL, "events")
    assert (figures.events, figures.cases, figures.activities, figures.actors) == (7, 3, 3, 2)
    assert figures.variants == 2  # in–out–again, and in–out twice
    assert figures.handovers == 2  # ann to bob to ann; nobody hands over to ann
    assert figures.events_by_actor == {"ann": 3, "bob": 3}
    assert figures.gini_events == 0
    assert figures.top5_share == 1
    assert figures.duration_hours is not None
    assert figures.duration_hours["p50"] == pytest.approx(1 / 60)
    assert figures.night_events == 2  # 22:00 and 05:59, not 21:59 and 06:00
    assert figures.weekend_events == 2
    assert (figures.on_time, figures.cases_closed) == (None, None)


def test_events_are_ordered_by_time_and_ties_by_the_file() -> None:
    rows = [
        ("1", a, a, t) for a, t in [("c", "2026-10-01 09:00"), ("a", "2026-10-01 08:00"), ("b", "2026-10-01 08:00")]
    ]
    both_ways = [("2", a, a, t) for _, a, _, t in rows]
    assert event_figures(log(rows + both_ways), "events").variants == 1
    both_ways[1:] = both_ways[:0:-1]
    assert event_figures(log(rows + both_ways), "events").variants == 2


def test_categories_and_plain_text_give_the_same_figures() -> None:
    as_categories = SMALL.assign(actor=SMALL["actor"].astype("category"), activity=SMALL["activity"].astype("category"))
    assert event_figures(as_categories, "events") == event_figures(SMALL, "events")


def test_what_a_log_does_not_tell_is_none() -> None:
    figures = event_figures(SMALL.assign(actor=None, activity=None), "events")
    assert (figures.actors, figures.handovers, figures.gini_events, figures.events_by_actor) == (None,) * 4
    assert (figures.activities, figures.variants) == (None, None)


def test_a_log_without_events_has_figures_too() -> None:
    figures = event_figures(SMALL.iloc[:0], "events")
    assert (figures.events, figures.cases, figures.duration_hours) == (0, 0, None)
    json.dumps(figures.to_json())


def cases(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    """Cases opened on 1 October 2026 with these closings and deadlines."""
    opened = utc(*["2026-10-01"] * len(rows))
    return pd.DataFrame(
        {
            "case": [str(i) for i in range(len(rows))],
            "time_utc": opened,
            "time_local": opened.dt.tz_convert(None),
            "opened_utc": opened,
            "closed_utc": utc(*(closed for closed, _ in rows)),
            "deadline_utc": utc(*(deadline for _, deadline in rows)),
        }
    )


@pytest.mark.parametrize(
    ("closed", "deadline", "kept"),
    [
        ("2026-10-05", "2026-10-05", True),
        ("2026-10-06", "2026-10-05", False),
        ("2026-10-06", None, True),
        (None, None, True),
        (None, "2026-10-11", True),
        (None, "2026-10-10", False),
        (None, "2026-10-09", False),
    ],
)
def test_on_time_means_closed_by_the_target_or_open_while_it_lies_ahead(closed: str, deadline: str, kept: bool) -> None:
    table = cases((closed, deadline), ("2026-10-02", "2026-10-02"))
    figures = event_figures(table, "cases", snapshot=datetime.fromisoformat("2026-10-10T00:00:00+00:00"))
    assert figures.on_time is not None
    assert figures.on_time.all.on_time == 1 + kept
    assert figures.on_time.with_target.of == 1 + (deadline is not None)


def test_the_latest_moment_of_the_file_stands_in_for_the_snapshot_and_targets_do_not() -> None:
    figures = event_figures(cases((None, "2026-10-07"), ("2026-10-06", "2026-12-01")), "cases")
    assert figures.on_time is not None
    assert figures.on_time.all.on_time == 2
    figures = event_figures(cases((None, "2026-10-07"), ("2026-10-08", "2026-12-01")), "cases")
    assert figures.on_time is not None
    assert figures.on_time.all.on_time == 1


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=40))
def test_gini_is_half_the_mean_difference_over_the_mean(counts: list[int]) -> None:
    array = np.array(counts, dtype=np.int64)
    differences = np.abs(array[:, None] - array[None, :]).mean()
    assert gini(array) == pytest.approx(differences / (2 * array.mean()), abs=1e-12)
    assert 0 < top_share(array) <= 1


def figures_of(file: str, profile: str) -> EventFigures:
    path = DATA / file
    if not path.exists():
        pytest.skip(f"{file} is not here")
    reading = read_events(path, load_profile(profile))
    return event_figures(reading.events, reading.profile.rows, snapshot=reading.snapshot, rejected=reading.rejected)


def test_the_dutch_permit_log_gives_its_known_figures() -> None:
    figures = figures_of("nl_municipal_permit_receipt_events.csv.gz", "nl_permit_receipt")
    assert (figures.events, figures.cases, figures.activities, figures.actors) == (8577, 1434, 27, 48)
    assert (figures.variants, figures.handovers, figures.cases_closed) == (116, 1208, 1329)
    assert figures.events_by_actor is not None
    assert list(figures.events_by_actor.items())[:2] == [("Resource01", 1228), ("Resource02", 580)]
    assert len(figures.events_by_actor) == 10
    assert figures.gini_events == pytest.approx(0.620091, abs=5e-7)
    assert figures.duration_hours is not None
    assert figures.duration_hours["p50"] == pytest.approx(0.7968, abs=5e-5)
    assert (figures.night_events, figures.weekend_events) == (2, 20)
    assert figures.on_time is not None
    assert figures.on_time.closed_with_target.to_json()["on_time"] == 952
    assert figures.on_time.closed_with_planned is not None
    assert (figures.on_time.closed_with_planned.on_time, figures.on_time.closed_with_planned.of) == (940, 1329)


def test_boston_gives_its_known_punctuality() -> None:
    figures = figures_of("boston311_2015_street_types.csv.gz", "boston311")
    assert figures.on_time is not None
    told: dict[str, Any] = figures.to_json()["on_time"]
    assert (told["all"]["on_time"], told["all"]["of"]) == (37109, 49041)
    assert (told["with_target"]["on_time"], told["with_target"]["of"]) == (31019, 42951)
    assert figures.rejected == {"negative_duration": 180}
    assert (figures.events, figures.cases, figures.actors, figures.variants) == (49041, 49041, None, None)


def test_baltimore_gives_its_known_punctuality() -> None:
    figures = figures_of("baltimore311_10k.csv.gz", "baltimore311")
    assert figures.on_time is not None
    assert figures.on_time.closed_with_target.to_json() == {"on_time": 7988, "of": 9555, "rate": 7988 / 9555}


def test_the_answer_has_the_names_of_the_interface_and_is_plain_json() -> None:
    told = event_figures(SMALL, "events", rejected={"bad_time": 2}).to_json()
    assert {"events", "cases", "activities", "actors", "variants", "handovers", "gini_events", "top5_share"} < set(told)
    assert {"events_by_actor", "duration_hours", "night_events", "weekend_events", "on_time", "rejected"} < set(told)
    assert told["rejected"] == {"bad_time": 2}
    assert json.loads(json.dumps(told)) == told
