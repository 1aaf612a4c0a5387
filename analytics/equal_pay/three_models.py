"""The three models of an equal-pay assessment, each staffing group against the reference, as the page shows them.

1. *raw*: the groups alone. 2. *headline*: post, tenure, qualification, workload and nights held equal. 3. *with
grade*: grade too, which is itself a decision of the employer and may carry the inequality, so it never is the
headline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.equal_pay.covariance import Clusters
from analytics.equal_pay.design import FloatArray, build_design, complete_rows, label, logarithms, numbers
from analytics.equal_pay.errors_in_variables import WORKLOAD, Corrected, correct, halves_in_logs
from analytics.equal_pay.inference import Inference, Method, infer
from analytics.equal_pay.least_squares import Fit, fit
from analytics.equal_pay.verdict import Verdict, kennedy_percent, verdict_of
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

SMALLEST_GROUP = 5


class Model(StrEnum):
    """Which of the three regressions."""

    RAW = "raw"
    HEADLINE = "headline"
    WITH_GRADE = "with_grade"


@dataclass(frozen=True, slots=True)
class ThreeModelsQuestion:
    """Which columns of a table of one row a person play which part.

    ``pay`` is full-time-equivalent pay per hour (any unit, positive), ``reference`` the values of ``group`` that
    together are the reference, ``held_equal`` the columns of the headline (post, tenure, qualification, nights),
    ``workload`` its two halves (positive) or None, ``grade`` what the third model adds. Text columns become
    indicators, as do those named in ``categorical``.
    """

    pay: str = "pay_per_hour"
    group: str = "staffing_type"
    reference: tuple[str, ...] = ("establishment", "contract")
    held_equal: tuple[str, ...] = ("post", "tenure", "qualification", "nights")
    workload: tuple[str, str] | None = ("workload_odd", "workload_even")
    grade: tuple[str, ...] = ("grade",)
    categorical: tuple[str, ...] = ("post", "qualification", "grade")
    cluster: str | None = "unit"


@dataclass(frozen=True, slots=True)
class GroupGap:
    """One group against the reference in one model: ``gap``, ``low``, ``high`` in percent, negative when paid less.

    ``corrected_*`` is the gap with workload's measurement error taken out. All figures are None when the group or the
    reference has fewer than five people, or when the model does not identify the group; ``reason`` then says so.
    """

    group: str
    n: int
    gap: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    method: Method | None = None
    verdict: Verdict | None = None
    corrected_gap: float | None = None
    corrected_low: float | None = None
    corrected_high: float | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class ModelResult:
    """One of the three models: its rows, fit and groups; ``reason`` says why it could not be estimated at all."""

    model: Model
    n_input: int
    n: int
    n_reference: int
    clusters: int | None
    r2: float | None
    dropped: tuple[str, ...]
    reliability: float | None
    conditional_reliability: float | None
    groups: tuple[GroupGap, ...]
    reason: Text | None = None


def three_models(frame: pd.DataFrame, question: ThreeModelsQuestion) -> dict[Model, ModelResult]:
    """Runs the three models on the same people: those with every column that is used, and a positive workload.

    Never raises for too little data: a model that can't be estimated carries its ``reason``. Raises BadInput for a
    missing column and for pay that is not positive.
    """
    used = _people(frame, question)
    controls = {
        Model.RAW: ((), False),
        Model.HEADLINE: (question.held_equal, True),
        Model.WITH_GRADE: ((*question.held_equal, *question.grade), True),
    }
    return {
        model: _estimate(used, question, model, (by, workload), len(frame))
        for model, (by, workload) in controls.items()
    }


def _people(frame: pd.DataFrame, question: ThreeModelsQuestion) -> pd.DataFrame:
    columns = [question.pay, question.group, *question.held_equal, *question.grade, *(question.workload or ())]
    used = complete_rows(frame, [*columns, question.cluster] if question.cluster else columns)
    if question.workload:
        used = used.loc[(used[list(question.workload)] > 0).all(axis=1)]
    return used


def _estimate(
    used: pd.DataFrame,
    question: ThreeModelsQuestion,
    model: Model,
    controls: tuple[Sequence[str], bool],
    n_input: int,
) -> ModelResult:
    codes, levels = pd.factorize(used[question.group], sort=True)
    values = pd.Series(np.array([label(level) for level in levels], dtype=object)[codes], index=used.index)
    sizes = values.value_counts()
    others = sorted(set(sizes.index) - set(question.reference))
    n_reference = int(sizes.reindex(question.reference).fillna(0).sum())
    head = (model, n_input, len(used), n_reference)
    counts = [(group, int(sizes[group])) for group in others]
    try:
        if not n_reference or not others:
            raise BadInput(Text("缺少参照组或比较组", "there is no reference group or nothing to compare with it"))
        fitted, correction, clusters = _fitted(used, question, controls, (values, others))
    except BadInput as refusal:
        hidden = tuple(GroupGap(group, n, reason=refusal.reason) for group, n in counts)
        return ModelResult(*head, None, None, (), None, None, hidden, refusal.reason)
    gaps = tuple(_group_gap(group, n, n_reference, (fitted, correction, clusters)) for group, n in counts)
    return ModelResult(
        *head,
        clusters.count if clusters else None,
        fitted.r2,
        fitted.dropped,
        correction.reliability if correction else None,
        correction.conditional_reliability if correction else None,
        gaps,
    )


def _fitted(
    used: pd.DataFrame,
    question: ThreeModelsQuestion,
    controls: tuple[Sequence[str], bool],
    groups: tuple[pd.Series, Sequence[str]],
) -> tuple[Fit, Corrected | None, Clusters | None]:
    by, with_workload = controls
    halves = _halves(used, question) if with_workload else None
    names = [WORKLOAD] if halves else []
    terms = [(halves[0] + halves[1]) / 2] if halves else []
    names += [_term(group) for group in groups[1]]
    terms += [_indicator(groups[0], group) for group in groups[1]]
    design = build_design(used, by, question.categorical).with_terms(names, np.column_stack(terms))
    fitted = fit(design, logarithms(used[question.pay]))
    clusters = (
        Clusters.of(used[question.cluster]) if question.cluster and used[question.cluster].nunique() > 1 else None
    )
    return fitted, correct(fitted, halves, clusters) if halves and WORKLOAD in fitted.names else None, clusters


def _halves(used: pd.DataFrame, question: ThreeModelsQuestion) -> tuple[FloatArray, FloatArray] | None:
    if question.workload is None:
        return None
    first, second = question.workload
    return halves_in_logs(numbers(used[first]), numbers(used[second]))


def _indicator(values: pd.Series, group: str) -> FloatArray:
    found: NDArray[np.bool_] = (values == group).to_numpy(dtype=np.bool_)
    return found.astype(np.float64)


def _term(group: str) -> str:
    return f"group_{group}"


def _group_gap(group: str, n: int, n_reference: int, fitted: tuple[Fit, Corrected | None, Clusters | None]) -> GroupGap:
    fit_, correction, clusters = fitted
    if min(n, n_reference) < SMALLEST_GROUP:
        return GroupGap(group, n, reason=Text("人数少于5人，不予显示", "fewer than five people: not shown"))
    if _term(group) in fit_.dropped:
        reason = Text(
            "与其他变量完全共线，无法估计", "fully determined by the other variables, so it can't be estimated"
        )
        return GroupGap(group, n, reason=reason)
    test = infer(fit_, _term(group), clusters)
    corrected = correction.inference(_term(group)) if correction else None
    low, high = _percent(test)
    corrected_low, corrected_high = _percent(corrected) if corrected else (None, None)
    return GroupGap(
        group=group,
        n=n,
        gap=test.kennedy,
        low=low,
        high=high,
        p=test.p,
        method=test.method,
        verdict=verdict_of(test.kennedy, test.p),
        corrected_gap=corrected.kennedy if corrected else None,
        corrected_low=corrected_low,
        corrected_high=corrected_high,
    )


def _percent(test: Inference) -> tuple[float, float]:
    return kennedy_percent(test.low, 0.0), kennedy_percent(test.high, 0.0)
