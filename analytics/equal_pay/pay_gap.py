"""The pay gap between two groups by one regression, as ``analyse pay-gap`` prints it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.equal_pay.covariance import Clusters, classical, cluster_robust, hc1
from analytics.equal_pay.design import Design, FloatArray, build_design, complete_rows, logarithms, numbers
from analytics.equal_pay.errors_in_variables import WORKLOAD, Corrected, correct, halves_in_logs
from analytics.equal_pay.groups import Group
from analytics.equal_pay.inference import Inference, Method, infer
from analytics.equal_pay.least_squares import Fit, fit
from analytics.equal_pay.verdict import Verdict, kennedy_percent, verdict_of
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

GROUP = "group_b"
LARGEST_LOGARITHM = 20.0  # e²⁰ is 485 million: a column with a larger value is pay itself, not its logarithm


@dataclass(frozen=True, slots=True)
class PayGapQuestion:
    """What to compare: the ``pay`` column, group B, the columns held equal (``by``), and how.

    ``categorical`` names columns to be turned into indicators (text columns are so anyway); ``log`` takes the
    logarithm of pay; ``cluster`` names the column whose values may share their errors; ``workload`` names the two
    halves of a split-half measure.
    """

    pay: str
    group: Group
    by: tuple[str, ...] = ()
    categorical: tuple[str, ...] = ()
    log: bool = False
    cluster: str | None = None
    workload: tuple[str, str] | None = None

    @property
    def columns(self) -> list[str]:
        """Every column that the question uses."""
        return [
            self.pay,
            self.group.column,
            *self.by,
            *([self.cluster] if self.cluster else []),
            *(self.workload or ()),
        ]


@dataclass(frozen=True, slots=True)
class PayGap:
    """The answer. ``test`` is of group B's coefficient; ``raw_gap`` is mean A − mean B of pay as regressed.

    ``test`` goes with the clusters given. ``kennedy`` is in percent, and None where pay is neither
    logged nor small enough to be logs already; the verdict then weighs the coefficient against group A's mean.
    """

    n_input: int
    n: int
    n_a: int
    n_b: int
    se: float
    se_hc1: float
    se_cluster: float | None
    test: Inference
    r2: float
    kennedy: float | None
    raw_gap: float
    dropped: tuple[str, ...]
    verdict: Verdict
    correction: Corrected | None
    corrected: Inference | None

    def to_json(self) -> dict[str, object]:
        """The object that ``analyse pay-gap --json`` prints."""
        return {
            **{name: getattr(self, name) for name in ("n_input", "n", "n_a", "n_b")},
            "coefficient": self.test.coefficient,
            **{name: getattr(self, name) for name in ("se", "se_hc1", "se_cluster")},
            **{name: _finite(getattr(self.test, name)) for name in ("t", "df", "p")},
            "r2": _finite(self.r2),
            "kennedy": self.kennedy,
            "raw_gap": self.raw_gap,
            "dropped": list(self.dropped),
            "verdict": str(self.verdict),
            "corrected": self._corrected_json(),
        }

    def _corrected_json(self) -> dict[str, float | None] | None:
        if self.correction is None:
            return None
        coefficient = self.corrected.coefficient if self.corrected else None
        return {"coefficient": coefficient, "reliability": self.correction.reliability}


def pay_gap(frame: pd.DataFrame, question: PayGapQuestion) -> PayGap:
    """Regresses pay on ``question.by``, workload and an indicator of group B.

    Rows with a missing value in a used column are left out. Raises BadInput for a missing column, an empty group, a
    logarithm of nothing, too few rows, or a group that the other columns determine.
    """
    if question.group.column in question.by:
        raise BadInput(
            Text("分组列不能同时作为控制变量", "the group's column can't be held equal too"), question.group.column
        )
    used = complete_rows(frame, question.columns)
    in_b = question.group.rows(used)
    outcome = logarithms(used[question.pay]) if question.log else numbers(used[question.pay])
    halves = workload_halves(used, question.workload)
    fitted = fit(_design(used, question, halves, in_b.astype(np.float64)), outcome)
    clusters = Clusters.of(used[question.cluster]) if question.cluster else None
    correction = correct(fitted, halves, clusters) if halves and WORKLOAD in fitted.names else None
    mean_a, mean_b = float(outcome[~in_b].mean()), float(outcome[in_b].mean())
    logs = question.log or float(np.abs(outcome).max()) <= LARGEST_LOGARITHM
    return _answer(
        fitted, clusters, correction, {"n_input": len(frame), "n_b": int(in_b.sum())}, (mean_a, mean_b, logs)
    )


def workload_halves(used: pd.DataFrame, columns: tuple[str, str] | None) -> tuple[FloatArray, FloatArray] | None:
    """The two halves named, in logarithms; None when none are."""
    if columns is None:
        return None
    return halves_in_logs(numbers(used[columns[0]]), numbers(used[columns[1]]))


def _design(
    used: pd.DataFrame, question: PayGapQuestion, halves: tuple[FloatArray, FloatArray] | None, in_b: FloatArray
) -> Design:
    design = build_design(used, question.by, question.categorical)
    if halves is None:
        return design.with_term(GROUP, in_b)
    return design.with_terms([WORKLOAD, GROUP], np.column_stack([(halves[0] + halves[1]) / 2, in_b]))


def _answer(
    fitted: Fit,
    clusters: Clusters | None,
    correction: Corrected | None,
    counts: Mapping[str, int],
    scale: tuple[float, float, bool],
) -> PayGap:
    mean_a, mean_b, logs = scale
    test = infer(fitted, GROUP, clusters)
    position = fitted.index(GROUP)
    kennedy = kennedy_percent(test.coefficient, test.se**2) if logs else None
    percent = kennedy if kennedy is not None else 100 * test.coefficient / mean_a
    return PayGap(
        n_input=counts["n_input"],
        n=fitted.n,
        n_a=fitted.n - counts["n_b"],
        n_b=counts["n_b"],
        se=math.sqrt(classical(fitted)[position, position]),
        se_hc1=math.sqrt(hc1(fitted)[position, position]),
        se_cluster=math.sqrt(cluster_robust(fitted, clusters)[position, position]) if clusters else None,
        test=test,
        r2=fitted.r2,
        kennedy=_finite(kennedy) if kennedy is not None else None,
        raw_gap=mean_a - mean_b,
        dropped=fitted.dropped,
        verdict=verdict_of(percent, test.p),
        correction=correction,
        corrected=correction.inference(GROUP) if correction else None,
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


__all__ = ["Method", "PayGap", "PayGapQuestion", "pay_gap"]
