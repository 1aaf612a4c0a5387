"""Bootstrap replicates of a decomposition, drawn by cluster (or by row) and computed from sums of squares and products.

A replicate is how often each cluster is drawn, so its moment matrix is a weighted sum of the clusters' own: all
replicates are one matrix product, and their regressions one batch of small systems.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.decomposition.parts import Moments
from analytics.equal_pay.design import FloatArray

SEED = 19_730_101
_RIDGE = 1e-10  # of a unit diagonal: a category that a replicate lacks gets a zero coefficient instead of no solution
_BLOCK = 4_000_000  # numbers held at once: 32 MB


def replicates(
    matrix: FloatArray, outcome: FloatArray, in_b: NDArray[np.bool_], clusters: NDArray[np.intp], draws: int
) -> Moments:
    """``draws`` bootstrap replicates; clusters (codes 0 … G − 1) are drawn with replacement, both groups together.

    Replicates in which a group is empty are left out.
    """
    count = int(clusters.max()) + 1
    rng = np.random.default_rng(SEED)
    drawn = rng.multinomial(count, np.full(count, 1 / count), size=draws).astype(np.float64)
    table = np.column_stack([matrix, outcome])
    gram_a = _grams(table[~in_b], clusters[~in_b], drawn)
    gram_b = _grams(table[in_b], clusters[in_b], drawn)
    both = (gram_a[:, 0, 0] > 0) & (gram_b[:, 0, 0] > 0)
    return _moments(gram_a[both], gram_b[both])


def _grams(table: FloatArray, clusters: NDArray[np.intp], drawn: FloatArray) -> FloatArray:
    """Replicates × terms × terms: the moment matrix of each replicate, over clusters in blocks."""
    width = table.shape[1]
    total = np.zeros((len(drawn), width * width))
    order = np.argsort(clusters, kind="stable")
    codes, starts = np.unique(clusters[order], return_index=True)
    bounds = np.append(starts, len(order))
    step = max(1, _BLOCK // width**2)
    for first in range(0, len(codes), step):
        block = range(first, min(first + step, len(codes)))
        own = np.array([_gram(table[order[bounds[i] : bounds[i + 1]]]) for i in block])
        total += drawn[:, codes[first : first + len(own)]] @ own.reshape(len(own), -1)
    return total.reshape(-1, width, width)


def _gram(rows: FloatArray) -> FloatArray:
    return np.asarray(rows.T @ rows)


def _moments(gram_a: FloatArray, gram_b: FloatArray) -> Moments:
    """Means stand in the intercept's row, which is the first."""
    mean_a, mean_b = gram_a[:, 0] / gram_a[:, :1, 0], gram_b[:, 0] / gram_b[:, :1, 0]
    references = {
        "a": _solve(gram_a),
        "b": _solve(gram_b),
        "pooled": _solve(gram_a + gram_b),
        "pooled_with_group": _solve(_with_group(gram_a + gram_b, gram_b))[:, :-1],
    }
    return Moments(mean_a[:, :-1], mean_b[:, :-1], mean_a[:, -1], mean_b[:, -1], references)


def _with_group(pooled: FloatArray, gram_b: FloatArray) -> FloatArray:
    """The pooled moments with group B's indicator as a last regressor: its products are B's own sums."""
    draws, width, _ = pooled.shape
    wider = np.empty((draws, width + 1, width + 1))
    old = [*range(width - 1), width]
    wider[np.ix_(range(draws), old, old)] = pooled
    wider[:, width - 1, old] = wider[:, old, width - 1] = gram_b[:, 0]
    wider[:, width - 1, width - 1] = gram_b[:, 0, 0]
    return wider


def _solve(gram: FloatArray) -> FloatArray:
    square, right = gram[:, :-1, :-1], gram[:, :-1, -1]
    scale = np.sqrt(np.maximum(np.einsum("dii->di", square), 1e-300))
    scaled = square / (scale[:, :, None] * scale[:, None, :]) + _RIDGE * np.eye(square.shape[1])
    return np.asarray(np.linalg.solve(scaled, (right / scale)[..., None])[..., 0] / scale)
