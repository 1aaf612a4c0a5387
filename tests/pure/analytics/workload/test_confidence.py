"""The confidence of workload recovers planted reliabilities, and its intervals cover the truth."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.workload import confidence_by, measure, totals_by
from analytics.workload.confidence import split_half
from tests.pure.analytics.workload.generated import MINUTES, post


def coverage(seeds: range, people: int, **shape: float) -> tuple[float, float]:
    """Share of people whose interval of two months holds their expected load, and the mean of load over expectation."""
    covered, ratio = [], []
    for seed in seeds:
        made = post(seed, people, **shape)  # type: ignore[arg-type]
        totals = totals_by(measure(made.events, made.people, made.roster), ["person"])
        covered.append(((totals["low"] <= made.expected) & (made.expected <= totals["high"])).mean())
        ratio.append((totals["load"] / made.expected).mean())
    return float(np.mean(covered)), float(np.mean(ratio))


@pytest.mark.parametrize("shape", [{"mean": 60.0}, {"mean": 200.0}, {"mean": 150.0, "bursts": 0.8}])
def test_intervals_cover_the_true_load_93_to_97_percent_of_the_time(shape: dict[str, float]) -> None:
    covered, ratio = coverage(range(20), 150, **shape)
    assert 0.93 <= covered <= 0.97
    assert ratio == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(("mean", "spread"), [(40.0, 0.15), (80.0, 0.25), (300.0, 0.3)])
def test_reliability_is_the_planted_share_of_true_variance(mean: float, spread: float) -> None:
    found = []
    for seed in range(10):
        made = post(seed, 1000, mean=mean, spread=spread)
        (group,) = measure(made.events, made.people, made.roster).groups
        assert group.n == 1000
        found.append(group.reliability)
    # A compound Poisson load has the variance of its mean count times the second moment of the minutes.
    true = (np.exp(spread**2) - 1) * np.exp(spread**2) * (mean * MINUTES.mean()) ** 2
    chance = mean * np.exp(spread**2 / 2) * (MINUTES**2).mean()
    assert np.mean([r for r in found if r is not None]) == pytest.approx(true / (true + chance), abs=0.03)


def test_people_are_ranked_only_from_a_reliability_of_0_7() -> None:
    steady = post(1, 400, mean=300.0, spread=0.3)
    noisy = post(1, 400, mean=20.0, spread=0.1)
    assert measure(steady.events, steady.people, steady.roster).persons["rankable"].all()
    assert not measure(noisy.events, noisy.people, noisy.roster).persons["rankable"].any()


def test_under_five_people_there_is_no_reliability_and_no_ranking() -> None:
    made = post(1, 4, mean=300.0)
    workload = measure(made.events, made.people, made.roster)
    assert workload.groups[0].reliability is None
    assert not workload.groups[0].rankable


def test_leave_in_one_half_does_not_spoil_the_reliability() -> None:
    made = post(5, 300, mean=300.0, spread=0.3)
    before = measure(made.events, made.people, made.roster).groups[0].reliability
    parity = made.roster["date"].dt.isocalendar().week % 2
    away = set(made.people["person"][::3])
    absent = made.roster["person"].isin(away) & (parity == 0) & (made.roster["date"].dt.day_of_week < 4)
    days = set(zip(made.roster["person"][absent], made.roster["date"][absent], strict=True))
    gone = [key in days for key in zip(made.events["person"], made.events["at"].dt.normalize(), strict=True)]
    roster = made.roster.assign(leave=np.where(absent, 480.0, 0.0))
    after = measure(made.events[~np.array(gone)], made.people, roster).groups[0].reliability
    assert before is not None
    assert after is not None
    assert after > before - 0.12


def test_each_post_has_its_own_reliability() -> None:
    made = post(2, 60)
    people = made.people.assign(post=["inspector"] * 30 + ["router"] * 29 + [None])
    groups = measure(made.events, people, made.roster).groups
    assert [(g.group, g.n) for g in groups] == [("", 1), ("inspector", 30), ("router", 29)]
    assert [g.group for g in confidence_by(measure(made.events, people).persons, "unit")] == ["u"]


def test_the_interval_of_the_reliability_holds_it_and_narrows_with_people() -> None:
    rng = np.random.default_rng(0)
    true = rng.normal(size=2000)
    halves = [true + rng.normal(size=2000) for _ in range(2)]
    many, few = split_half(*halves), split_half(halves[0][:40], halves[1][:40])
    assert many is not None
    assert few is not None
    assert many[1] < 2 / 3 < many[2]
    assert many[2] - many[1] < few[2] - few[1]


def test_opposite_halves_are_not_reliable_at_all() -> None:
    values = np.arange(10.0)
    assert split_half(values, -values) == (0.0, 0.0, 0.0)
    assert split_half(values, np.ones(10)) is None
