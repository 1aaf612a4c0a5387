"""Standard minutes from a panel: trimmed geometric means whose error comes from how far the experts differ."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.standards import study_panel
from tests.pure.analytics.standards.made import ON, panel
from vocabulary.bad_input import BadInput


def of(*minutes: float, item: str = "a") -> pd.DataFrame:
    return panel(*[(item, "handle", f"e{i}", value) for i, value in enumerate(minutes)])


def test_four_experts_give_their_geometric_mean() -> None:
    assert study_panel(of(10, 20, 20, 40), ON).cells["minutes"].tolist() == pytest.approx([20.0])


def test_from_five_experts_on_the_lowest_and_the_highest_are_dropped() -> None:
    cells = study_panel(of(1, 10, 20, 40, 900), ON).cells
    assert cells["minutes"].tolist() == pytest.approx([20.0])
    assert cells["n"].tolist() == [5]


def test_the_standard_error_is_the_one_worked_out_by_hand() -> None:
    cell = study_panel(of(10, 10, 40, 40), ON).cells.iloc[0]
    between = np.log(2) ** 2 * 4 / 3  # variance of ±ln 2, which the panel of one item has as its prior too
    assert cell["se"] == pytest.approx(20 * np.sqrt(between / 4 + 0.1**2))
    assert cell["spread"] == pytest.approx(np.exp(np.sqrt(between)))


def test_experts_who_agree_are_still_not_surer_than_the_floor() -> None:
    cell = study_panel(of(30, 30, 30, 30), ON).cells.iloc[0]
    assert cell["se"] == pytest.approx(3.0)


def test_one_expert_alone_is_hardly_certain() -> None:
    cell = study_panel(of(30), ON).cells.iloc[0]
    assert cell["low"] < 10
    assert cell["high"] > 90
    assert np.isnan(cell["spread"])


def test_only_the_last_round_of_each_expert_counts_and_every_round_keeps_its_spread() -> None:
    columns = ("item", "step", "expert", "minutes", "round")
    rows = [("a", "handle", "x", 10, 1), ("a", "handle", "y", 90, 1), ("a", "handle", "x", 25, 2)]
    study = study_panel(panel(*rows, ("a", "handle", "y", 36, 2), columns=columns), ON)
    assert study.cells["minutes"].tolist() == pytest.approx([30.0])
    assert study.rounds["estimates"].tolist() == [2, 2]
    assert study.rounds["spread"].iloc[1] < study.rounds["spread"].iloc[0]


def test_who_estimates_twice_as_high_as_the_panel_is_seen() -> None:
    rows = [(f"i{i}", "handle", e, 10 * f) for i in range(6) for e, f in (("low", 0.5), ("mid", 1), ("high", 2))]
    experts = study_panel(panel(*rows), ON).experts.set_index("expert")["level"]
    assert experts.to_dict() == pytest.approx({"low": 0.5, "mid": 1.0, "high": 2.0})


@pytest.mark.parametrize("minutes", [0.0, -1.0, float("nan"), float("inf")])
def test_minutes_that_cannot_be_are_refused(minutes: float) -> None:
    with pytest.raises(BadInput, match="minutes"):
        study_panel(of(minutes, 10), ON)


def test_a_second_answer_in_one_round_and_an_unnamed_expert_are_refused() -> None:
    with pytest.raises(BadInput, match="expert"):
        study_panel(pd.concat([of(10), of(12)]), ON)
    with pytest.raises(BadInput, match="expert"):
        study_panel(panel(("a", "handle", None, 5)), ON)


def test_intervals_of_panels_without_a_common_error_cover_the_truth() -> None:
    rng = np.random.default_rng(7)
    true = np.exp(rng.normal(3, 0.5, 300))
    rows = [
        (f"i{i:03d}", "handle", f"e{k}", float(true[i] * np.exp(rng.normal(0, 0.6))))
        for i in range(300)
        for k in range(6)
    ]
    cells = study_panel(panel(*rows), ON).cells
    covered = ((cells["low"] <= true) & (true <= cells["high"])).mean()
    assert 0.93 <= covered <= 0.99


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(1, 300), min_size=1, max_size=12), st.floats(0.1, 10))
def test_the_value_lies_among_the_estimates_and_follows_their_unit(minutes: list[float], by: float) -> None:
    cell = study_panel(of(*minutes), ON).cells.iloc[0]
    assert min(minutes) * (1 - 1e-9) <= cell["minutes"] <= max(minutes) * (1 + 1e-9)
    scaled = study_panel(of(*[m * by for m in minutes]), ON).cells.iloc[0]
    assert scaled["minutes"] == pytest.approx(cell["minutes"] * by)
    assert scaled["se"] == pytest.approx(cell["se"] * by)
