"""The real logs through their profiles: every row accounted for. Skipped, by name, where the files are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.event_logs.profile_file import load_profile
from intake.event_logs.reading import EventReading, read_events

DATA = Path(__file__).parents[4] / "shared" / "data"


def read(file: str, profile: str) -> EventReading:
    path = DATA / file
    if not path.exists():
        pytest.skip(f"{file} is not here")
    return read_events(path, load_profile(profile))


def test_the_dutch_permit_log_is_taken_whole() -> None:
    reading = read("nl_municipal_permit_receipt_events.csv.gz", "nl_permit_receipt")
    assert (reading.n_read, len(reading.events), reading.n_repeated, reading.rejected) == (8577, 8577, 0, {})
    assert reading.events["event_key"].nunique() == 8577
    assert reading.counts["closed_before_opened"] == 2
    assert (
        reading.counts["system_events"]
        == reading.events["actor"].isin(["test", "TEST", "admin1", "admin2", "admin3"]).sum()
    )


def test_boston_rejects_the_180_cases_that_close_before_they_open() -> None:
    reading = read("boston311_2015_street_types.csv.gz", "boston311")
    assert (reading.n_read, len(reading.events), reading.rejected) == (49221, 49041, {"negative_duration": 180})
    assert set(reading.rejects["column"]) == {"closed_dt"}


def test_baltimore_is_taken_whole_and_the_hour_that_spring_skipped_is_counted() -> None:
    reading = read("baltimore311_10k.csv.gz", "baltimore311")
    assert (reading.n_read, len(reading.events), reading.rejected) == (10000, 10000, {})
    assert reading.counts["nonexistent_times"] == 2


def test_reading_a_log_again_gives_the_same_keys() -> None:
    first, second = (read("baltimore311_10k.csv.gz", "baltimore311").events for _ in range(2))
    assert first["event_key"].equals(second["event_key"])
    assert first["content_key"].equals(second["content_key"])
