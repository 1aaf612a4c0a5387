"""What a gap means: Kennedy's estimator in percent, and the verdict against the 2.5 % target and the 5 % limit.

The codes follow Logib (Swiss Federal Office for Gender Equality, Module 1; its R package, summary of the analysis).
First the gap is tested two-sided against zero at 5 %: when p > 0.05 it is ``not_significant``, however large.
Otherwise its size, without sign and cut down to a tenth of a percent, decides: up to 2.5 % ``target_respected``, up to
5 % ``target_exceeded``, above ``limit_exceeded``. The older practice of Swiss public procurement, a one-sided test of
whether the gap exceeds 5 %, is stricter about evidence; ``p_beyond`` gives it for any threshold and stands beside the
verdict without changing it.
"""

from __future__ import annotations

import math

from scipy import stats

from vocabulary.terms import Term

TARGET_PERCENT = 2.5
LIMIT_PERCENT = 5.0
SIGNIFICANCE = 0.05


class Verdict(Term):
    """结论 on a pay gap."""

    NOT_SIGNIFICANT = "not_significant", "差距不显著", "Not statistically significant"
    TARGET_RESPECTED = "target_respected", "显著，但未超过目标值2.5%", "Significant, within the 2.5 % target"
    TARGET_EXCEEDED = "target_exceeded", "超过目标值2.5%", "Above the 2.5 % target"
    LIMIT_EXCEEDED = "limit_exceeded", "超过限值5%", "Above the 5 % limit"


def kennedy_percent(coefficient: float, variance: float) -> float:
    """exp(b − v/2) − 1 in percent: an indicator's effect in a log regression (Kennedy 1981, AER 71:801)."""
    exponent = coefficient - variance / 2
    return 100.0 * math.expm1(exponent) if exponent < 700 else math.inf  # noqa: PLR2004 - exp overflows above 709


def verdict_of(percent: float, p: float) -> Verdict:
    """The verdict on a gap of ``percent`` (either sign) whose two-sided test against zero gave ``p``."""
    if not p <= SIGNIFICANCE:
        return Verdict.NOT_SIGNIFICANT
    # Rounding takes away only the float noise that would cut an exact 2.6 down to 2.5.
    size = math.floor(round(abs(percent) * 10, 9)) / 10
    if size <= TARGET_PERCENT:
        return Verdict.TARGET_RESPECTED
    return Verdict.TARGET_EXCEEDED if size <= LIMIT_PERCENT else Verdict.LIMIT_EXCEEDED


def p_beyond(coefficient: float, se: float, df: float, percent: float) -> float:
    """One-sided p of the hypothesis that the gap (in logs, against group B) is at most ``percent``."""
    threshold = math.log1p(-percent / 100)
    return float(stats.t.cdf((coefficient - threshold) / se, df))


def two_sided_p(t: float, df: float) -> float:
    """P(|T| ≥ |t|) of Student's t."""
    return float(2 * stats.t.sf(abs(t), df))
