"""The wild cluster bootstrap on cluster sums equals refitting every draw, keeps its size, and inverts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.equal_pay.covariance import Clusters, cluster_robust
from analytics.equal_pay.design import Design, build_design
from analytics.equal_pay.inference import Method, infer
from analytics.equal_pay.least_squares import Fit, fit
from analytics.equal_pay.wild_bootstrap import webb_draws, wild_cluster


def sample(seed: int, clusters: int = 4, effect: float = 0.1, n: int = 80) -> tuple[Design, np.ndarray, Clusters]:
    rng = np.random.default_rng(seed)
    unit = np.arange(n) % clusters
    frame = pd.DataFrame({"x": rng.normal(size=n), "b": (rng.random(n) < 0.5) * 1.0})
    shocks = rng.normal(0, 0.3, clusters)[unit] + rng.normal(0, 0.3, clusters)[unit] * frame.b
    y = 1 + 0.5 * frame.x + effect * frame.b + shocks + rng.normal(0, 0.5, n)
    return build_design(frame, ["x", "b"]), y.to_numpy(), Clusters.of(pd.Series(unit))


def t_of(fitted: Fit, clusters: Clusters, position: int, null: float = 0.0) -> float:
    return float((fitted.coefficients[position] - null) / np.sqrt(cluster_robust(fitted, clusters)[position, position]))


def test_p_equals_that_of_refitting_every_draw_on_the_rows() -> None:
    design, y, clusters = sample(1)
    fitted = fit(design, y)
    restricted = fit(Design(design.matrix[:, :2], design.names[:2], design.columns[:2]), y)
    predicted = y - restricted.residuals
    draws = webb_draws(4)
    refits = [fit(design, predicted + w[clusters.codes] * restricted.residuals) for w in draws]
    by_hand = np.mean([abs(t_of(refit, clusters, 2)) >= abs(t_of(fitted, clusters, 2)) - 1e-9 for refit in refits])
    ours = wild_cluster(fitted, 2, clusters)
    assert ours.draws == len(draws) == 6**4
    assert ours.p == pytest.approx(by_hand, abs=1e-12)


def test_the_ends_of_the_interval_are_where_p_is_five_percent() -> None:
    design, y, clusters = sample(2, clusters=8)
    found = wild_cluster(fit(design, y), 2, clusters)
    for end in (found.low, found.high):
        moved = y - end * design.matrix[:, 2]
        assert wild_cluster(fit(design, moved), 2, clusters).p == pytest.approx(0.05, abs=0.002)


def test_under_the_null_it_rejects_about_five_percent_where_t_of_few_clusters_rejects_more() -> None:
    wild, naive = [], []
    for seed in range(300):
        design, y, clusters = sample(seed, clusters=6, effect=0.0)
        fitted = fit(design, y)
        wild.append(wild_cluster(fitted, 2, clusters).p <= 0.05)
        naive.append(abs(t_of(fitted, clusters, 2)) > 1.96)
    assert np.mean(wild) <= 0.085
    assert np.mean(naive) > np.mean(wild) + 0.03


def test_it_is_used_under_twelve_clusters_and_only_there() -> None:
    few, many = sample(5, clusters=11), sample(5, clusters=12)
    assert infer(fit(few[0], few[1]), "b", few[2]).method is Method.WILD_CLUSTER
    assert infer(fit(many[0], many[1]), "b", many[2]).method is Method.CLUSTER_T
