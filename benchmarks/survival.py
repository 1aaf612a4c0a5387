"""Kaplan–Meier and Cox's regression on 100,000 employments of up to ten years, against statsmodels on the same arrays.

Durations in days, half of them censored, staff entering from the start; Cox with five covariates, ties by Efron in
both. Each side gets ready arrays; survival, coefficients and errors must agree. Our Kaplan–Meier also gives the log-log
interval; statsmodels' gives standard errors.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import SurvfuncRight

from analytics.equal_pay.design import Design
from analytics.survival.cox import cox
from analytics.survival.kaplan_meier import kaplan_meier
from analytics.survival.times import Times
from benchmarks.measuring import in_turns, progress
from benchmarks.report import Ratio, Report

_PEOPLE, _DAYS = 100_000, 3_650
_TERMS = ("pay_ratio", "nights", "load", "distance", "dispatched")
_EFFECTS = np.array([-0.5, 0.3, 0.2, -0.1, 0.4])
_SEED = 28


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when statsmodels finds something else."""
    people = max(500, int(_PEOPLE * scale))
    progress(f"{people:,} people")
    times, design = _made(people)
    event = times.event.astype(np.int64)

    def by_statsmodels() -> Any:
        return PHReg(times.exit, design.matrix, event, ties="efron").fit()

    _check(times, design, by_statsmodels())
    curve, their_curve = in_turns(lambda: kaplan_meier(times), lambda: SurvfuncRight(times.exit, event))
    ours, theirs = in_turns(lambda: cox(times, design), by_statsmodels, rounds=2)
    return Report(
        size={"people": people, "events": int(event.sum()), "terms": len(_TERMS)},
        ratios={
            "kaplan_meier": Ratio(curve, their_curve, "statsmodels' SurvfuncRight", at_least=20),
            "cox": Ratio(ours, theirs, "statsmodels' PHReg, ties by Efron", at_least=3),
        },
        checked="survival at every event time, coefficients and standard errors equal statsmodels'",
    )


def _made(people: int) -> tuple[Times, Design]:
    rng = np.random.default_rng(_SEED)
    matrix = np.column_stack([rng.normal(size=(people, 4)), rng.random(people) < 0.4]).astype(np.float64)
    leaving = rng.exponential(2_500 * np.exp(-(matrix @ _EFFECTS)))
    watched = rng.uniform(30, _DAYS, people)
    ends = np.ceil(np.minimum(leaving, watched))
    return Times.of(ends, leaving <= watched), Design(matrix, _TERMS, _TERMS)


def _check(times: Times, design: Design, theirs: Any) -> None:
    ours, curve = cox(times, design), kaplan_meier(times)
    assert np.allclose(ours.coefficients, theirs.params, rtol=1e-5), "coefficients"
    assert np.allclose(ours.se, theirs.bse, rtol=1e-5), "standard errors"
    other = SurvfuncRight(times.exit, times.event.astype(np.int64))
    assert np.allclose(curve.survival, other.surv_prob[np.isin(other.surv_times, curve.times)]), "survival"
