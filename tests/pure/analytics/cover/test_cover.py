"""Arrivals against cover: the hours that planted gaps leave without hands are found, and no others."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.cover import Window, arrival_rates, cover, on_duty
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange

WINDOW = Window(DateRange(date(2026, 3, 2), date(2026, 3, 29)))  # four weeks from a Monday


def shifts(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["start", "end"]).apply(pd.to_datetime)


def daily(start: int, hours: int) -> pd.DataFrame:
    first = pd.date_range("2026-03-02", "2026-03-29") + pd.Timedelta(hours=start)
    return pd.DataFrame({"start": first, "end": first + pd.Timedelta(hours=hours)})


def arrivals(seed: int, by_hour: np.ndarray, uneven: float = 0.0) -> pd.Series:
    rng = np.random.default_rng(seed)
    days = np.exp(rng.normal(-(uneven**2) / 2, uneven, (28, 24)))
    counts = rng.poisson(np.tile(by_hour, (28, 1)) * days).ravel()
    hour = np.repeat(np.arange(28 * 24), counts)
    return pd.Series(
        pd.Timestamp("2026-03-02") + pd.to_timedelta(hour * 60 + rng.integers(0, 60, len(hour)), unit="min")
    )


def test_parts_of_hours_over_midnight_count_as_parts() -> None:
    present = on_duty(
        shifts(("2026-03-02 22:30", "2026-03-03 00:15"), ("2026-03-02 23:00", "2026-03-02 23:30")), WINDOW
    )
    assert present[22:26].tolist() == pytest.approx([0.5, 1.5, 0.25, 0])
    assert present.sum() == pytest.approx(2.25)


def test_shifts_are_cut_at_the_ends_of_the_window() -> None:
    present = on_duty(
        shifts(("2026-03-01 20:00", "2026-03-02 02:00"), ("2026-03-29 22:00", "2026-03-30 06:00")), WINDOW
    )
    assert (present.sum(), present[0], present[-1]) == (4.0, 1.0, 1.0)


def test_weekdays_begin_on_monday_and_holidays_are_a_kind_of_their_own() -> None:
    window = Window(WINDOW.days, [date(2026, 3, 4)])
    assert window.kinds[:8].tolist() == [0, 1, 7, 3, 4, 5, 6, 0]
    table, _ = arrival_rates(pd.Series(pd.to_datetime(["2026-03-04 10:30"])), window)
    row = table.loc[table["arrivals"] == 1].iloc[0]
    assert (row["kind"], row["hour"], row["hours"], row["rate"]) == (7, 10, 1, 1.0)


def test_a_rate_of_even_days_has_garwoods_interval() -> None:
    at = pd.Series(pd.to_datetime([f"2026-03-{day:02d} 09:10" for day in (2, 9, 16, 23)] * 2))
    table, dispersion = arrival_rates(at, WINDOW)
    row = table.loc[table["arrivals"] == 8].iloc[0]
    assert dispersion == 1.0
    assert (row["rate"], row["low"], row["high"]) == (
        2.0,
        pytest.approx(3.4538 / 4, abs=1e-4),
        pytest.approx(15.7632 / 4, abs=1e-4),
    )


@pytest.mark.parametrize("uneven", [0.0, 0.6])
def test_intervals_of_rates_cover_the_truth(uneven: float) -> None:
    covered = []
    for seed in range(8):
        table, _ = arrival_rates(arrivals(seed, np.full(24, 6.0), uneven), WINDOW)
        covered.append(((table["low"] <= 6) & (table["high"] >= 6)).mean())
    assert 0.93 <= np.mean(covered) <= 0.98


def test_the_hours_planted_without_hands_are_the_under_covered_ones() -> None:
    by_hour = np.where(np.isin(np.arange(24), [18, 19]), 14.0, 2.0)
    found = cover(arrivals(1, by_hour), daily(0, 24), WINDOW, minutes=12)  # one person can take five an hour
    assert set(found.under_covered["hour"]) == {18, 19}
    assert len(found.under_covered) >= 12
    assert (found.under_covered["missing_low"] > 0).all()


def test_where_hands_just_suffice_hardly_any_hour_is_called_short() -> None:
    found = [cover(arrivals(seed, np.full(24, 5.0)), daily(0, 24), WINDOW, minutes=12) for seed in range(6)]
    assert sum(len(one.under_covered) for one in found) <= 1


def test_arrivals_with_nobody_on_shift_are_counted_of_all() -> None:
    at = pd.Series(
        pd.to_datetime(["2026-03-02 03:00", "2026-03-02 10:00", "2026-03-02 11:00", "2027-01-01 00:00", None])
    )
    found = cover(at, daily(8, 8), WINDOW, minutes=10)
    assert (found.arrivals, found.unseen) == (3, 1)
    assert found.unseen_share is not None
    assert found.unseen_share[0] == pytest.approx(1 / 3)
    night = found.slots.loc[(found.slots["kind"] == 0) & (found.slots["hour"] == 3)].iloc[0]
    assert night["load"] == np.inf
    assert cover(at.head(0), daily(8, 8), WINDOW, minutes=10).unseen_share is None


def test_load_and_missing_people_are_worked_out_by_hand() -> None:
    at = pd.Series(pd.to_datetime([f"2026-03-{day:02d} 09:10" for day in (2, 9, 16, 23)] * 3))
    found = cover(at, daily(8, 8), WINDOW, minutes=20, target=0.8, factor=0.75)
    row = found.slots.loc[(found.slots["kind"] == 0) & (found.slots["hour"] == 9)].iloc[0]
    assert (row["demand"], row["capacity"]) == (60.0, 45.0)
    assert row["load"] == pytest.approx(4 / 3)
    assert row["missing"] == pytest.approx(60 / (60 * 0.75 * 0.8) - 1)


@pytest.mark.parametrize("wrong", [{"minutes": 0.0}, {"minutes": 5.0, "target": 1.1}, {"minutes": 5.0, "factor": 0.0}])
def test_numbers_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(BadInput):
        cover(arrivals(1, np.ones(24)), daily(8, 8), WINDOW, **wrong)  # type: ignore[arg-type]


def test_a_shift_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadInput, match="end"):
        on_duty(shifts(("2026-03-02 10:00", "2026-03-02 09:00")), WINDOW)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 27 * 24 * 60), st.integers(0, 900)), max_size=20))
def test_presence_adds_up_to_the_hours_of_the_shifts_however_they_are_cut(rows: list[tuple[int, int]]) -> None:
    start = pd.Timestamp("2026-03-02") + pd.to_timedelta([row[0] for row in rows], unit="min")
    length = pd.to_timedelta([row[1] for row in rows], unit="min")
    table = pd.DataFrame({"start": start, "end": start + length})
    middle = start + (length / 2).floor("s")
    cut = pd.concat([table.assign(end=middle), table.assign(start=middle)])
    present = on_duty(table, WINDOW)
    assert present.sum() == pytest.approx(sum(row[1] for row in rows) / 60)
    np.testing.assert_allclose(on_duty(cut, WINDOW), present, atol=1e-9)
