"""Standard minutes from logs: medians that resist breaks, borrow when few, and know their error."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.standards import Fault, study_log
from tests.pure.analytics.standards.made import ON, log, plain, timed
from vocabulary.bad_input import BadInput


def test_intervals_cover_the_true_medians_and_shrinking_lessens_the_error() -> None:
    covered, own, shrunk = [], [], []
    for seed in range(40):
        frame, true = log(seed, [8] * 20 + [60] * 20)
        cells = study_log(frame, ON).cells
        covered.append(((cells["low"] <= true) & (true <= cells["high"])).mean())
        own.append(np.mean((np.log(cells["median"]) - np.log(true)) ** 2))
        shrunk.append(np.mean((np.log(cells["minutes"]) - np.log(true)) ** 2))
    assert 0.93 <= np.mean(covered) <= 0.97
    assert np.mean(shrunk) < 0.75 * np.mean(own)


def test_a_cell_of_two_durations_has_an_honest_interval_too() -> None:
    covered = []
    for seed in range(60):
        frame, true = log(seed, [2] * 30 + [40] * 10)
        cells = study_log(frame, ON).cells[:30]
        covered.append(((cells["low"] <= true[:30]) & (true[:30] <= cells["high"])).mean())
    assert 0.90 <= np.mean(covered) <= 0.98


def test_a_cell_of_many_keeps_its_median_and_a_cell_of_two_borrows_most() -> None:
    frame, _ = log(1, [2] + [400] * 10)
    cells = study_log(frame, ON).cells
    assert cells["weight"].iloc[0] < 0.35
    assert (cells["weight"].iloc[1:] > 0.9).all()
    assert cells["n"].iloc[0] == 2


def test_a_small_cell_borrows_from_its_class_of_items_rather_than_from_the_whole_step() -> None:
    rng = np.random.default_rng(0)
    item = np.repeat(np.arange(21), [80] * 20 + [2])
    true = np.where(np.arange(21) < 10, 5.0, 60.0)
    frame = timed(item, true[item] * np.exp(rng.normal(0, 0.4, len(item))), rng)
    classed = frame.assign(item_class=np.where(item < 10, "component", "event"))
    with_class = study_log(classed, ON).cells.iloc[20]
    without = study_log(frame, ON).cells.iloc[20]
    assert with_class["item_class"] == "event"
    assert with_class["se"] < without["se"]
    assert with_class["minutes"] == pytest.approx(60, rel=0.15)


def test_the_median_of_an_odd_and_of_an_even_number_is_the_one_worked_out_by_hand() -> None:
    frame = pd.concat([plain(4, 9, 25), plain(10, 40, item="b", step="discover")])
    cells = study_log(frame, ON).cells.set_index("item")
    assert cells.loc["a", "median"] == pytest.approx(9)
    assert cells.loc["b", "median"] == pytest.approx(20)  # the geometric middle of 10 and 40
    assert cells.loc["b", "mean"] == pytest.approx(25)
    assert cells["n"].to_dict() == {"a": 3, "b": 2}
    assert cells["minutes"].to_dict() == pytest.approx({"a": 9.0, "b": 20.0})  # alone in its step, nothing to borrow


def test_the_standard_error_follows_from_the_order_statistics_by_hand() -> None:
    minutes = [10.0, 11, 12, 13, 14, 15, 16, 17, 18, 19]
    cell = study_log(plain(*minutes), ON).cells.iloc[0]
    # The 2nd and 9th of ten bound the median with 1 − 2·11/1024 = 97.85 %, which is 2.2985 standard errors either way.
    own = (np.log(18) - np.log(11)) / (2 * 2.2985)
    assert cell["se"] == pytest.approx(cell["median"] * own, rel=1e-3)


def test_every_row_is_used_or_left_out_by_name() -> None:
    frame, _ = log(3, [50])
    frame = frame.astype({"item": object})
    frame.loc[0, "end"] = frame.loc[0, "start"]
    frame.loc[1, "end"] = frame.loc[1, "start"] - pd.Timedelta(minutes=5)
    frame.loc[2, "end"] = pd.NaT
    frame.loc[3, "end"] = frame.loc[3, "start"] + pd.Timedelta(minutes=481)
    frame.loc[4, "item"] = None
    found = study_log(frame, ON)
    wanted = {Fault.ZERO: 1, Fault.NEGATIVE: 1, Fault.MISSING: 1, Fault.WAITING: 1, Fault.UNNAMED: 1}
    assert {fault: n for fault, n in found.left_out.items() if fault is not Fault.OUTLIER} == wanted
    assert found.cells["n"].sum() + sum(found.left_out.values()) == 50


def test_a_duration_of_exactly_a_working_day_still_counts() -> None:
    assert study_log(plain(480.0, 480.0, 481.0), ON).left_out[Fault.WAITING] == 1


def test_what_lies_far_from_its_kind_is_left_out_as_an_outlier() -> None:
    found = study_log(plain(9, 10, 10, 11, 12, 12, 13, 400), ON)
    assert found.left_out[Fault.OUTLIER] == 1
    assert found.cells["n"].tolist() == [7]


def test_a_forgotten_end_hardly_moves_the_standard() -> None:
    frame, _ = log(4, [199])
    before = study_log(frame, ON).cells["minutes"].iloc[0]
    longest = (frame["end"] - frame["start"]).idxmax()
    frame.loc[longest, "end"] += pd.Timedelta(days=30)
    assert study_log(frame, ON).cells["minutes"].iloc[0] == pytest.approx(before, rel=0.01)


def test_marks_of_somebody_who_has_several_cases_open_at_once_tell_of_waiting() -> None:
    one_by_one = plain(*[30.0] * 40).assign(actor="an")
    at_once = one_by_one.assign(
        actor="bo", step="discover", start=one_by_one["start"].iloc[0], end=one_by_one["end"].iloc[0]
    )
    steps = study_log(pd.concat([one_by_one, at_once]), ON)
    told = steps.steps.set_index("step")
    assert told.loc["handle", "overlap"] == 0
    assert told.loc["discover", "overlap"] == pytest.approx(39 / 40)
    assert told["marks_waiting"].to_dict() == {"handle": False, "discover": True}
    assert steps.cells.set_index("step")["sound"].to_dict() == {"handle": True, "discover": False}


def test_overlap_counts_the_minutes_shared_and_not_those_of_other_people() -> None:
    times = [("an", "09:00", "10:00"), ("an", "09:30", "10:30"), ("bo", "09:00", "10:00"), (None, "09:00", "10:00")]
    frame = pd.DataFrame(times, columns=["actor", "start", "end"]).assign(item="a", step="handle")
    frame = frame.assign(**{side: pd.to_datetime("2026-03-02 " + frame[side]) for side in ("start", "end")})
    assert study_log(frame, ON).steps["overlap"].tolist() == [30 / 240]


def test_whole_minutes_all_alike_are_no_more_certain_than_rounding_allows() -> None:
    cell = study_log(plain(*[2.0] * 100), ON).cells.iloc[0]
    assert cell["se"] == pytest.approx(1 / np.sqrt(12))


def test_few_or_uncertain_cells_are_not_sound() -> None:
    frame, _ = log(1, [3] + [300] * 5, noise=0.5)
    assert study_log(frame, ON).cells["sound"].tolist() == [False] + [True] * 5


def test_a_log_without_ends_or_with_text_for_times_is_refused() -> None:
    frame, _ = log(5, [9])
    with pytest.raises(BadInput, match="end"):
        study_log(frame.drop(columns="end"), ON)
    with pytest.raises(BadInput, match="start"):
        study_log(frame.assign(start="nine"), ON)


def test_an_empty_log_gives_an_empty_study() -> None:
    found = study_log(log(5, [9])[0].head(0), ON)
    assert found.cells.empty
    assert sum(found.left_out.values()) == 0


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 40), min_size=1, max_size=8), st.floats(0.2, 5.0))
def test_order_of_rows_means_nothing_and_scaling_time_scales_minutes(seed: int, sizes: list[int], by: float) -> None:
    frame, _ = log(seed, sizes, noise=0.4)
    study = study_log(frame, ON)
    mixed = study_log(frame.sample(frac=1, random_state=seed), ON)
    pd.testing.assert_frame_equal(study.cells, mixed.cells)
    assert study.cells["n"].sum() + sum(study.left_out.values()) == len(frame)
    cells = study.cells
    assert ((cells["low"] < cells["minutes"]) & (cells["minutes"] < cells["high"])).all()
    assert cells["weight"].between(0, 1).all()
    scaled = frame.assign(end=frame["start"] + (frame["end"] - frame["start"]) * by)
    again = study_log(scaled, ON)
    if again.left_out == study.left_out:
        np.testing.assert_allclose(again.cells["minutes"], cells["minutes"] * by, rtol=1e-3)
