"""The evaluation indicators: their ratios, denominators and refusals."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.case_loop.indicators import evaluate, grid_indicators
from vocabulary.bad_input import BadInput

COUNTERS = pd.DataFrame({"report": [10, 0], "inst": [8, 0], "cancel": [2, 0]}, index=["A1", "A2"])


def test_each_indicator_carries_its_numerator_and_denominator() -> None:
    told = evaluate(COUNTERS).set_index("indicator", append=True)
    assert list(told.loc[("A1", "filed"), ["numerator", "denominator", "rate"]]) == [8, 10, 0.8]
    assert list(told.loc[("A1", "filed_rightly"), ["numerator", "denominator", "rate"]]) == [6, 8, 0.75]
    assert told.loc[("A1", "filed"), "low"] == pytest.approx(0.4902, abs=1e-4)  # Wilson, 8 of 10
    assert told.loc[("A1", "filed"), "high"] == pytest.approx(0.9433, abs=1e-4)


def test_a_ratio_of_nothing_is_missing_and_not_zero() -> None:
    assert evaluate(COUNTERS).loc["A2", "rate"].isna().all()


def test_indicators_whose_counters_are_absent_are_left_out() -> None:
    assert set(evaluate(COUNTERS)["indicator"]) == {"filed", "filed_rightly"}
    assert evaluate(COUNTERS[["cancel"]]).empty


def test_a_negative_counter_is_refused_by_its_name() -> None:
    with pytest.raises(BadInput) as refused:
        evaluate(COUNTERS.assign(inst=-1))
    assert refused.value.place == "inst"


def test_the_set_says_where_it_comes_from_and_is_complete_in_both_languages() -> None:
    known = grid_indicators()
    assert known.standard == "GB/T 30428.4-2016"
    assert known.confidence == "medium"
    assert len(known.indicators) == len({one.label.zh for one in known.indicators}) == 19
    assert all(one.label.en for one in known.indicators)
