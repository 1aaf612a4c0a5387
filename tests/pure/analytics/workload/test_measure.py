"""Workload of a person and month: what is credited to whom, and the shares made from it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.workload import Workload, halves_by_person, load_by, measure, totals_by
from vocabulary.bad_input import BadInput

PEOPLE = pd.DataFrame(
    {
        "person": ["an", "bo", "cy"],
        "post": ["inspector", "inspector", "router"],
        "unit": ["east", "west", "east"],
        "staffing_type": ["dispatched", "contract", "contract"],
    }
)


def events(*rows: tuple[object, ...]) -> pd.DataFrame:
    columns = ["person", "at", "minutes", "difficulty", "outside", "emergency", "overdue"]
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.assign(at=pd.to_datetime(frame["at"]), overdue=frame["overdue"].astype("boolean"))


def roster(*rows: tuple[object, ...]) -> pd.DataFrame:
    columns = ["person", "date", "rostered", "leave", "training", "base", "emergency"]
    frame = pd.DataFrame(list(rows), columns=columns)
    return frame.assign(date=pd.to_datetime(frame["date"]))


def small() -> Workload:
    happened = events(
        ("an", "2026-01-05 23:00", 30, 1.5, False, False, True),  # Monday of ISO week 2, at night
        ("an", "2026-01-12 05:59", 10, 1.0, True, False, False),  # Monday of ISO week 3, still night
        ("an", "2026-01-17 06:00", 20, 1.0, False, True, None),  # Saturday of ISO week 3
        ("bo", "2026-02-02 12:00", 60, 1.0, False, False, False),  # ISO week 6
        ("system", "2026-01-05 12:00", 60, 1.0, False, False, False),
        (None, "2026-01-05 12:00", 60, 1.0, False, False, False),
        ("bo", None, 60, 1.0, False, False, False),
        ("bo", "2026-02-02 12:00", None, 1.0, False, False, False),
    )
    present = roster(
        ("an", "2026-01-05", 480, 80, 0, 100, 0),
        ("an", "2026-01-12", 480, 0, 80, 100, 60),
        ("cy", "2026-01-06", 480, 480, 0, 0, 0),
    )
    return measure(happened, PEOPLE, present, factor=0.8)


def row(workload: Workload, person: str) -> pd.Series:
    return workload.persons.set_index("person").loc[person]


def test_load_is_minutes_times_difficulty_plus_base_and_emergency_duty() -> None:
    an = row(small(), "an")
    assert an["event_load"] == 30 * 1.5 + 10 + 20
    assert an["load"] == 75 + 200 + 60
    assert an["practical"] == (400 + 400) * 0.8
    assert an["index"] == pytest.approx(335 / 640)
    assert (an["month"], an["post"]) == ("2026-01", "inspector")


def test_night_weekend_overdue_and_outside_shares_name_their_denominators() -> None:
    an = row(small(), "an")
    assert an["night_share"] == pytest.approx(2 / 3)
    assert an["weekend_share"] == pytest.approx(1 / 3)
    assert an["overdue_share"] == pytest.approx(1 / 2)
    assert an["outside_share"] == pytest.approx(10 / 75)
    assert an["emergency_share"] == pytest.approx((20 + 60) / 335)


def test_odd_and_even_iso_weeks_split_load_and_time() -> None:
    an = row(small(), "an")
    assert (an["load_odd"], an["load_even"]) == (10 + 20 + 100 + 60, 45 + 100)
    assert (an["practical_odd"], an["practical_even"]) == (320, 320)


def test_events_of_nobody_without_time_or_without_minutes_are_left_out_and_counted() -> None:
    workload = small()
    assert workload.left_out == {"person": 2, "at": 1, "minutes": 1}
    assert workload.persons["events"].sum() == 4


def test_someone_on_leave_all_month_has_no_index_rather_than_an_endless_one() -> None:
    cy = row(small(), "cy")
    assert cy["load"] == 0
    assert np.isnan(cy["index"])


def test_iso_week_1_after_a_year_of_53_weeks_is_odd_again() -> None:
    happened = events(
        ("an", "2026-12-31 12:00", 10, 1, False, False, None),  # ISO week 53
        ("an", "2027-01-04 12:00", 7, 1, False, False, None),  # ISO week 1
    )
    halves = halves_by_person(measure(happened, PEOPLE))
    assert halves.set_index("person").loc["an"].tolist() == [17, 0]


def test_halves_for_equal_pay_are_load_per_practical_minute() -> None:
    halves = halves_by_person(small()).set_index("person")
    assert halves.loc["an", "workload_odd"] == pytest.approx(190 / 320)
    assert np.isnan(halves.loc["cy", "workload_odd"])


def test_totals_by_unit_are_the_sums_of_their_people() -> None:
    totals = totals_by(small(), ["unit"]).set_index("unit")
    assert totals.loc["east", "people"] == 2
    assert totals.loc["east", "load"] == 335
    assert totals.loc["west", "load"] == 60
    assert totals.loc["east", "night_share"] == pytest.approx(2 / 3)


def test_load_by_item_lists_the_largest_first_and_keeps_what_has_no_name() -> None:
    frame = pd.DataFrame({"item": ["a", "b", None], "minutes": [5.0, 20.0, 1.0], "difficulty": [2.0, np.nan, 1.0]})
    table = load_by(frame, ["item"])
    assert table["load"].tolist() == [20.0, 10.0, 1.0]
    assert table["events"].sum() == 3


@pytest.mark.parametrize("factor", [0.0, -0.1, 1.01])
def test_a_practical_factor_outside_0_to_1_is_refused(factor: float) -> None:
    with pytest.raises(BadInput, match="factor"):
        measure(small_events(1, 3), PEOPLE, factor=factor)


def test_bad_tables_are_refused_by_the_column_to_blame() -> None:
    happened = small_events(1, 3)
    with pytest.raises(BadInput, match="minutes"):
        measure(happened.drop(columns="minutes"), PEOPLE)
    with pytest.raises(BadInput, match="minutes"):
        measure(happened.assign(minutes=-1.0), PEOPLE)
    with pytest.raises(BadInput, match="at"):
        measure(happened.assign(at=happened["at"].dt.tz_localize("Asia/Shanghai")), PEOPLE)
    with pytest.raises(BadInput, match="listed twice"):
        measure(happened, pd.concat([PEOPLE, PEOPLE]))
    with pytest.raises(BadInput, match="exceed"):
        measure(happened, PEOPLE, roster(("an", "2026-01-05", 480, 400, 81, 0, 0)))


def small_events(seed: int, n: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    at = pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(0, 90 * 1440, n), unit="min")
    minutes = rng.choice([5.0, 10.0, 45.0], n)
    return pd.DataFrame(
        {"person": rng.choice(["an", "bo", "cy", "nobody"], n), "at": at, "minutes": minutes, "difficulty": 1.25}
    )


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(1, 60))
def test_loads_add_up_over_persons_whatever_the_order_and_however_the_file_is_cut(seed: int, n: int) -> None:
    happened = small_events(seed, n)
    known = happened.loc[happened["person"] != "nobody"]
    whole = measure(happened, PEOPLE)
    assert whole.persons["load"].sum() == pytest.approx((known["minutes"] * 1.25).sum())
    assert whole.persons["events"].sum() + whole.left_out["person"] == n
    mixed = measure(happened.sample(frac=1, random_state=seed), PEOPLE)
    pd.testing.assert_frame_equal(whole.persons, mixed.persons)
    halves = [measure(part, PEOPLE).persons["load"].sum() for part in (happened[: n // 2], happened[n // 2 :])]
    assert sum(halves) == pytest.approx(whole.persons["load"].sum())


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_persons_load_does_not_depend_on_who_else_is_measured(seed: int) -> None:
    happened = small_events(seed, 80)
    alone = measure(happened.loc[happened["person"] == "an"], PEOPLE.iloc[:1])
    among = measure(happened, PEOPLE)
    columns = ["month", "load", "load_odd", "events", "night_share"]
    mine = among.persons.loc[among.persons["person"] == "an", columns].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone.persons[columns], mine)


def test_text_and_categorical_people_give_the_same() -> None:
    happened = small_events(4, 50)
    coded = happened.assign(person=happened["person"].astype("category"))
    pd.testing.assert_frame_equal(measure(happened, PEOPLE).persons, measure(coded, PEOPLE).persons)


def test_nobody_and_nothing_give_an_empty_table() -> None:
    empty = measure(small_events(1, 3).head(0), PEOPLE)
    assert empty.persons.empty
    assert empty.groups == ()
