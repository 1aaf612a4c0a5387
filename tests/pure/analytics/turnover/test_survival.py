"""The survival curve against statsmodels, published medians, and the risk sets of delayed entry."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from analytics.turnover.survival import kaplan_meier
from vocabulary.bad_input import BadInput

LUNG = Path(__file__).resolve().parents[5] / "shared" / "data" / "lung.csv"
TIMES = st.integers(1, 30)

# Remission of leukaemia under 6-MP in weeks, + for those still in remission (Freireich et al. 1963, Blood 21)
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"


@st.composite
def stays(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Entry, duration and event of up to thirty stays."""
    made = draw(st.lists(st.tuples(st.integers(0, 20), TIMES, st.booleans()), min_size=1, max_size=30))
    entry = np.array([begin for begin, _, _ in made], dtype=float)
    return entry, entry + [length for _, length, _ in made], np.array([event for _, _, event in made])


def test_freireichs_remission_times_have_the_published_curve() -> None:
    weeks = np.array([float(time.rstrip("+")) for time in REMISSION.split()])
    curve = kaplan_meier(weeks, np.array([not time.endswith("+") for time in REMISSION.split()]))
    assert curve.time.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.survival.round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert (curve.median, curve.events_total, curve.people) == (23.0, 9, 21)


@pytest.mark.parametrize(("sex", "median", "interval"), [(1, 270, (210, 306)), (2, 426, (345, 524))])
def test_the_lung_cancer_medians_are_the_published_ones(sex: int, median: int, interval: tuple[int, int]) -> None:
    if not LUNG.exists():
        pytest.skip("shared/data/lung.csv is not here")
    rows = pd.read_csv(LUNG).query("sex == @sex")
    curve = kaplan_meier(rows["time"].to_numpy(float), rows["status"].to_numpy(bool))
    assert (curve.median, curve.median_interval) == (median, interval)


@given(stays())
def test_curve_and_standard_error_agree_with_statsmodels_with_delayed_entry(
    made: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    entry, duration, event = made
    if not event.any():
        assert kaplan_meier(duration, event, entry).time.size == 0
        return
    curve, oracle = kaplan_meier(duration, event, entry), SurvfuncRight(duration, event, entry=entry)
    at = np.searchsorted(oracle.surv_times, curve.time)
    assert curve.at_risk.tolist() == oracle.n_risk[at].tolist()
    assert curve.survival == pytest.approx(oracle.surv_prob[at])
    some_remain = curve.survival > 0
    assert curve.standard_error[some_remain] == pytest.approx(oracle.surv_prob_se[at][some_remain])


@given(stays())
def test_the_band_holds_the_curve_and_the_curve_only_falls(made: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    entry, duration, event = made
    curve = kaplan_meier(duration, event, entry)
    assert (np.diff(curve.survival) <= 0).all()
    some_remain = curve.survival > 0
    assert (curve.low[some_remain] <= curve.survival[some_remain]).all()
    assert (curve.survival[some_remain] <= curve.high[some_remain]).all()
    assert np.isnan(curve.low[~some_remain]).all()
    assert [curve.at(time) for time in curve.time] == curve.survival.tolist()
    assert curve.at(0) == 1.0


@given(st.lists(st.tuples(TIMES, st.booleans()), min_size=1, max_size=30))
def test_entry_at_zero_is_no_delay(made: list[tuple[int, bool]]) -> None:
    duration, event = np.array([time for time, _ in made], dtype=float), np.array([left for _, left in made])
    plain, entered = kaplan_meier(duration, event), kaplan_meier(duration, event, np.zeros(len(made)))
    assert plain.survival.tolist() == entered.survival.tolist()


def test_somebody_seen_only_later_is_at_no_risk_before() -> None:
    curve = kaplan_meier(np.array([5.0, 10.0, 12.0]), np.array([True, True, False]), np.array([0.0, 0.0, 8.0]))
    assert curve.at_risk.tolist() == [2, 2]
    assert curve.survival.tolist() == [0.5, 0.25]


def test_a_median_that_is_not_reached_is_none() -> None:
    curve = kaplan_meier(np.array([5.0, 10.0, 10.0, 10.0]), np.array([True, False, False, False]))
    assert curve.median is None
    assert curve.median_interval[1] is None


def test_a_stay_that_ends_before_it_is_seen_is_refused() -> None:
    with pytest.raises(BadInput, match="row 1"):
        kaplan_meier(np.array([5.0, 3.0]), np.array([True, True]), np.array([0.0, 3.0]))
    with pytest.raises(BadInput, match="row 0"):
        kaplan_meier(np.array([-1.0]), np.array([True]))
