"""The three models of the page: what each holds equal, who is hidden, and what happens with too little data."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analytics.equal_pay import GroupGap, ThreeModelsQuestion, Verdict, three_models
from analytics.equal_pay.three_models import Model
from vocabulary.bad_input import BadInput


def district(seed: int = 1, n: int = 900) -> pd.DataFrame:
    """Dispatched people are paid 6 % less for the same work and sit a grade lower; a grade is worth 5 %."""
    rng = np.random.default_rng(seed)
    kind = rng.choice(["establishment", "contract", "dispatched", "assistant_4050"], n, p=[0.2, 0.3, 0.45, 0.05])
    lower = kind == "dispatched"
    grade = rng.integers(1, 5, n) - 1 * (lower & (rng.random(n) < 0.5))
    tenure, nights = rng.uniform(0, 15, n), rng.integers(0, 8, n)
    load = rng.normal(0, 0.25, n) + 0.1 * lower
    log_pay = 3.3 + 0.01 * tenure + 0.005 * nights + 0.3 * load + math.log(0.94) * lower + rng.normal(0, 0.05, n)
    return pd.DataFrame(
        {
            "pay_per_hour": np.exp(log_pay),
            "staffing_type": kind,
            "post": rng.choice(["inspector", "router"], n),
            "tenure": tenure,
            "qualification": rng.integers(1, 4, n),
            "nights": nights,
            "grade": grade,
            "unit": rng.integers(0, 30, n),
            "workload_odd": np.exp(load + rng.normal(0, 0.15, n)),
            "workload_even": np.exp(load + rng.normal(0, 0.15, n)),
        }
    )


def gap_of(frame: pd.DataFrame, model: Model, group: str = "dispatched") -> GroupGap:
    return next(g for g in three_models(frame, ThreeModelsQuestion())[model].groups if g.group == group)


def test_the_headline_finds_the_planted_gap_once_the_workload_is_corrected() -> None:
    gaps = [gap_of(district(seed), Model.HEADLINE) for seed in range(20)]
    corrected = [gap.corrected_gap for gap in gaps if gap.corrected_gap is not None]
    assert np.mean(corrected) == pytest.approx(-6.0, abs=0.25)
    assert np.mean([gap.gap for gap in gaps if gap.gap is not None]) > np.mean(corrected) + 0.2
    raw = gap_of(district(), Model.RAW)
    assert raw.gap is not None
    assert raw.gap > -5.0
    assert raw.corrected_gap is None


def test_the_three_models_share_their_people_and_tell_what_they_are_made_of() -> None:
    frame = district()
    frame.loc[:4, "workload_even"] = 0.0
    frame.loc[10:11, "tenure"] = np.nan
    results = three_models(frame, ThreeModelsQuestion())
    assert list(results) == [Model.RAW, Model.HEADLINE, Model.WITH_GRADE]
    assert {(r.n_input, r.n) for r in results.values()} == {(900, 893)}
    headline = results[Model.HEADLINE]
    assert headline.reliability is not None
    assert 0.7 < headline.reliability < 0.95
    assert headline.conditional_reliability is not None
    assert headline.conditional_reliability <= headline.reliability + 0.02
    assert headline.clusters == 30
    assert headline.r2 is not None
    assert results[Model.RAW].r2 is not None
    assert headline.r2 > results[Model.RAW].r2


def test_a_group_under_five_people_shows_no_figure() -> None:
    frame = district()
    few = frame.index[frame.staffing_type == "assistant_4050"][4:]
    hidden = gap_of(frame.drop(few), Model.HEADLINE, "assistant_4050")
    assert (hidden.n, hidden.gap, hidden.p, hidden.verdict) == (4, None, None, None)
    assert hidden.reason is not None
    shown = gap_of(frame.drop(few[1:]), Model.HEADLINE, "assistant_4050")
    assert shown.n == 5
    assert shown.gap is not None


def test_a_reference_under_five_people_hides_everything() -> None:
    frame = district()
    reference = frame.index[frame.staffing_type.isin(["establishment", "contract"])]
    results = three_models(frame.drop(reference[4:]), ThreeModelsQuestion())
    assert all(g.gap is None for r in results.values() for g in r.groups)


def test_a_group_that_has_a_post_to_itself_is_not_compared() -> None:
    frame = district()
    frame.loc[frame.staffing_type == "assistant_4050", "post"] = "helper"
    lone = gap_of(frame, Model.HEADLINE, "assistant_4050")
    assert lone.gap is None
    assert lone.reason is not None
    assert gap_of(frame, Model.RAW, "assistant_4050").gap is not None
    assert gap_of(frame, Model.HEADLINE).gap is not None


def test_a_centre_too_small_to_regress_gets_reasons_instead_of_figures() -> None:
    results = three_models(district().head(4), ThreeModelsQuestion())
    assert results[Model.HEADLINE].reason is not None
    nobody = three_models(district().head(0), ThreeModelsQuestion())
    assert all(r.reason is not None and r.groups == () for r in nobody.values())


def test_one_unit_alone_is_assessed_without_clusters_and_a_few_by_the_wild_bootstrap() -> None:
    frame = district()
    alone = three_models(frame.assign(unit=1), ThreeModelsQuestion())[Model.HEADLINE]
    assert alone.clusters is None
    assert alone.groups[1].method == "classical"
    few = gap_of(frame.assign(unit=frame.unit % 8), Model.HEADLINE)
    assert few.method == "wild_cluster"
    assert few.verdict in set(Verdict)


def test_a_missing_column_is_refused_by_name() -> None:
    with pytest.raises(BadInput) as refusal:
        three_models(district().drop(columns="grade"), ThreeModelsQuestion())
    assert refusal.value.place == "grade"
