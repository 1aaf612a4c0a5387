"""Covariances of least-squares coefficients: classical, HC1 and cluster-robust CR1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analytics.equal_pay.design import FloatArray
from analytics.equal_pay.least_squares import Fit
from vocabulary.bad_input import BadInput
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class Clusters:
    """Which cluster each row is in: codes 0 … count − 1."""

    codes: NDArray[np.intp]
    count: int

    @classmethod
    def of(cls, values: pd.Series) -> Clusters:
        """The clusters of a column without missing values; raises BadInput when there is only one."""
        codes, levels = pd.factorize(values)
        if len(levels) < 2:  # noqa: PLR2004 - the variance between clusters needs two
            raise BadInput(Text("聚类少于两个", "there are fewer than two clusters"), str(values.name))
        return cls(codes, len(levels))

    def sums(self, matrix: FloatArray, weights: FloatArray) -> FloatArray:
        """Σ over the rows of each cluster of ``weights`` × row of ``matrix``: clusters × columns."""
        picker = csr_array((weights, (self.codes, np.arange(len(weights)))), shape=(self.count, len(weights)))
        return np.asarray(picker @ matrix)


def classical(fit: Fit) -> FloatArray:
    """s² (X'X)⁻¹."""
    return fit.variance * fit.bread


def hc1(fit: Fit) -> FloatArray:
    """White's heteroskedasticity-robust covariance with the factor n/(n − k) (MacKinnon & White 1985)."""
    meat = (fit.matrix * (fit.residuals**2)[:, None]).T @ fit.matrix
    return fit.n / fit.df * (fit.bread @ meat @ fit.bread)


def cluster_robust(fit: Fit, clusters: Clusters) -> FloatArray:
    """CR1: G/(G − 1) · (n − 1)/(n − k) times the clustered sandwich (Liang & Zeger 1986; Cameron & Miller 2015)."""
    scores = clusters.sums(fit.matrix, fit.residuals)
    return small_sample_factor(fit, clusters) * (fit.bread @ (scores.T @ scores) @ fit.bread)


def small_sample_factor(fit: Fit, clusters: Clusters) -> float:
    """G/(G − 1) · (n − 1)/(n − k)."""
    return clusters.count / (clusters.count - 1) * (fit.n - 1) / fit.df
