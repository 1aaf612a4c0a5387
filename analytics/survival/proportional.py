"""The test that hazards are proportional: does a covariate's effect change with time?

Grambsch & Therneau (1994) as the exact score test of the terms x·g(t), g being one minus Kaplan–Meier's survival just
before t. With r the Schoenfeld residuals and I(w) the information weighted by w: U = Σ g·r, and U'(I(g²) −
I(g)I(1)⁻¹I(g))⁻¹U is χ² with as many degrees of freedom as terms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analytics.equal_pay.design import Design
from analytics.survival.cox import CoxFit, PartialLikelihood
from analytics.survival.kaplan_meier import kaplan_meier
from analytics.survival.times import Times


@dataclass(frozen=True, slots=True)
class ProportionalHazards:
    """The global test (χ², df, p) and the p of each term alone."""

    chi2: float
    df: int
    p: float
    by_term: Mapping[str, float]


def proportional_hazards(times: Times, design: Design, fitted: CoxFit) -> ProportionalHazards:
    """Tests ``fitted``, the Cox regression of ``times`` on ``design``."""
    places = [design.names.index(name) for name in fitted.names]
    matrix = design.matrix[:, places]
    spread = matrix.std(axis=0)
    partial = PartialLikelihood(times, (matrix - matrix.mean(axis=0)) / spread)
    beta = fitted.coefficients * spread
    curve = kaplan_meier(times)
    before = np.concatenate([[1.0], curve.survival[:-1]])
    trend = (1 - before)[partial.moment]
    trend = trend - trend.mean()
    score = trend @ partial.residuals(beta)
    across = partial.information(beta, trend)
    variance = partial.information(beta, trend**2) - across @ np.linalg.solve(partial.information(beta), across)
    chi2 = float(score @ np.linalg.pinv(variance, hermitian=True) @ score)
    singly = score**2 / np.diag(variance)
    by_term = {name: float(stats.chi2.sf(value, 1)) for name, value in zip(fitted.names, singly, strict=True)}
    return ProportionalHazards(chi2, len(places), float(stats.chi2.sf(chi2, len(places))), by_term)
