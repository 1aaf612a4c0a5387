"""The correction for a workload measured with error recovers planted truths, and says when it can't."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analytics.equal_pay import Group, PayGap, PayGapQuestion, pay_gap
from analytics.equal_pay.errors_in_variables import spearman_brown

GAP = math.log(0.94)
QUESTION = PayGapQuestion(
    "pay", Group("dispatched", "1"), ("post",), log=True, cluster="unit", workload=("odd", "even")
)


def district(seed: int, reliability: float, effect: float = 0.4) -> pd.DataFrame:
    """1,200 people of 120 units: the dispatched carry 10 % more and are paid 6 % less for the same work."""
    rng = np.random.default_rng(seed)
    unit, dispatched, post = rng.integers(0, 120, 1200), rng.random(1200) < 0.5, rng.integers(0, 3, 1200)
    load = rng.normal(0, 0.25, 1200) + 0.1 * dispatched + 0.1 * post + rng.normal(0, 0.1, 120)[unit]
    noise = np.sqrt(2 * load.var() * (1 - reliability) / reliability)
    pay = 3 + effect * load + GAP * dispatched + rng.normal(0, 0.08, 1200) + rng.normal(0, 0.03, 120)[unit]
    halves = [np.exp(load + rng.normal(0, noise, 1200)) for _ in range(2)]
    columns = {"pay": np.exp(pay), "dispatched": dispatched * 1, "post": post.astype(str), "unit": unit}
    return pd.DataFrame({**columns, "odd": halves[0], "even": halves[1]})


def corrected_gap(answer: PayGap) -> float:
    assert answer.corrected is not None
    return 100 * math.expm1(answer.corrected.coefficient)


@pytest.mark.parametrize("reliability", [0.6, 0.8])
def test_the_corrected_gap_is_unbiased_and_its_interval_covers_while_the_naive_one_is_not(reliability: float) -> None:
    answers = [pay_gap(district(seed, reliability), QUESTION) for seed in range(400)]
    naive = np.mean([100 * math.expm1(a.test.coefficient) for a in answers])
    covered = np.mean([a.corrected.low <= GAP <= a.corrected.high for a in answers if a.corrected])
    assert np.mean([corrected_gap(a) for a in answers]) == pytest.approx(-6.0, abs=0.15)
    assert naive > -6.0 + 0.6
    assert 0.92 <= covered <= 0.975
    assert np.mean([a.correction.reliability for a in answers if a.correction]) == pytest.approx(reliability, abs=0.01)


def test_the_workload_coefficient_is_the_naive_one_over_its_conditional_reliability() -> None:
    frame = district(1, 0.7)
    answer = pay_gap(frame, QUESTION)
    assert answer.correction is not None
    workload = answer.correction.inference("workload")
    frame["mean"] = (np.log(frame.odd) + np.log(frame.even)) / 2
    naive = pay_gap(frame, PayGapQuestion("pay", QUESTION.group, ("post", "mean"), log=True, cluster="unit"))
    assert naive.test.coefficient == pytest.approx(answer.test.coefficient, abs=1e-12)
    assert workload is not None
    # Frisch–Waugh by hand: residuals of the mean and of pay on the other terms.
    others = np.column_stack([np.ones(1200), frame.post == "1", frame.post == "2", frame.dispatched]).astype(float)
    rest = frame["mean"] - others @ np.linalg.lstsq(others, frame["mean"], rcond=None)[0]
    slope = float(rest @ np.log(frame.pay) / (rest @ rest))
    assert workload.coefficient == pytest.approx(slope / answer.correction.conditional_reliability, rel=1e-9)
    assert answer.correction.conditional_reliability < answer.correction.reliability


def test_halves_without_error_change_nothing() -> None:
    frame = district(2, 0.9999999).assign(even=lambda f: f.odd)
    answer = pay_gap(frame, QUESTION)
    assert answer.corrected is not None
    assert answer.corrected.coefficient == pytest.approx(answer.test.coefficient, abs=1e-12)
    assert answer.corrected.se == pytest.approx(answer.se_cluster, rel=1e-9)


def test_a_shift_common_to_a_units_odd_weeks_is_not_taken_for_error() -> None:
    frame = district(3, 0.8)
    by_unit = PayGapQuestion("pay", QUESTION.group, ("post", "unit"), ("unit",), log=True, workload=("odd", "even"))
    shifted = frame.assign(odd=frame.odd * np.exp(np.sin(frame.unit)), even=frame.even / np.exp(np.sin(frame.unit)))
    before, after = pay_gap(frame, by_unit), pay_gap(shifted, by_unit)
    assert before.corrected is not None
    assert after.corrected is not None
    assert after.corrected.coefficient == pytest.approx(before.corrected.coefficient, abs=1e-9)


def test_a_measure_that_is_nearly_all_noise_is_not_corrected_but_its_reliability_is_shown() -> None:
    printed = pay_gap(district(4, 0.05), QUESTION).to_json()["corrected"]
    assert isinstance(printed, dict)
    assert printed["coefficient"] is None
    assert printed["reliability"] < 0.3


def test_spearman_brown_steps_up_the_correlation_and_never_falls_below_zero() -> None:
    rng = np.random.default_rng(0)
    true, noise = rng.normal(size=50_000), rng.normal(size=(2, 50_000))
    assert spearman_brown(true + noise[0], true + noise[1]) == pytest.approx(2 / 3, abs=0.01)
    assert spearman_brown(true, -true) == 0.0
    assert spearman_brown(np.ones(9), true[:9]) == 0.0
