"""People needed at a target load: by hand, and with an interval that grows with every error of the measure."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.workload import Workload, measure
from analytics.workload.staff_needed import Staffing, staff_needed, standard_error_of_load
from tests.pure.analytics.workload.generated import post
from vocabulary.bad_input import BadInput

STANDARDS = pd.DataFrame({"item": ["a", "b"], "step": "handle", "minutes": [10.0, 20.0], "se": [1.0, 4.0]})


def worked(load: float, people: int = 4) -> pd.DataFrame:
    """Events of one unit, everybody's on one day of two months, ``load`` minutes of a person a month."""
    days = pd.to_datetime(["2026-01-05", "2026-02-02"])
    rows = [(f"p{i}", day, load) for i in range(people) for day in days]
    return pd.DataFrame(rows, columns=["person", "at", "minutes"]).assign(item="a", step="handle", unit="u")


def measured(load: float, people: int = 4) -> Workload:
    events = worked(load, people)
    who = [f"p{i}" for i in range(people)]
    table = pd.DataFrame({"person": who, "post": "inspector", "unit": "u", "staffing_type": "contract"})
    time = {"rostered": 1000.0, "leave": 0.0, "training": 0.0, "base": 0.0}
    roster = events[["person", "at"]].rename(columns={"at": "date"}).assign(**time)
    return measure(events, table, roster, factor=0.8)


def test_needed_is_the_load_over_what_one_person_can_take() -> None:
    row = staff_needed(measured(1200), target=0.9).iloc[0]
    assert row[["months", "people", "load", "practical"]].tolist() == [2, 4, 4800, 800]
    assert row["needed"] == pytest.approx(4800 / 720)
    assert row["busiest"] == pytest.approx(4800 / 720)
    assert row["lacking"] == pytest.approx(4800 / 720 - 4)
    assert row["low"] < row["needed"] < row["high"]


def test_errors_of_standard_minutes_add_within_a_cell_and_not_across() -> None:
    events = pd.DataFrame({"unit": "u", "item": ["a", "a", "b"], "step": "handle", "minutes": [10.0, 10, 20]})
    row = standard_error_of_load(events.assign(difficulty=[1.0, 1.5, 1.0]), STANDARDS).iloc[0]
    assert row["load"] == 45
    assert row["standard_error"] == pytest.approx(np.hypot(25 * 0.1, 20 * 0.2))
    assert row["unpriced"] == 0


def test_load_without_a_standard_error_is_told() -> None:
    events = pd.DataFrame({"unit": "u", "item": ["a", "z"], "step": "handle", "minutes": [10.0, 30]})
    assert standard_error_of_load(events, STANDARDS)["unpriced"].tolist() == [0.75]


def test_the_error_of_standard_minutes_widens_the_interval() -> None:
    workload = measured(1200)
    errors = standard_error_of_load(worked(1200), STANDARDS)
    plain, wider = staff_needed(workload).iloc[0], staff_needed(workload, standard_errors=errors).iloc[0]
    assert wider["error_standard"] == pytest.approx(0.1)
    assert wider["needed"] == plain["needed"]
    assert wider["high"] > plain["high"]


def test_a_unit_is_short_only_where_the_interval_says_so() -> None:
    made = post(1, 60, mean=300.0)
    workload = measure(made.events, made.people, made.roster)
    load = workload.persons["load"].sum() / workload.persons["practical"].sum()
    short, enough, spare = (staff_needed(workload, target=load / by).iloc[0] for by in (2.0, 1.0, 0.5))
    assert [one["staffing"] for one in (short, enough, spare)] == [Staffing.SHORT, Staffing.ENOUGH, Staffing.SPARE]
    assert enough["reliability"] == pytest.approx(workload.groups[0].reliability)


def test_the_interval_covers_the_people_truly_needed() -> None:
    covered = []
    for seed in range(60):
        made = post(seed, 12, mean=60.0, bursts=0.5)
        workload = measure(made.events, made.people, made.roster)
        row = staff_needed(workload, target=1.0).iloc[0]
        true = made.expected.sum() / row["months"] / row["practical"]
        covered.append(row["low"] <= true <= row["high"])
    assert np.mean(covered) >= 0.9


def test_a_unit_without_a_roster_has_no_need_to_state() -> None:
    table = pd.DataFrame({"person": ["p0"], "post": "x", "unit": "u", "staffing_type": "contract"})
    row = staff_needed(measure(worked(10, 1), table)).iloc[0]
    assert np.isnan(row["needed"])
    assert row["staffing"] is None


def test_a_target_of_nothing_and_a_double_standard_are_refused() -> None:
    with pytest.raises(BadInput, match="target"):
        staff_needed(measured(10), target=0)
    with pytest.raises(BadInput, match="listed twice"):
        standard_error_of_load(worked(10), pd.concat([STANDARDS, STANDARDS]))
