"""Chronic problems: what comes back to a place beyond what item and place explain, and whether it grows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analytics.case_loop.chronic import Trend, chronic_problems
from analytics.case_loop.expectation import evenness, expected_cases, relative_rates
from analytics.case_loop.monthly_trend import monthly_trends
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month

LAST = Month(2026, 9)


def cases(seed: int, months: int = 12, hot: dict[tuple[str, str], float] | None = None) -> pd.DataFrame:
    """Eight items at twelve places, two cases a month on average; ``hot`` multiplies the rate of a pair."""
    rng = np.random.default_rng(seed)
    rows = []
    for i, level in enumerate(np.geomspace(0.5, 4, 8)):
        for p, size in enumerate(np.geomspace(0.5, 2, 12)):
            rate = level * size * (hot or {}).get((f"i{i}", f"p{p}"), 1.0)
            for back in range(months):
                first = pd.Timestamp((LAST + -back).first_day)
                rows += [
                    (f"i{i}", f"p{p}", first + pd.Timedelta(days=int(d)))
                    for d in rng.integers(0, 28, rng.poisson(rate))
                ]
    return pd.DataFrame(rows, columns=["item", "place", "at"])


def test_the_planted_hot_spots_are_the_chronic_problems_and_nothing_else() -> None:
    hot = {("i3", "p5"): 5.0, ("i6", "p2"): 4.0}
    found = chronic_problems(cases(1, hot=hot), LAST).chronic
    assert set(zip(found["item"], found["place"], strict=True)) == set(hot)


def test_where_only_chance_is_at_work_nothing_is_chronic() -> None:
    assert sum(len(chronic_problems(cases(seed), LAST).chronic) for seed in range(5)) <= 1


def test_expected_cases_are_those_of_the_item_elsewhere_times_the_place_without_the_item() -> None:
    item, place = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    # item 0 elsewhere has 4, place 0 otherwise has 6, and the rest 12: 4 · 6 ÷ 12.
    assert expected_cases(np.array([50.0, 4, 6, 12]), item, place)[0] == pytest.approx(2.0)


def test_an_item_seen_at_one_place_only_has_no_expectation_and_is_not_called_chronic() -> None:
    alone = pd.DataFrame({"item": "only", "place": "p0", "at": pd.date_range("2026-04-01", "2026-09-30", periods=40)})
    found = chronic_problems(pd.concat([cases(2), alone]), LAST).pairs
    row = found.loc[found["item"] == "only"].iloc[0]
    assert np.isnan(row["expected"])
    assert not row["chronic"]


def test_relative_rates_are_the_gamma_posterior() -> None:
    ratio, low, high = relative_rates(np.array([12.0]), np.array([3.0]), 2.0)
    assert ratio[0] == pytest.approx(14 / 5)
    assert low[0] == pytest.approx(stats.gamma(14, scale=1 / 5).ppf(0.025))
    assert high[0] == pytest.approx(stats.gamma(14, scale=1 / 5).ppf(0.975))


def test_the_planted_unevenness_is_recovered() -> None:
    rng = np.random.default_rng(0)
    expected = rng.uniform(1, 10, 4000)
    counts = rng.poisson(expected * rng.gamma(3.0, 1 / 3.0, 4000)).astype(float)
    assert evenness(counts, expected) == pytest.approx(3.0, rel=0.1)
    assert evenness(rng.poisson(expected).astype(float), expected) > 50


def test_the_trend_is_that_of_a_poisson_regression_with_extra_variation() -> None:
    rng = np.random.default_rng(4)
    month, days = np.arange(12.0), np.array([31.0, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    counts = rng.negative_binomial(3, 3 / (3 + np.exp(1 + 0.12 * month)), (5, 12)).astype(float)
    found = monthly_trends(counts, days)
    for i, row in enumerate(counts):
        model = sm.GLM(row, sm.add_constant(month), family=sm.families.Poisson(), offset=np.log(days))
        plain = model.fit()
        scale = max(1.0, plain.pearson_chi2 / 10)
        reach = stats.t.ppf(0.975, 10) * plain.bse[1] * np.sqrt(scale)
        assert found.monthly[i] == pytest.approx(np.exp(plain.params[1]), rel=1e-6)
        assert found.high[i] == pytest.approx(np.exp(plain.params[1] + reach), rel=1e-5)


def test_constant_cases_a_day_are_no_trend_though_months_differ_in_length() -> None:
    days = np.array([31.0, 28, 31, 30, 31, 30])
    found = monthly_trends(days[None, :] * 2, days)
    assert found.monthly[0] == pytest.approx(1.0)
    assert found.p[0] == pytest.approx(1.0)


def test_growth_is_called_rising_and_short_histories_untold() -> None:
    frame = cases(5)
    grown = [
        ("i0", "p0", pd.Timestamp((LAST + -back).first_day) + pd.Timedelta(hours=h))
        for back in range(12)
        for h in range(2 * (12 - back))
    ]
    frame = pd.concat([frame, pd.DataFrame(grown, columns=["item", "place", "at"])])
    row = chronic_problems(frame, LAST).pairs.set_index(["item", "place"]).loc[("i0", "p0")]
    assert row["trend"] is Trend.RISING
    assert row["monthly_low"] > 1
    short = frame.loc[frame["at"] >= "2026-07-01"]
    assert set(chronic_problems(short, LAST).pairs["trend"]) == {Trend.UNTOLD}


def test_the_window_decides_what_counts_and_rows_after_it_are_left_out_by_number() -> None:
    frame = pd.concat(
        [cases(6, 12), pd.DataFrame({"item": ["i0", None], "place": "p0", "at": pd.Timestamp("2026-10-03")})]
    )
    found = chronic_problems(frame, LAST, window=3)
    assert (found.months, found.history, found.left_out) == (3, 12, 2)
    recent = frame.loc[(frame["at"] >= "2026-07-01") & (frame["at"] < "2026-10-01")]
    assert found.pairs["cases"].sum() == len(recent)


def test_the_reason_speaks_both_languages_with_the_numbers() -> None:
    found = chronic_problems(cases(1, hot={("i3", "p5"): 5.0}), LAST)
    reason = found.reason(found.chronic.iloc[0])
    assert "6个月中有6个月发生" in reason.zh
    assert "In 6 of 6 months" in reason.en
    assert str(found.chronic.iloc[0]["cases"]) in reason.en


def test_no_cases_at_all_give_an_empty_list_and_a_missing_column_is_refused() -> None:
    empty = cases(1).head(0).astype({"at": "datetime64[ns]"})
    assert chronic_problems(empty, LAST).pairs.empty
    with pytest.raises(BadInput, match="place"):
        chronic_problems(cases(1).drop(columns="place"), LAST)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 200))
def test_every_case_is_counted_once_or_left_out(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    at = pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(0, 300, n), unit="D")
    frame = pd.DataFrame({"item": rng.choice(["a", "b", None], n), "place": rng.choice(["x", "y", "z"], n), "at": at})
    found = chronic_problems(frame, LAST, window=24)
    assert found.pairs["cases"].sum() + found.left_out == n
    assert (found.pairs["active_months"] <= found.months).all()
    mixed = chronic_problems(frame.sample(frac=1, random_state=seed), LAST, window=24)
    pd.testing.assert_frame_equal(
        found.pairs.sort_values(["item", "place"], ignore_index=True),
        mixed.pairs.sort_values(["item", "place"], ignore_index=True),
    )
