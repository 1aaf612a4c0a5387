"""Oaxaca–Blinder: the printed results of R's oaxaca, the identities it must keep, and its bootstrap."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.oaxaca import OaxacaBlinder

from analytics.decomposition import Decomposition, DecompositionQuestion, decompose
from analytics.decomposition.bootstrap import replicates
from analytics.decomposition.parts import parts_of
from analytics.equal_pay import Group
from vocabulary.bad_input import BadInput

CHICAGO = Path(__file__).parents[4].parent / "shared" / "data" / "chicago_wages.csv"
chicago = pytest.mark.skipif(not CHICAGO.exists(), reason="../shared/data/chicago_wages.csv is absent")
NATIVES = DecompositionQuestion(
    "ln.real.wage",
    Group("foreign.born", "1"),
    ("age", "female", "LTHS", "some.college", "college", "advanced.degree"),
    exp=True,
)


@chicago
def test_the_vignette_of_rs_oaxaca_is_reproduced() -> None:
    answer = decompose(pd.read_csv(CHICAGO), NATIVES)
    parts = answer.parts
    assert (answer.n_input, answer.n_a, answer.n_b) == (712, 287, 379)
    assert parts.gap == pytest.approx(3.0155743, abs=5e-8)
    assert parts.endowments == pytest.approx(1.6165339, abs=5e-8)
    assert parts.coefficients == pytest.approx(2.8333261, abs=5e-8)
    assert parts.interaction == pytest.approx(-1.4342857, abs=5e-8)
    assert parts.twofold["pooled"].explained == pytest.approx(1.3557222, abs=5e-8)
    assert parts.twofold["pooled"].unexplained == pytest.approx(1.6598520, abs=5e-8)
    assert parts.twofold["pooled_with_group"].explained == pytest.approx(0.9525717, abs=5e-8)
    assert parts.twofold["pooled_with_group"].unexplained == pytest.approx(2.0630026, abs=5e-8)


@chicago
def test_statsmodels_agrees_on_the_threefold_and_the_pooled_twofold() -> None:
    used = pd.read_csv(CHICAGO)[[NATIVES.pay, "foreign.born", *NATIVES.by]].dropna()
    exogenous = used[["foreign.born", *NATIVES.by]].astype(float).assign(const=1.0)
    oracle = OaxacaBlinder(np.exp(used[NATIVES.pay]), exogenous, "foreign.born", hasconst=True)
    parts = decompose(pd.read_csv(CHICAGO), NATIVES).parts
    threefold = oracle.three_fold().params
    ours = [parts.endowments, parts.coefficients, parts.interaction, parts.gap]
    np.testing.assert_allclose(np.array(ours, dtype=float), threefold, rtol=1e-8)
    unexplained = oracle.two_fold(two_fold_type="pooled").params[0]
    assert parts.twofold["pooled_with_group"].unexplained == pytest.approx(unexplained, rel=1e-8)


def staff(seed: int = 1, n: int = 500) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    b = rng.random(n) < 0.4
    post = rng.choice(["chief", "inspector", "router"], n, p=[0.2, 0.5, 0.3])
    tenure = rng.uniform(0, 20, n) - 3 * b
    pay = 30 + 0.5 * tenure + 8 * (post == "chief") - 2 * b - 0.1 * tenure * b - 3 * b * (post == "router")
    frame = pd.DataFrame({"pay": pay + rng.normal(0, 2, n), "b": b * 1, "post": post, "tenure": tenure})
    return frame.assign(unit=rng.integers(0, 30, n))


def asked(
    by: tuple[str, ...] = ("post", "tenure"), bootstrap: int = 0, cluster: str | None = None
) -> DecompositionQuestion:
    return DecompositionQuestion("pay", Group("b", "1"), by, bootstrap=bootstrap, cluster=cluster)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 1000))
def test_every_way_of_taking_it_apart_adds_up_to_the_gap(seed: int) -> None:
    answer = decompose(staff(seed), asked())
    parts = answer.parts
    assert answer.mean_a - answer.mean_b == pytest.approx(float(parts.gap), abs=1e-10)
    assert parts.endowments + parts.coefficients + parts.interaction == pytest.approx(parts.gap, abs=1e-9)
    for part in parts.twofold.values():
        assert part.explained + part.unexplained == pytest.approx(parts.gap, abs=1e-9)
    detail = answer.detail.values()
    assert sum(d.explained for d in detail) == pytest.approx(parts.twofold["pooled"].explained, abs=1e-9)
    assert sum(d.unexplained for d in detail) == pytest.approx(parts.twofold["pooled"].unexplained, abs=1e-9)
    assert parts.twofold["a"].unexplained == pytest.approx(parts.coefficients, abs=1e-9)
    assert parts.twofold["b"].explained == pytest.approx(parts.endowments, abs=1e-9)


def test_the_detail_does_not_depend_on_which_category_is_the_base() -> None:
    frame = staff()
    renamed = frame.assign(post=frame["post"].map({"chief": "z", "inspector": "y", "router": "x"}))
    first, second = decompose(frame, asked()).detail, decompose(renamed, asked()).detail
    for column in ("intercept", "post", "tenure"):
        assert first[column].explained == pytest.approx(second[column].explained, abs=1e-9)
        assert first[column].unexplained == pytest.approx(second[column].unexplained, abs=1e-9)


def test_swapping_the_groups_turns_every_twofold_part_round() -> None:
    frame = staff()
    there, back = decompose(frame, asked()), decompose(frame.assign(b=1 - frame["b"]), asked())
    assert back.parts.gap == pytest.approx(-there.parts.gap)
    pairs = [("a", "b"), ("b", "a"), ("pooled", "pooled"), ("pooled_with_group", "pooled_with_group")]
    for one, other in pairs:
        assert back.parts.twofold[other].explained == pytest.approx(-there.parts.twofold[one].explained, abs=1e-9)


def test_a_category_that_one_group_lacks_is_named() -> None:
    frame = staff()
    frame.loc[(frame["b"] == 1) & (frame["post"] == "router"), "post"] = "chief"
    answer = decompose(frame, asked())
    assert answer.dropped == {"a": (), "b": ("post_router",)}
    assert np.isfinite(float(answer.parts.endowments))


def test_a_replicate_that_draws_every_cluster_once_is_the_estimate_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = staff()
    answer = decompose(frame, asked(("tenure",)))

    class Once:
        def multinomial(self, count: int, shares: np.ndarray, size: int) -> np.ndarray:
            return np.ones((size, len(shares)), dtype=int)

    monkeypatch.setattr(np.random, "default_rng", lambda seed: Once())
    matrix = np.column_stack([np.ones(len(frame)), frame["tenure"]])
    drawn = parts_of(
        replicates(matrix, frame["pay"].to_numpy(), frame["b"].to_numpy() == 1, frame["unit"].to_numpy(), 3)
    )
    for name, part in answer.parts.twofold.items():
        np.testing.assert_allclose(drawn.twofold[name].explained, float(part.explained), rtol=1e-6)
    np.testing.assert_allclose(drawn.interaction, float(answer.parts.interaction), rtol=1e-5)


def test_the_bootstrap_by_cluster_is_as_wide_as_the_estimates_of_fresh_samples() -> None:
    fresh = [float(decompose(staff(seed), asked()).parts.twofold["pooled"].explained) for seed in range(200)]
    drawn = decompose(staff(999), asked(bootstrap=1000, cluster="unit")).replicates
    assert drawn is not None
    assert np.std(drawn.twofold["pooled"].explained) == pytest.approx(np.std(fresh), rel=0.3)


def test_the_printed_object_has_the_promised_keys_and_intervals_only_when_asked_for() -> None:
    printed = decompose(staff(), asked()).to_json()
    assert list(printed) == ["n_input", "n_a", "n_b", "mean_a", "mean_b", "gap", "threefold", "twofold", "detail"]
    assert set(printed["twofold"]) == {"a", "b", "pooled", "pooled_with_group"}  # type: ignore[call-overload]
    with_intervals: Decomposition = decompose(staff(), asked(bootstrap=200))
    boot = with_intervals.to_json()["bootstrap"]
    assert isinstance(boot, dict)
    low, high = boot["gap"]
    assert boot["replicates"] == 200
    assert low < float(with_intervals.parts.gap) < high


def test_logarithm_and_exponential_together_are_refused() -> None:
    with pytest.raises(BadInput, match="exclude"):
        decompose(staff(), DecompositionQuestion("pay", Group("b", "1"), ("tenure",), log=True, exp=True))


def test_a_group_with_no_more_rows_than_terms_is_refused() -> None:
    frame = staff()
    few = pd.concat([frame[frame["b"] == 0], frame[frame["b"] == 1].head(2)])
    with pytest.raises(BadInput, match="too few"):
        decompose(few, asked(("tenure",)))
