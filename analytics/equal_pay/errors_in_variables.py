"""What a regression would give had workload been measured without error: the moment correction by split halves.

Two halves l₁ = ξ + u₁ and l₂ = ξ + u₂ (logarithms of the same months' workload in odd and in even weeks) measure ξ
with independent errors. The regressor is their mean, whose error variance σ² is a quarter of the variance of l₁ − l₂;
what the other terms predict of that difference (a unit's busy odd weeks) is not error, so it is the residual variance.
What the other terms leave of the mean, a sum of squares with m = n − k + 1 degrees of freedom, is too large by mσ² in
expectation; taking that away gives A = X'X − mσ²ee' and the corrected coefficients A⁻¹X'y (Fuller 1987, §2.2, with m
for n so that many units do not over-correct). The workload coefficient is then the naive one divided by its
*conditional* reliability 1 − σ²/Var(mean | other terms), which is lower than the reliability of the measure itself.
Each row's score x·r + e·β_w·d²/4, d the residual of l₁ − l₂, carries the uncertainty of σ² too, so that the sandwich
A⁻¹(Σss')A⁻¹ is the covariance of the corrected coefficients with σ² estimated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.equal_pay.covariance import Clusters
from analytics.equal_pay.design import Design, FloatArray
from analytics.equal_pay.inference import Inference, Method, by_t
from analytics.equal_pay.least_squares import Fit, fit
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

WORKLOAD = "workload"
LEAST_RELIABILITY = (
    0.2  # below it the correction multiplies noise more than five times: no figure is better than that one
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """All coefficients with workload's measurement error taken out.

    ``reliability`` is Spearman–Brown's of the two halves, ``conditional_reliability`` that of their mean given the
    other terms. ``names``, ``coefficients`` and ``covariance`` are empty when the conditional reliability is below
    0.2.
    """

    reliability: float
    conditional_reliability: float
    names: tuple[str, ...]
    coefficients: FloatArray
    covariance: FloatArray
    df: int

    def inference(self, term: str) -> Inference | None:
        """The corrected coefficient of ``term``, or None when the measure is too unreliable to correct by."""
        if term not in self.names:
            return None
        position = self.names.index(term)
        se = float(np.sqrt(self.covariance[position, position]))
        return by_t(float(self.coefficients[position]), se, self.df, Method.CLUSTER_T)


def spearman_brown(first: FloatArray, second: FloatArray) -> float:
    """Reliability of the mean of two halves, 2r/(1 + r), not below 0 (Spearman 1910; Brown 1910)."""
    if len(first) < 3 or np.ptp(first) == 0 or np.ptp(second) == 0:  # noqa: PLR2004 - two points always correlate perfectly
        return 0.0
    r = float(np.corrcoef(first, second)[0, 1])
    return max(0.0, 2 * r / (1 + r)) if r > -1 else 0.0


def correct(naive: Fit, halves: tuple[FloatArray, FloatArray], clusters: Clusters | None) -> Corrected:
    """Corrects ``naive``, whose term ``workload`` is the mean of ``halves`` (logs); HC1, or CR1 by ``clusters``."""
    reliability = spearman_brown(*halves)
    position = naive.index(WORKLOAD)
    others = np.delete(naive.matrix, position, axis=1)
    names = tuple(name for name in naive.names if name != WORKLOAD)
    noise = fit(Design(others, names, names), halves[0] - halves[1])
    own_error = noise.residuals**2 / 4
    conditional = 1 - float(own_error.sum()) * naive.bread[position, position]
    df = clusters.count - 1 if clusters else naive.df
    if conditional < LEAST_RELIABILITY:
        return Corrected(reliability, max(conditional, 0.0), (), np.empty(0), np.empty((0, 0)), df)
    coefficients, bread = _moment_solution(naive, position, float(own_error.sum()))
    covariance = _sandwich(naive, (coefficients, bread), own_error, position, clusters)
    return Corrected(reliability, conditional, naive.names, coefficients, covariance, df)


def halves_in_logs(first: FloatArray, second: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Logarithms of two halves of a workload; raises BadInput when one is not positive."""
    if (first <= 0).any() or (second <= 0).any():
        raise BadInput(Text("工作量须为正数", "workload must be positive"), WORKLOAD)
    return np.log(first), np.log(second)


def _moment_solution(naive: Fit, position: int, error: float) -> tuple[FloatArray, FloatArray]:
    """A⁻¹X'y and A⁻¹ by Sherman–Morrison from the naive fit: A = X'X − error·ee'."""
    column = naive.bread[:, position]
    weight = error / (1 - error * column[position])
    bread = naive.bread + weight * np.outer(column, column)
    return naive.coefficients + weight * column * naive.coefficients[position], bread


def _sandwich(
    naive: Fit,
    corrected: tuple[FloatArray, FloatArray],
    own_error: FloatArray,
    position: int,
    clusters: Clusters | None,
) -> FloatArray:
    coefficients, bread = corrected
    residuals = naive.residuals + naive.matrix @ (naive.coefficients - coefficients)
    correction = coefficients[position] * own_error
    if clusters is None:
        scores = naive.matrix * residuals[:, None]
        scores[:, position] += correction
        factor = naive.n / naive.df
    else:
        scores = clusters.sums(naive.matrix, residuals)
        scores[:, position] += np.bincount(clusters.codes, weights=correction, minlength=clusters.count)
        factor = clusters.count / (clusters.count - 1) * (naive.n - 1) / naive.df
    return factor * (bread @ (scores.T @ scores) @ bread)
