"""Survival analysis against published figures, statsmodels and brute force, with ties and delayed entry."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from analytics.equal_pay.design import Design, build_design
from analytics.survival import (
    SurvivalQuestion,
    Times,
    concordance,
    cox,
    cross_validated_concordance,
    kaplan_meier,
    log_rank,
    proportional_hazards,
    survival,
)
from analytics.survival.cox import PartialLikelihood
from tests.pure.analytics.survival.freireich import remissions
from vocabulary.bad_input import BadInput

DATA = Path(__file__).parents[4].parent / "shared" / "data"
real = pytest.mark.skipif(not (DATA / "rossi.csv").exists(), reason="../shared/data/rossi.csv and lung.csv are absent")
ROSSI = SurvivalQuestion("week", "arrest", terms=("fin", "age", "race", "wexp", "mar", "paro", "prio"))


def made_up(seed: int, n: int = 200, *, entry: bool = True) -> tuple[Times, Design, pd.DataFrame]:
    """Ends rounded to whole weeks, so that many tie; people join late."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 2))
    begun = np.floor(rng.uniform(0, 8, n)) if entry else np.full(n, -1.0)
    ended = begun + 1 + np.floor(rng.exponential(6 * np.exp(-0.5 * x[:, 0])))
    event = rng.random(n) < 0.7
    frame = pd.DataFrame({"x": x[:, 0], "z": x[:, 1], "entry": begun, "end": ended, "event": event * 1})
    return Times.of(ended, event, begun if entry else None), build_design(frame, ["x", "z"], intercept=False), frame


@real
def test_recidivism_after_rossi() -> None:
    answer = survival(pd.read_csv(DATA / "rossi.csv"), ROSSI)
    printed = answer.to_json()["cox"]
    assert isinstance(printed, dict)
    for term, (coefficient, se) in {
        "fin": (-0.37942, 0.19138),
        "age": (-0.05744, 0.02200),
        "prio": (0.09150, 0.02865),
    }.items():
        assert printed[term]["coefficient"] == pytest.approx(coefficient, abs=1e-5)
        assert printed[term]["se"] == pytest.approx(se, abs=1e-5)
    assert answer.regression is not None
    assert answer.regression.concordance == pytest.approx(0.640, abs=5e-4)
    assert answer.regression.cross_validated is not None
    assert 0.55 < answer.regression.cross_validated < answer.regression.concordance
    assert answer.regression.proportional.p == pytest.approx(0.013, abs=1e-3)
    assert min(answer.regression.proportional.by_term, key=lambda t: answer.regression.proportional.by_term[t]) == "age"  # type: ignore[union-attr]


@real
def test_lung_cancer_medians_intervals_and_log_rank() -> None:
    answer = survival(pd.read_csv(DATA / "lung.csv"), SurvivalQuestion("time", "status", by="sex"))
    assert (answer.groups["1"].median, answer.groups["2"].median) == (270, 426)
    assert answer.curve.median_interval == (284, 361)  # log-log, as R's survfit prints it
    assert answer.compared is not None
    assert answer.compared.chi2 == pytest.approx(10.327, abs=5e-4)


def test_freireichs_remissions() -> None:
    answer = survival(
        remissions(), SurvivalQuestion("weeks", "relapse", by="group", terms=("group",), at=(6, 10, 35, 36))
    )
    printed = answer.to_json()
    assert printed["logrank"]["chi2"] == pytest.approx(16.79, abs=5e-3)  # type: ignore[index]
    assert printed["cox"]["group_placebo"]["coefficient"] == pytest.approx(1.572, abs=5e-4)  # type: ignore[index]
    assert printed["cox"]["group_placebo"]["se"] == pytest.approx(0.4124, abs=5e-5)  # type: ignore[index]
    assert printed["log_likelihood"] == pytest.approx(-85.008, abs=5e-4)
    treated = answer.groups["6-MP"]
    assert (treated.median, answer.groups["placebo"].median) == (23, 8)
    # The product-limit estimates that every textbook prints for the treated.
    assert treated.at(6) == pytest.approx(0.8571, abs=5e-5)
    assert treated.at(10) == pytest.approx(0.7529, abs=5e-5)
    assert treated.at(35) == pytest.approx(0.4482, abs=5e-5)
    assert treated.at(36) is None
    assert printed["interval_type"] == "log-log"


@pytest.mark.parametrize("entry", [False, True])
def test_cox_with_ties_agrees_with_statsmodels(entry: bool) -> None:
    times, design, frame = made_up(3, entry=entry)
    # statsmodels counts who enters at t as at risk at t; half a week later no entry falls on an event.
    begun = frame["entry"] + 0.5 if entry else None
    oracle = PHReg(frame["end"], frame[["x", "z"]], status=frame["event"], entry=begun, ties="efron").fit()
    ours = cox(times, design)
    np.testing.assert_allclose(ours.coefficients, oracle.params, rtol=1e-5)
    np.testing.assert_allclose(ours.se, oracle.bse, rtol=1e-4)
    assert ours.log_likelihood == pytest.approx(oracle.llf, rel=1e-8)


def test_kaplan_meier_and_log_rank_agree_with_statsmodels() -> None:
    times, _, frame = made_up(5, entry=False)
    oracle = SurvfuncRight(frame["end"], frame["event"])
    np.testing.assert_allclose(kaplan_meier(times).survival, oracle.surv_prob, rtol=1e-12)
    groups = np.arange(len(frame)) % 3
    chi2, p = survdiff(frame["end"], frame["event"], groups)
    ours = log_rank(times, groups)
    assert (ours.chi2, ours.p, ours.df) == (pytest.approx(chi2), pytest.approx(p), 2)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 5000))
def test_people_at_risk_are_those_who_have_joined_and_not_yet_left(seed: int) -> None:
    times, _, _ = made_up(seed, 40)
    when = times.event_times()
    counted = [int(((times.entry < t) & (t <= times.exit)).sum()) for t in when]
    assert times.at_risk(when).tolist() == counted
    curve = kaplan_meier(times)
    assert (np.diff(curve.survival) <= 0).all()
    assert ((curve.low <= curve.survival) & (curve.survival <= curve.high)).all()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 5000))
def test_score_and_information_are_the_derivatives_of_the_likelihood(seed: int) -> None:
    times, design, _ = made_up(seed, 60)
    partial, beta, step = PartialLikelihood(times, design.matrix), np.array([0.3, -0.2]), 1e-5
    for j in range(2):
        nudge = step * np.eye(2)[j]
        slope = (partial.log_likelihood(beta + nudge) - partial.log_likelihood(beta - nudge)) / (2 * step)
        assert partial.residuals(beta).sum(axis=0)[j] == pytest.approx(slope, abs=1e-4)
        bend = (partial.residuals(beta - nudge).sum(axis=0) - partial.residuals(beta + nudge).sum(axis=0)) / (2 * step)
        np.testing.assert_allclose(partial.information(beta)[j], bend, atol=1e-4)


def test_concordance_with_delayed_entry_equals_counting_every_pair() -> None:
    times, design, _ = made_up(8, 80)
    score = np.floor(design.matrix[:, 0] * 2)
    good = pairs = 0.0
    for i in np.flatnonzero(times.event):
        for j in range(80):
            later = times.exit[j] > times.exit[i] or (times.exit[j] == times.exit[i] and not times.event[j])
            if later and times.entry[j] < times.exit[i]:
                pairs += 1
                good += 1.0 if score[i] > score[j] else 0.5 if score[i] == score[j] else 0.0
    assert concordance(times, score) == pytest.approx(good / pairs)


def test_noise_foretells_nothing_out_of_sample_though_it_flatters_in_sample() -> None:
    inside, outside = [], []
    for seed in range(20):
        times, _, _ = made_up(seed, 80, entry=False)
        noise = pd.DataFrame(np.random.default_rng(seed + 500).normal(size=(80, 8))).rename(columns=str)
        design = build_design(noise, list(noise.columns), intercept=False)
        inside.append(concordance(times, cox(times, design).score(design)))
        outside.append(cross_validated_concordance(times, design))
    assert np.mean([c for c in inside if c is not None]) > 0.57
    assert np.mean([c for c in outside if c is not None]) == pytest.approx(0.5, abs=0.03)


def test_cross_validation_does_not_depend_on_the_order_of_rows() -> None:
    times, design, _ = made_up(9)
    order = np.random.default_rng(0).permutation(len(times))
    mixed = Design(design.matrix[order], design.names, design.columns)
    first, second = cross_validated_concordance(times, design), cross_validated_concordance(times.where(order), mixed)
    assert first == pytest.approx(second)


def test_the_test_of_proportional_hazards_is_the_score_test_of_an_effect_that_changes_with_time() -> None:
    times, design, _ = made_up(6, 60)
    fitted = cox(times, design)
    curve = kaplan_meier(times)
    trend = 1 - np.concatenate([[1.0], curve.survival[:-1]])
    x = design.matrix

    def log_likelihood(theta: np.ndarray) -> float:
        total = 0.0
        for t, g in zip(curve.times, trend, strict=True):
            predictor = x @ (theta[:2] + theta[2:] * g)
            at_risk = (times.entry < t) & (t <= times.exit)
            died = np.flatnonzero(times.event & (times.exit == t))
            weight = np.exp(predictor)
            total += predictor[died].sum()
            for tie in range(len(died)):
                total -= np.log(weight[at_risk].sum() - tie / len(died) * weight[died].sum())
        return total

    at, step = np.concatenate([fitted.coefficients, [0.0, 0.0]]), 1e-3 * np.eye(4)
    slope = np.array([log_likelihood(at + e) - log_likelihood(at - e) for e in step]) / 2e-3
    bend = [[log_likelihood(at + a + b) - log_likelihood(at + a - b) for b in step] for a in step]
    back = [[log_likelihood(at - a + b) - log_likelihood(at - a - b) for b in step] for a in step]
    information = (np.array(back) - np.array(bend)) / 4e-6
    chi2 = slope @ np.linalg.solve(information, slope)
    assert proportional_hazards(times, design, fitted).chi2 == pytest.approx(chi2, rel=1e-3)


def crossing(seed: int, strength: float) -> float:
    """p of the test on 400 people whose hazard ratio is e^strength before week 1 and its inverse after.

    Hazards are low enough that both groups still have people at risk after the turn.
    """
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 2, 400).astype(float)
    early = 2 * rng.exponential(np.exp(-strength * x))
    late = 1 + rng.exponential(np.exp(strength * x))
    ended = np.where(early < 1, early, late)
    times = Times.of(np.minimum(ended, 3.0), ended < 3.0)
    design = Design(x[:, None], ("x",), ("x",))
    return proportional_hazards(times, design, cox(times, design)).p


def test_the_test_of_proportional_hazards_keeps_its_size_and_finds_crossing_hazards() -> None:
    assert np.mean([crossing(seed, 0.0) < 0.05 for seed in range(300)]) == pytest.approx(0.05, abs=0.03)
    assert np.mean([crossing(seed, 0.7) < 0.05 for seed in range(40)]) > 0.9


def test_a_constant_and_a_repeated_term_are_dropped_and_named() -> None:
    times, _, frame = made_up(2)
    design = build_design(frame.assign(one=1.0, twin=frame["x"] * 2 + 3), ["one", "x", "twin"], intercept=False)
    assert cox(times, design).dropped == ("one", "twin")


def test_a_term_that_separates_those_with_the_event_is_refused_by_name() -> None:
    times, _, frame = made_up(2, entry=False)
    design = build_design(frame.assign(leak=frame["event"] * 1.0), ["x", "leak"], intercept=False)
    with pytest.raises(BadInput, match="leak"):
        cox(times, design)


@pytest.mark.parametrize(
    ("change", "place"),
    [({"relapse": 2}, "relapse"), ({"weeks": -1}, "duration"), ({"start": 99}, "entry")],
)
def test_impossible_times_are_refused(change: dict[str, int], place: str) -> None:
    frame = remissions().assign(start=0)
    frame.loc[3, next(iter(change))] = next(iter(change.values()))
    entry = "start" if "start" in change else None
    with pytest.raises(BadInput) as refusal:
        survival(frame, SurvivalQuestion("weeks", "relapse", entry=entry))
    assert refusal.value.place == place


def test_without_events_the_curve_stays_at_one_and_a_regression_is_refused() -> None:
    frame = remissions().assign(relapse=0)
    answer = survival(frame, SurvivalQuestion("weeks", "relapse", by="group"))
    assert (answer.curve.median, answer.curve.at(10), answer.compared) == (None, 1.0, None)
    with pytest.raises(BadInput, match="no event"):
        survival(frame, SurvivalQuestion("weeks", "relapse", terms=("group",)))


def test_missing_values_are_left_out_and_counted() -> None:
    frame = remissions().astype({"weeks": float})
    frame.loc[0, "weeks"] = np.nan
    answer = survival(frame, SurvivalQuestion("weeks", "relapse"))
    assert (answer.n_input, answer.curve.n) == (42, 41)
