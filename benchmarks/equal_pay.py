"""The equal-pay regression on 100,000 people × 40 terms, clustered, and the decomposition with 1,000 bootstraps.

``pay_gap`` answers from a table: missing values, indicators, the rank, classical, HC1 and clustered errors. Its
baseline is the same clustered fit by statsmodels from the same table (formula) — the job an analyst would otherwise do;
and beside it our fit against ``statsmodels.OLS`` on one and the same matrix, neither building it. The coefficient and
its clustered error must agree to nine digits. ``decompose`` with 1,000 cluster bootstraps is held against refitting the
three regressions for each replicate with NumPy's least squares on the drawn rows: a few replicates are measured and
multiplied up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf

from analytics.decomposition.decompose import DecompositionQuestion, decompose
from analytics.equal_pay.covariance import Clusters
from analytics.equal_pay.design import build_design
from analytics.equal_pay.groups import Group
from analytics.equal_pay.inference import infer
from analytics.equal_pay.least_squares import fit
from analytics.equal_pay.pay_gap import PayGapQuestion, pay_gap
from analytics.equal_pay.three_models import ThreeModelsQuestion, three_models
from benchmarks.measuring import in_turns, progress, seconds
from benchmarks.report import Limit, Ratio, Report

_PEOPLE, _UNITS, _REPLICATES, _REFITTED = 100_000, 200, 1_000, 3
_NUMBERS = tuple(f"x{place:02d}" for place in range(24))
_WORDS = ("post", "qualification", "grade")
_LEVELS = 6
_BY = (*_NUMBERS, *_WORDS)
_GROUP = Group("staffing_type", "dispatched")
_SEED = 5
_GAP = PayGapQuestion("pay", _GROUP, _BY, log=True, cluster="unit")
_PARTS = DecompositionQuestion("pay", _GROUP, _BY, log=True, cluster="unit", bootstrap=_REPLICATES)
_PAGE = ThreeModelsQuestion(pay="pay", held_equal=(*_NUMBERS, "post", "qualification"))


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when statsmodels finds another gap or error."""
    people = max(2_000, int(_PEOPLE * scale))
    frame = _frame(people)
    progress(f"{people:,} people; the clustered fit")
    _check(frame)
    ours, formula = in_turns(lambda: pay_gap(frame, _GAP), lambda: _by_formula(frame), rounds=2)
    on_matrix = _on_one_matrix(frame)
    progress("the page's three models, the decomposition")
    page = min(seconds(lambda: three_models(frame, _PAGE)) for _ in range(3))
    parts = min(seconds(lambda: decompose(frame, _PARTS)) for _ in range(3))
    refitted = seconds(lambda: _refit(frame)) * _REPLICATES / _REFITTED
    return Report(
        size={"people": people, "terms": len(_NUMBERS) + len(_WORDS) * (_LEVELS - 1) + 1, "clusters": _UNITS},
        ratios={
            "gap_from_table": Ratio(
                ours, formula, "statsmodels' formula OLS, clustered, from the same table", at_least=10
            ),
            "fit_on_matrix": Ratio(*on_matrix, "statsmodels' OLS, clustered, on the same matrix", at_least=10),
            "decompose_1000_bootstraps": Ratio(
                parts,
                refitted,
                f"refitting with NumPy, {_REFITTED} replicates multiplied up to {_REPLICATES}",
                at_least=10,
            ),
        },
        limits={
            "assessment_page": Limit(page, "s", 1, judged=people >= _PEOPLE),
            "decompose_1000_bootstraps": Limit(parts, "s", 0.5, judged=people >= _PEOPLE),
        },
        checked="coefficient and clustered error equal statsmodels'",
    )


def _frame(people: int) -> pd.DataFrame:
    rng = np.random.default_rng(_SEED)
    numbers = rng.normal(size=(people, len(_NUMBERS)))
    words = {
        name: np.array([f"{name}{k}" for k in range(_LEVELS)])[rng.integers(0, _LEVELS, people)] for name in _WORDS
    }
    unit = rng.integers(0, _UNITS, people)
    kinds = np.array(["establishment", "contract", "dispatched"])[rng.choice(3, people, p=[0.3, 0.4, 0.3])]
    load = rng.normal(0, 0.2, people)
    pay = 3.5 + numbers @ rng.uniform(-0.05, 0.05, len(_NUMBERS)) - 0.06 * (kinds == "dispatched") + 0.1 * load
    pay += rng.normal(0, 0.05, _UNITS)[unit] + rng.normal(0, 0.15, people)
    halves = {f"workload_{half}": np.exp(load + rng.normal(0, 0.1, people)) for half in ("odd", "even")}
    columns = {name: numbers[:, place] for place, name in enumerate(_NUMBERS)}
    return pd.DataFrame({"pay": np.exp(pay), "staffing_type": kinds, "unit": unit, **words, **halves, **columns})


def _by_formula(frame: pd.DataFrame) -> Any:
    in_b = "I((staffing_type == 'dispatched') * 1.0)"
    model = smf.ols(f"np.log(pay) ~ {' + '.join([*_BY, in_b])}", frame)
    return model.fit(cov_type="cluster", cov_kwds={"groups": frame["unit"]})


def _on_one_matrix(frame: pd.DataFrame) -> tuple[float, float]:
    in_b = _GROUP.rows(frame).astype(np.float64)
    design = build_design(frame, _BY).with_term("group_b", in_b)
    outcome, units = np.log(frame["pay"].to_numpy()), frame["unit"]
    clusters = Clusters.of(units)

    def theirs() -> Any:
        return sm.OLS(outcome, design.matrix).fit(cov_type="cluster", cov_kwds={"groups": units}).bse

    ours, baseline = in_turns(lambda: infer(fit(design, outcome), "group_b", clusters), theirs)
    return ours, baseline


def _refit(frame: pd.DataFrame) -> None:
    design, in_b = build_design(frame, _BY).matrix, _GROUP.rows(frame)
    outcome, unit = np.log(frame["pay"].to_numpy()), frame["unit"].to_numpy()
    rows_of = [np.flatnonzero(unit == place) for place in range(_UNITS)]
    rng = np.random.default_rng(_SEED)
    for _ in range(_REFITTED):
        rows = np.concatenate([rows_of[place] for place in rng.integers(0, _UNITS, _UNITS)])
        for chosen in (rows, rows[in_b[rows]], rows[~in_b[rows]]):
            np.linalg.lstsq(design[chosen], outcome[chosen], rcond=None)


def _check(frame: pd.DataFrame) -> None:
    ours, theirs = pay_gap(frame, _GAP), _by_formula(frame)
    place = next(name for name in theirs.params.index if name.startswith("I("))
    assert np.isclose(ours.test.coefficient, theirs.params[place], rtol=1e-9), "coefficient"
    assert ours.se_cluster is not None
    assert np.isclose(ours.se_cluster, theirs.bse[place], rtol=1e-9), "clustered error"
