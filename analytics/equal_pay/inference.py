"""Standard error, test and interval of one coefficient, by the method that the number of clusters calls for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import stats

from analytics.equal_pay.covariance import Clusters, classical, cluster_robust
from analytics.equal_pay.least_squares import Fit
from analytics.equal_pay.verdict import kennedy_percent, two_sided_p
from analytics.equal_pay.wild_bootstrap import FEW_CLUSTERS, wild_cluster


class Method(StrEnum):
    """How p and the interval were made."""

    CLASSICAL = "classical"
    CLUSTER_T = "cluster_t"
    WILD_CLUSTER = "wild_cluster"


@dataclass(frozen=True, slots=True)
class Inference:
    """One coefficient: its standard error, t, degrees of freedom, two-sided p and 95 % interval (in its own unit)."""

    coefficient: float
    se: float
    t: float
    df: int
    p: float
    low: float
    high: float
    method: Method

    @property
    def kennedy(self) -> float:
        """The effect in percent, for a regression of logarithms."""
        return kennedy_percent(self.coefficient, self.se**2)


def by_t(coefficient: float, se: float, df: int, method: Method) -> Inference:
    """Student's t with ``df`` degrees of freedom."""
    t = coefficient / se if se > 0 else np.copysign(np.inf, coefficient)
    reach = float(stats.t.ppf(0.975, df)) * se
    return Inference(
        coefficient, se, float(t), df, two_sided_p(t, df), coefficient - reach, coefficient + reach, method
    )


def infer(fit: Fit, term: str, clusters: Clusters | None) -> Inference:
    """Classical t(n − k) without clusters; CR1 and t(G − 1) with them; the wild bootstrap under 12 of them."""
    position = fit.index(term)
    coefficient = float(fit.coefficients[position])
    if clusters is None:
        return by_t(coefficient, _se(classical(fit)[position, position]), fit.df, Method.CLASSICAL)
    se = _se(cluster_robust(fit, clusters)[position, position])
    usual = by_t(coefficient, se, clusters.count - 1, Method.CLUSTER_T)
    if clusters.count >= FEW_CLUSTERS or se <= 0:
        return usual
    wild = wild_cluster(fit, position, clusters)
    return Inference(coefficient, se, usual.t, usual.df, wild.p, wild.low, wild.high, Method.WILD_CLUSTER)


def _se(variance: float) -> float:
    return float(np.sqrt(max(variance, 0.0)))
