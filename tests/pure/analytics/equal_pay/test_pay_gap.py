"""The one-stage pay gap: what is counted, what is refused, the printed object, and the verdict."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from analytics.equal_pay import Group, PayGap, PayGapQuestion, Verdict, kennedy_percent, pay_gap, verdict_of
from analytics.equal_pay.verdict import p_beyond
from vocabulary.bad_input import BadInput


def staff(n: int = 600, gap: float = -0.06, seed: int = 3) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    dispatched = rng.random(n) < 0.6
    tenure = rng.uniform(0, 15, n) - 2 * dispatched
    unit = rng.integers(0, 40, n)
    load = rng.normal(0, 0.2, n) + 0.1 * dispatched
    log_pay = 3.2 + 0.02 * tenure + 0.3 * load + gap * dispatched + rng.normal(0, 0.08, n)
    return pd.DataFrame(
        {
            "staffing": np.where(dispatched, "dispatched", "contract"),
            "tenure": tenure,
            "unit": unit,
            "pay": np.exp(log_pay + rng.normal(0, 0.03, 40)[unit]),
            "odd": np.exp(load + rng.normal(0, 0.1, n)),
            "even": np.exp(load + rng.normal(0, 0.1, n)),
        }
    )


def asked(**changes: object) -> PayGapQuestion:
    given = {"pay": "pay", "group": Group("staffing", "dispatched"), "by": ("tenure",), "log": True}
    return PayGapQuestion(**{**given, **changes})  # type: ignore[arg-type]


def test_the_clustered_gap_agrees_with_statsmodels() -> None:
    frame = staff()
    answer = pay_gap(frame, asked(cluster="unit"))
    data = frame.assign(y=np.log(frame.pay), b=(frame.staffing == "dispatched") * 1.0)
    oracle = smf.ols("y ~ tenure + b", data).fit(cov_type="cluster", cov_kwds={"groups": data.unit}, use_t=True)
    assert answer.test.coefficient == pytest.approx(oracle.params["b"], rel=1e-10)
    assert answer.se_cluster == pytest.approx(oracle.bse["b"], rel=1e-10)
    assert answer.test.p == pytest.approx(oracle.pvalues["b"], rel=1e-8)
    assert answer.test.df == 39
    assert answer.test.low == pytest.approx(oracle.conf_int().loc["b", 0], rel=1e-8)


def test_without_clusters_t_and_p_are_classical() -> None:
    frame = staff()
    answer = pay_gap(frame, asked())
    data = frame.assign(y=np.log(frame.pay), b=(frame.staffing == "dispatched") * 1.0)
    oracle = smf.ols("y ~ tenure + b", data).fit()
    assert answer.test.df == len(frame) - 3
    assert answer.test.p == pytest.approx(oracle.pvalues["b"], rel=1e-7)
    assert answer.to_json()["se_cluster"] is None


def test_the_printed_object_has_exactly_the_promised_keys() -> None:
    printed = pay_gap(staff(), asked(workload=("odd", "even"), cluster="unit")).to_json()
    assert list(printed) == (
        [
            "n_input",
            "n",
            "n_a",
            "n_b",
            "coefficient",
            "se",
            "se_hc1",
            "se_cluster",
            "t",
            "df",
            "p",
            "r2",
            "kennedy",
            "raw_gap",
            "dropped",
            "verdict",
            "corrected",
        ]
    )
    assert set(printed["corrected"]) == {"coefficient", "reliability"}  # type: ignore[call-overload]
    assert pay_gap(staff(), asked()).to_json()["corrected"] is None


def test_without_controls_the_coefficient_is_the_raw_gap_turned_round() -> None:
    answer = pay_gap(staff(), asked(by=()))
    assert answer.test.coefficient == pytest.approx(-answer.raw_gap, abs=1e-12)


def test_rows_with_a_missing_value_in_a_used_column_are_left_out_and_counted() -> None:
    frame = staff()
    frame.loc[:9, "tenure"] = np.nan
    frame.loc[20:24, "odd"] = np.nan
    answer = pay_gap(frame, asked())
    assert (answer.n_input, answer.n) == (600, 590)
    assert answer.n_a + answer.n_b == answer.n


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"by": ("nowhere",)}, "nowhere"),
        ({"group": Group("staffing", "nobody")}, "staffing"),
        ({"by": ("staffing",)}, "staffing"),
        ({"by": ("tenure", "twin")}, "group_b"),
    ],
)
def test_questions_without_an_answer_are_refused_by_name(changes: dict[str, object], place: str) -> None:
    frame = staff()
    frame["twin"] = (frame.staffing == "dispatched") * 3.0
    with pytest.raises(BadInput) as refusal:
        pay_gap(frame, asked(**changes))
    assert refusal.value.place == place


def test_pay_of_nothing_has_no_logarithm_and_is_refused() -> None:
    frame = staff()
    frame.loc[3, "pay"] = 0.0
    with pytest.raises(BadInput, match="1 rows are zero or negative"):
        pay_gap(frame, asked())


@pytest.mark.parametrize("value", ["1", "1.0", "True"])
def test_a_group_coded_by_numbers_is_found_however_it_is_written(value: str) -> None:
    frame = staff().assign(b=lambda f: (f.staffing == "dispatched") * 1)
    assert pay_gap(frame, asked(group=Group("b", value))).n_b == int(frame.b.sum())
    flagged = frame.assign(b=frame.b == 1)
    assert pay_gap(flagged, asked(group=Group("b", value))).n_b == int(frame.b.sum())


def test_pay_in_yuan_has_no_kennedy_and_is_judged_against_the_mean_of_group_a() -> None:
    frame = staff(gap=-0.15).assign(pay=lambda f: f.pay * 200)
    answer = pay_gap(frame, asked(log=False))
    assert answer.kennedy is None
    assert answer.verdict is Verdict.LIMIT_EXCEEDED
    logged = frame.assign(pay=np.log(frame.pay))
    assert pay_gap(logged, asked(log=False)).kennedy == pytest.approx(pay_gap(frame, asked()).kennedy)


def test_kennedy_is_below_the_plain_exponential() -> None:
    assert kennedy_percent(-0.05, 0.0004) == pytest.approx(100 * (math.exp(-0.05 - 0.0002) - 1))
    assert kennedy_percent(0.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("percent", "p", "verdict"),
    [
        (-9.0, 0.051, Verdict.NOT_SIGNIFICANT),
        (-9.0, float("nan"), Verdict.NOT_SIGNIFICANT),
        (-2.5, 0.01, Verdict.TARGET_RESPECTED),
        (-2.59, 0.01, Verdict.TARGET_RESPECTED),
        (-2.6, 0.01, Verdict.TARGET_EXCEEDED),
        (2.6, 0.05, Verdict.TARGET_EXCEEDED),
        (-5.09, 0.01, Verdict.TARGET_EXCEEDED),
        (-5.1, 0.01, Verdict.LIMIT_EXCEEDED),
    ],
)
def test_the_verdict_cuts_the_size_to_a_tenth_of_a_percent(percent: float, p: float, verdict: Verdict) -> None:
    assert verdict_of(percent, p) is verdict


def test_the_one_sided_test_is_even_at_its_threshold() -> None:
    assert p_beyond(math.log(0.95), 0.01, 100, 5.0) == pytest.approx(0.5)
    assert p_beyond(math.log(0.90), 0.01, 100, 5.0) < 0.001


def test_with_no_gap_a_verdict_is_rarely_found() -> None:
    assert np.mean([false_alarm(seed) for seed in range(300)]) <= 0.08


def false_alarm(seed: int) -> bool:
    frame = staff(gap=0.0, seed=1000 + seed)
    answer: PayGap = pay_gap(frame.assign(pay=frame.pay / (frame.odd * frame.even) ** 0.15), asked(cluster="unit"))
    return answer.verdict is not Verdict.NOT_SIGNIFICANT
