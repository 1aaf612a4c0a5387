"""Intervals of whole columns: known values, edges, and the false discoveries of many tests."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intervals import count_limits, discoveries, wilson_limits
from analytics.turnover.rate import garwood, wilson


def test_wilsons_interval_is_the_one_of_single_shares() -> None:
    low, high = wilson_limits([8, 8, 0, 5], [28, 30, 4, 5])
    for i, (count, of) in enumerate([(8, 28), (8, 30), (0, 4), (5, 5)]):
        assert (low[i], high[i]) == pytest.approx(wilson(count, of))
    assert (low[2], high[3]) == (0.0, 1.0)


def test_what_is_no_share_has_no_interval() -> None:
    low, high = wilson_limits([0, 3, -1], [0, 2, 5])
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_counts_have_garwoods_interval_and_uneven_counts_a_wider_one() -> None:
    low, high = count_limits([0, 3, 40])
    for i, count in enumerate([0, 3, 40]):
        assert (low[i], high[i]) == pytest.approx(garwood(count))
    wider = count_limits([40], 2.0)
    assert wider[0][0] == pytest.approx(2 * garwood(20)[0])
    assert wider[1][0] == pytest.approx(2 * garwood(20)[1])


def test_q_values_are_those_worked_out_by_hand_and_missing_tests_do_not_count() -> None:
    assert discoveries([0.01, 0.04, np.nan, 0.03, 0.5])[[0, 1, 3, 4]] == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert np.isnan(discoveries([np.nan])).all()


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=20))
def test_a_share_lies_in_its_interval(rows: list[tuple[int, int]]) -> None:
    count = np.array([min(row) for row in rows])
    of = np.array([max(row) for row in rows])
    low, high = wilson_limits(count, of)
    assert ((low <= count / of + 1e-12) & (count / of <= high + 1e-12)).all()
