"""From events to tasks, counters, indicators and scores, worked out by hand on a small log."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.case_loop.counters import count_tasks
from analytics.case_loop.indicators import evaluate
from analytics.case_loop.scores import Light, lights, score_kinds, scores, totals_of
from analytics.case_loop.tasks import tasks_of
from vocabulary.bad_input import BadInput

NOW = pd.Timestamp("2026-03-31")
ROWS = [
    # case, step, activity, unit, person, at, due, result
    ("c1", "discover", None, "grid", "an", "2026-03-01", None, None),
    ("c1", "dispatch", None, "hub", "bo", "2026-03-02", "2026-03-02", None),
    ("c1", "handle", None, "water", None, "2026-03-05", "2026-03-04", "退回"),
    ("c1", "dispatch", None, "hub", "bo", "2026-03-06", "2026-03-07", None),
    ("c1", "handle", None, "roads", None, "2026-03-08", "2026-03-09", None),
    ("c1", "supervise", None, "grid", "an", "2026-03-09", "2026-03-10", "核查不通过"),
    ("c1", "handle", None, "roads", None, "2026-03-12", "2026-03-11", None),
    ("c1", "supervise", None, "grid", "an", "2026-03-13", "2026-03-12", None),
    ("c1", "appraise", "结 案", "hub", "cy", "2026-03-14", None, None),
    ("c2", "discover", None, "grid", "an", "2026-03-03", None, None),
    ("c2", "appraise", "不予立案", "hub", "cy", "2026-03-04", None, None),
    ("c3", "discover", None, "grid", "di", "2026-03-20", None, None),
    ("c3", "dispatch", None, "hub", "bo", "2026-03-20", None, None),
    ("c3", "handle", None, "roads", None, None, "2026-03-25", None),
    ("c4", "handle", None, "roads", None, None, "2026-04-25", None),
]


def tasks() -> pd.DataFrame:
    columns = ["case", "step", "activity", "unit", "person", "at", "due", "result"]
    frame = pd.DataFrame(ROWS, columns=columns)
    return tasks_of(frame.assign(at=pd.to_datetime(frame["at"]), due=pd.to_datetime(frame["due"])))


def test_a_person_is_credited_with_their_own_tasks() -> None:
    counted = count_tasks(tasks(), ["person"], NOW)
    an = counted.loc["an"]
    assert an[["report", "valid_report", "need_check", "check", "intime_check"]].tolist() == [2, 1, 2, 2, 1]
    bo = counted.loc["bo"]
    assert bo[["dispatch", "intime_dispatch", "accurate_dispatch", "wrong_dispatch"]].tolist() == [3, 3, 2, 1]
    assert counted.loc["cy", ["archive", "cancel"]].tolist() == [1, 1]


def test_a_handling_unit_is_counted_by_what_it_handled_and_by_the_cases_it_ended() -> None:
    own = count_tasks(tasks(), ["unit"], NOW)
    roads = own.loc["roads", ["need_dispose", "dispose", "intime_dispose", "overtime_dispose", "rework"]]
    assert roads.tolist() == [3, 2, 1, 2, 1]  # c3 is past its deadline and still open; c4 isn't due yet
    whole = count_tasks(tasks(), ["handling_unit"], NOW)
    assert whole.loc["roads", "need_archive"] == 1


def test_indicators_follow_from_the_counters() -> None:
    told = evaluate(count_tasks(tasks(), ["unit"], NOW)).set_index("indicator", append=True)
    assert told.loc[("roads", "handled_in_time"), ["numerator", "denominator"]].tolist() == [1, 3]
    assert told.loc[("hub", "dispatched_rightly"), "rate"] == pytest.approx(2 / 3)
    assert ("roads", "missed") not in told.index  # nobody said what patrol ought to have found


def test_missed_cases_are_counted_where_somebody_marked_them() -> None:
    frame = tasks().assign(task="inst", missed=[True] * 3 + [False] * (len(ROWS) - 3))
    assert count_tasks(frame, ["case"], NOW)["missed"].sum() == 3


def test_the_score_of_a_router_is_worked_out_by_hand() -> None:
    counters = pd.DataFrame({"dispatch": [550], "other": [1]}, index=["bo"])
    rates = pd.DataFrame({"dispatched_in_time": [0.9], "dispatched_rightly": [0.75]}, index=["bo"])
    told = totals_of(scores(score_kinds()["case_router"], rates, counters))
    assert told.loc["bo"].tolist() == pytest.approx([20 * 0.75 + 36 + 30, 100, 81])


def test_a_part_that_is_not_known_is_left_out_of_both_sides() -> None:
    rates = pd.DataFrame({"valid_report": [1.0], "missed": [0.25]}, index=["an"])
    told = totals_of(scores(score_kinds()["inspector"], rates, rates))
    assert told.loc["an"].tolist() == pytest.approx([40 + 15, 60, 55 / 60 * 100])
    nothing = totals_of(scores(score_kinds()["inspector"], rates * np.nan, rates))
    assert np.isnan(nothing.loc["an", "score"])


@pytest.mark.parametrize(("cases", "points"), [(0, 10), (50, 10), (51, 9), (200, 7.5), (501, 5), (1001, 4)])
def test_fewer_cases_score_higher_for_a_handling_unit(cases: int, points: float) -> None:
    frame = pd.DataFrame({"need_dispose": [cases]}, index=["roads"])
    parts = scores(score_kinds()["handling_unit"], frame[[]], frame).set_index("part")
    assert parts.loc["need_dispose", "points"] == points


def test_points_sum_to_100_and_the_towns_hotline_to_95() -> None:
    assert {code: kind.of for code, kind in score_kinds().items()} == {
        **dict.fromkeys(["inspector", "call_taker", "duty_chief", "case_router", "handling_unit"], 100.0),
        "hotline": 95.0,
    }


def test_lights_turn_yellow_past_four_fifths_and_red_past_the_limit() -> None:
    elapsed, limit = np.array([8.0, 8.1, 10, 10.1, 5]), np.array([10.0, 10, 10, 10, np.nan])
    assert lights(elapsed, limit, date(2026, 3, 1)) == [Light.GREEN, Light.YELLOW, Light.YELLOW, Light.RED, Light.NONE]
    with pytest.raises(BadInput):
        lights(elapsed, limit, date(2000, 1, 1))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5000), st.integers(1, 60))
def test_no_counter_exceeds_what_it_is_part_of(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    days = [pd.Timestamp("2026-03-01") + pd.to_timedelta(rng.integers(0, 40, n), unit="D") for _ in range(2)]
    frame = pd.DataFrame(
        {"case": rng.integers(0, 9, n), "at": days[0], "due": days[1], "unit": rng.choice(list("ab"), n)}
    )
    steps = rng.choice(["discover", "dispatch", "handle", "supervise", "appraise"], n)
    frame = frame.assign(step=steps, result=rng.choice(["退回", "不合格", "ok"], n))
    frame.loc[rng.random(n) < 0.2, "at"] = pd.NaT
    counted = count_tasks(tasks_of(frame), ["unit"], NOW)
    for name in ("dispatch", "dispose", "check", "archive"):
        assert (counted[f"intime_{name}"] <= counted[name]).all()
        assert (counted[name] <= counted[f"need_{name}"]).all()
    assert (counted["accurate_dispatch"] + counted["wrong_dispatch"] == counted["dispatch"]).all()
    assert (counted["valid_report"] <= counted["report"]).all()
    assert (counted["rework"] <= counted["dispose"]).all()
