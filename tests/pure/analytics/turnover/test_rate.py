"""Rates carry their denominators and intervals; the intervals against statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from analytics.turnover.rate import (
    Denominator,
    IntervalKind,
    events_per,
    garwood,
    share,
    share_of_people,
    wilson,
)
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

NAME = Text("率", "Rate")


def test_eight_of_twenty_eight_lies_between_15_3_and_47_1_percent() -> None:
    low, high = wilson(8, 28)
    assert (round(100 * low, 1), round(100 * high, 1)) == (15.3, 47.1)


@given(st.integers(1, 5000), st.data(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_agrees_with_statsmodels(of: int, data: st.DataObject, confidence: float) -> None:
    count = data.draw(st.integers(0, of))
    expected = proportion_confint(count, of, alpha=1 - confidence, method="wilson")
    assert wilson(count, of, confidence) == pytest.approx(expected, abs=1e-12)


@given(st.integers(0, 2000))
def test_garwood_agrees_with_statsmodels_and_covers_as_it_says(count: int) -> None:
    low, high = garwood(count)
    assert (low, high) == pytest.approx(confint_poisson(count, 1, method="exact-c"), abs=1e-9)
    assert stats.poisson.cdf(count, high) == pytest.approx(0.025)
    if count:
        assert stats.poisson.sf(count - 1, low) == pytest.approx(0.025)


@given(st.integers(1, 500), st.data())
def test_an_interval_holds_the_rate_and_stays_within_the_possible(of: int, data: st.DataObject) -> None:
    rate = share(NAME, data.draw(st.integers(0, of)), of, Denominator.OPENING)
    assert rate.low is not None
    assert rate.high is not None
    assert rate.value is not None
    assert 0 <= rate.low <= rate.value + 1e-12
    assert rate.value - 1e-12 <= rate.high <= 1


def test_a_rate_of_nothing_has_no_value_rather_than_zero() -> None:
    nobody = np.empty(0, dtype=np.int64)
    for rate in (
        share_of_people(NAME, nobody, nobody, Denominator.OPENING),
        events_per(NAME, nobody, 0.0, Denominator.AVERAGE),
    ):
        assert (rate.value, rate.low, rate.high) == (None, None, None)


def test_a_rate_remembers_its_people_and_names_its_interval() -> None:
    base = np.arange(28)
    rate = share_of_people(NAME, base[:8], base, Denominator.OPENING)
    assert (rate.count, rate.base, rate.interval) == (8, 28, IntervalKind.WILSON)
    assert rate.people.tolist() == list(range(8))
    assert rate.base_people.tolist() == list(range(28))
    assert events_per(NAME, base[:8], 25.0, Denominator.AVERAGE).interval is IntervalKind.GARWOOD


def test_a_share_counts_only_people_of_its_base() -> None:
    with pytest.raises(ValueError, match="among those of its base"):
        share_of_people(NAME, np.array([99]), np.arange(5), Denominator.OPENING)
    with pytest.raises(BadInput):
        wilson(3, 2)
