"""The regression core against statsmodels, and what it does with columns that say nothing new."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.equal_pay.covariance import Clusters, classical, cluster_robust, hc1
from analytics.equal_pay.design import build_design
from analytics.equal_pay.least_squares import fit
from vocabulary.bad_input import BadInput


def people(n: int = 400, seed: int = 7) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "post": rng.choice(["inspector", "router", "chief"], n),
            "level": rng.integers(1, 5, n),
            "tenure": rng.uniform(0, 20, n),
            "unit": rng.integers(0, 25, n),
        }
    )
    noise = rng.normal(0, 0.1, n) * (1 + frame.tenure / 20) + rng.normal(0, 0.05, 25)[frame.unit]
    return frame.assign(y=3 + 0.02 * frame.tenure + 0.1 * (frame.post == "chief") + 0.05 * frame.level + noise)


def test_coefficients_and_three_kinds_of_errors_agree_with_statsmodels() -> None:
    frame = people()
    ours = fit(build_design(frame, ["post", "level", "tenure"], ["level"]), frame.y.to_numpy())
    oracle = smf.ols("y ~ C(post) + C(level) + tenure", frame)
    theirs = oracle.fit()
    assert ours.names[:6] == ("intercept", "post_inspector", "post_router", "level_2", "level_3", "level_4")
    np.testing.assert_allclose(ours.coefficients, theirs.params, rtol=1e-10)
    assert ours.r2 == pytest.approx(theirs.rsquared, abs=1e-12)
    np.testing.assert_allclose(np.sqrt(np.diag(classical(ours))), theirs.bse, rtol=1e-10)
    np.testing.assert_allclose(np.sqrt(np.diag(hc1(ours))), oracle.fit(cov_type="HC1").bse, rtol=1e-10)
    clustered = oracle.fit(cov_type="cluster", cov_kwds={"groups": frame.unit})
    ours_clustered = cluster_robust(ours, Clusters.of(frame.unit))
    np.testing.assert_allclose(np.sqrt(np.diag(ours_clustered)), clustered.bse, rtol=1e-10)


def test_the_credit_card_data_of_greene_come_out_as_in_the_book() -> None:
    data = sm.datasets.ccard.load_pandas().data
    frame = data.assign(INCOME2=data.INCOME**2)
    ours = fit(build_design(frame, ["AGE", "INCOME", "INCOME2", "OWNRENT"]), frame.AVGEXP.to_numpy())
    # Greene, Econometric Analysis, table of the heteroscedasticity chapter.
    expected = {"intercept": -237.147, "AGE": -3.0818, "INCOME": 234.347, "INCOME2": -14.9968, "OWNRENT": 27.9409}
    for name, value in expected.items():
        assert ours.coefficients[ours.index(name)] == pytest.approx(value, abs=1e-3)
    robust = np.sqrt(np.diag(hc1(ours)))
    oracle = sm.OLS(frame.AVGEXP, ours.matrix).fit(cov_type="HC1")
    np.testing.assert_allclose(robust, oracle.bse, rtol=1e-8)


def test_a_column_that_others_determine_is_left_out_and_named() -> None:
    frame = people()
    frame["months"] = frame.tenure * 12
    frame["one"] = 1.0
    ours = fit(build_design(frame, ["one", "tenure", "months", "post"]), frame.y.to_numpy())
    assert ours.dropped == ("one", "months")
    without = fit(build_design(frame, ["tenure", "post"]), frame.y.to_numpy())
    np.testing.assert_allclose(ours.coefficients, without.coefficients, rtol=1e-10)
    np.testing.assert_allclose(ours.bread, without.bread, rtol=1e-8)


def test_a_square_of_calendar_years_is_ill_conditioned_but_not_dropped() -> None:
    frame = people()
    frame["year"] = 2000 + np.arange(len(frame)) % 20
    frame["year2"] = frame.year**2
    ours = fit(build_design(frame, ["year", "year2"]), frame.y.to_numpy())
    centred = frame.assign(year=frame.year - 2010, year2=(frame.year - 2010) ** 2)
    plain = fit(build_design(centred, ["year", "year2"]), frame.y.to_numpy())
    assert ours.dropped == ()
    assert ours.coefficients[2] == pytest.approx(plain.coefficients[2], rel=1e-5)
    np.testing.assert_allclose(ours.residuals, plain.residuals, atol=1e-9)


def test_as_many_terms_as_rows_are_refused() -> None:
    frame = people(3)
    with pytest.raises(BadInput, match="too few"):
        fit(build_design(frame, ["tenure", "unit"]), frame.y.to_numpy())


def test_a_number_that_is_infinite_is_refused_by_its_column() -> None:
    frame = people(20).assign(tenure=np.inf)
    with pytest.raises(BadInput, match="tenure"):
        build_design(frame, ["tenure"])


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(random: object) -> None:
    frame = people(60)
    order = list(range(60))
    random.shuffle(order)  # type: ignore[attr-defined]
    mixed = frame.iloc[order]
    first = fit(build_design(frame, ["post", "tenure"]), frame.y.to_numpy())
    second = fit(build_design(mixed, ["post", "tenure"]), mixed.y.to_numpy())
    np.testing.assert_allclose(first.coefficients, second.coefficients, atol=1e-12)
    np.testing.assert_allclose(hc1(first), hc1(second), atol=1e-12)
