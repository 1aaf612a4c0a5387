"""The restricted wild cluster bootstrap-t: p and interval of one coefficient where clusters are too few for t(G − 1).

Cameron, Gelbach & Miller (2008) with Webb's (2023) six-point weights, run on cluster sums instead of rows (Roodman et
al. 2019): with ẽ the residuals under the null, a = (X'X)⁻¹ row j and w a draw, the bootstrap coefficient is Σ w·a'X'ẽ
and cluster g's score is w·a'X'ẽ − a'X'X(X'X)⁻¹ Σ w·X'ẽ, so that a draw costs G² and not n·k.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np

from analytics.equal_pay.covariance import Clusters, cluster_robust, small_sample_factor
from analytics.equal_pay.design import FloatArray
from analytics.equal_pay.least_squares import Fit

FEW_CLUSTERS = 12
WEBB = np.array([-np.sqrt(1.5), -1.0, -np.sqrt(0.5), np.sqrt(0.5), 1.0, np.sqrt(1.5)])
DRAWS = 9_999
SEED = 20_230_512
_HALVINGS = 30
_WIDEST = 50.0  # standard errors; an interval that reaches so far says that there is no bound


@dataclass(frozen=True, slots=True)
class WildResult:
    """``p`` of a zero coefficient, the ends of its 95 % interval by inverting the test, and how many draws."""

    p: float
    low: float
    high: float
    draws: int


def wild_cluster(fit: Fit, term: int, clusters: Clusters) -> WildResult:
    """Tests the coefficient at ``term``. All 6^G draws up to 9,999 (G ≤ 5), else 9,999 with a fixed seed."""
    draws = webb_draws(clusters.count)
    p_at = _p_function(fit, term, clusters, draws)
    centre = float(fit.coefficients[term])
    se = float(np.sqrt(cluster_robust(fit, clusters)[term, term]))
    low, high = (_end(p_at, centre, side * se) for side in (-1, 1))
    return WildResult(p_at(0.0), low, high, len(draws))


def webb_draws(clusters: int) -> FloatArray:
    """Draws × clusters of Webb's weights: every combination where these are at most 9,999, else a seeded sample."""
    if 6**clusters <= DRAWS:
        return np.array(list(product(WEBB, repeat=clusters)))
    return np.random.default_rng(SEED).choice(WEBB, size=(DRAWS, clusters))


def _p_function(fit: Fit, term: int, clusters: Clusters, draws: FloatArray) -> Callable[[float], float]:
    """p at any null. Scores are linear in the null, so the squared spread of a draw is a quadratic found once."""
    direction = fit.bread[term]
    pull = clusters.sums(fit.matrix, fit.matrix @ direction)

    def drawn(scores: FloatArray) -> tuple[FloatArray, FloatArray]:
        own = scores @ direction
        return draws @ own, draws @ (np.diag(own) - pull @ fit.bread @ scores.T).T

    fixed, fixed_scores = drawn(clusters.sums(fit.matrix, fit.residuals))
    moving, moving_scores = drawn(pull / direction[term])
    products = [
        np.einsum("dg,dg->d", one, other)
        for one, other in ((fixed_scores, fixed_scores), (fixed_scores, moving_scores), (moving_scores, moving_scores))
    ]
    factor = small_sample_factor(fit, clusters)
    se = float(np.sqrt(cluster_robust(fit, clusters)[term, term]))
    centre = float(fit.coefficients[term])

    def p_at(null: float) -> float:
        # Imposing the null adds (b − null) times the part of x that the other terms do not explain to the residuals.
        shift = centre - null
        squared = factor * (products[0] + 2 * shift * products[1] + shift**2 * products[2])
        bar = abs(shift) / se * (1 - 1e-12)
        return float(np.mean(np.abs(fixed + shift * moving) >= bar * np.sqrt(np.maximum(squared, 0.0))))

    return p_at


def _end(p_at: Callable[[float], float], centre: float, step: float) -> float:
    """Where p falls to 5 % on one side of the estimate: doubling outwards, then halving."""
    inside, outside = 0.0, 2.0
    while p_at(centre + outside * step) > 0.05:  # noqa: PLR2004 - a 95 % interval
        inside, outside = outside, outside * 2
        if inside > _WIDEST:
            return float(np.copysign(np.inf, step))
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if p_at(centre + middle * step) > 0.05 else (inside, middle)  # noqa: PLR2004
    return centre + inside * step
