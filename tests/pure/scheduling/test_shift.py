"""A shift: its night, its parts, its date, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.clock import parse_span
from scheduling.shift import Shift
from tests.pure.scheduling.made import shifts
from vocabulary.bad_input import BadInput

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def minute_by_minute(shift: Shift) -> int:
    """Night minutes counted the slow way: each minute by its own place on the local clock."""
    moments = (shift.start + timedelta(minutes=i) for i in range(shift.minutes))
    return sum(1 for moment in moments if not 6 <= moment.astimezone(shift.zone).hour < 22)


@given(shifts())
def test_the_night_is_what_the_clock_shows_minute_by_minute(shift: Shift) -> None:
    assert shift.night_minutes == minute_by_minute(shift)


@given(shifts())
def test_night_and_day_together_are_the_time_worked(shift: Shift) -> None:
    assert shift.night_minutes + shift.day_minutes == shift.minutes
    assert 0 <= shift.night_minutes <= shift.minutes


@given(shifts(), st.data())
def test_splitting_a_shift_changes_nothing(shift: Shift, data: st.DataObject) -> None:
    if shift.minutes == 1:
        return
    cut = data.draw(st.integers(1, shift.minutes - 1))
    before, after = shift.split(shift.start + timedelta(minutes=cut))
    assert before.business_date == after.business_date == shift.business_date
    assert before.minutes + after.minutes == shift.minutes
    assert before.night_minutes + after.night_minutes == shift.night_minutes
    assert not before.overlaps(after)
    assert before.overlaps(shift)
    assert after.overlaps(shift)


@pytest.mark.parametrize(
    ("hours", "minutes", "night"),
    [
        ("22:00–06:00", 480, 480),
        ("08:30–17:00", 510, 0),
        ("14:00–22:00", 480, 0),
        ("15:00–23:00", 480, 60),
        ("00:00–08:00", 480, 360),
        ("05:00–23:00", 1080, 120),
        ("20:00–次日08:00", 720, 480),
        ("08:00–次日08:00", 1440, 480),
    ],
)
def test_ordinary_hours_have_the_night_one_expects(hours: str, minutes: int, night: int) -> None:
    shift = parse_span(hours).on(date(2026, 10, 9))
    assert (shift.minutes, shift.night_minutes) == (minutes, night)


def test_a_check_out_at_six_belongs_to_the_evening_before() -> None:
    shift = parse_span("22:00–06:00").on(date(2026, 10, 9))
    assert shift.business_date == date(2026, 10, 9)
    assert shift.local_end.isoformat() == "2026-10-10T06:00:00+08:00"
    assert shift.end == datetime(2026, 10, 9, 22, tzinfo=UTC)


def test_a_night_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    night = parse_span("22:00–06:00")
    assert night.on(date(2026, 3, 28), AMSTERDAM).night_minutes == 7 * 60
    assert night.on(date(2026, 10, 24), AMSTERDAM).night_minutes == 9 * 60


MIDNIGHT = datetime(2026, 10, 8, 16, tzinfo=UTC)  # 2026-10-09 00:00 in Shanghai


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [
        (MIDNIGHT, MIDNIGHT, "end"),
        (MIDNIGHT + timedelta(hours=1), MIDNIGHT, "end"),
        (MIDNIGHT - timedelta(minutes=1), MIDNIGHT + timedelta(hours=8), "business_date"),
        (MIDNIGHT + timedelta(hours=30), MIDNIGHT + timedelta(hours=49), "business_date"),
        (MIDNIGHT.replace(tzinfo=None), MIDNIGHT + timedelta(hours=8), "zone"),
        (MIDNIGHT + timedelta(seconds=30), MIDNIGHT + timedelta(hours=8), "minute"),
    ],
)
def test_a_shift_that_cannot_be_is_refused_at_its_field(start: datetime, end: datetime, place: str) -> None:
    with pytest.raises(BadInput) as refused:
        Shift(date(2026, 10, 9), start, end)
    assert refused.value.place == place


def test_a_shift_cannot_be_split_at_or_outside_its_ends() -> None:
    shift = parse_span("22:00–06:00").on(date(2026, 10, 9))
    for moment in (shift.start, shift.end, shift.end + timedelta(hours=1)):
        with pytest.raises(BadInput):
            shift.split(moment)
